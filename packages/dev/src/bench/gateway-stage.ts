/** Gateways in processes of their own, with thousands of people signed in, and what those ask. */
import {mkdir, rmdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {JsonObject} from '@egov-form/core';
import {freePort} from '@egov-form/gateway';
import {createServerDatabase, crowdPerson, LETTER, prepareInstallation, seatCrowd} from '@egov-form/gateway/testing';
import type {PostgresServer} from '../postgres.ts';
import {generateLoad, requestBytes} from './load-generator.ts';

/** People who are signed in. Each asks a few times and goes on, as in life. */
const PEOPLE = 10_000;
const ASKS_OF_ONE = 4;
/** People who send dossiers, each several. */
const SENDERS = 200;

const FIELDS = 40;
/** Forty questions, three of them filled by a look-up. */
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
const VERSIONED = {form: FORTY.id, version: FORTY.version};

/** Makes the bytes of the next request on a connection. */
type Next = (connection: number) => Buffer;

export interface GatewayStage {
  readonly name: string;
  readonly origin: string;
  readonly ports: readonly number[];
  readonly gatewayPids: readonly number[];
  /** None where the database is in the gateway's process. */
  readonly databasePids: readonly number[];
  /** Whether the system holds each process to its share. */
  readonly limited: boolean;
  /** People about themselves: new answers, not those kept from a moment ago. */
  ownLookups(): Next;
  /** Each about one other person, whose number they know with the birth date. */
  others(): Next;
  vehicles(): Next;
  /** Dossiers of forty answers, three from a register with a receipt. Their senders ask for it here. */
  submissions(): Promise<Next>;
  close(): Promise<void>;
}

export async function openGatewayStage({
  database,
  processes = 1,
  share,
  env = {},
}: {
  readonly database: PostgresServer | undefined;
  readonly processes?: number;
  /** Part of one core that each gateway may use. */
  readonly share?: number;
  readonly env?: {readonly [name: string]: string};
}): Promise<GatewayStage> {
  const store = database && (await createServerDatabase(database.url));
  const ports = [await freePort()];
  for (let i = 1; i < processes; i += 1) ports.push(await freePort());
  const installation = await prepareInstallation(ports[0] ?? 0, store?.url, [LETTER, FORTY], 'file');
  const {origin, dataFolder} = installation;
  if (!store) await mkdir(dataFolder, {recursive: true});
  const cookies = await seatCrowd(store ? {url: store.url} : {folder: join(dataFolder, 'postgres')}, PEOPLE);
  const gatewayPids: number[] = [];
  for (const port of ports) {
    const {pid = 0} = await installation.start(port, {...env, CROWD: String(PEOPLE)});
    gatewayPids.push(pid);
  }
  const limits = share === undefined ? [] : await Promise.all(gatewayPids.map((pid) => holdTo(pid, share)));

  const request = (person: number, path: string, body: object, more: {readonly [name: string]: string} = {}): Buffer => {
    const own = {host: '127.0.0.1', cookie: cookies[person] ?? '', origin, 'x-egov-form': '1', ...more};
    return requestBytes('POST', path, {...own, 'content-type': 'application/json'}, JSON.stringify(body));
  };
  const ownLookup = (person: number): Buffer => {
    const {citizenId} = crowdPerson(person);
    return request(person, '/api/lookups/population', {...VERSIONED, lookup: 'self', keys: {citizenId}, refresh: true});
  };
  let arrived = 0;
  const nextPerson = (): number => arrived++ % PEOPLE;

  return {
    name: `${store ? 'PostgreSQL' : 'PGlite'}, ${processes} ${processes === 1 ? 'process' : 'processes'}`,
    ...{origin, ports, gatewayPids},
    databasePids: database ? [database.pid] : [],
    limited: limits.length > 0 && limits.every((limit) => limit !== undefined),
    ownLookups: () => {
      const turns = new Map<number, {readonly bytes: Buffer; left: number}>();
      return (connection) => {
        let turn = turns.get(connection);
        if (!turn || turn.left === 0) turn = {bytes: ownLookup(nextPerson()), left: ASKS_OF_ONE};
        turn.left -= 1;
        turns.set(connection, turn);
        return turn.bytes;
      };
    },
    others: () => () => {
      const person = nextPerson();
      const {citizenId, birthDate} = crowdPerson((person + 1) % PEOPLE);
      return request(person, '/api/lookups/population', {...VERSIONED, lookup: 'relative', keys: {citizenId, birthDate}});
    },
    vehicles: () => () =>
      request(nextPerson(), '/api/lookups/vehicle', {...VERSIONED, lookup: 'vehicle', keys: {plate: '19A-123.45'}}),
    async submissions() {
      const parts: string[] = [];
      let asking = 0;
      await generateLoad({
        ...{ports: ports.slice(0, 1), connections: 1, amount: SENDERS},
        next: () => ownLookup(asking++),
        heard: (_connection, body) => void parts.push(JSON.stringify(submissionOf(parts.length, JSON.parse(body.toString())))),
      });
      let sent = 0;
      return () => {
        const person = sent++ % SENDERS;
        const key = `bench-${performance.timeOrigin}-${sent}`.replaceAll('.', '-');
        // Another dossier each time: the same content again would be the same one.
        const body = (parts[person] ?? '').replace(FIRST_ANSWER, `${FIRST_ANSWER} (${sent})`);
        const own = {host: '127.0.0.1', cookie: cookies[person] ?? '', origin, 'x-egov-form': '1', 'idempotency-key': key};
        return requestBytes('POST', '/api/submissions', {...own, 'content-type': 'application/json'}, body);
      };
    },
    async close() {
      await installation.close();
      for (const limit of limits) await limit?.();
      await store?.remove();
    },
  };
}

const FIRST_ANSWER = 'Câu trả lời số 0';

interface Answer {
  readonly values: {readonly [attribute: string]: string};
  readonly source: {readonly title: string; readonly at: string};
  readonly receipt: string;
}

function submissionOf(person: number, {values, source, receipt}: Answer): object {
  const origin = (attribute: string): object => ({
    ...{kind: 'register', lookup: 'self', connector: 'population', attribute, title: source.title, at: source.at},
    ...{trust: 'locked', receipt},
  });
  const {fullName, birthDate, residence} = values;
  const told = Array.from({length: FIELDS - 4}, (_, i) => [`f${i}`, `Câu trả lời số ${i}`]);
  return {
    ...{...VERSIONED, locale: 'vi', documents: {}, decisions: [], declared: true},
    answers: {citizenId: crowdPerson(person).citizenId, fullName, birthDate, residence, ...Object.fromEntries(told)},
    origins: {'/fullName': origin('fullName'), '/birthDate': origin('birthDate'), '/residence': origin('residence')},
  };
}

const GROUPS = '/sys/fs/cgroup';
/** Microseconds; short, so that a process that is held waits for moments only. */
const PERIOD = 10_000;

/** Holds a process to a part of a core, where Linux lets us. @returns what ends it, after the process. */
async function holdTo(pid: number, share: number): Promise<(() => Promise<void>) | undefined> {
  const name = `egov-bench-${pid}`;
  const quota = Math.round(PERIOD * share);
  for (const [folder, settings] of [
    [join(GROUPS, 'cpu', name), {'cpu.cfs_period_us': String(PERIOD), 'cpu.cfs_quota_us': String(quota)}],
    [join(GROUPS, name), {'cpu.max': `${quota} ${PERIOD}`}],
  ] as const) {
    try {
      await mkdir(folder);
    } catch {
      continue;
    }
    try {
      for (const [file, text] of Object.entries(settings)) await writeFile(join(folder, file), text, {flag: 'r+'});
      await writeFile(join(folder, 'cgroup.procs'), String(pid), {flag: 'r+'});
      return () => rmdir(folder);
    } catch {
      await rmdir(folder).catch(() => undefined);
    }
  }
  return undefined;
}
