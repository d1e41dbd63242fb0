/** A form whose answers are planted texts, on pages of its own, and a browser whose profile can be looked through. */
import {mkdir, readdir, readFile, stat, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {PDFDocument, PDFName, PDFRawStream} from 'pdf-lib';
import {type BrowserContext, chromium, type Page} from 'playwright-core';
import {BROWSER_FLAGS, findBrowser} from '../src/find-browser.ts';
import type {ChosenFile} from './visit.ts';

/** Answers that are planted. */
export const ANSWERS = 50;

/** What a browser might recognise, and keep, of each kind: with what the definition says it is for, and without. */
const KINDS: readonly {readonly [setting: string]: unknown}[] = [
  {autocomplete: 'name'},
  {autocomplete: 'email'},
  {autocomplete: 'tel'},
  {autocomplete: 'street-address'},
  {autocomplete: 'cc-number'},
  {sensitivity: 'personal'},
  {sensitivity: 'sensitive'},
  {widget: 'textarea'},
  {},
  {},
];

const pointers = Array.from({length: ANSWERS}, (_, index) => `a${index}`);

const DEFINITION = {
  $schema: 'urn:egov-form:form:v1',
  id: 'plants',
  version: '1.0.0',
  title: {vi: 'Tờ khai', en: 'A form'},
  data: {
    type: 'object',
    properties: Object.fromEntries(pointers.map((name) => [name, {type: 'string', maxLength: 100}])),
  },
  pages: [{id: 'all', title: 'Tất cả', items: [...pointers.map((name) => ({field: `/${name}`})), {document: 'paper'}]}],
  fields: Object.fromEntries(
    pointers.map((name, index) => [`/${name}`, {label: `Họ tên ${index}`, ...KINDS[index % KINDS.length]}]),
  ),
  documents: {paper: {title: 'Giấy tờ', accept: ['application/pdf']}},
};

const page = (body: string): string =>
  `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Tờ khai</title><script type="module" src="/egov-form.js"></script></head><body>${body}</body></html>`;
const form = (attributes: string): string =>
  `<egov-form name="dossier" src="/forms/plants/form.json" gateway="/api" ${attributes}></egov-form>`;

/** Write the form and its pages below a folder. Inside a `<form>`, as a portal may have it. */
export async function writePlantedForm(folder: string): Promise<{readonly formsFolder: string; readonly pagesFolder: string}> {
  const [formsFolder, pagesFolder] = [join(folder, 'forms'), join(folder, 'pages')];
  await mkdir(join(formsFolder, 'plants'), {recursive: true});
  await mkdir(pagesFolder, {recursive: true});
  await writeFile(join(formsFolder, 'plants/form.json'), JSON.stringify(DEFINITION));
  const pages = {
    'index.html': page('<p>Trang chủ</p>'),
    'form.html': page(`<form action="/index.html">${form('')}</form>`),
    'kiosk.html': page(`<form action="/index.html">${form('kiosk')}</form>`),
    'idle.html': page(form('kiosk idle="20"')),
    'leaks.html': page('<form action="/index.html"><input name="x"><input name="email" type="text"><button>Gửi</button></form>'),
  };
  for (const [name, text] of Object.entries(pages)) await writeFile(join(pagesFolder, name), text);
  return {formsFolder, pagesFolder};
}

/** A paper that says the plants, as it is stored. */
export async function plantedDocument(plants: readonly string[]): Promise<ChosenFile> {
  const pdf = await PDFDocument.create();
  pdf.addPage([595, 842]).drawText(plants[0] ?? '');
  const said = PDFRawStream.of(pdf.context.obj({}) as never, Buffer.from(plants.join('\n').repeat(20)));
  pdf.catalog.set(PDFName.of('Said'), pdf.context.register(said));
  return {name: `${plants[0]}.pdf`, mimeType: 'application/pdf', buffer: Buffer.from(await pdf.save({useObjectStreams: false}))};
}

/** A browser on a profile of its own, with everything on by which a browser remembers what is typed. */
export async function openProfile(folder: string): Promise<BrowserContext> {
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: findBrowser(),
    args: [...BROWSER_FLAGS],
    viewport: {width: 1280, height: 900},
    locale: 'vi-VN',
  });
  context.setDefaultTimeout(60_000);
  return context;
}

/** Copy a profile, as who takes it away would, without what holds the session. The browser that uses it may be running. */
export async function copyProfile(from: string, to: string): Promise<void> {
  for (const name of await readdir(from, {recursive: true})) {
    if (/Singleton|Cookies/u.test(name)) continue;
    if (!(await stat(join(from, name)).catch(() => undefined))?.isFile()) continue;
    const content = await readFile(join(from, name)).catch(() => undefined);
    if (!content) continue;
    await mkdir(dirname(join(to, name)), {recursive: true});
    await writeFile(join(to, name), content);
  }
}

/** The one page of a profile. */
export async function pageOf(context: BrowserContext): Promise<Page> {
  return context.pages()[0] ?? (await context.newPage());
}

/** Wait until the form can be used. */
export async function opened(page: Page): Promise<void> {
  await page.waitForFunction(() => Boolean((document.querySelector('egov-form') as {model?: unknown} | null)?.model));
}

/** Type a plant into every question as people do, and attach the paper. */
export async function fillIn(page: Page, plants: readonly string[], paper: ChosenFile): Promise<void> {
  await opened(page);
  for (const [index, name] of pointers.entries()) {
    const control = page.locator(`egov-form [data-pointer="/${name}"] :is(input, textarea)`).first();
    await control.focus();
    const text = plants[index] ?? '';
    // Some letter by letter, which is what browsers take for typed.
    if (index < KINDS.length) await page.keyboard.type(text);
    else await page.keyboard.insertText(text);
  }
  await page.keyboard.press('Tab');
  await page.locator('egov-form input[type=file]').first().setInputFiles(paper);
  await page.locator('egov-form [part~="file"]:not([data-state="reading"])').waitFor({timeout: 150_000});
}

/** What stands in the form. */
export function answersOf(page: Page): Promise<string> {
  return page.evaluate(() => JSON.stringify((document.querySelector('egov-form') as {answers?: unknown} | null)?.answers ?? {}));
}
