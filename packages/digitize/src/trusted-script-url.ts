import {sameOriginScriptUrl} from './same-origin-script-url.ts';
import {trustedTypesPolicy} from './trusted-types-policy.ts';

/**
 * A worker's address as `new Worker` takes it under `require-trusted-types-for 'script'`: it passes only files of this
 * page's own origin whose name ends with `.worker.js`. Where the browser knows no Trusted Types, the plain address, under the
 * same rule. Throws `EGOV_DIGITIZE_WORKER_URL` for any other address.
 */
export function trustedScriptUrl(url: string | URL): string {
  return trustedTypesPolicy()?.createScriptURL(String(url)) ?? sameOriginScriptUrl(String(url));
}
