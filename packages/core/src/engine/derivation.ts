/**
 * What a value that a rule gave is made of: where all of it came from registers it is no word of the person's.
 *
 * Rule    The answers that the rule reads, conditions included, are followed through other rules to those that were entered or
 *         filled. What is hidden or empty has no part in it, nor has a constant that nobody may change. Everything else, such as
 *         a typed answer or a default that the person left as it is, makes the value more than what registers said.
 * Limits  A rule that reads a whole part, or several rows, has read all that lies in it.
 */
import {isEmpty, sameJson} from '../json/canonical.ts';
import type {Segments} from '../json/pointer.ts';
import type {PlannedRule} from '../plan/plan.ts';
import type {EngineContext, FormField, FormScope} from './engine-context.ts';
import {allFields} from './scopes/locate.ts';
import {fieldOf} from './scopes/rule-scope.ts';

const NONE: readonly FormField[] = [];

/** The fields with register values that a field's value was made of by rules; none where anything else had a part in it. Tracked. */
export function registerInputs(field: FormField): readonly FormField[] {
  if (!ruleOf(field) || isEmpty(field.value)) return NONE;
  const found = new Set<FormField>();
  return follow(field, found, new Set()) ? [...found] : NONE;
}

/** @returns whether nothing but registers had a part in it. */
function follow(field: FormField, found: Set<FormField>, passed: Set<FormField>): boolean {
  if (passed.has(field)) return true;
  passed.add(field);
  const rule = ruleOf(field);
  if (!rule) {
    found.add(field);
    return field.stored.origin?.kind === 'register';
  }
  const inputs = inputsOf(field, rule).filter((input) => input !== field && input.visible && !isEmpty(input.value));
  if (inputs.length === 0) return rule !== field.plan.defaultValue;
  return inputs.every((input) => follow(input, found, passed));
}

/** The rule that gives the value now; `undefined` where it was entered or filled. */
function ruleOf({plan, scope, stored, follows}: FormField): PlannedRule | undefined {
  if (plan.value) return plan.value;
  if (follows !== undefined) return plan.follows?.value;
  const {value, origin} = stored;
  const {defaultValue} = plan;
  if (!defaultValue || (value === undefined && origin === undefined)) return defaultValue;
  // As it was handed in: it says that the default gave it, which is seen.
  const isClaimed = origin?.kind === 'default' || origin?.kind === 'computed';
  return isClaimed && sameJson(scope.engine.evaluate(defaultValue, scope), value) ? defaultValue : undefined;
}

function inputsOf({scope}: FormField, rule: PlannedRule): readonly FormField[] {
  const paths: Segments[] = [];
  scope.engine.evaluate(rule, scope, (path) => paths.push(path));
  return paths.flatMap((path) => fieldsAt(scope.engine, path, scope));
}

function fieldsAt({plan}: EngineContext, path: Segments, from: FormScope): readonly FormField[] {
  const {text, prefixTexts, rows} = plan.patterns.of(path);
  const own = prefixTexts.findLast((prefix) => plan.fields.has(prefix));
  const root = rootOf(from);
  const single = own !== undefined && rows.every((at) => path[at] === '*') ? fieldOf(root, own, from) : undefined;
  if (single) return [single];
  const inside = `${text}/`;
  return [...allFields(root)].filter(({plan: {pattern}}) => pattern.text === own || pattern.text.startsWith(inside));
}

function rootOf(scope: FormScope): FormScope {
  return scope.list ? rootOf(scope.list.scope) : scope;
}
