/**
 * The declaration on paper: lines, tables and places to sign as the definition lays them out, with dotted lines where there is
 * no answer. Loaded when first needed.
 *
 * Source  Layout of papers: Decree 30/2020/NĐ-CP, annex I (A4, margins, Times New Roman 13 to 14 points, national heading).
 */

import type {FormDefinition, Json, ReviewPage, Text} from '@egov-form/core';
import {type CSSResult, css} from 'lit';

type PrintSettings = NonNullable<NonNullable<FormDefinition['output']>['print']>;
type PrintItem = PrintSettings['lines'][number];
type PrintTable = Extract<PrintItem, {table: unknown}>;

/** What the paper is made of. */
export interface SheetSource {
  readonly definition: FormDefinition;
  readonly locale: string;
  /** The day of printing, ISO 8601. */
  readonly today: string;
  text(text: Text | undefined): string;
  /** A person's text as it may stand among other words. */
  own(text: string): string;
  /** Lines above the declaration, for a definition that says none of its own. */
  readonly heading: readonly Text[];
  /** Words of the paper itself. */
  readonly words: {
    readonly signer: string;
    readonly sign: string;
    readonly date: string;
    readonly blank: string;
    readonly ticked: string;
    readonly unticked: string;
    readonly declaration: string;
    readonly differences: string;
  };
  /** An answer as people read it; empty while there is none or its field is hidden. */
  answer(pointer: string): string;
  /** The answer as it is stored; `undefined` while there is none or its field is hidden. */
  value(pointer: string): Json | undefined;
  /** Pointers of the rows of a list. */
  rows(list: string): readonly string[];
  /** Where sources differ, in sentences. */
  readonly differences: readonly string[];
  /** What is asked, for a form that says nothing of its paper. */
  pages(): readonly ReviewPage[];
}

/** Where a text stands: outside all rows, or in one. */
interface Row {
  readonly list: string;
  readonly pointer: string;
  /** 1-based. */
  readonly number: number;
}

/** `{/pointer|part}`, `{/pointer=value}`, `{today|part}`, `{#}`. */
const PLACE = /\{(#|today|\/[^}|=]+)(?:\|([a-z]+)|=([^}]*))?\}/gu;

/** Characters that surely stand on one line of the paper, with a blank behind them. */
const SHORT = 60;

/** Characters of a text that is not broken in a table. */
const ONE_PIECE = 13;

function node<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  if (className !== '') made.className = className;
  made.append(...children);
  return made;
}

/** The whole paper, as an element. */
export function drawSheet(source: SheetSource): HTMLElement {
  const {definition, text} = source;
  const print = definition.output?.print;
  const sheet = node('article', 'sheet');
  sheet.lang = source.locale;
  const form = text(print?.form);
  if (form !== '') sheet.append(node('p', 'sheet-form', form));
  const heading = (print?.heading ?? source.heading).map(text);
  sheet.append(
    ...heading.map((line, index) => {
      const last = index === heading.length - 1;
      return last ? node('p', 'sheet-head sheet-head-last', node('span', '', line)) : node('p', 'sheet-head', line);
    }),
  );
  for (const item of print?.lines ?? derivedLines(source)) sheet.append(drawItem(source, item));
  const {differences, words} = source;
  if (differences.length > 0)
    sheet.append(
      node('div', 'sheet-notes', node('p', 'sheet-strong', words.differences), ...differences.map((one) => node('p', '', one))),
    );
  const notes = print?.notes ?? [];
  if (notes.length > 0) sheet.append(node('div', 'sheet-notes', ...notes.map((note) => node('p', '', text(note)))));
  return sheet;
}

function drawItem(source: SheetSource, item: PrintItem): HTMLElement {
  if ('table' in item) return drawTable(source, item);
  if ('signatures' in item) {
    const places = item.signatures.map(({role, note, name}) =>
      node(
        'div',
        'sheet-signature',
        node('p', 'sheet-strong', source.text(role)),
        node('p', 'sheet-emphasis', source.text(note)),
        node('p', 'sheet-name', ...parts(source, source.text(name))),
      ),
    );
    return node('div', 'sheet-signatures', ...places);
  }
  const content = parts(source, source.text(item.line));
  const title = item.style === 'title';
  const line = node(title ? 'h2' : 'p', `sheet-line sheet-${item.style ?? 'plain'}`, ...content);
  if (title) line.setAttribute('aria-level', '2');
  line.dataset['align'] = item.align ?? 'start';
  const last = content.at(-1);
  const before = content.slice(0, -1);
  // A blank at the end of a short line runs to its end, as on the form that is filled in by hand.
  const short = before.every((part) => typeof part === 'string') && before.join('').length < SHORT;
  if (last instanceof HTMLElement && last.matches('.blank') && line.dataset['align'] === 'start' && short) {
    line.replaceChildren(node('span', '', ...before), last);
    line.classList.add('open');
  }
  return line;
}

function drawTable(source: SheetSource, {table, columns, rows: least = 0}: PrintTable): HTMLElement {
  const filled = source.rows(table);
  const body = node('tbody', '');
  for (let index = 0; index < Math.max(filled.length, least); index += 1) {
    const pointer = filled[index];
    const row = pointer === undefined ? undefined : {list: table, pointer, number: index + 1};
    body.append(
      node(
        'tr',
        '',
        ...columns.map((column) => {
          const text = source.text(column.text);
          // Rows that nobody filled are numbered all the same.
          if (!row) return node('td', '', text === '{#}' ? String(index + 1) : '');
          const content = parts(source, text, row).filter((part) => typeof part === 'string' || !part.matches('.blank'));
          const cell = node('td', '', ...content);
          // A plate or a number is read in one piece.
          if ((cell.textContent ?? '').length < ONE_PIECE) cell.className = 'short';
          return cell;
        }),
      ),
    );
  }
  const heads = columns.map((column) => {
    const head = node('th', '', source.text(column.title));
    head.scope = 'col';
    return head;
  });
  return node('table', 'sheet-table', node('thead', '', node('tr', '', ...heads)), body);
}

/** A text of the layout with what stands in its places. */
function parts(source: SheetSource, text: string, row?: Row): (string | HTMLElement)[] {
  const found: (string | HTMLElement)[] = [];
  let from = 0;
  for (const match of text.matchAll(PLACE)) {
    const [whole, name = '', part, value] = match;
    if (match.index > from) found.push(text.slice(from, match.index));
    from = match.index + whole.length;
    if (value !== undefined) {
      found.push(box(source, sameAs(source.value(inRow(name, row)), value)));
      continue;
    }
    const filled = name === '#' ? String(row?.number ?? '') : place(source, inRow(name, row), part);
    found.push(filled === '' ? blank(source, part) : filled);
  }
  if (from < text.length) found.push(text.slice(from));
  return found;
}

function inRow(pointer: string, row: Row | undefined): string {
  return row && pointer.startsWith(`${row.list}/*`) ? row.pointer + pointer.slice(row.list.length + 2) : pointer;
}

function place(source: SheetSource, pointer: string, part: string | undefined): string {
  const stored = pointer === 'today' ? source.today : source.value(pointer);
  switch (part) {
    case 'day':
    case 'month':
    case 'year':
      return partOfDate(typeof stored === 'string' ? stored : '', part);
    case 'upper':
      return source.answer(pointer).toLocaleUpperCase(source.locale);
    default:
      return pointer === 'today' ? source.today.split('-').reverse().join('/') : source.answer(pointer);
  }
}

/** As papers write dates: days below 10, and the months 1 and 2, with a leading zero, so that nothing can be put before them. */
function partOfDate(iso: string, part: 'day' | 'month' | 'year'): string {
  const [year = '', month = '', day = ''] = iso.split('-');
  if (part === 'year') return year;
  if (part === 'day') return day;
  return Number(month) > 2 ? String(Number(month)) : month;
}

function sameAs(stored: Json | undefined, wanted: string): boolean {
  if (Array.isArray(stored)) return stored.some((one) => sameAs(one, wanted));
  return stored !== undefined && (typeof stored === 'string' ? stored : JSON.stringify(stored)) === wanted;
}

function blank({words}: SheetSource, part: string | undefined): HTMLElement {
  const made = node('span', 'blank');
  made.dataset['part'] = part ?? '';
  made.setAttribute('role', 'img');
  made.setAttribute('aria-label', words.blank);
  return made;
}

function box({words}: SheetSource, on: boolean): HTMLElement {
  const made = node('span', 'box', on ? '×' : '');
  made.setAttribute('role', 'img');
  made.setAttribute('aria-label', on ? words.ticked : words.unticked);
  return made;
}

/** The paper of a form that lays out none: its title, every page with labels and answers, the declaration, a place to sign. */
function derivedLines(source: SheetSource): readonly PrintItem[] {
  const {definition, words} = source;
  // Nobody wrote these texts for paper: a brace in them, or in the name of a file, names no answer.
  const verbatim = (plain: string): string => plain.replaceAll('{', '{\u2060');
  const text = (of: Text | undefined): string => verbatim(source.text(of));
  const lines: PrintItem[] = [{line: text(definition.title).toLocaleUpperCase(source.locale), align: 'center', style: 'title'}];
  for (const {title, sections} of source.pages()) {
    if (sections.length === 0) continue;
    lines.push({line: text(title), style: 'strong'});
    for (const section of sections) {
      const head = text(section.title);
      if (section.row) lines.push({line: `${head} ${section.row.number}`, style: 'emphasis'});
      else if (head !== '' && head !== text(title)) lines.push({line: head, style: 'emphasis'});
      for (const entry of section.entries) {
        const label = text(entry.label);
        if (entry.kind === 'field') lines.push({line: `${label}: {${entry.pointer}}`});
        else lines.push({line: `${label}: ${verbatim(entry.files.map(({name}) => source.own(name)).join(', '))}`});
      }
    }
  }
  lines.push(
    {line: text(definition.submit?.declaration) || words.declaration},
    {line: words.date, align: 'end', style: 'emphasis'},
    {signatures: [{role: words.signer, note: words.sign}]},
  );
  return lines;
}

/** For the form's own tree. Colours are those of paper, whatever the theme. */
export const SHEET_STYLES: CSSResult = css`
.sheet{box-sizing:border-box;max-width:210mm;min-height:297mm;margin-inline:auto;padding:20mm clamp(1rem,7%,15mm) 20mm clamp(1rem,14%,30mm);background:#fff;color:#000;font:13pt/1.4 'Times New Roman',Tinos,'Liberation Serif',serif;box-shadow:0 1px 8px #0004;overflow-wrap:anywhere}
.sheet p,.sheet h2{margin:0;text-wrap:wrap;letter-spacing:normal}
.sheet-form{font-size:10pt;font-style:italic;text-align:end;margin-block-end:8pt!important}
.sheet-head{text-align:center;font-weight:700}
.sheet-head-last{font-size:14pt;margin-block-end:14pt!important}
.sheet-head-last span{display:inline-block;border-block-end:1px solid #000;line-height:1.3}
.sheet-line{margin-block:3pt!important;white-space:pre-wrap}
.sheet-line[data-align=center]{text-align:center}
.sheet-line[data-align=end]{text-align:end}
.sheet-title{font-size:15pt;font-weight:700;line-height:1.35;margin-block:6pt!important}
.sheet-strong{font-weight:700}
.sheet-strong.sheet-line{margin-block-start:9pt!important;break-after:avoid}
.sheet-emphasis{font-style:italic}
.sheet-line:has(+.sheet-signatures),.sheet-line:has(+.sheet-line+.sheet-signatures){break-after:avoid}
.open{display:flex;gap:.3em;align-items:last baseline}
.blank{display:inline-block;min-width:9em;border-block-end:1.5px dotted #000}
.blank[data-part=day],.blank[data-part=month]{min-width:2em}
.blank[data-part=year]{min-width:3em}
.open>.blank{flex:1;min-width:3em}
.box{display:inline-block;width:1em;height:1em;border:1px solid #000;font:700 12pt/.95em Arial,sans-serif;text-align:center;vertical-align:-.1em}
.sheet-table{width:100%;border-collapse:collapse;margin-block:6pt;font-size:11.5pt}
.sheet-table :is(th,td){border:1px solid #000;padding:2pt 4pt;text-align:start;vertical-align:top;height:1.6em;overflow-wrap:break-word}
.sheet-table .short{white-space:nowrap}
.sheet-table th{text-align:center;vertical-align:middle}
.sheet-table tr{break-inside:avoid}
.sheet-signatures{display:flex;justify-content:space-evenly;margin-block-start:6pt;break-inside:avoid;break-before:avoid}
.sheet-signature{flex:0 1 50%;text-align:center}
.sheet-signature:only-child{margin-inline-start:auto}
.sheet-signature .sheet-name{margin-block-start:25mm;font-weight:700}
.sheet-signature .sheet-name .blank{border:0}
.sheet-notes{margin-block-start:14pt;padding-block-start:4pt;border-block-start:1px solid #000;font-size:10pt;break-inside:avoid}
egov-print.paper{display:none}
@media print{
:host{container-type:normal!important}
.form:has(egov-print){display:block!important;max-width:none!important}
.form:has(egov-print)>:not(egov-print){display:none!important}
egov-print,egov-print.paper{display:block!important}
.sheet{max-width:none;min-height:0;margin:0;padding:0;box-shadow:none}
.print-do{display:none!important}
}`;

/** For the page: a tree of its own cannot say on what paper it is printed. */
export const PAGE_STYLES = '@page{size:A4;margin:20mm 15mm 20mm 30mm}';
