import type {FormDefinition, LookupAnswer, LookupConnector} from '@egov-form/core';
import {until} from '@egov-form/dev/until';
import {expect} from 'chai';
import {button, control, fill, MemoryDrafts, mount, settle, unmountAll} from '../../../test/mount.ts';
import type {EgovForm} from '../../index.ts';

afterEach(unmountAll);

const OWN = '026190000042';
const definition: FormDefinition = {
  ...{id: 'letter', version: '1.0.0', title: 'Đơn mẫu'},
  data: {
    type: 'object',
    properties: {person: {type: 'object', properties: {code: {type: 'string'}, name: {type: 'string'}, home: {type: 'string'}}}},
  },
  pages: [
    {
      id: 'person',
      title: 'Người làm đơn',
      items: [{field: '/person/code'}, {field: '/person/name'}, {field: '/person/home'}],
    },
  ],
  parties: {person: {at: '/person', title: 'Người làm đơn', subject: true}},
  lookups: {
    person: {
      connector: 'population',
      title: 'Sổ mẫu',
      keys: {citizenId: '/person/code'},
      fill: {'/person/code': 'citizenId', '/person/name': 'name', '/person/home': 'home'},
      purpose: 'Điền đơn mẫu',
    },
  },
};

/** A gateway and who is signed in at it. */
class Portal {
  person = '';
  asked = 0;
  readonly owner = async (): Promise<string> => this.person;
  readonly connectors: LookupConnector = {
    ask: async (): Promise<LookupAnswer> => {
      this.asked += 1;
      if (this.person === '') return {state: 'forbidden', reason: 'sign-in'};
      const values = {citizenId: OWN, name: 'Nguyễn Thị Mẫu', home: 'Phố Mẫu'};
      // A moment ago: what is older is asked again when a draft is opened, to find what has changed.
      const at = new Date().toISOString();
      return {state: 'filled', values, source: {register: 'population', title: 'Sổ mẫu', at}};
    },
  };
  readonly drafts = new MemoryDrafts();

  /** Whether a draft with this text is kept. */
  keeps(text: string): boolean {
    return [...this.drafts.drafts.values()].some((draft) => draft.includes(text));
  }

  open(): Promise<EgovForm> {
    const {connectors, drafts, owner} = this;
    return mount({definition, connectors, drafts, ports: {owner, signInAddress: '/auth/sign-in'}});
  }
}

const link = (form: EgovForm): HTMLAnchorElement | null => form.renderRoot.querySelector('[part~=sign-in]');
const state = (form: EgovForm): string | undefined => form.model?.lookup('person').state;

describe('the signed-in person', () => {
  it('types nothing, and is asked about once, however often the draft is opened', async () => {
    const portal = new Portal();
    portal.person = 'mother';
    for (const _time of [1, 2]) {
      const form = await portal.open();
      await until('it is filled', () => state(form) === 'filled');
      expect([form.model?.get('/person/code'), form.model?.get('/person/name')]).to.deep.equal([OWN, 'Nguyễn Thị Mẫu']);
      await until('the draft is kept', () => portal.keeps('Nguyễn Thị Mẫu'));
      unmountAll();
    }
    expect(portal.asked).to.equal(1);
  });

  it('is told to sign in where nobody is, without a question, and types by hand', async () => {
    const portal = new Portal();
    const form = await portal.open();
    await until('the link', () => link(form) !== null);
    expect(link(form)?.textContent?.trim()).to.match(/^Đăng nhập để được điền sẵn/u);
    expect([state(form), form.model?.lookup('person').reason, portal.asked]).to.deep.equal(['forbidden', 'sign-in', 0]);
    await fill(form, '/person/home', 'Phố Khác');
    await settle(form);
    expect(control(form, '/person/home').value).to.equal('Phố Khác');
    await until('the draft is kept', () => portal.keeps('Phố Khác'));
  });

  it('is filled once signed in, and what was typed before that stays until they decide', async () => {
    const portal = new Portal();
    const form = await portal.open();
    await fill(form, '/person/home', 'Phố Khác');
    portal.person = 'mother';
    globalThis.dispatchEvent(new Event('focus'));
    await until('the panel is whole', () => form.renderRoot.querySelector('[data-person] .primary') !== null);
    button(form.renderRoot as HTMLElement, 'Đúng là của tôi').click();
    await until('it is filled', () => state(form) === 'filled');
    expect([form.model?.get('/person/code'), form.model?.get('/person/home')]).to.deep.equal([OWN, 'Phố Khác']);
    expect(form.model?.lookup('person').differences).to.deep.equal([
      {pointer: '/person/home', mine: 'Phố Khác', theirs: 'Phố Mẫu', replaced: false},
    ]);
    expect(portal.asked).to.equal(1);
  });

  it('is asked by a page that does not know who is signed in', async () => {
    const portal = new Portal();
    const {connectors} = portal;
    const form = await mount({definition, connectors, kiosk: true});
    await until('it was asked', () => portal.asked === 1);
    expect(state(form)).to.equal('forbidden');
    await fill(form, '/person/name', 'Mai');
    expect(form.model?.get('/person/name')).to.equal('Mai');
  });
});
