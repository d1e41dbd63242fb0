import type {FaultKind, FaultList, FaultSetting} from '@egov-form/connectors/messages';
import {interpret, type Json} from '@egov-form/core';

export type {FaultKind, FaultSetting} from '@egov-form/connectors/messages';

/** Everything that can be broken: the exchange's token end, and the services by their names. */
export const SIMULATED_SERVICES = [
  'token',
  'population',
  'business',
  'vehicle',
  'population-verify',
  'document-wallet',
  'tax',
  'social-insurance',
  'driving-licence',
  'land',
  'birth-record',
  'marriage-record',
  'household',
] as const;

export type SimulatedService = (typeof SIMULATED_SERVICES)[number];

/** Every kind, for tables of tests and for choices on a page. */
export const FAULT_KINDS: readonly FaultKind[] = [
  'none',
  'down',
  'error-500',
  'error-400',
  'reset',
  'cut',
  'slow',
  'hang',
  'rubbish',
  'partial',
  'wrong-person',
  'contradictory',
  'stale',
  'refused',
  'limited',
  'wrong-hash',
  'altered',
];

/** Default of `ms` for `slow`: longer than the adapters wait. */
const SLOW_MS = 10_000;

export interface Fault {
  readonly kind: FaultKind;
  readonly ms: number;
  readonly members: NonNullable<FaultSetting['members']>;
}

interface Switch extends Fault {
  /** How many more requests it is for. */
  left: number;
}

const NONE: Fault = {kind: 'none', ms: 0, members: {}};

/** The switches that are set. A switch for one key beats the one for its service. */
export class Faults {
  readonly #set = new Map<string, Switch>();

  set(setting: FaultSetting): void {
    const name = nameOf(setting.service, setting.key);
    if (setting.fault === 'none' && setting.key === undefined) {
      // "All well" for a service forgets its single keys too: whoever repairs a demo means all of it.
      for (const known of this.#set.keys()) if (known.startsWith(`${setting.service} `)) this.#set.delete(known);
    } else if (setting.fault === 'none') this.#set.delete(name);
    else {
      const {fault: kind, ms = SLOW_MS, members = {}, times = Number.POSITIVE_INFINITY} = setting;
      this.#set.set(name, {kind, ms, members, left: times});
    }
  }

  /** The fault of a request that is being answered now. */
  take(service: SimulatedService, key: string): Fault {
    for (const name of [nameOf(service, key), nameOf(service, undefined)]) {
      const fault = this.#set.get(name);
      if (!fault) continue;
      fault.left -= 1;
      if (fault.left <= 0) this.#set.delete(name);
      return fault;
    }
    return NONE;
  }

  /** What is set, for people: `{"population 026…": "slow"}`. */
  list(): FaultList {
    return Object.fromEntries([...this.#set].map(([name, fault]) => [name, fault.kind]));
  }
}

function nameOf(service: string, key: string | undefined): string {
  return `${service} ${key === undefined ? '*' : key.replace(/[\s.-]/gu, '').toUpperCase()}`;
}

const isSetting = interpret(
  {
    type: 'object',
    additionalProperties: false,
    required: ['service', 'fault'],
    properties: {
      service: {enum: SIMULATED_SERVICES},
      fault: {enum: FAULT_KINDS},
      ms: {type: 'number', minimum: 0, maximum: 120_000},
      members: {
        type: 'object',
        maxProperties: 50,
        additionalProperties: {enum: ['absent', 'denied', 'outdated', 'other']},
      },
      key: {type: 'string', minLength: 1, maxLength: 100},
      times: {type: 'integer', minimum: 1, maximum: 1_000_000},
    },
  },
  {schemas: new Map(), formats: new Map()},
);

/** A control message as a setting; `undefined` when it is not one. */
export function readFaultSetting(body: Json | undefined): FaultSetting | undefined {
  return body !== undefined && isSetting(body).length === 0 ? (body as unknown as FaultSetting) : undefined;
}
