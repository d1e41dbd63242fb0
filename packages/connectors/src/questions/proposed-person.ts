/** Whom an answer about the signed-in person names, as far as a page may be told before they are confirmed. */
import type {Json, JsonObject, LookupSettings, ProposedPerson} from '@egov-form/core';

/** Who it is, the look-up that they are proposed to, and what the page learns. */
export interface NamedPerson extends Omit<ProposedPerson, 'token'> {
  readonly number: string;
  readonly to: string;
}

/** @param own - number of who is signed in: nobody is proposed to themselves. */
export function whoIsProposed({proposes}: LookupSettings, values: JsonObject, own: string): NamedPerson | undefined {
  if (!proposes) return undefined;
  const number = textOf(values, proposes.key);
  const name = textOf(values, proposes.fullName);
  const holds = Object.entries(proposes.where ?? {}).every(([attribute, wanted]) => textOf(values, attribute) === wanted);
  if (!holds || number === '' || name === '' || number === own) return undefined;
  const born = proposes.birthDate === undefined ? '' : textOf(values, proposes.birthDate);
  // Of whom only the year is known, the year is the second factor.
  return {number, to: proposes.to, name: masked(name), ...(born.length > 4 && {birthYear: born.slice(0, 4)})};
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
