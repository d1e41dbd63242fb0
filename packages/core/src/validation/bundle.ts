/** One schema with everything that it refers to, written so that an engine needs to know nothing about identifiers. */
import type {Json, JsonSchema} from '../json/json.ts';
import {eachSubschema, isKeyword, isSchemaObject, type SchemaObject} from './keywords.ts';
import {lookedAt} from './looked-at.ts';
import type {SchemaIndex} from './schema-index.ts';
import {assertUsable, isIdle} from './usable.ts';

export interface Bundle {
  /**
   * `{$ref, $defs}`: every reference is `#/$defs/d<n>`; only keywords of the standard are left, and beside `unevaluated…`
   * what the schema looks at (`LOOKED_AT`).
   */
  readonly schema: SchemaObject;
  /** Schemas that it refers to, directly or by way of others. */
  readonly targets: readonly JsonSchema[];
  /** Keywords, or kinds of member names, that the schema uses and that Ajv is known to get wrong. */
  readonly beyondAjv: readonly string[];
}

/** Identifiers have done their work once references are resolved. */
const DROPPED = new Set(['$id', '$schema', '$anchor', '$dynamicAnchor', '$defs', '$ref']);
const UNEVALUATED = ['unevaluatedItems', 'unevaluatedProperties'];

/** Stands beside `unevaluatedItems` and `unevaluatedProperties`: how many items, which names and patterns were looked at. */
export const LOOKED_AT = 'x-egov-looked-at';

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
    eachSubschema(original, (keyword, part, inner) => {
      if (DROPPED.has(keyword) || isIdle(keyword, original)) return;
      if (part === '__proto__') beyond.add('a member named __proto__');
      result[keyword] =
        part === undefined ? copy(inner) : withPart(result[keyword] as Json, part, copy(inner), original[keyword]);
    });
    if (original['$ref'] !== undefined) result['$ref'] = nameOf(index.reference(original));
    if (original['$dynamicRef'] !== undefined) copyDynamic(original, result);
    copyUnevaluated(original, result);
    return result;
  }

  /** A dynamic reference that can lead to one place only is a reference. All that is led to was read before. */
  function copyDynamic(original: SchemaObject, result: {[keyword: string]: Json}): void {
    const target = index.onlyDynamicTarget(original);
    if (target === undefined) {
      beyond.add('$dynamicRef');
      return;
    }
    delete result['$dynamicRef'];
    const $ref = nameOf(target);
    if (result['$ref'] === undefined) result['$ref'] = $ref;
    else result['allOf'] = [...((result['allOf'] ?? []) as readonly Json[]), {$ref}];
  }

  function targetsOf(from: SchemaObject): readonly JsonSchema[] | undefined {
    const targets = from['$ref'] === undefined ? [] : [index.reference(from)];
    if (from['$dynamicRef'] === undefined) return targets;
    const target = index.onlyDynamicTarget(from);
    return target === undefined ? undefined : [...targets, target];
  }

  /** What is looked at whatever the value is, is written down; what depends on the value is left to the interpreter. */
  function copyUnevaluated(original: SchemaObject, result: {[keyword: string]: Json}): void {
    const used = UNEVALUATED.filter((keyword) => keyword in result);
    const looked = used.length === 0 ? undefined : lookedAt(original, targetsOf);
    for (const keyword of used) {
      if (!looked) beyond.add(keyword);
      else if (keyword === 'unevaluatedItems' ? looked.items === Number.POSITIVE_INFINITY : looked.allMembers)
        delete result[keyword];
      else result[LOOKED_AT] = {items: looked.items, names: [...looked.names], patterns: [...looked.patterns]};
    }
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
