/** Second phase: the lists that pages show. */
import {settingsFor} from './field-defaults.ts';
import type {Placement} from './pages.ts';
import type {ListPlan} from './plan.ts';
import type {PlanContext} from './plan-context.ts';
import {settingsAt} from './plan-rules.ts';

const MOST_ROWS = 1000;

export function planLists(context: PlanContext, placements: Iterable<Placement>): ReadonlyMap<string, ListPlan> {
  const lists = new Map<string, ListPlan>();
  for (const {pattern, view, around, page} of placements) {
    const {minItems, maxItems, uniqueItems, default: rows} = view.keywords;
    const settings = settingsFor(pattern, view, context.definition.fields?.[pattern.text]);
    const row = pattern.item();
    lists.set(pattern.text, {
      pattern,
      row,
      depth: row.length,
      settings,
      checks: context.rules.checks(settings.checks ?? [], `${settingsAt(pattern.text)}/checks`, pattern),
      visible: context.rules.shownWhen(pattern, around, view),
      minItems: typeof minItems === 'number' ? minItems : 0,
      maxItems: typeof maxItems === 'number' ? maxItems : MOST_ROWS,
      required: view.required,
      optionalPart: view.optionalAt === undefined ? undefined : pattern.prefix(view.optionalAt).text,
      unique: uniqueItems === true,
      defaultRows: Array.isArray(rows) && rows.length > 0 ? rows : undefined,
      page,
    });
  }
  return lists;
}
