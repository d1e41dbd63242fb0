/**
 * What a JSON Schema says about one place in the answers, seen through `$ref` and `allOf`:
 * the screen needs titles, choices and formats, not only verdicts.
 */
import type {FieldSettings} from './generated/definition.ts';
import type {Json, JsonSchema} from './json.ts';
import {formatPointer, parsePointer, type Segments, valueAt} from './pointer.ts';

type SchemaObject = {readonly [keyword: string]: Json};

/** One place, seen through every schema that applies to it. */
export interface SchemaView {
  /** Keywords of the place, a reference's own under those written beside it. */
  readonly keywords: SchemaObject;
  /** The schema as written at the place (`$ref` unfollowed), for validators. */
  readonly written: JsonSchema;
  /** Document in which `written` stands: its local `$ref`s resolve there. */
  readonly root: JsonSchema;
  /** The parent lists it in `required`. */
  readonly required: boolean;
  /** Texts that shared models bring along, weakest first. */
  readonly modelSettings: readonly FieldSettings[];
}

const NO_SETTINGS: readonly FieldSettings[] = [];

interface Facet {
  readonly schema: SchemaObject;
  readonly root: JsonSchema;
}

function isObject(schema: Json | JsonSchema | undefined): schema is SchemaObject {
  return typeof schema === 'object' && schema !== null && !Array.isArray(schema);
}

/** The schema itself and everything that applies beside it, references before those who refer. */
function facetsOf(
  schema: JsonSchema | undefined,
  root: JsonSchema,
  schemas: ReadonlyMap<string, JsonSchema>,
  depth = 0,
): Facet[] {
  if (!isObject(schema) || depth > 16) return [];
  const facets: Facet[] = [];
  if (typeof schema['$ref'] === 'string') {
    const [base = '', fragment = ''] = schema['$ref'].split('#');
    const document = base === '' ? root : schemas.get(base);
    if (document !== undefined) {
      const target = fragment === '' ? document : valueAt(document as Json, parsePointer(decodeURIComponent(fragment)));
      facets.push(...facetsOf(target as JsonSchema, document, schemas, depth + 1));
    }
  }
  for (const part of Array.isArray(schema['allOf']) ? schema['allOf'] : [])
    facets.push(...facetsOf(part as JsonSchema, root, schemas, depth + 1));
  facets.push({schema, root});
  return facets;
}

function memberOf(facet: Facet, segment: string): JsonSchema | undefined {
  const properties = facet.schema['properties'];
  if (isObject(properties) && Object.hasOwn(properties, segment)) return properties[segment] as JsonSchema;
  if (segment === '*' || /^[0-9]+$/u.test(segment)) {
    const items = facet.schema['items'];
    if (isObject(items)) return items;
  }
  return undefined;
}

/** A schema as it is written for a place, references unfollowed. */
interface Written {
  readonly schema: JsonSchema;
  readonly root: JsonSchema;
}

/** A place that others lie in. */
interface Place {
  readonly facets: readonly Facet[];
  readonly required: ReadonlySet<Json>;
  /** What shared models say here about places within, by pointer from here. */
  readonly texts: readonly SchemaObject[];
  /** Places within that have places within, by segment. */
  readonly within: Map<string, Place | undefined>;
}

/** By registered schemas and document: thousands of fields share the way to them, so each part of it is walked once. */
const walked: WeakMap<ReadonlyMap<string, JsonSchema>, WeakMap<SchemaObject, Place>> = new WeakMap();

function facetsAt(written: readonly Written[], schemas: ReadonlyMap<string, JsonSchema>): Facet[] {
  const [only, ...others] = written;
  if (only && others.length === 0) return facetsOf(only.schema, only.root, schemas);
  return written.flatMap(({schema, root}) => facetsOf(schema, root, schemas));
}

function placeOf(written: readonly Written[], schemas: ReadonlyMap<string, JsonSchema>): Place {
  const facets = facetsAt(written, schemas);
  return {
    facets,
    required: new Set(facets.flatMap(({schema}) => (Array.isArray(schema['required']) ? schema['required'] : []))),
    texts: facets.flatMap(({schema: {'x-egov-fields': texts}}) => (isObject(texts) ? [texts] : [])),
    within: new Map(),
  };
}

function rootPlace(data: JsonSchema, schemas: ReadonlyMap<string, JsonSchema>): Place {
  let documents = walked.get(schemas);
  if (!documents) {
    documents = new WeakMap();
    walked.set(schemas, documents);
  }
  let place = isObject(data) ? documents.get(data) : undefined;
  if (!place) {
    place = placeOf([{schema: data, root: data}], schemas);
    if (isObject(data)) documents.set(data, place);
  }
  return place;
}

function writtenIn(place: Place, segment: string): Written[] {
  const written: Written[] = [];
  for (const facet of place.facets) {
    const schema = memberOf(facet, segment);
    if (schema !== undefined) written.push({schema, root: facet.root});
  }
  return written;
}

function placeIn(outer: Place, segment: string, schemas: ReadonlyMap<string, JsonSchema>): Place | undefined {
  if (!outer.within.has(segment)) {
    const written = writtenIn(outer, segment);
    outer.within.set(segment, written.length > 0 ? placeOf(written, schemas) : undefined);
  }
  return outer.within.get(segment);
}

/** Look at one place; `undefined` when the schema knows no such place. `segments` may contain `*` for any row. */
export function viewSchema(
  data: JsonSchema,
  segments: Segments,
  schemas: ReadonlyMap<string, JsonSchema>,
): SchemaView | undefined {
  const modelSettings: FieldSettings[] = [];
  let place = rootPlace(data, schemas);
  let written: Written[] = [{schema: data, root: data}];
  let required = false;
  for (const [i, segment] of segments.entries()) {
    if (place.texts.length > 0) {
      const rest = formatPointer(segments.slice(i));
      // Models nearer to the root speak about the place in its context, so they come last and win.
      for (const texts of place.texts) if (isObject(texts[rest])) modelSettings.unshift(texts[rest] as FieldSettings);
    }
    if (i < segments.length - 1) {
      const next = placeIn(place, segment, schemas);
      if (!next) return undefined;
      place = next;
    } else {
      written = writtenIn(place, segment);
      required = place.required.has(segment);
    }
  }
  const last = written.at(-1);
  if (!last) return undefined;
  const facets = facetsAt(written, schemas);
  const [only] = facets;
  const keywords =
    only && facets.length === 1 ? only.schema : (Object.assign({}, ...facets.map((facet) => facet.schema)) as SchemaObject);
  return {
    keywords,
    written: last.schema,
    root: last.root,
    required,
    modelSettings: modelSettings.length > 0 ? modelSettings : NO_SETTINGS,
  };
}

/** Pointers of every leaf, in the order written, `*` for rows: the layout of a form that has none. */
export function leavesOf(data: JsonSchema, schemas: ReadonlyMap<string, JsonSchema>, at: Segments = []): Segments[] {
  const view = viewSchema(data, at, schemas);
  if (!view || at.length > 12) return [];
  const members = new Set<string>();
  for (const {schema} of facetsOf(view.written, view.root, schemas)) {
    if (isObject(schema['properties'])) for (const name of Object.keys(schema['properties'])) members.add(name);
  }
  if (members.size > 0 && view.keywords['x-egov-widget'] === undefined) {
    return [...members].flatMap((name) => leavesOf(data, schemas, [...at, name]));
  }
  if (isObject(view.keywords['items'])) return leavesOf(data, schemas, [...at, '*']);
  return at.length === 0 ? [] : [at];
}
