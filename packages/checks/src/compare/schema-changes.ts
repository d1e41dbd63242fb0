/**
 * Two schemas of one place: which values are allowed now that were not, and the other way about.
 *
 * Limits  A pattern, and what combines schemas (`allOf`, `if`, `oneOf`), is not understood: another one counts as stricter.
 */
import {canonicalJson, type Json} from '@egov-form/core';
import {typesOf} from '@egov-form/core/plan';
import type {Aspect} from './comparison.ts';

export type Keywords = {readonly [keyword: string]: Json};

export interface SchemaChange {
  readonly aspect: Aspect;
  readonly kind: 'stricter' | 'looser';
}

/** They say nothing about which answers are right. */
const ANNOTATIONS: ReadonlySet<string> = new Set([
  ...['title', 'description', 'examples', '$comment', 'default', 'deprecated', 'readOnly', 'writeOnly'],
  ...['$id', '$schema', '$anchor', '$defs', 'definitions', '$ref'],
]);

/** Compared elsewhere: as the places within, or as choices. */
const ELSEWHERE: ReadonlySet<string> = new Set(['properties', 'required', 'items', 'enum']);

const LOWER: ReadonlyMap<string, Aspect> = new Map<string, Aspect>([
  ['minimum', 'range'],
  ['exclusiveMinimum', 'range'],
  ['minLength', 'length'],
  ['minItems', 'count'],
  ['minProperties', 'count'],
]);
const UPPER: ReadonlyMap<string, Aspect> = new Map<string, Aspect>([
  ['maximum', 'range'],
  ['exclusiveMaximum', 'range'],
  ['maxLength', 'length'],
  ['maxItems', 'count'],
  ['maxProperties', 'count'],
]);
const OTHERS: ReadonlyMap<string, Aspect> = new Map<string, Aspect>([
  ['pattern', 'pattern'],
  ['format', 'format'],
  ['const', 'constant'],
  ['uniqueItems', 'unique'],
  ['multipleOf', 'range'],
]);

export function schemaChanges(before: Keywords, after: Keywords): readonly SchemaChange[] {
  const found: SchemaChange[] = [...typeChanges(before, after)];
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  for (const name of names) {
    if (name === 'type' || ELSEWHERE.has(name) || isAnnotation(name)) continue;
    const [old, now] = [before[name], after[name]];
    if (canonicalJson(old ?? null) === canonicalJson(now ?? null)) continue;
    found.push({aspect: aspectOf(name), kind: kindOf(name, old, now)});
  }
  // One sentence for each thing, however many keywords say it.
  return found.filter((one, i) => found.findIndex((other) => other.aspect === one.aspect && other.kind === one.kind) === i);
}

function isAnnotation(name: string): boolean {
  return ANNOTATIONS.has(name) || name.startsWith('x-');
}

function aspectOf(name: string): Aspect {
  return LOWER.get(name) ?? UPPER.get(name) ?? OTHERS.get(name) ?? 'conditions';
}

function kindOf(name: string, old: Json | undefined, now: Json | undefined): SchemaChange['kind'] {
  if (name === 'uniqueItems') return now === true ? 'stricter' : 'looser';
  if (now === undefined) return 'looser';
  if (old === undefined) return 'stricter';
  if (typeof old === 'number' && typeof now === 'number') {
    if (LOWER.has(name)) return now > old ? 'stricter' : 'looser';
    if (UPPER.has(name)) return now < old ? 'stricter' : 'looser';
    // Every multiple of the new step was one of the old step, too: fewer values.
    if (name === 'multipleOf') return Number.isInteger(old / now) ? 'looser' : 'stricter';
  }
  return 'stricter';
}

function typeChanges(before: Keywords, after: Keywords): readonly SchemaChange[] {
  const [old, now] = [typesOf(before), typesOf(after)];
  if (canonicalJson([...old]) === canonicalJson([...now])) return [];
  if (now.length === 0 || old.every((type) => takes(now, type))) return [{aspect: 'type', kind: 'looser'}];
  return [{aspect: 'type', kind: 'stricter'}];
}

function takes(types: readonly Json[], type: Json): boolean {
  return types.includes(type) || (type === 'integer' && types.includes('number'));
}

/** The schema without what says nothing about answers, at any depth. */
export function bareSchema(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map((part: Json) => bareSchema(part));
  if (schema === null || typeof schema !== 'object') return schema;
  const kept = Object.entries(schema as Keywords).filter(([name]) => name === '$ref' || !isAnnotation(name));
  return Object.fromEntries(kept.map(([name, part]) => [name, name === 'properties' ? bareMembers(part) : bareSchema(part)]));
}

/** Members may be called as a keyword is. */
function bareMembers(members: Json): Json {
  if (members === null || typeof members !== 'object' || Array.isArray(members)) return members;
  return Object.fromEntries(Object.entries(members as Keywords).map(([name, schema]) => [name, bareSchema(schema)]));
}
