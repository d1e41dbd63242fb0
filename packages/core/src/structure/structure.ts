/**
 * What may be entered at a place whose value no layout of questions shows: one of several kinds, a map, a list of anything, a
 * schema that contains itself. Found out level by level, from the schema and what was entered so far.
 *
 * Rule    A value is of the alternative that was picked, or else of the first that accepts it, or else of the one of its kind with
 *         the fewest faults. `if`, `dependentSchemas` and what they lead to are judged on the value as it stands.
 */
import type {Option} from '../generated/definition.ts';
import type {Json, JsonObject, JsonSchema} from '../json/json.ts';
import {listedConstants, titledConstants} from '../schema/listed-constants.ts';
import {readableName} from '../schema/readable-name.ts';
import {type Facet, isObject, type SchemaObject} from '../schema/schema-branches.ts';
import {facetsOf} from '../schema/schema-view.ts';
import {typesOf} from '../schema/value-types.ts';
import {interpret} from '../validation/interpreter.ts';
import type {ValidatorContext} from '../validation/port.ts';

export type PartKind = 'text' | 'number' | 'integer' | 'boolean' | 'choice' | 'list' | 'group' | 'null';

/** A schema as it is written, and the document in which its references resolve. */
export interface Written {
  readonly schema: JsonSchema;
  readonly root: JsonSchema;
}

export interface Alternative {
  readonly kind: PartKind;
  /** From the schema; without one, the kind says it. */
  readonly label: string | undefined;
}

export interface Member {
  readonly name: string;
  readonly label: string;
  readonly required: boolean;
  /** The schema names it; others were added by the person, who may rename and remove them. */
  readonly isNamed: boolean;
  readonly written: readonly Written[];
}

interface Candidate extends Alternative {
  readonly facets: readonly Facet[];
  /** What tells it from the others. */
  readonly told: Written | undefined;
}

const MOST_ALTERNATIVES = 24;
/** Groups within groups that are begun together. */
const MOST_LEVELS = 4;
const KIND_OF_TYPE: ReadonlyMap<Json, PartKind> = new Map<Json, PartKind>([
  ['string', 'text'],
  ['number', 'number'],
  ['integer', 'integer'],
  ['boolean', 'boolean'],
  ['array', 'list'],
  ['object', 'group'],
  ['null', 'null'],
]);
const ANYTHING: readonly PartKind[] = ['text', 'number', 'boolean', 'list', 'group'];

/** One place, with what stands there. */
export class Part {
  readonly value: Json | undefined;
  readonly alternatives: readonly Alternative[];
  /** Which alternative the value is of, or was picked; `undefined` while the person has to say. */
  readonly chosen: number | undefined;
  readonly #context: ValidatorContext;
  readonly #written: readonly Written[];
  readonly #here: readonly Facet[];
  readonly #all: readonly Candidate[];

  /** @param picked the alternative that the person chose last, by its place. */
  constructor(context: ValidatorContext, written: readonly Written[], value: Json | undefined, picked?: number) {
    this.#context = context;
    this.#written = written;
    this.value = value;
    const candidates = this.#candidates(written.flatMap(({schema, root}) => this.#facetsOf(schema, root)));
    this.#all = candidates;
    this.alternatives = candidates;
    this.chosen = candidates.length === 1 ? 0 : this.#choose(candidates, picked);
    const facets = this.chosen === undefined ? [] : (candidates[this.chosen]?.facets ?? []);
    this.#here = this.#withConditions(facets);
  }

  /** The same place with another value. */
  holding(value: Json | undefined): Part {
    return new Part(this.#context, this.#written, value, this.chosen);
  }

  /** The same place, once the person said which alternative it is. */
  picked(index: number): Part {
    return new Part(this.#context, this.#written, undefined, index);
  }

  /** Whether a value is right here. */
  takes(value: Json): boolean {
    return this.#here.every(({schema, root}) => this.#accepts({schema: withoutAlternatives(schema), root}, value));
  }

  get kind(): PartKind | undefined {
    return this.chosen === undefined ? undefined : this.alternatives[this.chosen]?.kind;
  }

  /** What all that applies here says; of `properties` only the names count. */
  get keywords(): SchemaObject {
    return Object.assign({}, ...this.#here.map(({schema}) => schema)) as SchemaObject;
  }

  get title(): string | undefined {
    const {title} = this.keywords;
    return typeof title === 'string' && title !== '' ? title : undefined;
  }

  get hint(): string | undefined {
    const {description} = this.keywords;
    return typeof description === 'string' && description !== '' ? description : undefined;
  }

  /** Of a `choice`. */
  get options(): readonly Option[] {
    return choicesOf(this.keywords) ?? [];
  }

  /** Of a `group`: those that the schema names, then those that were added. */
  get members(): readonly Member[] {
    const value = isObject(this.value) ? this.value : {};
    const required = new Set(this.#here.flatMap(({schema: {required: names}}) => (Array.isArray(names) ? names : [])));
    const named = new Set<string>();
    for (const {
      schema: {properties},
    } of this.#here)
      if (isObject(properties)) for (const [name, member] of Object.entries(properties)) if (member !== false) named.add(name);
    for (const name of required) if (typeof name === 'string') named.add(name);
    const added = Object.keys(value).filter((name) => !named.has(name));
    return [...named, ...added].map((name) => {
      const written = this.#writtenFor(name);
      const title = written
        .map(({schema}) => (isObject(schema) ? schema['title'] : undefined))
        .findLast((one) => one !== undefined);
      const isNamed = named.has(name);
      const label = typeof title === 'string' && title !== '' ? title : isNamed ? readableName(name) : name;
      return {name, label, required: required.has(name), isNamed, written};
    });
  }

  /** Of a `group`: whether members may be added that the schema does not name. */
  get mayAdd(): boolean {
    const {maxProperties} = this.keywords;
    if (typeof maxProperties === 'number' && isObject(this.value) && Object.keys(this.value).length >= maxProperties)
      return false;
    const patterns = this.#here.some(({schema}) => isObject(schema['patternProperties']));
    const isClosed = this.#here.some(({schema}) => schema['additionalProperties'] === false);
    const isOpen = this.#here.some(
      ({schema}) => isObject(schema['additionalProperties']) || schema['additionalProperties'] === true,
    );
    return patterns || (!isClosed && (isOpen || !this.#here.some(({schema}) => isObject(schema['properties']))));
  }

  /** Of a `group`: whether a member of this name may be added. */
  takesName(name: string): boolean {
    if (name === '' || name === '__proto__' || name === 'prototype' || name === 'constructor') return false;
    if (isObject(this.value) && Object.hasOwn(this.value, name)) return false;
    if (this.#here.some(({schema}) => isObject(schema['properties']) && Object.hasOwn(schema['properties'], name))) return false;
    for (const {schema, root} of this.#here) {
      const {additionalProperties, propertyNames} = schema;
      if (propertyNames !== undefined && !this.#accepts({schema: propertyNames as JsonSchema, root}, name)) return false;
      if (additionalProperties === false && patternsFor(schema, name).length === 0) return false;
    }
    return true;
  }

  /** Of a `group`: a member by name, named by the schema or not. */
  member(name: string, picked?: number): Part {
    return new Part(this.#context, this.#writtenFor(name), isObject(this.value) ? this.value[name] : undefined, picked);
  }

  /** Of a `list`. */
  get minItems(): number {
    return Number(this.keywords['minItems'] ?? 0);
  }

  get maxItems(): number {
    const {maxItems, prefixItems, items} = this.keywords;
    const most = typeof maxItems === 'number' ? maxItems : 1000;
    return items === false ? Math.min(most, Array.isArray(prefixItems) ? prefixItems.length : 0) : most;
  }

  /** Of a `list`: one of its items, there or to be added. */
  item(index: number, picked?: number): Part {
    const written = this.#here.flatMap(({schema: {items, prefixItems}, root}): Written[] => {
      const own: Json | undefined = Array.isArray(prefixItems) ? (prefixItems as readonly Json[])[index] : undefined;
      const schema = own ?? items;
      return isObject(schema) ? [{schema, root}] : [];
    });
    return new Part(this.#context, written, Array.isArray(this.value) ? (this.value[index] as Json) : undefined, picked);
  }

  /** What stands here once the person chose this alternative: nothing yet, or what there is no choice about. */
  begin(index: number, depth = 0): Json | undefined {
    const part = new Part(this.#context, this.#writtenAs(index), undefined, index);
    switch (part.kind) {
      case 'choice':
        return part.options.length === 1 ? (part.options[0]?.value as Json) : undefined;
      case 'null':
        return null;
      case 'group': {
        const members = part.members
          .filter(({required}) => required)
          .flatMap(({name}): (readonly [string, Json])[] => {
            const inner = part.member(name);
            const value =
              inner.alternatives.length === 1 && inner.kind !== 'list' && depth < MOST_LEVELS
                ? inner.begin(0, depth + 1)
                : undefined;
            return value === undefined ? [] : [[name, value]];
          });
        return Object.fromEntries(members);
      }
      case 'list':
        return [];
      default:
        return undefined;
    }
  }

  #writtenAs(index: number): readonly Written[] {
    return (this.#all[index]?.facets ?? []).map(({schema, root}) => ({schema: withoutAlternatives(schema), root}));
  }

  #facetsOf(schema: JsonSchema, root: JsonSchema): readonly Facet[] {
    return facetsOf(schema, root, this.#context.schemas);
  }

  #candidates(facets: readonly Facet[]): readonly Candidate[] {
    const found = this.#expand(facets, undefined, undefined, 0).slice(0, MOST_ALTERNATIVES);
    // `null` is what an empty answer is: it is offered only where nothing else is.
    const answers = found.filter(({kind}) => kind !== 'null');
    return answers.length > 0 ? answers : found;
  }

  #expand(facets: readonly Facet[], told: Written | undefined, label: string | undefined, depth: number): Candidate[] {
    const merged = Object.assign({}, ...facets.map(({schema}) => schema)) as SchemaObject;
    if (choicesOf(merged)) return [{kind: 'choice', label, facets, told}];
    const splitting = depth < 4 ? facets.find(({schema}) => partsOf(schema).length > 1) : undefined;
    if (splitting) {
      const others = facets.map((facet) =>
        facet === splitting ? {schema: withoutAlternatives(facet.schema), root: facet.root} : facet,
      );
      const expanded = partsOf(splitting.schema).flatMap((part) => {
        const inner = this.#facetsOf(part, splitting.root);
        return this.#expand([...others, ...inner], {schema: part, root: splitting.root}, nameOf(part, inner), depth + 1);
      });
      if (new Set(expanded.map(({kind, label: one}) => `${kind} ${one}`)).size > 1 || expanded.some(({kind}) => kind === 'group'))
        return distinct(expanded);
      return expanded.slice(0, 1);
    }
    const kinds = kindsOf(facets);
    return kinds.map((kind) => ({kind, label: kinds.length === 1 ? label : undefined, facets, told}));
  }

  #choose(candidates: readonly Candidate[], picked: number | undefined): number | undefined {
    const {value} = this;
    const fits = (one: Candidate | undefined): boolean => one !== undefined && (value === undefined || isOfKind(value, one));
    if (picked !== undefined && fits(candidates[picked])) return picked;
    if (value === undefined) return undefined;
    const faults = candidates.map((one) => (fits(one) ? this.#faults(one, value) : Number.POSITIVE_INFINITY));
    const fewest = Math.min(...faults);
    return Number.isFinite(fewest) ? faults.indexOf(fewest) : undefined;
  }

  #faults({facets, told}: Candidate, value: Json): number {
    const all = told ? [told] : facets;
    return all.reduce((sum, one) => sum + this.#validate(one, value), 0);
  }

  #validate({schema, root}: Written, value: Json): number {
    return interpret(schema, this.#context, root)(value).length;
  }

  #accepts(written: Written, value: Json): boolean {
    return this.#validate(written, value) === 0;
  }

  #withConditions(facets: readonly Facet[], depth = 0): readonly Facet[] {
    const value = this.value ?? {};
    const added = facets.flatMap(({schema, root}) => {
      const {if: condition, then, else: otherwise, dependentSchemas} = schema;
      const branch =
        condition === undefined ? undefined : this.#accepts({schema: condition as JsonSchema, root}, value) ? then : otherwise;
      const dependent = Object.entries(isObject(dependentSchemas) ? dependentSchemas : {}).filter(
        ([name]) => isObject(value) && Object.hasOwn(value, name),
      );
      return [branch, ...dependent.map(([, one]) => one)].flatMap((one) => (isObject(one) ? this.#facetsOf(one, root) : []));
    });
    if (added.length === 0) return facets;
    return [...facets, ...(depth < 4 ? this.#withConditions(added, depth + 1) : added)];
  }

  #writtenFor(name: string): readonly Written[] {
    return this.#here.flatMap(({schema, root}): Written[] => {
      const {properties, additionalProperties} = schema;
      const own = isObject(properties) && Object.hasOwn(properties, name) ? [properties[name] as JsonSchema] : [];
      const found = [...own, ...patternsFor(schema, name)];
      const rest = found.length === 0 && isObject(additionalProperties) ? [additionalProperties] : [];
      return [...found, ...rest].map((one) => ({schema: one, root}));
    });
  }
}

function patternsFor({patternProperties}: SchemaObject, name: string): readonly JsonSchema[] {
  return Object.entries(isObject(patternProperties) ? patternProperties : {})
    .filter(([pattern]) => new RegExp(pattern, 'u').test(name))
    .map(([, schema]) => schema as JsonSchema);
}

function choicesOf(keywords: SchemaObject): readonly Option[] | undefined {
  const {const: constant} = keywords;
  if (constant !== undefined && (constant === null || typeof constant !== 'object'))
    return constant === null ? undefined : [{value: constant as Option['value'], label: String(keywords['title'] ?? constant)}];
  const listed = listedConstants(keywords);
  return listed && listed.length > 0 ? listed : titledConstants(keywords);
}

function partsOf({oneOf, anyOf}: SchemaObject): readonly SchemaObject[] {
  const parts = Array.isArray(oneOf) ? oneOf : Array.isArray(anyOf) ? anyOf : [];
  // What only says what must be there is no alternative of its own.
  const shaped = (parts as readonly Json[]).filter(
    (part): part is SchemaObject => isObject(part) && Object.keys(part).some((keyword) => !ONLY_ASKING.has(keyword)),
  );
  return shaped.length === parts.length ? shaped : [];
}

const ONLY_ASKING = new Set(['required', 'not', 'title', 'description', 'minProperties', 'maxProperties', 'dependentRequired']);

function withoutAlternatives(schema: SchemaObject): SchemaObject {
  const {oneOf: _oneOf, anyOf: _anyOf, ...rest} = schema;
  return rest as SchemaObject;
}

function distinct(candidates: readonly Candidate[]): Candidate[] {
  const seen = new Set<string>();
  return candidates.filter(({kind, label, facets}) => {
    const key = `${kind} ${label} ${kind === 'group' || kind === 'list' ? JSON.stringify(facets.at(-1)?.schema) : ''}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function nameOf(part: SchemaObject, facets: readonly Facet[]): string | undefined {
  const titles = [part['title'], ...facets.map(({schema}) => schema['title'])];
  const title = titles.find((one) => typeof one === 'string' && one !== '');
  if (typeof title === 'string') return title;
  const {$ref} = part;
  return typeof $ref === 'string' && /\/[^/#]+$/u.test($ref) ? readableName($ref.slice($ref.lastIndexOf('/') + 1)) : undefined;
}

function kindsOf(facets: readonly Facet[]): readonly PartKind[] {
  const sets = facets.map(({schema}) => typesOf(schema)).filter((types) => types.length > 0);
  const [first, ...others] = sets;
  if (first) {
    const types = first.filter((type) =>
      others.every((set) => set.includes(type) || (type === 'integer' && set.includes('number'))),
    );
    return types.flatMap((type) => KIND_OF_TYPE.get(type) ?? []);
  }
  const has = (...keywords: readonly string[]): boolean =>
    facets.some(({schema}) => keywords.some((keyword) => schema[keyword] !== undefined));
  if (has('properties', 'additionalProperties', 'patternProperties', 'required', 'propertyNames')) return ['group'];
  if (has('items', 'prefixItems', 'uniqueItems')) return ['list'];
  if (has('pattern', 'format', 'minLength', 'maxLength')) return ['text'];
  if (has('minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf')) return ['number'];
  return ANYTHING;
}

function isOfKind(value: Json, {kind, facets}: Candidate): boolean {
  switch (kind) {
    case 'text':
      return typeof value === 'string';
    case 'number':
    case 'integer':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    case 'list':
      return Array.isArray(value);
    case 'group':
      return isObject(value as JsonObject);
    case 'null':
      return value === null;
    default: {
      const keywords = Object.assign({}, ...facets.map(({schema}) => schema)) as SchemaObject;
      return choicesOf(keywords)?.some((option) => option.value === value) === true;
    }
  }
}
