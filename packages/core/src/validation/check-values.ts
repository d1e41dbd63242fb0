/** Keywords about single values: type, const, enum, numbers, texts, formats. */
import {sameJson} from '../json/canonical.ts';
import type {Json, JsonObject} from '../json/json.ts';
import {type Builder, type Check, fault, type Kind, kindOf} from './check.ts';
import {errorOf} from './format-error.ts';
import {choice, codePoints} from './measure.ts';
import {isMultipleOf} from './multiple.ts';

/** Keywords about numbers, and whether a number is within the limit. */
const NUMBER_LIMITS: readonly (readonly [keyword: string, within: (value: number, limit: number) => boolean])[] = [
  ['minimum', (value, limit) => value >= limit],
  ['maximum', (value, limit) => value <= limit],
  ['exclusiveMinimum', (value, limit) => value > limit],
  ['exclusiveMaximum', (value, limit) => value < limit],
  ['multipleOf', isMultipleOf],
];

/** Adds the check of a keyword whose value is a number, and whose only param is that number. */
export function addLimit(
  {schema, add}: Builder,
  keyword: string,
  kind: Kind,
  measure: (value: Json) => number,
  within: (measured: number, limit: number) => boolean,
): void {
  const limit = schema[keyword];
  if (typeof limit !== 'number') return;
  const params = {[keyword]: limit};
  add(kind, (value, run) => within(measure(value), limit) || fault(run, `schema.${keyword}`, params));
}

export const atLeast = (measured: number, limit: number): boolean => measured >= limit;
export const atMost = (measured: number, limit: number): boolean => measured <= limit;

function typeCheck(types: readonly Json[], params: JsonObject): Check {
  const kinds = new Set<Json>(types);
  const whole = kinds.has('integer') && !kinds.has('number');
  return (value, run) => {
    const kind = kindOf(value);
    if (kinds.has(kind) || (whole && Number.isInteger(value))) return true;
    return fault(run, 'schema.type', params);
  };
}

export function addValueChecks(builder: Builder): void {
  const {schema, formats, add} = builder;
  const {type, enum: choices, pattern, format} = schema;
  if (type !== undefined) add('any', typeCheck(Array.isArray(type) ? type : [type], {type}));
  if (Object.hasOwn(schema, 'const')) {
    const constant = schema['const'] ?? null;
    add('any', (value, run) => sameJson(value, constant) || fault(run, 'schema.const'));
  }
  if (Array.isArray(choices)) {
    const isChoice = choice(choices);
    add('any', (value, run) => isChoice(value) || fault(run, 'schema.enum'));
  }
  for (const [keyword, within] of NUMBER_LIMITS) addLimit(builder, keyword, 'number', Number, within);
  const measure = (value: Json): number => codePoints(value as string);
  addLimit(builder, 'minLength', 'string', measure, atLeast);
  addLimit(builder, 'maxLength', 'string', measure, atMost);
  if (typeof pattern === 'string') {
    const expression = new RegExp(pattern, 'u');
    add('string', (value, run) => expression.test(value as string) || fault(run, 'schema.pattern', {pattern}));
  }
  const known = typeof format === 'string' ? formats.get(format) : undefined;
  if (known) {
    add('string', (value, run) => {
      const finding = errorOf(known, value as string);
      return finding === undefined || fault(run, finding.code, finding.params);
    });
  }
}
