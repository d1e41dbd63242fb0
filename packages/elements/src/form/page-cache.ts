/**
 * Browsers may put a page away whole and show it again as it was (back/forward cache), even after somebody signed out.
 *
 * `put` runs just before, while what is shown can still be changed; `taken` when the page is there again. Answers a function
 * that stops the watching.
 */
export function watchPageCache(put: () => void, taken: () => void): () => void {
  const hide = ({persisted}: PageTransitionEvent) => persisted && put();
  const show = ({persisted}: PageTransitionEvent) => persisted && taken();
  globalThis.addEventListener('pagehide', hide);
  globalThis.addEventListener('pageshow', show);
  return () => {
    globalThis.removeEventListener('pagehide', hide);
    globalThis.removeEventListener('pageshow', show);
  };
}
