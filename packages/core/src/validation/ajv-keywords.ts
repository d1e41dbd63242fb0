/**
 * Where Ajv's own keywords would answer otherwise than the interpreter: numbers by decimals, equality by JSON, and one
 * fault for a keyword whose branches failed instead of the faults of all branches.
 */
import type {CodeKeywordDefinition, KeywordCxt} from 'ajv';
import type {Ajv2020} from 'ajv/dist/2020.js';
import {_, and, not} from 'ajv/dist/compile/codegen/index.js';
import {resetErrorsCount} from 'ajv/dist/compile/errors.js';
import names from 'ajv/dist/compile/names.js';
import {Type} from 'ajv/dist/compile/util.js';
import {sameJson} from '../canonical.ts';
import type {Json} from '../json.ts';
import {areUnique} from './check-arrays.ts';
import {choice} from './check-values.ts';
import {isMultipleOf} from './multiple.ts';

/** Replaces the keywords of one Ajv. */
export function alignKeywords(ajv: Ajv2020): void {
  for (const keyword of ['anyOf', 'oneOf']) replace(ajv, withoutBranches(ajv.getKeyword(keyword) as CodeKeywordDefinition));
  replace(ajv, {...(ajv.getKeyword('contains') as CodeKeywordDefinition), code: countMatches});
  const propertyNames = ajv.getKeyword('propertyNames') as CodeKeywordDefinition;
  replace(ajv, {...propertyNames, code: checkNames});
  replace(ajv, {keyword: 'const', errors: false, validate: (constant: Json, value: Json) => sameJson(value, constant)});
  replace(ajv, {keyword: 'enum', schemaType: 'array', errors: false, compile: choice});
  replace(ajv, {
    keyword: 'multipleOf',
    type: 'number',
    schemaType: 'number',
    errors: false,
    validate: (by: number, value: number) => isMultipleOf(value, by),
  });
  replace(ajv, {
    keyword: 'uniqueItems',
    type: 'array',
    schemaType: 'boolean',
    errors: false,
    validate: (on: boolean, value: readonly Json[]) => !on || areUnique(value),
  });
}

function replace(ajv: Ajv2020, definition: Parameters<Ajv2020['addKeyword']>[0] & {readonly keyword: string | string[]}): void {
  ajv.removeKeyword(String(definition.keyword));
  ajv.addKeyword(definition);
}

/** The keyword's own error replaces those that its branches wrote before. */
function withoutBranches(definition: CodeKeywordDefinition): CodeKeywordDefinition {
  return {
    ...definition,
    trackErrors: true,
    code(context, ruleType) {
      const report = context.error.bind(context);
      context.error = (...args) => {
        context.reset();
        report(...args);
      };
      definition.code(context, ruleType);
    },
  };
}

/** Ajv's own keeps the verdict on one list for the next when that is empty, so that `items: {contains}` passes wrongly. */
function countMatches(context: KeywordCxt): void {
  const {gen, data, parentSchema} = context;
  const {minContains: min = 1, maxContains: max} = parentSchema;
  context.setParams({min, max});
  const matches = gen.let('matches', 0);
  const valid = gen.name('valid');
  gen.forRange('i', 0, _`${data}.length`, (i) => {
    context.subschema({keyword: 'contains', dataProp: i, dataPropType: Type.Num, compositeRule: true}, valid);
    gen.if(valid, () => gen.code(_`${matches}++`));
  });
  context.reset();
  const enough = _`${matches} >= ${min}`;
  context.pass(max === undefined ? enough : and(enough, _`${matches} <= ${max}`));
}

/** As Ajv does it, but what a name did wrong is forgotten: the member is reported, once. */
function checkNames(context: KeywordCxt): void {
  const {gen, data, it} = context;
  const valid = gen.name('valid');
  const passed = gen.let('passed', true);
  gen.forIn('key', data, (key) => {
    context.setParams({propertyName: key});
    const before = gen.const('_errs', names.default.errors);
    context.subschema(
      {keyword: 'propertyNames', data: key, dataTypes: ['string'], propertyName: key, compositeRule: true},
      valid,
    );
    resetErrorsCount(gen, before);
    gen.if(not(valid), () => {
      gen.assign(passed, false);
      context.error(true);
      if (!it.allErrors) gen.break();
    });
  });
  context.ok(passed);
}
