import {
  type CancelSignal,
  type DigitizedDocument,
  type DigitizeOptions,
  type Digitizer,
  FormError,
  isFormError,
  type SourceFile,
} from '@egov-form/core';
import {joinPhotos} from './image/join-photos.ts';
import type {ReadRequest, SentDocument, WorkerReport} from './protocol.ts';
import {refusal, unavailable} from './refusal.ts';
import {startTrustedWorker} from './start-worker.ts';

export interface WorkerDigitizerOptions {
  /** The module worker file that calls `serveDigitizer`; same origin, name ends with `.worker.js`. */
  readonly workerUrl: string | URL;
  /** Starts it; where the page vouches for scripts, the one that has its policy must. */
  readonly startWorker?: (url: string | URL) => Worker;
  /** How long the worker may take to load, in milliseconds. 15,000 by default. */
  readonly startTimeoutMs?: number;
  /** How long one file may take, in milliseconds. 180,000 by default: ten scanned pages on a slow phone. */
  readonly fileTimeoutMs?: number;
  /**
   * How long the worker may say nothing of a file, in milliseconds. 20,000 by default: one that is not blocked says each second
   * that it is at work.
   */
  readonly silenceTimeoutMs?: number;
  /** Files after which the worker is started anew: engines' memory only grows. 20 by default. */
  readonly filesPerWorker?: number;
}

interface Job {
  /** Hand in what came of it; later calls do nothing. */
  settle(outcome: {document: DigitizedDocument} | {error: unknown}): void;
  /** The worker is at it. */
  heard(): void;
  progress(share: number, step: string): void;
}

/**
 * A `Digitizer` that works in a module worker, one file at a time, started when the first file comes and kept. Firefox now and
 * then blocks a worker that starts workers of its own, for good: one that falls silent is ended and its file read again, once.
 * Cancelling
 * settles at once and kills the worker if it was busy with that file; the next file starts a new one.
 */
export function createWorkerDigitizer(options: WorkerDigitizerOptions): Digitizer {
  const {
    workerUrl,
    startWorker = startTrustedWorker,
    startTimeoutMs = 15_000,
    fileTimeoutMs = 180_000,
    silenceTimeoutMs = 20_000,
    filesPerWorker = 20,
  } = options;
  let worker: Promise<Worker> | undefined;
  let live: Worker | undefined;
  let job: Job | undefined;
  let jobId = 0;
  let files = 0;
  let turn: Promise<unknown> = Promise.resolve();
  const waiting = new Set<DigitizeOptions>();

  const stop = (): void => {
    live?.terminate();
    live = worker = undefined;
    files = 0;
  };

  const start = (): Promise<Worker> =>
    new Promise((resolve, reject) => {
      let made: Worker | undefined;
      const fail = (error: unknown): void => {
        clearTimeout(timer);
        reject(error);
        // Of one that was stopped meanwhile nothing is to be said: another may be at work.
        if (live !== made) return;
        stop();
        job?.settle({error});
      };
      const timer = setTimeout(() => fail(unavailable('it did not start in time')), startTimeoutMs);
      try {
        const starting = startWorker(workerUrl);
        live = made = starting;
        starting.onerror = (event) => {
          event.preventDefault();
          fail(unavailable('it stopped'));
        };
        starting.onmessage = ({data}: MessageEvent<WorkerReport>) => {
          if (data.kind === 'ready') {
            clearTimeout(timer);
            resolve(starting);
          } else if (data.id === jobId) take(data);
        };
      } catch (error) {
        fail(unavailable('it could not be started', error));
      }
    });

  const take = (report: Exclude<WorkerReport, {kind: 'ready'}>): void => {
    job?.heard();
    // Those that wait for their turn hear that it goes on.
    for (const {onProgress} of waiting) onProgress?.(0, 'read');
    if (report.kind === 'progress') job?.progress(report.share, report.step);
    else if (report.kind === 'done') job?.settle({document: received(report.document)});
    else if (report.kind === 'failed') job?.settle({error: new FormError(report.code, report.message, report.details)});
  };

  const run = async (file: SourceFile, {signal, ...request}: DigitizeOptions): Promise<DigitizedDocument> => {
    if (signal.aborted) throw reasonOf(signal);
    if (files >= filesPerWorker) stop();
    files += 1;
    const id = ++jobId;
    return new Promise<DigitizedDocument>((resolve, reject) => {
      const cancel = (): void => {
        stop();
        mine.settle({error: reasonOf(signal)});
      };
      const giveUp = (why: string, reason: 'too-long' | 'silent'): void => {
        stop();
        mine.settle({error: unavailable(why, undefined, reason)});
      };
      const timer = setTimeout(() => giveUp('this file took too long', 'too-long'), fileTimeoutMs);
      const fallSilent = (): void => giveUp('it was blocked', 'silent');
      let silence = setTimeout(fallSilent, silenceTimeoutMs);
      const mine: Job = {
        heard() {
          clearTimeout(silence);
          silence = setTimeout(fallSilent, silenceTimeoutMs);
        },
        progress: (share, step) => request.onProgress?.(share, step),
        settle(outcome) {
          if (job !== mine) return;
          job = undefined;
          clearTimeout(timer);
          clearTimeout(silence);
          signal.removeEventListener('abort', cancel);
          if ('document' in outcome) resolve(outcome.document);
          else reject(outcome.error);
        },
      };
      job = mine;
      signal.addEventListener('abort', cancel, {once: true});
      worker ??= start();
      Promise.all([worker, file.arrayBuffer()])
        .then(([ready, bytes]) => {
          const {nature, accept, maxBytes} = request;
          const message: ReadRequest = {id, bytes, name: file.name, nature, accept, maxBytes};
          if (job === mine) ready.postMessage(message, [bytes]);
        })
        .catch((error: unknown) => mine.settle({error}));
    });
  };

  /** A blocked worker says nothing against the file: another one reads it. */
  const readTwice = async (file: SourceFile, request: DigitizeOptions): Promise<DigitizedDocument> => {
    try {
      return await run(file, request);
    } catch (error) {
      if (!(isFormError(error, 'EGOV_DIGITIZE_UNAVAILABLE') && error.details['reason'] === 'silent')) throw error;
      return run(file, request);
    }
  };

  return {
    join: joinPhotos,
    digitize(file, request) {
      // Known without reading a byte; a large file never reaches memory.
      if (file.size === 0) return Promise.reject(refusal('document.empty'));
      if (file.size > request.maxBytes) {
        return Promise.reject(refusal('document.too-large', {limitMb: Math.floor(request.maxBytes / 1024 / 1024)}));
      }
      const {signal} = request;
      waiting.add(request);
      const result = turn.then(() => {
        waiting.delete(request);
        return readTwice(file, request);
      });
      turn = result.catch(() => undefined);
      // A file that waits for its turn is cancelled at once too.
      return new Promise((resolve, reject) => {
        const cancel = (): void => reject(reasonOf(signal));
        if (signal.aborted) cancel();
        signal.addEventListener('abort', cancel, {once: true});
        result.then(resolve, reject).finally(() => signal.removeEventListener('abort', cancel));
      });
    },
  };
}

function received({bytes, name, ...rest}: SentDocument): DigitizedDocument {
  return {...rest, file: new File([bytes], name, {type: rest.type})};
}

function reasonOf(signal: CancelSignal): unknown {
  return signal.reason ?? new DOMException('The reading was cancelled.', 'AbortError');
}
