import type {Json} from '@egov-form/core';

export type SimulatedService = 'token' | 'population' | 'business' | 'vehicle';

/**
 * How a service misbehaves: `down` 503, `error-500`, `reset` the connection is cut, `cut` half an answer and then the
 * connection is cut, `slow` the right answer after `ms`, `hang` never an answer, `rubbish` an HTML page with status 200,
 * `partial` a record with most members unknown, `wrong-person` a record of somebody (or something) else, `refused` error
 * 004 of the exchange, `limited` 429.
 */
export type FaultKind =
  | 'none'
  | 'down'
  | 'error-500'
  | 'reset'
  | 'cut'
  | 'slow'
  | 'hang'
  | 'rubbish'
  | 'partial'
  | 'wrong-person'
  | 'refused'
  | 'limited';

/** Every kind, for tables of tests and for choices on a page. */
export const FAULT_KINDS: readonly FaultKind[] = [
  'none',
  'down',
  'error-500',
  'reset',
  'cut',
  'slow',
  'hang',
  'rubbish',
  'partial',
  'wrong-person',
  'refused',
  'limited',
];

const SERVICES: readonly SimulatedService[] = ['token', 'population', 'business', 'vehicle'];

/** Default of `ms` for `slow`: longer than the adapters wait. */
const SLOW_MS = 10_000;
const MAX_MS = 120_000;

/** One switch. Without `key` it stands for the whole service; with one, for that number, code or plate only. */
export interface FaultSetting {
  readonly service: SimulatedService;
  readonly fault: FaultKind;
  /** For `slow`, in milliseconds. Defaults to 10,000. */
  readonly ms?: number;
  readonly key?: string;
}

export interface Fault {
  readonly kind: FaultKind;
  readonly ms: number;
}

const NONE: Fault = {kind: 'none', ms: 0};

/** The switches that are set. A switch for one key beats the one for its service. */
export class Faults {
  readonly #set = new Map<string, Fault>();

  set(setting: FaultSetting): void {
    const name = nameOf(setting.service, setting.key);
    if (setting.fault === 'none' && setting.key === undefined) {
      // "All well" for a service forgets its single keys too: whoever repairs a demo means all of it.
      for (const known of this.#set.keys()) if (known.startsWith(`${setting.service} `)) this.#set.delete(known);
    } else if (setting.fault === 'none') this.#set.delete(name);
    else this.#set.set(name, {kind: setting.fault, ms: setting.ms ?? SLOW_MS});
  }

  of(service: SimulatedService, key: string): Fault {
    return this.#set.get(nameOf(service, key)) ?? this.#set.get(nameOf(service, undefined)) ?? NONE;
  }

  /** What is set, for people: `{"population 026…": "slow"}`. */
  list(): {[name: string]: FaultKind} {
    return Object.fromEntries([...this.#set].map(([name, fault]) => [name, fault.kind]));
  }
}

function nameOf(service: SimulatedService, key: string | undefined): string {
  return `${service} ${key === undefined ? '*' : key.replace(/[\s.-]/gu, '').toUpperCase()}`;
}

/** A control message as a setting; `undefined` when it is not one. */
export function readFaultSetting(body: Json | undefined): FaultSetting | undefined {
  if (body === null || typeof body !== 'object' || Array.isArray(body)) return undefined;
  const {service, fault, ms, key} = body as {readonly [member: string]: Json};
  const knownService = SERVICES.find((known) => known === service);
  const knownFault = FAULT_KINDS.find((known) => known === fault);
  if (!knownService || !knownFault) return undefined;
  if (ms !== undefined && (typeof ms !== 'number' || !(ms >= 0 && ms <= MAX_MS))) return undefined;
  if (key !== undefined && (typeof key !== 'string' || key === '')) return undefined;
  return {service: knownService, fault: knownFault, ...(ms !== undefined && {ms}), ...(key !== undefined && {key})};
}
