/**
 * The independent judge: Ajv as published, asked whether `data` accepts the answers of a submission after our own engine
 * accepted them. It makes code at run time, so it is an entry of its own (`@egov-form/core/ajv`) and never part of a page.
 *
 * Limits  `format` and `multipleOf` mean what our own table and our decimal arithmetic say: Ajv would divide in binary, where
 *         0.3 is no multiple of 0.1. `$dynamicRef` and `unevaluatedItems` are Ajv's weak places; no published form has them.
 */
import {Ajv2020} from 'ajv/dist/2020.js';
import type {JsonSchema} from '../json/json.ts';
import {escapeSegment} from '../json/pointer.ts';
import {errorOf} from './format-error.ts';
import {isMultipleOf} from './multiple.ts';
import type {Judge, JudgeFactory, Objection, ValidatorContext} from './port.ts';

/** Ajv's verdict on values of one schema. The schema is compiled here, which takes tens of milliseconds for a long form. */
export const ajvJudge: JudgeFactory = (schema, context): Judge => {
  const validate = ajvFor(context).compile(schema);
  return (value) => {
    if (validate(value)) return [];
    return (validate.errors ?? []).map(({keyword, instancePath, params}): Objection => {
      const missing: unknown = params['missingProperty'];
      if (typeof missing !== 'string') return {keyword, pointer: instancePath, missing: false};
      return {keyword, pointer: `${instancePath}/${escapeSegment(missing)}`, missing: true};
    });
  };
};

function ajvFor({schemas, formats}: ValidatorContext): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors: true,
    ownProperties: true,
    messages: false,
    logger: false,
    // Unknown keywords are annotations, as the standard says; misspelt ones are found when a definition is checked.
    strict: false,
    // The definition was held to its schema when it was loaded.
    validateSchema: false,
    meta: false,
    formats: Object.fromEntries([...formats].map(([name, format]) => [name, (text: string) => !errorOf(format, text)])),
  });
  ajv.removeKeyword('multipleOf');
  ajv.addKeyword({keyword: 'multipleOf', type: 'number', schemaType: 'number', validate: divides});
  for (const [id, schema] of schemas) ajv.addSchema(schema as Exclude<JsonSchema, boolean>, id);
  return ajv;
}

function divides(divisor: number, value: number): boolean {
  return isMultipleOf(value, divisor);
}
