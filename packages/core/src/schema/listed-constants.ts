/** Choices that a schema lists by itself: `enum`, `const`, or constants with titles. */
import type {Option} from '../generated/definition.ts';
import type {Json} from '../json/json.ts';
import {isObject, type SchemaObject} from './schema-branches.ts';

/** Choices that `enum` lists, with the names that forms of other makers write beside it. */
export function listedConstants({enum: values, enumNames}: SchemaObject): readonly Option[] | undefined {
  if (!Array.isArray(values)) return undefined;
  const names = Array.isArray(enumNames) ? (enumNames as readonly Json[]) : [];
  return (values as readonly Json[]).flatMap((value, i): Option[] =>
    value === null || typeof value === 'object' ? [] : [{value: value as Option['value'], label: String(names[i] ?? value)}],
  );
}

/** `oneOf` or `anyOf` of titled constants: the customary way to give choices their names. */
export function titledConstants(keywords: SchemaObject): readonly Option[] | undefined {
  const parts = keywords['oneOf'] ?? keywords['anyOf'];
  if (!Array.isArray(parts) || parts.length === 0) return undefined;
  const options = parts.flatMap((part: Json): Option[] => {
    const value = isObject(part) ? part['const'] : undefined;
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return [];
    const title = isObject(part) ? part['title'] : undefined;
    return [{value, label: typeof title === 'string' ? title : String(value)}];
  });
  return options.length === parts.length ? options : undefined;
}

/** Whether all values that may be chosen are listed, and can be told apart. */
export function listedChoices(keywords: SchemaObject): boolean {
  const {enum: values} = keywords;
  if (Array.isArray(values)) return values.every((value: Json) => value === null || typeof value !== 'object');
  return keywords['const'] !== undefined;
}
