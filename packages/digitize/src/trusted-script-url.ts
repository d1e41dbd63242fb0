import {FormError} from '@egov-form/core';

interface TrustedTypes {
  createPolicy(name: string, rules: {createScriptURL(url: string): string}): {createScriptURL(url: string): string};
}

let policy: ReturnType<TrustedTypes['createPolicy']> | undefined;

/**
 * A worker's address as `new Worker` takes it under `require-trusted-types-for 'script'`, by the policy `egov-form`:
 * it vouches only for files of this page's own origin whose name ends with `.worker.js`. Where the browser knows no
 * Trusted Types, the plain address, under the same rule. Throws `EGOV_DIGITIZE_WORKER_URL` for any other address.
 */
export function trustedScriptUrl(url: string | URL): string {
  const {trustedTypes} = globalThis as {trustedTypes?: TrustedTypes};
  if (!trustedTypes) return vouch(String(url));
  policy ??= trustedTypes.createPolicy('egov-form', {createScriptURL: vouch});
  return policy.createScriptURL(String(url));
}

function vouch(url: string): string {
  const {protocol, origin, pathname} = new URL(url, location.href);
  // A blob: address has the page's origin too.
  if (protocol !== location.protocol || origin !== location.origin || !pathname.endsWith('.worker.js'))
    throw new FormError(
      'EGOV_DIGITIZE_WORKER_URL',
      "Expected a worker file of the page's own origin whose name ends with '.worker.js'. Serve it beside the page.",
    );
  return url;
}
