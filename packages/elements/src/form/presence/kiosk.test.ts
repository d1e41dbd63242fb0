/** A computer for everybody: nothing of a person may be left for the next one. */
import type {Recipient} from '@egov-form/core';
import {until} from '@egov-form/dev/until';
import {expect} from 'chai';
import {HandClock, turn} from '../../../test/hand-clock.ts';
import {
  axeViolations,
  button,
  control,
  fill,
  HandRegister,
  MemoryDrafts,
  mount,
  SAMPLE,
  settle,
  unmountAll,
} from '../../../test/mount.ts';
import type {EgovForm} from '../../index.ts';
import type {SignIn} from '../../ports.ts';

afterEach(unmountAll);

const NAME = 'Nguyễn Thị Bí Mật';
const PLAIN: typeof SAMPLE = {...SAMPLE, documents: {card: {title: 'Thẻ mẫu'}}};

/** The sign-in, as it stands at the gateway. */
class HandSignIn implements SignIn {
  signedIn = true;
  reachable = true;
  ends = 0;

  async left(): Promise<number | undefined> {
    return this.signedIn ? 3600 : undefined;
  }
  renew(): Promise<number | undefined> {
    return this.left();
  }
  async end(): Promise<void> {
    this.ends += 1;
    if (!this.reachable) throw new Error('offline');
    this.signedIn = false;
  }
}

const recipient: Recipient = {
  upload: async () => 'upload-1',
  submit: async () => ({state: 'accepted', code: 'H00-1', at: '2026-11-22T03:04:00.000Z'}),
};

async function kiosk(setup: Partial<EgovForm> = {}): Promise<{form: EgovForm; signIn: HandSignIn; drafts: MemoryDrafts}> {
  const signIn = new HandSignIn();
  const drafts = new MemoryDrafts();
  const owner = async (): Promise<string> => (signIn.signedIn ? 'someone' : '');
  const form = await mount({kiosk: true, definition: PLAIN, drafts, recipient, ports: {signIn, owner}, ...setup});
  await settle(form);
  return {form, signIn, drafts};
}

const shadow = (form: EgovForm): ShadowRoot => form.shadowRoot as ShadowRoot;
/** Everything that is written anywhere in the form, also where it cannot be seen. */
const written = (form: EgovForm): string =>
  [
    shadow(form).textContent,
    ...[...shadow(form).querySelectorAll('*')].flatMap((node) => [...node.attributes].map(({value}) => value)),
    ...[...shadow(form).querySelectorAll<HTMLInputElement>('input, textarea, select')].map(({value}) => value),
    document.title,
  ].join('\n');
const ended = (form: EgovForm): string[] => {
  const reasons: string[] = [];
  form.addEventListener('egov-end', ({reason}) => reasons.push(reason));
  return reasons;
};

async function send(form: EgovForm): Promise<void> {
  form.answers = {id: '1234', name: NAME, consent: true, cars: [{plate: 'A'}]};
  form.showPage('review');
  await settle(form);
  shadow(form).querySelector<HTMLInputElement>('#egov-declare')?.click();
  await form.submit();
  await settle(form);
}

describe('a kiosk', () => {
  it('keeps no draft, neither in the store nor in words', async () => {
    const clock = new HandClock();
    const {form, drafts} = await kiosk();
    await fill(form, '/name', NAME);
    globalThis.dispatchEvent(new Event('visibilitychange'));
    await clock.pass(30_000);
    expect([drafts.drafts.size, drafts.files.size]).to.deep.equal([0, 0]);
    expect(shadow(form).querySelector('[part~=draft]')).to.equal(null);
    expect(shadow(form).textContent).to.contain('Máy dùng chung');
    form.locale = 'en';
    await settle(form);
    expect(shadow(form).textContent).to.contain('A computer for everybody').and.not.to.contain('Máy dùng chung');
  });

  it('does not open a draft that somebody left here before', async () => {
    const drafts = new MemoryDrafts();
    const before = await mount({definition: PLAIN, drafts, ports: {owner: 'someone'}});
    await fill(before, '/name', NAME);
    await until('the draft is saved', () => drafts.drafts.size > 0);
    before.remove();
    const {form} = await kiosk({drafts});
    expect(form.model?.get('/name')).to.equal(undefined);
    expect(written(form)).not.to.contain(NAME);
  });

  it('when the dossier is in, shows the code until it is written down, then nothing is left', async () => {
    const {form, signIn} = await kiosk();
    const reasons = ended(form);
    const model = form.model;
    await send(form);
    expect(shadow(form).querySelector('[part~=code]')?.textContent).to.equal('H00-1');
    expect(await axeViolations(form)).to.deep.equal([]);
    button(shadow(form), 'Đã ghi lại mã').click();
    await until('a new form has begun', () => form.model && form.model !== model);
    await settle(form);
    expect([reasons, signIn.ends, signIn.signedIn]).to.deep.equal([['finished'], 1, false]);
    for (const gone of [NAME, 'H00-1', '1234']) expect(written(form)).not.to.contain(gone);
    expect(form.answers).to.deep.equal({cars: [{}]});
    expect(shadow(form).querySelector('#egov-live')?.textContent).to.contain('đã được xóa khỏi máy này');
  });

  it('asks who does nothing, in a dialog that any key answers, with the focus back where it was', async () => {
    const {form, signIn} = await kiosk({idle: 3});
    const input = control(form, '/name');
    input.focus();
    const dialog = (): HTMLDialogElement | null => shadow(form).querySelector('dialog');
    await until('the question is there', () => dialog()?.open);
    expect(dialog()?.textContent).to.contain('Ông/Bà còn ở đây không?').and.to.contain('xóa khỏi máy này');
    expect(dialog()?.querySelector('[role=timer]')?.textContent).to.match(/Còn [12] giây/u);
    expect(dialog()?.querySelector('[role=status]')?.textContent).to.contain('Còn 10 giây');
    // Only whether it is so: a runner takes minutes to write two elements down.
    expect(shadow(form).activeElement === dialog()?.querySelector('button')).to.equal(true);
    shadow(form).activeElement?.dispatchEvent(
      new KeyboardEvent('keydown', {key: 'a', bubbles: true, composed: true, cancelable: true}),
    );
    await until('the question is gone', () => !dialog()?.open);
    expect(shadow(form).activeElement === input).to.equal(true);
    await until('the question is there', () => dialog()?.open);
    button(dialog() as HTMLDialogElement, 'Tôi vẫn ở đây').click();
    await until('the question is gone', () => !dialog()?.open);
    expect(signIn.ends).to.equal(0);
  });

  it('the question is one that assistive technology can read, however long it stands', async () => {
    const {form} = await kiosk();
    const session = shadow(form).querySelector<HTMLElement & {ctx: unknown}>('egov-page');
    let stays = 0;
    const watch = {seconds: 42, isAtItsLongest: false, stayOn: () => (stays += 1)};
    const asked = Object.assign(document.createElement('egov-idle'), {ctx: session?.ctx, watch, words: 'idle.session'});
    shadow(form).querySelector('.form')?.append(asked);
    await settle(form);
    expect(await axeViolations(form)).to.deep.equal([]);
    const dialog = asked.querySelector('dialog');
    expect([dialog?.open, dialog?.matches(':modal')]).to.deep.equal([true, true]);
    expect(asked.textContent).to.contain('Còn 42 giây').and.to.contain('chỉ Ông/Bà mở lại được');
    dialog?.dispatchEvent(new Event('cancel', {cancelable: true}));
    expect([stays, dialog?.open]).to.deep.equal([1, true]);
  });

  it('when nobody answers, nothing is left, on whatever page the person was', async () => {
    for (const arrange of [
      (form: EgovForm) => fill(form, '/name', NAME),
      async (form: EgovForm) => {
        await fill(form, '/id', NAME);
        await form.validate();
      },
      send,
    ]) {
      const {form, signIn} = await kiosk({idle: 1.2});
      const reasons = ended(form);
      const {model} = form;
      await arrange(form);
      await until('a new form has begun', () => form.model && form.model !== model);
      await settle(form);
      // The form that has begun may be left alone for as long by now.
      expect([reasons[0], signIn.signedIn]).to.deep.equal(['idle', false]);
      for (const gone of [NAME, 'H00-1']) expect(written(form)).not.to.contain(gone);
      expect(shadow(form).textContent).to.contain('Không có thao tác nào');
      form.remove();
    }
  });

  it('when the page is left, is empty before the browser may keep it, and begins anew later', async () => {
    const {form, signIn} = await kiosk();
    const reasons = ended(form);
    await fill(form, '/name', NAME);
    globalThis.dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}));
    // Not a moment later: the page may be frozen by then.
    expect(written(form)).not.to.contain(NAME);
    expect([form.model, signIn.ends, reasons]).to.deep.equal([undefined, 1, ['left']]);
    globalThis.dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}));
    await until('a new form has begun', () => form.model);
    expect(form.model?.get('/name')).to.equal(undefined);
  });

  it('when the element is taken out of the page; not when it is only moved', async () => {
    const {form, signIn} = await kiosk();
    await fill(form, '/name', NAME);
    document.body.append(document.createElement('p'), form);
    await settle(form);
    expect([form.model?.get('/name'), signIn.ends]).to.deep.equal([NAME, 0]);
    form.remove();
    await turn();
    expect([form.model, signIn.ends]).to.deep.equal([undefined, 1]);
    expect(written(form)).not.to.contain(NAME);
  });

  it('an answer of a register that comes after the end fills nothing', async () => {
    const connectors = new HandRegister();
    const {form} = await kiosk({connectors});
    await fill(form, '/id', '1234');
    await until('the register is asked', () => connectors.questions.length > 0);
    globalThis.dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}));
    connectors.questions[0]?.answer(HandRegister.filled({fullName: NAME}));
    globalThis.dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}));
    await until('a new form has begun', () => form.model);
    await settle(form);
    expect(written(form)).not.to.contain(NAME);
  });

  it('says so while the person cannot be signed out, and begins only when they are', async () => {
    const {form, signIn} = await kiosk();
    await send(form);
    signIn.reachable = false;
    button(shadow(form), 'Đã ghi lại mã').click();
    await until('the alert is there', () => shadow(form).querySelector('[role=alert]'));
    expect(written(form)).not.to.contain(NAME);
    expect(form.model).to.equal(undefined);
    expect(shadow(form).textContent).to.contain('chưa đăng xuất được');
    signIn.reachable = true;
    button(shadow(form), 'Thử lại').click();
    await until('a new form has begun', () => form.model);
    expect(signIn.signedIn).to.equal(false);
  });

  it('leaves beginning anew to a page that wants to do so itself', async () => {
    const {form} = await kiosk();
    form.addEventListener('egov-end', (event) => event.preventDefault());
    await send(form);
    button(shadow(form), 'Đã ghi lại mã').click();
    await until('the form is gone', () => !form.model);
    await settle(form);
    expect([form.model, written(form).includes(NAME)]).to.deep.equal([undefined, false]);
  });

  it('signs nobody out where nobody was signed in', async () => {
    const {form, signIn} = await kiosk({ports: {owner: ''}});
    await fill(form, '/name', NAME);
    form.remove();
    await turn();
    expect([form.model, signIn.ends]).to.deep.equal([undefined, 0]);
  });
});
