/** Second phase: the lists that pages show. */
import type {Rule} from '../generated/definition.ts';
import {formatPointer} from '../json/pointer.ts';
import {parseRulePath} from '../rules/path.ts';
import {settingsFor} from './field-defaults.ts';
import type {Placement} from './pages.ts';
import type {ListPlan, PlannedCheck} from './plan.ts';
import type {PlanContext} from './plan-context.ts';
import {settingsAt} from './plan-rules.ts';

const MOST_ROWS = 1000;

/** `columns` are the pattern texts of the questions. */
export function planLists(
  context: PlanContext,
  placements: Iterable<Placement>,
  columns: {has(text: string): boolean},
): ReadonlyMap<string, ListPlan> {
  const lists = new Map<string, ListPlan>();
  for (const {pattern, view, around, page} of placements) {
    const {minItems, maxItems, uniqueItems, default: rows} = view.keywords;
    const settings = settingsFor(pattern, view, context.definition.fields?.[pattern.text]);
    const row = pattern.item();
    const every = context.rules.checks(settings.checks ?? [], `${settingsAt(pattern.text)}/checks`, pattern);
    const distinct = new Map<string, PlannedCheck>();
    for (const one of every) {
      const column = distinctColumn(one.rule.source);
      if (column?.startsWith(`${row.text}/`) && columns.has(column) && !distinct.has(column)) distinct.set(column, one);
    }
    lists.set(pattern.text, {
      pattern,
      row,
      depth: row.length,
      settings,
      checks: distinct.size > 0 ? every.filter((one) => ![...distinct.values()].includes(one)) : every,
      distinct,
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

// Of a rule that only asks the values of one path to differ, the path: `{"unique": [{"var": "/cars/*/plate"}]}`.
function distinctColumn(rule: Rule): string | undefined {
  const path = only(only(rule, 'unique'), 'var');
  const parsed = typeof path === 'string' ? parseRulePath(path) : undefined;
  return parsed ? formatPointer(parsed) : undefined;
}

/** The one argument of a rule that is this operator alone. */
function only(rule: unknown, operator: string): unknown {
  if (rule === null || typeof rule !== 'object' || Array.isArray(rule)) return undefined;
  const [[name, argument] = [], ...others] = Object.entries(rule);
  if (name !== operator || others.length > 0) return undefined;
  return Array.isArray(argument) ? (argument.length === 1 ? argument[0] : undefined) : argument;
}
