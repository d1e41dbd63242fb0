/**
 * Where every schema of a document is, and what its references mean. Read once per document, for all engines, so that no
 * two of them can disagree about a `$ref`.
 */
import type {Json, JsonSchema} from '../json.ts';
import {formatPointer} from '../pointer.ts';
import {isSchemaObject, type SchemaObject, schemaError, subschemasOf} from './keywords.ts';
import type {ValidatorContext} from './port.ts';
import {resolveUri, splitUri} from './uri.ts';

/** Where a schema stands: the base for its references, and its pointer within its document. */
interface Place {
  readonly base: string;
  readonly pointer: string;
}

/** What `$dynamicRef` means: its target, and the anchor to look for in the schemas entered so far. */
export interface DynamicTarget {
  readonly schema: JsonSchema;
  /** `undefined` when it is as good as a `$ref`. */
  readonly anchor: string | undefined;
}

/** Keywords whose schemas apply to the same value, so that a circle through them would never end. */
const IN_PLACE = new Set(['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else', 'dependentSchemas']);
const MAX_DEPTH = 200;
/** Base of a document without `$id`. */
const NAMELESS = 'urn:egov-form:nameless';

export class SchemaIndex {
  readonly #context: ValidatorContext;
  readonly #places = new WeakMap<SchemaObject, Place>();
  readonly #resources = new Map<string, JsonSchema>();
  readonly #anchors = new Map<string, SchemaObject>();
  readonly #dynamicAnchors = new Map<string, SchemaObject>();
  #readAll = false;

  constructor(root: JsonSchema, context: ValidatorContext) {
    this.#context = context;
    this.#resources.set(NAMELESS, root);
    this.#read(root, NAMELESS, '', 0);
  }

  /** Take in a schema that is not part of the document, such as a merged copy; its references mean what they would at the top. */
  adopt(schema: JsonSchema, root: JsonSchema): void {
    if (isSchemaObject(schema) && !this.#places.has(schema)) this.#read(schema, this.baseOf(root), '', 0);
  }

  baseOf(schema: JsonSchema): string {
    return (isSchemaObject(schema) && this.#places.get(schema)?.base) || NAMELESS;
  }

  pointerOf(schema: JsonSchema): string {
    return (isSchemaObject(schema) && this.#places.get(schema)?.pointer) || '';
  }

  /** @throws FormError `EGOV_CORE_SCHEMA` when the reference leads nowhere that is registered, or back to where it began. */
  reference(from: SchemaObject): JsonSchema {
    const target = this.#resolve(from, '$ref');
    if (this.#leadsTo(target, from, new Set())) {
      throw schemaError(
        `${this.pointerOf(from)}/$ref`,
        'Expected a reference to end somewhere, found one that leads back to itself. Put a member or an item between.',
      );
    }
    return target;
  }

  dynamicReference(from: SchemaObject): DynamicTarget {
    const schema = this.#resolve(from, '$dynamicRef');
    const [, fragment] = splitUri(String(from['$dynamicRef']));
    return {schema, anchor: isSchemaObject(schema) && schema['$dynamicAnchor'] === fragment ? fragment : undefined};
  }

  /** The schema with this `$dynamicAnchor` in the resource of that base. */
  dynamicAnchor(base: string, anchor: string): SchemaObject | undefined {
    return this.#dynamicAnchors.get(`${base}#${anchor}`);
  }

  #resolve(from: SchemaObject, keyword: '$ref' | '$dynamicRef'): JsonSchema {
    const at = `${this.pointerOf(from)}/${keyword}`;
    const reference = String(from[keyword]);
    const [document, fragment] = splitUri(resolveUri(this.baseOf(from), reference));
    const resource = this.#resource(document);
    if (resource === undefined) {
      throw schemaError(
        at,
        `Expected a reference to this document or a registered schema, found "${reference}", which is neither; nothing is fetched. Register it or copy it in.`,
      );
    }
    const target =
      fragment === ''
        ? resource
        : fragment.startsWith('/')
          ? this.#follow(resource, fragment)
          : this.#anchors.get(`${document}#${fragment}`);
    if (target === undefined)
      throw schemaError(at, `Expected a reference to a schema, found "${reference}", which leads nowhere. Correct its fragment.`);
    return target;
  }

  #resource(uri: string): JsonSchema | undefined {
    const known = this.#resources.get(uri);
    if (known !== undefined) return known;
    const registered = this.#context.schemas.get(uri);
    if (registered !== undefined) {
      this.#resources.set(uri, registered);
      this.#read(registered, uri, '', 0);
      return registered;
    }
    if (this.#readAll) return undefined;
    // It may be a part with an `$id` of its own inside a registered schema.
    this.#readAll = true;
    for (const [id, schema] of this.#context.schemas) {
      if (!this.#resources.has(id)) {
        this.#resources.set(id, schema);
        this.#read(schema, id, '', 0);
      }
    }
    return this.#resources.get(uri);
  }

  /** A JSON Pointer within a resource; it may lead into places that are no schema keyword, where schemas are read on the way. */
  #follow(resource: JsonSchema, fragment: string): JsonSchema | undefined {
    let text: string;
    try {
      text = decodeURIComponent(fragment);
    } catch {
      return undefined;
    }
    let here: Json | undefined = resource;
    let base = this.baseOf(resource);
    const segments = text
      .slice(1)
      .split('/')
      .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
    for (const segment of segments) {
      if (here === null || typeof here !== 'object' || !Object.hasOwn(here, segment)) return undefined;
      here = (here as {readonly [member: string]: Json})[segment];
      if (isSchemaObject(here)) base = this.#places.get(here)?.base ?? base;
    }
    if (typeof here === 'boolean') return here;
    if (!isSchemaObject(here)) return undefined;
    if (!this.#places.has(here)) this.#read(here, base, this.pointerOf(resource) + formatPointer(segments), 0);
    return here;
  }

  #read(schema: JsonSchema, outerBase: string, pointer: string, depth: number): void {
    if (!isSchemaObject(schema) || this.#places.has(schema)) return;
    if (depth > MAX_DEPTH)
      throw schemaError(pointer, `Expected at most ${MAX_DEPTH} levels of schemas, found more. Use "$defs" and "$ref".`);
    const {$id, $anchor, $dynamicAnchor} = schema;
    const base =
      typeof $id === 'string' ? splitUri(resolveUri(outerBase === NAMELESS ? '' : outerBase, $id))[0] || outerBase : outerBase;
    this.#places.set(schema, {base, pointer});
    if (base !== outerBase) this.#resources.set(base, schema);
    if (typeof $anchor === 'string') this.#anchors.set(`${base}#${$anchor}`, schema);
    if (typeof $dynamicAnchor === 'string') {
      this.#anchors.set(`${base}#${$dynamicAnchor}`, schema);
      this.#dynamicAnchors.set(`${base}#${$dynamicAnchor}`, schema);
    }
    for (const [, segments, inner] of subschemasOf(schema)) this.#read(inner, base, pointer + formatPointer(segments), depth + 1);
  }

  /** Whether `from`, applied to a value, would have `to` applied to that same value. */
  #leadsTo(from: JsonSchema, to: SchemaObject, visited: Set<SchemaObject>): boolean {
    if (!isSchemaObject(from) || visited.has(from)) return false;
    if (from === to) return true;
    visited.add(from);
    const next = subschemasOf(from)
      .filter(([keyword]) => IN_PLACE.has(keyword))
      .map(([, , schema]) => schema);
    if (typeof from['$ref'] === 'string') next.push(this.#resolve(from, '$ref'));
    if (typeof from['$dynamicRef'] === 'string') next.push(this.#resolve(from, '$dynamicRef'));
    return next.some((schema) => this.#leadsTo(schema, to, visited));
  }
}

const INDEXES = new WeakMap<SchemaObject, {readonly context: ValidatorContext; readonly index: SchemaIndex}>();

/** The index of a document, read once as long as the same schemas are registered. */
export function indexOf(root: JsonSchema, context: ValidatorContext): SchemaIndex {
  if (!isSchemaObject(root)) return new SchemaIndex(root, context);
  const known = INDEXES.get(root);
  if (known && sameEntries(known.context.schemas, context.schemas)) return known.index;
  const index = new SchemaIndex(root, context);
  INDEXES.set(root, {context, index});
  return index;
}

/** Whether two tables hold the very same things: every form makes tables of its own from the same packs. */
export function sameEntries<Value>(a: ReadonlyMap<string, Value>, b: ReadonlyMap<string, Value>): boolean {
  if (a === b) return true;
  if (a.size !== b.size) return false;
  for (const [name, value] of a) if (b.get(name) !== value) return false;
  return true;
}
