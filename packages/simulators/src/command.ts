/**
 * `egov-simulate`: every simulated register on this computer, until it is stopped.
 *
 *   --port N      the token server's port; the services take the next ones. Defaults to 4100; 0 takes free ones
 *   --seed N      of the made-up data. Defaults to 2026
 *   --latency N   milliseconds added to every answer
 *   --write FILE  writes the connectors' configuration there, by which a gateway asks the simulators
 *   --json        says everything as one JSON object: configuration, environment, control address
 */
import {writeFile} from 'node:fs/promises';
import {parseArgs} from 'node:util';
import {SIMULATED_SERVICES} from './faults.ts';
import {type Simulators, startSimulators} from './start.ts';

/** What a command needs of the process around it. */
export interface CommandSurroundings {
  /** One line for who started it. */
  say(line: string): void;
  /** One line about what is wrong. */
  complain(line: string): void;
  /** Resolves when the simulators shall stop. */
  readonly stopped: Promise<unknown>;
}

const DEFAULT_PORT = 4100;

/** Runs until told to stop. 0 when that went well, 1 when a port is taken, 2 for wrong arguments. */
export async function simulate(args: readonly string[], {say, complain, stopped}: CommandSurroundings): Promise<number> {
  let values: ReturnType<typeof readArguments>;
  try {
    values = readArguments(args);
  } catch (error) {
    complain(`${error instanceof Error ? error.message : String(error)}`);
    complain('egov-simulate [--port N] [--seed N] [--latency N] [--write FILE] [--json]');
    return 2;
  }
  const {port, seed, latencyMs, write, json} = values;
  let simulators: Simulators;
  try {
    simulators = await startSimulators({port, latencyMs, ...(seed !== undefined && {seed})});
  } catch (error) {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (!taken) throw error;
    complain(
      `Port ${port} or one of the ${SIMULATED_SERVICES.length - 1} after it is in use. Choose another: --port ${port + 100}`,
    );
    return 1;
  }
  try {
    const {configuration, environment, control, urls} = simulators;
    if (write !== undefined) await writeFile(write, `${JSON.stringify(configuration, null, 2)}\n`);
    if (json) say(JSON.stringify({configuration, environment, control: control.url}));
    else {
      for (const service of SIMULATED_SERVICES) say(`${service.padEnd(20)} ${urls[service]}`);
      say('');
      say(`Break one:   POST ${control.url}/faults  {"service": "tax", "fault": "slow", "ms": 3000, "times": 1}`);
      say(`Repair it:   POST ${control.url}/faults  {"service": "tax", "fault": "none"}`);
      say('');
      say('Secrets of this run, for the gateway that asks:');
      for (const [name, value] of Object.entries(environment)) say(`export ${name}=${value}`);
    }
    await stopped;
  } finally {
    await simulators.close();
  }
  return 0;
}

interface Arguments {
  readonly port: number;
  readonly seed: number | undefined;
  readonly latencyMs: number;
  readonly write: string | undefined;
  readonly json: boolean;
}

function readArguments(args: readonly string[]): Arguments {
  const {values} = parseArgs({
    args: [...args],
    options: {
      port: {type: 'string'},
      seed: {type: 'string'},
      latency: {type: 'string'},
      write: {type: 'string'},
      json: {type: 'boolean'},
    },
  });
  const number = (name: 'port' | 'seed' | 'latency', most: number): number | undefined => {
    const text = values[name];
    if (text === undefined) return undefined;
    if (!/^\d{1,10}$/u.test(text) || Number(text) > most) throw new RangeError(`--${name} is a whole number up to ${most}.`);
    return Number(text);
  };
  return {
    port: number('port', 65_000) ?? DEFAULT_PORT,
    seed: number('seed', 2 ** 31),
    latencyMs: number('latency', 60_000) ?? 0,
    write: values.write,
    json: values.json ?? false,
  };
}
