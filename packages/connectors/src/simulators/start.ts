/**
 * Shared databases for demos and tests: separate HTTP servers on 127.0.0.1 that speak the message shapes of the provincial
 * exchange, over made-up people, companies and vehicles.
 *
 * Control, on every one of the servers, JSON only:
 *   POST /_control/faults         {service, fault, ms?, key?}   see `FaultSetting`
 *   GET  /_control/faults         what is set
 *   POST /_control/revoke-tokens  every token given out so far is refused from now on
 *   GET  /_control/counts         calls per service since the start
 */
import type {ServerResponse} from 'node:http';
import {setTimeout as delay} from 'node:timers/promises';
import type {Json, JsonObject} from '@egov-form/core';
import {demoCompanies} from './companies.ts';
import {ExchangeTokens, makeCredentials, type SimulatorCredentials} from './exchange-tokens.ts';
import {type Fault, type FaultSetting, Faults, readFaultSetting, type SimulatedService} from './faults.ts';
import {jsonOf, type LoopbackServer, listenOnLoopback, type SimulatorRequest, sendJson} from './loopback-server.ts';
import {demoPeople} from './people.ts';
import {businessRegister, populationRegister, refusal, type SimulatedRegister, vehicleRegister} from './registers.ts';
import {demoVehicles} from './vehicles.ts';

export interface SimulatorOptions {
  /** Port of the token server; population, business and vehicle take the next three. 0, the default, takes free ones. */
  readonly port?: number;
  /** Of the data. Defaults to 2026. */
  readonly seed?: number;
  /** Added to every answer, in milliseconds. Defaults to 0. */
  readonly latencyMs?: number;
  /** How long a token lives, in seconds. Defaults to 3,600. */
  readonly tokenSeconds?: number;
  /** Who may ask. Defaults to new random secrets. */
  readonly credentials?: SimulatorCredentials;
}

/** Running simulators. Addresses are whole: give them to the adapters as they are. */
export interface Simulators {
  readonly token: {readonly url: string; readonly credentials: SimulatorCredentials};
  readonly population: {readonly url: string};
  readonly business: {readonly url: string};
  readonly vehicle: {readonly url: string};
  /** Base of the control paths, `http://127.0.0.1:<port>/_control`. */
  readonly control: {readonly url: string};
  /** The same as the control path. */
  setFault(setting: FaultSetting): void;
  revokeTokens(): void;
  /** Calls per service since the start, refused ones included. */
  counts(): {readonly [service in SimulatedService]: number};
  /** Cuts what is open and frees the ports. */
  close(): Promise<void>;
}

export async function startSimulators(options: SimulatorOptions = {}): Promise<Simulators> {
  const {port = 0, seed = 2026, latencyMs = 0, tokenSeconds = 3600} = options;
  const credentials = options.credentials ?? makeCredentials();
  const exchange = new Exchange(credentials, tokenSeconds, latencyMs);
  const servers: LoopbackServer[] = [];
  const listen = async (
    handle: (request: SimulatorRequest, response: ServerResponse) => Promise<void>,
  ): Promise<LoopbackServer> => {
    const server = await listenOnLoopback(port === 0 ? 0 : port + servers.length, async (request, response) => {
      if (!exchange.control(request, response)) await handle(request, response);
    });
    servers.push(server);
    return server;
  };
  const serve = async (service: SimulatedService, register: SimulatedRegister): Promise<{readonly url: string}> => {
    const server = await listen((request, response) => exchange.serve(service, register, request, response));
    return {url: server.url + register.path};
  };
  const close = async (): Promise<void> => {
    exchange.stop();
    await Promise.all(servers.map((server) => server.close()));
  };
  try {
    const token = await listen((request, response) => exchange.token(request, response));
    return {
      token: {url: `${token.url}/token`, credentials},
      population: await serve('population', populationRegister(demoPeople(seed))),
      business: await serve('business', businessRegister(demoCompanies(seed))),
      vehicle: await serve('vehicle', vehicleRegister(demoVehicles(seed))),
      control: {url: `${token.url}/_control`},
      setFault: (setting) => exchange.faults.set(setting),
      revokeTokens: () => exchange.tokens.revokeAll(),
      counts: () => ({...exchange.counts}),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What the servers share. */
class Exchange {
  readonly faults: Faults = new Faults();
  readonly tokens: ExchangeTokens;
  readonly counts: {[service in SimulatedService]: number} = {token: 0, population: 0, business: 0, vehicle: 0};
  readonly #latencyMs: number;
  readonly #stopped = new AbortController();

  constructor(credentials: SimulatorCredentials, tokenSeconds: number, latencyMs: number) {
    this.tokens = new ExchangeTokens(credentials, tokenSeconds);
    this.#latencyMs = latencyMs;
  }

  stop(): void {
    this.#stopped.abort();
  }

  /** Whether the request was for the control path. JSON is demanded: a web page cannot send that across origins unasked. */
  control(request: SimulatorRequest, response: ServerResponse): boolean {
    if (!request.path.startsWith('/_control/')) return false;
    const command = `${request.method} ${request.path.slice('/_control/'.length)}`;
    if (command === 'GET faults') sendJson(response, 200, this.faults.list());
    else if (command === 'GET counts') sendJson(response, 200, {...this.counts});
    else if (request.method === 'POST' && !request.headers['content-type']?.startsWith('application/json')) {
      sendJson(response, 415, {error: 'Expected application/json.'});
    } else if (command === 'POST revoke-tokens') {
      this.tokens.revokeAll();
      sendJson(response, 200, {});
    } else if (command === 'POST faults') {
      const setting = readFaultSetting(jsonOf(request));
      if (setting) this.faults.set(setting);
      sendJson(response, setting ? 200 : 400, setting ? this.faults.list() : {error: 'Expected {service, fault, ms?, key?}.'});
    } else sendJson(response, 404, {error: 'No such control.'});
    return true;
  }

  async token(request: SimulatorRequest, response: ServerResponse): Promise<void> {
    this.counts.token += 1;
    if (request.path !== '/token' || request.method !== 'POST') {
      sendJson(response, 404, {error: 'Not found.'});
      return;
    }
    const fault = this.faults.of('token', '');
    if (await this.#broken(fault, response)) return;
    const [status, body] = this.tokens.issue(request);
    sendJson(response, status, body);
  }

  async serve(
    service: SimulatedService,
    register: SimulatedRegister,
    request: SimulatorRequest,
    response: ServerResponse,
  ): Promise<void> {
    this.counts[service] += 1;
    if (request.path !== register.path || request.method !== 'POST') {
      sendJson(response, 404, {error: 'Not found.'});
      return;
    }
    const body = jsonOf(request);
    const message: JsonObject | undefined =
      body !== null && typeof body === 'object' && !Array.isArray(body) ? (body as JsonObject) : undefined;
    const fault = this.faults.of(service, message ? register.keyOf(message) : '');
    if (await this.#broken(fault, response)) return;
    if (!this.tokens.isGood(request.headers.authorization)) {
      sendJson(response, 401, {fault: {code: 900901, message: 'Invalid Credentials'}});
      return;
    }
    if (!message) {
      sendJson(response, 400, {error: 'Expected a JSON object.'});
      return;
    }
    const answer = fault.kind === 'refused' ? refusal() : register.answer(message);
    if (fault.kind === 'cut') cutShort(response, answer);
    else if (fault.kind === 'partial') sendJson(response, 200, register.partial(answer));
    else if (fault.kind === 'wrong-person') sendJson(response, 200, register.swapped(answer));
    else sendJson(response, 200, answer);
  }

  /** Waits as the fault says, and answers for the faults that need no record. */
  async #broken(fault: Fault, response: ServerResponse): Promise<boolean> {
    const wait = this.#latencyMs + (fault.kind === 'slow' ? fault.ms : 0);
    if (wait > 0) await delay(wait, undefined, {signal: this.#stopped.signal, ref: false});
    switch (fault.kind) {
      case 'down':
        sendHtml(response, 503, '<h1>503 Service Unavailable</h1>');
        return true;
      case 'error-500':
        sendJson(response, 500, {message: 'Internal Server Error'});
        return true;
      case 'limited':
        response.setHeader('Retry-After', '30');
        sendJson(response, 429, {message: 'Throttled out'});
        return true;
      case 'rubbish':
        sendHtml(response, 200, '<!doctype html><title>LGSP</title><p>Hệ thống đang bảo trì</p>');
        return true;
      case 'reset':
        response.socket?.resetAndDestroy();
        return true;
      case 'hang':
        // Held open until the caller goes or the simulators close.
        return true;
      default:
        return false;
    }
  }
}

function sendHtml(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, {'Content-Type': 'text/html; charset=utf-8'});
  response.end(html);
}

/** Half the answer, then the connection ends. */
function cutShort(response: ServerResponse, answer: Json): void {
  const bytes = Buffer.from(JSON.stringify(answer));
  response.writeHead(200, {'Content-Type': 'application/json; charset=utf-8', 'Content-Length': bytes.length});
  response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy());
}
