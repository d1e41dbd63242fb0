/**
 * Where Ajv's own keywords would answer otherwise than the interpreter: numbers by decimals, equality by JSON, and one
 * fault for a keyword whose branches failed instead of the faults of all branches.
 */
import type {CodeKeywordDefinition, KeywordCxt} from 'ajv';
import type {Ajv2020} from 'ajv/dist/2020.js';
import {_, and, getProperty, type Name, not, operators} from 'ajv/dist/compile/codegen/index.js';
import {resetErrorsCount} from 'ajv/dist/compile/errors.js';
import names from 'ajv/dist/compile/names.js';
import {Type} from 'ajv/dist/compile/util.js';
import {usePattern} from 'ajv/dist/vocabularies/code.js';
import type {Json} from '../json/json.ts';
import type {Format} from '../ports/ports.ts';
import {LOOKED_AT} from './bundle.ts';
import {errorOf} from './format-error.ts';
import {choice} from './measure.ts';
import {RUNTIME} from './runtime.ts';

/** Replaces the keywords of one Ajv. Without `formats` its code can be kept as text, and gets `RUNTIME` and formats when linked. */
export function alignKeywords(ajv: Ajv2020, formats: ReadonlyMap<string, Format> | null): void {
  for (const keyword of ['anyOf', 'oneOf']) replace(ajv, withoutBranches(ajv.getKeyword(keyword) as CodeKeywordDefinition));
  replace(ajv, {...(ajv.getKeyword('contains') as CodeKeywordDefinition), code: countMatches});
  const propertyNames = ajv.getKeyword('propertyNames') as CodeKeywordDefinition;
  replace(ajv, {...propertyNames, code: checkNames});
  replace(ajv, {
    keyword: 'const',
    code: (context) => {
      const constant = kept(context, context.schema as Json);
      context.pass(_`${shared(context, 'sameJson')}(${context.data}, ${constant})`);
    },
  });
  replace(ajv, {
    keyword: 'enum',
    schemaType: 'array',
    code: (context) => {
      const values = context.schema as readonly Json[];
      const isChoice = context.gen.scopeValue('func', {
        ref: choice(values),
        code: _`runtime.choice(JSON.parse(${JSON.stringify(values)}))`,
      });
      context.pass(_`${isChoice}(${context.data})`);
    },
  });
  replace(ajv, {
    keyword: 'multipleOf',
    type: 'number',
    schemaType: 'number',
    error: {message: '', params: ({schema}) => _`{multipleOf: ${schema}}`},
    code: (context) => context.pass(_`${shared(context, 'isMultipleOf')}(${context.data}, ${context.schema})`),
  });
  replace(ajv, {
    keyword: 'uniqueItems',
    type: 'array',
    schemaType: 'boolean',
    code: (context) => {
      if (context.schema === true) context.pass(_`${shared(context, 'areUnique')}(${context.data})`);
    },
  });
  for (const [keyword, within] of [
    ['minLength', operators.GTE],
    ['maxLength', operators.LTE],
  ] as const) {
    replace(ajv, {
      keyword,
      type: 'string',
      schemaType: 'number',
      error: {message: '', params: ({schema}) => _`{limit: ${schema}}`},
      code: (context) => context.pass(_`${shared(context, 'codePoints')}(${context.data}) ${within} ${context.schema}`),
    });
  }
  replace(ajv, {
    keyword: 'unevaluatedItems',
    type: 'array',
    schemaType: ['boolean', 'object'],
    trackErrors: true,
    code: checkMoreItems,
  });
  replace(ajv, {
    keyword: 'unevaluatedProperties',
    type: 'object',
    schemaType: ['boolean', 'object'],
    trackErrors: true,
    error: {message: '', params: ({params}) => _`{additionalProperty: ${params['additionalProperty']}}`},
    code: checkMoreMembers,
  });
  replace(ajv, {
    keyword: 'format',
    type: 'string',
    schemaType: 'string',
    error: {message: '', params: ({params}) => _`{finding: ${params['finding']}}`},
    code: (context) => checkFormat(context, formats),
  });
}

/** What a bundle says beside `unevaluated…`. */
interface Looked {
  readonly items: number;
  readonly names: readonly string[];
  readonly patterns: readonly string[];
}

/** Items after those that were looked at. That there must be none is one fault of the list. */
function checkMoreItems(context: KeywordCxt): void {
  const {gen, data, errsCount} = context;
  const {items} = context.parentSchema[LOOKED_AT] as Looked;
  if (context.schema === false) {
    context.pass(_`${data}.length <= ${items}`);
    return;
  }
  gen.forRange('i', items, _`${data}.length`, (i) => {
    context.subschema({keyword: 'unevaluatedItems', dataProp: i, dataPropType: Type.Num}, gen.name('valid'));
  });
  context.ok(_`${errsCount} === ${names.default.errors}`);
}

/** Members beside those that were looked at. */
function checkMoreMembers(context: KeywordCxt): void {
  const {gen, data, errsCount} = context;
  const looked = context.parentSchema[LOOKED_AT] as Looked;
  gen.forIn('key', data, (key) => {
    const others = [
      ...looked.names.map((name) => _`${key} !== ${name}`),
      ...looked.patterns.map((pattern) => not(_`${usePattern(context, pattern)}.test(${key})`)),
    ];
    const check = (): void => {
      if (context.schema === false) {
        context.setParams({additionalProperty: key});
        context.error(true);
      } else context.subschema({keyword: 'unevaluatedProperties', dataProp: key, dataPropType: Type.Str}, gen.name('valid'));
    };
    if (others.length > 0) gen.if(and(...others), check);
    else check();
  });
  context.ok(_`${errsCount} === ${names.default.errors}`);
}

/** A function of `RUNTIME`: itself for code that runs at once, by name for code that is kept. */
function shared({gen}: KeywordCxt, name: keyof typeof RUNTIME): Name {
  return gen.scopeValue('func', {ref: RUNTIME[name], code: _`runtime${getProperty(name)}`});
}

/** A value of the schema. As JSON text, because a member `__proto__` would mean something else in an object literal. */
function kept({gen}: KeywordCxt, value: Json): Name {
  return gen.scopeValue('schema', {ref: value, key: {}, code: _`JSON.parse(${JSON.stringify(value)})`});
}

/** A format that is not in the table says nothing. */
function checkFormat(context: KeywordCxt, formats: ReadonlyMap<string, Format> | null): void {
  const {gen, data} = context;
  const name = String(context.schema);
  const format = formats?.get(name);
  if (formats && !format) return;
  const check = gen.scopeValue('formats', {
    key: name,
    ref: (text: string) => format && errorOf(format, text),
    code: _`formatError(${name})`,
  });
  const finding = gen.const('finding', _`${check}(${data})`);
  context.setParams({finding});
  context.pass(_`${finding} === undefined`);
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
