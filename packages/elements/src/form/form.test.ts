import {checkedMark, type FormError, type Recipient, type Submission, type SubmitResult} from '@egov-form/core';
import {hashOf} from '@egov-form/core/procedure';
import {until} from '@egov-form/dev/until';
import {expect} from 'chai';
import {HandClock, turn} from '../../test/hand-clock.ts';
import {
  axeViolations,
  button,
  control,
  fill,
  MemoryDrafts,
  mount,
  next,
  PACK,
  part,
  SAMPLE,
  settle,
  unmountAll,
} from '../../test/mount.ts';
import {type EgovForm, type EgovSubmitEvent, openDefinition} from '../index.ts';

afterEach(unmountAll);

const WHOLE = {id: '1234', name: 'Ai đó', consent: true, cars: [{plate: 'A'}]};

/** Without the document slot, which has its own tests. */
const PLAIN: typeof SAMPLE = {...SAMPLE, documents: {card: {title: 'Thẻ mẫu'}}};

class HandRecipient implements Recipient {
  readonly keys: string[] = [];
  readonly taken: Submission[] = [];
  results: SubmitResult[] = [];

  async upload(): Promise<string> {
    return 'upload-1';
  }
  async submit(submission: Submission, key: string): Promise<SubmitResult> {
    this.keys.push(key);
    this.taken.push(submission);
    return this.results.shift() ?? {state: 'accepted', code: 'H00-1', at: '2026-11-22T03:04:00.000Z'};
  }
}

const root = (form: EgovForm) => form.shadowRoot ?? form.renderRoot;
const heading = (form: EgovForm) => form.renderRoot.querySelector('h3')?.textContent?.trim();

async function review(recipient: HandRecipient | undefined, setup: Partial<EgovForm> = {}): Promise<EgovForm> {
  const form = await mount({definition: PLAIN, ...(recipient && {recipient}), answers: WHOLE, ...setup});
  form.showPage('review');
  await settle(form);
  return form;
}

async function send(form: EgovForm): Promise<void> {
  root(form).querySelector<HTMLButtonElement>('[part~=send]')?.click();
  for (let tries = 0; tries < 5; tries += 1) await settle(form);
}

async function declare(form: EgovForm): Promise<void> {
  root(form).querySelector<HTMLInputElement>('#egov-declare')?.click();
  await settle(form);
}

describe('egov-form', () => {
  it('shows one page after the other, checks before going on and never before going back', async () => {
    const form = await mount();
    const pages: string[] = [];
    form.addEventListener('egov-page', (event) => pages.push(event.page));
    expect(root(form).querySelector('[aria-current=step]')?.textContent).to.contain('Trang một');
    expect(root(form).textContent).to.contain('Bước 1 / 4');
    await next(form);
    expect(heading(form)).to.equal('Trang một');
    await fill(form, '/id', '1234');
    await fill(form, '/name', 'Ai đó');
    await next(form);
    expect(heading(form)).to.equal('Trang hai');
    expect((root(form) as ShadowRoot).activeElement?.textContent).to.equal('Trang hai');
    button(root(form), 'Quay lại').click();
    await settle(form);
    expect(heading(form)).to.equal('Trang một');
    expect(pages).to.deep.equal(['two', 'one']);
  });

  it('puts the focus on a summary whose links reach the control, also across pages', async () => {
    const form = await mount();
    form.showPage('two');
    await settle(form);
    expect(form.validate()).to.equal(false);
    await settle(form);
    const summary = root(form).querySelector('egov-summary');
    const shadow = root(form) as ShadowRoot;
    expect(summary?.contains(shadow.activeElement)).to.equal(true);
    const before = summary?.querySelectorAll('li').length ?? 0;
    expect(before).to.be.greaterThan(3);
    button(summary ?? shadow, 'Họ tên').click();
    for (let tries = 0; tries < 3; tries += 1) await settle(form);
    expect(heading(form)).to.equal('Trang một');
    expect(shadow.activeElement).to.equal(control(form, '/name'));
    // What is mended goes from the list.
    await fill(form, '/name', 'Ai đó');
    expect(summary?.querySelectorAll('li').length).to.equal(before - 1);
  });

  it('switches the language at once and loses nothing', async () => {
    const form = await mount();
    await fill(form, '/name', 'Ai đó');
    const input = control(form, '/name');
    input.focus();
    form.locale = 'en';
    await settle(form);
    expect(control(form, '/name')).to.equal(input);
    expect(input.value).to.equal('Ai đó');
    expect((root(form) as ShadowRoot).activeElement).to.equal(input);
    expect(part(form, '/name').querySelector('label')?.textContent).to.contain('Full name');
    expect(heading(form)).to.equal('Page one');
    expect(root(form).querySelector('.form')?.getAttribute('lang')).to.equal('en');
  });

  it('never has a form around its controls, and Enter sends nothing', async () => {
    const form = await mount();
    const input = control(form, '/name');
    expect(input.form).to.equal(null);
    input.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', bubbles: true}));
    await settle(form);
    expect(heading(form)).to.equal('Trang một');
  });

  it('carries a draft of an older version over, and says what to look at again', async () => {
    const drafts = new MemoryDrafts();
    const form = await mount({drafts});
    await fill(form, '/name', 'Ai đó');
    await new Promise((resolve) => form.addEventListener('egov-draft', resolve, {once: true}));
    form.remove();
    const draft = JSON.parse(drafts.drafts.get('sample') ?? '{}');
    const {name, ...answers} = draft.snapshot.answers;
    const old = {...draft, snapshot: {...draft.snapshot, version: '0.9.0', answers: {...answers, fullName: name, gone: 'x'}}};
    drafts.drafts.set('sample', JSON.stringify(old));
    const migrations = [
      {from: '0.9.0', to: SAMPLE.version, steps: [{move: ['/fullName', '/name'] as [string, string]}, {remove: '/gone'}]},
    ];
    const again = await mount({drafts, definition: {...SAMPLE, migrations}});
    expect(again.model?.get('/name')).to.equal('Ai đó');
    const told = root(again).querySelector('[part~="form"]')?.textContent ?? '';
    expect(told).to.contain('Mẫu này đã được thay bằng mẫu mới');
    expect(told).to.contain('Vui lòng kiểm tra lại: ');
    expect(told).to.contain('1 mục của mẫu cũ');
  });

  it('keeps a draft and brings back answers and page', async () => {
    const drafts = new MemoryDrafts();
    const form = await mount({drafts});
    await fill(form, '/name', 'Ai đó');
    form.showPage('two');
    const saved = await new Promise<string | undefined>((resolve) =>
      form.addEventListener('egov-draft', (event) => resolve(event.at), {once: true}),
    );
    expect(saved).to.be.a('string');
    await settle(form);
    expect(root(form).querySelector('.draft')?.textContent).to.match(/Đã lưu lúc \d\d:\d\d/u);
    form.remove();
    const again = await mount({drafts});
    expect(heading(again)).to.equal('Trang hai');
    expect(again.model?.get('/name')).to.equal('Ai đó');
    expect(root(again).textContent).to.contain('Đã mở lại bản nháp');
  });

  it('saves what is unsaved when the page is left, and tells when it cannot', async () => {
    const drafts = new MemoryDrafts();
    const form = await mount({drafts});
    form.model?.set('/name', 'Ai đó');
    globalThis.dispatchEvent(new PageTransitionEvent('pagehide'));
    await settle(form);
    expect(drafts.drafts.get('sample')).to.contain('Ai đó');
    drafts.failing = true;
    form.model?.set('/name', 'Người khác');
    globalThis.dispatchEvent(new PageTransitionEvent('pagehide'));
    await settle(form);
    expect(root(form).querySelector('.draft')?.textContent).to.contain('Chưa lưu được bản nháp');
  });

  it('tries a failed save again by itself, with growing pauses, until it is saved', async () => {
    const drafts = new MemoryDrafts();
    drafts.failing = true;
    const clock = new HandClock();
    let tries = 0;
    const {save} = drafts;
    drafts.save = (key, draft) => {
      tries += 1;
      return save.call(drafts, key, draft);
    };
    const form = await mount({drafts});
    const told: string[] = [];
    form.addEventListener('egov-draft', (event) => told.push(event.state));
    form.model?.set('/name', 'Ai đó');
    for (const [ms, count] of [
      [399, 0],
      [1, 1],
      [999, 1],
      [1, 2],
      [1_999, 2],
      [1, 3],
    ] as const) {
      await clock.pass(ms);
      expect(tries).to.equal(count);
    }
    await settle(form);
    expect(root(form).querySelector('.draft')?.textContent).to.contain('Chưa lưu được bản nháp');
    drafts.failing = false;
    // The next change does not wait for the pause to end, and what failed is saved with it.
    form.model?.set('/story', 'Thêm');
    await clock.pass(400);
    expect(told).to.contain('saved');
    expect(drafts.drafts.get('sample')).to.contain('Ai đó');
    await settle(form);
    expect(root(form).querySelector('.draft')?.textContent).to.contain('Đã lưu lúc');
    // And nothing is tried again afterwards, nor once the form is gone.
    expect(tries).to.equal(4);
    drafts.failing = true;
    form.model?.set('/name', 'Người khác');
    form.remove();
    await clock.pass(60_000);
    expect(tries).to.equal(5);
  });

  it('gives each person their own draft, and nobody the one that was typed before signing in', async () => {
    const drafts = new MemoryDrafts();
    let person: string | undefined;
    let asked = 0;
    const owner = async () => {
      asked += 1;
      return person;
    };
    const type = async (name: string) => {
      const form = await mount({drafts, ports: {owner}});
      const found = form.model?.get('/name');
      form.model?.set('/name', name);
      form.remove();
      await turn();
      return found;
    };
    expect(await type('Chưa đăng nhập')).to.equal(undefined);
    person = 'mother';
    expect(await type('Mẹ')).to.equal(undefined);
    person = 'father';
    expect(await type('Cha')).to.equal(undefined);
    expect(asked).to.equal(3);
    expect([...drafts.drafts.keys()]).to.deep.equal(['sample', 'sample:mother', 'sample:father']);
    person = 'mother';
    const form = await mount({drafts, ports: {owner}});
    expect(form.model?.get('/name')).to.equal('Mẹ');
    await form.reset();
    expect([...drafts.drafts.keys()]).to.deep.equal(['sample', 'sample:father']);
    form.remove();
    // Who cannot be told is nobody, not the last one.
    const unknown = await mount({
      drafts,
      ports: {owner: () => Promise.reject(new Error('The gateway does not answer.'))},
    });
    expect(unknown.model?.get('/name')).to.equal('Chưa đăng nhập');
  });

  it('shows nothing to the next person when the browser brings back the page as it was left', async () => {
    const drafts = new MemoryDrafts();
    let person: string | undefined = 'mother';
    let answer = () => {};
    let held: Promise<void> | undefined;
    const owner = async () => {
      await held;
      return person;
    };
    const form = await mount({drafts, ports: {owner}});
    const {model} = form;
    await fill(form, '/name', 'Mẹ');
    const leave = async () => {
      globalThis.dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}));
      await settle(form);
      expect(root(form).querySelector('egov-page')).to.equal(null);
      held = new Promise((resolve) => (answer = resolve));
      globalThis.dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}));
      await settle(form);
      expect(root(form).querySelector('egov-page')).to.equal(null);
      answer();
      await until('the page says something again', () => root(form).querySelector('egov-page, [data-person]'));
      await settle(form);
    };
    await leave();
    expect(form.model).to.equal(model);
    expect(control(form, '/name').value).to.equal('Mẹ');
    person = undefined;
    await leave();
    expect(form.model).to.equal(undefined);
    expect(root(form).querySelector('[data-person="signed-out"]')).not.to.equal(null);
    person = 'mother';
    await leave();
    expect(control(form, '/name').value).to.equal('Mẹ');
  });

  it('tells a signed-in person of the draft from before signing in; they open or delete it', async () => {
    const drafts = new MemoryDrafts();
    const before = await mount({drafts, definition: PLAIN});
    before.model?.set('/name', 'Ai đó');
    before.showPage('two');
    await before.model?.document('card').attach(new File(['x'], 'thẻ.jpg', {type: 'image/jpeg'}));
    before.remove();
    await until('draft and file are saved', () => drafts.drafts.has('sample') && drafts.files.size === 1);

    const owner = 'mother';
    const form = await mount({drafts, definition: PLAIN, ports: {owner}});
    expect(form.model?.get('/name')).to.equal(undefined);
    expect(root(form).textContent).to.contain('khai khi chưa đăng nhập');
    expect(await axeViolations(form)).to.deep.equal([]);
    button(root(form), 'Mở bản nháp đó').click();
    await until('the draft is open', () => form.model?.get('/name') === 'Ai đó');
    for (let tries = 0; tries < 3; tries += 1) await settle(form);
    expect(heading(form)).to.equal('Trang hai');
    expect((root(form) as ShadowRoot).activeElement?.textContent).to.equal('Trang hai');
    expect(root(form).textContent).not.to.contain('khai khi chưa đăng nhập');
    expect([...drafts.drafts.keys()]).to.deep.equal(['sample:mother']);
    expect([...drafts.files.keys()].map((key) => key.split('/')[0])).to.deep.equal(['sample:mother']);
    form.remove();
    const again = await mount({drafts, definition: PLAIN, ports: {owner}});
    expect(again.model?.get('/name')).to.equal('Ai đó');
    expect(again.model?.document('card').attachments[0]?.file?.name).to.equal('thẻ.jpg');
    again.remove();

    // What cannot be saved as one's own stays where it was, and deleting deletes it only there.
    const stranger = await mount({drafts, definition: PLAIN});
    stranger.model?.set('/name', 'Người khác');
    stranger.remove();
    await until('the draft is saved', () => drafts.drafts.get('sample')?.includes('Người khác'));
    const father = await mount({drafts, definition: PLAIN, ports: {owner: 'father'}});
    drafts.failing = true;
    button(root(father), 'Mở bản nháp đó').click();
    await until('the draft is open', () => father.model?.get('/name') === 'Người khác');
    father.remove();
    await settle(father);
    drafts.failing = false;
    expect([...drafts.drafts.keys()].sort()).to.deep.equal(['sample', 'sample:mother']);
    const child = await mount({drafts, definition: PLAIN, ports: {owner: 'child'}});
    button(root(child), 'Xóa bản nháp đó').click();
    await settle(child);
    expect(child.model?.get('/name')).to.equal(undefined);
    expect([...drafts.drafts.keys()]).to.deep.equal(['sample:mother']);
  });

  it('keeps nothing when drafts are off', async () => {
    const clock = new HandClock();
    const drafts = new MemoryDrafts();
    const form = await mount({drafts, draft: 'off'});
    form.model?.set('/name', 'Ai đó');
    await clock.pass(60_000);
    expect(drafts.drafts.size).to.equal(0);
  });

  it('reviews all answers with a way back to each page, and asks for the declaration', async () => {
    const recipient = new HandRecipient();
    const form = await review(recipient);
    expect(root(form).querySelector('[data-answer="/name"]')?.textContent).to.contain('Ai đó');
    expect(root(form).querySelector('[data-answer="/cars/0/plate"]')?.textContent).to.contain('A');
    expect(await axeViolations(form)).to.deep.equal([]);
    await send(form);
    expect(recipient.taken).to.have.length(0);
    expect(root(form).querySelector('#egov-declare')?.getAttribute('aria-invalid')).to.equal('true');
    button(root(form).querySelector('egov-summary') ?? root(form), 'cam đoan').click();
    await settle(form);
    expect((root(form) as ShadowRoot).activeElement?.id).to.equal('egov-declare');
    expect(await axeViolations(form)).to.deep.equal([]);
    button(root(form), 'Sửa: Trang hai').click();
    await settle(form);
    expect(heading(form)).to.equal('Trang hai');
  });

  it('hands in, shows the code and forgets the draft', async () => {
    const drafts = new MemoryDrafts();
    const recipient = new HandRecipient();
    const form = await review(recipient, {drafts});
    form.model?.set('/story', 'Chuyện');
    globalThis.dispatchEvent(new PageTransitionEvent('pagehide'));
    await settle(form);
    expect(drafts.drafts.size).to.equal(1);
    await declare(form);
    await send(form);
    expect(recipient.taken[0]?.answers).to.include({id: '1234', name: 'Ai đó'});
    expect(recipient.taken[0]?.declared).to.equal(true);
    expect(root(form).querySelector('[part~=code]')?.textContent).to.equal('H00-1');
    expect((root(form) as ShadowRoot).activeElement?.classList.contains('accepted')).to.equal(true);
    expect(drafts.drafts.size).to.equal(0);
    expect(await axeViolations(form)).to.deep.equal([]);
  });

  it('keeps everything when it could not be sent, and the next try has the same key', async () => {
    const recipient = new HandRecipient();
    recipient.results = [{state: 'unavailable'}];
    const form = await review(recipient);
    await declare(form);
    await send(form);
    expect(root(form).textContent).to.contain('vẫn được giữ nguyên');
    expect(form.model?.get('/name')).to.equal('Ai đó');
    await send(form);
    expect(recipient.keys).to.have.length(2);
    expect(recipient.keys[0]).to.equal(recipient.keys[1]);
    expect(root(form).querySelector('[part~=code]')).to.not.equal(null);
  });

  it('shows what the recipient refused at its fields', async () => {
    const recipient = new HandRecipient();
    recipient.results = [{state: 'refused', issues: [{code: 'value.required', pointer: '/name', severity: 'error'}]}];
    const form = await review(recipient);
    await declare(form);
    await send(form);
    const summary = root(form).querySelector('egov-summary');
    expect(summary?.textContent).to.contain('Hồ sơ chưa được nhận');
    button(summary ?? root(form), 'Họ tên').click();
    for (let tries = 0; tries < 3; tries += 1) await settle(form);
    expect(control(form, '/name').getAttribute('aria-invalid')).to.equal('true');
    await fill(form, '/name', 'Tên khác');
    expect(control(form, '/name').getAttribute('aria-invalid')).to.equal(null);
  });

  it('lets the page hand in itself', async () => {
    const recipient = new HandRecipient();
    const form = await review(recipient);
    form.addEventListener('egov-submit', (event) => {
      event.preventDefault();
      event.settle({state: 'accepted', code: 'OWN-1', at: '2026-11-22T03:04:00.000Z'});
    });
    await declare(form);
    await send(form);
    expect(recipient.taken).to.have.length(0);
    expect(root(form).querySelector('[part~=code]')?.textContent).to.equal('OWN-1');
  });

  for (const [what, given] of [
    ['of a gateway', new HandRecipient()],
    ['of nobody', undefined],
  ] as const) {
    it(`gives the page the files, too, beside a recipient ${what}`, async () => {
      const form = await review(given, {definition: {...SAMPLE, documents: {card: {title: 'Thẻ mẫu', maxFiles: 2}}}});
      const slot = form.model?.document('card');
      await slot?.attach(new File(['one'], 'thẻ.jpg', {type: 'image/jpeg'}));
      await slot?.attach(new File(['two!'], 'mặt sau.jpg', {type: 'image/jpeg'}));
      let event: EgovSubmitEvent | undefined;
      form.addEventListener('egov-submit', (submitted) => {
        event = submitted;
        submitted.preventDefault();
        submitted.settle({state: 'accepted', code: 'OWN-1', at: '2026-11-22T03:04:00.000Z'});
      });
      await declare(form);
      await send(form);
      const named = event?.submission.documents['card'] ?? [];
      expect(event?.files.map(({slot: of, name}) => `${of} ${name}`)).to.deep.equal(['card thẻ.jpg', 'card mặt sau.jpg']);
      expect(event?.files.map(({sha256}) => sha256)).to.deep.equal(named.map(({sha256}) => sha256));
      expect(named.map(({uploadId}) => uploadId)).to.not.include('');
      expect(event?.submission.definition).to.equal(form.model && (await hashOf(form.model.definition, crypto.subtle)));
      for (const {file, sizeBytes} of event?.files ?? []) expect((await file.arrayBuffer()).byteLength).to.equal(sizeBytes);
    });
  }

  it('names what is wrong with a definition and leaves the rest of the page alone', async () => {
    const errors: string[] = [];
    const listen = (event: Event) => errors.push((event as Event & {code: string}).code);
    document.addEventListener('egov-error', listen);
    const form = await mount({definition: {...SAMPLE, pages: [{id: 'a', title: 'A', items: [{field: '/nmae'}]}]}});
    document.removeEventListener('egov-error', listen);
    expect(errors).to.have.length(1);
    const panel = root(form).querySelector('[role=alert]');
    expect(panel?.textContent).to.contain('/nmae');
    expect(panel?.querySelector('button')).to.not.equal(null);
    expect(await axeViolations(form)).to.deep.equal([]);
  });

  it('holds a definition without a mark to every check, and opens one that has it without them', async () => {
    const fields = {'/name': {value: {var: '/note'}}, '/note': {value: {var: '/name'}}};
    const data = {type: 'object', properties: {name: {type: 'string'}, note: {type: 'string'}}};
    const round = {id: 'round', version: '1.0.0', title: 'Round', data, fields};
    const {error} = await openDefinition(round, {}).then(
      () => ({error: undefined}),
      (error: unknown) => ({error}),
    );
    expect((error as FormError).code).to.equal('EGOV_CORE_DEFINITION');
    expect((error as FormError).message).to.contain('circle');
    const trusted = await openDefinition({...round, checked: checkedMark(round)}, {});
    expect(trusted.field('/name').readonly).to.equal(true);
    const torn = {...round, fields: {'/nmae': {label: 'N'}}};
    const told = await openDefinition({...torn, checked: checkedMark(torn)}, {}).catch((error: FormError) => error.message);
    expect(told).to.contain('Did you mean "/name"?');
  });

  for (const [name, src, code] of [
    ['another origin', 'https://forms.example/form.json', 'EGOV_ELEMENTS_SOURCE_ORIGIN'],
    ['nothing there', '/no-such-form.json', 'EGOV_ELEMENTS_SOURCE_FETCH'],
    ['no JSON', import.meta.url, 'EGOV_ELEMENTS_SOURCE_JSON'],
  ] as const) {
    it(`says what is wrong with a source: ${name}`, async () => {
      const form = await mount({definition: undefined as never, src});
      expect(root(form).querySelector('[role=alert] code')?.textContent).to.equal(code);
    });
  }

  it('takes part in a form around it', async () => {
    const outer = document.createElement('form');
    const form = document.createElement('egov-form');
    form.setAttribute('name', 'dossier');
    form.definition = PLAIN;
    form.packs = [PACK];
    outer.append(form);
    document.body.append(outer);
    await new Promise((resolve) => form.addEventListener('egov-ready', resolve, {once: true}));
    expect(outer.checkValidity()).to.equal(false);
    form.answers = WHOLE;
    form.model?.set('/name', 'Ai đó');
    await settle(form);
    expect(outer.checkValidity()).to.equal(true);
    expect(JSON.parse(String(new FormData(outer).get('dossier')))).to.include({id: '1234', name: 'Ai đó'});
    outer.remove();
  });

  it('tells once after every change', async () => {
    const form = await mount();
    const changes: (readonly string[])[] = [];
    form.addEventListener('egov-change', (event) => changes.push(event.pointers));
    form.model?.set('/name', 'Ai đó');
    expect(changes).to.deep.equal([['/name']]);
  });
});
