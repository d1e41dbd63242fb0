/**
 * Which members and items a schema looks at whatever the value is, for `unevaluatedProperties` and `unevaluatedItems`: what
 * is known beforehand need not be noted while a value is checked. Mirrors what the interpreter notes.
 */
import type {JsonSchema} from '../json/json.ts';
import {isSchemaObject, type SchemaObject} from './keywords.ts';

export interface LookedAt {
  readonly names: ReadonlySet<string>;
  readonly patterns: ReadonlySet<string>;
  readonly allMembers: boolean;
  /** Items from the first one on. */
  readonly items: number;
}

/** Where the references of a schema lead that always lead to the same place; `undefined` when one does not. */
export type TargetsOf = (schema: SchemaObject) => readonly JsonSchema[] | undefined;

const NOTHING: LookedAt = {names: new Set(), patterns: new Set(), allMembers: false, items: 0};

/** `undefined` when it depends on the value. The schema's own `unevaluated…` do not count, those within do. */
export function lookedAt(schema: SchemaObject, targetsOf: TargetsOf): LookedAt | undefined {
  const known = new Map<SchemaObject, LookedAt | undefined>();
  return find(schema);

  function visit(here: JsonSchema): LookedAt | undefined {
    if (!isSchemaObject(here)) return NOTHING;
    if (!known.has(here)) {
      // What is on the way already is counted there.
      known.set(here, NOTHING);
      const counts = here['unevaluatedProperties'] === undefined && here['unevaluatedItems'] === undefined;
      known.set(here, counts ? find(here) : undefined);
    }
    return known.get(here);
  }

  function find(here: SchemaObject): LookedAt | undefined {
    if (here['contains'] !== undefined || [...branchesOf(here)].some((branch) => !isNothing(visit(branch)))) return undefined;
    const targets = targetsOf(here);
    if (!targets) return undefined;
    const parts = [...((here['allOf'] ?? []) as readonly JsonSchema[]), ...targets].map((part) => visit(part));
    return parts.every((part) => part !== undefined) ? joined([own(here), ...parts]) : undefined;
  }
}

/** Schemas that apply to some values only. */
function* branchesOf(schema: SchemaObject): Generator<JsonSchema> {
  for (const keyword of ['anyOf', 'oneOf']) yield* (schema[keyword] ?? []) as readonly JsonSchema[];
  for (const keyword of ['if', 'then', 'else'])
    if (schema['if'] !== undefined && schema[keyword] !== undefined) yield schema[keyword] as JsonSchema;
  yield* Object.values((schema['dependentSchemas'] ?? {}) as SchemaObject) as JsonSchema[];
}

function own(schema: SchemaObject): LookedAt {
  const first = Array.isArray(schema['prefixItems']) ? schema['prefixItems'].length : 0;
  const {items} = schema;
  return {
    names: new Set(Object.keys((schema['properties'] ?? {}) as SchemaObject)),
    patterns: new Set(Object.keys((schema['patternProperties'] ?? {}) as SchemaObject)),
    allMembers: schema['additionalProperties'] !== undefined,
    // "No further items" looks at none of them.
    items: items === undefined || (items === false && first > 0) ? first : Number.POSITIVE_INFINITY,
  };
}

function isNothing(looked: LookedAt | undefined): boolean {
  return looked !== undefined && looked.names.size + looked.patterns.size + looked.items === 0 && !looked.allMembers;
}

function joined(parts: readonly LookedAt[]): LookedAt {
  return {
    names: new Set(parts.flatMap(({names}) => [...names])),
    patterns: new Set(parts.flatMap(({patterns}) => [...patterns])),
    allMembers: parts.some(({allMembers}) => allMembers),
    items: Math.max(...parts.map(({items}) => items)),
  };
}
