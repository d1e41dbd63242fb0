/**
 * `npm run bench -- drafts [--times 100]`: what keeping an encrypted draft costs, and what it is worth. Saves of 50 KB, how long
 * a key takes to be on the screen while such a draft is saved, and so many kills of the whole browser in the middle of saves:
 * every save that was acknowledged must be there afterwards. Figures, not a test: the load stands beside them.
 */
import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {loadavg, tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import type {FormDefinition} from '@egov-form/core';
import {markChecked} from '@egov-form/core/check';
import {type Browser, chromium, type Page} from 'playwright-core';
import {BROWSER_FLAGS, findBrowser} from '../find-browser.ts';
import {openBrowser} from '../fixtures/render.ts';
import {serveStrictPages} from '../fixtures/strict-pages.ts';
import {BUNDLE_FOLDER, buildBundle} from '../rollup/bundle.ts';

/** GOALS, in milliseconds. */
const SAVE_MS = 25;
const TYPING_MS = 50;
const SAVES = 200;
const KEYS = 120;
/** Characters of the answers; each is one byte. */
const SIZE = 50_000;

const SAVING =
  '<!doctype html><html lang="vi"><head><title>Lưu</title><script type="module" src="/saving.js"></script></head></html>';

/** Saves and reads drafts of this size in this browser, with the key of a person or of the browser. */
const SAVING_JS = `import {createDraftStore} from '/egov-form.js';
const text = Array.from({length: ${SIZE}}, (_, i) => String.fromCharCode(97 + (i * 7919) % 26)).join('');
const draft = (n) => ({savedAt: new Date().toISOString(), snapshot: {form: 'bench', version: '1.0.0', answers: {n, text}, origins: {}, documents: {}, lookups: {}, decisions: [], page: ''}});
const stores = {person: createDraftStore({personKey: async () => new Uint8Array(32).fill(7)}), browser: createDraftStore({lifetime: 'device'})};
const key = (whose) => (whose === 'person' ? 'bench:owner' : 'bench');
globalThis.measure = async (whose, times) => {
  const took = [];
  for (let n = 0; n < times; n += 1) {
    const started = performance.now();
    await stores[whose].save(key(whose), draft(n));
    took.push(performance.now() - started);
  }
  return took;
};
globalThis.saveForEver = async (whose) => {
  for (let n = (await stores[whose].load(key(whose)))?.snapshot.answers.n ?? 0; ; n += 1) {
    await stores[whose].save(key(whose), draft(n));
    console.log('saved ' + n);
  }
};
globalThis.last = async (whose) => (await stores[whose].load(key(whose)))?.snapshot.answers.n;
globalThis.there = true;`;

const TYPING = `<!doctype html><html lang="vi"><head><title>Gõ</title>
<script type="module" src="/typing.js"></script><script type="module" src="/egov-form.js"></script></head>
<body><main><egov-form src="/form.json" draft="device"></egov-form></main></body></html>`;

const TYPING_JS = `globalThis.keys = [];
globalThis.saves = 0;
addEventListener('egov-draft', ({state}) => (globalThis.saves += state === 'saved' ? 1 : 0));
addEventListener('keydown', ({timeStamp}) => requestAnimationFrame(() => {
  const {port1, port2} = new MessageChannel();
  port1.onmessage = () => keys.push(performance.now() - timeStamp);
  port2.postMessage('');
}), true);`;

type Bench = typeof globalThis & {
  measure(whose: string, times: number): Promise<number[]>;
  saveForEver(whose: string): Promise<void>;
  last(whose: string): Promise<number | undefined>;
  there?: boolean;
  keys: number[];
  saves: number;
};

const FORM: FormDefinition = markChecked({
  id: 'typing',
  version: '1.0.0',
  title: 'Gõ',
  data: {type: 'object', properties: {name: {type: 'string', maxLength: 200}, long: {type: 'string', maxLength: SIZE}}},
  pages: [
    {id: 'one', title: 'Một', items: [{field: '/name'}]},
    {id: 'two', title: 'Hai', items: [{field: '/long'}]},
  ],
});

/** The value below which so many of a hundred lie. */
function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export async function measureDrafts(kills: number, say: (line: string) => unknown): Promise<void> {
  await buildBundle();
  const files = {'/saving.html': SAVING, '/saving.js': SAVING_JS, '/typing.html': TYPING, '/typing.js': TYPING_JS};
  const pages = await serveStrictPages({...files, '/form.json': JSON.stringify(FORM)}, [BUNDLE_FOLDER]);
  const line = (name: string, values: readonly number[], goal: number): void => {
    const [p50, p95, most] = [percentile(values, 0.5), percentile(values, 0.95), Math.max(...values)];
    say(`${name}: p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, longest ${most.toFixed(1)} ms (goal p95 ${goal} ms)`);
  };
  try {
    say(`${SIZE} bytes of answers, load ${loadavg()[0]?.toFixed(1)}`);
    const browser = await openBrowser();
    try {
      for (const whose of ['person', 'browser'])
        line(`${SAVES} saves, key of a ${whose}`, await timeSaves(browser, pages.url, whose), SAVE_MS);
      const {keys, saves} = await timeKeys(browser, pages.url);
      line(`${keys.length} keys while it was saved ${saves} times`, keys, TYPING_MS);
    } finally {
      await browser.close();
    }
    for (const whose of kills > 0 ? ['person', 'browser'] : []) {
      const {acknowledged, lost} = await killInMidSave(`${pages.url}/saving.html`, whose, Math.ceil(kills / 2));
      say(
        `${Math.ceil(kills / 2)} kills of the browser, key of a ${whose}: ${acknowledged} saves acknowledged, ${lost} lost (goal 0)`,
      );
    }
    say(`load ${loadavg()[0]?.toFixed(1)} at the end`);
  } finally {
    await pages.close();
  }
}

async function timeSaves(browser: Browser, url: string, whose: string): Promise<readonly number[]> {
  const page = await browser.newPage();
  try {
    await openSaving(page, `${url}/saving.html`);
    await page.evaluate((who) => (globalThis as Bench).measure(who, 20), whose);
    return await page.evaluate(([who, times]) => (globalThis as Bench).measure(who, times), [whose, SAVES] as const);
  } finally {
    await page.context().close();
  }
}

async function timeKeys(browser: Browser, url: string): Promise<{keys: readonly number[]; saves: number}> {
  const page = await browser.newPage();
  try {
    await page.goto(`${url}/typing.html`);
    await page.waitForFunction(() => Boolean((document.querySelector('egov-form') as {model?: unknown} | null)?.model));
    await page.evaluate((size) => {
      const {model} = document.querySelector('egov-form') as unknown as {model: {set(pointer: string, value: string): void}};
      model.set('/long', 'a'.repeat(size));
    }, SIZE);
    await page.locator('egov-form').locator('input, textarea').first().focus();
    await page.keyboard.type('để máy nóng lên', {delay: 40});
    await page.evaluate(() => {
      (globalThis as Bench).keys.length = 0;
      (globalThis as Bench).saves = 0;
    });
    for (let key = 0; key < KEYS; key += 1) await page.keyboard.press('a', {delay: 40});
    await page.waitForFunction((keys) => (globalThis as Bench).keys.length >= keys, KEYS);
    return await page.evaluate(() => ({keys: (globalThis as Bench).keys, saves: (globalThis as Bench).saves}));
  } finally {
    await page.context().close();
  }
}

async function openSaving(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.waitForFunction(() => (globalThis as Bench).there);
}

/** Kills a browser with all its processes while it saves, opens its profile again, and looks for what was acknowledged last. */
export async function killInMidSave(
  address: string,
  whose: string,
  kills: number,
): Promise<{acknowledged: number; lost: number}> {
  const profile = await mkdtemp(join(tmpdir(), 'egov-kills-'));
  let [acknowledged, lost, last] = [0, 0, -1];
  try {
    for (let kill = 0; kill <= kills; kill += 1) {
      const running = await startBrowser(profile);
      try {
        const page = running.page;
        let heard = 0;
        page.on('console', (message) => {
          const [, n] = /^saved (\d+)$/u.exec(message.text()) ?? [];
          if (n === undefined) return;
          last = Number(n);
          heard += 1;
        });
        await openSaving(page, address);
        const found = await page.evaluate((who) => (globalThis as Bench).last(who), whose);
        if (last >= 0 && (found === undefined || found < last)) lost += last - (found ?? 0);
        if (kill === kills) break;
        void page.evaluate((who) => (globalThis as Bench).saveForEver(who), whose).catch(() => undefined);
        while (heard < 2 + (kill % 5)) await pause(5);
        await pause((kill * 37) % 60);
        acknowledged += heard;
      } finally {
        await running.kill();
      }
    }
    return {acknowledged, lost};
  } finally {
    await rm(profile, {recursive: true, force: true, maxRetries: 5});
  }
}

async function startBrowser(profile: string): Promise<{page: Page; kill(): Promise<void>}> {
  await rm(join(profile, 'DevToolsActivePort'), {force: true});
  const child = spawn(
    findBrowser(),
    [
      ...BROWSER_FLAGS,
      '--headless',
      '--remote-debugging-port=0',
      '--remote-debugging-address=127.0.0.1',
      `--user-data-dir=${profile}`,
      'about:blank',
    ],
    // A group of its own: all its processes are killed at once.
    {detached: true, stdio: 'ignore'},
  );
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  const kill = async (): Promise<void> => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
    await ended;
  };
  try {
    let port = '';
    for (let tries = 0; port === '' && tries < 3000; tries += 1) {
      await pause(10);
      port = (await readFile(join(profile, 'DevToolsActivePort'), 'utf8').catch(() => '')).split('\n')[0] ?? '';
    }
    assert.notEqual(port, '', 'the browser did not start');
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    const [context] = browser.contexts();
    const page = context?.pages()[0] ?? (await context?.newPage());
    assert.ok(page, 'the browser has no page');
    return {page, kill};
  } catch (error) {
    await kill();
    throw error;
  }
}
