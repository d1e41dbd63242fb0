import {FormError} from '@egov-form/core';

/** Answers the address when it is a worker file of this page's own origin; throws `EGOV_DIGITIZE_WORKER_URL` for any other. */
export function sameOriginScriptUrl(url: string): string {
  const {protocol, origin, pathname} = new URL(url, location.href);
  // A blob: address has the page's origin too.
  if (protocol !== location.protocol || origin !== location.origin || !pathname.endsWith('.worker.js'))
    throw new FormError(
      'EGOV_DIGITIZE_WORKER_URL',
      "Expected a worker file of the page's own origin whose name ends with '.worker.js'. Serve it beside the page.",
    );
  return url;
}
