import {pagePolicy} from './page-policy.ts';
import {vouchForWorker} from './vouch-for-worker.ts';

/**
 * A worker's address as `new Worker` takes it under `require-trusted-types-for 'script'`: it vouches only for files of this
 * page's own origin whose name ends with `.worker.js`. Where the browser knows no Trusted Types, the plain address, under the
 * same rule. Throws `EGOV_DIGITIZE_WORKER_URL` for any other address.
 */
export function trustedScriptUrl(url: string | URL): string {
  return pagePolicy()?.createScriptURL(String(url)) ?? vouchForWorker(String(url));
}
