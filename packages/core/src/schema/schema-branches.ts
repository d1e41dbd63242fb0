/**
 * Parts of a JSON Schema that apply under a condition, and the condition as a rule: `oneOf` whose branches differ in a
 * `const`, `if`/`then`/`else`, `dependentSchemas`, `dependentRequired`. With it a bare schema shows and asks for what applies.
 *
 * Limits  A condition that is not about constants, lists of constants or presence is not turned into a rule: its members are
 *         then always shown, and the whole schema says at the end what does not fit.
 */
import type {Option, Rule} from '../generated/definition.ts';
import {choiceName} from '../json/auxiliary.ts';
import type {Json, JsonSchema} from '../json/json.ts';
import {formatPointer, type Segments} from '../json/pointer.ts';
import {readableName} from './readable-name.ts';

export type SchemaObject = {readonly [keyword: string]: Json};

export function isObject(schema: Json | JsonSchema | undefined): schema is SchemaObject {
  return typeof schema === 'object' && schema !== null && !Array.isArray(schema);
}

/** A schema and the document in which its local references resolve. */
export interface Facet {
  readonly schema: SchemaObject;
  readonly root: JsonSchema;
}

/** The schema itself and everything that applies beside it. */
export type FacetsOf = (schema: JsonSchema, root: JsonSchema) => readonly Facet[];

/** A schema that applies while the rule holds; always when there is none. */
export interface Branch {
  readonly facets: readonly Facet[];
  readonly when: Rule | undefined;
}

/** A member whose value decides between branches. */
export interface Discriminator {
  readonly name: string;
  readonly options: readonly Option[];
  /** The alternatives, by their options, when the schema has no such member and the person is asked which one is meant. */
  readonly alternatives?: readonly Facet['schema'][];
  /** Document in which the alternatives stand. */
  readonly root?: JsonSchema;
  /** One of the alternatives must hold. */
  readonly required?: boolean;
}

export interface Conditions {
  readonly branches: readonly Branch[];
  /** Some alternatives are objects and others are not: no layout of members shows what may stand here. */
  readonly isMixed: boolean;
  readonly discriminators: readonly Discriminator[];
  /** Members that must be there while the rule holds. */
  readonly required: readonly {readonly name: string; readonly when: Rule}[];
}

type Scalar = string | number | boolean;

const isScalar = (value: Json | undefined): value is Scalar =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

/** What applies under conditions at a place; `at` is its pattern. */
export function conditionsOf(facets: readonly Facet[], at: Segments, facetsOf: FacetsOf): Conditions {
  const branches: Branch[] = [];
  const discriminators: Discriminator[] = [];
  const required: {name: string; when: Rule}[] = [];
  let isMixed = false;
  for (const {schema, root} of facets) {
    for (const keyword of ['oneOf', 'anyOf'] as const) {
      const parts = schema[keyword];
      if (!Array.isArray(parts) || !parts.every(isObject)) continue;
      const all: readonly Part[] = parts
        .filter((part) => part['type'] !== 'null')
        .map((part) => ({schema: part, title: part['title'], facets: facetsOf(part, root)}));
      const objects = all.filter((part) => part.facets.some(isOfObject)).length;
      if (objects > 0 && all.some((part) => part.facets.some(isOfOther))) isMixed = true;
      const name = choiceName(discriminators.filter((one) => one.alternatives).length);
      const mustHold = keyword === 'oneOf' && all.length === parts.length;
      const found = alternatives(all, at, facets, {name, root, required: mustHold});
      branches.push(...found.branches);
      if (found.discriminator) discriminators.push(found.discriminator);
    }
    const {if: condition, then, else: otherwise, dependentSchemas, dependentRequired} = schema;
    if (condition !== undefined) {
      const when = ruleOf(condition, at);
      if (isObject(then)) branches.push({facets: facetsOf(then, root), when});
      if (isObject(otherwise)) branches.push({facets: facetsOf(otherwise, root), when: when && {'!': [when]}});
    }
    for (const [name, part] of Object.entries(isObject(dependentSchemas) ? dependentSchemas : {}))
      branches.push({facets: facetsOf(part as JsonSchema, root), when: present([...at, name])});
    for (const [name, others] of Object.entries(isObject(dependentRequired) ? dependentRequired : {})) {
      for (const other of Array.isArray(others) ? others : []) required.push({name: String(other), when: present([...at, name])});
    }
  }
  return {branches, discriminators, required, isMixed};
}

/** What a member's schema allows by name: `const`, or a short `enum`. */
function constants(facets: readonly Facet[], name: string): {values: Scalar[]; title: Json | undefined} | undefined {
  for (const {schema} of facets) {
    const properties = schema['properties'];
    const member = isObject(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (!isObject(member)) continue;
    const list = member['const'] === undefined ? member['enum'] : [member['const']];
    if (Array.isArray(list) && list.length > 0 && list.every(isScalar)) return {values: list, title: member['title']};
  }
  return undefined;
}

/** One of several schemas of which one holds. */
interface Part {
  readonly schema: SchemaObject;
  readonly title: Json | undefined;
  readonly facets: readonly Facet[];
}

function membersIn(facets: readonly Facet[]): readonly string[] {
  return facets.flatMap(({schema: {properties}}) => (isObject(properties) ? Object.keys(properties) : []));
}

function isOfObject({schema: {type, properties}}: Facet): boolean {
  return type === 'object' || isObject(properties);
}

function isOfOther({schema: {type}}: Facet): boolean {
  return typeof type === 'string' ? type !== 'object' && type !== 'null' : Array.isArray(type) && !type.includes('object');
}

function alternatives(
  parts: readonly Part[],
  at: Segments,
  around: readonly Facet[],
  choice: {readonly name: string; readonly root: JsonSchema; readonly required: boolean},
): {branches: readonly Branch[]; discriminator: Discriminator | undefined} {
  const names = membersIn(parts[0]?.facets ?? []);
  for (const name of parts.length > 1 ? names : []) {
    const found = parts.map((part) => constants(part.facets, name));
    const values = found.flatMap((one) => one?.values ?? []);
    if (found.includes(undefined) || new Set(values).size < values.length) continue;
    const options = found.flatMap((one, i) =>
      (one?.values ?? []).map((value): Option => {
        const title = one?.values.length === 1 ? (one.title ?? parts[i]?.title) : undefined;
        return {value, label: typeof title === 'string' ? title : String(value)};
      }),
    );
    const branches = parts.map(({facets}, i) => ({facets, when: isOneOf([...at, name], found[i]?.values ?? [])}));
    return {branches, discriminator: {name, options}};
  }
  const common = new Set(membersIn(around));
  const differ = parts.length > 1 && parts.some(({facets}) => membersIn(facets).some((name) => !common.has(name)));
  if (!differ || parts.some(({facets}) => facets.some(isOfOther)))
    return {branches: parts.map(({facets}) => ({facets, when: undefined})), discriminator: undefined};
  const {name, root, required} = choice;
  return {
    branches: parts.map(({facets}, i) => ({facets, when: isOneOf([...at, name], [i])})),
    discriminator: {
      ...{name, root, required},
      options: parts.map((part, value) => ({value, label: labelOf(part)})),
      alternatives: parts.map(({schema}) => schema),
    },
  };
}

const MOST_NAMES = 3;

/** What an alternative is called: by its title, by the name of its definition, or by what it asks for. */
function labelOf({schema, title, facets}: Part): string {
  const titles = [title, ...facets.map((facet) => facet.schema['title'])];
  const named = titles.find((one) => typeof one === 'string' && one !== '');
  if (typeof named === 'string') return named;
  const {$ref} = schema;
  if (typeof $ref === 'string' && /[^/#]$/u.test($ref)) return readableName($ref.slice($ref.lastIndexOf('/') + 1));
  const names = [...new Set(membersIn(facets))].slice(0, MOST_NAMES);
  return names.map(readableName).join(', ') || '–';
}

function answer(at: Segments): Rule {
  return {var: formatPointer(at)};
}

/** An absent answer is null to a rule; `false` and `0` are answers. */
function present(at: Segments): Rule {
  return {'!==': [answer(at), null]};
}

function isOneOf(at: Segments, values: readonly Scalar[]): Rule {
  const each: Rule[] = values.map((value) => ({'===': [answer(at), value]}));
  return anyOfRules(each);
}

/** One rule that holds when any of them does. */
export function anyOfRules(rules: readonly Rule[]): Rule {
  const [only, ...others] = [...new Map(rules.map((rule) => [JSON.stringify(rule), rule])).values()];
  return others.length === 0 ? (only ?? false) : {or: [only ?? false, ...others]};
}

/** The condition as a rule, with JSON Schema's meaning: a member that is absent contradicts only `required`. */
function ruleOf(condition: Json, at: Segments): Rule | undefined {
  if (typeof condition === 'boolean') return condition;
  if (!isObject(condition)) return undefined;
  const parts: Rule[] = [];
  for (const [keyword, value] of Object.entries(condition)) {
    if (keyword === 'required' && Array.isArray(value)) for (const name of value) parts.push(present([...at, String(name)]));
    else if (keyword === 'properties' && isObject(value)) {
      for (const [name, member] of Object.entries(value)) {
        const rule = memberRule(member, [...at, name]);
        if (rule === undefined) return undefined;
        parts.push({or: [{'!': [present([...at, name])]}, rule]});
      }
    } else if (keyword === 'not') {
      const rule = ruleOf(value, at);
      if (rule === undefined) return undefined;
      parts.push({'!': [rule]});
    } else if ((keyword === 'allOf' || keyword === 'anyOf') && Array.isArray(value)) {
      const rules = value.map((part: Json) => ruleOf(part, at));
      if (!rules.every((rule) => rule !== undefined)) return undefined;
      parts.push({[keyword === 'allOf' ? 'and' : 'or']: rules});
    } else if (!SAYS_NOTHING.has(keyword)) return undefined;
  }
  const [only, ...others] = parts;
  return others.length === 0 ? (only ?? true) : {and: parts};
}

/** Keywords that decide nothing about an object of answers. */
const SAYS_NOTHING: ReadonlySet<string> = new Set(['type', 'title', 'description', '$comment']);

function memberRule(member: Json, at: Segments): Rule | undefined {
  if (!isObject(member)) return undefined;
  if (isScalar(member['const'])) return isOneOf(at, [member['const']]);
  const list = member['enum'];
  if (Array.isArray(list) && list.every(isScalar)) return isOneOf(at, list);
  return member['properties'] !== undefined || member['required'] !== undefined ? ruleOf(member, at) : undefined;
}
