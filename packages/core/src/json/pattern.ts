/**
 * A pointer in which rows of lists are left open: `/cars/*` + `/plate` is the plate in every row of `/cars`. Which of its segments
 * are rows is said when it is made, for only the schema knows: below an object, `*`, `2023` and `0` are members like any other.
 */
import type {Json} from './json.ts';
import {escapeSegment, formatPointer, parsePointer, type Segments, splitPointer, valueAt} from './pointer.ts';

/** Whether a segment below a place is a row of a list. `around` has `*` for the rows that lead there. */
export type IsRow = (around: Segments, segment: string) => boolean;

const INDEX = /^(?:0|[1-9][0-9]{0,8})$/u;
const NINE = 0x39;
const SLASH = 0x2f;
const NO_ROWS: readonly number[] = [];

/** Whether a segment is written as the index of a row: whether it is one is for the list around it to say. */
export function isIndex(segment: string): boolean {
  // Most segments are names, of which the first letter tells.
  return segment.charCodeAt(0) <= NINE && INDEX.test(segment);
}

export class Pattern {
  /** With `*` for rows. */
  readonly text: string;
  /** Which segments are rows, outermost first. */
  readonly rows: readonly number[];
  #segments: Segments | undefined;

  constructor(text: string, rows: readonly number[] = NO_ROWS) {
    this.text = text;
    this.rows = rows;
  }

  /** As a definition writes it: `*` below a list is any row. @throws FormError `EGOV_CORE_POINTER` */
  static parse(text: string, isRow: IsRow): Pattern {
    const segments = parsePointer(text);
    // A pointer without escapes can be written in one way only, and need not be written again.
    return new Pattern(text.includes('~') ? formatPointer(segments) : text, rowPlaces(segments, isRow, false));
  }

  /** The pattern of a place, or of a rule's path: indices below lists become `*`. */
  static generalize(place: Segments, isRow: IsRow): Pattern {
    const rows = rowPlaces(place, isRow, true);
    return new Pattern(formatPointer(rows.length === 0 ? place : place.map((one, i) => (rows.includes(i) ? '*' : one))), rows);
  }

  /** Kept once they are asked for. A form has thousands of patterns, and looks them up by their text. */
  get segments(): Segments {
    this.#segments ??= splitPointer(this.text);
    return this.#segments;
  }

  get length(): number {
    let slashes = 0;
    for (let at = 0; at < this.text.length; at += 1) if (this.text.charCodeAt(at) === SLASH) slashes += 1;
    return slashes;
  }

  /** Texts of the ways to it, by length: `/cars`, `/cars/*`, `/cars/*` + `/plate`. */
  get prefixTexts(): readonly string[] {
    const texts: string[] = [];
    for (let end = endOf(this.text, 0); end > 0; end = endOf(this.text, end)) texts.push(this.text.slice(0, end));
    return texts;
  }

  prefix(length: number): Pattern {
    let end = 0;
    for (let level = 0; level < length; level += 1) end = endOf(this.text, end);
    if (length > 0 && (end < 0 || end === this.text.length)) return this;
    return new Pattern(this.text.slice(0, end), this.rows.length > 0 ? this.rows.filter((at) => at < length) : NO_ROWS);
  }

  /** Of a list: each of its rows. */
  item(): Pattern {
    return new Pattern(`${this.text}/*`, [...this.rows, this.length]);
  }

  member(name: string): Pattern {
    return new Pattern(`${this.text}/${escapeSegment(name)}`, this.rows);
  }

  /** The innermost row that it is or lies in; the form itself outside of all lists. */
  get row(): Pattern {
    const last = this.rows.at(-1);
    return last === undefined ? WHOLE : this.prefix(last + 1);
  }

  /** Text of the innermost list that it goes through, `''` for none. */
  get list(): string {
    const last = this.rows.at(-1);
    return last === undefined ? '' : this.prefix(last).text;
  }

  isWithin(outer: Pattern): boolean {
    return outer.text === '' || this.text === outer.text || this.text.startsWith(`${outer.text}/`);
  }

  /** Whether an answer there belongs to the row of another one, to a row around it, or to the form. */
  isSeenFrom(other: Pattern): boolean {
    return other.isWithin(this.row);
  }

  /** The indices that a place has for its rows, outermost first, as far as the place leads the same way. */
  rowsIn(place: Segments): readonly string[] {
    const found: string[] = [];
    for (const [i, segment] of this.segments.entries()) {
      const here = place[i];
      if (here === undefined) break;
      if (!this.rows.includes(i)) {
        if (here !== segment) break;
      } else if (isIndex(here)) found.push(here);
      else break;
    }
    return found;
  }

  /** The indices of a place that it stands for; `undefined` for every other place. */
  match(place: Segments): readonly string[] | undefined {
    const {segments} = this;
    if (place.length !== segments.length) return undefined;
    const fits = segments.every((segment, i) => (this.rows.includes(i) ? isIndex(place[i] ?? '') : segment === place[i]));
    return fits ? this.rows.map((at) => place[at] ?? '') : undefined;
  }

  /** The indices of every row of it that there is in answers, of those within `around`. */
  rowsOf(answers: Json, around: readonly string[] = []): readonly (readonly string[])[] {
    const next = this.rows[around.length];
    if (next === undefined) return [around];
    const list = valueAt(answers, this.bind(around).slice(0, next));
    return Array.isArray(list) ? list.flatMap((_, i) => this.rowsOf(answers, [...around, String(i)])) : [];
  }

  /** With these indices for its outermost rows; `*` stays for those that are left. */
  bind(indices: readonly string[]): Segments {
    return this.segments.map((segment, i) => {
      const row = this.rows.indexOf(i);
      return row < 0 ? segment : (indices[row] ?? segment);
    });
  }

  /** What it names as seen from a place: in the rows that the place lies in. */
  seenFrom(place: Segments): Segments {
    return this.bind(this.rowsIn(place));
  }
}

/** Where the segment that begins at this slash ends; -1 when none begins there. */
function endOf(text: string, slash: number): number {
  if (slash < 0 || slash >= text.length) return -1;
  const next = text.indexOf('/', slash + 1);
  return next < 0 ? text.length : next;
}

/** The form itself. */
export const WHOLE: Pattern = new Pattern('');

/** The innermost row among those that patterns lie in. */
export function innermostRow(patterns: readonly Pattern[]): Pattern {
  return patterns.map(({row}) => row).reduce((deepest, row) => (row.length > deepest.length ? row : deepest), WHOLE);
}

/** Whether the indices of rows are left open, too. */
function rowPlaces(segments: Segments, isRow: IsRow, openIndices: boolean): readonly number[] {
  let rows: number[] | undefined;
  let around = segments;
  for (let i = 0; i < segments.length; i += 1) {
    const segment = segments[i] ?? '';
    if (segment !== '*' && !isIndex(segment)) continue;
    if (!isRow(around.slice(0, i), segment)) continue;
    if (segment !== '*') around = around.with(i, '*');
    if (segment !== '*' && !openIndices) continue;
    rows ??= [];
    rows.push(i);
  }
  return rows ?? NO_ROWS;
}
