/** A document as it reads: lines and tables, whatever it was written with. */

export type DocumentPart = TextLine | TextTable;

export interface TextLine {
  readonly kind: 'line';
  /** Leaders are kept as they are printed. A tab is `\t`. */
  readonly text: string;
  readonly heading?: boolean;
}

export interface TextTable {
  readonly kind: 'table';
  /** Cells of a row as their lines. */
  readonly rows: readonly (readonly string[])[];
}

/** Where something is to be written: dots, ellipses, underscores, a tab that draws a line. */
const LEADER = '(?:[.…·‥_]{3,}|…+|(?:\\. ?){4,}|\\t+)';

/** A line as labels and the places behind them. `Họ tên: …… Giới tính: ……` are two. */
export interface Blank {
  readonly label: string;
  /** Whether there is a place to write behind the label. */
  readonly blank: boolean;
  /** The place runs over the whole line. */
  readonly long: boolean;
}

const DATE_BLANK = new RegExp(`(?:ngày|Ngày)\\s*${LEADER}\\s*tháng\\s*${LEADER}\\s*năm\\s*(?:${LEADER}|$)`, 'gu');

export function blanksOf(text: string): readonly Blank[] {
  const parts = text.replace(DATE_BLANK, '……').split(new RegExp(LEADER, 'gu'));
  const blanks: Blank[] = [];
  for (const [index, part] of parts.entries()) {
    const label = part.replace(/^[\s,;:.)/–-]+|[\s:(/–-]+$/gu, '').trim();
    const blank = index < parts.length - 1;
    if (label === '') continue;
    blanks.push({label, blank, long: blank && parts.length === 2});
  }
  return blanks;
}

/** Nothing but a place to write, or the end of one. */
export const isLeaderOnly = (text: string): boolean =>
  text !== '' && text.replace(new RegExp(LEADER, 'gu'), '').replace(/[\s.;,…]/gu, '') === '';

const BOX = /[☐□❏❑▢◻⬜\uF0A8\uF06F\uF071○◯]|\[\s?\]|\(\s\)/gu;

export const hasBoxes = (text: string): boolean => text.search(BOX) >= 0;

/** `Giới tính: ☐ Nam ☐ Nữ`, `Nam □ Nữ □`: what stands before the first box, and the words of each box. */
export function boxesOf(text: string): {readonly label: string; readonly choices: readonly string[]} {
  const parts = text.split(BOX).map((part) => part.trim());
  const [head = '', ...rest] = parts;
  const clean = (part: string): string =>
    part
      .replace(/^[\s:;,.–-]+|[\s:;,.–-]+$/gu, '')
      .replace(new RegExp(LEADER, 'gu'), '')
      .trim();
  const behind = rest.map(clean).filter(Boolean);
  // The words stand before their boxes: the last box has nothing behind it.
  if (clean(rest.at(-1) ?? '') === '' && rest.length > 0) {
    const [label = '', first = ''] = head.includes(':')
      ? [head.slice(0, head.lastIndexOf(':')), head.slice(head.lastIndexOf(':') + 1)]
      : ['', head];
    return {label: clean(label), choices: [clean(first), ...rest.slice(0, -1).map(clean)].filter(Boolean)};
  }
  return {label: clean(head), choices: behind};
}

export interface Unmarked {
  readonly label: string;
  readonly notes: readonly string[];
  /** How it is to be written: `(ghi bằng chữ in hoa)`. */
  readonly hint?: string;
}

/** Marks of footnotes behind a label, `(1)`, `[2]`, `¹`, and the number of the point before it. */
export function unmarked(label: string): Unmarked {
  const notes: string[] = [];
  const text = label
    .replace(/\s*[([](\d{1,2})[)\]]/gu, (_, number: string) => {
      notes.push(number);
      return '';
    })
    .replace(/[¹²³⁴⁵⁶⁷⁸⁹]+/gu, (digits) => {
      notes.push(String('¹²³⁴⁵⁶⁷⁸⁹'.indexOf(digits.charAt(0)) + 1));
      return '';
    })
    .replace(/^(?:\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ][.)]|[IVX]{1,5}[.)])\s+/u, '')
    .replace(/^[-–+•*]\s*/u, '')
    .replace(/[\s:]+$/u, '')
    .trim();
  const instruction = /\s*\(((?:ghi|viết|nếu|bằng|đánh dấu|theo)[^()]*)\)/iu.exec(text);
  if (!instruction?.[1]) return {label: text, notes};
  return {label: text.replace(instruction[0], '').trim(), notes, hint: instruction[1]};
}
