/** One question of a form to a register: found in the definition, its keys read, put, and its answer signed. */
import {isOlder, type RegisterAnswer} from '@egov-form/connectors/server';
import {
  asksForSubject,
  type FormDefinition,
  FormError,
  firstKeyOf,
  type Issue,
  type LookupAnswer,
  type LookupGap,
  type LookupSettings,
  partyOfLookup,
  textIn,
} from '@egov-form/core';
import {Problem} from '../errors.ts';
import type {Gateway} from '../gateway.ts';
import type {Person} from '../sign-in/person.ts';
import {storedValues} from '../submissions/stored-values.ts';
import {askedAttributes, attributePath, declaredAttributes, declaredValues} from './lookup-attributes.ts';
import type {Keys, LookupPolicy} from './lookup-policy.ts';
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

/**
 * The keys with the session's own number where it was left out and the form says that the look-up may ask about the signed-in
 * person. Never for an officer, who fills the forms of others.
 */
export function withOwnNumber(lookup: Lookup, keys: Keys, {role, personalId}: Pick<Person, 'role' | 'personalId'>): Keys {
  const {definition, settings, policy} = lookup;
  if (keys[policy.subject] !== undefined || role === 'officer' || personalId === '') return keys;
  const isSubject = policy.about === 'person' && asksForSubject(settings) && firstKeyName(settings) === policy.subject;
  return isSubject && partyOfLookup(definition, settings)?.subject !== undefined ? {...keys, [policy.subject]: personalId} : keys;
}

/** Of a party that is always the signed-in person: the number is not theirs. An officer reads what they filled. */
export function isOfAnother({definition, settings, policy}: Lookup, keys: Keys, {role, personalId}: Person): boolean {
  const subject = keys[policy.subject];
  if (policy.about !== 'person' || role === 'officer' || subject === undefined || subject === personalId) return false;
  return partyOfLookup(definition, settings)?.subject === true;
}

function firstKeyName({keys}: LookupSettings): string {
  return Object.keys(keys)[0] ?? '';
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
  // What was asked with is the key's own value, whether the register says it or not.
  const attribute = ownMember(settings.fill, firstKeyOf(settings));
  const number = keys[firstKeyName(settings)];
  if (attribute === undefined || number === undefined) return heard;
  const {[attribute]: _known, ...gaps} = heard.gaps ?? {};
  return {...heard, values: {...heard.values, [attribute]: number}, gaps};
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
  const gaps = gapsOf(settings, answer, at.getTime());
  const values = declaredValues(settings, answer.values, Object.keys(gaps));
  const complete = declaredAttributes(settings).every((attribute) => Object.hasOwn(values, attribute));
  const receipt = await gateway.receipts.issue(
    {form: definition.id, version: definition.version, lookup: lookup.name, register: register.name},
    holder,
    firstKey(lookup, keys),
    storedValues(definition, settings, values, gateway.options.packs),
    at,
  );
  return {
    state: complete ? 'filled' : 'partial',
    values,
    source: {register: register.name, title: register.title, at: at.toISOString()},
    receipt,
    ...(Object.keys(gaps).length > 0 && {gaps}),
  };
}

/** Why declared attributes are not answered: what the register says, and what is older than this form believes. */
function gapsOf(
  settings: LookupSettings,
  {gaps = {}, updated = {}}: Extract<RegisterAnswer, {state: 'found'}>,
  now: number,
): {readonly [attribute: string]: LookupGap} {
  const {fill, maxAgeDays = {}} = settings;
  const found: {[attribute: string]: LookupGap} = {};
  for (const [pointer, text] of Object.entries(fill)) {
    const {name} = attributePath(text);
    const gap = ownMember(gaps, name);
    const asOf = ownMember(updated, name);
    const days = ownMember(maxAgeDays, pointer) ?? ownMember(maxAgeDays, '*');
    if (gap) found[name] = gap;
    else if (asOf !== undefined && isOlder(asOf, days, now)) found[name] = {reason: 'stale', asOf};
  }
  return found;
}

/** What a receipt is bound to: the key that names who or what was asked about. */
function firstKey({policy}: Lookup, keys: Keys): string {
  return keys[policy.subject] ?? '';
}

function ownMember<T>(record: {readonly [name: string]: T} | undefined, name: string): T | undefined {
  return record && Object.hasOwn(record, name) ? record[name] : undefined;
}
