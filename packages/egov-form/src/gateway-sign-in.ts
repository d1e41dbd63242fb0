import type {SignIn} from '@egov-form/elements';
import {readAnswer} from './gateway-answer.ts';

/** How long the gateway may take to answer, in milliseconds. */
const TIMEOUT_MS = 5_000;

/** The sign-in that the gateway keeps: `GET`, `POST` and `DELETE` of its address `/session`. */
export function createGatewaySignIn(gateway: string): SignIn {
  const address = `${gateway.replace(/\/+$/u, '')}/session`;
  const ask = async (method: 'GET' | 'POST' | 'DELETE'): Promise<Response> => {
    const reply = await fetch(address, {
      method,
      headers: {Accept: 'application/json', 'X-Egov-Form': '1'},
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
      // A page that is being left takes its other requests with it.
      keepalive: method === 'DELETE',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!reply.ok) throw new TypeError(`Expected the gateway to answer ${method} /session, found status ${reply.status}.`);
    return reply;
  };
  const seconds = async (method: 'GET' | 'POST'): Promise<number | undefined> => {
    const session: unknown = await readAnswer(await ask(method));
    if (typeof session === 'object' && session !== null) {
      const {signedIn, idleSeconds: left} = session as {signedIn?: unknown; idleSeconds?: unknown};
      if (signedIn === false) return undefined;
      if (typeof left === 'number' && left >= 0) return left;
    }
    // To be told nothing is not to be told that nobody is there.
    throw new TypeError(`Expected ${method} /session to say who is signed in, found something else.`);
  };
  return {
    left: () => seconds('GET'),
    renew: () => seconds('POST'),
    async end() {
      await ask('DELETE');
    },
  };
}
