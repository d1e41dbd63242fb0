import type {FormDefinition, LookupConnector} from '@egov-form/core';
import type {FaultKind, SimulatedService} from '@egov-form/simulators';
import {demoPeople, openSimulatedRegisters, type SimulatedRegisters, type SimulatorOptions} from '@egov-form/simulators';
import {connectorTo, type SignedIn} from './connector-to.ts';

export type {SignedIn} from './connector-to.ts';

/**
 * What can go wrong with a register: the faults of the simulators (`slow`, `down`, `partial`, `contradictory`, `limited`,
 * …), and `not-found`: nobody is on file. `none` repairs it.
 */
export type RegisterFault = FaultKind | 'not-found';

export interface FaultOptions {
  /** For how many questions. Until it is repaired without it. */
  readonly times?: number;
  /** How long `slow` takes, in milliseconds; 10,000 without it, longer than adapters wait. */
  readonly ms?: number;
}

/** Registers with made-up people, companies and vehicles, that do what a test says. */
export interface Registers {
  /** For `fillForm`: asks on behalf of who is signed in, as the gateway would. */
  connector(definition: FormDefinition, signedIn: SignedIn | undefined, now: () => number): LookupConnector;
  /** Who has this number in the register of the population. @throws RangeError for a number that nobody has. */
  person(personalId: string): SignedIn;
  /** Breaks a service, or repairs it with `none`. */
  fault(service: SimulatedService, kind: RegisterFault, options?: FaultOptions): void;
  /** Repairs everything. */
  repair(): void;
  /** Calls per service since the start. */
  counts(): {readonly [service in SimulatedService]: number};
  close(): Promise<void>;
}

/**
 * Starts the simulated registers on free ports of this computer. Close them after the tests.
 *
 * @param options - seed and delay of the simulators.
 */
export async function startRegisters(options: SimulatorOptions = {}): Promise<Registers> {
  const opened = await openSimulatedRegisters(options);
  const people = new Map(demoPeople(options.seed).map((one) => [one.citizenId, one]));
  const missing = new Map<string, number>();
  const broken = new Set<SimulatedService>();
  const repair = (): void => {
    missing.clear();
    for (const service of broken) opened.simulators.setFault({service, fault: 'none'});
    broken.clear();
  };
  return {
    connector: (definition, signedIn, now) => connectorTo(withMissing(opened, missing), definition, signedIn, now),
    person(personalId) {
      const found = people.get(personalId);
      if (!found) throw new RangeError('Expected the number of a made-up person, found one that nobody has. See demoPeople().');
      return {personalId, name: found.name, birthDate: found.birthDate};
    },
    fault(service, kind, {times, ms} = {}) {
      missing.delete(service);
      broken.add(service);
      if (kind === 'not-found') missing.set(service, times ?? Number.POSITIVE_INFINITY);
      else opened.simulators.setFault({service, fault: kind, ...(times !== undefined && {times}), ...(ms !== undefined && {ms})});
    },
    repair,
    counts: () => opened.simulators.counts(),
    close: () => opened.close(),
  };
}

/** The registers, of which some know nobody for a while. */
function withMissing(
  {registers, policies}: SimulatedRegisters,
  missing: Map<string, number>,
): Pick<SimulatedRegisters, 'registers' | 'policies'> {
  const entries = Object.entries(registers).map(([name, register]) => {
    const lookup: typeof register.lookup = async (request, signal) => {
      const left = missing.get(name) ?? 0;
      if (left <= 0) return register.lookup(request, signal);
      missing.set(name, left - 1);
      return {state: 'not-found'};
    };
    return [name, {...register, lookup}] as const;
  });
  return {registers: Object.fromEntries(entries), policies};
}
