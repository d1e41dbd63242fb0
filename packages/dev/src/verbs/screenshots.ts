/**
 * `npm run screenshots`: the pictures of the README, taken from the running demo. The same sources give the same pictures:
 * fresh data, one fixed moment, one browser size. And `fields`: sheets of every kind of question in every state, to be
 * looked at, in `.tmp/field-sheets`.
 */
import {mkdir, mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {type Browser, chromium, type Page} from 'playwright-core';
import {writeFieldSheets} from '../../browser/fields/sheets.ts';
import {type Demo, startDemo} from '../demo/start-demo.ts';
import {BROWSER_FLAGS, findBrowser} from '../find-browser.ts';
import {root} from '../root.ts';

/** When every picture is taken. */
const MOMENT = '2026-11-23T02:30:00Z';

/** The mother of the made-up family, who registers her child. */
const ACCOUNT = 'nguyen-thi-mau';

interface Shot {
  readonly file: string;
  readonly width: number;
  readonly height: number;
  readonly colors?: 'light' | 'dark';
  /** Brings the page to what the picture shows. */
  prepare(page: Page, demo: Demo): Promise<void>;
}

/** Sign in on the demo's own page and come back to `path`. */
async function signIn(page: Page, demo: Demo, path: string): Promise<void> {
  await page.goto(`${demo.url}/auth/sign-in?return=${encodeURIComponent(path)}`);
  await page.locator(`button[value="${ACCOUNT}"]`).click();
  await page.waitForURL(`${demo.url}${path}`);
}

/** Say who they are to the child, and wait for what the register knows. */
async function fillRequester(page: Page): Promise<void> {
  await page.locator('[data-pointer="/requester/relation"] input').nth(1).check();
  await page.locator('[part~="facts"]').first().waitFor();
}

const SHOTS: readonly Shot[] = [
  {
    file: 'home.png',
    width: 1280,
    height: 800,
    async prepare(page, demo) {
      await page.goto(demo.url);
      await page.locator('.card').first().waitFor();
    },
  },
  {
    file: 'portal.png',
    width: 1280,
    height: 1380,
    async prepare(page, demo) {
      await signIn(page, demo, '/procedures/khai-sinh/');
      await fillRequester(page);
    },
  },
  {
    file: 'phone.png',
    width: 360,
    height: 780,
    async prepare(page, demo) {
      await signIn(page, demo, '/procedures/khai-sinh/');
      await fillRequester(page);
      await page.locator('[part~="facts"]').evaluate((card) => {
        scrollTo({top: card.getBoundingClientRect().top + scrollY - 90, behavior: 'instant'});
      });
    },
  },
];

async function take(browser: Browser, demo: Demo, shot: Shot, folder: string): Promise<void> {
  const {width, height, colors = 'light'} = shot;
  const context = await browser.newContext({
    viewport: {width, height},
    deviceScaleFactor: width < 500 ? 2 : 1,
    colorScheme: colors,
    reducedMotion: 'reduce',
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
  });
  try {
    const page = await context.newPage();
    await page.clock.setFixedTime(MOMENT);
    await shot.prepare(page, demo);
    await page.screenshot({path: join(folder, shot.file), animations: 'disabled', caret: 'hide'});
  } finally {
    await context.close();
  }
}

/** Where the sheets of field types go: they are large, and nobody needs those of yesterday. */
const SHEETS = '.tmp/field-sheets';

/** Take every picture, or those named, into `docs/images`; `fields` names the sheets. Answers the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  const sheets = args.length === 0 || args.includes('fields');
  if (sheets) {
    for (const file of await writeFieldSheets(join(root, SHEETS))) process.stdout.write(`${SHEETS}/${file}\n`);
    if (args.length === 1) return 0;
  }
  const wanted = SHOTS.filter(({file}) => args.length === 0 || args.includes(file) || args.includes(file.replace('.png', '')));
  if (wanted.length === 0) {
    process.stderr.write(`Expected names of pictures: fields, ${SHOTS.map(({file}) => file).join(', ')}.\n`);
    return 2;
  }
  const folder = join(root, 'docs/images');
  await mkdir(folder, {recursive: true});
  const dataFolder = await mkdtemp(join(tmpdir(), 'egov-form-screenshots-'));
  const now = Date.parse(MOMENT);
  const demo = await startDemo({dataFolder, clock: {now: () => now, today: () => '2026-11-23'}});
  try {
    const browser = await chromium.launch({
      executablePath: findBrowser(),
      args: BROWSER_FLAGS.filter((flag) => flag !== '--headless'),
    });
    try {
      for (const shot of wanted) {
        await take(browser, demo, shot, folder);
        process.stdout.write(`docs/images/${shot.file}\n`);
      }
    } finally {
      await browser.close();
    }
  } finally {
    await demo.close();
    await rm(dataFolder, {recursive: true, force: true});
  }
  return 0;
}
