/**
 * The document reader as a citizen meets it: a real Chromium, a page and worker files under the real headers, documents
 * rendered from fictional data.
 */
import assert from 'node:assert/strict';
import {cp, mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {createServer, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {dirname, extname, join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import type {DigitizedDocument} from '@egov-form/core';
import {type BuildOptions, build} from 'esbuild';
import type {Browser, Page} from 'playwright-core';
import * as bad from '../src/fixtures/bad-files.ts';
import {makeBirthNoticeScanJpeg, makeBirthNoticeScanPdf, makeBirthNoticeTextPdf} from '../src/fixtures/birth-notice.ts';
import {makeCitizenCardJpeg} from '../src/fixtures/citizen-card.ts';
import {withExif} from '../src/fixtures/exif.ts';
import {birthNotice, requesterCard} from '../src/fixtures/fictional-people.ts';
import {openBrowser} from '../src/fixtures/render.ts';
import {digitizeAssets} from '../src/rollup/digitize-assets.ts';
import {root} from '../src/root.ts';

const PAGE_POLICY =
  "default-src 'self'; script-src 'self'; require-trusted-types-for 'script'; trusted-types lit-html egov-form; object-src 'none'; base-uri 'self'; frame-ancestors 'self'";
const WORKER_POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'";
const TYPES: {readonly [extension: string]: string} = {
  '.js': 'text/javascript',
  '.html': 'text/html',
  '.wasm': 'application/wasm',
};

interface Outcome {
  readonly document?: Omit<DigitizedDocument, 'file'> & {
    readonly fileType: string;
    readonly head: readonly number[];
    readonly size: number;
  };
  readonly code?: string;
  readonly details?: {readonly [name: string]: unknown};
  readonly name?: string;
  readonly seconds: number;
  /** Turns of the page's event loop from the cancelling to the end. */
  readonly turns: number;
  readonly steps: readonly string[];
}

let folder: string;
let server: Server;
let address: string;
let browser: Browser;
let page: Page;
const faults: string[] = [];
let transferred: string[] = [];

/** Read `bytes` in the page; `cancelAfterMs` aborts while it runs. */
async function read(
  bytes: Uint8Array,
  name: string,
  options: {nature?: string; cancelAfterMs?: number; worker?: string; startTimeoutMs?: number} = {},
): Promise<Outcome> {
  await writeFile(join(folder, 'upload.bin'), bytes);
  return page.evaluate(
    async ({name, options}) => {
      const {read} = (globalThis as unknown as {tests: {read(name: string, options: object): Promise<Outcome>}}).tests;
      return read(name, options);
    },
    {name, options},
  );
}

/** The page's script: what a form does with the reader. */
const PAGE_SCRIPT = `
import {createWorkerDigitizer} from '@egov-form/digitize';
const readers = new Map();
globalThis.tests = {async read(name, {nature, cancelAfterMs, worker = 'egov-form/digitize.worker.js', startTimeoutMs = 10000}) {
  const bytes = await (await fetch('/upload.bin')).arrayBuffer();
  const file = new File([bytes], name);
  if (!readers.has(worker)) readers.set(worker, createWorkerDigitizer({workerUrl: new URL('/' + worker, location.href), startTimeoutMs}));
  const control = new AbortController();
  const steps = [];
  const began = performance.now();
  let turns = 0;
  let over = false;
  const count = () => {
    turns += 1;
    if (!over) setTimeout(count);
  };
  if (cancelAfterMs !== undefined) setTimeout(() => {control.abort(); setTimeout(count);}, cancelAfterMs);
  const seconds = () => (performance.now() - began) / 1000;
  try {
    const {file: kept, ...document} = await readers.get(worker).digitize(file, {nature, accept: ['application/pdf', 'image/jpeg', 'image/png'],
      maxBytes: 20 * 1024 * 1024, signal: control.signal, onProgress: (share, step) => {if (steps.at(-1) !== step) steps.push(step);}});
    const time = seconds();
    const head = new Uint8Array(await kept.arrayBuffer());
    over = true;
    return {document: {...document, fileType: kept.type, size: kept.size, head: [...head.subarray(0, 4096)]}, seconds: time, turns, steps};
  } catch (error) {
    over = true;
    return {code: error.code, details: error.details, name: error.name, seconds: seconds(), turns, steps};
  }
}};
document.title = 'ready';
`;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'egov-digitize-'));
  const common = {
    bundle: true,
    format: 'esm',
    conditions: ['egov-source'],
    minify: true,
    logLevel: 'error',
    absWorkingDir: root,
  } satisfies BuildOptions;
  await build({
    ...common,
    entryPoints: [join(root, 'packages/egov-form/src/digitize.worker.ts')],
    outfile: join(folder, 'egov-form/digitize.worker.js'),
  });
  await build({
    ...common,
    stdin: {contents: PAGE_SCRIPT, resolveDir: join(root, 'packages/egov-form')},
    outfile: join(folder, 'page.js'),
  });
  for (const {from, to} of digitizeAssets()) {
    await mkdir(dirname(join(folder, to)), {recursive: true});
    await cp(from, join(folder, to), {recursive: true});
  }
  await writeFile(
    join(folder, 'index.html'),
    '<!doctype html><html lang="vi"><title>x</title><script type="module" src="/page.js"></script></html>',
  );
  await writeFile(join(folder, 'mute.worker.js'), 'export {};');
  await mkdir(join(folder, 'strict'));
  await cp(join(folder, 'egov-form/digitize.worker.js'), join(folder, 'strict/digitize.worker.js'));
  await cp(join(folder, 'egov-form/digitize'), join(folder, 'strict/digitize'), {recursive: true});
  server = createServer((request, response) => {
    const asked = new URL(request.url ?? '/', 'http://localhost').pathname;
    const path = asked === '/' ? '/index.html' : asked;
    transferred.push(path);
    readFile(join(folder, path)).then(
      (body) => {
        // A copy under another name shows what happens where the server withholds the header.
        const policy = path.endsWith('.worker.js') && !path.startsWith('/strict/') ? WORKER_POLICY : PAGE_POLICY;
        response
          .writeHead(200, {'content-type': TYPES[extname(path)] ?? 'application/octet-stream', 'content-security-policy': policy})
          .end(body);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await openBrowser();
  page = await browser.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  await page.goto(`${address}/`);
  await page.waitForFunction(() => document.title === 'ready');
});

after(async () => {
  await browser?.close();
  await new Promise((resolve) => server?.close(resolve));
  if (folder) await rm(folder, {recursive: true, force: true});
});

function factsOf(outcome: Outcome): {[fact: string]: unknown} {
  assert.ok(outcome.document, `Expected a document, found ${outcome.code} ${JSON.stringify(outcome.details)}`);
  return Object.fromEntries(Object.entries(outcome.document.facts).map(([name, fact]) => [name, fact.value]));
}

const NOTICE_FACTS = {
  noticeNumber: '0123/2026',
  motherName: 'NGUYỄN THỊ MẪU',
  motherBirthDate: '1990-02-14',
  motherCitizenId: '026190000042',
  childBirthDate: '2026-11-03',
  birthPlace: 'Bệnh viện Sản Nhi Mẫu Thử, phường Vĩnh Yên, tỉnh Phú Thọ',
  childGender: 'male',
  childWeight: 3200,
  childName: 'LÊ NGUYỄN BẢO AN',
  issuedOn: '2026-11-05',
};

describe('reading documents in Chromium under the strict policy', () => {
  it('takes a citizen card by its QR code, without any text recognition', async () => {
    transferred = [];
    const outcome = await read(await makeCitizenCardJpeg(requesterCard, {browser}), 'the.jpg', {nature: 'vn.citizen-card'});
    assert.deepEqual(factsOf(outcome), {
      citizenId: '026190000042',
      idDocumentNumber: '026190000042',
      oldIdNumber: '135000042',
      fullName: 'NGUYỄN THỊ MẪU',
      birthDate: '1990-02-14',
      gender: 'female',
      residenceText: 'Số 12, đường Hoa Ban, phường Vĩnh Phúc, tỉnh Phú Thọ',
      idDocumentIssuedOn: '2024-08-15',
    });
    assert.ok(
      Object.values(outcome.document?.facts ?? {}).every((fact) => fact.from === 'qr' && fact.confidence === 1 && fact.box),
    );
    assert.ok(!transferred.some((path) => path.includes('tesseract') || path.includes('pdf')));
    process.stdout.write(`# card: ${outcome.seconds.toFixed(2)} s\n`);
  });

  it('reads a card without a code by its print', async () => {
    const facts = factsOf(
      await read(await makeCitizenCardJpeg(requesterCard, {browser, withCode: false}), 'the.jpg', {nature: 'vn.citizen-card'}),
    );
    const {citizenId, fullName, birthDate, gender} = facts;
    assert.deepEqual(
      {citizenId, fullName, birthDate, gender},
      {citizenId: '026190000042', fullName: 'NGUYỄN THỊ MẪU', birthDate: '1990-02-14', gender: 'female'},
    );
  });

  it('reads a text PDF from its text layer', async () => {
    const outcome = await read(await makeBirthNoticeTextPdf(birthNotice, browser), 'notice.pdf', {nature: 'vn.birth-notice'});
    assert.deepEqual(factsOf(outcome), NOTICE_FACTS);
    assert.equal(outcome.document?.pages[0]?.from, 'text-layer');
    process.stdout.write(`# text PDF: ${outcome.seconds.toFixed(2)} s\n`);
  });

  it('reads a scanned PDF by text recognition, and keeps the file as it came', async () => {
    const pdf = await makeBirthNoticeScanPdf(birthNotice, {browser});
    const outcome = await read(pdf, 'scan.pdf', {nature: 'vn.birth-notice'});
    assert.deepEqual(factsOf(outcome), NOTICE_FACTS);
    assert.equal(outcome.document?.pages[0]?.from, 'ocr');
    assert.equal(outcome.document?.size, pdf.length);
    assert.match(outcome.document?.sha256 ?? '', /^[0-9a-f]{64}$/u);
    assert.ok(outcome.steps.includes('ocr'));
    process.stdout.write(`# scan: ${outcome.seconds.toFixed(2)} s\n`);
    const again = await read(pdf, 'scan.pdf', {nature: 'vn.birth-notice'});
    process.stdout.write(`# scan again: ${again.seconds.toFixed(2)} s\n`);
  });

  it('turns a photo upright and removes where it was taken', async () => {
    const plain = await makeCitizenCardJpeg(requesterCard, {browser});
    const photo = withExif(plain, 6);
    assert.ok(Buffer.from(photo).includes('Exif') && Buffer.from(photo).includes('GPSMARK'));
    const outcome = await read(photo, 'photo.jpg', {nature: 'vn.citizen-card'});
    assert.equal(factsOf(outcome)['citizenId'], '026190000042');
    const head = Buffer.from(outcome.document?.head ?? []);
    assert.ok(!head.includes('Exif') && !head.includes('GPSMARK'));
    const [sheet] = outcome.document?.pages ?? [];
    assert.ok(sheet && sheet.height > sheet.width, 'Expected the picture to be turned a quarter.');
    assert.equal(outcome.document?.fileType, 'image/jpeg');
  });

  const refusals: readonly (readonly [string, string, () => Promise<Uint8Array> | Uint8Array])[] = [
    ['an empty file', 'document.empty', bad.emptyFile],
    ['30 MB', 'document.too-large', bad.hugeJpeg],
    ['an archive called PDF', 'document.type', bad.zipArchive],
    ['a PDF with a password', 'document.encrypted', bad.encryptedPdf],
    ['half a PDF', 'document.broken', bad.truncatedPdf],
    ['a PDF with a script', 'document.active-content', () => bad.scriptedPdf(false)],
    ['a PDF with a hidden script', 'document.active-content', () => bad.scriptedPdf(true)],
    ['a PDF of 51 pages', 'document.too-many-pages', () => bad.longPdf(51)],
    ['a PNG that claims 900 megapixels', 'document.too-many-pixels', bad.giantPng],
    ['half a JPEG', 'document.broken', async () => bad.truncatedJpeg(await makeCitizenCardJpeg(requesterCard, {browser}))],
  ];
  for (const [what, issue, make] of refusals) {
    it(`refuses ${what}`, async () => {
      const outcome = await read(await make(), 'file.pdf');
      assert.equal(outcome.code, 'EGOV_DIGITIZE_REFUSED', JSON.stringify(outcome));
      assert.equal(outcome.details?.['issue'], issue);
      if (issue === 'document.too-large') assert.equal(outcome.details?.['limitMb'], 20);
    });
  }

  it('says when nothing could be read of a blank sheet, and keeps it', async () => {
    const outcome = await read(await bad.blankPdf(), 'blank.pdf', {nature: 'vn.birth-notice'});
    assert.deepEqual(factsOf(outcome), {});
    assert.deepEqual(
      outcome.document?.issues.map((issue) => issue.code),
      ['document.unreadable'],
    );
  });

  it('settles at once when cancelled, and reads the next file', async () => {
    const scan = await makeBirthNoticeScanJpeg(birthNotice, {browser});
    const cancelled = await read(scan, 'scan.jpg', {nature: 'vn.birth-notice', cancelAfterMs: 900});
    assert.equal(cancelled.name, 'AbortError');
    assert.ok(cancelled.turns <= 1, `Expected at most one turn of the event loop, took ${cancelled.turns}.`);
    const next = await read(await makeCitizenCardJpeg(requesterCard, {browser}), 'the.jpg', {nature: 'vn.citizen-card'});
    assert.equal(factsOf(next)['citizenId'], '026190000042');
  });

  it('says that the reader is unavailable when its worker never starts', async () => {
    const pdf = await bad.blankPdf();
    const mute = await read(pdf, 'a.pdf', {worker: 'mute.worker.js', startTimeoutMs: 300});
    assert.equal(mute.code, 'EGOV_DIGITIZE_UNAVAILABLE');
    const missing = await read(pdf, 'a.pdf', {worker: 'none.worker.js', startTimeoutMs: 300});
    assert.equal(missing.code, 'EGOV_DIGITIZE_UNAVAILABLE');
    const foreign = await read(pdf, 'a.pdf', {worker: 'page.js', startTimeoutMs: 300});
    assert.equal(foreign.code, 'EGOV_DIGITIZE_UNAVAILABLE');
    // The missing file is logged by the browser itself.
    faults.splice(0, faults.length, ...faults.filter((fault) => !fault.includes('404')));
  });

  it('keeps a clean photo unread where the server does not allow WebAssembly', async () => {
    const outcome = await read(await makeCitizenCardJpeg(requesterCard, {browser}), 'the.jpg', {
      nature: 'vn.citizen-card',
      worker: 'strict/digitize.worker.js',
    });
    assert.deepEqual(
      outcome.document?.issues.map((issue) => issue.code),
      ['document.reader-unavailable'],
      JSON.stringify(outcome),
    );
    assert.equal(outcome.document?.pages[0]?.from, 'none');
    faults.length = 0;
  });

  it('broke no rule of the page on the way', () => {
    assert.deepEqual(faults, []);
  });
});
