/** The whole form as it is looked over before it is sent: what is shown, in page order, ready to be set out. */

import type {Form} from '../engine/form.ts';
import type {Item, ListItem, Text} from '../generated/definition.ts';
import {isEmpty} from '../json/canonical.ts';
import type {Json} from '../json/json.ts';
import {formatPointer} from '../json/pointer.ts';
import type {ReviewEntry, ReviewPage, ReviewSection} from './review-page.ts';

/** Tracked: read inside `computed` it follows the answers. */
export function reviewPages(form: Form): readonly ReviewPage[] {
  return form.pages
    .filter((page) => page.visible)
    .map(({id, title, items}) => ({id, title, sections: sectionsOf(form, items, [])}));
}

type Head = Omit<ReviewSection, 'entries'>;

function sectionsOf(form: Form, items: readonly Item[], rows: readonly string[], head?: Head): ReviewSection[] {
  let sections: ReviewSection[] = [];
  let entries: ReviewEntry[] = [];
  /** What follows a group or list in the same place is a section of its own. */
  const close = (): void => {
    if (entries.length > 0) sections.push({...head, entries});
    entries = [];
  };
  for (const item of items) {
    if ('field' in item) entries.push(...fieldEntry(form, pointerIn(form, item.field, rows)));
    else if ('document' in item) entries.push(...documentEntry(form, item.document));
    else if ('group' in item) {
      close();
      sections = sections.concat(sectionsOf(form, item.items, rows, {...head, title: item.group}));
    } else if ('list' in item) {
      close();
      sections = sections.concat(rowSections(form, item, rows));
    }
  }
  close();
  return sections;
}

function rowSections(form: Form, item: ListItem, rows: readonly string[]): ReviewSection[] {
  const list = form.list(pointerIn(form, item.list, rows));
  if (!list.visible) return [];
  return list.rows.flatMap(({pointer}, i) => {
    const head = {title: item.rowTitle ?? list.label, row: {pointer, number: i + 1}};
    return sectionsOf(form, item.items, [...rows, String(i)], head);
  });
}

function fieldEntry(form: Form, pointer: string): ReviewEntry[] {
  const field = form.field(pointer);
  if (!field.visible) return [];
  const {label, widget, schema} = field;
  const secret = typeof schema === 'object' && schema['writeOnly'] === true;
  const answered = !isEmpty(field.value);
  const shown = secret || !answered ? undefined : field.value;
  return [
    {
      ...{kind: 'field', pointer, label, value: shown, answered, widget},
      choices: shown === undefined ? [] : choicesOf(form, pointer, shown),
      format: field.format?.name,
      origin: field.origin?.kind,
      severity: field.issues[0]?.severity,
    },
  ];
}

function choicesOf(form: Form, pointer: string, value: Json): readonly Text[] {
  const options = form.options(pointer);
  if (!Array.isArray(options)) return [];
  const chosen: readonly Json[] = Array.isArray(value) ? value : [value];
  return chosen.flatMap((one) => options.find((option) => option.value === one)?.label ?? []);
}

function documentEntry(form: Form, name: string): ReviewEntry[] {
  const {visible, settings, attachments, issues} = form.document(name);
  if (!visible) return [];
  const files = attachments
    .filter(({state}) => state === 'ready' || state === 'unread')
    .map(({name: file, sizeBytes, pageCount}) => ({name: file, sizeBytes, pageCount}));
  return [{kind: 'document', pointer: `#/documents/${name}`, label: settings.title, files, severity: issues[0]?.severity}];
}

/** The pointer of a pattern in the given rows, outermost first. */
function pointerIn(form: Form, pattern: string, rows: readonly string[]): string {
  return formatPointer(form.patterns.parse(pattern).bind(rows));
}
