import type {LookupConnector, Recipient} from '@egov-form/core';
import {gatewayBase} from './gateway-base.ts';
import type {GatewayWay} from './gateway-calls.ts';
import type {Fetch} from './gateway-request.ts';
import {fetchOpenedBy} from './opened-by.ts';

export interface GatewayClientOptions {
  /** Path of the gateway on the page's own origin, `/api`. */
  readonly base: string;
  /** Defaults to the platform's. */
  readonly fetch?: Fetch;
  /** How long one look-up may take, in milliseconds. Defaults to 12,000: longer than the gateway waits for a register. */
  readonly timeoutMs?: number;
  /** How long handing in may take, in milliseconds. Defaults to 60,000. */
  readonly submitTimeoutMs?: number;
  /** Bytes per request of an upload. Defaults to 512 KiB, so that a poor connection loses little. */
  readonly chunkBytes?: number;
  /** Pauses before each further try of an upload that makes no progress, in milliseconds; up to half is added at random. */
  readonly retryDelaysMs?: readonly number[];
}

/** What a form on a portal page needs of the gateway. */
export interface GatewayClient extends LookupConnector, Recipient {
  /** The same client for a form that this person opened, by the session's `draftOwner`; `''` when nobody was signed in. */
  openedBy(owner: string): GatewayClient;
}

/** Could not be asked, as when there is no connection. */
const OFFLINE = {state: 'unavailable', reason: 'offline'} as const;

/** The calls are loaded beside the form, which is drawn without them. What could not be loaded may be there for the next call. */
const calls = (): Promise<typeof import('./gateway-calls.ts')> => import('./gateway-calls.ts');

/**
 * The browser's way to the gateway: same origin, the session's cookie, and a header that other sites cannot set.
 * It knows no register's address, token or credentials.
 *
 * @throws FormError `EGOV_CONNECTORS_ORIGIN` when `base` is on another origin than the page.
 */
export function createGatewayClient(options: GatewayClientOptions): GatewayClient {
  const way: GatewayWay = {
    base: gatewayBase(options.base),
    fetch: options.fetch ?? ((url, init) => globalThis.fetch(url, init)),
    timeoutMs: options.timeoutMs ?? 12_000,
    submitTimeoutMs: options.submitTimeoutMs ?? 60_000,
    chunkBytes: options.chunkBytes ?? 512 * 1024,
    retryDelaysMs: options.retryDelaysMs ?? [500, 1500, 4000, 8000],
  };
  // Most likely it will be asked soon.
  void ready();
  return clientOf(way);
}

const ready = (): Promise<typeof import('./gateway-calls.ts') | undefined> => calls().catch(() => undefined);

function clientOf(way: GatewayWay): GatewayClient {
  return {
    ask: async (request, signal) => (await ready())?.ask(way, request, signal) ?? OFFLINE,
    search: async (request, signal) => (await ready())?.search(way, request, signal) ?? OFFLINE,
    upload: async (file, upload) => (await calls()).upload(way, file, upload),
    submit: async (submission, idempotencyKey, signal) =>
      (await ready())?.submit(way, submission, idempotencyKey, signal) ?? {state: 'unavailable'},
    keptAnswers: async () => (await calls()).keptAnswers(way),
    openedBy: (owner) => clientOf({...way, fetch: fetchOpenedBy(owner, way.fetch)}),
  };
}
