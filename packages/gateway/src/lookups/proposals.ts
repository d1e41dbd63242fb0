/**
 * Whom a register knows to belong to the signed-in person, proposed to a look-up of another party.
 *
 * Rule    The page learns the name, masked, and the year of birth. Who it is stands in a token that only this installation
 *         opens, for the same session and look-up and for a quarter of an hour. With it that look-up is asked like any about
 *         another person: with a second factor, within the same budgets, and locked after the same misses.
 */
import type {Json, JsonObject, LookupAnswer, ProposedPerson} from '@egov-form/core';
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
  const {proposes} = settings;
  if (!proposes || (told.state !== 'filled' && told.state !== 'partial')) return undefined;
  const number = textOf(values, proposes.key);
  const name = textOf(values, proposes.fullName);
  const holds = Object.entries(proposes.where ?? {}).every(([attribute, wanted]) => textOf(values, attribute) === wanted);
  if (!holds || number === '' || name === '' || number === person.personalId) return undefined;
  const {id: form, version} = definition;
  const token = await seal(gateway, {session: person.session, form, version, lookup: proposes.to, number});
  const born = proposes.birthDate === undefined ? '' : textOf(values, proposes.birthDate);
  // Of whom only the year is known, the year is the second factor.
  const proposed: ProposedPerson = {name: masked(name), ...(born.length > 4 && {birthYear: born.slice(0, 4)}), token};
  return {answer: {...told, state: 'proposed', person: proposed}, number};
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

/** The first letter of each word: who knows the person knows them by it, and nobody else does. */
function masked(name: string): string {
  return name
    .split(/\s+/u)
    .map((word) => `${[...word][0] ?? ''}***`)
    .join(' ');
}

function textOf(values: JsonObject, attribute: string): string {
  const value: Json | undefined = Object.hasOwn(values, attribute) ? values[attribute] : undefined;
  return typeof value === 'string' ? value : '';
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
