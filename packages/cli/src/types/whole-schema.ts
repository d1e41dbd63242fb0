/** A schema with everything that it refers to in its place, and nothing that a compiler of types does not read. */
import type {Json, JsonObject, JsonSchema} from '@egov-form/core';

interface Place {
  /** The document around it, by which `#/…` is resolved. */
  readonly root: JsonObject;
  /** What was referred to on the way: again it would lead in a circle. */
  readonly on: readonly string[];
}

/** @param models by `$id`: what `$ref` may name beside the schema itself. Below a schema that contains itself stands anything. */
export function wholeSchema(schema: JsonSchema, models: ReadonlyMap<string, JsonSchema>): JsonObject {
  const root = isObject(schema) ? schema : {};
  return wholeAt(root, {root, on: []}, models) as JsonObject;
}

function wholeAt(schema: Json, place: Place, models: ReadonlyMap<string, JsonSchema>): Json {
  if (!isObject(schema)) return schema;
  const {$ref, ...beside} = schema;
  if (typeof $ref !== 'string') return keywordsOf(schema, (part) => wholeAt(part, place, models));
  const target = targetOf($ref, place.root, models);
  if (!target || place.on.includes($ref)) return {};
  const referred = wholeAt(target.schema, {root: target.root, on: [...place.on, $ref]}, models);
  return merged(referred, wholeAt(beside, place, models));
}

function keywordsOf(schema: JsonObject, whole: (part: Json) => Json): JsonObject {
  const {type, const: constant, enum: values, required, properties, items, prefixItems, additionalProperties: more} = schema;
  const each = (parts: Json | undefined): Json | undefined => (Array.isArray(parts) ? parts.map(whole) : undefined);
  const members = isObject(properties) ? Object.entries(properties).map(([name, one]) => [name, whole(one)] as const) : [];
  const rest = items === undefined ? undefined : whole(items);
  return present({
    type,
    const: constant,
    enum: values,
    required,
    properties: properties === undefined ? undefined : (Object.fromEntries(members) as JsonObject),
    // Places of their own had another name in the draft that the compiler reads.
    ...(prefixItems === undefined ? {items: rest} : {items: each(prefixItems), additionalItems: rest ?? true}),
    allOf: each(schema['allOf']),
    anyOf: each(schema['anyOf']),
    oneOf: each(schema['oneOf']),
    additionalProperties: isObject(more) ? whole(more) : undefined,
  });
}

function targetOf(
  $ref: string,
  root: JsonObject,
  models: ReadonlyMap<string, JsonSchema>,
): {readonly schema: Json; readonly root: JsonObject} | undefined {
  const [document = '', fragment = ''] = $ref.split('#');
  const found = document === '' ? root : models.get(document);
  if (!isObject(found)) return undefined;
  let schema: Json | undefined = found;
  for (const segment of fragment.split('/').slice(1)) {
    const name = decodeURIComponent(segment).replaceAll('~1', '/').replaceAll('~0', '~');
    schema = isObject(schema) && Object.hasOwn(schema, name) ? schema[name] : undefined;
  }
  return schema === undefined ? undefined : {schema, root: found};
}

/** What stands beside a reference narrows it, member by member. */
function merged(a: Json, b: Json): Json {
  if (!isObject(a) || !isObject(b)) return a;
  const due = [...new Set([...namesIn(a['required']), ...namesIn(b['required'])])];
  const members = isObject(a['properties']) ? {...a['properties']} : {};
  for (const [name, member] of Object.entries(isObject(b['properties']) ? b['properties'] : {}))
    members[name] = Object.hasOwn(members, name) ? merged(members[name] ?? {}, member) : member;
  return {
    ...a,
    ...b,
    ...(Object.keys(members).length > 0 && {properties: members}),
    ...(due.length > 0 && {required: due}),
  };
}

/** Names in `required`. */
export function namesIn(required: Json | undefined): readonly string[] {
  return Array.isArray(required) ? required.filter((name) => typeof name === 'string') : [];
}

export function isObject(value: unknown): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function present(members: {readonly [name: string]: Json | undefined}): JsonObject {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as JsonObject;
}
