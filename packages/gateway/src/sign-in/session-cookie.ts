import {isLoopback} from '@egov-form/connectors/server';

/** A cookie of ours as it is set, read and cleared. */
export interface OwnCookie {
  readonly name: string;
  readonly attributes: {readonly path: '/'; readonly httpOnly: true; readonly sameSite: 'lax'; readonly secure: boolean};
}

/**
 * The cookie of that name at this address. The prefix makes browsers insist on `Secure`, `Path=/` and no `Domain`, so that no
 * neighbouring site can set it. Safari keeps no such cookie from a plain-http address, not even this machine's own: there, and
 * nowhere else, the name is plain. The address is the configured one, never what a request says of itself.
 */
export function ownCookie(origin: string, name: string): OwnCookie {
  const {protocol, hostname} = new URL(origin);
  const secure = protocol !== 'http:' || !isLoopback(hostname);
  return {name: secure ? `__Host-${name}` : name, attributes: {path: '/', httpOnly: true, sameSite: 'lax', secure}};
}
