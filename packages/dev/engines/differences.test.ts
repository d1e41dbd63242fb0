/** What was found to differ in another engine, held to what it should be there. docs/browsers.md lists it. */
import assert from 'node:assert/strict';
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {openStage, type Stage} from '../journeys/demo.ts';
import {findFirefox, findWebKit} from '../src/find-engines.ts';
import {blankPdf} from '../src/fixtures/bad-files.ts';
import {until} from '../src/fixtures/until.ts';
import type {Engine, Tab} from './driver.ts';
import {type FirefoxOptions, openFirefox} from './firefox-driver.ts';
import {Person} from './person.ts';
import {openWebKit, type WebKitEngine, type WebKitOptions} from './webkit-driver.ts';

const firefox = findFirefox();
const webkit = findWebKit();
const noFirefox = 'missing' in firefox && firefox.missing;
const noWebKit = 'missing' in webkit && webkit.missing;
const BIRTH = '/procedures/khai-sinh/';
const RADIO = {within: '[data-pointer="/situation"]', css: 'input[type=radio]'};

let stage: Stage;
before(async () => {
  if (noFirefox && noWebKit) return;
  stage = await openStage();
});
after(() => stage?.close());

function firefoxOf(options: FirefoxOptions = {}): Promise<Engine> {
  return openFirefox('found' in firefox ? firefox.found : '', options);
}

function webkitOf(options: WebKitOptions = {}): Promise<WebKitEngine> {
  if ('missing' in webkit) throw new Error(webkit.missing);
  return openWebKit(webkit.found, options);
}

/** How light the middle of each radio of a question is, 0..255, in the order of the page, and which is chosen. */
async function radiosOf(tab: Tab): Promise<readonly {readonly light: number; readonly chosen: boolean}[]> {
  const places = await tab.evaluate(() => {
    const inputs = document
      .querySelector('egov-form')
      ?.shadowRoot?.querySelectorAll<HTMLInputElement>('[data-pointer="/situation"] input[type=radio]');
    return [...(inputs ?? [])].map((input) => {
      input.scrollIntoView({block: 'center', behavior: 'instant'});
      const {x, y, width, height} = input.getBoundingClientRect();
      return {x: Math.round(x + width / 2), y: Math.round(y + height / 2), chosen: input.checked};
    });
  });
  const picture = Buffer.from(await tab.screenshot()).toString('base64');
  const page = await stage.browser.newPage();
  try {
    const light = await page.evaluate(
      async ([data, points]) => {
        const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
        const bitmap = await createImageBitmap(new Blob([bytes]));
        const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
        context?.drawImage(bitmap, 0, 0);
        return points.map(({x, y}) => {
          const [red = 0, green = 0, blue = 0] = context?.getImageData(x, y, 1, 1).data ?? [];
          return (red + green + blue) / 3;
        });
      },
      [picture, places] as const,
    );
    return places.map(({chosen}, index) => ({chosen, light: light[index] ?? Number.NaN}));
  } finally {
    await page.close();
  }
}

/** One person in one tab of an engine of their own; no problem is left behind. */
async function inEngine<Opened extends Engine>(
  opening: Promise<Opened>,
  work: (person: Person, tab: Awaited<ReturnType<Opened['newTab']>>) => Promise<void>,
): Promise<void> {
  const engine = await opening;
  try {
    const tab = (await engine.newTab()) as Awaited<ReturnType<Opened['newTab']>>;
    const person = new Person(tab, stage.demo);
    await work(person, tab);
    await person.assertNoProblems();
    await tab.close();
  } finally {
    await engine.close();
  }
}

for (const [name, open, skip] of [
  ['Firefox', firefoxOf, noFirefox],
  ['WebKit', webkitOf, noWebKit],
] as const)
  for (const dark of [true, false])
    test(`${name} draws an empty radio empty in ${dark ? 'dark' : 'light'} colors`, {skip}, () =>
      inEngine<Engine>(open({dark}), async (person, tab) => {
        await person.goto(BIRTH);
        await person.formIsOpen();
        assert.equal(await tab.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches), dark);
        await person.sees(RADIO);
        const radios = await radiosOf(tab);
        const empty = radios.filter(({chosen}) => !chosen);
        assert.ok(empty.length >= 2);
        for (const {light} of empty) assert.ok(dark ? light < 64 : light > 192, JSON.stringify(radios));
      }),
    );

test('WebKit opens the calendar at the first press, of each date', {skip: noWebKit}, async () => {
  // A calendar that is open takes the first press for itself: a tab each.
  for (const pointer of ['/requester/birthDate', '/requester/idDocument/issuedOn'])
    await inEngine<WebKitEngine>(webkitOf(), async (person, tab) => {
      await person.goto(BIRTH);
      await person.formIsOpen();
      // Nobody is signed in: what the register would say is typed by hand.
      await person.press({css: '[part~="by-hand"]'});
      await person.press({within: `[data-pointer="${pointer}"]`, role: 'button'});
      await until(`the calendar of ${pointer} is open`, async () => (await tab.opened()) === 1);
    });
});

test('Firefox keeps a draft with its file in a private window', {skip: noFirefox}, () =>
  inEngine(firefoxOf({private: true}), async (person, tab) => {
    const blank = join(stage.folder, 'giay-to.pdf');
    await writeFile(blank, await blankPdf());
    await person.signIn('NGUYỄN THỊ MẪU', BIRTH);
    await person.formIsOpen();
    await person.showPage('child');
    await person.attach('birthNotice', blank);
    await person.hasRead('birthNotice');
    await person.sees({css: '[part~="draft"][data-state="saved"]'});
    await tab.reload();
    await person.formIsOpen();
    await person.hasRead('birthNotice');
  }),
);
