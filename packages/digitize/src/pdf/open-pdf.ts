import type {Word} from '@egov-form/core';
import type {PDFDocumentProxy, PDFPageProxy} from 'pdfjs-dist';
import type {DigitizeAssets} from '../assets.ts';
import {inspectPdf} from '../inspect/inspect-pdf.ts';
import {refusal, unavailable} from '../refusal.ts';
import {type TextRun, textWords} from './text-words.ts';

/** Pages that one file may have. */
const MAX_PAGES = 50;
/** Pixels that one rendered page may have. */
const MAX_PAGE_PIXELS = 12_000_000;
/** Dots per inch of page pixels: what the recogniser reads best; more only costs time. */
const PAGE_DPI = 200;

/** An opened PDF; `close` frees it and its worker. */
export interface Pdf {
  readonly pageCount: number;
  page(number: number): Promise<PdfPage>;
  close(): void;
}

export interface PdfPage {
  /** Pixels at 200 dots per inch, less for very large sheets. */
  readonly width: number;
  readonly height: number;
  readonly dpi: number;
  words(): Promise<readonly Word[]>;
  /** The page as a picture. */
  render(): Promise<ImageData>;
  close(): void;
}

/**
 * Open a PDF with pdf.js in its own nested worker. Refuses (`EGOV_DIGITIZE_REFUSED`) what `inspectPdf` finds, and files that
 * pdf.js cannot open or that are too long. No script of a file runs: pdf.js' core API has no engine for them.
 */
export async function openPdf(bytes: Uint8Array<ArrayBuffer>, assets: DigitizeAssets): Promise<Pdf> {
  const fault = await inspectPdf(bytes);
  if (fault) throw refusal(fault, fault === 'document.broken' ? {kind: 'pdf'} : {});
  const library = await loadLibrary(assets);
  const worker = new Worker(assets.pdfWorker, {type: 'module', name: 'egov-form pdf'});
  const died = new Promise<never>((_resolve, reject) => {
    worker.addEventListener('error', () => reject(unavailable('the PDF reader could not be loaded')), {once: true});
  });
  const port = library.PDFWorker.create({port: worker});
  const task = library.getDocument({
    // pdf.js takes the buffer away; the bytes are still needed for the file that is kept.
    data: bytes.slice(),
    worker: port,
    verbosity: 0,
    enableXfa: false,
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: true,
    wasmUrl: assets.pdfWasm,
    maxImageSize: 40_000_000,
    disableWorkerRendering: true,
    CanvasFactory: WorkerCanvasFactory,
    FilterFactory: NoFilterFactory,
  } as Parameters<typeof library.getDocument>[0]);
  const close = (): void => {
    task.destroy().catch(() => undefined);
    worker.terminate();
  };
  try {
    const document = await Promise.race([task.promise, died]);
    if (document.numPages > MAX_PAGES) throw refusal('document.too-many-pages', {limit: MAX_PAGES, found: document.numPages});
    return {pageCount: document.numPages, page: async (number) => pageOf(document, number), close};
  } catch (error) {
    close();
    const name = error instanceof Error ? error.name : '';
    if (name === 'PasswordException') throw refusal('document.encrypted');
    if (name === 'InvalidPDFException' || name === 'FormatError' || name === 'UnknownErrorException')
      throw refusal('document.broken', {kind: 'pdf'});
    throw error;
  }
}

async function loadLibrary(assets: DigitizeAssets): Promise<typeof import('pdfjs-dist')> {
  try {
    return (await import(assets.pdf)) as typeof import('pdfjs-dist');
  } catch (error) {
    throw unavailable('the PDF reader could not be loaded', error);
  }
}

async function pageOf(document: PDFDocumentProxy, number: number): Promise<PdfPage> {
  let page: PDFPageProxy;
  try {
    page = await document.getPage(number);
  } catch {
    throw refusal('document.broken', {kind: 'pdf'});
  }
  const sheet = page.getViewport({scale: 1});
  const scale = Math.min(PAGE_DPI / 72, Math.sqrt(MAX_PAGE_PIXELS / (sheet.width * sheet.height)));
  const viewport = page.getViewport({scale});
  const width = Math.max(1, Math.round(viewport.width));
  const height = Math.max(1, Math.round(viewport.height));
  return {
    width,
    height,
    dpi: Math.round(scale * 72),
    async words() {
      const {items} = await page.getTextContent();
      return textWords(
        items.filter((item): item is typeof item & TextRun => 'str' in item),
        viewport.transform,
      );
    },
    async render() {
      const canvas = new OffscreenCanvas(width, height);
      const context = canvas.getContext('2d', {willReadFrequently: true, alpha: false});
      if (!context) throw unavailable('the browser gives no canvas to a worker');
      const target = {canvas: null, canvasContext: context as unknown as CanvasRenderingContext2D, viewport, background: '#fff'};
      await page.render(target).promise;
      return context.getImageData(0, 0, width, height);
    },
    close: () => {
      page.cleanup();
    },
  };
}

/** pdf.js asks a factory for scratch canvases; its own uses the document, which a worker lacks. */
class WorkerCanvasFactory {
  create(width: number, height: number): {canvas: OffscreenCanvas | null; context: OffscreenCanvasRenderingContext2D | null} {
    const canvas = new OffscreenCanvas(Math.max(1, width), Math.max(1, height));
    return {canvas, context: canvas.getContext('2d', {willReadFrequently: true})};
  }

  reset(target: {canvas: OffscreenCanvas}, width: number, height: number): void {
    target.canvas.width = width;
    target.canvas.height = height;
  }

  getNoAlphaContext(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D | null {
    return canvas.getContext('2d', {alpha: false, willReadFrequently: true});
  }

  destroy(target: {canvas: OffscreenCanvas | null; context: OffscreenCanvasRenderingContext2D | null}): void {
    if (target.canvas) target.canvas.width = target.canvas.height = 0;
    target.canvas = null;
    target.context = null;
  }
}

/** SVG filters need a document; scans do not use them. */
class NoFilterFactory {
  addFilter(): string {
    return 'none';
  }
  addHCMFilter(): string {
    return 'none';
  }
  addAlphaFilter(): string {
    return 'none';
  }
  addLuminosityFilter(): string {
    return 'none';
  }
  addKnockoutFilter(): string {
    return 'none';
  }
  addHighlightHCMFilter(): string {
    return 'none';
  }
  destroy(): void {}
}
