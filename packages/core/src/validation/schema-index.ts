/**
 * Where every schema of a document is, and what its references mean. Read once per document, for all engines, so that no
 * two of them can disagree about a `$ref`.
 */
import type {Json, JsonSchema} from '../json/json.ts';
import {formatPointer} from '../json/pointer.ts';
import {eachSubschema, isLeaf, isSchemaObject, type SchemaObject, schemaError} from './keywords.ts';
import type {ValidatorContext} from './port.ts';
import {resolveUri, splitUri} from './uri.ts';

/** Where a schema stands: the base for its references, and its pointer within its document. */
interface Place {
  readonly base: string;
  /** The schema around it, and the segments from there; its pointer is only needed when something is wrong. */
  readonly outer: Place | undefined;
  readonly segments: readonly string[];
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
  /** Of schemas that lead somewhere or are led to. The many others stand in one of these and need no place of their own. */
  readonly #places = new Map<SchemaObject, Place>();
  /** Those of schemas that come and go, while the document stays. */
  readonly #adopted = new WeakMap<SchemaObject, Place>();
  readonly #resources = new Map<string, JsonSchema>();
  readonly #anchors = new Map<string, SchemaObject>();
  readonly #dynamicAnchors = new Map<string, SchemaObject>();
  #readAll = false;

  constructor(root: JsonSchema, context: ValidatorContext) {
    this.#context = context;
    this.#resources.set(NAMELESS, root);
    this.#read(root, this.#places, {base: NAMELESS, outer: undefined, segments: []});
  }

  /** Take in a schema that is not part of the document, such as a merged copy; its references mean what they would at the top. */
  adopt(schema: JsonSchema, root: JsonSchema): void {
    this.#read(schema, this.#adopted, {base: this.baseOf(root), outer: undefined, segments: []});
  }

  baseOf(schema: JsonSchema): string {
    return this.#placeOf(schema)?.base ?? NAMELESS;
  }

  pointerOf(schema: JsonSchema): string {
    return pointerTo(this.#placeOf(schema) ?? this.#search(schema));
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

  /**
   * Where a `$ref` leads, be it back to where it began.
   * @throws FormError `EGOV_CORE_SCHEMA` when that is nowhere.
   */
  target(from: SchemaObject): JsonSchema {
    return this.#resolve(from, '$ref');
  }

  dynamicReference(from: SchemaObject): DynamicTarget {
    const schema = this.#resolve(from, '$dynamicRef');
    const [, fragment] = splitUri(String(from['$dynamicRef']));
    return {schema, anchor: isSchemaObject(schema) && schema['$dynamicAnchor'] === fragment ? fragment : undefined};
  }

  /** Where a `$dynamicRef` leads when no schema read so far has its anchor but the one that it leads to at first. */
  onlyDynamicTarget(from: SchemaObject): JsonSchema | undefined {
    const {schema, anchor} = this.dynamicReference(from);
    if (anchor === undefined) return schema;
    const others = [...this.#dynamicAnchors].filter(([name, other]) => name.endsWith(`#${anchor}`) && other !== schema);
    return others.length === 0 ? schema : undefined;
  }

  /** The schema with this `$dynamicAnchor` in the resource of that base. */
  dynamicAnchor(base: string, anchor: string): SchemaObject | undefined {
    return this.#dynamicAnchors.get(`${base}#${anchor}`);
  }

  #placeOf(schema: JsonSchema): Place | undefined {
    return isSchemaObject(schema) ? (this.#places.get(schema) ?? this.#adopted.get(schema)) : undefined;
  }

  /** Where a schema stands that has no place of its own. Only asked when something is wrong with it. */
  #search(schema: JsonSchema): Place | undefined {
    let found: Place | undefined;
    for (const [outer, place] of this.#places) {
      eachSubschema(outer, (keyword, part, inner) => {
        if (inner === schema) found ??= placeIn(place, keyword, part);
      });
      if (found) break;
    }
    return found;
  }

  #resolve(from: SchemaObject, keyword: '$ref' | '$dynamicRef'): JsonSchema {
    const at = (): string => `${this.pointerOf(from)}/${keyword}`;
    const reference = String(from[keyword]);
    const [document, fragment] = splitUri(resolveUri(this.baseOf(from), reference));
    const resource = this.#resource(document);
    if (resource === undefined) {
      throw schemaError(
        at(),
        `Expected a reference to this document or a registered schema, found "${reference}", which is neither; nothing is fetched. Copy it in, or give the form a pack with the document: packs: [{models: [{$id: "${document}", …}]}].`,
      );
    }
    const target =
      fragment === ''
        ? resource
        : fragment.startsWith('/')
          ? this.#follow(resource, fragment)
          : this.#anchors.get(`${document}#${fragment}`);
    if (target === undefined)
      throw schemaError(
        at(),
        `Expected a reference to a schema, found "${reference}", which leads nowhere. Correct its fragment.`,
      );
    return target;
  }

  #resource(uri: string): JsonSchema | undefined {
    const known = this.#resources.get(uri);
    if (known !== undefined) return known;
    const registered = this.#context.schemas.get(uri);
    if (registered !== undefined) {
      this.#resources.set(uri, registered);
      this.#read(registered, this.#places, {base: uri, outer: undefined, segments: []});
      return registered;
    }
    if (this.#readAll) return undefined;
    // It may be a part with an `$id` of its own inside a registered schema.
    this.#readAll = true;
    for (const [id, schema] of this.#context.schemas) {
      if (!this.#resources.has(id)) {
        this.#resources.set(id, schema);
        this.#read(schema, this.#places, {base: id, outer: undefined, segments: []});
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
      if (isSchemaObject(here)) base = this.#placeOf(here)?.base ?? base;
    }
    if (typeof here === 'boolean') return here;
    if (!isSchemaObject(here)) return undefined;
    const place = {base, outer: this.#placeOf(resource), segments};
    this.#read(here, this.#places, place);
    if (!this.#placeOf(here)) this.#places.set(here, place);
    return here;
  }

  /** Notes a schema and all within it, unless it is known. `place` is where it stands, with the base of what is around it. */
  #read(schema: JsonSchema, places: Map<SchemaObject, Place> | WeakMap<SchemaObject, Place>, place: Place, depth = 0): void {
    if (!isSchemaObject(schema) || isLeaf(schema) || this.#placeOf(schema)) return;
    if (depth > MAX_DEPTH)
      throw schemaError(pointerTo(place), `Expected at most ${MAX_DEPTH} levels of schemas, found more. Use "$defs" and "$ref".`);
    const {$id, $anchor, $dynamicAnchor} = schema;
    let here = place;
    if (typeof $id === 'string') {
      const base = splitUri(resolveUri(place.base === NAMELESS ? '' : place.base, $id))[0] || place.base;
      if (base !== place.base) this.#resources.set(base, schema);
      here = {...place, base};
    }
    places.set(schema, here);
    if (typeof $anchor === 'string') this.#anchors.set(`${here.base}#${$anchor}`, schema);
    if (typeof $dynamicAnchor === 'string') {
      this.#anchors.set(`${here.base}#${$dynamicAnchor}`, schema);
      this.#dynamicAnchors.set(`${here.base}#${$dynamicAnchor}`, schema);
    }
    eachSubschema(schema, (keyword, part, inner) => {
      if (isSchemaObject(inner) && !isLeaf(inner)) this.#read(inner, places, placeIn(here, keyword, part), depth + 1);
    });
  }

  /** Whether `from`, applied to a value, would have `to` applied to that same value. */
  #leadsTo(from: JsonSchema, to: SchemaObject, visited: Set<SchemaObject>): boolean {
    if (!isSchemaObject(from) || visited.has(from)) return false;
    if (from === to) return true;
    visited.add(from);
    const next: JsonSchema[] = [];
    eachSubschema(from, (keyword, _part, inner) => {
      if (IN_PLACE.has(keyword)) next.push(inner);
    });
    if (typeof from['$ref'] === 'string') next.push(this.#resolve(from, '$ref'));
    if (typeof from['$dynamicRef'] === 'string') next.push(this.#resolve(from, '$dynamicRef'));
    return next.some((schema) => this.#leadsTo(schema, to, visited));
  }
}

function placeIn(outer: Place, keyword: string, part: string | undefined): Place {
  return {base: outer.base, outer, segments: part === undefined ? [keyword] : [keyword, part]};
}

function pointerTo(place: Place | undefined): string {
  return place ? pointerTo(place.outer) + formatPointer(place.segments) : '';
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
