/** What tests of registers share: every connector of running simulators, and questions to them. */
import type {JsonObject} from '@egov-form/core';
import type {ConnectorConfiguration} from '../generated/configuration.ts';
import {type ConnectorSurroundings, type Connectors, openConnectors} from '../open-connectors.ts';
import type {RawAddress, Register, RegisterAnswer, RegisterRequest, RegisterTrouble} from '../register.ts';

/** A stand-in for the country pack: old codes cannot be placed without its tables, new ones can. */
export const SURROUNDINGS: ConnectorSurroundings = {
  readableName: (text) => text.toLowerCase().replace(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase()),
  resolveAddress: (raw: RawAddress): JsonObject | undefined => {
    if (raw.text !== '' && raw.communeCode === '') return {provinceCode: '25', communeCode: '09106', legacyText: raw.text};
    if (raw.communeCode === '99999' || raw.communeCode === '') return undefined;
    const era = raw.districtCode === '' ? '2025-07-01' : '2004-01-01';
    return {provinceCode: raw.provinceCode, communeCode: raw.communeCode, era};
  },
};

/** What is needed of running simulators. */
interface RunningRegisters {
  readonly configuration: ConnectorConfiguration;
  readonly environment: {readonly [name: string]: string};
}

/** Every connector of the simulators. `changes` are made to each connector's settings. */
export function openSimulated(
  {configuration, environment}: RunningRegisters,
  surroundings: Partial<ConnectorSurroundings> & {readonly timeoutMs?: number} = {},
): Connectors & {readonly troubles: RegisterTrouble[]} {
  const {timeoutMs = 8_000, ...others} = surroundings;
  const troubles: RegisterTrouble[] = [];
  const connectors = Object.fromEntries(
    Object.entries(configuration.connectors).map(([name, settings]) => [name, {...settings, timeoutMs}]),
  );
  const opened = openConnectors(
    {connectors},
    {...SURROUNDINGS, environment, onTrouble: (trouble) => troubles.push(trouble), ...others},
  );
  return {...opened, troubles};
}

/** Keys of a record that each simulated service has. */
export const SAMPLE_KEYS: {readonly [service: string]: RegisterRequest['keys']} = {
  population: {citizenId: '026190000042', birthDate: '1990-02-14'},
  'population-verify': {citizenId: '026190000042', fullName: 'Nguyễn Thị Mẫu', birthDate: '1990-02-14', gender: 'female'},
  business: {code: '9999999997'},
  vehicle: {plate: '88A-000.01'},
  'vehicle-fleet': {code: '9999999972'},
  'document-wallet': {citizenId: '026190000042'},
  tax: {code: '026190000042'},
  'social-insurance': {citizenId: '026190000042', fullName: 'Nguyễn Thị Mẫu', birthDate: '1990-02-14'},
  'driving-licence': {citizenId: '026190000042', birthDate: '1990-02-14'},
  land: {citizenId: '026190000042', serial: 'AA 00000001'},
  'birth-record': {citizenId: '025226000047', birthDate: '2026-02-20'},
  'marriage-record': {citizenId: '026190000042'},
  'marital-status': {citizenId: '026190000042', birthDate: '1990-02-14'},
  household: {citizenId: '026190000042', birthDate: '1990-02-14'},
  'household-member': {citizenId: '026190000042', member: '025226000047'},
  'household-business': {citizenId: '026190000042', birthDate: '1990-02-14'},
  'driver-health': {citizenId: '026190000042', birthDate: '1990-02-14'},
};

let requests = 0;

/** A question as a gateway puts it for a citizen; `changes` replace parts of it. */
export function question(
  register: Register,
  keys: RegisterRequest['keys'],
  changes: Partial<RegisterRequest> = {},
): RegisterRequest {
  requests += 1;
  return {
    keys,
    attributes: register.attributes,
    purpose: 'Đăng ký khai sinh',
    procedure: '1.001193',
    requester: {role: 'citizen', citizenId: '026190000042'},
    requestId: `request-${requests}`,
    ...changes,
  };
}

export function ask(
  register: Register | undefined,
  keys: RegisterRequest['keys'],
  changes: Partial<RegisterRequest> = {},
  signal: AbortSignal = new AbortController().signal,
): Promise<RegisterAnswer> {
  if (!register) throw new RangeError('Expected a register, found none.');
  return register.lookup(question(register, keys, changes), signal);
}

/** The values of a record that must be there. */
export async function found(
  register: Register | undefined,
  keys: RegisterRequest['keys'],
  attributes: readonly string[] | undefined = register?.attributes,
): Promise<{[name: string]: unknown}> {
  const answer = await ask(register, keys, {attributes: attributes ?? []});
  if (answer.state !== 'found') throw new RangeError(`Expected a record, found ${JSON.stringify(answer)}.`);
  return {...answer.values};
}
