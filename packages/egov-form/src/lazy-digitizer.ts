import {type Digitizer, FormError} from '@egov-form/core';
import {keepUnread} from '@egov-form/digitize/unread';

/** The worker lies beside this module: `egov-form/digitize.worker.js` next to `egov-form.js`. */
const WORKER = './egov-form/digitize.worker.js';

/**
 * A reader of papers of which nothing is loaded before the first file is chosen. Where it cannot start, or dies, the paper is
 * kept unread: it resolves with what `keepUnread` says, so that a photo's location never leaves the device.
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
    async join(photos, signal) {
      const {joinPhotos} = await import('@egov-form/digitize');
      return joinPhotos(photos, signal);
    },
    async digitize(file, options) {
      loading ??= load();
      try {
        return await (await loading).digitize(file, options);
      } catch (error) {
        // A part that could not be fetched now may be there for the next file.
        if (error instanceof TypeError) loading = undefined;
        if (options.signal.aborted || (error instanceof FormError && error.code === 'EGOV_DIGITIZE_REFUSED')) throw error;
        return keepUnread(file, options);
      }
    },
  };
}
