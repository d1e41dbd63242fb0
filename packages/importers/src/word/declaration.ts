/** A printed declaration as questions: what stands before a place to write is a label, and says by its words what is asked. */
import type {Text} from '@egov-form/core';
import type {DraftForm, DraftItem, DraftPage, DraftQuestion} from '../draft.ts';
import type {Losses} from '../losses.ts';
import {memberName} from '../names.ts';
import {
  type Blank,
  blanksOf,
  boxesOf,
  type DocumentPart,
  hasBoxes,
  isLeaderOnly,
  type TextTable,
  unmarked,
} from './text-lines.ts';
import {
  ADDRESSEE,
  ATTACHMENTS,
  kindOf,
  NATIONAL_HEADING,
  NOTES,
  ORDINAL,
  PARTY,
  PLACE_AND_DATE,
  RELATION,
  SIGNATURE,
  STATEMENT,
} from './vocabulary.ts';

export function declarationOf(parts: readonly DocumentPart[], losses: Losses): DraftForm {
  return new Declaration(parts, losses).form();
}

/** A section that is being read, and in it the person or organisation that is. */
interface Section {
  readonly title: string;
  readonly items: DraftItem[];
  party: Party | undefined;
}

interface Party {
  readonly name: string;
  readonly title: string;
  readonly items: DraftItem[];
}

class Declaration {
  readonly #losses: Losses;
  readonly #parts: readonly DocumentPart[];
  readonly #notes = new Map<string, string>();
  readonly #sections: Section[] = [];
  #title = '';
  /** The last question, for places to write that go on in the next line. */
  #last: {item: DraftQuestion; in: DraftItem[]} | undefined;
  #attachments = false;

  constructor(parts: readonly DocumentPart[], losses: Losses) {
    this.#losses = losses;
    this.#parts = this.#withoutNotes(parts);
  }

  form(): DraftForm {
    for (const part of this.#parts) {
      if (part.kind === 'table') this.#table(part);
      else this.#line(part.text.normalize('NFC'), part.heading === true);
    }
    const title = this.#title || 'Tờ khai';
    const pages = this.#sections
      .filter(({items}) => items.length > 0)
      .map(
        (section): DraftPage => ({
          title: sentence(section.title || title),
          items: section.items,
        }),
      );
    return {title: sentence(title), pages: joined(pages)};
  }

  /** What the notes at the end say stays with the labels that bear their numbers. */
  #withoutNotes(parts: readonly DocumentPart[]): readonly DocumentPart[] {
    const start = parts.findIndex((part) => part.kind === 'line' && NOTES.test(part.text.trim()));
    if (start < 0) return parts;
    for (const part of parts.slice(start + 1)) {
      if (part.kind !== 'line') continue;
      const found = /^\s*[([]?(\d{1,2})[)\].]\s*(.+)$/u.exec(part.text);
      if (found?.[1] && found[2]) this.#notes.set(found[1], found[2].trim());
    }
    return parts.slice(0, start);
  }

  #section(): Section {
    const last = this.#sections.at(-1);
    if (last) return last;
    return this.#open('');
  }

  #open(title: string): Section {
    const section: Section = {title, items: [], party: undefined};
    this.#sections.push(section);
    this.#last = undefined;
    this.#attachments = false;
    return section;
  }

  #line(text: string, heading: boolean): void {
    // A tab at the end is a place to write.
    const line = text.replace(/^[ \u00a0\n]+|[ \u00a0\n]+$/gu, '');
    if (line === '' || NATIONAL_HEADING.test(line)) return;
    if (this.#titled(line)) return;
    if (isLeaderOnly(line)) {
      this.#goesOn();
      return;
    }
    if (
      PLACE_AND_DATE.test(line) &&
      !/sinh/iu.test(line) &&
      /^(?:làm tại|[.…\s]*,?\s*ngày|\p{Lu}[^:]{0,40},\s*ngày)/iu.test(line)
    )
      return;
    if (SIGNATURE.test(line)) return;
    if (STATEMENT.test(line) && !hasBoxes(line)) {
      this.#statement(line);
      return;
    }
    if (ATTACHMENTS.test(line) && !hasBoxes(line)) {
      this.#open(unmarked(withoutColon(line)).label);
      this.#attachments = true;
      return;
    }
    if (this.#attachments) {
      this.#attachment(line);
      return;
    }
    if (hasBoxes(line)) {
      this.#boxes(line);
      return;
    }
    const blanks = blanksOf(line);
    if (blanks.some(({blank}) => blank)) {
      this.#blanks(blanks);
      return;
    }
    if (/:\s*$/u.test(line)) {
      this.#labelOnly(line, heading);
      return;
    }
    if (heading || isNumbered(line)) {
      this.#open(unmarked(line).label);
      return;
    }
    const {label} = unmarked(line);
    if (kindOf(label) && label.length < 60) {
      this.#blanks([{label, blank: true, long: false}]);
      return;
    }
    if (line.length > 20) this.#section().items.push({kind: 'text', text: line});
  }

  /** The first line in capitals is the title; what follows in capitals belongs to it. */
  #titled(line: string): boolean {
    const capitals = line === line.toUpperCase() && /\p{L}{3}/u.test(line) && !/[:…_]|\.{3}/u.test(line) && !isNumbered(line);
    if (!capitals || this.#sections.length > 0) return false;
    this.#title = this.#title === '' ? line : `${this.#title} ${line}`;
    return true;
  }

  #goesOn(): void {
    if (!this.#last) return;
    const {item, in: items} = this.#last;
    if (item.schema['type'] !== 'string' || item.schema['format'] !== undefined || item.widget !== undefined) return;
    const longer: DraftQuestion = {...item, widget: 'textarea', schema: {...item.schema, maxLength: 2000}};
    items[items.indexOf(item)] = longer;
    this.#last = {item: longer, in: items};
  }

  #statement(line: string): void {
    this.#section().items.push({
      kind: 'question',
      name: 'statement',
      label: line.replace(/\s+/gu, ' '),
      schema: {const: true, type: 'boolean'},
      required: true,
    });
  }

  #attachment(line: string): void {
    const {label} = unmarked(blanksOf(line)[0]?.label ?? line);
    if (label === '') return;
    this.#section().items.push({kind: 'document', name: memberName(label), label: sentence(label)});
  }

  #boxes(line: string): void {
    const {label: written, choices} = boxesOf(line);
    const {label, notes} = unmarked(written);
    const section = this.#section();
    if (choices.length === 0) return;
    if (label === '' && this.#last) {
      this.#moreChoices(choices);
      return;
    }
    if (label === '' && section.items.length === 0 && section.title !== '') {
      this.#choice(section.title, choices);
      return;
    }
    // One box behind a sentence is a tick.
    if (choices.length === 1 && label === '') {
      this.#add({label: choices[0] ?? '', blank: true, long: false}, {schema: {type: 'boolean'}});
      return;
    }
    if (isYesNo(choices)) {
      this.#add({label, blank: true, long: false}, {schema: {type: 'boolean'}, widget: 'yes-no'}, notes);
      return;
    }
    const known = kindOf(label);
    if (known?.name === 'gender') {
      this.#add({label, blank: true, long: false}, known.question, notes);
      return;
    }
    this.#choice(label || section.title, choices, notes);
  }

  #choice(label: string, choices: readonly string[], notes: readonly string[] = []): void {
    const options = unique(choices.map((choice) => ({value: memberName(choice), label: sentence(choice)})));
    this.#add(
      {label, blank: true, long: false},
      {schema: {type: 'string', enum: options.map(({value}) => value)}, options},
      notes,
    );
  }

  /** Boxes in the lines below a question belong to it. */
  #moreChoices(choices: readonly string[]): void {
    if (!this.#last) return;
    const {item, in: items} = this.#last;
    const options = [...(item.options ?? []), ...choices.map((choice) => ({value: memberName(choice), label: sentence(choice)}))];
    const {widget: _, list: __, ...rest} = item;
    const chosen: DraftQuestion = {
      ...rest,
      schema: {type: 'string', enum: [...new Set(options.map(({value}) => value))]},
      options: unique(options),
    };
    items[items.indexOf(item)] = chosen;
    this.#last = {item: chosen, in: items};
  }

  /** `Lý do:` with the place to write below, or the heading of what follows. */
  #labelOnly(line: string, heading: boolean): void {
    const {label} = unmarked(withoutColon(line));
    if (!heading && !isNumbered(line) && kindOf(label)) {
      this.#blanks([{label, blank: true, long: true}]);
      return;
    }
    if (label.length > 120) {
      this.#section().items.push({kind: 'text', text: line});
      return;
    }
    this.#open(label);
  }

  #blanks(blanks: readonly Blank[]): void {
    for (const blank of blanks) {
      if (!blank.blank && !kindOf(unmarked(blank.label).label)) continue;
      if (ADDRESSEE.test(blank.label)) {
        this.#section().items.push({
          kind: 'question',
          name: 'authority',
          label: {vi: 'Kính gửi', en: 'To'},
          schema: {type: 'string', maxLength: 200},
        });
        continue;
      }
      this.#add(blank);
    }
  }

  #add(blank: Blank, given?: Pick<DraftQuestion, 'schema' | 'widget' | 'options' | 'list'>, marks: readonly string[] = []): void {
    const {label: written, notes, hint: instruction} = unmarked(blank.label);
    const kind = kindOf(written);
    const section = this.#section();
    const party = this.#partyOf(written, section, kind?.beginsParty === true);
    const label = party ? withoutParty(written) : written;
    const question = given ?? kind?.question ?? {schema: {type: 'string', maxLength: blank.long ? 500 : 200}};
    const hint = [...marks, ...notes].map((number) => this.#notes.get(number)).find(Boolean) ?? instruction;
    const item: DraftQuestion = {
      kind: 'question',
      name: memberName(label),
      label: sentence(label),
      ...question,
      ...(hint !== undefined && {hint}),
    };
    if (!given && kind && kind.name !== 'date-words') this.#losses.add('question.guess', written, {instead: kind.name});
    const items = party && (kind?.ofParty || hasParty(written)) ? party.items : section.items;
    items.push(item);
    this.#last = {item, in: items};
  }

  /** A name begins a person; what is asked of a person belongs to the one that was begun. */
  #partyOf(label: string, section: Section, begins: boolean): Party | undefined {
    const named = RELATION.test(label) ? undefined : PARTY.exec(label)?.[1];
    const title = named ?? (begins && !section.party ? section.title : undefined);
    if (title === undefined || title === '') return section.party;
    const name = memberName(title);
    const known = section.party?.name === name ? section.party : partyIn(section, name);
    if (known) {
      section.party = known;
      return known;
    }
    const party: Party = {name, title, items: []};
    section.party = party;
    section.items.push({kind: 'group', name, label: sentence(title), items: party.items});
    return party;
  }

  #table({rows}: TextTable): void {
    const [head = [], ...body] = rows;
    if (isGrid(head, body)) {
      this.#rows(head);
      return;
    }
    if (isMatrix(head, body)) {
      this.#matrix(head, body);
      return;
    }
    // A table that only places things on the paper: line by line.
    for (const row of rows) for (const cell of row) for (const line of cell.split('\n')) this.#line(line, false);
  }

  /** A head above empty rows: a list. */
  #rows(head: readonly string[]): void {
    const section = this.#section();
    const items = head
      .filter((cell) => !ORDINAL.test(cell.trim()))
      .map((cell): DraftItem => {
        const {label} = unmarked(cell.replace(/\s+/gu, ' ').trim());
        const kind = kindOf(label);
        if (kind) this.#losses.add('question.guess', label, {instead: kind.name});
        return {
          kind: 'question',
          name: memberName(label),
          label: sentence(label),
          ...(kind?.question ?? {schema: {type: 'string', maxLength: 200}}),
        };
      });
    const title = section.title || 'Danh sách';
    section.items.push({kind: 'list', name: memberName(title), label: sentence(title), table: items.length <= 6, items});
    this.#last = undefined;
  }

  /** Labels down, people across: a group for each of them. */
  #matrix(head: readonly string[], body: readonly (readonly string[])[]): void {
    const section = this.#section();
    for (const [column, title] of head.entries()) {
      if (column === 0) continue;
      section.party = undefined;
      const party: Party = {name: memberName(title), title: title.trim(), items: []};
      section.items.push({kind: 'group', name: party.name, label: sentence(party.title), items: party.items});
      for (const row of body) {
        section.party = party;
        const label = (row[0] ?? '').replace(/\s+/gu, ' ').trim();
        const cell = row[column] ?? '';
        if (label === '') continue;
        const before = party.items.length;
        if (hasBoxes(cell)) this.#boxes(`${label.replace(/:$/u, '')}: ${cell}`);
        else this.#add({label: withoutColon(label), blank: true, long: false});
        // What a matrix asks belongs to the column, whatever it is.
        if (party.items.length === before && this.#last?.in === section.items) {
          section.items.splice(section.items.indexOf(this.#last.item), 1);
          party.items.push(this.#last.item);
        }
      }
    }
    section.party = undefined;
    this.#last = undefined;
  }
}

const withoutColon = (line: string): string => line.replace(/[\s:]+$/u, '');
const isNumbered = (line: string): boolean => /^(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}|[A-ZĐ])[.)]\s+\p{Lu}/u.test(line);
const hasParty = (label: string): boolean => PARTY.test(label) && !RELATION.test(label);
const isYesNo = (choices: readonly string[]): boolean =>
  choices.length === 2 && /^có\b/iu.test(choices[0] ?? '') && /^không/iu.test(choices[1] ?? '');

/** The words without whose it is; all of them where nothing else would be left. */
const withoutParty = (label: string): string => {
  if (RELATION.test(label)) return label;
  const rest = label.replace(PARTY, '').trim();
  return rest.length > 2 ? rest : label;
};

/** Capitals of a printed heading as a sentence. */
function sentence(text: string): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  const calm = line === line.toUpperCase() ? line.toLowerCase() : line;
  return calm.charAt(0).toUpperCase() + calm.slice(1);
}

function partyIn({items}: Section, name: string): Party | undefined {
  const group = items.find((item) => item.kind === 'group' && item.name === name);
  return group?.kind === 'group' ? {name, title: String(group.label), items: group.items as DraftItem[]} : undefined;
}

const empty = (cell: string): boolean => cell.replace(/[.…_\s]/gu, '') === '';

/** A head of labels, and below it nothing, or numbers of rows. */
const isGrid = (head: readonly string[], body: readonly (readonly string[])[]): boolean =>
  head.length >= 2 &&
  head.every((cell) => !empty(cell)) &&
  body.length > 0 &&
  body.every((row) => row.every((cell, column) => empty(cell) || (column === 0 && /^\s*\d+\.?\s*$/u.test(cell))));

/** Labels in the first column, places to write in the others. */
const isMatrix = (head: readonly string[], body: readonly (readonly string[])[]): boolean =>
  head.length >= 2 &&
  head.slice(1).every((cell) => !empty(cell)) &&
  body.length > 1 &&
  body.every((row) => !empty(row[0] ?? '') && row.slice(1).every((cell) => empty(cell) || hasBoxes(cell)));

function unique<T extends {readonly value: string | number | boolean}>(options: readonly T[]): readonly T[] {
  return options.filter(({value}, index) => options.findIndex((other) => other.value === value) === index);
}

/** Small sections go together: a page is worth turning for several questions. */
function joined(pages: readonly DraftPage[]): readonly DraftPage[] {
  const made: DraftPage[] = [];
  for (const page of pages) {
    const before = made.at(-1);
    if (before && questionsIn(before.items) + questionsIn(page.items) <= FEW) {
      const group = (items: readonly DraftItem[], label: Text): DraftItem[] =>
        items.length === 1 && items[0]?.kind === 'group' ? [...items] : [{kind: 'group', label, items}];
      const first = before.items.some(({kind}) => kind === 'group') ? before.items : group(before.items, before.title ?? '');
      made[made.length - 1] = {...before, items: [...first, ...group(page.items, page.title ?? '')]};
    } else made.push(page);
  }
  return made;
}

const FEW = 6;

const questionsIn = (items: readonly DraftItem[]): number =>
  items.reduce((sum, item) => sum + ('items' in item ? questionsIn(item.items) : 1), 0);
