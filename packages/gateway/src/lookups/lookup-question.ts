/** One question of a form to a register: found in the definition, its keys read, put, and its answer signed. */
import {
  askedAttributes,
  declaredAnswer,
  type Keys,
  type LookupPolicy,
  type RegisterAnswer,
  withKeyValue,
} from '@egov-form/connectors/server';
import {type FormDefinition, FormError, type Issue, type LookupAnswer, type LookupSettings, textIn} from '@egov-form/core';
import {Problem} from '../errors.ts';
import type {Gateway} from '../gateway.ts';
import type {Person} from '../sign-in/person.ts';
import {storedValues} from '../submissions/stored-values.ts';
import type {ReceiptHolder} from './receipts.ts';
import type {GuardedRegister, Heard} from './resilience.ts';

/** A look-up of a form with everything that answers it. */
export interface Lookup {
  readonly definition: FormDefinition;
  readonly name: string;
  readonly settings: LookupSettings;
  /** Which of the look-up's connectors is asked. */
  readonly connector: string;
  readonly policy: LookupPolicy;
  readonly register: GuardedRegister;
}

/** The look-up of that name with one of its connectors, when the form has both and there is such a register. */
export function findLookup(gateway: Gateway, definition: FormDefinition, name: string, connector: string): Lookup | undefined {
  const settings = ownMember(definition.lookups, name);
  if (!settings || ![settings.connector].flat().includes(connector)) return undefined;
  const policy = ownMember(gateway.policies, connector);
  const register = ownMember(gateway.registers, connector);
  return policy && register ? {definition, name, settings, connector, policy, register} : undefined;
}

/**
 * Keys as the register wants them: known ones, normalised, well-formed. Empty ones count as not given.
 * @throws Problem `request.malformed` for a key that the look-up does not have, `lookup.key` with issues at the fields of
 *     keys that are not well-formed.
 */
export function readKeys(gateway: Gateway, {settings, policy}: Lookup, sent: Keys): Keys {
  const keys: {[name: string]: string} = {};
  const issues: Issue[] = [];
  for (const [name, text] of Object.entries(sent)) {
    const declared = ownMember(settings.keys, name);
    const formatName = ownMember(policy.keys, name);
    if (declared === undefined || formatName === undefined) {
      throw new Problem('request.malformed', {detail: 'keys has a member that this look-up does not have.'});
    }
    const format = gateway.formats.get(formatName);
    if (!format)
      throw new FormError('EGOV_GATEWAY_FORMAT', `Expected the format "${formatName}" in a pack, found none. Add the pack.`);
    const value = format.normalize ? format.normalize(text) : text.trim();
    if (value === '') continue;
    const pointer = typeof declared === 'string' ? declared : declared.pointer;
    for (const finding of format.check(value)) {
      if ((finding.severity ?? 'error') !== 'error') continue;
      issues.push({code: finding.code, pointer, severity: 'error', ...(finding.params && {params: finding.params})});
    }
    keys[name] = value;
  }
  if (issues.length > 0) throw new Problem('lookup.key', {issues});
  return keys;
}

/** Puts the question to the register. The keys were admitted. */
export async function putQuestion(
  lookup: Lookup,
  keys: Keys,
  person: Pick<Person, 'role' | 'personalId'>,
  gone: AbortSignal,
): Promise<Heard> {
  const {definition, settings, register} = lookup;
  const known = register.register.attributes;
  const heard = await register.ask(
    {
      keys,
      attributes: askedAttributes(settings).filter((attribute) => known.includes(attribute)),
      purpose: textIn(settings.purpose, 'vi'),
      procedure: definition.procedure?.code ?? definition.id,
      requester: {role: person.role, citizenId: person.personalId},
    },
    gone,
  );
  if (heard.state !== 'found') return heard;
  return withKeyValue(settings, keys, heard);
}

/** A register's answer as the form gets it: declared attributes only, with a receipt over them. */
export async function signAnswer(
  gateway: Gateway,
  lookup: Lookup,
  holder: ReceiptHolder,
  keys: Keys,
  answer: RegisterAnswer,
): Promise<LookupAnswer> {
  if (answer.state !== 'found') return answer;
  const {
    definition,
    settings,
    register: {register},
  } = lookup;
  const at = new Date(gateway.clock.now());
  const told = declaredAnswer(settings, answer, {register: register.name, title: register.title}, at);
  const receipt = await gateway.receipts.issue(
    {form: definition.id, version: definition.version, lookup: lookup.name, register: register.name},
    holder,
    firstKey(lookup, keys),
    storedValues(definition, settings, told.values, gateway.procedures.packsOf(definition)),
    at,
  );
  return {...told, receipt};
}

/** What a receipt is bound to: the key that names who or what was asked about. */
function firstKey({policy}: Lookup, keys: Keys): string {
  return keys[policy.subject] ?? '';
}

function ownMember<T>(record: {readonly [name: string]: T} | undefined, name: string): T | undefined {
  return record && Object.hasOwn(record, name) ? record[name] : undefined;
}
