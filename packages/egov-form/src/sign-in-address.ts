/** Where signing in begins at a gateway, beside its API; it comes back to the page that is open. */
export function signInAddress(gateway: string): string {
  const {pathname} = new URL('../auth/sign-in', new URL(`${gateway.replace(/\/+$/u, '')}/`, location.href));
  return `${pathname}?return=${encodeURIComponent(`${location.pathname}${location.search}`)}`;
}
