/** A session that ends because nothing happens: the person is warned, and what they entered is kept for them alone. */
import {until} from '@egov-form/dev/until';
import {expect} from 'chai';
import {HandClock} from '../../../test/hand-clock.ts';
import {axeViolations, button, control, fill, MemoryDrafts, mount, settle, unmountAll} from '../../../test/mount.ts';
import type {EgovForm} from '../../index.ts';
import type {SignIn} from '../../ports.ts';

let clock: HandClock;
beforeEach(() => {
  clock = new HandClock();
});
afterEach(unmountAll);

const NAME = 'Nguyễn Thị Bí Mật';

class LockableDrafts extends MemoryDrafts {
  locks = 0;
  lock(): void {
    this.locks += 1;
  }
}

/** A session of the gateway's that lasts so many seconds after its last use. */
class HandSession implements SignIn {
  readonly seconds: number;
  reachable = true;
  renewals = 0;
  #end: number;

  constructor(seconds: number) {
    this.seconds = seconds;
    this.#end = Date.now() + seconds * 1000;
  }

  get signedIn(): boolean {
    return Date.now() < this.#end;
  }

  async left(): Promise<number | undefined> {
    if (!this.reachable) throw new TypeError('offline');
    return this.signedIn ? (this.#end - Date.now()) / 1000 : undefined;
  }

  async renew(): Promise<number | undefined> {
    if (!this.reachable) throw new TypeError('offline');
    this.renewals += 1;
    if (this.signedIn) this.#end = Date.now() + this.seconds * 1000;
    return this.left();
  }

  async end(): Promise<void> {
    if (!this.reachable) throw new TypeError('offline');
    this.#end = 0;
  }

  again(): void {
    this.#end = Date.now() + 60_000;
  }
}

const shadow = (form: EgovForm): ShadowRoot => form.shadowRoot as ShadowRoot;
const dialog = (form: EgovForm): HTMLDialogElement | null => shadow(form).querySelector('dialog[open]');
const panel = (form: EgovForm): HTMLElement | null => shadow(form).querySelector('[data-person=signed-out]');

async function signedIn(
  seconds: number,
  setup: Partial<EgovForm> = {},
): Promise<{form: EgovForm; session: HandSession; drafts: LockableDrafts}> {
  const session = new HandSession(seconds);
  const drafts = new LockableDrafts();
  const owner = async (): Promise<string> => {
    if (!session.reachable) throw new TypeError('offline');
    return session.signedIn ? 'someone' : '';
  };
  const form = await mount({drafts, ports: {signIn: session, owner, signInAddress: '/auth/sign-in'}, ...setup});
  await until('the session is watched', () => session.renewals > 0);
  await settle(form);
  return {form, session, drafts};
}

describe('a session that ends because nothing happens', () => {
  it('is said before, and any key or press lets it last on', async () => {
    const {form, session} = await signedIn(3);
    await fill(form, '/name', NAME);
    // What was typed makes it last on once, at its half.
    await clock.pass(3_000);
    await until('the warning is there', () => dialog(form));
    expect(dialog(form)?.textContent).to.contain('Thông tin đã nhập vẫn được giữ');
    button(dialog(form) as HTMLDialogElement, 'Tôi vẫn ở đây').click();
    await until('the warning is gone', () => !dialog(form));
    expect(session.renewals).to.be.at.least(2);
    expect(control(form, '/name').value).to.equal(NAME);
  });

  it('leaves the screen empty, the draft saved, its key forgotten; its owner goes on later', async () => {
    const {form, session, drafts} = await signedIn(1.5);
    await fill(form, '/name', NAME);
    await clock.pass(2_250);
    await until('the panel is whole', () => panel(form)?.querySelector('[part~=sign-in]'));
    expect(panel(form)?.textContent).to.contain('không có thao tác nào').and.to.contain('lưu cho riêng');
    expect(shadow(form).textContent).not.to.contain(NAME);
    expect(shadow(form).querySelector('input, dialog')).to.equal(null);
    expect(drafts.drafts.get('sample:someone')).to.contain(NAME);
    expect(drafts.locks).to.be.at.least(1);
    expect([form.model, form.answers, document.title.includes(NAME)]).to.deep.equal([undefined, {}, false]);
    expect(await axeViolations(form)).to.deep.equal([]);
    session.again();
    globalThis.dispatchEvent(new Event('focus'));
    await until('the form is back', () => form.model);
    await settle(form);
    expect(control(form, '/name').value).to.equal(NAME);
  });

  it('is held in the page where no draft is kept, as was said before, and watched again after', async () => {
    const {form, session} = await signedIn(2, {draft: 'off'});
    await fill(form, '/name', NAME);
    await clock.pass(2_000);
    await until('the warning is there', () => dialog(form));
    expect(dialog(form)?.textContent).to.contain('không lưu bản nháp');
    await clock.pass(1_000);
    await until('the panel is whole', () => panel(form)?.querySelector('[part~=sign-in]'));
    expect(shadow(form).textContent).not.to.contain(NAME);
    session.again();
    const {renewals} = session;
    globalThis.dispatchEvent(new Event('focus'));
    await until('the form is back', () => form.model);
    await settle(form);
    expect(control(form, '/name').value).to.equal(NAME);
    await until('the session is watched again', () => session.renewals > renewals);
    await clock.pass(1_000);
    await until('the warning is there', () => dialog(form));
  });

  it('empties the screen also while nobody can be asked', async () => {
    const {form, session} = await signedIn(2);
    await fill(form, '/name', NAME);
    session.reachable = false;
    await clock.pass(2_000);
    await until('the panel is there', () => panel(form));
    await until('the screen is empty', () => !shadow(form).querySelector('input'));
    expect(shadow(form).textContent).not.to.contain(NAME);
  });

  it('is nothing to warn of where nobody is signed in', async () => {
    const session = new HandSession(0.5);
    const form = await mount({drafts: new MemoryDrafts(), ports: {signIn: session, owner: ''}});
    await fill(form, '/name', NAME);
    await clock.pass(60_000);
    expect([session.renewals, dialog(form), panel(form)]).to.deep.equal([0, null, null]);
  });
});
