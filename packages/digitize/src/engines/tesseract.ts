import type {Word} from '@egov-form/core';
import type TesseractLibrary from 'tesseract.js';
import type {DigitizeAssets} from '../assets.ts';
import {crop} from '../image/crop.ts';
import {type GrayImage, toPgm} from '../image/gray-image.ts';
import {unavailable} from '../refusal.ts';
import {lookAgain} from '../second-look.ts';

/** How long the recogniser may take to start, in milliseconds: without WebAssembly it never says that it cannot. */
const START_TIMEOUT_MS = 30_000;
/** How long one page may take, in milliseconds. */
const PAGE_TIMEOUT_MS = 60_000;
/** Pages after which the recogniser is started anew: its memory only grows. */
const PAGES_PER_START = 50;
/** Page segmentation: one column of varied sizes, because with full page analysis forms fall apart into columns in the wrong order. */
const PAGE = '4';
/** Page segmentation: one word. */
const WORD = '8';
/** Paper around a word that is read alone, in pixels. */
const WORD_MARGIN = 10;

/** Reads words off prepared pictures, one at a time. */
export interface TextRecognizer {
  /** Words in no particular order; boxes in pixels of the picture. `onProgress` gets 0..1. */
  recognize(image: GrayImage, dpi: number, onProgress: (share: number) => void): Promise<readonly Word[]>;
  close(): void;
}

/**
 * Vietnamese text recognition by tesseract.js in its own nested worker, started when first used and kept. Rejects with
 * `EGOV_DIGITIZE_UNAVAILABLE` when it cannot start or a page takes too long.
 */
export function createTesseractRecognizer(assets: DigitizeAssets): TextRecognizer {
  let starting: Promise<TesseractLibrary.Worker> | undefined;
  let pages = 0;
  let report: (share: number) => void = () => undefined;

  const close = (): void => {
    starting?.then((worker) => worker.terminate()).catch(() => undefined);
    starting = undefined;
    pages = 0;
  };

  return {
    async recognize(image, dpi, onProgress) {
      if (pages >= PAGES_PER_START) close();
      starting ??= within(
        START_TIMEOUT_MS,
        start(assets, (share) => report(share)),
        'text recognition did not start',
      );
      try {
        const worker = await starting;
        pages += 1;
        report = onProgress;
        const found = await readAs(worker, image, PAGE, dpi);
        report = () => undefined;
        return await lookAgain(found, async (word, scale) => {
          const [reading] = await readAs(worker, crop(image, word.box, WORD_MARGIN, scale), WORD, Math.round(dpi * scale));
          return reading;
        });
      } catch (error) {
        close();
        throw error;
      }
    },
    close,
  };
}

async function readAs(worker: TesseractLibrary.Worker, image: GrayImage, mode: string, dpi: number): Promise<readonly Word[]> {
  const parameters = {tessedit_pageseg_mode: mode as TesseractLibrary.PSM, user_defined_dpi: String(dpi)};
  // The type asks for what a page offers; the bytes of a PGM file are what the engine takes at once.
  const picture = toPgm(image) as unknown as TesseractLibrary.ImageLike;
  const work = worker.setParameters(parameters).then(() => worker.recognize(picture, {}, {blocks: true, text: false}));
  const result = await within(PAGE_TIMEOUT_MS, work, 'text recognition of a page took too long');
  return (result.data.blocks ?? []).flatMap(wordsOf);
}

async function start(assets: DigitizeAssets, onProgress: (share: number) => void): Promise<TesseractLibrary.Worker> {
  let failed: (error: unknown) => void = () => undefined;
  const failure = new Promise<never>((_resolve, reject) => {
    failed = (error) => reject(unavailable('text recognition could not be loaded', error));
  });
  try {
    const {default: library} = (await import(assets.tesseract)) as {default: typeof TesseractLibrary};
    const folder = new URL('.', assets.tesseractWorker).href;
    const starting = library.createWorker('vie', library.OEM.LSTM_ONLY, {
      workerPath: assets.tesseractWorker,
      corePath: `${folder}${coreFile()}`,
      langPath: assets.languages,
      workerBlobURL: false,
      gzip: true,
      // The browser's own cache keeps the file; a second copy in IndexedDB would only cost space.
      cacheMethod: 'none',
      logger: (message: {status: string; progress: number}) => {
        if (message.status === 'recognizing text') onProgress(message.progress);
      },
      errorHandler: failed,
    });
    return await Promise.race([starting, failure]);
  } catch (error) {
    throw error instanceof Error && 'code' in error ? error : unavailable('text recognition could not be loaded', error);
  }
}

/** The fastest build of the engine that this browser runs. */
function coreFile(): string {
  // Smallest modules that use one relaxed-SIMD, one SIMD instruction.
  const relaxed = [
    0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 15, 1, 13, 0, 65, 1, 253, 15, 65, 2, 253, 15, 253, 128,
    2, 11,
  ];
  const simd = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11];
  if (WebAssembly.validate(new Uint8Array(relaxed))) return 'tesseract-core-relaxedsimd-lstm.js';
  return WebAssembly.validate(new Uint8Array(simd)) ? 'tesseract-core-simd-lstm.js' : 'tesseract-core-lstm.js';
}

function wordsOf(block: TesseractLibrary.Block): readonly Word[] {
  const words: Word[] = [];
  for (const paragraph of block.paragraphs) {
    for (const line of paragraph.lines) {
      for (const word of line.words) {
        const text = mendCapitals(word.text.normalize('NFC').trim());
        if (text !== '' && !/\s/u.test(text)) words.push({text, box: word.bbox, confidence: word.confidence / 100});
      }
    }
  }
  return words;
}

/** A capital inside a word of small letters (`thỦ`) is a known misreading of this engine; all-capital words stay. */
function mendCapitals(text: string): string {
  return /^\p{L}?\p{Ll}+\p{Lu}\p{Ll}*$/u.test(text) ? text.charAt(0) + text.slice(1).toLowerCase() : text;
}

function within<T>(timeoutMs: number, work: Promise<T>, why: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(unavailable(why)), timeoutMs);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
