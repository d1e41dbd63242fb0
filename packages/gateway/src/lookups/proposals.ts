/**
 * Whom a register knows to belong to the signed-in person, proposed to a look-up of another party.
 *
 * Rule    The page learns the name, masked, and the year of birth. Who it is stands in a token that only this installation
 *         opens, for the same session and look-up and for a quarter of an hour. With it that look-up is asked like any about
 *         another person: with a second factor, within the same budgets, and locked after the same misses.
 */
import {whoIsProposed} from '@egov-form/connectors/server';
import type {JsonObject, LookupAnswer} from '@egov-form/core';
import {EncryptJWT, jwtDecrypt} from 'jose';
import type {Gateway} from '../gateway.ts';
import type {Person} from '../sign-in/person.ts';
import type {Lookup} from './lookup-question.ts';

const QUARTER_OF_AN_HOUR = 15 * 60;

/** What a token is bound to, and whom it names. */
interface Sealed {
  readonly session: string;
  readonly form: string;
  readonly version: string;
  readonly lookup: string;
  readonly number: string;
}

/** An answer about the signed-in person, and whom it names. */
export interface Proposed {
  readonly answer: Extract<LookupAnswer, {state: 'proposed'}>;
  readonly number: string;
}

/**
 * Whom the register's answer names, when it names anybody else.
 *
 * @param told the same answer as the form gets it: what is filled beside, with its receipt.
 */
export async function propose(
  gateway: Gateway,
  {definition, settings}: Lookup,
  person: Person,
  values: JsonObject,
  told: LookupAnswer,
): Promise<Proposed | undefined> {
  if (told.state !== 'filled' && told.state !== 'partial') return undefined;
  const proposed = whoIsProposed(settings, values, person.personalId);
  if (!proposed) return undefined;
  const {number, to, ...named} = proposed;
  const {id: form, version} = definition;
  const token = await seal(gateway, {session: person.session, form, version, lookup: to, number});
  return {answer: {...told, state: 'proposed', person: {...named, token}}, number};
}

/** The number that a token stands for, if it was made for this session and this look-up and is still good. */
export async function proposedNumber(
  gateway: Gateway,
  {definition, name}: Lookup,
  {session}: Person,
  token: string,
): Promise<string | undefined> {
  const sealed = await open(gateway, token);
  const isSame =
    sealed?.session === session &&
    sealed.form === definition.id &&
    sealed.version === definition.version &&
    sealed.lookup === name;
  return isSame ? sealed.number : undefined;
}

async function seal({clock, secrets}: Gateway, sealed: Sealed): Promise<string> {
  return new EncryptJWT({...sealed})
    .setProtectedHeader({alg: 'dir', enc: 'A256GCM'})
    .setExpirationTime(Math.floor(clock.now() / 1000) + QUARTER_OF_AN_HOUR)
    .encrypt(secrets.proposalKey);
}

async function open({clock, secrets}: Gateway, token: string): Promise<Sealed | undefined> {
  try {
    const currentDate = new Date(clock.now());
    const {payload} = await jwtDecrypt(token, secrets.proposalKey, {currentDate, requiredClaims: ['exp']});
    return payload as unknown as Sealed;
  } catch {
    return undefined;
  }
}
