/** The expression languages of SurveyJS, of form-js (FEEL) and of XLSForm (XPath). */
import type {Json, JsonObject} from '@egov-form/core';
import type {Dialect, Operator, SourceRule} from './expression.ts';

const not = (rule: SourceRule): JsonObject => ({'!': [rule]});
const isEmpty = (rule: SourceRule): JsonObject => ({empty: [rule]});
const isNothing = (rule: SourceRule): boolean => rule === '' || rule === null;

/** A comparison with nothing asks whether there is an answer. */
const equal = (left: SourceRule, right: SourceRule): SourceRule =>
  isNothing(right) ? isEmpty(left) : isNothing(left) ? isEmpty(right) : {'==': [left, right]};
const unequal = (left: SourceRule, right: SourceRule): SourceRule =>
  isNothing(right) || isNothing(left) ? not(equal(left, right)) : {'!=': [left, right]};

const binary = (precedence: number, name: string): Operator => ({precedence, make: (left, right) => ({[name]: [left, right]})});
const asList = (rule: SourceRule): Json[] => (Array.isArray(rule) ? rule : [rule]);
const includes = (list: SourceRule, item: SourceRule): SourceRule => ({in: [item, list]});

const OR = 1;
const AND = 2;
const COMPARE = 3;
const ADD = 4;
const MULTIPLY = 5;

const COMPARISONS: {readonly [spelling: string]: Operator} = {
  '=': {precedence: COMPARE, make: equal},
  '!=': {precedence: COMPARE, make: unequal},
  '<': binary(COMPARE, '<'),
  '<=': binary(COMPARE, '<='),
  '>': binary(COMPARE, '>'),
  '>=': binary(COMPARE, '>='),
  and: binary(AND, 'and'),
  or: binary(OR, 'or'),
  '+': binary(ADD, '+'),
  '-': binary(ADD, '-'),
  '*': binary(MULTIPLY, '*'),
};

const years = (date: SourceRule): SourceRule => ({dateDiff: [date, {today: []}, 'years']});

export const surveyjs: Dialect = {
  variable: /\{([^{}]+)\}/uy,
  constants: {true: true, false: false, null: null, undefined: null},
  binary: {
    ...COMPARISONS,
    '==': {precedence: COMPARE, make: equal},
    equal: {precedence: COMPARE, make: equal},
    '<>': {precedence: COMPARE, make: unequal},
    notequal: {precedence: COMPARE, make: unequal},
    greater: binary(COMPARE, '>'),
    less: binary(COMPARE, '<'),
    greaterorequal: binary(COMPARE, '>='),
    lessorequal: binary(COMPARE, '<='),
    contains: {precedence: COMPARE, make: includes},
    contain: {precedence: COMPARE, make: includes},
    '*=': {precedence: COMPARE, make: includes},
    notcontains: {precedence: COMPARE, make: (left, right) => not(includes(left, right))},
    anyof: {precedence: COMPARE, make: (left, right) => ({or: asList(right).map((item) => includes(left, item))})},
    allof: {precedence: COMPARE, make: (left, right) => ({and: asList(right).map((item) => includes(left, item))})},
    noneof: {precedence: COMPARE, make: (left, right) => not({or: asList(right).map((item) => includes(left, item))})},
    '&&': binary(AND, 'and'),
    '||': binary(OR, 'or'),
    '/': binary(MULTIPLY, '/'),
    '%': binary(MULTIPLY, '%'),
  },
  prefix: {'!': not, not, '-': (operand) => ({'-': [operand]})},
  postfix: {empty: isEmpty, notempty: (operand) => not(isEmpty(operand))},
  functions: {
    today: () => ({today: []}),
    age: (date = null) => years(date),
    iif: (...args) => (args.length === 3 ? {if: [...args]} : undefined),
    sum: (...args) => ({sum: [[...args]]}),
    min: (...args) => ({min: [...args]}),
    max: (...args) => ({max: [...args]}),
    year: (date = null) => ({year: [date]}),
    suminarray: (list = null, member = '') => {
      const name = variableOf(list);
      return name === undefined ? undefined : {sum: [{var: `${name}.*.${String(member)}`}]};
    },
    countinarray: (list = null) => ({count: [list]}),
  },
};

function variableOf(rule: SourceRule): string | undefined {
  if (typeof rule !== 'object' || rule === null || Array.isArray(rule)) return;
  const name = (rule as JsonObject)['var'];
  return typeof name === 'string' ? name : undefined;
}

export const feel: Dialect = {
  // FEEL writes names bare: nothing marks them.
  variable: /(?!)/uy,
  bareNames: true,
  constants: {true: true, false: false, null: null},
  binary: {...COMPARISONS, '/': binary(MULTIPLY, '/'), in: {precedence: COMPARE, make: (left, right) => ({in: [left, right]})}},
  prefix: {'-': (operand) => ({'-': [operand]})},
  functions: {
    not: (operand = null) => not(operand),
    today: () => ({today: []}),
    sum: (...args) => ({sum: [args.length === 1 ? (args[0] ?? null) : [...args]]}),
    count: (list = null) => ({count: [list]}),
    min: (...args) => ({min: [...args]}),
    max: (...args) => ({max: [...args]}),
  },
};

export const xpath: Dialect = {
  // A point alone is the answer that the expression stands at.
  variable: /\$\{([^{}]+)\}|\.(?![.\d])/uy,
  constants: {},
  binary: {...COMPARISONS, div: binary(MULTIPLY, '/'), mod: binary(MULTIPLY, '%')},
  prefix: {'-': (operand) => ({'-': [operand]})},
  functions: {
    not: (operand = null) => not(operand),
    true: () => true,
    false: () => false,
    selected: (list = null, item = null) => includes(list, item),
    today: () => ({today: []}),
    if: (...args) => (args.length === 3 ? {if: [...args]} : undefined),
    'string-length': (text = {var: ''}) => ({length: [text]}),
    'count-selected': (list = null) => ({length: [list]}),
    count: (list = null) => ({count: [list]}),
    sum: (list = null) => ({sum: [list]}),
    concat: (...args) => ({cat: [...args]}),
    date: (text = null) => text,
    number: (text = null) => text,
    int: (number = null) => ({decimalRound: [number, 0, 'down']}),
    round: (number = null, digits = 0) => ({decimalRound: [number, digits]}),
    coalesce: (first = null, second = null) => ({if: [isEmpty(first), second, first]}),
    boolean: (operand = null) => ({'!!': [operand]}),
  },
};
