/** Whose number a look-up asks with, where the page need not know it. */
import {asksForSubject, type FormDefinition, firstKeyOf, type Json, type LookupSettings, partyOfLookup} from '@egov-form/core';
import type {Keys, LookupPolicy} from './lookup-policy.ts';

/** A look-up of a form, and who may ask what of its connector. */
export interface AskedLookup {
  readonly definition: FormDefinition;
  readonly settings: LookupSettings;
  readonly policy: LookupPolicy;
}

/** Who is signed in, as far as a number goes. */
export interface NumberHolder {
  readonly role: 'citizen' | 'officer';
  /** `''` when the sign-in did not say. */
  readonly personalId: string;
}

/**
 * The keys with the session's own number where it was left out and the form says that the look-up may ask about the signed-in
 * person. Never for an officer, who fills the forms of others.
 */
export function withOwnNumber(lookup: AskedLookup, keys: Keys, {role, personalId}: NumberHolder): Keys {
  const {definition, settings, policy} = lookup;
  if (keys[policy.subject] !== undefined || role === 'officer' || personalId === '') return keys;
  const isSubject = policy.about === 'person' && asksForSubject(settings) && firstKeyName(settings) === policy.subject;
  return isSubject && partyOfLookup(definition, settings)?.subject !== undefined ? {...keys, [policy.subject]: personalId} : keys;
}

/** Of a party that is always the signed-in person: the number is not theirs. An officer reads what they filled. */
export function isOfAnother({definition, settings, policy}: AskedLookup, keys: Keys, {role, personalId}: NumberHolder): boolean {
  const subject = keys[policy.subject];
  if (policy.about !== 'person' || role === 'officer' || subject === undefined || subject === personalId) return false;
  return partyOfLookup(definition, settings)?.subject === true;
}

/** The record with the key that was asked with as its own value, whether the register says it or not. */
export function withKeyValue<
  T extends {
    readonly values: {readonly [name: string]: Json | undefined};
    readonly gaps?: {readonly [attribute: string]: unknown};
  },
>(settings: LookupSettings, keys: Keys, found: T): T {
  const attribute = settings.fill[firstKeyOf(settings)];
  const number = keys[firstKeyName(settings)];
  if (attribute === undefined || number === undefined) return found;
  const {[attribute]: _known, ...gaps} = found.gaps ?? {};
  return {...found, values: {...found.values, [attribute]: number}, gaps};
}

function firstKeyName({keys}: LookupSettings): string {
  return Object.keys(keys)[0] ?? '';
}
