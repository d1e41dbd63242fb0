/** What an attribute of a service can be, read off its shape. */
import type {Json} from '@egov-form/core';
import type {AttributeShape} from '../surroundings.ts';

/** By the cast of a mapping; every other one gives a text. */
const TYPES: {readonly [cast: string]: string} = {
  number: 'number',
  whole: 'number',
  flag: 'boolean',
  requester: 'boolean',
  address: 'object',
  object: 'object',
  list: 'array',
};

/** JSON types that its values have; `number` stands for whole ones, too. */
export function jsonTypesOf({as = 'text', values, first, suffix}: AttributeShape): ReadonlySet<string> {
  if (first) return new Set(first.flatMap((one) => [...jsonTypesOf(one)]));
  if (as === 'any') return new Set();
  if (values) return new Set(Object.values(values).map((value) => typeof value));
  return new Set([suffix === undefined ? (TYPES[as] ?? 'string') : 'string']);
}

/** All values that it can have, where its shape lists them. */
export function valuesGiven({values, otherwise, first}: AttributeShape): readonly Json[] | undefined {
  if (first) {
    const each = first.map(valuesGiven);
    return each.every((one) => one !== undefined) ? [...new Set(each.flat())] : undefined;
  }
  return values && [...new Set([...Object.values(values), ...(otherwise === undefined ? [] : [otherwise])])];
}

/** Of a list: what each of its items has; `undefined` for what is no list, or says nothing of its items. */
export function membersOf({as, members}: AttributeShape): AttributeShape['members'] {
  return as === 'list' ? (members ?? {}) : undefined;
}
