/** A look-up that nobody signed in for: signing in is offered, nothing is lost, and it goes on afterwards. */
import type {LookupAnswer, LookupConnector, LookupRequest} from '@egov-form/core';
import {until} from '@egov-form/dev/until';
import {expect} from 'chai';
import {axeViolations, button, control, fill, HandRegister, MemoryDrafts, mount, settle, unmountAll} from '../../test/mount.ts';
import type {EgovForm} from '../index.ts';

afterEach(unmountAll);

/** A gateway that answers only who is signed in; `person` is who that is in this browser. */
class Gateway implements LookupConnector {
  person: string | undefined;
  readonly keys: LookupRequest['keys'][] = [];
  readonly owner = async (): Promise<string | undefined> => this.person;

  constructor(person?: string) {
    this.person = person;
  }

  async ask({keys}: LookupRequest): Promise<LookupAnswer> {
    this.keys.push(keys);
    return this.person === undefined
      ? {state: 'forbidden', reason: 'sign-in'}
      : HandRegister.filled({fullName: 'NGUYỄN THỊ MẪU', story: 'Chuyện'});
  }
}

const root = (form: EgovForm): HTMLElement => form.renderRoot as HTMLElement;
const lookup = (form: EgovForm): HTMLElement => root(form).querySelector('egov-lookup') as HTMLElement;
const link = (form: EgovForm): HTMLAnchorElement | null => lookup(form).querySelector('[part~=sign-in]');
const buttons = (form: EgovForm): readonly string[] =>
  [...lookup(form).querySelectorAll('button')].map((one) => one.textContent?.trim() ?? '');
const back = (): boolean => globalThis.dispatchEvent(new Event('focus'));
const filled = (form: EgovForm) => until('the look-up went on', () => form.model?.get('/name') === 'NGUYỄN THỊ MẪU');

async function refused(gateway: Gateway, drafts: MemoryDrafts | undefined, address = '/in'): Promise<EgovForm> {
  const form = await mount({
    ...{connectors: gateway, ports: {owner: gateway.owner, ...(address && {signInAddress: address})}},
    ...(drafts ? {drafts} : {draft: 'off' as const}),
  });
  gateway.person = undefined;
  await fill(form, '/id', '1234');
  await until('it is refused', () => lookup(form).dataset['state'] === 'forbidden');
  return form;
}

describe('a look-up without a session', () => {
  for (const [locale, words] of [
    ['vi', 'Đăng nhập'],
    ['en', 'Sign in'],
  ] as const) {
    it(`offers to sign in, and nothing that would be refused again: ${locale}`, async () => {
      const drafts = new MemoryDrafts();
      const form = await refused(new Gateway('mother'), drafts);
      form.locale = locale;
      await until('the draft is kept', () => link(form)?.textContent === words);
      expect(link(form)?.target).to.equal('');
      expect(buttons(form)).to.deep.equal([]);
      expect(await axeViolations(form)).to.deep.equal([]);
      expect(drafts.drafts.get('sample:mother')).to.contain('1234');
    });
  }

  it('goes on when its owner has signed in in another tab', async () => {
    const gateway = new Gateway('mother');
    const form = await refused(gateway, new MemoryDrafts());
    gateway.person = 'mother';
    back();
    await filled(form);
    back();
    await settle(form);
    expect(gateway.keys.length).to.equal(2);
  });

  it('goes on after the page was left for the sign-in', async () => {
    const gateway = new Gateway('mother');
    const drafts = new MemoryDrafts();
    const form = await refused(gateway, drafts);
    await until('it is saved', () => drafts.drafts.get('sample:mother')?.includes('"waiting"'));
    unmountAll();
    gateway.person = 'mother';
    const again = await mount({connectors: gateway, drafts, ports: {owner: gateway.owner, signInAddress: '/in'}});
    await filled(again);
    expect(control(again, '/id').value).to.equal('1234');
    expect(form.isConnected).to.equal(false);
  });

  it('opens the sign-in apart where no draft is kept, and goes on once it is claimed', async () => {
    const gateway = new Gateway();
    const form = await refused(gateway, undefined);
    expect(link(form)?.target).to.equal('_blank');
    gateway.person = 'mother';
    back();
    await until('it is asked whose it is', () => root(form).querySelector('[data-person=unclaimed] button'));
    expect(gateway.keys.length).to.equal(1);
    button(root(form).querySelector('[data-person]') as HTMLElement, 'của tôi, khai tiếp').click();
    await filled(form);
  });

  it('asks nobody again while nobody is signed in', async () => {
    const gateway = new Gateway();
    const form = await refused(gateway, new MemoryDrafts());
    back();
    back();
    await settle(form);
    expect(gateway.keys.length).to.equal(1);
  });

  it('can be asked again where the page knows no sign-in', async () => {
    const form = await refused(new Gateway(), new MemoryDrafts(), '');
    expect(link(form)).to.equal(null);
    expect(buttons(form)).to.deep.equal(['Tra cứu lại']);
  });
});
