import {type Digitizer, FormError} from '@egov-form/core';
import {startTrustedWorker} from '@egov-form/digitize/start-worker';

/** The worker and its parts lie in a folder `egov-form`. */
const WORKER = 'egov-form/digitize.worker.js';

/**
 * Where the worker is when nobody says: beside this module, as it is published and in our own bundle. Once a bundler has moved the
 * module, nothing lies beside it: then at the root of the page's site, where the folder is copied to.
 *
 * @param module address of this module; some bundlers leave none, or that of the source on their disk.
 * @param page address of the page.
 */
export function workerUrlFor(module: string | undefined, page: string): URL {
  const own = module !== undefined && URL.canParse(module) ? new URL(module) : undefined;
  const asPublished = own?.origin === new URL(page).origin && /\/(?:lazy-digitizer\.[jt]s)?$/u.test(own.pathname);
  return asPublished ? new URL(WORKER, own) : new URL(`/${WORKER}`, page);
}

/**
 * A reader of documents of which nothing is loaded before the first file is chosen. Where its worker cannot start, or dies, the
 * document is kept unread and without its location. Where nothing of it can be loaded, it refuses with the issue
 * `document.reader-missing`: what is not looked at is not kept.
 *
 * @param workerUrl the worker file; its name ends with `.worker.js` and it is on the page's own origin. Without it see
 *     `workerUrlFor`.
 */
export function createLazyDigitizer(workerUrl?: string | URL): Digitizer {
  let loading: Promise<Required<Digitizer>> | undefined;
  const load = async (): Promise<Required<Digitizer>> => {
    try {
      const {createDeviceDigitizer} = await import('@egov-form/digitize/device');
      return createDeviceDigitizer({workerUrl: workerUrl ?? workerUrlFor(import.meta.url, location.href), startWorker});
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

/** Where there is no such file the document is kept unread, and only who made the page can do something about it. */
function startWorker(url: string | URL): Worker {
  const worker = startTrustedWorker(url);
  const tell = (event: Event): void => {
    // What fails later has a message.
    if (event instanceof ErrorEvent) return;
    const advice =
      'Copy the folder node_modules/egov-form/dist/egov-form to the root of the site, or say where it is: docs/embedding.md, "With a bundler".';
    // biome-ignore lint/suspicious/noConsole: it is for who makes the page; the form works on, and an error would be too much.
    console.warn(`egov-form: expected the reader of papers at ${url}, found no script there. ${advice}`);
  };
  worker.addEventListener('error', tell, {once: true});
  return worker;
}
