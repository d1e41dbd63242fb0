/**
 * What a JSON Schema says about one place in the answers, seen through `$ref`, `allOf` and the parts that apply under a
 * condition: the screen needs titles, choices and formats, not only verdicts.
 */
import type {FieldSettings, Option, Rule} from '../generated/definition.ts';
import {OTHERS} from '../json/auxiliary.ts';
import type {Json, JsonSchema} from '../json/json.ts';
import {isIndex, type Pattern, WHOLE} from '../json/pattern.ts';
import {formatPointer, parsePointer, type Segments, valueAt} from '../json/pointer.ts';
import {listedChoices, listedConstants, titledConstants} from './listed-constants.ts';
import {
  anyOfRules,
  type Conditions,
  conditionsOf,
  type Discriminator,
  type Facet,
  isObject,
  type SchemaObject,
} from './schema-branches.ts';
import {typesOf} from './value-types.ts';

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
  /** How many segments lead to the innermost object around it, in its row, that need not be there; then nothing in it must be. */
  readonly optionalAt: number | undefined;
  /** Texts that shared models bring along, weakest first. */
  readonly modelSettings: readonly FieldSettings[];
  /** All must hold for the schema to speak of this place at all. */
  readonly visibleWhen: readonly Rule[];
  /** The place must be filled while this holds. */
  readonly requiredWhen: Rule | undefined;
  /** Choices with their titles, for a place that decides between branches or lists constants by `oneOf`. */
  readonly options: readonly Option[] | undefined;
  /** Between what the place decides, when it is no member of the answers; see `Discriminator`. */
  readonly alternatives: readonly SchemaObject[] | undefined;
  /** No layout of questions shows what may stand here: a value of several kinds, a map, a list of anything, recursion. */
  readonly isStructured: boolean;
}

const NO_RULES: readonly Rule[] = [];
const NO_SETTINGS: readonly FieldSettings[] = [];

/** What a schema's `$ref` leads to; `undefined` when it has none, or it leads nowhere. */
export function resolveReference(
  schema: SchemaObject,
  root: JsonSchema,
  schemas: ReadonlyMap<string, JsonSchema>,
): {readonly schema: JsonSchema; readonly root: JsonSchema} | undefined {
  if (typeof schema['$ref'] !== 'string') return undefined;
  const [base = '', fragment = ''] = schema['$ref'].split('#');
  const document = base === '' ? root : schemas.get(base);
  if (document === undefined) return undefined;
  const target = fragment === '' ? document : valueAt(document as Json, parsePointer(decodeURIComponent(fragment)));
  return target === undefined ? undefined : {schema: target as JsonSchema, root: document};
}

/** The schema itself and everything that applies beside it, references before those who refer. */
export function facetsOf(
  schema: JsonSchema | undefined,
  root: JsonSchema,
  schemas: ReadonlyMap<string, JsonSchema>,
  depth = 0,
): Facet[] {
  if (!isObject(schema) || depth > 16) return [];
  const facets: Facet[] = [];
  const target = resolveReference(schema, root, schemas);
  if (target) facets.push(...facetsOf(target.schema, target.root, schemas, depth + 1));
  for (const part of Array.isArray(schema['allOf']) ? schema['allOf'] : [])
    facets.push(...facetsOf(part as JsonSchema, root, schemas, depth + 1));
  // `null` beside one other schema only says that nothing may be answered.
  for (const keyword of ['anyOf', 'oneOf']) {
    const parts: readonly Json[] = Array.isArray(schema[keyword]) ? schema[keyword] : [];
    const others = parts.filter((part) => !isObject(part) || part['type'] !== 'null');
    if (others.length === 1 && parts.length === 2) facets.push(...facetsOf(others[0] as JsonSchema, root, schemas, depth + 1));
  }
  facets.push({schema, root});
  return facets;
}

function memberOf(facet: Facet, segment: string): JsonSchema | undefined {
  const properties = facet.schema['properties'];
  if (isObject(properties) && Object.hasOwn(properties, segment)) return properties[segment] as JsonSchema;
  if (segment === '*' || isIndex(segment)) {
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

/** What is written for a place under conditions only, and when the place is spoken of. */
interface Conditional {
  readonly written: readonly Written[];
  /** Absent when a condition could not be read: then it always may be answered. */
  readonly when: Rule | undefined;
}

/** A place that others lie in. */
interface Place {
  readonly facets: readonly Facet[];
  readonly required: ReadonlySet<Json>;
  /** What shared models say here about places within, by pointer from here. */
  readonly texts: readonly SchemaObject[];
  /** Parts that apply under conditions; absent when there are none, as almost everywhere. */
  readonly conditions:
    | (Conditions & {readonly places: readonly {readonly place: Place; readonly when: Rule | undefined}[]})
    | undefined;
  /** Places within that have places within, by segment. */
  readonly within: Map<string, Place | undefined>;
  /** The schema leads back to a place around it, or deeper than a form can be laid out. */
  readonly isRecursive: boolean;
  readonly outer: Place | undefined;
}

/** By registered schemas and document: thousands of fields share the way to them, so each part of it is walked once. */
const walked: WeakMap<ReadonlyMap<string, JsonSchema>, WeakMap<SchemaObject, Place>> = new WeakMap();

function facetsAt(written: readonly Written[], schemas: ReadonlyMap<string, JsonSchema>): Facet[] {
  const [only, ...others] = written;
  if (only && others.length === 0) return facetsOf(only.schema, only.root, schemas);
  return written.flatMap(({schema, root}) => facetsOf(schema, root, schemas));
}

function placeOf(
  written: readonly Written[],
  schemas: ReadonlyMap<string, JsonSchema>,
  at: Segments,
  outer: Place | undefined,
): Place {
  const facets = facetsAt(written, schemas);
  return placeWith(facets, schemas, at, outer, at.length > MAX_LEVELS || leadsBack(facets, outer));
}

/** Segments of a place that is laid out as questions of its own. */
const MAX_LEVELS = 12;

/** Whether something that has parts stands in itself. */
function leadsBack(facets: readonly Facet[], outer: Place | undefined): boolean {
  const parted = facets.filter(({schema}) => PARTED.some((keyword) => schema[keyword] !== undefined));
  if (parted.length === 0) return false;
  for (let place = outer; place; place = place.outer)
    for (const facet of facetsIn(place)) if (parted.some(({schema}) => schema === facet.schema)) return true;
  return false;
}

const PARTED = ['properties', 'items', 'prefixItems', 'anyOf', 'oneOf', 'additionalProperties', 'patternProperties'];

const MAX_NESTED_CONDITIONS = 64;

function placeWith(
  facets: readonly Facet[],
  schemas: ReadonlyMap<string, JsonSchema>,
  at: Segments,
  outer: Place | undefined,
  isRecursive: boolean,
  depth = 0,
): Place {
  const conditions = depth > 8 ? undefined : conditionsOf(facets, at, (schema, root) => facetsOf(schema, root, schemas));
  const conditional = conditions && conditions.branches.length + conditions.required.length > 0 ? conditions : undefined;
  return {
    facets,
    conditions: conditional && {
      ...conditional,
      places: conditional.branches
        .slice(0, MAX_NESTED_CONDITIONS)
        .map(({facets: inner, when}) => ({place: placeWith(inner, schemas, at, outer, isRecursive, depth + 1), when})),
    },
    ...{isRecursive, outer},
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
    place = placeOf([{schema: data, root: data}], schemas, [], undefined);
    if (isObject(data)) documents.set(data, place);
  }
  return place;
}

function writtenIn(place: Place, segment: string): Written[] {
  if (segment === OTHERS) return othersIn(place);
  const written: Written[] = [];
  for (const facet of place.facets) {
    const schema = memberOf(facet, segment);
    if (schema !== undefined) written.push({schema, root: facet.root});
  }
  return written;
}

/** What is said of members that have no name in the schema, where that is more than whether there may be any. */
function othersIn(place: Place): Written[] {
  const told = place.facets.filter(({schema: {additionalProperties, patternProperties}}) =>
    [additionalProperties, patternProperties].some((said) => isObject(said) && Object.keys(said).length > 0),
  );
  const [first] = told;
  const named = [...membersOf(place)];
  // Elsewhere an object without names is a question of its own.
  if (!first || (named.length === 0 && place.outer)) return [];
  const properties = Object.fromEntries(named.map((name) => [name, false]));
  return told.map(({schema: {additionalProperties, patternProperties, propertyNames}, root}) => ({
    schema: {
      ...{type: 'object', properties},
      ...(additionalProperties !== undefined && {additionalProperties}),
      ...(patternProperties !== undefined && {patternProperties}),
      ...(propertyNames !== undefined && {propertyNames}),
    },
    root,
  }));
}

function and(outer: Rule | undefined, inner: Rule | undefined): Rule | undefined {
  return outer === undefined || inner === undefined ? (outer ?? inner) : {and: [outer, inner]};
}

/** What is written for a member in each of the parts that apply under conditions, those within them included. */
function partsIn(
  place: Place,
  segment: string,
): readonly {readonly written: readonly Written[]; readonly when: Rule | undefined}[] {
  const found: {written: readonly Written[]; when: Rule | undefined}[] = [];
  const visit = (here: Place, around: Rule | undefined): void => {
    for (const {place: branch, when} of here.conditions?.places ?? []) {
      const written = writtenIn(branch, segment);
      const both = and(around, when);
      if (written.length > 0) found.push({written, when: both});
      visit(branch, both);
    }
  };
  visit(place, undefined);
  return found;
}

function conditionalIn(place: Place, segment: string): Conditional | undefined {
  const found = partsIn(place, segment);
  if (found.length === 0) return undefined;
  const rules = found.map(({when}) => when);
  return {
    written: found.flatMap(({written}) => written),
    when: rules.every((rule) => rule !== undefined) ? anyOfRules(rules) : undefined,
  };
}

/** When a member must be there, beside always. */
function requiredIn(place: Place, segment: string): Rule | undefined {
  const rules: Rule[] = [];
  const visit = (here: Place, around: Rule | undefined): void => {
    for (const {name, when} of here.conditions?.required ?? []) if (name === segment) rules.push(and(around, when) ?? true);
    for (const {place: branch, when} of here.conditions?.places ?? []) {
      const both = and(around, when);
      // Without a condition it is one of several ways, and none of them must be taken.
      if (both !== undefined && branch.required.has(segment)) rules.push(both);
      visit(branch, both);
    }
  };
  visit(place, undefined);
  return rules.length > 0 ? anyOfRules(rules) : undefined;
}

function discriminatorIn(place: Place, segment: string): Discriminator | undefined {
  for (const one of place.conditions?.discriminators ?? []) if (one.name === segment) return one;
  for (const {place: branch} of place.conditions?.places ?? []) {
    const found = discriminatorIn(branch, segment);
    if (found) return found;
  }
  return undefined;
}

function placeIn(outer: Place, segment: string, schemas: ReadonlyMap<string, JsonSchema>, at: Segments): Place | undefined {
  if (!outer.within.has(segment)) {
    const parts = partsIn(outer, segment);
    const direct = writtenIn(outer, segment);
    // What is written once is shown as a whole; under a condition that cannot be read it may apply at any time.
    const isOnly = direct.length === 0 && parts.length === 1;
    const always = [...direct, ...parts.flatMap(({written, when}) => (when === undefined || isOnly ? written : []))];
    const place = always.length + parts.length > 0 ? placeOf(always, schemas, at, outer) : undefined;
    const conditional = isOnly ? [] : parts.filter(({when}) => when !== undefined);
    outer.within.set(segment, place && conditional.length > 0 ? withParts(place, conditional, schemas, at, outer) : place);
  }
  return outer.within.get(segment);
}

const UNCONDITIONAL: Conditions = {branches: [], discriminators: [], required: [], isMixed: false};

/** A place of which parts apply only while what is around it is of one branch. */
function withParts(
  place: Place,
  parts: ReturnType<typeof partsIn>,
  schemas: ReadonlyMap<string, JsonSchema>,
  at: Segments,
  outer: Place,
): Place {
  const places = parts.map(({written, when}) => ({place: placeOf(written, schemas, at, outer), when}));
  const conditions = place.conditions ?? {...UNCONDITIONAL, places: []};
  return {
    ...place,
    conditions: {...conditions, places: [...conditions.places, ...places]},
    texts: [...place.texts, ...places.flatMap((part) => part.place.texts)],
    isRecursive: place.isRecursive || places.some((part) => part.place.isRecursive),
  };
}

/** What `properties` names is a member, whatever it looks like; `undefined` for a place that holds neither members nor rows. */
function isRowIn(place: Place, segment: string): boolean | undefined {
  let found: boolean | undefined;
  for (const {schema} of place.conditions ? facetsIn(place) : place.facets) {
    const {properties, items, type} = schema;
    if (isObject(properties) && Object.hasOwn(properties, segment)) return false;
    if (isObject(items) || type === 'array') found = true;
    else if (isObject(properties) || type === 'object') found ??= false;
  }
  return found;
}

/** Every facet of a place, those that apply under conditions included. */
function* facetsIn(place: Place): Generator<Facet> {
  yield* place.facets;
  for (const {place: branch} of place.conditions?.places ?? []) yield* facetsIn(branch);
}

/** Whether a segment below a place is a row of a list; `undefined` when the schema knows no such place. */
export function isRowOfSchema(
  data: JsonSchema,
  around: Segments,
  segment: string,
  schemas: ReadonlyMap<string, JsonSchema>,
): boolean | undefined {
  const place = placeAt(data, around, schemas);
  return place && isRowIn(place, segment);
}

function placeAt(data: JsonSchema, segments: Segments, schemas: ReadonlyMap<string, JsonSchema>): Place | undefined {
  let place: Place | undefined = rootPlace(data, schemas);
  for (const [i, segment] of segments.entries()) place = place && placeIn(place, segment, schemas, segments.slice(0, i + 1));
  return place;
}

/** Look at one place; `undefined` when the schema knows no such place. `segments` may contain `*` for any row. */
export function viewSchema(
  data: JsonSchema,
  segments: Segments,
  schemas: ReadonlyMap<string, JsonSchema>,
): SchemaView | undefined {
  const modelSettings: FieldSettings[] = [];
  const visibleWhen: Rule[] = [];
  let place = rootPlace(data, schemas);
  let written: readonly Written[] = [{schema: data, root: data}];
  let required = false;
  let optionalAt: number | undefined;
  let requiredWhen: Rule | undefined;
  let decides: Discriminator | undefined;
  let isDeep = false;
  /** Whether everything around is required: only then is a choice within. */
  let isCertain = true;
  let fallback: Json | undefined = defaultOf(place);
  for (let i = 0; i < segments.length; i += 1) {
    const segment = segments[i] ?? '';
    if (place.texts.length > 0) {
      const rest = formatPointer(segments.slice(i));
      // Models nearer to the root speak about the place in its context, so they come last and win.
      for (const texts of place.texts) if (isObject(texts[rest])) modelSettings.unshift(texts[rest] as FieldSettings);
    }
    const isLast = i === segments.length - 1;
    const always = isLast || place.conditions ? writtenIn(place, segment) : [];
    const conditional = place.conditions && conditionalIn(place, segment);
    const deciding = place.conditions && discriminatorIn(place, segment);
    if (always.length === 0 && !deciding && conditional?.when !== undefined) visibleWhen.push(conditional.when);
    fallback = memberOfDefault(fallback, segment);
    if (!isLast) {
      isCertain &&= place.required.has(segment) || isRowIn(place, segment) === true;
      const next = placeIn(place, segment, schemas, segments.slice(0, i + 1));
      if (!next) return undefined;
      if (isRowIn(place, segment) === true) optionalAt = undefined;
      else if (!place.required.has(segment) && !(place.conditions && requiredIn(place, segment))) optionalAt = i + 1;
      place = next;
      fallback ??= defaultOf(place);
    } else {
      if (isRowIn(place, segment) === true) optionalAt = undefined;
      // A row of a list is there or not; what is there has a value.
      required = place.required.has(segment) || (always.length > 0 && isRowIn(place, segment) === true);
      requiredWhen = place.conditions && !required ? requiredIn(place, segment) : undefined;
      decides = deciding;
      if (deciding?.alternatives) required = deciding.required === true && isCertain;
      written = deciding
        ? [...always, {schema: {enum: deciding.options.map(({value}) => value)}, root: deciding.root ?? true}]
        : always.length > 0
          ? always
          : oneWritten(conditional?.written ?? []);
    }
  }
  const last = written.at(-1);
  if (!last) return undefined;
  const own = keywordsAt(written, schemas);
  const keywords = fallback === undefined || fallback === own['default'] ? own : {...own, default: fallback};
  const options = decides?.options ?? titledConstants(keywords) ?? severalOf(written, keywords, schemas);
  if (segments.at(-1) === OTHERS) isDeep = true;
  else if (segments.length > 0 && !isOnePlainValue(keywords)) {
    const inner = placeIn(place, segments.at(-1) ?? '', schemas, segments);
    isDeep = inner !== undefined && (inner.isRecursive || isStructured(keywords, inner, schemas, options !== undefined));
  }
  return {
    keywords,
    written: last.schema,
    root: last.root,
    required,
    alternatives: decides?.alternatives,
    isStructured: isDeep,
    optionalAt,
    modelSettings: modelSettings.length > 0 ? modelSettings : NO_SETTINGS,
    visibleWhen: visibleWhen.length > 0 ? visibleWhen : NO_RULES,
    requiredWhen,
    options,
  };
}

function defaultOf(place: Place): Json | undefined {
  return place.facets.findLast(({schema}) => schema['default'] !== undefined)?.schema['default'];
}

/** Whether one kind of plain value is asked for. Most places do. */
function isOnePlainValue({type}: SchemaObject): boolean {
  return typeof type === 'string' && type !== 'object' && type !== 'array';
}

/** What the default of a whole says about a member of it. */
function memberOfDefault(whole: Json | undefined, segment: string): Json | undefined {
  return isObject(whole) && Object.hasOwn(whole, segment) ? whole[segment] : undefined;
}

/** Kinds of values that a place may hold, `null` left out; none when nothing is said. */
function kindsOf(facets: readonly Facet[], schemas: ReadonlyMap<string, JsonSchema>, depth = 0): ReadonlySet<string> {
  const kinds = new Set<string>();
  const types = facets.flatMap(({schema}) => typesOf(schema));
  for (const type of types) if (type !== 'null') kinds.add(type === 'integer' ? 'number' : String(type));
  if (kinds.size > 0 || types.length > 0 || depth > 8) return kinds;
  for (const {schema, root} of facets) {
    if (PARTED.slice(4).some((keyword) => schema[keyword] !== undefined) || isObject(schema['properties'])) kinds.add('object');
    if (schema['items'] !== undefined || schema['prefixItems'] !== undefined) kinds.add('array');
    const values = schema['const'] === undefined ? schema['enum'] : [schema['const']];
    for (const value of Array.isArray(values) ? (values as readonly Json[]) : [])
      if (value !== null) kinds.add(Array.isArray(value) ? 'array' : typeof value);
    for (const keyword of ['anyOf', 'oneOf']) {
      const parts = schema[keyword];
      for (const part of Array.isArray(parts) ? (parts as readonly Json[]) : [])
        for (const kind of kindsOf(facetsOf(part as JsonSchema, root, schemas), schemas, depth + 1)) kinds.add(kind);
    }
  }
  return kinds;
}

/** What the answers as a whole may be, as `type` names it; none when nothing is said. */
export function kindsOfAnswers(data: JsonSchema, schemas: ReadonlyMap<string, JsonSchema>): ReadonlySet<string> {
  return kindsOf(facetsOf(data, data, schemas), schemas);
}

/** Whether no question or layout of questions gives every value that a place may hold. */
function isStructured(
  keywords: SchemaObject,
  place: Place,
  schemas: ReadonlyMap<string, JsonSchema>,
  isListed: boolean,
): boolean {
  if (keywords['x-egov-widget'] !== undefined || isListed || listedChoices(keywords)) return false;
  if (place.conditions?.isMixed) return true;
  const kinds = kindsOf(place.facets.length > 0 ? place.facets : [...facetsIn(place)], schemas);
  if (kinds.size > 1) return true;
  if (kinds.has('array')) {
    const {items, prefixItems} = keywords;
    return prefixItems !== undefined || !isObject(items) || (keywords['anyOf'] ?? keywords['oneOf']) !== undefined;
  }
  return kinds.has('object') && membersOf(place).size === 0;
}

function keywordsAt(written: readonly Written[], schemas: ReadonlyMap<string, JsonSchema>): SchemaObject {
  const [first] = written;
  if (first && written.length === 1 && isObject(first.schema) && standsAlone(first.schema)) return first.schema;
  const facets = facetsAt(written, schemas);
  const [only] = facets;
  return only && facets.length === 1 ? only.schema : (Object.assign({}, ...facets.map(({schema}) => schema)) as SchemaObject);
}

/** Whether no other schema applies beside it. Those of most fields do. */
function standsAlone(schema: SchemaObject): boolean {
  return (
    schema['$ref'] === undefined &&
    schema['allOf'] === undefined &&
    schema['anyOf'] === undefined &&
    schema['oneOf'] === undefined
  );
}

/** What several branches say about the same member: any of it, as far as one schema can say so. */
function oneWritten(written: readonly Written[]): readonly Written[] {
  const [first, ...others] = written;
  if (!first || others.length === 0) return written;
  const texts = new Set(written.map(({schema}) => JSON.stringify(schema)));
  if (texts.size === 1) return [first];
  // Which branch counts is only known to the whole schema; what they share is shown.
  const shared = Object.entries(isObject(first.schema) ? first.schema : {}).filter(([keyword, value]) =>
    others.every(({schema}) => isObject(schema) && JSON.stringify(schema[keyword]) === JSON.stringify(value)),
  );
  return [{schema: {...Object.fromEntries(shared), anyOf: written.map(({schema}) => schema as Json)}, root: first.root}];
}

/** Names of members in the order in which they are asked: what always applies, what decides, what depends on it. */
function membersOf(place: Place, names: Set<string> = new Set()): ReadonlySet<string> {
  for (const {schema} of place.facets)
    if (isObject(schema['properties'])) for (const name of Object.keys(schema['properties'])) names.add(name);
  for (const {name} of place.conditions?.discriminators ?? []) names.add(name);
  for (const {place: branch} of place.conditions?.places ?? []) membersOf(branch, names);
  return names;
}

/** The choices of a list of different constants, which is one question with several answers, not rows. */
function severalOf(
  written: readonly Written[],
  {uniqueItems, items}: SchemaObject,
  schemas: ReadonlyMap<string, JsonSchema>,
): readonly Option[] | undefined {
  if (uniqueItems !== true || !isObject(items)) return undefined;
  const facet = facetsAt(written, schemas).findLast(({schema}) => schema['items'] === items);
  const keywords = keywordsAt([{schema: items, root: facet?.root ?? true}], schemas);
  return listedConstants(keywords) ?? titledConstants(keywords);
}

/**
 * Every leaf, in the order written: the layout of a form that has none. What is deprecated is left out, unless it is required;
 * so is a part that can hold nothing.
 */
export function leavesOf(data: JsonSchema, schemas: ReadonlyMap<string, JsonSchema>, at: Pattern = WHOLE): Pattern[] {
  const view = viewSchema(data, at.segments, schemas);
  if (!view || (view.keywords['deprecated'] === true && !view.required)) return [];
  if (view.isStructured) return isEmptyObject(view) && !view.required ? [] : [at];
  const place = placeAt(data, at.segments, schemas);
  const members = place ? membersOf(place) : new Set<string>();
  if (place && members.size > 0 && view.keywords['x-egov-widget'] === undefined) {
    const others = othersIn(place).length > 0 ? [at.member(OTHERS)] : [];
    return [...[...members].flatMap((name) => leavesOf(data, schemas, at.member(name))), ...others];
  }
  if (at.length === 0) return place && othersIn(place).length > 0 ? [at.member(OTHERS)] : [];
  if (isObject(view.keywords['items']) && !view.options) return leavesOf(data, schemas, at.item());
  return [at];
}

/** An object without members, which some write to have a heading. */
function isEmptyObject({keywords: {type, properties, additionalProperties, patternProperties}}: SchemaView): boolean {
  const said = [additionalProperties, patternProperties].some((one) => one !== undefined && one !== false);
  const named = isObject(properties) ? Object.keys(properties).length : 0;
  return type === 'object' && !said && named === 0 && (additionalProperties === false || properties !== undefined);
}
