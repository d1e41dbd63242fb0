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

/** Look at one place; `undefined` when the schema knows no such place. `segments` may contain `*` for any row. */
export function viewSchema(
  data: JsonSchema,
  segments: Segments,
  schemas: ReadonlyMap<string, JsonSchema>,
): SchemaView | undefined {
  let places: {schema: JsonSchema; root: JsonSchema}[] = [{schema: data, root: data}];
  let required = false;
  const modelSettings: FieldSettings[] = [];
  for (let i = 0; i <= segments.length; i += 1) {
    const facets = places.flatMap((place) => facetsOf(place.schema, place.root, schemas));
    const rest = formatPointer(segments.slice(i));
    for (const {schema} of facets) {
      const texts = schema['x-egov-fields'];
      if (rest !== '' && isObject(texts) && isObject(texts[rest])) modelSettings.unshift(texts[rest] as FieldSettings);
    }
    const segment = segments[i];
    if (segment === undefined) {
      const last = places.at(-1);
      const keywords = Object.assign({}, ...facets.map((facet) => facet.schema)) as SchemaObject;
      // Models nearer to the root speak about the place in its context, so they come last and win.
      return last && {keywords, written: last.schema, root: last.root, required, modelSettings};
    }
    required = facets.some(({schema}) => Array.isArray(schema['required']) && schema['required'].includes(segment));
    places = facets.flatMap((facet) => {
      const member = memberOf(facet, segment);
      return member === undefined ? [] : [{schema: member, root: facet.root}];
    });
    if (places.length === 0) return undefined;
  }
  return undefined;
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
