/** The worker's side: import this in a module worker file and call `serveDigitizer`. */
import {type DocumentNature, FormError} from '@egov-form/core';
import type {DigitizeAssets} from './assets.ts';
import {prepareCodeReader} from './engines/codes.ts';
import {createTesseractRecognizer} from './engines/tesseract.ts';
import {readDocument} from './pipeline.ts';
import type {ReadRequest, WorkerReport} from './protocol.ts';

export {assetsIn, type DigitizeAssets} from './assets.ts';

export interface DigitizeServiceOptions {
  /** Kinds of paper that can be asked for by name. */
  readonly natures: readonly DocumentNature[];
  readonly assets: DigitizeAssets;
}

/** The part of a worker's global scope that is used. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<ReadRequest>) => void) | null;
  postMessage(report: WorkerReport, transfer?: Transferable[]): void;
}

/** How often the page hears that the worker is not blocked, in milliseconds. */
const BEAT_MS = 1_000;

/** Answer a page's `createWorkerDigitizer`. Says `ready` at once; engines load when a file first needs them. */
export function serveDigitizer(options: DigitizeServiceOptions): void {
  const scope = globalThis as unknown as WorkerScope;
  const recognizer = createTesseractRecognizer(options.assets);
  prepareCodeReader(options.assets.zxingWasm);
  scope.onmessage = async ({data: request}) => {
    const {id} = request;
    const beat = setInterval(() => scope.postMessage({kind: 'alive', id}), BEAT_MS);
    try {
      const document = await readDocument(request, {
        ...options,
        recognizer,
        onProgress: (share, step) => scope.postMessage({kind: 'progress', id, share, step}),
      });
      scope.postMessage({kind: 'done', id, document}, [document.bytes]);
    } catch (error) {
      scope.postMessage({kind: 'failed', id, ...failureOf(error)});
    } finally {
      clearInterval(beat);
    }
  };
  scope.postMessage({kind: 'ready'});
}

function failureOf(error: unknown): {code: `EGOV_${string}`; message: string; details: FormError['details']} {
  if (error instanceof FormError) return {code: error.code, message: error.message, details: error.details};
  const message = 'Expected the document reader to finish, but it failed on this file. The file can be kept unread.';
  return {code: 'EGOV_DIGITIZE_UNAVAILABLE', message, details: {kind: error instanceof Error ? error.name : typeof error}};
}
