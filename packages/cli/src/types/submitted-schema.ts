/** The schema of `data` with what the definition says of it: labels, what a rule may hide, what is always required. */
import {type FormDefinition, type Item, isAuxiliary, type Json, type JsonObject, type JsonSchema, textIn} from '@egov-form/core';
import {escapeSegment} from '@egov-form/core/plan';
import {isObject, namesIn, wholeSchema} from './whole-schema.ts';

/** What the settings of a definition say about a place; `*` stands for any row. */
interface Settings {
  /** Pointers that a rule may hide. */
  readonly hidden: ReadonlySet<string>;
  /** Pointers that are always required. */
  readonly required: ReadonlySet<string>;
  label(pointer: string): string | undefined;
}

/** @param models by `$id`: what `$ref` may name beside the definition itself. */
export function submittedSchema(definition: FormDefinition, models: ReadonlyMap<string, JsonSchema>): JsonSchema {
  const schema = settledAt(wholeSchema(definition.data, models), '', settingsOf(definition));
  return {...(schema as JsonObject), description: 'What is handed in: the visible answers.'};
}

function settledAt(schema: Json, pointer: string, settings: Settings): Json {
  if (!isObject(schema)) return schema;
  const {properties, required, items, ...rest} = schema;
  const description = settings.label(pointer);
  const alternatives = ['allOf', 'anyOf', 'oneOf'].flatMap((name) => {
    const parts = rest[name];
    return Array.isArray(parts) ? [[name, parts.map((part: Json) => settledAt(part, pointer, settings))]] : [];
  });
  return {
    ...rest,
    ...(description !== undefined && {description}),
    ...(items !== undefined && {items: Array.isArray(items) ? items : settledAt(items, `${pointer}/*`, settings)}),
    ...(isObject(properties) && settledMembers(properties, namesIn(required), pointer, settings)),
    ...Object.fromEntries(alternatives),
  };
}

function settledMembers(properties: JsonObject, required: readonly string[], pointer: string, settings: Settings): JsonObject {
  // What the form keeps for itself is nothing that a person is asked.
  const members = Object.entries(properties)
    .filter(([name]) => !isAuxiliary(name))
    .map(([name, schema]) => ({name, schema, at: `${pointer}/${escapeSegment(name)}`}));
  const due = members.filter(
    ({name, schema, at}) => (required.includes(name) || settings.required.has(at)) && !mayBeHidden(schema, at, settings),
  );
  return {
    properties: Object.fromEntries(members.map(({name, schema, at}) => [name, settledAt(schema, at, settings)])),
    required: due.map(({name}) => name),
  };
}

/** Hidden by a rule, or a group of which every member is. */
function mayBeHidden(schema: Json, pointer: string, settings: Settings): boolean {
  if (settings.hidden.has(pointer)) return true;
  const members = isObject(schema) && isObject(schema['properties']) ? Object.entries(schema['properties']) : [];
  return members.length > 0 && members.every(([name, one]) => mayBeHidden(one, `${pointer}/${escapeSegment(name)}`, settings));
}

function settingsOf({fields = {}, pages = [], title}: FormDefinition): Settings {
  const hidden = new Set<string>();
  const required = new Set<string>();
  for (const [pointer, settings] of Object.entries(fields)) {
    if (settings.visible !== undefined && settings.visible !== true) hidden.add(pointer);
    if (settings.required === true) required.add(pointer);
  }
  for (const page of pages) for (const item of page.items) hide(item, page.visible !== undefined, hidden);
  const language = typeof title === 'string' ? 'vi' : (Object.keys(title)[0] ?? 'vi');
  return {
    hidden,
    required,
    label(pointer) {
      const label = fields[pointer]?.label;
      return label === undefined ? undefined : textIn(label, language);
    },
  };
}

function hide(item: Item, isHidden: boolean, hidden: Set<string>): void {
  if (isHidden && 'field' in item) hidden.add(item.field);
  if (isHidden && 'list' in item) hidden.add(item.list);
  if ('group' in item) for (const inner of item.items) hide(inner, isHidden || item.visible !== undefined, hidden);
}
