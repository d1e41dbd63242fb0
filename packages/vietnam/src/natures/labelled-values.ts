import type {Fact, Json, Word} from '@egov-form/core';
import {editDistance, labelKey} from './label-key.ts';
import type {PageLine} from './page-lines.ts';

/** Words to look for, by the name of what follows them. Spellings without tone marks match too. */
export interface Label {
  readonly name: string;
  readonly spellings: readonly string[];
  /** True when the value may go on in the next rows (addresses). */
  readonly wraps?: boolean;
  /** True for short labels that are also common words: they count only with a colon behind them. */
  readonly colon?: boolean;
}

/** What stands behind a label, up to the next label or the end of the row. */
export interface LabelledValue {
  readonly name: string;
  readonly words: readonly Word[];
  readonly line: PageLine;
}

interface Hit {
  readonly label: Label;
  readonly start: number;
  readonly end: number;
}

/**
 * Cut rows into labels and what follows them. A label matches with one wrong letter in six; of overlapping labels the
 * longer wins, so `Họ và tên mẹ` is never read as `Họ và tên`. An empty value is taken from the row below when
 * no label starts there.
 */
export function labelledValues(lines: readonly PageLine[], labels: readonly Label[]): readonly LabelledValue[] {
  const hits = lines.map((line) => hitsIn(line.words, labels));
  const values: LabelledValue[] = [];
  lines.forEach((line, row) => {
    const own = hits[row] ?? [];
    own.forEach((hit, i) => {
      const words = clean(line.words.slice(hit.end, own[i + 1]?.start));
      const isLast = i === own.length - 1;
      for (let below = row + 1; isLast && below <= row + 2; below += 1) {
        const next = lines[below];
        if (!next || next.page !== line.page || (hits[below] ?? [])[0]?.start === 0) break;
        if (words.length > 0 && !hit.label.wraps) break;
        words.push(...clean(next.words.slice(0, hits[below]?.[0]?.start)));
        if (hits[below]?.length) break;
      }
      values.push({name: hit.label.name, words, line});
    });
  });
  return values;
}

function hitsIn(words: readonly Word[], labels: readonly Label[]): readonly Hit[] {
  const folded = words.map((word) => labelKey(word.text));
  const found: (Hit & {readonly length: number; readonly distance: number})[] = [];
  for (const label of labels) {
    for (const spelling of label.spellings) {
      const wanted = labelKey(spelling);
      const limit = Math.floor(wanted.length / 6);
      const wordCount = spelling.split(' ').length;
      for (let start = 0; start < words.length; start += 1) {
        if (folded[start] === '') continue;
        for (let count = Math.max(1, wordCount - 1); count <= wordCount + 1 && start + count <= words.length; count += 1) {
          if (folded[start + count - 1] === '' && count > 1) continue;
          const text = folded.slice(start, start + count).join('');
          const distance = editDistance(text, wanted, limit);
          if (label.colon && !hasColon(words, start + count)) continue;
          if (distance <= limit) found.push({label, start, end: start + count, length: wanted.length, distance});
        }
      }
    }
  }
  found.sort((a, b) => b.length - b.distance * 2 - (a.length - a.distance * 2) || a.start - b.start);
  const taken: Hit[] = [];
  for (const hit of found) if (!taken.some((other) => hit.start < other.end && other.start < hit.end)) taken.push(hit);
  return taken.sort((a, b) => a.start - b.start);
}

function hasColon(words: readonly Word[], end: number): boolean {
  return words[end - 1]?.text.endsWith(':') === true || words[end]?.text.startsWith(':') === true;
}

/** Words of a value: punctuation at the edges and rests of dotted leaders are not of it. */
function clean(words: readonly Word[]): Word[] {
  const kept: Word[] = [];
  for (const word of words) {
    const text = word.text.replace(/[.…_·•:;|~-]{2,}/gu, ' ').replace(/^[\s:;.,…_|~-]+|[\s;:…_|~-]+$/gu, '');
    for (const part of text.split(/\s+/u)) if (/[\p{L}\p{N}]/u.test(part)) kept.push({...word, text: part});
  }
  return kept;
}

/** The words of a value as one text. */
export function textOf(value: LabelledValue): string {
  return value.words.map((word) => word.text).join(' ');
}

/**
 * A fact read off labelled words. Its confidence is that of its weakest word; a text layer is near certain, but not
 * certain: what it says can differ from what is seen.
 */
export function factOf(value: Json, read: LabelledValue): Fact {
  const {words, line} = read;
  const confidence = line.from === 'text-layer' ? 0.98 : Math.min(...words.map((word) => word.confidence));
  const box = {
    x0: Math.min(...words.map((word) => word.box.x0)),
    y0: Math.min(...words.map((word) => word.box.y0)),
    x1: Math.max(...words.map((word) => word.box.x1)),
    y1: Math.max(...words.map((word) => word.box.y1)),
  };
  return {value, confidence: Math.round(confidence * 1000) / 1000, page: line.page, box, from: line.from};
}
