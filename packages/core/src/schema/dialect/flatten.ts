/**
 * A schema into which others were copied (a bundle), with every reference as a pointer from the top: `$id` inside of it is gone.
 *
 * Source  JSON Schema 2020-12, section 9.3.1, of documents that are bundled.
 * Limits  Where a reference into a copied document is none that a pointer can say, the bundle stays as it is.
 */
import type {Json, JsonSchema} from '../../json/json.ts';
import {formatPointer} from '../../json/pointer.ts';
import {resolveUri, splitUri} from '../../validation/uri.ts';
import {isObject, type SchemaObject} from '../schema-branches.ts';

/** A document, and the pointer of its place in the bundle. */
interface Place {
  readonly base: string;
  readonly at: string;
}

export function flattened(schema: JsonSchema): JsonSchema {
  if (!isObject(schema)) return schema;
  const top: Place = {base: typeof schema['$id'] === 'string' ? schema['$id'] : '', at: ''};
  const places = new Map([[splitUri(top.base)[0], top]]);
  indexParts(schema, top, [], places);
  if (places.size === 1) return schema;
  try {
    return rewritten(schema, top, [], places) as SchemaObject;
  } catch (error) {
    if (error instanceof NoPointer) return schema;
    throw error;
  }
}

class NoPointer extends Error {}

/** Members that hold values, not schemas. */
const VALUES: ReadonlySet<string> = new Set(['const', 'default', 'enum', 'examples']);

function placeOf(schema: SchemaObject, around: Place, path: readonly string[]): Place {
  const id = schema['$id'];
  const isNamed = path.length > 0 && typeof id === 'string' && !id.startsWith('#');
  return isNamed ? {base: resolveUri(around.base, id), at: formatPointer(path)} : around;
}

function indexParts(value: Json, around: Place, path: readonly string[], places: Map<string, Place>): void {
  if (value === null || typeof value !== 'object') return;
  const here = isObject(value) ? placeOf(value, around, path) : around;
  if (here !== around) places.set(splitUri(here.base)[0], here);
  for (const [name, part] of Object.entries(value))
    if (!VALUES.has(name)) indexParts(part as Json, here, [...path, name], places);
}

function rewritten(value: Json, around: Place, path: readonly string[], places: ReadonlyMap<string, Place>): Json {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((part: Json, i) => rewritten(part, around, [...path, String(i)], places));
  const here = placeOf(value as SchemaObject, around, path);
  const members = Object.entries(value).flatMap(([name, member]): (readonly [string, Json])[] => {
    if (name === '$id' && here !== around) return [];
    if (name === '$anchor' && here.at !== '') throw new NoPointer();
    if (name === '$ref' && typeof member === 'string') return [[name, pointerTo(member, here, places)]];
    return [[name, VALUES.has(name) ? (member as Json) : rewritten(member as Json, here, [...path, name], places)]];
  });
  return Object.fromEntries(members);
}

function pointerTo(reference: string, {base}: Place, places: ReadonlyMap<string, Place>): string {
  const [document, fragment] = splitUri(resolveUri(base, reference));
  const place = places.get(document);
  if (!place) return reference;
  if (fragment !== '' && !fragment.startsWith('/')) {
    if (place.at === '') return `#${fragment}`;
    throw new NoPointer();
  }
  const at = place.at.split('/').map((segment) => encodeURIComponent(segment).replaceAll('%24', '$'));
  return `#${at.join('/')}${fragment}`;
}
