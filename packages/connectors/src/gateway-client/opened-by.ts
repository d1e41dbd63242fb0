import type {Fetch} from './gateway-request.ts';

const HEADER = 'X-Egov-Owner';

/** The same fetch for a form that this person opened, `''` when nobody was signed in: the gateway refuses another. */
export function fetchOpenedBy(owner: string, fetch: Fetch): Fetch {
  return (url, init) => {
    const headers = new Headers(init.headers);
    if (!headers.has(HEADER)) headers.set(HEADER, owner === '' ? 'none' : owner);
    return fetch(url, {...init, headers});
  };
}
