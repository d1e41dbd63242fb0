/** Where the schemas of blocks are put into the schema of a form. */

import {sameJson} from '../json/canonical.ts';
import type {Json, JsonObject, JsonSchema} from '../json/json.ts';
import {splitPointer} from '../json/pointer.ts';
import {isJsonObject} from './merge-patch.ts';

/** Two schemas that say different things of the same keyword, at these members. */
export class SchemaConflict {
  readonly path: readonly string[];

  constructor(path: readonly string[]) {
    this.path = path;
  }
}

/**
 * `root` with a schema at a place of the answers, before what stands there already. What lies on the way is made.
 * @param pointer into the answers; `*` is any row.
 */
export function placeSchema(root: JsonSchema, pointer: string, schema: JsonSchema): JsonSchema | SchemaConflict {
  return placed(root, splitPointer(pointer), schema, []);
}

function placed(
  here: Json | undefined,
  segments: readonly string[],
  schema: JsonSchema,
  path: readonly string[],
): JsonSchema | SchemaConflict {
  const [segment, ...rest] = segments;
  const now: JsonObject = isJsonObject(here) ? here : {};
  if (segment === undefined) return here === false ? new SchemaConflict(path) : joined(schema, now, path);
  if (segment === '*') {
    const items = placed(now['items'], rest, schema, [...path, 'items']);
    return items instanceof SchemaConflict ? items : {...(isBare(now) && {type: 'array'}), ...now, items};
  }
  const members = isJsonObject(now['properties']) ? now['properties'] : {};
  const member = placed(members[segment], rest, schema, [...path, 'properties', segment]);
  if (member instanceof SchemaConflict) return member;
  return {...(isBare(now) && {type: 'object'}), ...now, properties: {...members, [segment]: member}};
}

function isBare(schema: JsonObject): boolean {
  return schema['type'] === undefined && schema['$ref'] === undefined;
}

/** Both at once: members of both, what either requires, and no keyword twice with two meanings. */
function joined(first: JsonSchema, second: JsonObject, path: readonly string[]): JsonSchema | SchemaConflict {
  if (!isJsonObject(first))
    return first === true || Object.keys(second).length === 0
      ? Object.keys(second).length === 0
        ? first
        : second
      : new SchemaConflict(path);
  const both: {[keyword: string]: Json} = {...first};
  for (const [keyword, value] of Object.entries(second)) {
    const other = first[keyword];
    if (other === undefined || sameJson(other, value)) both[keyword] = value;
    else if (keyword === 'properties' && isJsonObject(other) && isJsonObject(value)) {
      const members = joinedMembers(other, value, [...path, keyword]);
      if (members instanceof SchemaConflict) return members;
      both[keyword] = members;
    } else if (keyword === 'required' && Array.isArray(other) && Array.isArray(value))
      both[keyword] = [...new Set([...other, ...value])];
    else return new SchemaConflict([...path, keyword]);
  }
  return both;
}

function joinedMembers(first: JsonObject, second: JsonObject, path: readonly string[]): JsonObject | SchemaConflict {
  const members: {[name: string]: Json} = {...first};
  for (const [name, schema] of Object.entries(second)) {
    const other = first[name];
    const both = other === undefined ? schema : joined(other as JsonSchema, isJsonObject(schema) ? schema : {}, [...path, name]);
    if (both instanceof SchemaConflict) return both;
    members[name] = both;
  }
  return members;
}
