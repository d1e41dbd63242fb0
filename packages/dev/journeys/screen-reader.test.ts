/**
 * What a screen reader says of one whole form, from its first page to the review, as a log that people read: the virtual reader
 * of guidepup walks every page item by item. `EGOV_UPDATE=1` writes the log anew; read it before it is committed.
 */
import assert from 'node:assert/strict';
import {readFile, writeFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';
import {after, before, test} from 'node:test';
import {recordedAnswers} from '../src/fixtures/recorded-answers.ts';
import {root} from '../src/root.ts';
import {openStage, type Stage} from './demo.ts';
import {Visit} from './visit.ts';

const READER = join(
  dirname(createRequire(import.meta.url).resolve('@guidepup/virtual-screen-reader/package.json')),
  'lib/esm/index.browser.js',
);
const LOG = join(root, 'packages/dev/cases/screen-reader/phu-hieu-xe.txt');
/** What no reader says in its usual setting: where something ends, and what has no name. */
const STRUCTURE = /^(?:end(?: of |, ).*|paragraph|strong|term|definition|status)$/u;
/** More items than any page has: a reader that never comes to the end is stopped. */
const MOST_ITEMS = 1500;

interface FormElement extends HTMLElement {
  answers: unknown;
  updateComplete: Promise<unknown>;
  showPage(page: string): void;
}

interface Reader {
  start(options: {container: Node}): Promise<void>;
  next(): Promise<void>;
  stop(): Promise<void>;
  spokenPhraseLog(): Promise<string[]>;
  lastSpokenPhrase(): Promise<string>;
  readonly activeNode: Node | null;
}

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage?.close());

/** Everything that is said from the beginning of the form to its end, a line for each item. */
async function readAloud(visit: Visit): Promise<string[]> {
  const phrases = await visit.page.locator('egov-form').evaluate(async (element, most) => {
    await (element as FormElement).updateComplete;
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100)));
    const address = '/virtual-reader.js';
    const {virtual} = (await import(address)) as {virtual: Reader};
    const container = element.shadowRoot?.querySelector('.form');
    if (!container) throw new Error('There is no form.');
    await virtual.start({container});
    const [node, phrase] = [virtual.activeNode, await virtual.lastSpokenPhrase()];
    for (let items = 0; items < most; items += 1) {
      await virtual.next();
      // After the last item comes the first again; its end is another phrase.
      if (virtual.activeNode === node && (await virtual.lastSpokenPhrase()) === phrase) break;
    }
    const log = await virtual.spokenPhraseLog();
    await virtual.stop();
    return log;
  }, MOST_ITEMS);
  assert.ok(phrases.length < MOST_ITEMS, 'the reader goes round in circles');
  return phrases
    .map((phrase) =>
      phrase
        .replace(/\s+/gu, ' ')
        .replace(/\b\d{2}:\d{2}\b/gu, 'hh:mm')
        .trim(),
    )
    .filter((phrase) => !STRUCTURE.test(phrase));
}

test('a whole form, read aloud', async () => {
  const visit = await Visit.open(stage.browser, stage.demo, {bypassCSP: true});
  const {page} = visit;
  const script = await readFile(READER, 'utf8');
  await page.route('**/virtual-reader.js', (route) => route.fulfill({contentType: 'text/javascript', body: script}));
  await visit.signIn('NGUYỄN THỊ MẪU', '/procedures/phu-hieu-xe/');
  await visit.openForm('phu-hieu-xe');
  const log: string[] = [];
  const read = async (title: string): Promise<void> => {
    await page.locator('egov-form :is([part~="draft"]:is([data-state="none"], [data-state="saved"]))').waitFor();
    log.push(`== ${title}`, ...(await readAloud(visit)), '');
  };
  const show = (id: string): Promise<void> =>
    page.locator('egov-form').evaluate((element, shown) => (element as FormElement).showPage(shown), id);

  await read('First page, as it is opened');
  await page.locator('egov-form [part~="next"]').click();
  await page.locator('egov-form [part~="summary"]').waitFor();
  await read('First page, after going on with nothing entered');
  const answers: unknown = await recordedAnswers('phu-hieu-xe', 'reissue-rented');
  await page.locator('egov-form').evaluate((element, value) => {
    (element as FormElement).answers = value;
  }, answers);
  await show('vehicles');
  await read('Vehicles, filled in');
  // The virtual reader reads the markup: of a radio or a longer text not what it holds now.
  const values = await page
    .locator('egov-form')
    .evaluate((element) =>
      [
        ...(element.shadowRoot?.querySelectorAll<HTMLInputElement>(
          '[data-pointer="/badge/reissue"] input, [data-pointer="/badge/reason"] :is(input, textarea)',
        ) ?? []),
      ].map((control) => (control.type === 'radio' ? control.checked : control.value)),
    );
  assert.deepEqual(values, [true, false, 'Phù hiệu cũ bị hỏng']);
  await show('review');
  await read('Review');

  const text = `${log.join('\n').trim()}\n`;
  if (process.env['EGOV_UPDATE']) await writeFile(LOG, text);
  assert.deepEqual(text.split('\n'), (await readFile(LOG, 'utf8')).split('\n'));
  await visit.close();
});
