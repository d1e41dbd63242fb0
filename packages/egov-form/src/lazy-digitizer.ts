import type {Digitizer} from '@egov-form/core';

/** The worker lies beside this module: `egov-form/digitize.worker.js` next to `egov-form.js`. */
const WORKER = './egov-form/digitize.worker.js';

/**
 * A reader of papers of which nothing is loaded before the first file is chosen.
 *
 * @param workerUrl the worker file; its name ends with `.worker.js` and it is on the page's own origin.
 */
export function createLazyDigitizer(workerUrl: string | URL = new URL(WORKER, import.meta.url)): Digitizer {
  let loading: Promise<Digitizer> | undefined;
  const load = async (): Promise<Digitizer> => {
    const {createWorkerDigitizer} = await import('@egov-form/digitize');
    return createWorkerDigitizer({workerUrl});
  };
  return {
    async digitize(file, options) {
      loading ??= load();
      try {
        return await (await loading).digitize(file, options);
      } catch (error) {
        // A part that could not be fetched now may be there for the next file.
        if (error instanceof TypeError) loading = undefined;
        throw error;
      }
    },
  };
}
