/** Forms whose answers a JSON Schema describes: the schema stays as it is, what stands beside it becomes settings of fields. */
import {
  type FormDefinition,
  FormError,
  formatPointer,
  type Json,
  type JsonObject,
  parsePointer,
  type Text,
  valueAt,
} from '@egov-form/core';
import {type DefinitionSurroundings, readForm} from '@egov-form/core/check';
import {isObject, objectOf, textOf} from '../json.ts';
import type {Losses} from '../losses.ts';
import {identifier} from '../names.ts';
import {withoutMistakes} from '../without-mistakes.ts';

export interface SchemaForm {
  readonly schema: JsonObject;
  readonly title?: Text;
  readonly pages?: readonly JsonObject[];
  readonly fields?: {readonly [pointer: string]: JsonObject};
}

export function schemaDefinition(
  {schema, title, pages, fields}: SchemaForm,
  losses: Losses,
  surroundings: DefinitionSurroundings,
): FormDefinition {
  const base = bare(schema, losses, surroundings);
  const made: JsonObject = {
    ...base,
    ...(base['title'] === '' && {title: 'Form'}),
    ...(title !== undefined && {title}),
    ...(pages && pages.length > 0 && {pages}),
    ...(fields && Object.keys(fields).length > 0 && {fields}),
  };
  return withoutMistakes(made, losses, surroundings);
}

/** The schema as core reads a bare one; where it does not open, with what does not hold left to be taken out. */
function bare(schema: JsonObject, losses: Losses, surroundings: DefinitionSurroundings): JsonObject {
  try {
    const {definition, notes} = readForm(schema, surroundings);
    for (const {pointer, message} of notes) losses.add('schema.note', pointer, {found: message});
    return {$schema: 'urn:egov-form:form:v1', ...(definition as unknown as JsonObject)};
  } catch (error) {
    if (!(error instanceof FormError)) throw error;
    const title = textOf(schema['title']) ?? textOf(schema['$id']) ?? 'Form';
    return {$schema: 'urn:egov-form:form:v1', id: identifier(title, 'form'), version: '1.0.0', title, data: schema};
  }
}

/** What a local reference leads to; other references and circles stay as they are. */
export function resolved(schema: Json | undefined, root: JsonObject): JsonObject {
  let part = objectOf(schema);
  for (let hops = 0; hops < 20; hops += 1) {
    const reference = textOf(part['$ref']);
    if (reference === undefined || !/^#(?:\/|$)/u.test(reference)) return part;
    const target = valueAt(root, parsePointer(decoded(reference.slice(1))));
    if (!isObject(target)) return part;
    part = {...target, ...withoutReference(part)};
  }
  return part;
}

/** A fragment is written as in an address; one that is not is taken as it stands. */
const decoded = (fragment: string): string => (/%(?![0-9a-f]{2})/iu.test(fragment) ? fragment : decodeURIComponent(fragment));

function withoutReference(part: JsonObject): JsonObject {
  const {$ref: _, ...others} = part;
  return others;
}

/** Items of a page for the members of an object, in the order that is given. Objects become groups, lists of objects lists. */
export function itemsFor(
  schema: JsonObject,
  pointer: string,
  root: JsonObject,
  order: (pointer: string, names: readonly string[]) => readonly string[],
): JsonObject[] {
  const properties = objectOf(schema['properties']);
  return order(pointer, Object.keys(properties)).map((name) =>
    itemFor(properties[name], pointer + formatPointer([name]), name, root, order),
  );
}

export function itemFor(
  given: Json | undefined,
  pointer: string,
  name: string,
  root: JsonObject,
  order: (pointer: string, names: readonly string[]) => readonly string[],
): JsonObject {
  const schema = resolved(given, root);
  const asked = {field: pointer};
  // A part with alternatives is asked as a whole.
  if (schema['oneOf'] || schema['anyOf'] || schema['allOf'] || depthOf(pointer) > 8) return asked;
  if (isObject(schema['properties']))
    return {group: textOf(schema['title']) ?? name, items: itemsFor(schema, pointer, root, order)};
  const row = resolved(schema['items'], root);
  if (schema['type'] === 'array' && isObject(row['properties']) && !row['oneOf'] && !row['anyOf'] && !row['allOf'])
    return {list: pointer, items: itemsFor(row, `${pointer}/*`, root, order)};
  return asked;
}

const depthOf = (pointer: string): number => pointer.split('/').length;
