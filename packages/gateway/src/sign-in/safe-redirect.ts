/** Begins with one slash, and what comes next is nothing that browsers read as a second one. */
const ONE_SLASH = /^\/(?![/\\])/u;

/**
 * A path on our own origin that a person may be sent back to, or `/`. What browsers read as another host does not pass, nor
 * does the sign-in itself. The answer is judged, not the text: to resolve dots may be what makes `//host` of it.
 */
export function localPath(text: string | undefined, origin: string): string {
  if (text === undefined || text.length > 2000 || !/^\/[\x21-\x7e]*$/u.test(text) || !URL.canParse(text, origin)) return '/';
  const {pathname, search, hash} = new URL(text, origin);
  const path = `${pathname}${search}${hash}`;
  if (!ONE_SLASH.test(text) || !ONE_SLASH.test(path)) return '/';
  // A browser resolves what it is sent, so it must come out on our origin and unchanged.
  if (!URL.canParse(path, origin) || new URL(path, origin).href !== `${origin}${path}`) return '/';
  // A server on the way may decode the path before it reads it.
  const decoded = decodedPath(pathname);
  if (decoded === undefined || !ONE_SLASH.test(decoded) || /^\/auth(?:\/|$)/iu.test(decoded)) return '/';
  return path;
}

/** With the dots in it resolved, and look-alikes of letters and slashes made plain; `undefined` when it cannot be read. */
function decodedPath(pathname: string): string | undefined {
  try {
    const plain = decodeURIComponent(pathname).normalize('NFKC');
    if (!ONE_SLASH.test(plain) || /[\p{Cc}\\]/u.test(plain)) return undefined;
    // Joined to a host, so that it stays a path however it begins.
    return new URL(`http://localhost${plain}`).pathname;
  } catch {
    return undefined;
  }
}
