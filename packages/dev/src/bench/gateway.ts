/**
 * The gateway under load: look-ups and submissions on both databases, one register that hangs, several processes on one
 * PostgreSQL, memory over many requests. Registers answer at once, so that what is measured is the gateway. Load generator,
 * gateways and database share this machine.
 */
import {loadavg} from 'node:os';
import {setTimeout as pause} from 'node:timers/promises';
import {type PostgresServer, startPostgres} from '../postgres.ts';
import {type GatewayStage, openGatewayStage} from './gateway-stage.ts';
import {generateLoad, type Load, type LoadPlan} from './load-generator.ts';
import {processorSeconds} from './processor-time.ts';

export interface GatewayBench {
  /** Of each measurement. */
  readonly seconds: number;
  /** Look-ups of the measurement of memory; 0 leaves it out. */
  readonly requests: number;
}

type Say = (line: string) => void;

/** Connections that ask at once. */
const CROWDED = 16;
/** Part of one core that each of several processes may use, so that two cores stand for many. */
const SHARE = 0.15;
/** Turns of calm and of trouble, so that what else the machine does falls on both alike. */
const TURNS = 3;
/** Who is told that a register does not answer does not ask again at once; otherwise their load alone would be measured. */
const REST_MS = 500;

export async function measureGateway({seconds, requests}: GatewayBench, say: Say): Promise<void> {
  const server = await startPostgres({fsync: 'on'});
  say(`${server.version}, Node ${process.version}, load average ${loadavg()[0]?.toFixed(1)}`);
  say('Processor time: milliseconds for each request, and in brackets part of one core.');
  try {
    for (const database of [undefined, server]) {
      await onStage({database}, async (stage) => {
        say(`\n${stage.name}`);
        await warmUp(stage);
        say(await measure(stage, 'own look-ups, one at a time', {connections: 1, seconds, next: stage.ownLookups()}));
        const next = stage.ownLookups();
        say(await measure(stage, `own look-ups, ${CROWDED} at a time`, {connections: CROWDED, seconds, next}));
        say(
          await measure(stage, 'look-ups about others, 8 at a time', {
            connections: 8,
            seconds: seconds / 2,
            next: stage.others(),
          }),
        );
        const submissions = await stage.submissions();
        await measure(stage, '', {connections: CROWDED, seconds: 2, next: submissions});
        say(await measure(stage, `submissions, ${CROWDED} at a time`, {connections: CROWDED, seconds, next: submissions}));
        if (database && requests > 0) await measureMemory(stage, requests, say);
      });
    }
    await measureHanging(server, seconds, say);
    await measureSeveral(server, seconds, say);
  } finally {
    await server.stop();
  }
}

async function onStage(
  settings: Parameters<typeof openGatewayStage>[0],
  act: (stage: GatewayStage) => Promise<void>,
): Promise<void> {
  const stage = await openGatewayStage(settings);
  try {
    await act(stage);
  } finally {
    await stage.close();
  }
}

function warmUp(stage: GatewayStage): Promise<Load> {
  return generateLoad({ports: stage.ports, connections: CROWDED, seconds: 3, next: stage.ownLookups()});
}

/** One line: rate, latency, and processor time of gateway, database and generator. */
async function measure(stage: GatewayStage, name: string, plan: Omit<LoadPlan, 'ports'>): Promise<string> {
  const spent = async (): Promise<readonly number[]> => [
    await processorSeconds(stage.gatewayPids),
    await processorSeconds(stage.databasePids),
    process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6,
  ];
  const before = await spent();
  const load = await generateLoad({ports: stage.ports, ...plan});
  const after = await spent();
  const names = ['gateway', 'database', 'generator'];
  const processor = names.flatMap((who, i) => {
    const seconds = (after[i] ?? 0) - (before[i] ?? 0);
    if (Number.isNaN(seconds) || (who === 'database' && stage.databasePids.length === 0)) return [];
    const each = ((seconds * 1000) / Math.max(1, load.answered)).toFixed(2);
    return [`${who} ${each} (${((100 * seconds) / load.seconds).toFixed(0)} %)`];
  });
  return `${name}: ${(load.answered / load.seconds).toFixed(0)}/s, ${latencyOf(load)}, ${processor.join(', ')}, ${load.failed} failed, load ${loadavg()[0]?.toFixed(1)}`;
}

function latencyOf(load: Load): string {
  const [half, most, nearlyAll] = [0.5, 0.95, 0.99].map((part) => load.percentile(part).toFixed(2));
  return `p50 ${half} p95 ${most} p99 ${nearlyAll} ms`;
}

/** Look-ups until so many were answered; memory after each quarter. */
async function measureMemory(stage: GatewayStage, requests: number, say: Say): Promise<void> {
  const next = stage.ownLookups();
  const sizes: string[] = [];
  let failed = 0;
  for (let part = 0; part <= 4; part += 1) {
    if (part > 0) {
      const load = await generateLoad({ports: stage.ports, connections: CROWDED, amount: Math.ceil(requests / 4), next});
      failed += load.failed;
    }
    const text = await (await fetch(`${stage.origin}/metrics`)).text();
    const read = (name: string): number => Number(new RegExp(`^${name} (\\S+)`, 'mu').exec(text)?.[1] ?? 0) / 2 ** 20;
    sizes.push(`${read('process_resident_memory_bytes').toFixed(0)} (${read('nodejs_heap_size_used_bytes').toFixed(0)})`);
  }
  say(
    `memory over ${requests} look-ups, resident (heap) MiB at the start and after each quarter: ${sizes.join(', ')}, ${failed} failed`,
  );
}

/** One register never answers; the others should not notice. */
async function measureHanging(database: PostgresServer, seconds: number, say: Say): Promise<void> {
  await onStage({database, env: {HANGING: 'vehicle'}}, async (stage) => {
    say(`\n${stage.name}, the vehicle register hangs`);
    await warmUp(stage);
    const turn = (): Promise<Load> =>
      generateLoad({ports: stage.ports, connections: 4, seconds: seconds / TURNS, next: stage.ownLookups()});
    const calm: Load[] = [];
    const troubled: Load[] = [];
    for (let i = 0; i < TURNS; i += 1) {
      calm.push(await turn());
      const stuck = generateLoad({
        ...{ports: stage.ports, connections: 20, restMs: REST_MS, seconds: seconds / TURNS + 1, next: stage.vehicles()},
      });
      await pause(500);
      troubled.push(await turn());
      await stuck;
    }
    const p95 = (loads: readonly Load[]): number => Math.min(...loads.map((load) => load.percentile(0.95)));
    const ratio = (p95(troubled) / p95(calm)).toFixed(2);
    say(`own look-ups, 4 at a time, nobody asks it: best p95 ${p95(calm).toFixed(2)} ms`);
    say(`the same while 20 others ask it: best p95 ${p95(troubled).toFixed(2)} ms, ${ratio} times`);
  });
}

/** More processes on one PostgreSQL: each held to a part of a core, and as they are. */
async function measureSeveral(database: PostgresServer, seconds: number, say: Say): Promise<void> {
  for (const share of [SHARE, undefined]) {
    for (const processes of [1, 2, 4]) {
      await onStage({database, processes, ...(share !== undefined && {share})}, async (stage) => {
        if (share !== undefined && !stage.limited) {
          if (processes === 1) say('\nThis system does not let us hold a process to a part of a core.');
          return;
        }
        say(`\n${stage.name}${share === undefined ? '' : `, each held to ${share} of a core`}`);
        await warmUp(stage);
        const connections = CROWDED * processes;
        say(await measure(stage, 'own look-ups', {connections, seconds: seconds / 2, next: stage.ownLookups()}));
        const next = await stage.submissions();
        say(await measure(stage, 'submissions', {connections, seconds: seconds / 2, next}));
      });
    }
  }
}
