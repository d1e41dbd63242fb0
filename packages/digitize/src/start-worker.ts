import {trustedScriptUrl} from './trusted-script-url.ts';

/** Starts a module worker of the page's own origin under the page's policy. Throws `EGOV_DIGITIZE_WORKER_URL` for another. */
export function startTrustedWorker(url: string | URL): Worker {
  return new Worker(trustedScriptUrl(url), {type: 'module', name: 'egov-form digitize'});
}
