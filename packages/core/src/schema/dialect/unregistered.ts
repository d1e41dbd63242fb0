/**
 * A schema without what refers to documents that nobody registered, as far as the form can do without: optional members,
 * further kinds of items, one alternative of several. What is required stays, and is refused with its place.
 *
 * Rule    Nothing is fetched. A member is left out where its own schema, or the one that it refers to, stands elsewhere.
 */
import type {Json, JsonSchema} from '../../json/json.ts';
import {formatPointer, splitPointer, valueAt} from '../../json/pointer.ts';
import {resolveUri, splitUri} from '../../validation/uri.ts';
import {isObject, type SchemaObject} from '../schema-branches.ts';
import type {Conversion, ConversionNote} from './convert.ts';

export function withoutUnregistered(schema: JsonSchema, schemas: ReadonlyMap<string, JsonSchema>): Conversion {
  if (!isObject(schema) || !JSON.stringify(schema).includes('"$ref"')) return {schema, notes: []};
  const pruning = new Pruning(schema, schemas);
  const pruned = pruning.schema(schema, []);
  return pruning.notes.length === 0 ? {schema, notes: []} : {schema: pruned, notes: pruning.notes};
}

const MAX_REFERENCES = 32;
/** Told one by one. */
const MAX_NOTES = 20;

class Pruning {
  readonly notes: ConversionNote[] = [];
  readonly #root: SchemaObject;
  readonly #base: string;
  readonly #schemas: ReadonlyMap<string, JsonSchema>;
  /** Identifiers of the parts of the document. */
  readonly #own: ReadonlySet<string>;

  constructor(root: SchemaObject, schemas: ReadonlyMap<string, JsonSchema>) {
    this.#root = root;
    this.#schemas = schemas;
    this.#base = typeof root['$id'] === 'string' ? root['$id'] : '';
    const identifiers = JSON.stringify(root).matchAll(/"\$id":"([^"]+)"/gu);
    this.#own = new Set([...identifiers].map(([, id = '']) => splitUri(resolveUri(this.#base, id))[0]));
  }

  schema(from: SchemaObject, path: readonly string[]): SchemaObject {
    const to: {[keyword: string]: Json} = {};
    for (const [keyword, value] of Object.entries(from)) {
      const here = [...path, keyword];
      if (keyword === 'properties' && isObject(value)) {
        const required = Array.isArray(from['required']) ? (from['required'] as readonly Json[]) : [];
        to[keyword] = this.#members(value, here, (name) => required.includes(name));
      } else if (keyword === 'patternProperties' && isObject(value)) to[keyword] = this.#members(value, here, () => false);
      else if (keyword === '$defs' && isObject(value)) to[keyword] = this.#members(value, here, () => true);
      else if ((keyword === 'anyOf' || keyword === 'oneOf') && Array.isArray(value)) to[keyword] = this.#parts(value, here);
      else if (keyword === 'allOf' && Array.isArray(value))
        to[keyword] = value.map((part: Json, i) => (isObject(part) ? this.schema(part, [...here, String(i)]) : part));
      else if (keyword === 'additionalProperties' && this.#missing(value) !== undefined) this.#note(here, value);
      else if ((keyword === 'items' || keyword === 'additionalProperties') && isObject(value))
        to[keyword] = this.schema(value, here);
      else to[keyword] = value;
    }
    return to;
  }

  #members(members: SchemaObject, path: readonly string[], isKept: (name: string) => boolean): SchemaObject {
    const left = Object.entries(members).flatMap(([name, member]): (readonly [string, Json])[] => {
      const here = [...path, name];
      if (this.#missing(member) !== undefined && !isKept(name)) {
        this.#note(here, member);
        return [];
      }
      return [[name, isObject(member) ? this.schema(member, here) : member]];
    });
    return Object.fromEntries(left);
  }

  #parts(parts: readonly Json[], path: readonly string[]): readonly Json[] {
    const there = parts.filter((part) => this.#missing(part) === undefined);
    if (there.length > 0 && there.length < parts.length) this.#note(path, parts.find((part) => !there.includes(part)) ?? null);
    const left = there.length > 0 ? there : parts;
    return left.map((part, i) => (isObject(part) ? this.schema(part, [...path, String(i)]) : part));
  }

  #note(path: readonly string[], member: Json): void {
    if (this.notes.length >= MAX_NOTES) return;
    const reference = this.#missing(member) ?? '';
    this.notes.push({
      pointer: formatPointer(path),
      code: 'data.ignored',
      message: `"${reference}" is not registered and nothing is fetched; the form goes without this part. ${howToRegister(reference)}`,
    });
  }

  /** The reference for which a schema cannot be read, in it or where it leads. */
  #missing(schema: Json, depth = 0): string | undefined {
    if (!isObject(schema) || depth > MAX_REFERENCES) return undefined;
    const {$ref: reference, allOf, items} = schema;
    if (typeof reference === 'string') {
      const [document, fragment] = splitUri(resolveUri(this.#base, reference));
      const isHere = document === '' || document === splitUri(this.#base)[0] || this.#own.has(document);
      if (!isHere && !this.#schemas.has(document)) return reference;
      if (isHere && (fragment === '' || fragment.startsWith('/'))) {
        const target = valueAt(this.#root, splitPointer(decoded(fragment)));
        if (target === undefined) return reference;
        const further = this.#missing(target, depth + 1);
        if (further !== undefined) return further;
      }
    }
    for (const part of [...(Array.isArray(allOf) ? (allOf as readonly Json[]) : []), ...(isObject(items) ? [items] : [])]) {
      const found = this.#missing(part, depth + 1);
      if (found !== undefined) return found;
    }
    return this.#missingAlternatives(schema, depth);
  }

  #missingAlternatives(schema: SchemaObject, depth: number): string | undefined {
    for (const keyword of ['anyOf', 'oneOf']) {
      const parts = schema[keyword];
      if (!Array.isArray(parts) || parts.length === 0) continue;
      const missing = (parts as readonly Json[]).map((part) => this.#missing(part, depth + 1));
      if (missing.every((one) => one !== undefined)) return missing[0];
    }
    const required = Array.isArray(schema['required']) ? (schema['required'] as readonly Json[]) : [];
    const properties = isObject(schema['properties']) ? schema['properties'] : {};
    for (const name of required) {
      const member = typeof name === 'string' && Object.hasOwn(properties, name) ? properties[name] : undefined;
      const found = member === undefined ? undefined : this.#missing(member, depth + 1);
      if (found !== undefined) return found;
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
