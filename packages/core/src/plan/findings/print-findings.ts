/** What only the whole plan shows about the declaration on paper: each place of a text names something that is asked. */
import type {FormDefinition, Text} from '../../generated/definition.ts';
import {didYouMean, nearestName} from '../../rules/nearest.ts';
import type {FormPlan} from '../plan.ts';
import type {Report} from '../plan-context.ts';

type PrintItem = NonNullable<NonNullable<FormDefinition['output']>['print']>['lines'][number];

/** The pointer of a place: `{/name}`, `{/born|day}`, `{/married=true}`. */
const PLACE = /\{(\/[^}|=]+)(?:\|[a-z]+|=[^}]*)?\}/gu;

export function checkPrint(plan: FormPlan, report: Report): void {
  const print = plan.definition.output?.print;
  if (!print) return;
  const check = (text: Text | undefined, at: string, list?: string): void => {
    const texts =
      typeof text === 'object' ? Object.entries(text).map(([language, one]) => [`${at}/${language}`, one] as const) : [];
    for (const [where, one] of typeof text === 'string' ? [[at, text] as const] : texts) {
      for (const [, pointer = ''] of one.matchAll(PLACE)) checkPlace(plan, pointer, list, where, report);
    }
  };
  check(print.form, '/output/print/form');
  print.notes?.forEach((note, i) => {
    check(note, `/output/print/notes/${i}`);
  });
  print.lines.forEach((item: PrintItem, i) => {
    const at = `/output/print/lines/${i}`;
    if ('line' in item) check(item.line, `${at}/line`);
    else if ('signatures' in item) {
      item.signatures.forEach((place, k) => {
        for (const member of ['role', 'note', 'name'] as const) check(place[member], `${at}/signatures/${k}/${member}`);
      });
    } else {
      const {table, columns} = item;
      if (!plan.lists.has(table)) {
        const guess = nearestName(table, plan.lists.keys());
        report(
          `${at}/table`,
          'print.unknown',
          `"${table}" is no list that is asked.${didYouMean(guess)} Mend the pointer.`,
          guess,
        );
        return;
      }
      columns.forEach(({title, text}, k) => {
        check(title, `${at}/columns/${k}/title`);
        check(text, `${at}/columns/${k}/text`, table);
      });
    }
  });
}

function checkPlace(plan: FormPlan, pointer: string, list: string | undefined, at: string, report: Report): void {
  const field = plan.fields.get(pointer);
  if (!field) {
    const guess = nearestName(pointer, plan.fields.keys());
    report(
      at,
      'print.unknown',
      `"${pointer}" is not asked, so it cannot be printed.${didYouMean(guess)} Mend the pointer.`,
      guess,
    );
  } else if (field.pattern.rows.length > 0 && field.pattern.list !== list) {
    report(
      at,
      'print.row',
      `"${pointer}" is in the rows of a list, and no row stands here. Put it into a column of a table of that list.`,
    );
  }
}
