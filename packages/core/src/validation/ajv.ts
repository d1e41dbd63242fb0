/**
 * The validation engine of servers and tools: Ajv 2020, with the interpreter's issues. It makes code at run time, so it is
 * an entry of its own (`@egov-form/core/ajv`) and never part of a page.
 *
 * Limits  Left to the interpreter: `unevaluatedItems` and `unevaluatedProperties` where it depends on the value what other
 *         keywords have looked at, `$dynamicRef` that can lead to several places, and members named `__proto__`.
 */
import type {ValidateFunction} from 'ajv';
import type {Ajv2020} from 'ajv/dist/2020.js';
import type {JsonObject, JsonSchema} from '../json/json.ts';
import {setUpAjv} from './ajv-setup.ts';
import {bundleOf} from './bundle.ts';
import {tellingIssues} from './faults.ts';
import {interpret} from './interpreter.ts';
import type {Validator, ValidatorContext, ValidatorFactory} from './port.ts';
import {indexOf, type SchemaIndex, sameEntries} from './schema-index.ts';
import {assertUsable} from './usable.ts';

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
  assertUsable(schema, index);
  // Compiling takes a while, and many fields are never asked.
  let validator: Validator | undefined;
  return (value) => {
    validator ??= build(schema, context, root, index);
    return validator(value);
  };
};

function build(schema: JsonSchema, context: ValidatorContext, root: JsonSchema, index: SchemaIndex): Validator {
  const bundle = bundleOf(schema, index);
  if (bundle.beyondAjv.length > 0) return interpret(schema, context, root);
  return tellingIssues(compile(bundle.schema, engineFor(context.formats)));
}

/** Why `ajvValidator` would leave this schema to the interpreter; empty when Ajv checks it. */
export function beyondAjv(schema: JsonSchema, context: ValidatorContext): readonly string[] {
  return bundleOf(schema, indexOf(schema, context)).beyondAjv;
}

/** Keeps a value by its key. A table that is full is begun anew. */
export function remember<Value>(table: Map<string, Value>, key: string, value: Value, most: number): void {
  if (table.size >= most) table.clear();
  table.set(key, value);
}

function engineFor(formats: ValidatorContext['formats']): Engine {
  const known = engines.find((engine) => sameEntries(engine.formats, formats));
  if (known) return known;
  const engine: Engine = {formats: new Map(formats), ajv: setUpAjv(formats), compiled: new Map()};
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
    remember(compiled, text, validate, MAX_COMPILED);
  }
  return validate;
}
