/**
 * A name for the time from the first page until the browser is closed: what drafts of one browser session have in common.
 *
 * It lies in a cookie without an expiry date: the platform's one thing that all tabs share and that ends with the browser.
 * (`sessionStorage` is each tab's own, and outlives nothing that a link opened in a new tab.) The cookie is random and says
 * nothing about the person.
 *
 * Limits  A browser that is set to reopen its last pages brings such cookies back, and so the drafts; no page can tell.
 */

const COOKIE = 'egov-draft-session';

/** For windows that keep no cookies: the session is this page then. */
let ofThisPage: string | undefined;

/** The running session's name, `undefined` when none was begun. */
export function runningSession(): string | undefined {
  return readCookie() ?? ofThisPage;
}

/** The running session's name; begins one when there is none. */
export function browserSession(): string {
  const running = runningSession();
  if (running !== undefined) return running;
  const made = crypto.randomUUID();
  writeCookie(made);
  // Another tab may have begun at the same moment: what is in the cookie now counts.
  const kept = readCookie();
  if (kept === undefined) ofThisPage = made;
  return kept ?? made;
}

function readCookie(): string | undefined {
  try {
    return new RegExp(`(?:^|;\\s*)${COOKIE}=([0-9a-f-]{36})(?:;|$)`, 'u').exec(document.cookie)?.[1];
  } catch {
    // A sandboxed frame has no cookies, not even none.
    return undefined;
  }
}

function writeCookie(name: string): void {
  try {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser, and answers later.
    document.cookie = `${COOKIE}=${name}; path=/; SameSite=Strict${location.protocol === 'https:' ? '; Secure' : ''}`;
  } catch {
    // As above.
  }
}
