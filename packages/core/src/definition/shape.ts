/** The definition's own schema, made ready once to be held against many thousands of parts. */
import {DEFINITION_SCHEMA} from '../generated/definition-schema.ts';
import type {Json} from '../json/json.ts';

export type SchemaObject = {readonly [keyword: string]: Json};
export type Kind = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object';

/** One part of the definition's schema, read once. What it refers to is read when it is first needed. */
export class Shape {
  readonly schema: SchemaObject;
  readonly type: Json | undefined;
  readonly values: readonly Json[] | undefined;
  readonly branches: readonly Json[] | undefined;
  readonly required: readonly string[];
  readonly leastMembers: number;
  /** What members without a shape of their own have; `false` when there are none such. */
  readonly rest: Json | undefined;
  readonly pattern: RegExp | undefined;
  readonly namePattern: RegExp | undefined;
  readonly #root: SchemaObject;
  readonly #members: Map<string, Shape | undefined> = new Map();
  readonly #choices: Map<Kind | undefined, Choice> = new Map();
  #items: Shape | undefined;
  #rest: Shape | undefined;

  constructor(schema: SchemaObject, document: SchemaObject) {
    this.schema = schema;
    this.#root = document;
    this.type = schema['type'];
    this.values = schema['enum'] as readonly Json[] | undefined;
    this.branches = Array.isArray(schema['anyOf']) ? schema['anyOf'] : undefined;
    this.required = (schema['required'] ?? []) as readonly string[];
    this.leastMembers = Number(schema['minProperties'] ?? 0);
    this.rest = schema['additionalProperties'];
    this.pattern = patternOf(schema['pattern']);
    this.namePattern = patternOf((schema['propertyNames'] as SchemaObject | undefined)?.['pattern']);
    for (const name of Object.keys((schema['properties'] ?? {}) as SchemaObject)) this.#members.set(name, undefined);
  }

  /** Any JSON will do. */
  get isOpen(): boolean {
    return this.type === undefined && this.values === undefined;
  }

  get items(): Shape {
    this.#items ??= shapeOf(this.schema['items'], this.#root);
    return this.#items;
  }

  /** Of members that have no shape of their own. */
  get restShape(): Shape {
    this.#rest ??= shapeOf(this.rest, this.#root);
    return this.#rest;
  }

  get memberNames(): readonly string[] {
    return [...this.#members.keys()];
  }

  member(name: string): Shape | undefined {
    const known = this.#members.get(name);
    if (known || !this.#members.has(name)) return known;
    const shape = shapeOf((this.schema['properties'] as SchemaObject)[name], this.#root);
    this.#members.set(name, shape);
    return shape;
  }

  get branchShapes(): readonly Shape[] {
    return (this.branches ?? []).map((branch) => shapeOf(branch, this.#root));
  }

  choice(kind: Kind | undefined): Choice {
    let choice = this.#choices.get(kind);
    if (!choice) {
      const fitting = this.branchShapes.filter(({type}) => type === kind);
      choice = {fitting, marks: fitting.map(({required}) => required[0] ?? '')};
      this.#choices.set(kind, choice);
    }
    return choice;
  }
}

/** The shapes that a kind of value can have. */
export interface Choice {
  readonly fitting: readonly Shape[];
  /** The first required member of each: items and migration steps are told apart by it. */
  readonly marks: readonly string[];
}

const shapes: Map<SchemaObject, Shape> = new Map();

/** @param document in whose `$defs` references are looked up. */
export function shapeOf(schema: Json | undefined, document: SchemaObject): Shape {
  const target = follow(schema, document);
  let shape = shapes.get(target);
  if (!shape) {
    shape = new Shape(target, document);
    shapes.set(target, shape);
  }
  return shape;
}

function follow(schema: Json | undefined, document: SchemaObject): SchemaObject {
  const here = schema as SchemaObject;
  const reference = here['$ref'];
  return typeof reference === 'string'
    ? follow((document['$defs'] as SchemaObject)[reference.slice('#/$defs/'.length)], document)
    : here;
}

function patternOf(pattern: Json | undefined): RegExp | undefined {
  return typeof pattern === 'string' ? new RegExp(pattern, 'u') : undefined;
}

const root = DEFINITION_SCHEMA as SchemaObject;

export const DEFINITION_SHAPE: Shape = shapeOf(root, root);
