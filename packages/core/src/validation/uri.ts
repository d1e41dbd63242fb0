/**
 * Resolving a reference against a base (RFC 3986, section 5.2), as far as schema identifiers need it. Nothing is fetched;
 * the engine compiles without a platform's `URL`.
 */

const PARTS = /^([a-z][a-z\d+.-]*:)?(\/\/[^/?#]*)?([^?#]*)(\?[^#]*)?(#.*)?$/is;

function partsOf(uri: string): readonly (string | undefined)[] {
  // Every part may be missing, so every text matches.
  return PARTS.exec(uri) as RegExpExecArray;
}

/** The reference made absolute; as it is when there is no base to resolve against. */
export function resolveUri(base: string, reference: string): string {
  const [, scheme, authority, path = '', query, fragment = ''] = partsOf(reference);
  if (scheme !== undefined) return reference;
  const [, baseScheme = '', baseAuthority = '', basePath = '', baseQuery = ''] = partsOf(base);
  if (authority !== undefined) return `${baseScheme}${authority}${path}${query ?? ''}${fragment}`;
  if (path === '') return `${baseScheme}${baseAuthority}${basePath}${query ?? baseQuery}${fragment}`;
  const merged = path.startsWith('/')
    ? path
    : `${basePath.slice(0, basePath.lastIndexOf('/') + 1) || (baseAuthority && '/')}${path}`;
  return `${baseScheme}${baseAuthority}${withoutDots(merged)}${query ?? ''}${fragment}`;
}

/** The document part and the fragment without `#`. */
export function splitUri(uri: string): readonly [document: string, fragment: string] {
  const hash = uri.indexOf('#');
  return hash < 0 ? [uri, ''] : [uri.slice(0, hash), uri.slice(hash + 1)];
}

function withoutDots(path: string): string {
  if (!path.includes('.')) return path;
  const kept: string[] = [];
  const segments = path.split('/');
  segments.forEach((segment, i) => {
    if (segment === '..') {
      if (kept.length > 1) kept.pop();
    } else if (segment !== '.') kept.push(segment);
    // A path that ends in a dot segment names the folder.
    if (i === segments.length - 1 && (segment === '.' || segment === '..')) kept.push('');
  });
  return kept.join('/');
}
