/**
 * `npm run bench -- phone [--times 5]`: an ordinary procedure of 50 questions, all on one page, as a cheap phone opens it: the
 * browser's main thread slowed four times, nothing cached. Says when the form can be used and the longest task on the way and
 * while somebody types. A figure, not a test: wall time lies on a busy machine, so the load stands beside it.
 */
import {loadavg} from 'node:os';
import type {FormDefinition} from '@egov-form/core';
import {markChecked} from '@egov-form/core/check';
import type {Browser, CDPSession} from 'playwright-core';
import {openBrowser} from '../fixtures/render.ts';
import {serveStrictPages} from '../fixtures/strict-pages.ts';
import {BUNDLE_FOLDER, buildBundle} from '../rollup/bundle.ts';
import {flatForm} from './sample-forms.ts';

/** GOALS: no task longer than this, in milliseconds. */
const LONGEST_MS = 100;
/** And the form can be used after this. */
const USABLE_MS = 1500;
const SLOWER = 4;
const QUESTIONS = 50;
const KEYS = 20;

/** What one opening took, in milliseconds. */
interface Opening {
  readonly usable: number;
  readonly longest: number;
  readonly longestTyping: number;
  /** Every task over 50 ms until the form rests, longest first. */
  readonly tasks: readonly number[];
}

const HTML = `<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Tờ khai</title>
<script type="module" src="/watch.js"></script><script type="module" src="/egov-form.js"></script></head>
<body><main><egov-form src="/form.json" draft="off"></egov-form></main></body></html>`;

const WATCH = `globalThis.tasks = [];
new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({startTime, duration}) => ({startTime, duration})))).observe({type: 'longtask', buffered: true});
addEventListener('egov-ready', () => (globalThis.ready = performance.now()));`;

type Watched = typeof globalThis & {tasks: {startTime: number; duration: number}[]; ready?: number};

async function open(browser: Browser, url: string): Promise<Opening> {
  const context = await browser.newContext({viewport: {width: 360, height: 780}, deviceScaleFactor: 2, isMobile: true});
  try {
    const page = await context.newPage();
    const session: CDPSession = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', {rate: SLOWER});
    await page.goto(url);
    await page.waitForFunction(() => (globalThis as Watched).ready !== undefined, undefined, {timeout: 120_000});
    // What is drawn and loaded right after belongs to the opening.
    await page.waitForTimeout(2000);
    const watched = () =>
      page.evaluate(() => ({tasks: (globalThis as Watched).tasks, ready: (globalThis as Watched).ready ?? 0}));
    const opened = await watched();
    await page.locator('egov-form input').first().focus();
    for (let key = 0; key < KEYS; key += 1) await page.keyboard.press('a');
    await page.waitForTimeout(500);
    const typed = await watched();
    const durations = (tasks: Watched['tasks']): readonly number[] => tasks.map(({duration}) => duration).sort((a, b) => b - a);
    const whileTyping = durations(typed.tasks.slice(opened.tasks.length));
    const tasks = durations(opened.tasks);
    return {usable: opened.ready, longest: tasks[0] ?? 0, longestTyping: whileTyping[0] ?? 0, tasks};
  } finally {
    await context.close();
  }
}

/** Every question on one page, in sections; with the mark of its checks, as a gateway serves it. */
function onePage(): FormDefinition {
  const form = flatForm(QUESTIONS);
  const items = form.pages?.flatMap((page) => page.items) ?? [];
  return markChecked({...form, pages: [{id: 'all', title: 'Tất cả', items}]});
}

export async function measurePhone(times: number, say: (line: string) => unknown): Promise<void> {
  await buildBundle();
  const pages = await serveStrictPages({'/index.html': HTML, '/watch.js': WATCH, '/form.json': JSON.stringify(onePage())}, [
    BUNDLE_FOLDER,
  ]);
  const browser = await openBrowser();
  try {
    const openings: Opening[] = [];
    for (let time = 0; time < times; time += 1) openings.push(await open(browser, `${pages.url}/`));
    const line = (name: string, of: (opening: Opening) => number, goal: number): void => {
      const all = openings.map(of).sort((a, b) => a - b);
      const median = all[Math.floor(all.length / 2)] ?? 0;
      say(`${name}: ${(all[0] ?? 0).toFixed(0)} ms at best, ${median.toFixed(0)} ms in the middle (goal ${goal} ms)`);
    };
    say(
      `${QUESTIONS} questions on one page, main thread ${SLOWER} times slower, ${times} openings, load ${loadavg()[0]?.toFixed(1)}`,
    );
    line('can be used after', ({usable}) => usable, USABLE_MS);
    line('longest task until it rests', ({longest}) => longest, LONGEST_MS);
    line('longest task while typing', ({longestTyping}) => longestTyping, LONGEST_MS);
    const best = openings.toSorted((a, b) => a.longest - b.longest)[0];
    say(`tasks over 50 ms of the best opening: ${best?.tasks.map((task) => task.toFixed(0)).join(', ') || 'none'}`);
  } finally {
    await browser.close();
    await pages.close();
  }
}
