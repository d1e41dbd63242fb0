/**
 * A schema that others wrote as far as a form can ask it. Without what refers to documents that nobody registered or has a
 * pattern that could hang the page, where the form can do without: optional members, further kinds of items, one alternative of
 * several. What is required stays, and is refused with its place. A pattern that costs too much of a long text only is held
 * against short ones.
 *
 * Rule    Nothing is fetched. A member is left out where its own schema, or the one that it refers to, cannot be asked.
 */
import type {Json, JsonSchema} from '../../json/json.ts';
import {escapeSegment, formatPointer, splitPointer, valueAt} from '../../json/pointer.ts';
import {resolveUri, splitUri} from '../../validation/uri.ts';
import {PATTERN_WORK} from '../limits/limits.ts';
import {equalPattern, shortPattern} from '../limits/pattern-advice.ts';
import {judgePattern} from '../limits/pattern-cost.ts';
import {SHORT_TEXT} from '../limits/pattern-growth.ts';
import {isObject, type SchemaObject} from '../schema-branches.ts';
import type {Conversion, ConversionNote} from './convert.ts';

/** @param mends whether patterns are mended: their author is somebody else. */
export function asFarAsAskable(schema: JsonSchema, schemas: ReadonlyMap<string, JsonSchema>, mends: boolean): Conversion {
  if (!isObject(schema) || !/"(?:\$ref|pattern)":/u.test(JSON.stringify(schema))) return {schema, notes: []};
  const pruning = new Pruning(schema, schemas, mends);
  const pruned = withoutUnused(pruning.whole(), pruning.unaskable);
  return {schema: pruned, notes: pruning.notes};
}

/**
 * Without definitions that cannot be asked and that nothing refers to any more.
 * @param unaskable by the pointer of each, its name and identifier.
 */
function withoutUnused(schema: SchemaObject, unaskable: Unaskable): SchemaObject {
  if (unaskable.size === 0) return schema;
  const rest = JSON.stringify(without(schema, unaskable, ''));
  const needed = new Map(
    [...unaskable].filter(
      ([, {name, id}]) => rest.includes(`/$defs/${escapeSegment(name)}`) || (id !== undefined && rest.includes(`"$ref":"${id}`)),
    ),
  );
  if (needed.size === unaskable.size) return schema;
  return withoutUnused(without(schema, new Map([...unaskable].filter(([at]) => !needed.has(at))), '') as SchemaObject, needed);
}

function without(value: Json, gone: Unaskable, at: string): Json {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((part: Json, i) => without(part, gone, `${at}/${i}`));
  const members = Object.entries(value).flatMap(([name, member]) => {
    const here = `${at}/${escapeSegment(name)}`;
    return gone.has(here) ? [] : [[name, without(member as Json, gone, here)] as const];
  });
  return Object.fromEntries(members);
}

/** Keywords of one schema that holds where theirs does. */
const INSIDE: ReadonlySet<string> = new Set(['items', 'additionalProperties', 'then', 'else']);
/** Objects under other names in `$defs` are groups of definitions. */
const OF_A_SCHEMA: ReadonlySet<string> = new Set(
  'const default enum examples not if contains propertyNames dependentSchemas dependentRequired'.split(' '),
);
/** Told one by one. */
const MAX_NOTES = 20;

/** Why a part cannot be asked, and what the author can do. */
interface Missing {
  readonly why: string;
  readonly help: string;
}

/** What references are resolved against. */
interface Resource {
  readonly base: string;
  readonly root: SchemaObject;
}

/** A part with an identifier of its own begins another one. */
function resourceOf(schema: Json, around: Resource): Resource {
  const id = isObject(schema) ? schema['$id'] : undefined;
  if (!isObject(schema) || typeof id !== 'string' || id.startsWith('#')) return around;
  return {base: resolveUri(around.base, id), root: schema};
}

/** What stands in its place; `never`: nothing does. */
type PatternUse = 'as it is' | 'never' | {readonly pattern: string; readonly maxLength?: number};

type Unaskable = Pruning['unaskable'];

class Pruning {
  readonly notes: ConversionNote[] = [];
  /** Definitions that cannot be asked. */
  readonly unaskable: Map<string, {readonly name: string; readonly id: string | undefined}> = new Map();
  readonly #known = new Map<SchemaObject, Missing | undefined>();
  readonly #patterns = new Map<string, PatternUse>();
  #patternWork = 0;
  readonly #schemas: ReadonlyMap<string, JsonSchema>;
  readonly #mends: boolean;
  /** The document and the parts of it that have an identifier, by that; the document also by `''`. */
  readonly #own = new Map<string, Resource>();

  constructor(root: SchemaObject, schemas: ReadonlyMap<string, JsonSchema>, mends: boolean) {
    this.#schemas = schemas;
    this.#mends = mends;
    const whole = resourceOf(root, {base: '', root});
    this.#own.set('', whole);
    this.#index(root, whole);
  }

  #index(value: Json, around: Resource): void {
    if (value === null || typeof value !== 'object') return;
    const here = resourceOf(value, around);
    if (isObject(value)) this.#own.set(splitUri(here.base)[0], here);
    for (const part of Object.values(value)) this.#index(part as Json, here);
  }

  whole(): SchemaObject {
    const whole = this.#own.get('') as Resource;
    return this.#schema(whole.root, [], whole);
  }

  #schema(from: SchemaObject, path: readonly string[], around: Resource): SchemaObject {
    const to: {[keyword: string]: Json} = {};
    const inside = resourceOf(from, around);
    for (const [keyword, value] of Object.entries(from)) {
      const here = [...path, keyword];
      const isMissing = (part: Json): boolean => this.#missing(part, inside) !== undefined;
      if (keyword === 'properties' && isObject(value)) {
        const required = Array.isArray(from['required']) ? (from['required'] as readonly Json[]) : [];
        to[keyword] = this.#members(value, here, inside, (name) => required.includes(name));
      } else if (keyword === 'patternProperties' && isObject(value))
        to[keyword] = this.#members(value, here, inside, () => false);
      else if (keyword === '$defs' && isObject(value)) {
        for (const [name, member] of Object.entries(value)) {
          const id = isObject(member) ? member['$id'] : undefined;
          const at = formatPointer([...here, name]);
          if (isMissing(member)) this.unaskable.set(at, {name, id: typeof id === 'string' ? id : undefined});
        }
        to[keyword] = this.#members(value, here, inside, () => true);
      } else if ((keyword === 'anyOf' || keyword === 'oneOf') && Array.isArray(value))
        to[keyword] = this.#parts(value, here, inside);
      else if (keyword === 'allOf' && Array.isArray(value))
        to[keyword] = value.map((part: Json, i) => (isObject(part) ? this.#schema(part, [...here, String(i)], inside) : part));
      else if (keyword === 'additionalProperties' && isMissing(value)) this.#note(here, value, inside);
      else if (isObject(value) && (INSIDE.has(keyword) || (path[0] === '$defs' && !OF_A_SCHEMA.has(keyword))))
        to[keyword] = this.#schema(value, here, inside);
      else to[keyword] = value;
    }
    if (typeof from['pattern'] === 'string') Object.assign(to, this.#pattern(from['pattern'], from, path));
    return to;
  }

  #members(members: SchemaObject, path: readonly string[], around: Resource, isKept: (name: string) => boolean): SchemaObject {
    const left = Object.entries(members).flatMap(([name, member]): (readonly [string, Json])[] => {
      const here = [...path, name];
      if (this.#missing(member, around) !== undefined && !isKept(name)) {
        this.#note(here, member, around);
        return [];
      }
      return [[name, isObject(member) ? this.#schema(member, here, around) : member]];
    });
    return Object.fromEntries(left);
  }

  #parts(parts: readonly Json[], path: readonly string[], around: Resource): readonly Json[] {
    const gone = parts.filter((part) => this.#missing(part, around) !== undefined);
    const left = gone.length < parts.length ? parts.filter((part) => !gone.includes(part)) : parts;
    if (left !== parts && gone[0] !== undefined) this.#note(path, gone[0], around);
    return left.map((part, i) => (isObject(part) ? this.#schema(part, [...path, String(i)], around) : part));
  }

  #note(path: readonly string[], member: Json, around: Resource): void {
    const missing = this.#missing(member, around);
    if (missing) this.#tell(path, `${missing.why} The form goes without this part. ${missing.help}`);
  }

  #tell(path: readonly string[], message: string): void {
    if (this.notes.length < MAX_NOTES) this.notes.push({pointer: formatPointer(path), code: 'data.ignored', message});
  }

  /** How a pattern of the schema can be held against texts. */
  #use(pattern: string): PatternUse {
    let use = this.#patterns.get(pattern);
    if (!use) {
      use = !this.#mends || this.#patternWork > PATTERN_WORK ? 'as it is' : this.#judge(pattern);
      this.#patterns.set(pattern, use);
    }
    return use;
  }

  #judge(pattern: string): PatternUse {
    const {refusal, work} = judgePattern(pattern);
    this.#patternWork += work;
    if (refusal !== 'paths') return 'as it is';
    const equal = equalPattern(pattern);
    if (equal !== undefined) return {pattern: equal};
    const short = shortPattern(pattern);
    return short === undefined ? 'never' : {pattern: short, maxLength: SHORT_TEXT};
  }

  #pattern(pattern: string, {maxLength}: SchemaObject, path: readonly string[]): SchemaObject {
    const use = this.#use(pattern);
    if (typeof use === 'string') return {pattern};
    if (use.maxLength !== undefined && !(typeof maxLength === 'number' && maxLength <= use.maxLength))
      this.#tell(
        path,
        `On a long text this pattern could hang the page: texts of at most ${use.maxLength} characters are taken.`,
      );
    return {...use, ...(use.maxLength !== undefined && {maxLength: Math.min(use.maxLength, Number(maxLength ?? use.maxLength))})};
  }

  /** Why a schema cannot be asked, in it or where it leads. A circle that leads to nothing else can be. */
  #missing(schema: Json, around: Resource): Missing | undefined {
    if (!isObject(schema)) return undefined;
    if (this.#known.has(schema)) return this.#known.get(schema);
    this.#known.set(schema, undefined);
    const here = resourceOf(schema, around);
    const found = this.#missingHere(schema, here) ?? this.#missingIn(schema, here);
    this.#known.set(schema, found);
    return found;
  }

  #missingHere({$ref: reference, pattern}: SchemaObject, {base}: Resource): Missing | undefined {
    if (typeof pattern === 'string' && this.#use(pattern) === 'never')
      return {
        why: `The pattern "${pattern}" could hang the page on some texts.`,
        help: 'Write it so that each text is tried in one way.',
      };
    if (typeof reference !== 'string') return undefined;
    const missing = {why: `"${reference}" is not registered and nothing is fetched.`, help: howToRegister(reference)};
    const [document, fragment] = splitUri(resolveUri(base, reference));
    const resource = this.#own.get(document);
    if (!resource) return this.#schemas.has(document) ? undefined : missing;
    if (fragment !== '' && !fragment.startsWith('/')) return undefined;
    const target = valueAt(resource.root, splitPointer(decoded(fragment)));
    return target === undefined ? missing : this.#missing(target, resource);
  }

  /** In what must be there: every part of all, one part of several, required members. */
  #missingIn(schema: SchemaObject, here: Resource): Missing | undefined {
    const {allOf, items, properties} = schema;
    const required = Array.isArray(schema['required']) ? (schema['required'] as readonly Json[]) : [];
    const needed = [
      ...(Array.isArray(allOf) ? (allOf as readonly Json[]) : []),
      ...(items === undefined ? [] : [items]),
      ...required.flatMap((name) =>
        typeof name === 'string' && isObject(properties) && Object.hasOwn(properties, name) ? [properties[name] as Json] : [],
      ),
    ];
    for (const part of needed) {
      const found = this.#missing(part, here);
      if (found) return found;
    }
    for (const keyword of ['anyOf', 'oneOf']) {
      const parts = schema[keyword];
      if (!Array.isArray(parts) || parts.length === 0) continue;
      const missing = (parts as readonly Json[]).map((part) => this.#missing(part, here));
      if (missing.every((one) => one !== undefined)) return missing[0];
    }
    return undefined;
  }
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

/** How a page gives a form the documents that its schema refers to. */
export function howToRegister(reference: string): string {
  const [document] = splitUri(reference);
  return `To use it, give the form a pack with the document: packs: [{models: [{$id: "${document}", …}]}].`;
}
