import type {Json, JsonObject} from '@egov-form/core';

const COMPARISONS = new Set(['==', '!=', '===', '!==', '<', '<=', '>', '>=']);
const YES = new Set(['true', 'yes', '1']);
const NO = new Set(['false', 'no', '0']);

/**
 * A rule whose constants are of the kind of the answer that they are compared with. Other formats compare everything with
 * text; here the checks refuse to compare two kinds.
 *
 * @param schemaAt the schema of an answer by its pointer.
 */
export function coerced(rule: Json, schemaAt: (pointer: string) => JsonObject | undefined): Json {
  if (Array.isArray(rule)) return rule.map((part) => coerced(part, schemaAt));
  if (typeof rule !== 'object' || rule === null) return rule;
  const [[operator, argument] = []] = Object.entries(rule);
  if (operator === undefined || argument === undefined || operator === 'var') return rule;
  const args = Array.isArray(argument) ? argument.map((part) => coerced(part, schemaAt)) : coerced(argument, schemaAt);
  if (!Array.isArray(args) || args.length !== 2) return {[operator]: args};
  const [left = null, right = null] = args;
  if (operator === 'in') return membership(left, right, schemaAt);
  if (!COMPARISONS.has(operator)) return {[operator]: args};
  return compared(operator, left, right, schemaAt);
}

function compared(operator: string, left: Json, right: Json, schemaAt: (pointer: string) => JsonObject | undefined): Json {
  const schema = schemaOfVar(left, schemaAt) ?? schemaOfVar(right, schemaAt);
  if (!schema) return {[operator]: [left, right]};
  if (schema['type'] === 'array' && (operator === '==' || operator === '!=')) {
    const [list, item] = schemaOfVar(left, schemaAt) ? [left, right] : [right, left];
    const within: Json = {in: [constant(item, itemsOf(schema)), list]};
    return operator === '==' ? within : {'!': [within]};
  }
  return {[operator]: [constant(left, schema), constant(right, schema)]};
}

function membership(item: Json, list: Json, schemaAt: (pointer: string) => JsonObject | undefined): Json {
  const schema = schemaOfVar(list, schemaAt);
  if (schema?.['type'] === 'array') return {in: [constant(item, itemsOf(schema)), list]};
  // Whether one of a few choices was taken is asked as if there were several.
  if (schema && (schema['enum'] || schema['type'] === 'boolean')) return {'==': [list, constant(item, schema)]};
  return {in: [item, list]};
}

const itemsOf = (schema: JsonObject): JsonObject =>
  typeof schema['items'] === 'object' && schema['items'] !== null && !Array.isArray(schema['items'])
    ? (schema['items'] as JsonObject)
    : {};

function schemaOfVar(part: Json, schemaAt: (pointer: string) => JsonObject | undefined): JsonObject | undefined {
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return;
  const named = (part as JsonObject)['var'];
  return typeof named === 'string' ? schemaAt(named) : undefined;
}

function constant(value: Json, schema: JsonObject): Json {
  if (typeof value === 'object') return value;
  const {type} = schema;
  const text = String(value);
  if (type === 'boolean') return YES.has(text.toLowerCase()) ? true : NO.has(text.toLowerCase()) ? false : value;
  if (type === 'number' || type === 'integer') return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : value;
  const listed = schema['enum'];
  if (Array.isArray(listed)) return listed.find((one) => String(one) === text) ?? value;
  return type === 'string' ? text : value;
}
