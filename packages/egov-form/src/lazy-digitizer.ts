import {type Digitizer, FormError} from '@egov-form/core';
import {startTrustedWorker} from '@egov-form/digitize/start-worker';

/** The worker lies beside this module: `egov-form/digitize.worker.js` next to `egov-form.js`. */
const WORKER = './egov-form/digitize.worker.js';

/**
 * A reader of papers of which nothing is loaded before the first file is chosen. Where its worker cannot start, or dies, the
 * paper is kept unread and without its location. Where nothing of it can be loaded, it refuses with the issue
 * `document.reader-missing`: what is not looked at is not kept.
 *
 * @param workerUrl the worker file; its name ends with `.worker.js` and it is on the page's own origin.
 */
export function createLazyDigitizer(workerUrl: string | URL = new URL(WORKER, import.meta.url)): Digitizer {
  let loading: Promise<Required<Digitizer>> | undefined;
  const load = async (): Promise<Required<Digitizer>> => {
    try {
      const {createDeviceDigitizer} = await import('@egov-form/digitize/device');
      return createDeviceDigitizer({workerUrl, startWorker: startTrustedWorker});
    } catch (cause) {
      // What could not be fetched now may be there for the next file.
      loading = undefined;
      throw new FormError(
        'EGOV_DIGITIZE_REFUSED',
        'Expected the reader of papers to load, found no connection to it. Choose the file again later.',
        {issue: 'document.reader-missing'},
        {cause},
      );
    }
  };
  const reader = (): Promise<Required<Digitizer>> => {
    loading ??= load();
    return loading;
  };
  return {
    join: async (photos, signal) => (await reader()).join(photos, signal),
    digitize: async (file, options) => (await reader()).digitize(file, options),
  };
}
