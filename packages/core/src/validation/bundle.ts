/** One schema with everything that it refers to, written so that an engine needs to know nothing about identifiers. */
import type {Json, JsonSchema} from '../json.ts';
import {eachSubschema, isKeyword, isSchemaObject, type SchemaObject} from './keywords.ts';
import type {SchemaIndex} from './schema-index.ts';
import {assertUsable, isIdle} from './usable.ts';

export interface Bundle {
  /** `{$ref, $defs}`: every reference is `#/$defs/d<n>`; only keywords of the standard are left. */
  readonly schema: SchemaObject;
  /** Schemas that it refers to, directly or by way of others. */
  readonly targets: readonly JsonSchema[];
  /** Keywords, or kinds of member names, that the schema uses and that Ajv is known to get wrong. */
  readonly beyondAjv: readonly string[];
}

/** Identifiers have done their work once references are resolved. */
const DROPPED = new Set(['$id', '$schema', '$anchor', '$dynamicAnchor', '$defs', '$ref']);
const BEYOND_AJV = ['$dynamicRef', 'unevaluatedItems', 'unevaluatedProperties'];

/** @throws FormError `EGOV_CORE_SCHEMA` for a schema that cannot be used. */
export function bundleOf(schema: JsonSchema, index: SchemaIndex): Bundle {
  const names = new Map<JsonSchema, string>();
  const waiting: JsonSchema[] = [];
  const beyond = new Set<string>();

  function nameOf(target: JsonSchema): string {
    const name = names.get(target) ?? `d${names.size}`;
    if (!names.has(target)) {
      names.set(target, name);
      waiting.push(target);
    }
    return `#/$defs/${name}`;
  }

  function copy(original: JsonSchema): JsonSchema {
    if (!isSchemaObject(original)) return original;
    const result: {[keyword: string]: Json} = {};
    for (const keyword of Object.keys(original)) {
      if (isKeyword(keyword) && !DROPPED.has(keyword) && !isIdle(keyword, original)) result[keyword] = original[keyword] as Json;
    }
    for (const keyword of BEYOND_AJV) if (keyword in result) beyond.add(keyword);
    eachSubschema(original, (keyword, part, inner) => {
      if (DROPPED.has(keyword) || isIdle(keyword, original)) return;
      if (part === '__proto__') beyond.add('a member named __proto__');
      result[keyword] =
        part === undefined ? copy(inner) : withPart(result[keyword] as Json, part, copy(inner), original[keyword]);
    });
    if (original['$ref'] !== undefined) result['$ref'] = nameOf(index.reference(original));
    return result;
  }

  assertUsable(schema, index);
  const $ref = nameOf(schema);
  const definitions: [string, Json][] = [];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    definitions.push([names.get(next) as string, copy(next)]);
  }
  return {
    schema: {$ref, $defs: Object.fromEntries(definitions)},
    targets: [...names.keys()].slice(1),
    beyondAjv: [...beyond],
  };
}

/** A list or an object of schemas with one of them replaced; the original is copied before the first change. */
function withPart(soFar: Json, part: string, schema: JsonSchema, original: Json | undefined): Json {
  const fresh = soFar === original;
  if (Array.isArray(soFar)) {
    const list: Json[] = fresh ? [...soFar] : (soFar as Json[]);
    list[Number(part)] = schema;
    return list;
  }
  const object: {[name: string]: Json} = fresh ? {...(soFar as SchemaObject)} : (soFar as {[name: string]: Json});
  object[part] = schema;
  return object;
}
