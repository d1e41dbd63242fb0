/** What goes wrong has its own words, typing by hand goes on, and nothing is lost. */
import assert from 'node:assert/strict';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, test} from 'node:test';
import {emptyFile, encryptedPdf, hugeJpeg, truncatedPdf, zipArchive} from '../src/fixtures/bad-files.ts';
import {openStage, type Stage} from './demo.ts';
import {Visit, wordsOf} from './visit.ts';

let stage: Stage;
before(async () => {
  // One person meets every fault here, and asks about the same father each time.
  stage = await openStage(undefined, {budget: {others: {asks: 50, windowSeconds: 600}}});
});
after(() => stage?.close());

const FATHER = '026088000045';

/** On the father's page, signed in, nothing asked yet. */
async function atFather(): Promise<Visit> {
  const visit = await Visit.open(stage.browser, stage.demo);
  await visit.signIn('NGUYỄN THỊ MẪU', '/procedures/khai-sinh/');
  await visit.openForm('khai-sinh');
  await visit.page.locator('egov-form').evaluate((element) => {
    (element as unknown as {model: {page: string}}).model.page = 'father';
  });
  return visit;
}

describe('numbers', () => {
  test('what is wrong with an ID or a tax code is said', async () => {
    const visit = await atFather();
    const said = (code: string) => visit.field('/father/citizenId').locator(`[data-code="${code}"]`).waitFor();
    await visit.type('/father/citizenId', '02608800004');
    await said('vn-personal-id.length');
    await visit.control('/father/citizenId').fill('');
    await visit.type('/father/citizenId', '003088000045');
    await said('vn-personal-id.prefix');
    assert.equal(
      await visit.field('/father/citizenId').locator('[data-severity="error"]').count(),
      0,
      'an unknown place is a warning',
    );
    visit.assertNoProblems();
    await visit.close();
  });
});

describe('registers', () => {
  for (const [fault, words] of [
    ['down', /Chưa kết nối được/u],
    ['rubbish', /không đúng quy cách/u],
    ['slow', /quá chậm/u],
    ['refused', /chưa được phép khai thác/u],
  ] as const) {
    test(`${fault}: own words, and the form goes on by hand`, async () => {
      const visit = await atFather();
      stage.demo.simulators.setFault({service: 'population', fault, ms: 12_000});
      try {
        await visit.type('/father/citizenId', FATHER);
        await visit.type('/father/birthDate', '01/05/1988');
        await visit.field('/father/citizenId').locator('[part~="lookup-state"]').filter({hasText: words}).waitFor();
        await visit.type('/father/fullName', 'Lê Văn Chồng');
        assert.equal(await visit.valueOf('/father/fullName'), 'Lê Văn Chồng');
        assert.equal(await visit.valueOf('/father/citizenId'), FATHER, 'nothing that was typed is lost');
      } finally {
        stage.demo.simulators.setFault({service: 'population', fault: 'none'});
      }
      // Asked again, the register answers; what was typed otherwise is not overwritten silently.
      await visit
        .field('/father/citizenId')
        .locator('[part~="lookup"]')
        .getByRole('button', {name: /tra cứu lại|lấy thông tin/iu})
        .click();
      await visit.known('/father/ethnicity');
      visit.assertNoProblems();
      await visit.close();
    });
  }

  test('an ID that nobody has is "not found", in the same words as a wrong date of birth', async () => {
    const visit = await atFather();
    const state = visit
      .field('/father/citizenId')
      .locator('[part~="lookup-state"]')
      .filter({hasText: /Không tìm thấy/u});
    await visit.type('/father/citizenId', '026088999999');
    await visit.type('/father/birthDate', '01/05/1988');
    await state.waitFor();
    const miss = await wordsOf(state);
    await visit.control('/father/citizenId').fill('');
    await visit.type('/father/citizenId', FATHER);
    await visit.known('/father/fullName');
    await visit.pressCard('facts-change');
    await visit.control('/father/citizenId').fill('');
    await visit.control('/father/birthDate').fill('');
    await visit.type('/father/birthDate', '02/05/1988');
    await visit.type('/father/citizenId', FATHER);
    await state.waitFor();
    assert.equal(await wordsOf(state), miss);
    visit.assertNoProblems();
    await visit.close();
  });
});

test('bad files are refused with the reason, and the form goes on', async (context) => {
  const visit = await Visit.open(stage.browser, stage.demo);
  await visit.signIn('NGUYỄN THỊ MẪU', '/procedures/khai-sinh/');
  await visit.openForm('khai-sinh');
  await visit.showPage('child');
  const folder = await mkdtemp(join(tmpdir(), 'bad-files-'));
  context.after(() => rm(folder, {recursive: true}));
  for (const [name, bytes, code] of [
    ['trong.pdf', emptyFile(), 'document.empty'],
    ['nen.pdf', zipArchive(), 'document.type'],
    ['khoa.pdf', encryptedPdf(), 'document.encrypted'],
    ['hong.pdf', await truncatedPdf(), 'document.broken'],
    ['lon.jpg', hugeJpeg(), 'document.too-large'],
  ] as const) {
    // From the disk: 30 MB by the browser's remote control take half a minute on a busy machine.
    const path = join(folder, name);
    await writeFile(path, bytes);
    await visit.attach('birthNotice', path);
    const file = visit.slot('birthNotice').locator('[part~="file"][data-state="refused"]').filter({hasText: name});
    await file.locator(`[data-code="${code}"]`).waitFor();
  }
  await visit.type('/child/fullName', 'Lê Nguyễn Bảo An');
  assert.equal(await visit.valueOf('/child/fullName'), 'Lê Nguyễn Bảo An');
  visit.assertNoProblems();
  await visit.close();
});

test('a definition that cannot be used is named with its place, and the rest of the page lives', async () => {
  const visit = await Visit.open(stage.browser, stage.demo);
  const {page} = visit;
  // Nobody is signed in here, and one address leads nowhere.
  visit.expect(/40[14]/u);
  await page.goto(`${stage.demo.url}/procedures/khai-sinh/`);
  await visit.openForm('khai-sinh');
  const text = await page.evaluate(async () => {
    const panels: string[] = [];
    for (const set of [
      (form: HTMLElement & {definition?: unknown}) => {
        form.definition = {
          id: 'x',
          version: '1.0.0',
          title: 'X',
          data: {type: 'object', properties: {a: {type: 'string'}}},
          pages: [{id: 'p', title: 'P', items: [{field: '/b'}]}],
        };
      },
      (form: HTMLElement) => form.setAttribute('src', '/forms/no-such-form/form.json'),
    ]) {
      const form = document.createElement('egov-form');
      document.querySelector('main')?.append(form);
      const failed = new Promise((done) => form.addEventListener('egov-error', done, {once: true}));
      set(form);
      await failed;
      await new Promise((done) => requestAnimationFrame(done));
      panels.push(form.shadowRoot?.querySelector('[part~="error"]')?.textContent ?? '');
    }
    return panels;
  });
  assert.match(text[0] ?? '', /\/pages\/0\/items\/0\/field/u);
  assert.ok((text[1] ?? '').length > 20);
  await visit.type('/requester/citizenId', '026190000042');
  assert.equal(await visit.valueOf('/requester/citizenId'), '026190000042');
  visit.assertNoProblems();
  await visit.close();
});

test('tampered and incomplete submissions are refused with pointers; the gateway lives on', async () => {
  const visit = await Visit.open(stage.browser, stage.demo);
  visit.expect(/4(04|00|22)/u);
  await visit.signIn('NGUYỄN THỊ MẪU', '/procedures/khai-sinh/');
  await visit.openForm('khai-sinh');
  await visit.known('/requester/fullName');
  const answers = await visit.page.locator('egov-form').evaluate(async (element) => {
    const form = (
      element as unknown as {
        model: {submission(files: object, locale: string, declared: boolean): {answers: {requester: {[name: string]: unknown}}}};
      }
    ).model;
    const send = async (body: unknown): Promise<{status: number; pointers: string[]}> => {
      const reply = await fetch('/api/submissions', {
        method: 'POST',
        headers: {'Content-Type': 'application/json', 'X-Egov-Form': '1', 'Idempotency-Key': crypto.randomUUID()},
        body: JSON.stringify(body),
      });
      const problem = (await reply.json()) as {issues?: {pointer: string; code: string}[]};
      return {status: reply.status, pointers: (problem.issues ?? []).map(({pointer, code}) => `${pointer} ${code}`)};
    };
    const whole = form.submission({}, 'vi', true);
    const tampered = structuredClone(whole);
    tampered.answers.requester['fullName'] = 'Somebody Else';
    const unknown = {...whole, form: 'no-such-form'};
    return [await send(tampered), await send(whole), await send(unknown), await send({}), await send('rubbish')];
  });
  const [tampered, incomplete, unknown, empty, rubbish] = answers;
  assert.equal(tampered?.status, 422);
  assert.ok(
    tampered?.pointers.some((issue) => issue.startsWith('/requester/fullName receipt.mismatch')),
    tampered?.pointers.join('; '),
  );
  assert.equal(incomplete?.status, 422);
  assert.ok(
    incomplete?.pointers.some((issue) => issue === '/requester/relation value.required-choice'),
    incomplete?.pointers.join('; '),
  );
  assert.ok([404, 422].includes(unknown?.status ?? 0));
  assert.equal(empty?.status, 400);
  assert.equal(rubbish?.status, 400);
  assert.equal((await fetch(`${stage.demo.url}/healthz`)).status, 200);
  await visit.close();
});
