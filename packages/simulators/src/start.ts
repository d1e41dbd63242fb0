/**
 * Shared databases for demos and tests: separate HTTP servers on 127.0.0.1 that speak the message shapes of the provincial
 * exchange, of plain REST and of X-Road, over made-up people, companies and vehicles.
 *
 * Control, on every one of the servers, JSON only:
 *   POST /_control/faults         {service, fault, ms?, key?, times?}   see `FaultSetting`
 *   GET  /_control/faults         what is set
 *   POST /_control/revoke-tokens  every token given out so far is refused from now on
 *   GET  /_control/counts         calls per service since the start
 */
import type {ServerResponse} from 'node:http';
import {setTimeout as delay} from 'node:timers/promises';
import type {ConnectorConfiguration} from '@egov-form/connectors/server';
import type {JsonObject} from '@egov-form/core';
import {
  BIRTH_OPERATION,
  LAND_SERVICE,
  MARRIAGE_OPERATION,
  SERVICE_PATHS,
  simulatorConfiguration,
  XROAD_CLIENT,
} from './configuration.ts';
import {credentialEnvironment, makeCredentials, type SimulatorCredentials} from './credentials.ts';
import {demoCompanies, type SyntheticCompany} from './data/companies.ts';
import {demoPeople} from './data/people.ts';
import {indexPeople, type PeopleIndex, type PersonChanges} from './data/people-index.ts';
import {demoVehicles} from './data/vehicles.ts';
import {type Dialect, lgspDialect, restDialect, xroadRestDialect, xroadSoapDialect} from './dialects.ts';
import {ExchangeTokens} from './exchange-tokens.ts';
import {type Fault, type FaultSetting, Faults, readFaultSetting, SIMULATED_SERVICES, type SimulatedService} from './faults.ts';
import {
  type Encoded,
  json,
  jsonOf,
  type LoopbackServer,
  listenOnLoopback,
  type SimulatorRequest,
  sendEncoded as send,
} from './loopback-server.ts';
import {businessRegister, populationRegister, vehicleRegister, verifyingRegister} from './registers/exchange-registers.ts';
import {householdRegister} from './registers/family-registers.ts';
import {
  birthRegister,
  insuranceRegister,
  landRegister,
  licenceRegister,
  marriageRegister,
  taxRegister,
  walletRegister,
} from './registers/person-registers.ts';
import type {SimulatedRegister} from './registers/simulated-register.ts';

export interface SimulatorOptions {
  /** Port of the token server; the services take the next ones, population first. 0, the default, takes free ones. */
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

/** Running simulators. */
export interface Simulators {
  /** Whole addresses of the services. */
  readonly urls: {readonly [service in SimulatedService]: string};
  readonly credentials: SimulatorCredentials;
  /** By which a gateway asks all of them; its secrets are in `environment`. */
  readonly configuration: ConnectorConfiguration;
  readonly environment: {readonly [name: string]: string};
  /** Base of the control paths, `http://127.0.0.1:<port>/_control`. */
  readonly control: {readonly url: string};
  /** The same as the control path. */
  setFault(setting: FaultSetting): void;
  revokeTokens(): void;
  /** From now on the registers know other things of a person, as after a move. */
  changePerson(citizenId: string, changes: PersonChanges): void;
  /** Calls per service since the start, refused ones included. */
  counts(): {readonly [service in SimulatedService]: number};
  /** From now on the process may end while they listen. */
  unref(): void;
  /** Cuts what is open and frees the ports. */
  close(): Promise<void>;
}

/** A service's data and the way in which it is spoken to. */
interface SimulatedConnection {
  readonly register: () => SimulatedRegister;
  readonly dialect: Dialect;
}

export async function startSimulators(options: SimulatorOptions = {}): Promise<Simulators> {
  const {port = 0, latencyMs = 0, tokenSeconds = 3600} = options;
  const credentials = options.credentials ?? makeCredentials();
  const exchange = new Exchange(credentials, tokenSeconds, latencyMs);
  const seed = options.seed ?? 2026;
  const people = indexPeople(() => demoPeople(seed));
  const connections = connectionsOf(seed, people, credentials, exchange.tokens);
  const servers: LoopbackServer[] = [];
  const origins: {[service: string]: string} = {};
  const close = async (): Promise<void> => {
    exchange.stop();
    await Promise.all(servers.map((server) => server.close()));
  };
  try {
    for (const [index, service] of SIMULATED_SERVICES.entries()) {
      const connection = service === 'token' ? undefined : connections[service];
      const server = await listenOnLoopback(port === 0 ? 0 : port + index, async (request, response) => {
        if (exchange.control(request, response)) return;
        if (connection) await exchange.serve(service, connection, request, response);
        else await exchange.token(request, response);
      });
      servers.push(server);
      origins[service] = server.url;
    }
  } catch (error) {
    await close();
    throw error;
  }
  const where = origins as {readonly [service in SimulatedService]: string};
  const paths: {readonly [service in SimulatedService]: string} = {token: '/token', ...SERVICE_PATHS};
  const urls = Object.fromEntries(SIMULATED_SERVICES.map((service) => [service, where[service] + paths[service]]));
  return {
    urls: urls as Simulators['urls'],
    credentials,
    configuration: simulatorConfiguration(where),
    environment: credentialEnvironment(credentials),
    control: {url: `${where.token}/_control`},
    setFault: (setting) => exchange.faults.set(setting),
    revokeTokens: () => exchange.tokens.revokeAll(),
    changePerson: (citizenId, changes) => people.change(citizenId, changes),
    counts: () => ({...exchange.counts}),
    unref() {
      for (const server of servers) server.unref();
    },
    close,
  };
}

/** Data are made when a service is first asked: starting waits for none. */
function connectionsOf(
  seed: number,
  people: PeopleIndex,
  credentials: SimulatorCredentials,
  tokens: ExchangeTokens,
): {readonly [service in Exclude<SimulatedService, 'token'>]: SimulatedConnection} {
  const companies = once((): readonly SyntheticCompany[] => demoCompanies(seed));
  const lgsp = (service: keyof typeof SERVICE_PATHS): Dialect => lgspDialect(SERVICE_PATHS[service], tokens);
  const rest = (service: keyof typeof SERVICE_PATHS, how: Parameters<typeof restDialect>[1]): Dialect =>
    restDialect(SERVICE_PATHS[service], how, credentials);
  return {
    population: {register: once(() => populationRegister(people)), dialect: lgsp('population')},
    'population-verify': {register: once(() => verifyingRegister(people)), dialect: lgsp('population-verify')},
    business: {register: once(() => businessRegister(companies(), people)), dialect: lgsp('business')},
    vehicle: {register: once(() => vehicleRegister(demoVehicles(seed, companies()))), dialect: lgsp('vehicle')},
    'document-wallet': {register: once(() => walletRegister(people)), dialect: lgsp('document-wallet')},
    tax: {register: once(() => taxRegister(people, companies)), dialect: rest('tax', {GET: 'mst'})},
    'social-insurance': {register: once(() => insuranceRegister(people)), dialect: rest('social-insurance', 'POST')},
    'driving-licence': {register: once(() => licenceRegister(people)), dialect: rest('driving-licence', 'POST')},
    household: {register: once(() => householdRegister(people)), dialect: rest('household', 'POST')},
    land: {register: once(() => landRegister(people)), dialect: xroadRestDialect(LAND_SERVICE, XROAD_CLIENT)},
    'birth-record': {register: once(() => birthRegister(people)), dialect: xroadSoapDialect(BIRTH_OPERATION, credentials)},
    'marriage-record': {
      register: once(() => marriageRegister(people)),
      dialect: xroadSoapDialect(MARRIAGE_OPERATION, credentials),
    },
  };
}

function once<T>(make: () => T): () => T {
  let made: {readonly value: T} | undefined;
  return () => {
    made ??= {value: make()};
    return made.value;
  };
}

/** What the servers share. */
class Exchange {
  readonly faults: Faults = new Faults();
  readonly tokens: ExchangeTokens;
  readonly counts: {[service in SimulatedService]: number} = Object.fromEntries(
    SIMULATED_SERVICES.map((service) => [service, 0]),
  ) as {[service in SimulatedService]: number};
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
    send(response, this.#controlled(request));
    return true;
  }

  #controlled(request: SimulatorRequest): Encoded {
    const command = `${request.method} ${request.path.slice('/_control/'.length)}`;
    if (command === 'GET faults') return json(200, this.faults.list());
    if (command === 'GET counts') return json(200, {...this.counts});
    if (request.method === 'POST' && !request.headers['content-type']?.startsWith('application/json')) {
      return json(415, {error: 'Expected application/json.'});
    }
    if (command === 'POST revoke-tokens') {
      this.tokens.revokeAll();
      return json(200, {});
    }
    if (command !== 'POST faults') return json(404, {error: 'No such control.'});
    const setting = readFaultSetting(jsonOf(request));
    if (!setting) return json(400, {error: 'Expected {service, fault, ms?, members?, key?, times?}.'});
    this.faults.set(setting);
    return json(200, this.faults.list());
  }

  async token(request: SimulatorRequest, response: ServerResponse): Promise<void> {
    this.counts.token += 1;
    if (request.path !== '/token' || request.method !== 'POST') return send(response, json(404, {error: 'Not found.'}));
    if (await this.#broken(this.faults.take('token', ''), response)) return;
    const [status, body] = this.tokens.issue(request);
    send(response, json(status, body));
  }

  async serve(
    service: SimulatedService,
    {register, dialect}: SimulatedConnection,
    request: SimulatorRequest,
    response: ServerResponse,
  ): Promise<void> {
    this.counts[service] += 1;
    if (!dialect.owns(request.path) || request.method !== dialect.method) {
      return send(response, json(404, {error: 'Not found.'}));
    }
    const message: JsonObject | undefined = dialect.read(request);
    const data = register();
    const fault = this.faults.take(service, message ? data.keyOf(message) : '');
    if (await this.#broken(fault, response)) return;
    const unknown = dialect.unknownCaller(request);
    if (unknown) return send(response, unknown);
    if (!message) return send(response, json(400, {error: 'Expected a message.'}));
    if (fault.kind === 'refused') return send(response, dialect.refusal(request));
    const right = data.answer(message);
    switch (fault.kind) {
      case 'partial':
        return send(response, dialect.answer(data.partial(right), request));
      case 'wrong-person':
        return send(response, dialect.answer(data.swapped(right), request));
      case 'contradictory':
        return send(response, dialect.answer(data.contradictory(right), request));
      case 'altered':
        return send(response, dialect.answer(data.altered(right, fault.members), request));
      case 'cut':
        return cutShort(response, dialect.answer(right, request));
      case 'stale': {
        const {headers, ...rest} = dialect.answer(right, request);
        return send(response, {...rest, headers: {...headers, Age: String(400 * 86_400)}});
      }
      case 'wrong-hash':
        // What proves anything proves another question: a longer message, another address.
        return send(response, dialect.answer(right, {...request, text: `${request.text} `, url: `${request.url}&another`}));
      default:
        return send(response, dialect.answer(right, request));
    }
  }

  /** Waits as the fault says, and answers for the faults that need no record. */
  async #broken(fault: Fault, response: ServerResponse): Promise<boolean> {
    const wait = this.#latencyMs + (fault.kind === 'slow' ? fault.ms : 0);
    if (wait > 0) await delay(wait, undefined, {signal: this.#stopped.signal, ref: false});
    switch (fault.kind) {
      case 'down':
        send(response, html(503, '<h1>503 Service Unavailable</h1>'));
        return true;
      case 'error-500':
        send(response, json(500, {message: 'Internal Server Error'}));
        return true;
      case 'error-400':
        send(response, json(400, {message: 'Bad Request'}));
        return true;
      case 'limited':
        send(response, json(429, {message: 'Throttled out'}, {'Retry-After': '30'}));
        return true;
      case 'rubbish':
        send(response, html(200, '<!doctype html><title>LGSP</title><p>Hệ thống đang bảo trì</p>'));
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

function html(status: number, body: string): Encoded {
  return {status, headers: {'Content-Type': 'text/html; charset=utf-8'}, body};
}

/** Half the answer, then the connection ends. */
function cutShort(response: ServerResponse, {status, headers, body}: Encoded): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, {...headers, 'Content-Length': bytes.length});
  response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy());
}
