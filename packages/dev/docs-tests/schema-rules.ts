/** Every rule that a schema enforces, by name, with one way to break it: so no rule is without a case. */
import {formatPointer, type Json, type JsonSchema} from '@egov-form/core';
import type {Change} from './definition-change.ts';

export interface SchemaRule {
  /** `Page.id.pattern`: the part of the format, the member, the keyword. */
  readonly name: string;
  /** Breaks it, and as far as can be nothing else. */
  readonly change: Change;
}

type SchemaObject = {readonly [keyword: string]: Json};

const isObject = (value: Json | undefined): value is SchemaObject =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** The rules of `schema`, each at the first place of `example` where it holds. */
export function schemaRules(schema: JsonSchema, example: Json): readonly SchemaRule[] {
  const rules = new Map<string, SchemaRule>();
  const definitions = (schema as SchemaObject)['$defs'] as SchemaObject;
  const add = (name: string, change: Change): void => {
    if (!rules.has(name)) rules.set(name, {name, change});
  };

  const visit = (given: Json, value: Json, path: readonly string[], called: string): void => {
    const node = given as SchemaObject;
    if (typeof node['$ref'] === 'string') {
      const name = node['$ref'].slice('#/$defs/'.length);
      visit(definitions[name] as Json, value, path, name);
      return;
    }
    const at = formatPointer(path);
    const put = (part: Json, below = ''): Change => ({set: {[at + below]: part}});
    if (Array.isArray(node['anyOf'])) {
      add(`${called}.anyOf`, put(5));
      for (const branch of node['anyOf']) {
        const inner = resolve(branch);
        if (inner['type'] === kindOf(value) && fits(inner, value)) visit(branch, value, path, called);
      }
      return;
    }
    if (path.length > 0 && node['type'] !== undefined) add(`${called}.type`, put(Array.isArray(value) ? false : []));
    if (node['enum']) add(`${called}.enum`, put('nonsense'));
    if (node['pattern']) add(`${called}.pattern`, put('Not so!'));
    if (typeof node['maxLength'] === 'number') add(`${called}.maxLength`, put('a'.repeat(node['maxLength'] + 1)));
    if (typeof node['minimum'] === 'number') add(`${called}.minimum`, put(node['minimum'] - 1));
    if (typeof node['maximum'] === 'number') add(`${called}.maximum`, put(node['maximum'] + 1));
    if (typeof node['minItems'] === 'number' && Array.isArray(value))
      add(`${called}.minItems`, put(value.slice(0, node['minItems'] - 1)));
    if (typeof node['maxItems'] === 'number' && Array.isArray(value))
      add(`${called}.maxItems`, put([...value, value[0] ?? null]));
    if (node['minProperties']) add(`${called}.minProperties`, put({}));
    if (node['propertyNames'] && isObject(value))
      add(`${called}.propertyNames`, put(Object.values(value)[0] ?? null, '/Not so!'));
    if (node['additionalProperties'] === false) add(`${called}.additionalProperties`, put('x', '/unheard'));
    for (const name of (node['required'] ?? []) as readonly string[])
      add(`${called}.required.${name}`, {remove: [`${at}/${name}`]});
    if (Array.isArray(value) && node['items']) {
      value.forEach((item: Json, i) => {
        visit(node['items'] as Json, item, [...path, String(i)], `${called}.item`);
      });
    }
    if (!isObject(value)) return;
    const members = (node['properties'] ?? {}) as SchemaObject;
    for (const [name, member] of Object.entries(value)) {
      if (Object.hasOwn(members, name)) visit(members[name] as Json, member, [...path, name], `${called}.${name}`);
      else if (isObject(node['additionalProperties']))
        visit(node['additionalProperties'], member, [...path, name], `${called}.member`);
    }
  };

  const resolve = (given: Json): SchemaObject => {
    const node = given as SchemaObject;
    return typeof node['$ref'] === 'string' ? resolve(definitions[node['$ref'].slice('#/$defs/'.length)] as Json) : node;
  };
  const fits = (branch: SchemaObject, value: Json): boolean =>
    !isObject(value) || ((branch['required'] ?? []) as readonly string[]).every((name) => Object.hasOwn(value, name));

  visit(schema as Json, example, [], 'Form');
  return [...rules.values()];
}

function kindOf(value: Json): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}
