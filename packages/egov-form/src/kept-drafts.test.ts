import {type Draft, FormError, type Recipient, type Submission, type SubmitResult} from '@egov-form/core';
import {until} from '@egov-form/dev/until';
import {expect} from 'chai';
import {createDraftStore, type EgovForm, type FormDefinition} from './index.ts';
import {openDraftStore} from './kept-drafts.ts';

const DEFINITION: FormDefinition = {
  id: 'kept',
  version: '1.0.0',
  title: {vi: 'Mẫu', en: 'Sample'},
  data: {type: 'object', properties: {name: {type: 'string', maxLength: 100}}},
  pages: [{id: 'one', title: {vi: 'Một', en: 'One'}, items: [{field: '/name'}, {document: 'card'}]}],
  documents: {card: {title: {vi: 'Thẻ', en: 'Card'}, maxFiles: 2}},
};
const MOTHER = 'mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm';
const KEYS = ['kept', `kept:${MOTHER}`];

/** The gateway as its session and key routes are seen from a page. */
class Gateway {
  owner: string | undefined = MOTHER;
  sessionDown = false;
  keyDown = false;
  /** A digit that the key is made of: another installation has another. */
  secret = '1';

  readonly fetch = async (input: RequestInfo | URL): Promise<Response> => {
    const path = new URL(String(input), location.href).pathname;
    if (path.endsWith('/drafts/key')) {
      if (this.keyDown) throw new TypeError('Failed to fetch');
      if (this.owner === undefined) return new Response('{}', {status: 401});
      return Response.json({key: this.secret.padEnd(43, this.owner)});
    }
    if (!path.endsWith('/session')) return new Response('', {status: 404});
    if (this.sessionDown) return new Response('', {status: 503});
    return Response.json({signedIn: this.owner !== undefined, name: '', role: null, ...(this.owner && {draftOwner: this.owner})});
  };
}

function put(setup: Partial<EgovForm> = {}): EgovForm {
  const form = document.createElement('egov-form');
  Object.assign(form, {definition: structuredClone(DEFINITION), gateway: '/cong', locale: 'vi', ...setup});
  document.body.append(form);
  return form;
}

const part = (form: EgovForm, name: string): HTMLElement | null | undefined =>
  form.shadowRoot?.querySelector(`[part~="${name}"]`);
const press = (form: EgovForm, name: string, button: string): void =>
  [...(part(form, name)?.querySelectorAll('button') ?? [])].find((one) => one.textContent?.includes(button))?.click();
const saved = (form: EgovForm): Promise<boolean> =>
  until('the draft is saved', () => part(form, 'draft')?.dataset['state'] === 'saved');
const opened = async (setup?: Partial<EgovForm>): Promise<EgovForm> => {
  const form = put(setup);
  await until('the form is open', () => form.model);
  return form;
};
async function type(form: EgovForm, name: string): Promise<void> {
  const kept = new Promise<void>((done) => form.addEventListener('egov-draft', ({state}) => state === 'saved' && done()));
  form.model?.set('/name', name);
  await kept;
}

describe('kept drafts', () => {
  const {fetch} = globalThis;
  let gateway: Gateway;
  beforeEach(() => {
    gateway = new Gateway();
    globalThis.fetch = gateway.fetch;
  });
  afterEach(async () => {
    for (const form of document.querySelectorAll('egov-form')) form.remove();
    // The page's own stores keep no key from one test to the next.
    const {defaultPorts} = await import('./index.ts');
    defaultPorts({gateway: '/cong', locale: 'vi', draft: ''}).drafts?.lock?.();
    const store = createDraftStore();
    for (const key of KEYS) await store.remove(key);
    store.close();
    globalThis.fetch = fetch;
  });

  /** Leave the page and come back: nothing that was in memory is left. */
  async function leave(form: EgovForm): Promise<void> {
    form.remove();
    const {defaultPorts} = await import('./index.ts');
    defaultPorts({gateway: '/cong', locale: 'vi', draft: ''}).drafts?.lock?.();
  }
  const storedNow = async (key = `kept:${MOTHER}`): Promise<Draft | undefined> => {
    const store = openDraftStore({}, '/cong');
    try {
      return await store.load(key);
    } finally {
      store.close();
    }
  };

  for (const [what, down] of [
    ['who is signed in', 'sessionDown'],
    ['the key', 'keyDown'],
  ] as const) {
    it(`are waited for when ${what} cannot be asked, and open by themselves when it can`, async () => {
      const first = await opened();
      await type(first, 'NGUYỄN THỊ MẪU');
      await leave(first);
      gateway[down] = true;
      const form = put();
      const panel = await until('the form says that it waits', () => part(form, 'draft-wait'));
      expect(panel.textContent).to.contain('bản nháp đã lưu');
      expect(form.model).to.equal(undefined);
      gateway[down] = false;
      await until('the form is open', () => form.model);
      expect(form.model?.get('/name')).to.equal('NGUYỄN THỊ MẪU');
    });
  }

  it('are opened at once when the connection is back, or at a press', async () => {
    const first = await opened();
    await type(first, 'NGUYỄN THỊ MẪU');
    const acts: readonly ((form: EgovForm) => void)[] = [
      () => globalThis.dispatchEvent(new Event('online')),
      (form) => press(form, 'draft-wait', 'Thử lại'),
    ];
    let last = first;
    for (const act of acts) {
      await leave(last);
      gateway.keyDown = true;
      const form = put();
      await until('the form says that it waits', () => part(form, 'draft-wait'));
      gateway.keyDown = false;
      act(form);
      await until('the draft is open', () => form.model?.get('/name') === 'NGUYỄN THỊ MẪU');
      last = form;
    }
  });

  it('are not replaced by what is begun beside them', async () => {
    const first = await opened();
    await type(first, 'NGUYỄN THỊ MẪU');
    await leave(first);
    for (const down of ['sessionDown', 'keyDown'] as const) {
      gateway[down] = true;
      const form = put();
      await until('the form says that it waits', () => part(form, 'draft-wait'));
      press(form, 'draft-wait', 'Khai một tờ mới');
      await until('the form is open', () => form.model);
      await type(form, 'tờ mới');
      await leave(form);
      gateway[down] = false;
      expect((await storedNow())?.snapshot.answers).to.deep.equal({name: 'NGUYỄN THỊ MẪU'});
      expect((await storedNow('kept'))?.snapshot.answers).to.deep.equal({name: 'tờ mới'});
    }
    expect((await opened()).model?.get('/name')).to.equal('NGUYỄN THỊ MẪU');
  });

  it('of another key of the service are told apart, and deleted at a press', async () => {
    const first = await opened();
    await type(first, 'NGUYỄN THỊ MẪU');
    await leave(first);
    gateway.secret = '2';
    const form = put();
    const panel = await until('the form says that it waits', () => part(form, 'draft-wait'));
    expect(panel.textContent).to.contain('khóa hiện nay');
    press(form, 'draft-wait', 'Xóa bản nháp đó');
    await until('the form is open', () => form.model);
    expect(form.model?.get('/name')).to.equal(undefined);
    await type(form, 'mới');
    expect((await storedNow())?.snapshot.answers).to.deep.equal({name: 'mới'});
  });

  it('are nobody’s after signing out: another person finds nothing, the owner finds all of it', async () => {
    const first = await opened();
    await type(first, 'NGUYỄN THỊ MẪU');
    await leave(first);
    gateway.owner = undefined;
    const stranger = await opened();
    expect(stranger.model?.get('/name')).to.equal(undefined);
    await leave(stranger);
    gateway.owner = 'f'.repeat(43);
    const father = await opened();
    expect(father.model?.get('/name')).to.equal(undefined);
    await leave(father);
    gateway.owner = MOTHER;
    expect((await opened()).model?.get('/name')).to.equal('NGUYỄN THỊ MẪU');
  });

  it('say what is kept, for how long, and who can open it', async () => {
    const words = async (setup: Partial<EgovForm> = {}): Promise<string> => {
      const form = await opened(setup);
      const text = await until('the form says how the draft is kept', () => part(form, 'draft-keeping')?.textContent);
      await leave(form);
      return text;
    };
    expect(await words())
      .to.contain('Chỉ Ông/Bà mở được')
      .and.to.contain('đến khi gửi hoặc xóa');
    expect(await words({draft: 'session'}))
      .to.contain('Chỉ Ông/Bà mở được')
      .and.to.contain('đến khi đóng trình duyệt');
    gateway.owner = undefined;
    expect(await words())
      .to.contain('ai dùng trình duyệt này')
      .and.to.contain('đến khi đóng trình duyệt');
    expect(await words({draft: 'device'}))
      .to.contain('ai dùng trình duyệt này')
      .and.to.contain('đến khi gửi hoặc xóa');
    expect(await words({locale: 'en'})).to.contain('anybody who uses this browser');
  });

  it('are written by one window: the second can only read, and takes over what the first saved', async () => {
    const first = await opened();
    await type(first, 'một');
    const second = await opened();
    await until('the second window says that the draft is open elsewhere', () => part(second, 'elsewhere'));
    expect(part(first, 'elsewhere')).to.equal(null);
    const input = (form: EgovForm): HTMLInputElement | null | undefined => form.shadowRoot?.querySelector('input');
    expect(input(second)?.readOnly).to.equal(true);
    // The first goes on, and has not saved yet when the second takes over.
    first.model?.set('/name', 'hai');
    press(second, 'elsewhere', 'Khai tiếp ở đây');
    await until('the first window says that the draft is open elsewhere', () => part(first, 'elsewhere'));
    await until('the second window has the draft', () => !part(second, 'elsewhere'));
    expect(second.model?.get('/name')).to.equal('hai');
    await until(
      'only the second window can be typed in',
      () => input(first)?.readOnly === true && input(second)?.readOnly === false,
    );
    await type(second, 'ba');
    // Whatever the first does now is not saved, and it cannot send.
    first.model?.set('/name', 'lạc');
    expect(await first.submit()).to.equal(undefined);
    expect((await storedNow())?.snapshot.answers).to.deep.equal({name: 'ba'});
    press(first, 'elsewhere', 'Khai tiếp ở đây');
    await until('the second window says that the draft is open elsewhere', () => part(second, 'elsewhere'));
    await until('the first window has the draft', () => !part(first, 'elsewhere'));
    expect(first.model?.get('/name')).to.equal('ba');
    // Closed, it leaves the draft to the other.
    first.remove();
    press(second, 'elsewhere', 'Khai tiếp ở đây');
    await until('the second window has the draft', () => !part(second, 'elsewhere'));
    expect(second.model?.get('/name')).to.equal('ba');
  });

  it('stay with a window that puts the element elsewhere in the page, or opens it anew', async () => {
    const form = await opened();
    await type(form, 'một');
    form.model?.set('/name', 'hai');
    document.body.append(document.createElement('p'), form);
    form.model?.set('/name', 'ba');
    // The save that the move began may be told first.
    for (let tries = 0; (await storedNow())?.snapshot.answers['name'] !== 'ba'; tries += 1) expect(tries).to.be.below(200);
    expect(part(form, 'elsewhere')).to.equal(null);
    expect(form.model?.get('/name')).to.equal('ba');
    await form.reset();
    await until('the form is open', () => form.model);
    await type(form, 'bốn');
    expect(part(form, 'elsewhere')).to.equal(null);
    const second = await opened();
    await until('the second window says that the draft is open elsewhere', () => part(second, 'elsewhere'));
    expect(second.model?.get('/name')).to.equal('bốn');
  });

  it('keep the key of a sending without an answer: the same content is sent with it again', async () => {
    const keys: string[] = [];
    let answer: SubmitResult = {state: 'unavailable'};
    const recipient: Recipient = {
      upload: async () => `upload-${keys.length}`,
      submit: async (_submission: Submission, key: string) => {
        keys.push(key);
        return answer;
      },
    };
    const send = async (form: EgovForm): Promise<SubmitResult | undefined> => {
      const session = form.shadowRoot;
      // The declaration on the review page.
      await form.submit();
      const box = await until('the choice is there', () => session?.querySelector<HTMLInputElement>('input[type="checkbox"]'));
      if (!box.checked) box.click();
      return form.submit();
    };
    const first = await opened({recipient});
    await type(first, 'NGUYỄN THỊ MẪU');
    await send(first);
    expect(keys).to.have.length(1);
    const kept = (await storedNow())?.attempt;
    expect(kept?.key).to.equal(keys[0]);
    expect(kept?.digest).to.match(/^[0-9a-f]{64}$/u);
    await leave(first);

    const second = await opened({recipient});
    expect(second.shadowRoot?.textContent).to.contain('có thể hồ sơ đã đến nơi');
    await send(second);
    expect(keys).to.deep.equal([kept?.key, kept?.key]);
    // Something else is another dossier; and what was refused is forgotten.
    await type(second, 'LÊ THỊ KHÁC');
    answer = {state: 'refused', issues: []};
    await send(second);
    expect(keys[2]).not.to.equal(kept?.key);
    await until('the draft is saved', () => part(second, 'draft')?.dataset['state'] === 'saved');
    expect((await storedNow())?.attempt).to.equal(undefined);
  });

  it('save the answers although a file cannot be kept, and try the file again', async () => {
    const store = openDraftStore({}, '/cong');
    let full = true;
    const {putFile} = store;
    store.putFile = (...args) =>
      full ? Promise.reject(new FormError('EGOV_DRAFTS_QUOTA', 'The device is full.')) : putFile(...args);
    const form = await opened({drafts: store});
    const digitized = form.model?.document('card');
    void digitized?.attach(
      new File(['%PDF-1.7\n1 0 obj <</Pages 2 0 R>> endobj 2 0 obj <</Kids[]>> endobj trailer <</Root 1 0 R>>\n%%EOF'], 'a.pdf', {
        type: 'application/pdf',
      }),
    );
    form.model?.set('/name', 'NGUYỄN THỊ MẪU');
    await until('the form says that a file is not kept', () => part(form, 'draft')?.dataset['state'] === 'file-failed');
    expect(part(form, 'draft')?.textContent).to.contain('chưa lưu được tệp');
    expect((await storedNow())?.snapshot.answers).to.deep.equal({name: 'NGUYỄN THỊ MẪU'});
    full = false;
    await saved(form);
    store.close();
  });

  it('that the browser deleted with all it kept are told of, and the form begins anew', async () => {
    const store = openDraftStore({}, '/cong');
    const {load} = store;
    store.load = (key) =>
      key === 'kept' ? load(key) : Promise.reject(new FormError('EGOV_DRAFTS_DAMAGED', 'All is gone.', {reason: 'emptied'}));
    const form = await opened({drafts: store});
    await until('the form says that all is gone', () => part(form, 'notice')?.textContent?.includes('đã xóa hết'));
    await type(form, 'NGUYỄN THỊ MẪU');
    expect((await storedNow())?.snapshot.answers).to.deep.equal({name: 'NGUYỄN THỊ MẪU'});
    store.close();
  });
});
