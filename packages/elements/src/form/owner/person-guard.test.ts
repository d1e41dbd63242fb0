import type {LookupAnswer, LookupConnector, Recipient, SubmitResult} from '@egov-form/core';
import {FormError} from '@egov-form/core';
import {until} from '@egov-form/dev/until';
import {expect} from 'chai';
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

afterEach(unmountAll);

const PLAIN = {...SAMPLE, documents: {card: {title: 'Thẻ mẫu'}}};
const WHOLE = {id: '1234', name: 'Ai đó', consent: true, cars: [{plate: 'A'}]};
const root = (form: EgovForm): HTMLElement => form.renderRoot as HTMLElement;
const panel = (form: EgovForm): HTMLElement | null => root(form).querySelector('[data-person]');

/** Who is signed in in this browser, for every tab; `undefined` for nobody. `tell` is what another tab does after a change. */
class Browser {
  person: string | undefined;
  fails = false;
  asked = 0;
  readonly owner = async (): Promise<string | undefined> => {
    this.asked += 1;
    if (this.fails) throw new Error('The gateway does not answer.');
    return this.person;
  };

  constructor(person?: string) {
    this.person = person;
  }

  async now(form: EgovForm, person: string | undefined, why: string): Promise<void> {
    this.person = person;
    this.tell();
    await until(`the panel says ${why}`, () => panel(form)?.dataset['person'] === why);
  }

  async back(form: EgovForm, person: string): Promise<void> {
    this.person = person;
    this.tell();
    await until('the form is back', () => form.model !== undefined);
    await settle(form);
  }

  tell(): void {
    const channel = new BroadcastChannel('egov-session');
    channel.postMessage('');
    setTimeout(() => channel.close(), 1000);
  }
}

/** A recipient that takes a dossier in its owner's name alone, as a gateway does. */
class NamedRecipient implements Recipient {
  readonly browser: Browser;
  readonly keys: string[] = [];
  readonly taken: {owner: string; key: string}[] = [];
  /** Instead of looking who is there. */
  next: SubmitResult | undefined;
  uploadState: 'signed-out' | 'other-person' | undefined;
  #owner = '';

  constructor(browser: Browser) {
    this.browser = browser;
  }

  openedBy(owner: string): Recipient {
    const own: Recipient = Object.create(this);
    return Object.assign(own, {
      upload: () => this.upload(),
      submit: (_submission: unknown, key: string) => {
        this.#owner = owner;
        return this.submit(_submission, key);
      },
    });
  }

  async upload(): Promise<string> {
    const state = this.uploadState;
    if (state) throw new FormError('EGOV_CONNECTORS_UPLOAD_FORBIDDEN', 'Sign in.', {status: 401, state});
    return 'upload-1';
  }

  async submit(_submission: unknown, key: string): Promise<SubmitResult> {
    this.keys.push(key);
    if (this.next) return this.next;
    if (this.browser.person === undefined) return {state: 'signed-out'};
    if (this.browser.person !== this.#owner) return {state: 'other-person'};
    this.taken.push({owner: this.#owner, key});
    return {state: 'accepted', code: 'A-1', at: '2026-11-22T03:04:00.000Z'};
  }
}

async function toReview(form: EgovForm): Promise<void> {
  form.showPage('review');
  await settle(form);
  root(form).querySelector<HTMLInputElement>('#egov-declare')?.click();
  await settle(form);
}

const outcome = (form: EgovForm): HTMLElement | null => root(form).querySelector('[part~=outcome]');

describe('a form that another person finds open', () => {
  it('is put out of sight, kept for its owner alone, and goes on when the owner is back', async () => {
    const drafts = new MemoryDrafts();
    const browser = new Browser('mother');
    const form = await mount({drafts, ports: {owner: browser.owner, signInAddress: '/auth/sign-in?return=%2F'}});
    await fill(form, '/name', 'Mẹ khai');
    await browser.now(form, 'father', 'other-person');
    await until('the panel is whole', () => root(form).querySelector('[part~=sign-in]') !== null);
    expect(root(form).textContent).to.contain('do người khác mở').and.to.contain('lưu cho riêng người đã mở');
    expect(root(form).querySelector('input, textarea, select')).to.equal(null);
    expect(form.model).to.equal(undefined);
    expect(form.answers).to.deep.equal({});
    expect(await axeViolations(form)).to.deep.equal([]);
    expect([...drafts.drafts.keys()]).to.deep.equal(['sample:mother']);
    const link = root(form).querySelector<HTMLAnchorElement>('[part~=sign-in]');
    expect([link?.getAttribute('href'), link?.target]).to.deep.equal(['/auth/sign-in?return=%2F', '']);
    await browser.back(form, 'mother');
    expect(control(form, '/name').value).to.equal('Mẹ khai');
    expect(panel(form)).to.equal(null);
  });

  it('gives the other person a form of their own when they want one', async () => {
    const drafts = new MemoryDrafts();
    const browser = new Browser('mother');
    const form = await mount({drafts, ports: {owner: browser.owner}});
    await fill(form, '/name', 'Mẹ');
    await browser.now(form, 'father', 'other-person');
    await until('the panel is whole', () => [...root(form).querySelectorAll('button')].length > 0);
    button(root(form), 'Mở tờ khai mới').click();
    await until('the form is open', () => form.model !== undefined);
    await settle(form);
    expect(control(form, '/name').value).to.equal('');
    await fill(form, '/name', 'Cha');
    await browser.now(form, 'mother', 'other-person');
    await until('the father’s draft is saved', () => drafts.drafts.has('sample:father'));
    await browser.back(form, 'father');
    expect(control(form, '/name').value).to.equal('Cha');
    expect(JSON.parse(drafts.drafts.get('sample:mother') ?? '').snapshot.answers.name).to.equal('Mẹ');
  });

  for (const [how, setup] of [
    ['no draft is kept', () => ({draft: 'off'}) as const],
    ['the draft cannot be saved', () => ({drafts: Object.assign(new MemoryDrafts(), {failing: true})})],
  ] as const) {
    it(`holds what was entered out of sight where ${how}, and says so`, async () => {
      const browser = new Browser('mother');
      const form = await mount({...setup(), ports: {owner: browser.owner, signInAddress: '/in'}});
      await fill(form, '/name', 'Mẹ khai');
      await browser.now(form, 'father', 'other-person');
      await until('the panel is whole', () => root(form).querySelector('[part~=sign-in]') !== null);
      expect(root(form).textContent).to.contain('không đóng thẻ này');
      expect(root(form).textContent).not.to.contain('Mẹ khai');
      expect([form.model, form.answers, await form.submit()]).to.deep.equal([undefined, {}, undefined]);
      // Signing in here would lead away from the only place where it is.
      expect(root(form).querySelector<HTMLAnchorElement>('[part~=sign-in]')?.target).to.equal('_blank');
      await browser.now(form, undefined, 'signed-out');
      await browser.back(form, 'mother');
      expect(control(form, '/name').value).to.equal('Mẹ khai');
    });
  }

  it('is not handed in, though the tab heard of nothing, and nothing of it reaches the page', async () => {
    const browser = new Browser('mother');
    const recipient = new NamedRecipient(browser);
    const drafts = new MemoryDrafts();
    const form = await mount({definition: PLAIN, drafts, recipient, answers: WHOLE, ports: {owner: browser.owner}});
    await toReview(form);
    let offered = 0;
    form.addEventListener('egov-submit', () => (offered += 1));
    browser.person = 'father';
    expect((await form.submit())?.state).to.equal('other-person');
    await until('the panel', () => panel(form)?.dataset['person'] === 'other-person');
    expect([offered, recipient.keys.length]).to.deep.equal([0, 0]);
  });

  it('is not handed in when the other person came between the look and the sending', async () => {
    const browser = new Browser('mother');
    const recipient = new NamedRecipient(browser);
    const form = await mount({
      definition: PLAIN,
      drafts: new MemoryDrafts(),
      recipient,
      answers: WHOLE,
      ports: {owner: browser.owner},
    });
    await toReview(form);
    form.addEventListener('egov-submit', () => (browser.person = 'father'));
    expect((await form.submit())?.state).to.equal('other-person');
    await until('the panel', () => panel(form)?.dataset['person'] === 'other-person');
    expect([recipient.keys.length, recipient.taken.length]).to.deep.equal([1, 0]);
  });

  it('is put away when a register, a search or an upload refuses it', async () => {
    const browser = new Browser('mother');
    const register = new HandRegister();
    const form = await mount({connectors: register, ports: {owner: browser.owner}});
    await fill(form, '/id', '1234');
    await until('the register is asked', () => register.questions.length === 1);
    browser.person = 'father';
    register.questions[0]?.answer({state: 'forbidden', reason: 'other-person'});
    await until('the panel', () => panel(form)?.dataset['person'] === 'other-person');
  });

  it('finishes what its owner began: an accepted dossier stays the owner’s', async () => {
    const browser = new Browser('mother');
    const recipient = new NamedRecipient(browser);
    let answer: (result: SubmitResult) => void = () => {};
    recipient.submit = () => new Promise((resolve) => (answer = resolve));
    const drafts = new MemoryDrafts();
    const form = await mount({definition: PLAIN, drafts, recipient, answers: WHOLE, ports: {owner: browser.owner}});
    await toReview(form);
    const sent = form.submit();
    await until('it is being sent', () => root(form).querySelector('[part~=send] .spinner') !== null);
    await settle(form);
    browser.person = 'father';
    browser.tell();
    await until('nothing is in sight', () => root(form).querySelector('input') === null);
    answer({state: 'accepted', code: 'A-1', at: '2026-11-22T03:04:00.000Z'});
    expect((await sent)?.state).to.equal('accepted');
    await until('the panel', () => root(form).textContent?.includes('đã được gửi từ trước') === true);
    expect(root(form).textContent).not.to.contain('A-1');
    await browser.back(form, 'mother');
    expect(root(form).textContent).to.contain('A-1');
    expect(drafts.drafts.size).to.equal(0);
  });

  it('stays where it is while nobody can be asked, and out of the browser’s cache it waits', async () => {
    const browser = new Browser('mother');
    const form = await mount({drafts: new MemoryDrafts(), ports: {owner: browser.owner}});
    await fill(form, '/name', 'Mẹ');
    browser.fails = true;
    const asked = browser.asked;
    browser.tell();
    await until('it looked', () => browser.asked > asked);
    await settle(form);
    expect(control(form, '/name').value).to.equal('Mẹ');
    globalThis.dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}));
    globalThis.dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}));
    await until('the panel', () => panel(form)?.dataset['person'] === 'unknown');
    expect(root(form).textContent).to.contain('chưa hỏi được ai đang đăng nhập');
    expect(await axeViolations(form)).to.deep.equal([]);
    browser.fails = false;
    button(root(form), 'Thử lại').click();
    await until('the form is back', () => form.model !== undefined);
    await settle(form);
    expect(control(form, '/name').value).to.equal('Mẹ');
  });
});

describe('a form that was opened before anybody signed in', () => {
  it('goes on under the person’s name when they say that it is theirs', async () => {
    const drafts = new MemoryDrafts();
    const browser = new Browser();
    const recipient = new NamedRecipient(browser);
    const form = await mount({definition: PLAIN, drafts, recipient, ports: {owner: browser.owner}});
    await fill(form, '/name', 'Ai đó');
    await browser.now(form, 'mother', 'unclaimed');
    await until('the panel is whole', () => root(form).querySelector('.primary') !== null);
    expect(await axeViolations(form)).to.deep.equal([]);
    button(root(form), 'Đúng là của tôi').click();
    await until('the form is back', () => form.model !== undefined);
    await settle(form);
    expect(control(form, '/name').value).to.equal('Ai đó');
    await until('the draft is the mother’s', () => [...drafts.drafts.keys()].join() === 'sample:mother');
  });

  it('does so without a draft too, and is then sent in that name', async () => {
    const browser = new Browser();
    const recipient = new NamedRecipient(browser);
    const form = await mount({definition: PLAIN, draft: 'off', recipient, answers: WHOLE, ports: {owner: browser.owner}});
    await toReview(form);
    browser.person = 'mother';
    expect((await form.submit())?.state).to.equal('other-person');
    await until('the panel is whole', () => root(form).querySelector('.primary') !== null);
    button(root(form), 'Đúng là của tôi').click();
    await until('the form is back', () => form.model !== undefined);
    expect((await form.submit())?.state).to.equal('accepted');
    expect(recipient.taken.map(({owner}) => owner)).to.deep.equal(['mother']);
  });

  it('does not become another person’s who says that it is not theirs', async () => {
    const drafts = new MemoryDrafts();
    const browser = new Browser();
    const form = await mount({drafts, ports: {owner: browser.owner}});
    await fill(form, '/name', 'Ai đó');
    await browser.now(form, 'father', 'unclaimed');
    await until('the panel is whole', () => [...root(form).querySelectorAll('button')].length > 0);
    button(root(form), 'Không phải của tôi').click();
    await until('the form is open', () => form.model !== undefined);
    await settle(form);
    expect(control(form, '/name').value).to.equal('');
    expect([...drafts.drafts.keys()]).to.deep.equal(['sample']);
  });

  it('does not write over the draft that the person already had', async () => {
    const drafts = new MemoryDrafts();
    const browser = new Browser('mother');
    const earlier = await mount({drafts, ports: {owner: browser.owner}});
    await fill(earlier, '/name', 'Bản trước');
    earlier.remove();
    await until('the earlier draft is saved', () => drafts.drafts.has('sample:mother'));
    browser.person = undefined;
    const form = await mount({drafts, ports: {owner: browser.owner}});
    await fill(form, '/name', 'Bản sau');
    await browser.now(form, 'mother', 'unclaimed');
    await until('the panel is whole', () => root(form).querySelector('.primary') !== null);
    button(root(form), 'Đúng là của tôi').click();
    await until('the form is back', () => form.model !== undefined);
    await settle(form);
    expect(control(form, '/name').value).to.equal('Bản trước');
    expect(root(form).textContent).to.contain('bản nháp này được thay');
    button(root(form), 'Mở bản nháp đó').click();
    await until('the later one is open', () => control(form, '/name').value === 'Bản sau');
  });
});

describe('a session that is over', () => {
  for (const where of ['the dossier', 'a paper'] as const) {
    it(`is told when ${where} is sent, with the way to sign in, and the sending goes on after`, async () => {
      const drafts = new MemoryDrafts();
      const browser = new Browser('mother');
      const recipient = new NamedRecipient(browser);
      const form = await mount({
        ...{definition: PLAIN, drafts, recipient, answers: WHOLE},
        ports: {owner: browser.owner, signInAddress: () => '/auth/sign-in?return=%2Fx'},
      });
      if (where === 'a paper') {
        await form.model?.document('card').attach(new File(['x'], 'thẻ.jpg', {type: 'image/jpeg'}));
        recipient.uploadState = 'signed-out';
      }
      await fill(form, '/story', 'Chuyện');
      await toReview(form);
      browser.person = undefined;
      expect((await form.submit())?.state).to.equal('signed-out');
      await settle(form);
      expect(outcome(form)?.textContent).to.contain('Phiên đăng nhập đã kết thúc');
      expect(outcome(form)?.textContent).not.to.contain('mất kết nối');
      expect(outcome(form)?.querySelector('a')?.getAttribute('href')).to.equal('/auth/sign-in?return=%2Fx');
      expect(await axeViolations(form)).to.deep.equal([]);
      expect(drafts.drafts.get('sample:mother')).to.contain('Chuyện');
      expect(form.model?.get('/name')).to.equal('Ai đó');

      // Signed in in another tab: nothing is typed again, and it is the same try.
      browser.person = 'mother';
      recipient.uploadState = undefined;
      browser.tell();
      await until('the words are gone', () => outcome(form) === null);
      expect(root(form).querySelector('#egov-live')?.textContent).to.contain('có thể gửi');
      expect((await form.submit())?.state).to.equal('accepted');
      expect(new Set(recipient.keys).size).to.equal(1);
    });
  }

  it('leads to the sign-in where a register was asked', async () => {
    const browser = new Browser('mother');
    const connectors: LookupConnector = {ask: async (): Promise<LookupAnswer> => ({state: 'forbidden', reason: 'sign-in'})};
    const form = await mount({connectors, drafts: new MemoryDrafts(), ports: {owner: browser.owner, signInAddress: '/in'}});
    browser.person = undefined;
    await fill(form, '/id', '1234');
    await until('the link', () => root(form).querySelector('egov-lookup [part~=sign-in]') !== null);
    expect(control(form, '/id').value).to.equal('1234');
  });

  it('is noticed when the person comes back to the page, and nothing stays in sight', async () => {
    const browser = new Browser('mother');
    const form = await mount({drafts: new MemoryDrafts(), ports: {owner: browser.owner}});
    await fill(form, '/name', 'Mẹ khai');
    browser.person = undefined;
    globalThis.dispatchEvent(new Event('focus'));
    await until('the panel', () => panel(form)?.dataset['person'] === 'signed-out');
    expect(root(form).textContent).not.to.contain('Mẹ khai');
    browser.person = 'mother';
    document.dispatchEvent(new Event('visibilitychange'));
    await until('the form is back', () => form.model !== undefined);
    await settle(form);
    expect(control(form, '/name').value).to.equal('Mẹ khai');
  });
});
