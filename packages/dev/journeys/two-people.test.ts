/** Two people at one browser, a session that ends, and signing out: through the portal and a gateway that are real. */
import assert from 'node:assert/strict';
import {cp, mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import type {FormDefinition} from '@egov-form/core';
import {chromium, type Page} from 'playwright-core';
import {BROWSER_FLAGS, findBrowser} from '../src/find-browser.ts';
import {root} from '../src/root.ts';
import {openStage, type Stage} from './demo.ts';
import {Visit} from './visit.ts';

/** Short, so that a whole dossier is handed in within a moment. Stands at the portal's page of the births. */
const NOTE: FormDefinition = {
  id: 'khai-sinh',
  version: '1.0.0',
  title: {vi: 'Phiếu đề nghị', en: 'A request'},
  procedure: {code: '1.001193'},
  data: {
    type: 'object',
    required: ['request'],
    properties: {
      request: {type: 'string', maxLength: 200},
      citizenId: {type: 'string', format: 'vn-personal-id', maxLength: 12},
      fullName: {type: 'string', maxLength: 200},
    },
  },
  pages: [
    {
      id: 'all',
      title: {vi: 'Nội dung', en: 'Content'},
      items: [{field: '/request'}, {field: '/citizenId'}, {field: '/fullName'}],
    },
  ],
  fields: {
    '/request': {label: {vi: 'Nội dung đề nghị', en: 'Request'}},
    '/citizenId': {label: {vi: 'Số định danh', en: 'ID number'}},
    '/fullName': {label: {vi: 'Họ tên', en: 'Name'}},
  },
  lookups: {
    person: {
      connector: 'population',
      keys: {citizenId: '/citizenId'},
      fill: {'/fullName': 'fullName'},
      purpose: {vi: 'Để điền phiếu.', en: 'To fill in the request.'},
    },
  },
  submit: {declaration: {vi: 'Tôi cam đoan.', en: 'I declare.'}},
};

const MOTHER = 'NGUYỄN THỊ MẪU';
const FATHER = 'LÊ VĂN CHỒNG';
const OFFICER = 'TRẦN VĂN CÁN BỘ';
const PATH = '/procedures/khai-sinh/';

let stage: Stage;
before(async () => {
  stage = await openStage(async (folder) => {
    const forms = join(folder, 'procedures');
    await cp(join(root, 'examples/procedures'), forms, {recursive: true});
    await mkdir(join(forms, 'khai-sinh'), {recursive: true});
    await writeFile(join(forms, 'khai-sinh/form.json'), JSON.stringify(NOTE));
    return forms;
  });
});
after(() => stage?.close());

/** The mother's tab with something in it, and another tab of the same browser. */
async function twoTabs(text: string): Promise<{visit: Visit; other: Page}> {
  const visit = await Visit.open(stage.browser, stage.demo);
  await visit.signIn(MOTHER, PATH);
  await visit.openForm('khai-sinh');
  await visit.type('/request', text);
  return {visit, other: await visit.page.context().newPage()};
}

async function signIn(page: Page, name: string, path = '/'): Promise<void> {
  await page.goto(`${stage.demo.url}/auth/sign-in?return=${encodeURIComponent(path)}`);
  await page.getByRole('button', {name}).click();
  await page.waitForURL((url) => url.pathname === path);
  await page.locator('#account').getByText(name).waitFor();
}

const panel = (page: Page, why: string) => page.locator(`egov-form [data-person="${why}"]`);

/** This tab hears nothing of the others and can ask nobody, as when it sleeps or the network is slow. */
async function deafen(page: Page): Promise<() => Promise<void>> {
  await page.route('**/api/session', (route) => route.abort());
  return () => page.unroute('**/api/session');
}

async function toReview(visit: Visit): Promise<void> {
  await visit.next();
  await visit.page.locator('egov-form #egov-declare').check();
}

async function dossiers(page: Page): Promise<readonly {code: string}[]> {
  return page.evaluate(async () => (await (await fetch('/api/submissions')).json()).submissions);
}

/** All that the tab shows and its form holds. */
function everything(page: Page): Promise<string> {
  return page.locator('egov-form').evaluate((element) => {
    const form = element as unknown as {answers: unknown};
    return `${element.shadowRoot?.textContent} ${JSON.stringify(form.answers)}`;
  });
}

test('the mother’s form is out of sight as soon as the father signs in, and back when she does', async () => {
  const {visit, other} = await twoTabs('Lời của mẹ');
  // Her tab may be saving at that moment: the gateway refuses her key to him, and the browser says so.
  visit.expect(/409/u);
  await signIn(other, FATHER);
  await panel(visit.page, 'other-person').getByRole('link', {name: 'Đăng nhập'}).waitFor();
  assert.doesNotMatch(await everything(visit.page), /Lời của mẹ/u);
  await visit.page.locator('#account').getByText(FATHER).waitFor();
  // In the father's own tab there is nothing of hers either.
  await other.goto(`${stage.demo.url}${PATH}`);
  await other.locator('egov-form [data-pointer="/request"]').waitFor();
  assert.doesNotMatch(await everything(other), /Lời của mẹ/u);
  await signIn(other, OFFICER);
  assert.equal(await panel(visit.page, 'other-person').count(), 1);
  await signIn(other, MOTHER);
  await visit.control('/request').waitFor();
  assert.equal(await visit.control('/request').inputValue(), 'Lời của mẹ');
  visit.assertNoProblems();
  await visit.close();
});

test('the mother’s dossier is not handed in under the father, though her tab knows nothing', async () => {
  const {visit, other} = await twoTabs('Đề nghị của mẹ');
  visit.expect(/409|ERR_FAILED/u);
  const {page} = visit;
  await toReview(visit);
  const hear = await deafen(page);
  await signIn(other, FATHER);
  await page.locator('egov-form [part~="send"]').click();
  await page.locator('egov-form [part~="outcome"]').getByText('không phải là người đã mở tờ khai này').waitFor();
  assert.deepEqual(await dossiers(other), []);
  await hear();
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await panel(page, 'other-person').waitFor();
  assert.doesNotMatch(await everything(page), /Đề nghị của mẹ/u);

  // Through the link in the panel, in the same tab: nothing is typed again.
  await panel(page, 'other-person').getByRole('link', {name: 'Đăng nhập'}).click();
  await page.getByRole('button', {name: MOTHER}).click();
  await visit.openForm('khai-sinh');
  assert.equal(await visit.control('/request').inputValue(), 'Đề nghị của mẹ');
  await toReview(visit);
  const code = await visit.send();
  assert.deepEqual(
    (await dossiers(page)).map((dossier) => dossier.code),
    [code],
  );
  visit.assertNoProblems();
  await visit.close();
});

test('a register is not asked in the father’s name by the mother’s form', async () => {
  const {visit, other} = await twoTabs('Tra cứu');
  visit.expect(/409|ERR_FAILED/u);
  const hear = await deafen(visit.page);
  await signIn(other, FATHER);
  await visit.type('/citizenId', '026190000042');
  await visit.field('/citizenId').locator('[data-lookup][data-state="forbidden"]').waitFor();
  await hear();
  await visit.page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await panel(visit.page, 'other-person').waitFor();
  const asked = await other.evaluate(async () => (await (await fetch('/api/me/lookups')).json()).lookups.length);
  assert.equal(asked, 0);
  await visit.close();
});

for (const where of ['the same tab', 'another tab'] as const) {
  test(`a session over while sending is told, and after signing in in ${where} it goes on`, async () => {
    // What was sent before would be recognised as the same dossier.
    const words = `Hết phiên, ${where}`;
    const {visit, other} = await twoTabs(words);
    visit.expect(/401|ERR_FAILED/u);
    const {page} = visit;
    const before = (await dossiers(page)).length;
    await toReview(visit);
    const hear = await deafen(page);
    await other.goto(stage.demo.url);
    await other.evaluate(() => fetch('/auth/sign-out', {method: 'POST', headers: {'X-Egov-Form': '1'}}));
    await page.locator('egov-form [part~="send"]').click();
    const outcome = page.locator('egov-form [part~="outcome"]');
    await outcome.getByText('Phiên đăng nhập đã kết thúc').waitFor();
    await hear();
    if (where === 'the same tab') {
      await outcome.getByRole('link', {name: 'Đăng nhập'}).click();
      await page.getByRole('button', {name: MOTHER}).click();
      await visit.openForm('khai-sinh');
      assert.equal(await visit.control('/request').inputValue(), words);
      await toReview(visit);
    } else {
      await signIn(other, MOTHER);
      await outcome.waitFor({state: 'detached'});
    }
    await visit.send();
    assert.equal((await dossiers(page)).length, before + 1);
    visit.assertNoProblems();
    await visit.close();
  });
}

test('a form that was opened before signing in asks whose it is, and is then sent in that name', async () => {
  const visit = await Visit.open(stage.browser, stage.demo);
  const {page} = visit;
  await page.goto(`${stage.demo.url}${PATH}`);
  await visit.openForm('khai-sinh');
  await visit.type('/request', 'Khai trước khi đăng nhập');
  const other = await page.context().newPage();
  await signIn(other, FATHER);
  await panel(page, 'unclaimed').getByRole('button', {name: 'Đúng là của tôi'}).click();
  await visit.openForm('khai-sinh');
  assert.equal(await visit.control('/request').inputValue(), 'Khai trước khi đăng nhập');
  await toReview(visit);
  const code = await visit.send();
  assert.ok((await dossiers(other)).some((dossier) => dossier.code === code));
  visit.assertNoProblems();
  await visit.close();
});

test('signing out in one tab takes the form out of sight in the other', async () => {
  const {visit, other} = await twoTabs('Còn trên màn hình');
  await other.goto(`${stage.demo.url}/dossiers.html`);
  await other.locator('#account').getByRole('button', {name: 'Đăng xuất'}).click();
  await other.waitForURL((url) => url.pathname === '/');
  await panel(visit.page, 'signed-out').waitFor();
  assert.doesNotMatch(await everything(visit.page), /Còn trên màn hình/u);
  await visit.page.locator('#account').getByRole('link', {name: 'Đăng nhập'}).waitFor();
  visit.assertNoProblems();
  await visit.close();
});

for (const [how, fail] of [
  ['there is no connection', {abort: true}],
  ['the gateway fails', {status: 503}],
] as const) {
  test(`signing out that fails because ${how} says so, and succeeds later`, async () => {
    const visit = await Visit.open(stage.browser, stage.demo);
    visit.expect(/503|ERR_FAILED/u);
    const {page} = visit;
    await visit.signIn(MOTHER, '/dossiers.html');
    await page.route('**/auth/sign-out', (route) => ('abort' in fail ? route.abort() : route.fulfill(fail)));
    const out = page.locator('#account').getByRole('button', {name: 'Đăng xuất'});
    await out.click();
    const told = page.getByRole('alert').filter({hasText: `${MOTHER} vẫn đang đăng nhập`});
    await told.waitFor();
    await page.unroute('**/auth/sign-out');
    await told.getByRole('button', {name: 'Đăng xuất'}).click();
    await page.waitForURL((url) => url.pathname === '/');
    await page.locator('#account').getByRole('link', {name: 'Đăng nhập'}).waitFor();
    visit.assertNoProblems();
    await visit.close();
  });
}

test('a sign-out whose answer was lost is no failure', async () => {
  const visit = await Visit.open(stage.browser, stage.demo);
  visit.expect(/ERR_FAILED/u);
  const {page} = visit;
  await visit.signIn(MOTHER, '/dossiers.html');
  await page.route('**/auth/sign-out', async (route) => {
    await route.fetch();
    await route.abort();
  });
  await page.locator('#account').getByRole('button', {name: 'Đăng xuất'}).click();
  await page.waitForURL((url) => url.pathname === '/');
  visit.assertNoProblems();
  await visit.close();
});

test('a session that ended elsewhere leaves neither the name nor the dossiers in sight', async () => {
  const visit = await Visit.open(stage.browser, stage.demo);
  const {page} = visit;
  await visit.signIn(MOTHER, '/dossiers.html');
  await page.locator('#account').getByText(MOTHER).waitFor();
  await page.locator('#view li, #view .panel').first().waitFor();
  // On another computer.
  const cookies = await page.context().cookies(stage.demo.url);
  const cookie = cookies.map(({name, value}) => `${name}=${value}`).join('; ');
  const headers = {cookie, origin: stage.demo.url, 'x-egov-form': '1'};
  assert.equal((await fetch(`${stage.demo.url}/auth/sign-out-everywhere`, {method: 'POST', headers})).status, 204);
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await page.locator('#account').getByRole('link', {name: 'Đăng nhập'}).waitFor();
  await page.getByText('Đăng nhập để xem các hồ sơ đã nộp.').waitFor();
  assert.equal(await page.locator('#view .dossier').count(), 0);
  visit.assertNoProblems();
  await visit.close();
});

for (const kept of [false, true]) {
  test(`after Back the page says who is signed in now, ${kept ? 'kept whole' : 'loaded again'}`, async (context) => {
    // Playwright switches the cache of whole pages off.
    const args = {ignoreDefaultArgs: ['--disable-back-forward-cache'], args: [...BROWSER_FLAGS]};
    const browser = kept ? await chromium.launch({executablePath: findBrowser(), ...args}) : stage.browser;
    context.after(() => (kept ? browser.close() : undefined));
    const visit = await Visit.open(browser, stage.demo);
    const {page} = visit;
    await page.addInitScript(() => {
      addEventListener('pageshow', ({persisted}) => {
        document.documentElement.dataset['persisted'] = String(persisted);
      });
    });
    await visit.signIn(MOTHER, PATH);
    await visit.openForm('khai-sinh');
    await visit.type('/request', 'Trước khi quay lại');
    await page.goto(`${stage.demo.url}/dossiers.html`);
    await page.locator('#view > *').first().waitFor();
    await page.goto(`${stage.demo.url}/lookups.html`);
    // A page that comes back may ask before it knows that the session is over.
    visit.expect(/401/u);
    await page.locator('#account').getByRole('button', {name: 'Đăng xuất'}).click();
    await page.waitForURL((url) => url.pathname === '/');
    for (const path of ['/lookups.html', '/dossiers.html', PATH]) {
      await page.goBack({waitUntil: 'commit'});
      // A page that was kept does not load again.
      await page.waitForURL((url) => url.pathname === path, {waitUntil: 'commit'});
      await page.locator(`html[data-persisted="${kept}"]`).waitFor();
      await page.locator('#account').getByRole('link', {name: 'Đăng nhập'}).waitFor();
      assert.doesNotMatch((await page.locator('body').textContent()) ?? '', /NGUYỄN THỊ MẪU/u);
      if (path === '/dossiers.html') await page.getByText('Đăng nhập để xem các hồ sơ đã nộp.').waitFor();
      assert.equal(await page.locator('#view .dossier, #view .lookups').count(), 0);
    }
    if (kept) await panel(page, 'signed-out').waitFor();
    else await visit.openForm('khai-sinh');
    assert.doesNotMatch(await everything(page), /Trước khi quay lại/u);
    visit.assertNoProblems();
    await visit.close();
  });
}
