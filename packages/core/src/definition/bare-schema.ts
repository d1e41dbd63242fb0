/**
 * Unknown JSON as a form: a definition, or a JSON Schema of any draft from which everything else is derived.
 *
 * Rule    What has no `data`, no part of a definition beside texts, and a keyword of JSON Schema is a schema. Its id comes from
 *         `$id` or the title, its version is 1.0.0 unless it names one.
 */
import type {FormDefinition} from '../generated/definition.ts';
import type {Json, JsonObject} from '../json/json.ts';

/** Members that only a definition has. */
const OF_A_DEFINITION = ['data', 'pages', 'fields', 'lookups', 'documents', 'procedure', 'migrations', 'submit', 'output'];
/** One of them is in every schema that says something. */
const OF_A_SCHEMA =
  '$schema $ref $defs definitions type properties required oneOf anyOf allOf items enum if patternProperties'.split(' ');

export function isBareSchema(json: unknown): json is JsonObject {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return false;
  const has = (name: string): boolean => Object.hasOwn(json, name);
  if (has('data') && !has('type') && !has('properties')) return false;
  // `$schema` alone may also name the schema of definitions.
  return !OF_A_DEFINITION.some((name) => has(name)) && OF_A_SCHEMA.some((name) => name !== '$schema' && has(name));
}

/** Whether it says of which dialect it is: it was published for others, and who makes a form of it cannot mend it. */
export function isPublished({$schema}: JsonObject): boolean {
  return typeof $schema === 'string' && $schema.includes('json-schema.org/');
}

/** A definition of a schema, which is not yet converted. */
export function definitionOf(schema: JsonObject): FormDefinition {
  const {title, description, version} = schema;
  const name = typeof title === 'string' && title.trim() !== '' ? title.trim() : nameOf(schema);
  return {
    id: slugOf(nameOf(schema)) || slugOf(name) || 'form',
    version: typeof version === 'string' && /^[0-9]+\.[0-9]+\.[0-9]+$/u.test(version) ? version : '1.0.0',
    title: name.slice(0, 500),
    ...(typeof description === 'string' && description.trim() !== '' && {description: description.slice(0, 2000)}),
    data: schema as FormDefinition['data'],
  };
}

/** The member that a schema of something else than an object becomes: the answers of a form have names. */
export const MEMBER = 'value';

/** A schema of the current dialect as the one member of an object. */
export function asMember(schema: JsonObject, title: string): JsonObject {
  const {$schema, $id, $defs, ...rest} = schema;
  const member = shifted({title, ...rest}) as JsonObject;
  return {
    ...($schema !== undefined && {$schema}),
    ...($id !== undefined && {$id}),
    ...($defs !== undefined && {$defs: shifted($defs)}),
    type: 'object',
    properties: {[MEMBER]: member},
    required: [MEMBER],
  };
}

/** With references to the top, and to what stands there beside `$defs`, as they lead through the member. */
function shifted(value: Json): Json {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(shifted);
  const members = Object.entries(value).map(([name, part]) => {
    const isMoved = name === '$ref' && typeof part === 'string' && /^#(?!\/\$defs\/)(?:\/|$)/u.test(part);
    return [name, isMoved ? `#/properties/${MEMBER}${(part as string).slice(1)}` : shifted(part as Json)] as const;
  });
  return Object.fromEntries(members);
}

/** The last part of its identifier that is a name; `''` for none. */
function nameOf({$id, id}: JsonObject): string {
  const identifier = typeof $id === 'string' ? $id : typeof id === 'string' ? id : '';
  const [path = ''] = identifier.split(/[?#]/u);
  const parts = path.split(/[/:]/u).map((part) => part.replace(/(?:\.schema)?\.(?:json|ya?ml)$/iu, ''));
  const name = parts.findLast((part) => /[A-Za-z]/u.test(part)) ?? '';
  return name.replaceAll(/%[\dA-Fa-f]{2}/gu, ' ');
}

function slugOf(name: string): string {
  const plain = name.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/[đĐ]/gu, 'd').toLowerCase();
  return plain
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .slice(0, 64)
    .replaceAll(/^-+|-+$/gu, '');
}
