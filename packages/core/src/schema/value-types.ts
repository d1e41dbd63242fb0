/** What the keywords of one schema say about the values that it takes. */
import type {Json} from '../json/json.ts';
import type {SchemaObject} from './schema-branches.ts';

/** The names that `type` gives, as a list. */
export function typesOf(keywords: SchemaObject): readonly Json[] {
  const type = keywords['type'];
  return Array.isArray(type) ? type : type === undefined ? [] : [type];
}

/** Whether a schema asks for a text, a number or a yes or no, and for nothing that has parts. */
export function isPlainValue(keywords: SchemaObject): boolean {
  const types = typesOf(keywords);
  return types.length > 0 && !types.includes('array') && !types.includes('object');
}

/** Every value that is allowed, when the schema lists them; lists and objects are not told apart. */
export function valuesOf(keywords: SchemaObject): readonly Json[] | undefined {
  const values = keywords['const'] !== undefined ? [keywords['const']] : keywords['enum'];
  if (!Array.isArray(values) || values.some((value: Json) => value !== null && typeof value === 'object')) return undefined;
  return values.filter((value: Json) => value !== null);
}
