/** Drafts in a profile whose browser was killed in the middle of a write. The kill itself is in bench/drafts.ts: it is a matter of luck. */
import assert from 'node:assert/strict';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, afterEach, before, beforeEach, describe, it} from 'node:test';
import {build} from 'esbuild';
import {chromium} from 'playwright-core';
import {BROWSER_FLAGS, findBrowser} from '../src/find-browser.ts';
import {type StrictPages, serveStrictPages} from '../src/fixtures/strict-pages.ts';
import {tearLog} from '../src/fixtures/torn-log.ts';
import {root} from '../src/root.ts';

/** Answers the name in the draft that lies there, or why it cannot be had, and saves another. */
type Exchange = (next: string | undefined) => Promise<string | undefined>;
type DraftsPage = typeof globalThis & {exchange?: Exchange};

const PAGE = '<!doctype html><html lang="en"><title>drafts</title><script type="module" src="/page.js"></script></html>';
const PAGE_JS = `import {createDraftStore} from './packages/drafts/src/index.ts';
const drafts = createDraftStore({lifetime: 'device'});
const draft = (name) => ({savedAt: '2026-11-22T00:00:00.000Z', snapshot: {form: 'note', version: '1.0.0', answers: {name}, origins: {}, documents: {}, lookups: {}, decisions: [], page: ''}});
globalThis.exchange = async (next) => {
  const found = await drafts.load('note').then((one) => one?.snapshot.answers.name, ({code, details}) => code + ' ' + details.reason);
  if (next) await drafts.save('note', draft(next));
  return found;
};`;

describe('drafts of a browser that was killed in the middle of a write', () => {
  let pages: StrictPages;
  let profile = '';
  before(async () => {
    const {outputFiles} = await build({
      stdin: {contents: PAGE_JS, resolveDir: root},
      bundle: true,
      format: 'esm',
      target: 'es2023',
      conditions: ['egov-source'],
      write: false,
      logLevel: 'silent',
    });
    pages = await serveStrictPages({'/index.html': PAGE, '/page.js': outputFiles[0]?.text ?? ''});
  });
  after(() => pages?.close());
  beforeEach(async () => {
    profile = await mkdtemp(join(tmpdir(), 'egov-killed-'));
  });
  afterEach(() => rm(profile, {recursive: true, force: true, maxRetries: 5}));

  /** Start the browser, exchange the draft, and close the browser. */
  const start = async (next?: string): Promise<string | undefined> => {
    const context = await chromium.launchPersistentContext(profile, {executablePath: findBrowser(), args: [...BROWSER_FLAGS]});
    try {
      const page = context.pages()[0] ?? (await context.newPage());
      await page.goto(`${pages.url}/`);
      await page.waitForFunction(() => (globalThis as DraftsPage).exchange);
      return await page.evaluate((name) => (globalThis as DraftsPage).exchange?.(name), next);
    } finally {
      await context.close();
    }
  };

  // What is written next makes damage of the first, and disappears in the second.
  for (const bytes of [100, 20_000]) {
    it(`are all there at the start after the next, with half a record of ${bytes} bytes`, async () => {
      await start('before the kill');
      await tearLog(profile, bytes);
      assert.equal(await start('after the kill'), 'before the kill');
      assert.equal(await start(), 'after the kill');
    });
  }

  it('are said to be gone, once, when the browser deleted them as damaged', async () => {
    await start('before the damage');
    await tearLog(profile, 100, 100);
    assert.equal(await start(), 'EGOV_DRAFTS_DAMAGED emptied');
    assert.equal(await start('anew'), undefined);
    assert.equal(await start(), 'anew');
  });
});
