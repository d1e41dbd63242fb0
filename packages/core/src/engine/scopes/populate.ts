import type {FieldPlan, FormPlan, ListPlan, LookupPlan} from '../../plan/plan.ts';
import {loadDefaults} from '../../submission/saved-answers.ts';
import type {EngineContext, FormScope} from '../engine-context.ts';
import {ListNode} from '../nodes/list-node.ts';
import {finish} from '../steps.ts';
import {type FieldPlans, formFieldPlans, NO_FIELD_PLANS, rowFieldPlans, ScopeFields} from './scope-fields.ts';

/** What lives directly in the form, or in each row of one list. */
export interface ScopePlan {
  readonly fields: FieldPlans;
  readonly lists: readonly ListPlan[];
  readonly lookups: readonly LookupPlan[];
}

const NOTHING: ScopePlan = {fields: NO_FIELD_PLANS, lists: [], lookups: []};

/** Read off a plan once: a list of 2,000 rows must not look through all fields 2,000 times. */
const scopePlans: WeakMap<FormPlan, ReadonlyMap<string, ScopePlan>> = new WeakMap();

/** What belongs into a scope of this kind. */
export function scopePlanOf(plan: FormPlan, scope: FormScope): ScopePlan {
  let byPattern = scopePlans.get(plan);
  if (!byPattern) {
    byPattern = sortByScope(plan);
    scopePlans.set(plan, byPattern);
  }
  return byPattern.get(scope.list?.plan.pattern.text ?? '') ?? NOTHING;
}

function sortByScope(plan: FormPlan): ReadonlyMap<string, ScopePlan> {
  const found = new Map<string, {rowFields: FieldPlan[]; lists: ListPlan[]; lookups: LookupPlan[]}>();
  const at = (here: string) => {
    const known = found.get(here) ?? {rowFields: [], lists: [], lookups: []};
    found.set(here, known);
    return known;
  };
  at('');
  for (const field of plan.fields.values()) {
    const row = field.pattern.list;
    if (row !== '') at(row).rowFields.push(field);
  }
  for (const list of plan.lists.values()) at(list.pattern.list).lists.push(list);
  for (const lookup of plan.lookups.values()) at(lookup.keys[0]?.pattern.list ?? '').lookups.push(lookup);
  return new Map(
    [...found].map(([here, {rowFields, lists, lookups}]) => {
      const fields = here === '' ? formFieldPlans(plan.fields) : rowFieldPlans(rowFields);
      return [here, {fields, lists, lookups}] as const;
    }),
  );
}

/** Give a new scope the fields and lists that live directly in it. */
export function populateScope(engine: EngineContext, scope: FormScope): void {
  const {fields, lists} = scopePlanOf(engine.plan, scope);
  scope.fields = new ScopeFields(scope, fields);
  if (lists.length > 0) scope.lists = new Map(lists.map((plan) => [plan.pattern.text, new ListNode(engine, plan, scope)]));
}

/** A form, or a new row, has as many rows in its own lists as those ask for at least. None where the list need not be there. */
export function fillMinimumRows(scope: FormScope): void {
  for (const list of scope.lists.values()) {
    const {defaultRows} = list.plan;
    if (defaultRows && list.scopes.peek().length === 0) finish(loadDefaults(list, defaultRows));
    while (list.scopes.peek().length < list.minItems) fillMinimumRows(list.place(list.scopes.peek().length));
  }
}
