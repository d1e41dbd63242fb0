import type {DigitizedPage, DocumentCode, DocumentNature, Issue, Word} from '@egov-form/core';
import type {DigitizeAssets} from './assets.ts';
import {readCodes} from './engines/codes.ts';
import type {TextRecognizer} from './engines/tesseract.ts';
import {cleanImage} from './image/clean-image.ts';
import {toGray} from './image/gray-image.ts';
import {preparePage} from './image/prepare.ts';
import {inReadingOrder} from './lines.ts';
import {openPdf, type PdfPage} from './pdf/open-pdf.ts';
import type {ReadRequest, SentDocument} from './protocol.ts';
import {refusal} from './refusal.ts';
import {sha256} from './sha256.ts';
import {isAccepted, READABLE, sniff} from './sniff.ts';

/** Scanned pages that are put through text recognition; later ones are kept unread. */
const MAX_RECOGNIZED_PAGES = 10;
/** A text layer with fewer letters is a scan with a stamp on it. */
const MIN_LAYER_LETTERS = 12;
/** Below this many dots per inch of an A4 sheet the recogniser guesses. */
const MIN_DPI = 120;
/** How long codes with small modules are looked for, in milliseconds: photos of cards have them, scanned sheets rarely. */
const CODE_BUDGET_MS = {photo: 700, scan: 150};

/** What the pipeline works with. */
export interface Reader {
  readonly assets: DigitizeAssets;
  readonly natures: readonly DocumentNature[];
  readonly recognizer: TextRecognizer;
  onProgress(share: number, step: string): void;
}

interface Reading {
  readonly pages: DigitizedPage[];
  readonly codes: DocumentCode[];
  readonly issues: Issue[];
}

/**
 * One file in, a document out: type by content, then the cheapest certain evidence first — text layer, codes, and text
 * recognition only where neither says enough. Rejects with the errors that `Digitizer` promises.
 */
export async function readDocument(request: ReadRequest, reader: Reader): Promise<SentDocument> {
  const bytes = new Uint8Array(request.bytes);
  reader.onProgress(0, 'read');
  if (bytes.length === 0) throw refusal('document.empty');
  if (bytes.length > request.maxBytes) throw refusal('document.too-large', {limitMb: Math.floor(request.maxBytes / 1024 / 1024)});
  const kind = sniff(bytes);
  const type = READABLE[kind];
  if (!type || !isAccepted(type, request.accept)) throw refusal('document.type', {found: kind});

  const reading: Reading = {pages: [], codes: [], issues: []};
  const nature = reader.natures.find((each) => each.name === request.nature);
  let kept = bytes;
  if (kind === 'pdf') {
    await readPdf(bytes, reader, reading);
  } else {
    const clean = await cleanImage(bytes, kind === 'jpeg' ? 'jpeg' : 'png');
    kept = clean.bytes;
    reader.onProgress(0.1, 'codes');
    reading.codes.push(...(await codesOf(clean.pixels, 1, CODE_BUDGET_MS.photo)));
    const certain = nature ? Object.keys(nature.extract([], reading.codes)).length > 0 : false;
    // A code that answers the nature is certain; recognising the print around it could only add doubt.
    reading.pages.push(certain ? unread(1, clean.pixels) : await recognize(clean.pixels, 1, 0, reader, reading));
  }
  const facts = nature ? nature.extract(reading.pages, reading.codes) : {};
  if (reading.pages.every((page) => page.words.length === 0) && reading.codes.length === 0 && reading.issues.length === 0)
    reading.issues.push(warning('document.unreadable'));
  reader.onProgress(1, 'read');
  return {
    type,
    ...reading,
    facts,
    sha256: await sha256(kept),
    pageCount: reading.pages.length,
    bytes: kept.buffer,
    name: request.name,
  };
}

async function readPdf(bytes: Uint8Array<ArrayBuffer>, reader: Reader, reading: Reading): Promise<void> {
  const pdf = await openPdf(bytes, reader.assets);
  try {
    let recognized = 0;
    for (let number = 1; number <= pdf.pageCount; number += 1) {
      const done = (number - 1) / pdf.pageCount;
      reader.onProgress(done, 'text');
      const page = await pdf.page(number);
      const words = await page.words();
      if (lettersOf(words) >= MIN_LAYER_LETTERS) {
        reading.pages.push({number, width: page.width, height: page.height, from: 'text-layer', ...inReadingOrder(words)});
      } else if (recognized < MAX_RECOGNIZED_PAGES) {
        recognized += 1;
        reading.pages.push(await readScan(page, number, done, pdf.pageCount, reader, reading));
      } else {
        if (recognized === MAX_RECOGNIZED_PAGES)
          reading.issues.push(warning('document.partly-read', {pages: MAX_RECOGNIZED_PAGES}));
        recognized += 1;
        reading.pages.push(unread(number, page));
      }
      page.close();
    }
  } finally {
    pdf.close();
  }
}

async function readScan(
  page: PdfPage,
  number: number,
  done: number,
  pageCount: number,
  reader: Reader,
  reading: Reading,
): Promise<DigitizedPage> {
  const picture = await page.render();
  reader.onProgress(done, 'codes');
  reading.codes.push(...(await codesOf(picture, number, CODE_BUDGET_MS.scan)));
  const part: Reader = {...reader, onProgress: (share, step) => reader.onProgress(done + share / pageCount, step)};
  return recognize(picture, number, page.dpi, part, reading);
}

/** Codes are extra evidence: a code reader that cannot start costs nothing but the codes. Text recognition says if it cannot either. */
async function codesOf(picture: ImageData, page: number, budgetMs: number): Promise<readonly DocumentCode[]> {
  try {
    return await readCodes(picture, page, budgetMs);
  } catch {
    return [];
  }
}

async function recognize(
  picture: ImageData,
  number: number,
  dpi: number,
  reader: Reader,
  reading: Reading,
): Promise<DigitizedPage> {
  const guessedDpi = dpi || Math.round(Math.min(picture.width, picture.height) / 8.27);
  if (guessedDpi < MIN_DPI) warnOnce(reading, 'document.low-resolution', {dpi: guessedDpi});
  reader.onProgress(0.2, 'ocr');
  const prepared = preparePage(toGray(picture.data, picture.width, picture.height));
  let found: readonly Word[];
  try {
    found = await reader.recognizer.recognize(prepared.image, Math.max(70, guessedDpi), (share) =>
      reader.onProgress(0.3 + share * 0.7, 'ocr'),
    );
  } catch {
    // The clean file is still worth keeping and sending; the person is told that it was not read.
    warnOnce(reading, 'document.reader-unavailable');
    return unread(number, picture);
  }
  const {text, words} = inReadingOrder(found);
  const placed = words.map((word) => ({...word, box: prepared.toPage(word.box)}));
  return {number, width: picture.width, height: picture.height, from: 'ocr', text, words: placed};
}

function unread(number: number, page: {readonly width: number; readonly height: number}): DigitizedPage {
  return {number, width: page.width, height: page.height, from: 'none', text: '', words: []};
}

function lettersOf(words: readonly Word[]): number {
  return words.reduce((sum, word) => sum + (word.text.match(/[\p{L}\p{N}]/gu)?.length ?? 0), 0);
}

function warnOnce(reading: Reading, code: string, params?: Issue['params']): void {
  if (!reading.issues.some((issue) => issue.code === code)) reading.issues.push(warning(code, params));
}

function warning(code: string, params?: Issue['params']): Issue {
  return {code, pointer: '', severity: 'warning', ...(params ? {params} : {})};
}
