/**
 * The gateway under load: look-ups and submissions on both databases, several processes on one PostgreSQL, one register that
 * hangs, memory over many requests. Registers answer at once, so that what is measured is the gateway. Load generator,
 * gateway and database share this machine.
 */
import {once} from 'node:events';
import {createRequire} from 'node:module';
import type {JsonObject} from '@egov-form/core';
import {freePort} from '@egov-form/gateway';
import {createServerDatabase, type Installation, LETTER, MOTHER, prepareInstallation, Visitor} from '@egov-form/gateway/testing';
import {type PostgresServer, startPostgres} from '../postgres.ts';

/** The part of autocannon that is used; it has no types of its own. */
interface CannonOptions {
  readonly url: string;
  readonly connections: number;
  readonly duration?: number;
  readonly amount?: number;
  readonly requests: readonly {
    readonly method: string;
    readonly path: string;
    readonly headers: {readonly [name: string]: string};
    readonly body?: string;
    setupRequest?(request: {readonly headers: object}): object;
  }[];
}
interface CannonResult {
  readonly requests: {readonly average: number; readonly total: number};
  readonly latency: {readonly p50: number; readonly p97_5: number; readonly p99: number};
  readonly non2xx: number;
  readonly errors: number;
}
const fire = createRequire(import.meta.url)('autocannon') as (options: CannonOptions) => Promise<CannonResult>;

const FIELDS = 40;
/** Forty questions, seven of them filled by a look-up. */
const FORTY = {
  ...LETTER,
  id: 'forty',
  data: {
    ...(LETTER.data as JsonObject),
    properties: {
      ...(LETTER.data as {properties: object}).properties,
      ...Object.fromEntries(Array.from({length: FIELDS - 4}, (_, i) => [`f${i}`, {type: 'string', maxLength: 100}])),
    },
  },
} as typeof LETTER;

interface Bench {
  readonly name: string;
  readonly installation: Installation;
  readonly visitor: Visitor;
  readonly ports: readonly number[];
  close(): Promise<void>;
}

type Say = (line: string) => void;

/** @param seconds of each measurement. @param requests of the one of memory. */
export async function measureGateway(seconds: number, requests: number, say: Say): Promise<void> {
  const server = await startPostgres({fsync: 'on'});
  say(`${server.version}, Node ${process.version}`);
  try {
    for (const kind of ['PGlite', 'PostgreSQL'] as const) {
      const bench = await open(kind === 'PostgreSQL' ? server : undefined, 1);
      try {
        await measureLookups(bench, seconds, say);
        await measureSubmissions(bench, seconds, say);
        if (kind === 'PostgreSQL') await measureMemory(bench, requests, say);
      } finally {
        await bench.close();
      }
    }
    await measureHanging(server, seconds, say);
    for (const processes of [1, 2, 4]) {
      const bench = await open(server, processes);
      try {
        await measureLookups(bench, seconds, say);
        await measureSubmissions(bench, seconds, say);
      } finally {
        await bench.close();
      }
    }
  } finally {
    await server.stop();
  }
}

async function open(
  server: PostgresServer | undefined,
  processes: number,
  env: {readonly [name: string]: string} = {},
): Promise<Bench> {
  const store = server && (await createServerDatabase(server.url));
  const port = await freePort();
  const installation = await prepareInstallation(port, store?.url, [LETTER, FORTY]);
  await installation.start(port, env);
  const ports = [port];
  for (let i = 1; i < processes; i += 1) {
    const further = await freePort();
    await installation.start(further, env);
    ports.push(further);
  }
  const visitor = new Visitor(installation.origin);
  await visitor.signIn('nguyen-thi-mau');
  return {
    name: `${server ? 'PostgreSQL' : 'PGlite'}, ${processes} ${processes === 1 ? 'process' : 'processes'}`,
    ...{installation, visitor, ports},
    close: async () => {
      await installation.close();
      await store?.remove();
    },
  };
}

function headersOf({visitor, installation}: Bench): {readonly [name: string]: string} {
  const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  return {cookie, origin: installation.origin, 'x-egov-form': '1', 'content-type': 'application/json'};
}

const SELF = {form: 'forty', version: '1.0.0', lookup: 'self', keys: {citizenId: MOTHER.citizenId}, refresh: true};

async function load(bench: Bench, connections: number, seconds: number, requests: CannonOptions['requests']): Promise<string> {
  const before = await processorSeconds(bench);
  const results = await Promise.all(
    bench.ports.map((port) => fire({url: `http://127.0.0.1:${port}`, connections, duration: seconds, requests})),
  );
  const rate = results.reduce((sum, {requests: {average}}) => sum + average, 0);
  const [worst] = results.map(({latency}) => latency).sort((a, b) => b.p97_5 - a.p97_5);
  const failed = results.reduce((sum, {non2xx, errors}) => sum + non2xx + errors, 0);
  const spent = (await processorSeconds(bench)) - before;
  const total = results.reduce((sum, {requests: {total: all}}) => sum + all, 0);
  const each = ((spent * 1000) / Math.max(1, total)).toFixed(2);
  return `${rate.toFixed(0)}/s, ${each} ms of processor each, p50 ${worst?.p50} ms, p97.5 ${worst?.p97_5} ms, p99 ${worst?.p99} ms, ${failed} failed`;
}

/** Processor time of the gateways since they started: what a measurement on a busy machine can still compare. */
async function processorSeconds({ports}: Bench): Promise<number> {
  const texts = await Promise.all(ports.map(async (port) => (await fetch(`http://127.0.0.1:${port}/metrics`)).text()));
  return texts.reduce((sum, text) => sum + Number(/^process_cpu_seconds_total (\S+)/mu.exec(text)?.[1] ?? 0), 0);
}

async function measureLookups(bench: Bench, seconds: number, say: Say): Promise<void> {
  const request = {method: 'POST', path: '/api/lookups/population', headers: headersOf(bench), body: JSON.stringify(SELF)};
  await load(bench, 4, 2, [request]);
  say(`look-ups, one at a time, ${bench.name}: ${await load(bench, 1, seconds, [request])}`);
  say(`look-ups, 10 at a time, ${bench.name}: ${await load(bench, 10, seconds, [request])}`);
}

async function measureSubmissions(bench: Bench, seconds: number, say: Say): Promise<void> {
  const {visitor} = bench;
  const {values, source, receipt} = (await visitor.call('POST', '/api/lookups/population', SELF)).body;
  const origin = (attribute: string): object => ({
    ...{kind: 'register', lookup: 'self', connector: 'population', attribute, title: source.title, at: source.at},
    ...{trust: 'locked', receipt},
  });
  const body = JSON.stringify({
    ...{form: 'forty', version: '1.0.0', locale: 'vi', documents: {}, decisions: [], declared: true},
    answers: {
      citizenId: MOTHER.citizenId,
      fullName: values.fullName,
      birthDate: values.birthDate,
      residence: values.residence,
      ...Object.fromEntries(Array.from({length: FIELDS - 4}, (_, i) => [`f${i}`, `Câu trả lời số ${i}`])),
    },
    origins: {'/fullName': origin('fullName'), '/birthDate': origin('birthDate'), '/residence': origin('residence')},
  });
  let serial = 0;
  const run = `${Date.now()}`;
  const headers = headersOf(bench);
  const request = {
    ...{method: 'POST', path: '/api/submissions', headers, body},
    setupRequest: (made: {readonly headers: object}) => {
      serial += 1;
      return {...made, headers: {...made.headers, 'idempotency-key': `bench-${run}-${serial}`}};
    },
  };
  await load(bench, 4, 2, [request]);
  say(`submissions of ${FIELDS} answers, 10 at a time, ${bench.name}: ${await load(bench, 10, seconds, [request])}`);
}

/** Look-ups until so many were answered; memory at the beginning, in the middle and at the end. */
async function measureMemory(bench: Bench, requests: number, say: Say): Promise<void> {
  const request = {method: 'POST', path: '/api/lookups/population', headers: headersOf(bench), body: JSON.stringify(SELF)};
  const url = `http://127.0.0.1:${bench.ports[0]}`;
  const sizes: string[] = [];
  for (let part = 0; part <= 4; part += 1) {
    if (part > 0) await fire({url, connections: 10, amount: Math.ceil(requests / 4), requests: [request]});
    const text = await (await fetch(`${url}/metrics`)).text();
    const read = (name: string): number => Number(new RegExp(`^${name} (\\S+)`, 'mu').exec(text)?.[1] ?? 0) / 2 ** 20;
    sizes.push(`${read('process_resident_memory_bytes').toFixed(0)} (${read('nodejs_heap_size_used_bytes').toFixed(0)})`);
  }
  say(`memory over ${requests} look-ups, resident (heap) MiB at each quarter, ${bench.name}: ${sizes.join(', ')}`);
}

/** One register never answers; the others should not notice. */
async function measureHanging(server: PostgresServer, seconds: number, say: Say): Promise<void> {
  const bench = await open(server, 1, {HANGING: 'vehicle'});
  try {
    const headers = headersOf(bench);
    const population = {method: 'POST', path: '/api/lookups/population', headers, body: JSON.stringify(SELF)};
    const vehicle = {
      ...{method: 'POST', path: '/api/lookups/vehicle', headers},
      body: JSON.stringify({form: 'forty', version: '1.0.0', lookup: 'vehicle', keys: {plate: '19A-123.45'}}),
    };
    await load(bench, 4, 2, [population]);
    say(`look-ups, nobody hangs, ${bench.name}: ${await load(bench, 10, seconds, [population])}`);
    const hanging = load(bench, 20, seconds + 2, [vehicle]);
    await once(AbortSignal.timeout(1000), 'abort').catch(() => undefined);
    say(`look-ups while 20 others ask a register that hangs, ${bench.name}: ${await load(bench, 10, seconds, [population])}`);
    await hanging;
  } finally {
    await bench.close();
  }
}
