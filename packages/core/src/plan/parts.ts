/** Last phase: parts of the answers that are checked though no question asks for them, and the form as a whole. */
import type {FieldPlan, ListPlan, PartPlan} from './plan.ts';
import type {PlanContext} from './plan-context.ts';
import {settingsAt} from './plan-rules.ts';

export function planParts(
  context: PlanContext,
  fields: ReadonlyMap<string, FieldPlan>,
  lists: ReadonlyMap<string, ListPlan>,
): ReadonlyMap<string, PartPlan> {
  const parts = new Map<string, PartPlan>();
  for (const [pointer, {checks}] of Object.entries(context.definition.fields ?? {})) {
    // A pointer that cannot be read was reported where the fields were planned.
    const isRefused = context.problems.some((problem) => problem.pointer === settingsAt(pointer));
    if (!checks || fields.has(pointer) || lists.has(pointer) || isRefused) continue;
    // Where nothing is asked there is nothing to check.
    if (![...fields.keys(), ...lists.keys()].some((text) => text.startsWith(`${pointer}/`))) continue;
    const pattern = context.patterns.parse(pointer);
    const view = context.viewOf(pattern);
    if (!view) continue;
    const visible = context.rules.shownWhen(pattern, [], view);
    parts.set(pointer, {pattern, visible, checks: context.rules.checks(checks, `${settingsAt(pointer)}/checks`, pattern)});
  }
  return parts;
}
