/**
 * The validation engine of servers and tools: Ajv 2020, with the interpreter's issues. It makes code at run time, so it is
 * an entry of its own (`@egov-form/core/ajv`) and never part of a page.
 *
 * Limits  Schemas with `$dynamicRef`, `unevaluatedItems`, `unevaluatedProperties` or a member named `__proto__` are left to
 *         the interpreter: there Ajv 8 deviates from the standard.
 */
import type {ErrorObject, ValidateFunction} from 'ajv';
import {Ajv2020} from 'ajv/dist/2020.js';
import type {Issue} from '../issue.ts';
import type {Json, JsonObject, JsonSchema} from '../json.ts';
import {formatPointer} from '../pointer.ts';
import type {Format} from '../ports.ts';
import {alignKeywords} from './ajv-keywords.ts';
import {bundleOf} from './bundle.ts';
import {interpret} from './interpreter.ts';
import type {ValidatorContext, ValidatorFactory} from './port.ts';
import {indexOf, sameEntries} from './schema-index.ts';
import {settleIssues, TOO_DEEP} from './settle.ts';

/** One Ajv for one table of formats, and what it compiled by the text of the schema: forms of every request share it. */
interface Engine {
  readonly formats: ValidatorContext['formats'];
  readonly ajv: Ajv2020;
  readonly compiled: Map<string, ValidateFunction>;
}

const MAX_ENGINES = 8;
const MAX_COMPILED = 20_000;
const engines: Engine[] = [];

/** Ajv, as `ValidatorFactory` promises: the same issues as `interpret`, in the same order. */
export const ajvValidator: ValidatorFactory = (schema, context, root = schema) => {
  const index = indexOf(root, context);
  index.adopt(schema, root);
  const bundle = bundleOf(schema, index);
  if (bundle.beyondAjv.length > 0) return interpret(schema, context, root);
  const validate = compile(bundle.schema, engineFor(context.formats));
  return (value) => {
    if (value === undefined) return [];
    try {
      return validate(value) ? [] : settleIssues((validate.errors ?? []).flatMap((error) => issueOf(error, context.formats)));
    } catch (error) {
      if (error instanceof RangeError) return TOO_DEEP;
      throw error;
    }
  };
};

/** Why `ajvValidator` would leave this schema to the interpreter; empty when Ajv checks it. */
export function beyondAjv(schema: JsonSchema, context: ValidatorContext): readonly string[] {
  return bundleOf(schema, indexOf(schema, context)).beyondAjv;
}

function engineFor(formats: ValidatorContext['formats']): Engine {
  const known = engines.find((engine) => sameEntries(engine.formats, formats));
  if (known) return known;
  const ajv = new Ajv2020({
    allErrors: true,
    ownProperties: true,
    verbose: true,
    messages: false,
    logger: false,
    // Shapes are checked, and references resolved, by the same code for all engines before Ajv sees a schema.
    strict: false,
    validateSchema: false,
    meta: false,
    addUsedSchema: false,
  });
  // Keeping count of what was evaluated is not needed here (see the limits above), and throws for `oneOf` beside patterns.
  ajv.opts.unevaluated = false;
  alignKeywords(ajv);
  for (const [name, format] of formats)
    ajv.addFormat(name, {type: 'string', validate: (text: string) => errorOf(format, text) === undefined});
  const engine: Engine = {formats: new Map(formats), ajv, compiled: new Map()};
  engines.unshift(engine);
  engines.length = Math.min(engines.length, MAX_ENGINES);
  return engine;
}

function compile(schema: JsonObject, {ajv, compiled}: Engine): ValidateFunction {
  const text = JSON.stringify(schema);
  let validate = compiled.get(text);
  if (!validate) {
    validate = ajv.compile(schema);
    // Ajv would keep it by identity as well, and nobody has this object again.
    ajv.removeSchema(schema);
    if (compiled.size >= MAX_COMPILED) compiled.clear();
    compiled.set(text, validate);
  }
  return validate;
}

function errorOf(format: Format, text: string): ReturnType<Format['check']>[number] | undefined {
  return format.check(text).find(({severity}) => severity === undefined || severity === 'error');
}

/** Keywords whose issue has no params. */
const PLAIN = new Set(['const', 'enum', 'uniqueItems', 'anyOf', 'oneOf', 'not']);

function issueOf(
  {keyword, instancePath, params, schema, data}: ErrorObject,
  formats: ValidatorContext['formats'],
): readonly Issue[] {
  const issue = (code: string, more?: JsonObject, member?: Json): readonly Issue[] => {
    const pointer = typeof member === 'string' ? instancePath + formatPointer([member]) : instancePath;
    return [more ? {code, pointer, severity: 'error', params: more} : {code, pointer, severity: 'error'}];
  };
  if (PLAIN.has(keyword)) return issue(`schema.${keyword}`);
  switch (keyword) {
    case 'if':
      return [];
    case 'false schema':
      return issue('schema.false');
    case 'required':
    case 'dependentRequired':
      return issue('value.required', undefined, params['missingProperty']);
    case 'additionalProperties':
      return issue('schema.additionalProperties', undefined, params['additionalProperty']);
    case 'propertyNames':
      return issue('schema.propertyNames', undefined, params['propertyName']);
    case 'type':
      return issue('schema.type', {type: params['type']});
    case 'items':
      return issue('schema.items', {maxItems: params['limit']});
    case 'contains':
      return issue('schema.contains', params);
    case 'format': {
      const format = formats.get(String(schema));
      const finding = format && errorOf(format, String(data));
      return finding ? issue(finding.code, finding.params) : [];
    }
    default:
      return issue(`schema.${keyword}`, {[keyword]: schema as Json});
  }
}
