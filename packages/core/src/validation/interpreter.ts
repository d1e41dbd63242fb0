/**
 * The validation engine of the browser: JSON Schema 2020-12 made into closures once, without eval.
 *
 * Rule    Every keyword of the core, applicator, unevaluated and validation vocabularies; `format` is asserted for registered
 *         formats; unknown keywords are annotations. All faults are reported, except that `anyOf`, `oneOf`, `not`,
 *         `contains` and `propertyNames` report one fault of their own and none of their branches.
 * Source  https://json-schema.org/draft/2020-12, checked with the JSON Schema Test Suite by `npm run conformance`.
 * Limits  Nothing is fetched, no other dialect. A value nested deeper than the stack allows is one issue `schema.depth`.
 */

import type {JsonSchema} from '../json/json.ts';
import {isTooDeep} from '../json/too-deep.ts';
import {assertValidSchema} from './assert-valid-schema.ts';
import {type Builder, type Check, fault, type Kind, kindOf, type Run} from './check.ts';
import {addArrayChecks, addUnevaluatedItems} from './check-arrays.ts';
import {addCombinations} from './check-combinations.ts';
import {addObjectChecks, addUnevaluatedProperties} from './check-objects.ts';
import {addValueChecks} from './check-values.ts';
import {isSchemaObject, type SchemaObject} from './keywords.ts';
import type {Validator, ValidatorContext, ValidatorFactory} from './port.ts';
import {indexOf, type SchemaIndex, sameEntries} from './schema-index.ts';
import {sortIssues, TOO_DEEP} from './sort-issues.ts';

/** Compiled schemas of one document with one table of formats. */
interface Compiled {
  readonly formats: ValidatorContext['formats'];
  readonly checks: WeakMap<SchemaObject, Check>;
}

const COMPILED = new WeakMap<SchemaIndex, Compiled>();

/** The interpreter, as `ValidatorFactory` promises. Compiled parts of one `root` are shared between its validators. */
export const interpret: ValidatorFactory = (schema, context, root = schema) => {
  const index = indexOf(root, context);
  index.adopt(schema, root);
  let compiled = COMPILED.get(index);
  if (!compiled || !sameEntries(compiled.formats, context.formats)) {
    compiled = {formats: context.formats, checks: new WeakMap()};
    COMPILED.set(index, compiled);
  }
  assertValidSchema(schema, index);
  const base = index.baseOf(schema);
  // Many fields are never asked before a form is sent.
  let check: Check | undefined;
  const validate: Validator = (value) => {
    if (value === undefined) return [];
    check ??= compile(schema, index, compiled);
    const run: Run = {issues: null, path: [], scope: [base]};
    try {
      // Most values are right: the faults are only looked for when there are some.
      if (check(value, run, null)) return [];
      const issues: NonNullable<Run['issues']> = [];
      run.issues = issues;
      check(value, run, null);
      return sortIssues(issues);
    } catch (error) {
      if (isTooDeep(error)) return TOO_DEEP;
      throw error;
    }
  };
  return validate;
};

/** Which part of the interpreter knows a keyword. Most schemas of fields need one of them. */
const GROUPS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    value: 'type const enum minimum maximum exclusiveMinimum exclusiveMaximum multipleOf minLength maxLength pattern format',
    reference: '$ref $dynamicRef',
    object:
      'properties patternProperties additionalProperties propertyNames required dependentRequired dependentSchemas minProperties maxProperties',
    array: 'prefixItems items contains minItems maxItems uniqueItems',
    combination: 'allOf anyOf oneOf not if',
    unevaluated: 'unevaluatedItems unevaluatedProperties',
  }).flatMap(([group, keywords]) => keywords.split(' ').map((keyword) => [keyword, group] as const)),
);

const never: Check = (_value, run) => fault(run, 'schema.false');
const always: Check = () => true;

function compile(schema: JsonSchema, index: SchemaIndex, compiled: Compiled): Check {
  if (!isSchemaObject(schema)) return schema ? always : never;
  const known = compiled.checks.get(schema);
  if (known) return known;
  // A schema may contain itself: whoever meets it again before it is ready gets it by name.
  let ready: Check = always;
  compiled.checks.set(schema, (value, run, seen) => ready(value, run, seen));
  ready = assemble(schema, index, compiled);
  compiled.checks.set(schema, ready);
  return ready;
}

function assemble(schema: SchemaObject, index: SchemaIndex, compiled: Compiled): Check {
  const kinds: (Kind | 'any')[] = [];
  const checks: Check[] = [];
  const builder: Builder = {
    schema,
    formats: compiled.formats,
    compile: (inner) => compile(inner, index, compiled),
    add: (kind, check) => {
      kinds.push(kind);
      checks.push(check);
    },
  };
  const groups = new Set(Object.keys(schema).map((keyword) => GROUPS.get(keyword)));
  if (groups.has('value')) addValueChecks(builder);
  if (groups.has('reference')) addReferences(builder, index, compiled);
  if (groups.has('object')) addObjectChecks(builder);
  if (groups.has('array')) addArrayChecks(builder);
  if (groups.has('combination')) addCombinations(builder);
  if (groups.has('unevaluated')) {
    addUnevaluatedItems(builder);
    addUnevaluatedProperties(builder);
  }

  const passes: Check = (value, run, seen) => {
    const kind = kindOf(value);
    let passed = true;
    for (let i = 0; i < checks.length; i++) {
      if ((kinds[i] !== kind && kinds[i] !== 'any') || checks[i]?.(value, run, seen)) continue;
      if (!run.issues) return false;
      passed = false;
    }
    return passed;
  };
  const entered = typeof schema['$id'] === 'string' ? entering(schema, '', passes, index) : passes;
  if (!groups.has('unevaluated')) return entered;
  // Its own view of what was seen: what neighbours in an `allOf` saw is not its business, what it saw is theirs.
  return (value, run, seen) => {
    const own = new Set<string | number>();
    const passed = entered(value, run, own);
    if (passed && seen) for (const key of own) seen.add(key);
    return passed;
  };
}

function addReferences({schema, add}: Builder, index: SchemaIndex, compiled: Compiled): void {
  if (schema['$ref'] !== undefined) {
    const target = index.reference(schema);
    add('any', entering(target, index.baseOf(schema), compile(target, index, compiled), index));
  }
  if (schema['$dynamicRef'] !== undefined) {
    const {schema: initial, anchor} = index.dynamicReference(schema);
    const base = index.baseOf(schema);
    const plain = entering(initial, base, compile(initial, index, compiled), index);
    if (anchor === undefined) {
      add('any', plain);
      return;
    }
    add('any', (value, run, seen) => {
      for (const entered of run.scope) {
        const target = index.dynamicAnchor(entered, anchor);
        if (target) return entering(target, '', compile(target, index, compiled), index)(value, run, seen);
      }
      return plain(value, run, seen);
    });
  }
}

/** A check in another schema resource, noted for `$dynamicRef`. */
function entering(target: JsonSchema, from: string, check: Check, index: SchemaIndex): Check {
  const base = index.baseOf(target);
  if (base === from) return check;
  return (value, run, seen) => {
    run.scope.push(base);
    const passed = check(value, run, seen);
    run.scope.pop();
    return passed;
  };
}
