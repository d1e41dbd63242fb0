/**
 * A JSON Schema of any draft as 2020-12: what older drafts say in other words is said in those of this one.
 *
 * Rule    Draft 3 and 4: `id`, boolean `exclusiveMinimum` and `required`, `divisibleBy`, `extends`, `disallow`. Draft 6 and 7:
 *         `definitions`, `dependencies`, a list of `items` with `additionalItems`, `$id` as an anchor. 2019-09: `$recursiveRef`.
 *         OpenAPI: `nullable`. Patterns without Unicode rules get them.
 * Source  https://json-schema.org/understanding-json-schema/reference, and the change logs of each draft.
 * Limits  What stands beside `$ref` applies, as in 2019-09 and as forms of older drafts mean it. A keyword that cannot be read, a
 *         format that nobody registered, and a pattern of another kind of regular expressions are left out, and told.
 */
import type {Json, JsonSchema} from '../../json/json.ts';
import {escapeSegment, formatPointer, splitPointer} from '../../json/pointer.ts';
import {DIALECT, hasRightShape} from '../../validation/keywords.ts';
import {resolveUri} from '../../validation/uri.ts';
import {isObject, type SchemaObject} from '../schema-branches.ts';
import {unicodePattern} from './pattern-flags.ts';
import {convertedPlace, holdsOf} from './places.ts';

/** Something that was read otherwise than it is written; `pointer` is into the schema as it was given. */
export interface ConversionNote {
  readonly pointer: string;
  /** `data.dialect` for other words of an older draft, `data.ignored` for what says nothing any more. */
  readonly code: 'data.dialect' | 'data.ignored';
  readonly message: string;
}

export interface Conversion {
  /** The schema itself when there was nothing to convert. */
  readonly schema: JsonSchema;
  readonly notes: readonly ConversionNote[];
}

type Mutable = {[keyword: string]: Json};

/** One note of each kind: a long schema of an old draft says the same a hundred times. */
class Notes {
  readonly #byKind: Map<string, ConversionNote> = new Map();

  add(path: readonly string[], kind: string, code: ConversionNote['code'], message: string): void {
    if (!this.#byKind.has(kind)) this.#byKind.set(kind, {pointer: formatPointer(path), code, message});
  }

  get all(): readonly ConversionNote[] {
    return [...this.#byKind.values()];
  }
}

/** Whether a schema says that it is of an older dialect. */
export function isOldDialect(schema: JsonSchema): boolean {
  const dialect = isObject(schema) ? schema['$schema'] : undefined;
  return typeof dialect === 'string' && /json-schema\.org\/(?:draft-0\d|draft\/2019-09|schema)/u.test(dialect);
}

/** @param isFormat whether a format is known by name. */
export function convertSchema(schema: JsonSchema, isFormat: (name: string) => boolean): Conversion {
  if (!isObject(schema)) return {schema, notes: []};
  const notes = new Notes();
  const converter = new Converter(schema, isFormat, notes);
  const converted = converter.schema(schema, []);
  return JSON.stringify(converted) === JSON.stringify(schema)
    ? {schema, notes: notes.all}
    : {schema: converted, notes: notes.all};
}

class Converter {
  readonly #root: SchemaObject;
  readonly #isFormat: (name: string) => boolean;
  readonly #notes: Notes;
  readonly #base: string;
  /** Documents that are copied in, by their identifiers. */
  readonly #parts: ReadonlyMap<string, SchemaObject>;
  /** Pointers that local references lead to. */
  readonly #targets: ReadonlySet<string>;
  /** `id` names a schema in draft 3 and 4 only; where nothing is said, at the top. */
  readonly #ids: 'all' | 'root' | 'none';

  constructor(root: SchemaObject, isFormat: (name: string) => boolean, notes: Notes) {
    this.#root = root;
    this.#isFormat = isFormat;
    this.#notes = notes;
    const references = JSON.stringify(root).matchAll(/"\$ref":"#(\/[^"]*)"/gu);
    this.#targets = new Set([...references].map(([, fragment = '']) => formatPointer(splitPointer(decoded(fragment)))));
    const dialect = typeof root['$schema'] === 'string' ? root['$schema'] : '';
    this.#ids = /draft-0[34]/u.test(dialect) ? 'all' : dialect === '' || !/draft|20\d\d/u.test(dialect) ? 'root' : 'none';
    const id = root['$id'] ?? (this.#ids === 'none' ? undefined : root['id']);
    this.#base = typeof id === 'string' ? id.replace(/#$/u, '') : '';
    const {definitions, $defs} = root;
    const copied = Object.values({...(isObject(definitions) && definitions), ...(isObject($defs) && $defs)}).filter(isObject);
    this.#parts = new Map(
      copied.map((part) => [resolveUri(this.#base, String(part['$id'] ?? part['id'] ?? '')).replace(/#$/u, ''), part]),
    );
  }

  schema(from: SchemaObject, path: readonly string[]): SchemaObject {
    const to: Mutable = {};
    for (const [keyword, value] of Object.entries(from)) {
      if (value !== undefined) this.#keyword(to, from, keyword, value, path);
    }
    this.#requiredMembers(to, from);
    if (to['nullable'] !== undefined) this.#nullable(to, path);
    return to;
  }

  #keyword(to: Mutable, from: SchemaObject, keyword: string, value: Json, path: readonly string[]): void {
    const here = [...path, keyword];
    const renamed = (now: string): void => {
      this.#notes.add(here, keyword, 'data.dialect', `"${keyword}" is of an older draft; it is read as "${now}".`);
    };
    switch (keyword) {
      case '$schema':
        if (path.length > 0) return;
        if (String(value).replace(/#$/u, '') !== DIALECT)
          this.#notes.add(here, keyword, 'data.dialect', `The schema is of the dialect "${value}"; it is read as 2020-12.`);
        to['$schema'] = DIALECT;
        return;
      case 'id':
      case '$id':
        this.#id(to, keyword, value, here);
        return;
      case '$ref':
        if (typeof value === 'string') to['$ref'] = this.#reference(value);
        return;
      case '$recursiveRef':
        renamed('$ref');
        to['$ref'] = '#';
        return;
      case '$recursiveAnchor':
        return;
      case 'definitions':
      case '$defs':
        if (keyword === 'definitions') renamed('$defs');
        to['$defs'] = {...(to['$defs'] as SchemaObject), ...this.#members(value, here)};
        return;
      case 'items':
        if (!Array.isArray(value)) break;
        renamed('prefixItems');
        if (value.length > 0) to['prefixItems'] = this.#schemas(value, here);
        if (from['additionalItems'] !== undefined) to['items'] = this.#any(from['additionalItems'], [...path, 'additionalItems']);
        return;
      case 'additionalItems':
        return;
      case 'dependencies':
        renamed('dependentRequired" or "dependentSchemas');
        this.#dependencies(to, value, here);
        return;
      case 'exclusiveMinimum':
      case 'exclusiveMaximum':
        if (typeof value !== 'boolean') break;
        renamed(`${keyword}" with the limit itself`.slice(0, -1));
        {
          const limit = keyword === 'exclusiveMinimum' ? 'minimum' : 'maximum';
          if (value && typeof from[limit] === 'number') to[keyword] = from[limit];
        }
        return;
      case 'minimum':
      case 'maximum':
        if (from[keyword === 'minimum' ? 'exclusiveMinimum' : 'exclusiveMaximum'] === true) return;
        break;
      case 'divisibleBy':
        renamed('multipleOf');
        to['multipleOf'] = value;
        return;
      case 'extends':
        renamed('allOf');
        to['allOf'] = this.#schemas(Array.isArray(value) ? value : [value], here);
        return;
      case 'disallow':
        renamed('not');
        to['not'] = {type: value};
        return;
      case 'required':
        // A member's own `required` is read by the schema around it.
        if (typeof value === 'boolean') return;
        break;
      case 'type':
        if (!this.#type(to, value, here)) return;
        break;
      case 'format':
        if (typeof value === 'string' && this.#isFormat(value)) break;
        this.#ignored(here, `format ${value}`, `No format "${String(value)}" is registered`);
        return;
      case 'pattern':
        if (typeof value === 'string') {
          const pattern = this.#pattern(value, here);
          if (pattern !== undefined) to['pattern'] = pattern;
          return;
        }
        break;
      default:
        break;
    }
    if (Object.hasOwn(to, keyword)) return;
    const holds = holdsOf(keyword);
    const converted =
      holds === undefined
        ? this.#elsewhere(value, here)
        : holds === 'members'
          ? this.#members(value, here, keyword === 'patternProperties')
          : Array.isArray(value)
            ? this.#schemas(value, here)
            : this.#any(value, here);
    if (hasRightShape(keyword, converted)) to[keyword] = converted;
    else this.#ignored(here, keyword, `"${keyword}" does not look as the standard says`);
  }

  /** Under a keyword that is none: what a reference leads to is a schema all the same. */
  #elsewhere(value: Json, path: readonly string[]): Json {
    if (!isObject(value) || this.#targets.size === 0) return value;
    const pointer = formatPointer(path);
    if (this.#targets.has(pointer)) return this.schema(value, path);
    if (![...this.#targets].some((target) => target.startsWith(`${pointer}/`))) return value;
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, this.#elsewhere(member, [...path, name])]));
  }

  #ignored(path: readonly string[], kind: string, why: string): void {
    this.#notes.add(path, kind, 'data.ignored', `${why}; the form goes without it.`);
  }

  #any(value: Json, path: readonly string[]): Json {
    return isObject(value) ? this.schema(value, path) : value;
  }

  #schemas(list: readonly Json[], path: readonly string[]): Json[] {
    return list.map((one, i) => (typeof one === 'string' ? {type: one} : this.#any(one, [...path, String(i)])));
  }

  #members(value: Json, path: readonly string[], patterns = false): SchemaObject {
    if (!isObject(value)) return {};
    const members = Object.entries(value).flatMap(([name, member]): (readonly [string, Json])[] => {
      const here = [...path, name];
      const key = patterns ? this.#pattern(name, here) : name;
      if (key === undefined || (!isObject(member) && typeof member !== 'boolean')) return [];
      return [[key, this.#any(member, here)]];
    });
    return Object.fromEntries(members);
  }

  #pattern(pattern: string, path: readonly string[]): string | undefined {
    const found = unicodePattern(pattern);
    if (found === undefined) this.#ignored(path, `pattern ${pattern}`, `"${pattern}" is no regular expression of ECMA-262`);
    return found;
  }

  #type(to: Mutable, value: Json, path: readonly string[]): boolean {
    // Draft 3: schemas among the types, and a type for everything.
    const types = Array.isArray(value) ? value : [value];
    if (types.includes('any')) return false;
    const schemas = types.filter(isObject);
    if (schemas.length === 0) return true;
    to['anyOf'] = types.map((type: Json) => (isObject(type) ? this.schema(type, path) : {type}));
    return false;
  }

  #id(to: Mutable, keyword: string, value: Json, path: readonly string[]): void {
    const isName = keyword === '$id' || this.#ids === 'all' || (this.#ids === 'root' && path.length === 1);
    if (!isName || typeof value !== 'string') {
      if (keyword === '$id') return;
      to[keyword] = value;
      return;
    }
    const [base = '', fragment = ''] = value.split('#');
    if (base !== '') to['$id'] = base;
    if (/^[A-Za-z_][-\w.]*$/u.test(fragment)) to['$anchor'] = fragment;
    if (keyword === 'id') this.#notes.add(path, 'id', 'data.dialect', '"id" is of an older draft; it is read as "$id".');
  }

  #reference(reference: string): string {
    const [base = '', fragment = ''] = reference.split('#');
    const isHere = base === '' || resolveUri(this.#base, base) === this.#base;
    const part = isHere ? this.#root : this.#parts.get(resolveUri(this.#base, base));
    if (!part || !fragment.startsWith('/')) return reference === '' ? '#' : reference;
    const segments = convertedPlace(part, splitPointer(decoded(fragment)));
    return `${isHere ? '' : base}#${segments.map((segment) => `/${encodeURIComponent(escapeSegment(segment)).replaceAll('%24', '$')}`).join('')}`;
  }

  #dependencies(to: Mutable, value: Json, path: readonly string[]): void {
    if (!isObject(value)) return;
    const required: Mutable = {...(to['dependentRequired'] as SchemaObject)};
    const schemas: Mutable = {...(to['dependentSchemas'] as SchemaObject)};
    for (const [name, needs] of Object.entries(value)) {
      if (typeof needs === 'string') required[name] = [needs];
      else if (Array.isArray(needs)) required[name] = needs;
      else if (isObject(needs) || typeof needs === 'boolean') schemas[name] = this.#any(needs, [...path, name]);
    }
    if (Object.keys(required).length > 0) to['dependentRequired'] = required;
    if (Object.keys(schemas).length > 0) to['dependentSchemas'] = schemas;
  }

  /** `required: true` on a member is draft 3, and what many write by mistake; it is the object that requires. */
  #requiredMembers(to: Mutable, {properties}: SchemaObject): void {
    if (!isObject(properties)) return;
    const names = Object.entries(properties).flatMap(([name, member]) =>
      isObject(member) && member['required'] === true ? [name] : [],
    );
    if (names.length === 0) return;
    const [first = ''] = names;
    this.#notes.add(
      ['properties', first, 'required'],
      'required',
      'data.dialect',
      '"required": true is of draft 3; it is read as a name in the "required" of the object around.',
    );
    const own = Array.isArray(to['required']) ? (to['required'] as readonly Json[]) : [];
    to['required'] = [...new Set([...own, ...names])];
  }

  #nullable(to: Mutable, path: readonly string[]): void {
    const {nullable} = to;
    delete to['nullable'];
    this.#notes.add(
      [...path, 'nullable'],
      'nullable',
      'data.dialect',
      '"nullable" is of OpenAPI; it is read as the type "null".',
    );
    if (nullable !== true) return;
    const {type} = to;
    if (type !== undefined) to['type'] = [...new Set([...(Array.isArray(type) ? type : [type]), 'null'])];
    if (Array.isArray(to['enum']) && !to['enum'].includes(null)) to['enum'] = [...to['enum'], null];
  }
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
