/** Keywords about objects. Only own members count. */
import type {Json, JsonObject} from '../json/json.ts';
import {type Builder, below, type Check, fault, isObject, type Run, type Seen, tried} from './check.ts';
import {addLimit, atLeast, atMost} from './check-values.ts';

function has(object: JsonObject, name: string): boolean {
  return Object.hasOwn(object, name) && object[name] !== undefined;
}

/** Pairs of a member's name and its schema. */
function members(value: Json | undefined, compile: Builder['compile']): readonly (readonly [name: string, check: Check])[] {
  return value !== undefined && isObject(value) ? Object.keys(value).map((name) => [name, compile(value[name] as boolean)]) : [];
}

export function addObjectChecks(builder: Builder): void {
  const {schema, add, compile} = builder;
  const size = (value: Json): number => Object.keys(value as JsonObject).length;
  addLimit(builder, 'minProperties', 'object', size, atLeast);
  addLimit(builder, 'maxProperties', 'object', size, atMost);
  const {required, dependentRequired, propertyNames} = schema;
  if (Array.isArray(required)) add('object', needs(null, required));
  if (dependentRequired !== undefined && isObject(dependentRequired)) {
    for (const name of Object.keys(dependentRequired)) add('object', needs(name, dependentRequired[name] as readonly Json[]));
  }
  addMembers(builder);
  if (propertyNames !== undefined) {
    const check = compile(propertyNames as boolean);
    add('object', (value, run) => {
      let passed = true;
      for (const name of Object.keys(value as JsonObject)) {
        if (!tried(check, name, run, null)) passed = fault(run, 'schema.propertyNames', undefined, name);
      }
      return passed;
    });
  }
  for (const [name, check] of members(schema['dependentSchemas'], compile)) {
    add('object', (value, run, seen) => !has(value as JsonObject, name) || check(value, run, seen));
  }
}

/** Members that must be there, always or when `trigger` is. */
function needs(trigger: string | null, names: readonly Json[]): Check {
  return (value, run) => {
    const object = value as JsonObject;
    if (trigger !== null && !has(object, trigger)) return true;
    let passed = true;
    for (const name of names as readonly string[]) {
      if (!has(object, name)) passed = fault(run, 'value.required', undefined, name);
    }
    return passed;
  };
}

function addMembers({schema, add, compile}: Builder): void {
  const named = members(schema['properties'], compile);
  const patterns = members(schema['patternProperties'], compile).map(([text, check]) => [new RegExp(text, 'u'), check] as const);
  if (named.length > 0) {
    add('object', (value, run, seen) => {
      const object = value as JsonObject;
      let passed = true;
      for (const [name, check] of named) {
        if (!has(object, name)) continue;
        seen?.add(name);
        if (!below(check, object[name] as Json, name, run)) passed = false;
        if (!passed && !run.issues) return false;
      }
      return passed;
    });
  }
  const rule = schema['additionalProperties'];
  if (patterns.length === 0 && rule === undefined) return;
  const names = new Set(named.map(([name]) => name));
  const rest = rule === undefined ? undefined : compile(rule as boolean);
  add('object', (value, run, seen) => {
    let passed = true;
    for (const [name, member] of Object.entries(value as JsonObject)) {
      let matched = names.has(name);
      for (const [pattern, check] of patterns) {
        if (!pattern.test(name)) continue;
        matched = true;
        seen?.add(name);
        if (!below(check, member, name, run)) passed = false;
      }
      if (!matched && rest && !extra(rule, rest, 'additionalProperties', name, member, run, seen)) passed = false;
    }
    return passed;
  });
}

/** A member that only the keyword for all the others looks at. */
function extra(
  rule: Json | undefined,
  check: Check,
  keyword: string,
  name: string,
  member: Json,
  run: Run,
  seen: Seen | null,
): boolean {
  seen?.add(name);
  return rule === false ? fault(run, `schema.${keyword}`, undefined, name) : below(check, member, name, run);
}

/** Runs last, and always with a note of what was seen: what no other keyword has looked at. */
export function addUnevaluatedProperties({schema, add, compile}: Builder): void {
  const rule = schema['unevaluatedProperties'];
  if (rule === undefined) return;
  const check = compile(rule as boolean);
  add('object', (value, run, seen) => {
    let passed = true;
    for (const [name, member] of Object.entries(value as JsonObject)) {
      if (!(seen as Seen).has(name) && !extra(rule, check, 'unevaluatedProperties', name, member, run, seen)) passed = false;
    }
    return passed;
  });
}
