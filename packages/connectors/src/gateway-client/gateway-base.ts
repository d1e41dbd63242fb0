import {FormError} from '@egov-form/core';

/**
 * Where the gateway is, without a slash at the end.
 *
 * @throws FormError `EGOV_CONNECTORS_ORIGIN` when a page names a gateway of another origin: the session cookie would not
 *     go along, and personal data would leave the site.
 */
export function gatewayBase(base: string): string {
  const page = (globalThis as {location?: {href: string; origin: string}}).location;
  if (page?.href) {
    const origin = new URL(base, page.href).origin;
    if (origin !== page.origin) {
      throw new FormError(
        'EGOV_CONNECTORS_ORIGIN',
        `Expected a gateway on the page's own origin, found one on "${origin}". Give a path such as "/api" and let the portal's server pass it on.`,
        {origin},
      );
    }
  }
  return base.replace(/\/+$/u, '');
}
