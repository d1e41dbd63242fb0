/** Drafts of people at the real portal: sealed, given back to their owner alone, waited for, written by one window, sent once. */
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import type {Page} from 'playwright-core';
import {makeCitizenCardJpeg} from '../src/fixtures/citizen-card.ts';
import {requesterCard} from '../src/fixtures/fictional-people.ts';
import {autofillForms, showAutofillForm} from './autofill-form.ts';
import {openStage, type Stage} from './demo.ts';
import {type ChosenFile, Visit} from './visit.ts';

const MOTHER = 'NGUYỄN THỊ MẪU';
const FATHER = 'LÊ VĂN CHỒNG';
const PLANTED = 'Số 77 đường Bí Mật';
const FILE = 'can-cuoc-bi-mat.jpg';

let stage: Stage;
let card: ChosenFile;
before(async () => {
  stage = await openStage(autofillForms);
  const buffer = Buffer.from(await makeCitizenCardJpeg(requesterCard, {browser: stage.browser}));
  card = {name: FILE, mimeType: 'image/jpeg', buffer};
});
after(() => stage?.close());

async function openForm(visit: Visit, name = MOTHER): Promise<void> {
  await visit.signIn(name, '/procedures/khai-sinh/');
  await visit.openForm('khai-sinh');
}

/** Enter what is not in any register, and wait until it is kept. */
async function enter(visit: Visit, text = PLANTED): Promise<void> {
  await visit.page.evaluate((value) => {
    const {model} = document.querySelector('egov-form') as unknown as {model: {set(pointer: string, value: string): void}};
    model.set('/requester/residence', value);
  }, text);
  await saved(visit.page);
}

const saved = (page: Page): Promise<void> => page.locator('egov-form [part~="draft"][data-state="saved"]').waitFor();
const part = (page: Page, name: string) => page.locator(`egov-form [part~="${name}"]`);

async function signOut(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await fetch('/auth/sign-out', {method: 'POST', redirect: 'manual', body: new URLSearchParams()});
  });
  await page.goto('about:blank');
}

/** Every record of every database of the page's origin, bytes as text in both encodings. */
function stored(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const asked = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((done, failed) => {
        request.onsuccess = () => done(request.result);
        request.onerror = () => failed(request.error);
      });
    const texts: string[] = [];
    const look = async (value: unknown): Promise<void> => {
      if (value instanceof Blob) await look(new Uint8Array(await value.arrayBuffer()));
      else if (value instanceof Uint8Array) {
        texts.push(new TextDecoder().decode(value), new TextDecoder('utf-16le').decode(value));
      } else if (typeof value === 'object' && value !== null) for (const member of Object.values(value)) await look(member);
      else texts.push(String(value));
    };
    for (const {name = ''} of await indexedDB.databases()) {
      const database = await asked(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const records = database.transaction(store).objectStore(store);
        await look(await asked(records.getAllKeys()));
        await look(await asked(database.transaction(store).objectStore(store).getAll()));
      }
      database.close();
    }
    return texts.join('\n');
  });
}

test('after signing out only the owner finds a draft, and nobody can read it', async () => {
  const visit = await Visit.open(stage.browser, stage.demo);
  const {page} = visit;
  await openForm(visit);
  await visit.showPage('child');
  await visit.attach('birthNotice', card);
  await visit.read('birthNotice');
  await enter(visit);
  const kept = await visit.answers();
  await signOut(page);

  await page.goto(`${stage.demo.url}/procedures/khai-sinh/`);
  await visit.openForm('khai-sinh');
  const everything = await stored(page);
  assert.ok(everything.includes('khai-sinh'), 'the draft is still there');
  for (const planted of [PLANTED, FILE, requesterCard.fullName, 'image/jpeg', 'birthNotice']) {
    assert.equal(everything.includes(planted), false, `${planted} can be read`);
  }
  assert.equal(await visit.valueOf('/requester/residence'), undefined);

  await openForm(visit, FATHER);
  assert.notEqual(await visit.valueOf('/requester/residence'), PLANTED, 'what the father has is his own');
  await signOut(page);

  await openForm(visit);
  await visit.slot('birthNotice').getByText(FILE).first().waitFor();
  assert.equal(await visit.valueOf('/requester/residence'), PLANTED);
  assert.deepEqual(await visit.answers(), kept);
  visit.assertNoProblems();
  await visit.close();
});

test('a reload while the gateway cannot be asked waits for the draft, and opens it', async () => {
  const visit = await Visit.open(stage.browser, stage.demo);
  visit.expect(/Failed to load resource/u);
  const {page} = visit;
  await openForm(visit);
  await enter(visit, 'Số 78 đường Chờ');
  for (const pattern of ['**/api/drafts/key', '**/api/session']) {
    await page.route(pattern, (route) => route.abort('connectionrefused'));
    await page.reload();
    await part(page, 'draft-wait').waitFor();
    assert.equal(await part(page, 'page-title').count(), 0, 'no empty form stands in its place');
    await page.unroute(pattern);
    // By itself.
    await visit.openForm('khai-sinh');
    assert.equal(await visit.valueOf('/requester/residence'), 'Số 78 đường Chờ');
  }
  visit.assertNoProblems();
  await visit.close();
});

test('a second tab is told of the first before it can write, and may go on with it', async () => {
  const visit = await Visit.open(stage.browser, stage.demo);
  const {page} = visit;
  await openForm(visit);
  await enter(visit, 'Số 1 đường Một');
  const second = await page.context().newPage();
  await second.goto(page.url());
  await part(second, 'elsewhere').waitFor();
  assert.equal(await part(page, 'elsewhere').count(), 0);
  await enter(visit, 'Số 2 đường Hai');
  await part(second, 'elsewhere').getByRole('button').click();
  await part(page, 'elsewhere').waitFor();
  await part(second, 'elsewhere').waitFor({state: 'detached'});
  const residence = (of: Page): Promise<unknown> =>
    of.evaluate(() => {
      const form = document.querySelector('egov-form') as unknown as {model: {get(pointer: string): unknown}};
      return form.model.get('/requester/residence');
    });
  assert.equal(await residence(second), 'Số 2 đường Hai');
  // The tab that has it crashes: the other may go on.
  await second.close();
  await part(page, 'elsewhere').getByRole('button').click();
  await part(page, 'elsewhere').waitFor({state: 'detached'});
  await enter(visit, 'Số 3 đường Ba');
  visit.assertNoProblems();
  await visit.close();
});

test('a draft of another day tells what a register has changed, and replaces nothing unasked', async () => {
  const visit = await Visit.open(stage.browser, stage.demo);
  const {page} = visit;
  await openForm(visit);
  await visit.known('/requester/fullName');
  await saved(page);
  const person = '026190000042';
  const values = () => Promise.all(['ethnicity', 'idDocument/issuedOn'].map((name) => visit.valueOf(`/requester/${name}`)));
  const before = await values();
  stage.demo.simulators.changePerson(person, {ethnicity: '02', card: {issuedOn: '20261120', issuedBy: 'Bộ Công an'}});
  try {
    // What was answered a moment ago is not asked again.
    await page.addInitScript(() => {
      const {now} = Date;
      Date.now = () => now() + 3_600_000;
    });
    await page.reload();
    await visit.openForm('khai-sinh');
    const changes = part(page, 'changes');
    await changes.waitFor();
    assert.deepEqual(await values(), before, 'nothing is replaced unasked');
    assert.match((await changes.locator('[data-change="/requester/ethnicity"]').textContent()) ?? '', /sẽ được thay/u);
    await changes.getByRole('button', {name: 'Xong'}).press('Enter');
    await changes.waitFor({state: 'detached'});
    assert.deepEqual(await values(), ['02', before[1]], 'what is locked is new, the rest is theirs');
    assert.equal(await visit.originOf('/requester/idDocument/issuedOn'), 'typed');
    await saved(page);
    visit.assertNoProblems();
  } finally {
    stage.demo.simulators.changePerson(person, {ethnicity: '01', card: {issuedOn: '20240815', issuedBy: 'Bộ Công an'}});
    await visit.close();
  }
});

test('after a lost answer and a reload the same dossier is sent, not a second one', async () => {
  const visit = await Visit.open(stage.browser, stage.demo);
  visit.expect(/Failed to load resource/u);
  const {page} = visit;
  await visit.signIn(MOTHER, '/procedures/khai-sinh/');
  const dossiers = (): Promise<readonly string[]> =>
    page.evaluate(async () => {
      const {submissions} = (await (await fetch('/api/submissions')).json()) as {submissions: {code: string}[]};
      return submissions.map(({code}) => code);
    });
  const before = await dossiers();
  await showAutofillForm(page, stage.demo.url, 'vi');
  await page.evaluate(() => {
    const {model} = document.querySelector('egov-form') as unknown as {model: {set(pointer: string, value: string): void}};
    model.set('/sector', '4933');
  });
  await saved(page);
  const send = async (): Promise<void> => {
    await page.evaluate(() => (document.querySelector('egov-form') as unknown as {submit(): Promise<void>}).submit());
    await part(page, 'declaration').locator('input[type=checkbox]').check();
    await part(page, 'send').click();
  };
  const keys: (string | undefined)[] = [];
  // The dossier arrives, the answer does not.
  await page.route('**/api/submissions', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    keys.push(route.request().headers()['idempotency-key']);
    await route.fetch();
    await route.abort('connectionreset');
  });
  await send();
  await part(page, 'outcome').waitFor();
  await page.unroute('**/api/submissions');
  const [first, ...others] = (await dossiers()).filter((code) => !before.includes(code));
  assert.ok(first !== undefined && others.length === 0, 'the first one arrived');

  await showAutofillForm(page, stage.demo.url, 'vi');
  await part(page, 'notice').getByText('có thể hồ sơ đã đến nơi').waitFor();
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/api/submissions'))
      keys.push(request.headers()['idempotency-key']);
  });
  await send();
  await part(page, 'code').waitFor();
  assert.equal((await part(page, 'code').first().textContent())?.trim(), first);
  assert.deepEqual(
    (await dossiers()).filter((code) => !before.includes(code)),
    [first],
  );
  assert.equal(new Set(keys).size, 1);
  await visit.close();
});
