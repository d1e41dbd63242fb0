/**
 * After a person has left a shared computer, nothing of theirs is in the files of the browser: 50 planted answers and a planted
 * paper are looked for in all bytes of all files of the profile, while the browser runs and after it was closed.
 */
import assert from 'node:assert/strict';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, test} from 'node:test';
import type {BrowserContext, Page} from 'playwright-core';
import {type Demo, startDemo} from '../src/demo/start-demo.ts';
import {
  ANSWERS,
  answersOf,
  copyProfile,
  fillIn,
  opened,
  openProfile,
  pageOf,
  plantedDocument,
  writePlantedForm,
} from './planted-form.ts';
import {placesOf, plant, searchProfile} from './profile-search.ts';

/** Short, so that the end of a session can be waited for. */
const IDLE_SECONDS = 40;

// Most of the time is waiting for what ends by itself: several wait at once, each in a profile of its own.
describe('what a browser keeps of a form on its disk', {timeout: 1_200_000, concurrency: 3}, () => {
  let folder: string;
  let demo: Demo;
  const contexts: BrowserContext[] = [];
  let profiles = 0;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'egov-profile-'));
    demo = await startDemo({dataFolder: join(folder, 'data'), idleSeconds: IDLE_SECONDS, ...(await writePlantedForm(folder))});
  });
  after(async () => {
    for (const context of contexts) await context.close().catch(() => undefined);
    await demo?.close();
    await rm(folder, {recursive: true, force: true});
  });

  interface Run {
    readonly profile: string;
    readonly context: BrowserContext;
    readonly page: Page;
    /** Of the answers, and behind them of the paper. */
    readonly plants: readonly string[];
  }

  async function begin(): Promise<Run> {
    profiles += 1;
    const profile = join(folder, `profile-${profiles}`);
    const context = await openProfile(profile);
    contexts.push(context);
    const page = await pageOf(context);
    // A page asks before it is left with something that it does not keep.
    page.on('dialog', (dialog) => void dialog.accept());
    return {profile, context, page, plants: Array.from({length: ANSWERS + 5}, plant)};
  }

  const paperOf = ({plants}: Run) => plantedDocument(plants.slice(ANSWERS));

  async function signIn(page: Page, path: string): Promise<void> {
    await page.goto(`${demo.url}/auth/sign-in?return=${encodeURIComponent(path)}`);
    await page.getByRole('button', {name: 'NGUYỄN THỊ MẪU'}).click();
    await page.waitForURL((url) => url.pathname === path);
  }

  /** Nothing is found, now and after the browser was closed. Prints how much was looked through. */
  async function assertNothingLeft({profile, context, plants}: Run, when: string): Promise<void> {
    for (const how of ['open', 'closed'] as const) {
      if (how === 'closed') await context.close();
      const result = await searchProfile(profile, plants);
      process.stdout.write(
        `# ${when}, browser ${how}: ${result.plants} of ${plants.length} plants in ${result.files} files, ${result.bytes} bytes\n`,
      );
      assert.deepEqual(placesOf(result), [], `${when}, browser ${how}`);
      assert.ok(result.files > 50 && result.bytes > 1_000_000, 'There is hardly a profile.');
    }
  }

  const saved = (page: Page): Promise<void> => page.locator('egov-form [part~="draft"][data-state="saved"]').waitFor();

  test('the search finds what a careless page keeps, in several ways', async () => {
    const run = await begin();
    await run.page.goto(`${demo.url}/leaks.html`);
    await run.page.evaluate((plants) => {
      for (const [index, text] of plants.entries()) localStorage.setItem(`answer-${index}`, text);
      sessionStorage.setItem('answer', plants[0] ?? '');
    }, run.plants);
    const [typed = '', mail = ''] = run.plants;
    await run.page.locator('input[name=x]').pressSequentially(typed);
    await run.page.locator('input[name=email]').pressSequentially(mail);
    await run.page.getByRole('button').click();
    await run.page.waitForURL('**/index.html?*');
    await run.page.waitForLoadState();
    await run.context.close();
    const result = await searchProfile(run.profile, run.plants);
    process.stdout.write(`# control: ${result.plants} of ${run.plants.length} plants, in: ${placesOf(result).join(', ')}\n`);
    assert.equal(result.plants, run.plants.length);
    const places = placesOf(result).join('\n');
    for (const place of [/Local Storage/u, /Web Data/u, /History/u]) assert.match(places, place);
  });

  test('after sign-out: nothing; nor in a profile that was stolen before', async () => {
    const run = await begin();
    await signIn(run.page, '/form.html');
    await fillIn(run.page, run.plants, await paperOf(run));
    await saved(run.page);
    await run.page.reload();
    await opened(run.page);
    assert.ok((await answersOf(run.page)).includes(run.plants[0] ?? ''), 'The draft is opened again.');
    const stolen = join(folder, 'stolen');
    await copyProfile(run.profile, stolen);

    await run.page.evaluate(() => fetch('/auth/sign-out', {method: 'POST', headers: {'X-Egov-Form': '1'}}));
    await run.page.goto(`${demo.url}/index.html`);
    await assertNothingLeft(run, 'after sign-out');

    const thief = await openProfile(stolen);
    contexts.push(thief);
    const page = await pageOf(thief);
    await page.goto(`${demo.url}/form.html`);
    await opened(page);
    const readable = await page.evaluate(readEverything);
    assert.ok(readable.includes('egov-form-drafts'), 'The draft is there.');
    for (const text of run.plants) assert.equal(readable.includes(text), false);
    await assertNothingLeft({...run, profile: stolen, context: thief}, 'stolen profile');
  });

  test('after a kiosk was finished: nothing', async () => {
    const run = await begin();
    await signIn(run.page, '/kiosk.html');
    await fillIn(run.page, run.plants, await paperOf(run));
    await run.page.locator('egov-form [part~="next"]').click();
    await run.page.locator('#egov-declare').check();
    await run.page.locator('egov-form [part~="send"]').click();
    await run.page.locator('egov-form [part~="code"]').waitFor();
    await run.page.locator('egov-form [part~="finish"]').click();
    await opened(run.page);
    assert.deepEqual(await answersOf(run.page), '{}');
    assert.deepEqual(await run.page.evaluate(() => fetch('/api/session').then((reply) => reply.json())), {
      ...{signedIn: false, name: '', role: null},
    });
    await assertNothingLeft(run, 'after kiosk finish');
  });

  test('after nothing happened at a kiosk: nothing', async () => {
    const run = await begin();
    await run.page.goto(`${demo.url}/idle.html`);
    await fillIn(run.page, run.plants, await paperOf(run));
    await run.page.locator('egov-form dialog[open]').waitFor();
    await run.page.waitForFunction(() => {
      const form = document.querySelector('egov-form') as (Element & {model?: unknown; answers?: object}) | null;
      return form?.model !== undefined && Object.keys(form.answers ?? {}).length === 0;
    });
    await assertNothingLeft(run, 'after kiosk idle');
  });

  test('after a page of a kiosk was left: nothing, and Back brings nothing back', async () => {
    const run = await begin();
    await signIn(run.page, '/kiosk.html');
    await fillIn(run.page, run.plants, await paperOf(run));
    await run.page.goto(`${demo.url}/index.html`);
    await run.page.goBack();
    await opened(run.page);
    assert.deepEqual(await answersOf(run.page), '{}');
    const {signedIn} = await run.page.evaluate(() => fetch('/api/session').then((reply) => reply.json()));
    assert.equal(signedIn, false);
    await assertNothingLeft(run, 'after leaving a kiosk');
  });

  test('after a session ended because nothing happened: nothing, and its owner goes on', async () => {
    const run = await begin();
    await signIn(run.page, '/form.html');
    await fillIn(run.page, run.plants, await paperOf(run));
    await saved(run.page);
    await run.page.locator('egov-form dialog[open]').waitFor();
    await run.page.locator('egov-form [data-person="signed-out"]').waitFor();
    await signIn(run.page, '/form.html');
    await opened(run.page);
    assert.ok((await answersOf(run.page)).includes(run.plants[0] ?? ''), 'The answers were kept.');
    await run.page.locator('egov-form dialog[open]').waitFor();
    await run.page.locator('egov-form [data-person="signed-out"]').waitFor();
    await assertNothingLeft(run, 'after session idle');
  });
});

/** Everything that a script on the site can read of what is stored there. */
async function readEverything(): Promise<string> {
  const said: unknown[] = [{...localStorage}, {...sessionStorage}, document.cookie, document.documentElement.outerHTML];
  for (const {name} of await indexedDB.databases()) {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name ?? '');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    for (const store of database.objectStoreNames) {
      const rows = await new Promise<unknown[]>((resolve, reject) => {
        const request = database.transaction(store).objectStore(store).getAll();
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const text = (value: unknown): unknown =>
        value instanceof ArrayBuffer || ArrayBuffer.isView(value)
          ? new TextDecoder('latin1').decode(value as ArrayBuffer)
          : typeof value === 'object' && value !== null
            ? Object.entries(value).map(([key, member]) => [key, text(member)])
            : value;
      said.push([name, store, rows.map(text)]);
    }
    database.close();
  }
  return JSON.stringify(said);
}
