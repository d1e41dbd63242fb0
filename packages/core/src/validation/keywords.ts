/** What each keyword of JSON Schema 2020-12 must look like, and where schemas lie within it. One table for all engines. */
import {FormError} from '../definition/errors.ts';
import type {Json, JsonSchema} from '../json/json.ts';
import {formatPointer} from '../json/pointer.ts';

/** A schema that is an object. */
export type SchemaObject = {readonly [keyword: string]: Json};

type Shape =
  | 'any'
  | 'boolean'
  | 'count'
  | 'list'
  | 'members'
  | 'nameLists'
  | 'names'
  | 'number'
  | 'pattern'
  | 'patterns'
  | 'positive'
  | 'schema'
  | 'schemas'
  | 'text'
  | 'type';

/** Keywords by the shape of their value. */
const KEYWORDS: {readonly [shape in Shape]: string} = {
  any: 'const',
  boolean: 'uniqueItems',
  count: 'minLength maxLength minItems maxItems minContains maxContains minProperties maxProperties',
  list: 'enum',
  members: '$defs properties dependentSchemas',
  nameLists: 'dependentRequired',
  names: 'required',
  number: 'minimum maximum exclusiveMinimum exclusiveMaximum',
  pattern: 'pattern',
  patterns: 'patternProperties',
  positive: 'multipleOf',
  schema: 'items contains unevaluatedItems additionalProperties propertyNames unevaluatedProperties not if then else',
  schemas: 'prefixItems allOf anyOf oneOf',
  text: '$id $schema $ref $anchor $dynamicRef $dynamicAnchor format',
  type: 'type',
};

/** Shapes of values that schemas lie in. */
const SCHEMA_SHAPES: ReadonlySet<Shape> = new Set(['schema', 'schemas', 'members', 'patterns']);

const SHAPES: ReadonlyMap<string, Shape> = new Map(
  Object.entries(KEYWORDS).flatMap(([shape, names]) => names.split(' ').map((name) => [name, shape as Shape] as const)),
);

const TYPES = new Set(['null', 'boolean', 'object', 'array', 'number', 'integer', 'string']);

/** The only dialect; a schema may name it or nothing. */
export const DIALECT = 'https://json-schema.org/draft/2020-12/schema';

/** Every keyword that says something about values, or leads to schemas that do. */
export const KEYWORD_NAMES: readonly string[] = [...SHAPES.keys()];

/** Whether a keyword says something about values; others are annotations. */
export function isKeyword(name: string): boolean {
  return SHAPES.has(name);
}

export function isSchemaObject(value: Json | undefined): value is SchemaObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** A schema that the engines cannot use: what was expected where, and what to do. */
export function schemaError(pointer: string, sentence: string): FormError {
  return new FormError('EGOV_CORE_SCHEMA', `${sentence} (at ${pointer} of the schema)`, {pointer});
}

/**
 * Calls `visit` for every schema that lies directly in a schema: the keyword, the name or number below it if there is one,
 * and the schema. Nothing is checked.
 */
export function eachSubschema(
  schema: SchemaObject,
  visit: (keyword: string, part: string | undefined, inner: JsonSchema) => void,
): void {
  for (const keyword of Object.keys(schema)) {
    const shape = SHAPES.get(keyword);
    const value = schema[keyword];
    if (shape === 'schema') {
      if (isSchema(value)) visit(keyword, undefined, value);
    } else if (
      (shape === 'schemas' && Array.isArray(value)) ||
      ((shape === 'members' || shape === 'patterns') && isSchemaObject(value))
    ) {
      for (const part of Object.keys(value)) {
        const inner = (value as SchemaObject)[part];
        if (isSchema(inner)) visit(keyword, part, inner);
      }
    }
  }
}

/** Keywords by which a schema leads to another one, or can be found itself. */
const LEADING: ReadonlySet<string> = new Set([
  ...[...SHAPES].flatMap(([name, shape]) => (SCHEMA_SHAPES.has(shape) ? [name] : [])),
  ...['$id', '$ref', '$anchor', '$dynamicRef', '$dynamicAnchor'],
]);

/** Whether a schema only speaks of one value: nothing lies within it, and it refers to nothing. Most schemas of a form do. */
export function isLeaf(schema: SchemaObject): boolean {
  for (const keyword of Object.keys(schema)) if (LEADING.has(keyword)) return false;
  return true;
}

/**
 * Checks that every keyword of one schema looks as the standard says; schemas within are checked when it is their turn.
 *
 * @throws FormError `EGOV_CORE_SCHEMA`
 */
export function checkShape(schema: SchemaObject, pointer: () => string): void {
  for (const keyword of Object.keys(schema)) {
    const shape = SHAPES.get(keyword);
    const expected = shape && complaint(shape, schema[keyword] ?? null);
    if (expected)
      throw schemaError(
        pointer() + formatPointer([keyword]),
        `Expected "${keyword}" to be ${expected}. Correct it or leave it out.`,
      );
  }
  const dialect = schema['$schema'];
  if (typeof dialect === 'string' && dialect.replace(/#$/, '') !== DIALECT) {
    throw schemaError(
      `${pointer()}/$schema`,
      `Expected "$schema" to be "${DIALECT}" or absent, found another dialect. Convert the schema to 2020-12.`,
    );
  }
}

/** Whether the value of a keyword looks as the standard says; of an annotation anything does. */
export function hasRightShape(keyword: string, value: Json): boolean {
  const shape = SHAPES.get(keyword);
  return shape === undefined || complaint(shape, value) === undefined;
}

function isType(name: Json): boolean {
  return typeof name === 'string' && TYPES.has(name);
}

function isNames(value: Json): boolean {
  return Array.isArray(value) && value.every((name: Json) => typeof name === 'string');
}

function isSchema(value: Json | undefined): value is JsonSchema {
  return typeof value === 'boolean' || isSchemaObject(value);
}

/** What was expected, or nothing when it is so. */
function complaint(shape: Shape, value: Json): string | undefined {
  switch (shape) {
    case 'schema':
      return isSchema(value) ? undefined : 'a schema (an object, true or false)';
    case 'schemas':
      return Array.isArray(value) && value.length > 0 && value.every(isSchema) ? undefined : 'a list of at least one schema';
    case 'members':
      return isSchemaObject(value) && Object.values(value).every(isSchema) ? undefined : 'an object of schemas by name';
    case 'patterns':
      return isSchemaObject(value) && Object.keys(value).every(isPattern) && Object.values(value).every(isSchema)
        ? undefined
        : 'an object of schemas by regular expressions with Unicode rules';
    case 'count':
      return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? undefined : 'a whole number, 0 or more';
    case 'number':
      return typeof value === 'number' ? undefined : 'a number';
    case 'positive':
      return typeof value === 'number' && value > 0 ? undefined : 'a number above 0';
    case 'text':
      return typeof value === 'string' ? undefined : 'a text';
    case 'pattern':
      return typeof value === 'string' && isPattern(value) ? undefined : 'a regular expression with Unicode rules';
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'true or false';
    case 'names':
      return isNames(value) ? undefined : 'a list of member names';
    case 'nameLists':
      return isSchemaObject(value) && Object.values(value).every(isNames) ? undefined : 'an object of lists of member names';
    case 'list':
      return Array.isArray(value) ? undefined : 'a list';
    case 'type':
      return isType(value) || (Array.isArray(value) && value.length > 0 && value.every(isType))
        ? undefined
        : `one of ${[...TYPES].join(', ')}, or a list of them`;
    default:
      return undefined;
  }
}

/** Patterns that were found right: the gate, the index and each engine ask in turn. A table that is full is begun anew. */
const rightPatterns: Set<string> = new Set();
const MAX_PATTERNS = 1000;

function isPattern(text: string): boolean {
  if (rightPatterns.has(text)) return true;
  try {
    new RegExp(text, 'u');
    if (rightPatterns.size >= MAX_PATTERNS) rightPatterns.clear();
    rightPatterns.add(text);
    return true;
  } catch {
    return false;
  }
}
