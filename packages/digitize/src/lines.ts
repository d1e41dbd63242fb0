import type {Word} from '@egov-form/core';

/** Words of a page in reading order, and their text: one line a row, words separated by one space. */
export interface ReadingOrder {
  readonly words: readonly Word[];
  readonly text: string;
}

interface Row {
  centre: number;
  height: number;
  readonly words: Word[];
}

/**
 * Put words in reading order by where they stand, never by the order in which an engine or a PDF lists them: words whose
 * middles lie within half a line of each other make a row, a row reads from the left.
 */
export function inReadingOrder(words: readonly Word[]): ReadingOrder {
  const rows: Row[] = [];
  const sorted = [...words].sort((a, b) => middle(a) - middle(b));
  for (const word of sorted) {
    const height = word.box.y1 - word.box.y0;
    const row = rows.at(-1);
    if (row && middle(word) - row.centre < 0.5 * Math.max(Math.min(height, row.height), row.height * 0.6)) {
      row.words.push(word);
      row.centre += (middle(word) - row.centre) / row.words.length;
      row.height += (height - row.height) / row.words.length;
    } else {
      rows.push({centre: middle(word), height, words: [word]});
    }
  }
  for (const row of rows) row.words.sort((a, b) => a.box.x0 - b.box.x0);
  return {
    words: rows.flatMap((row) => row.words),
    text: rows.map((row) => row.words.map((word) => word.text).join(' ')).join('\n'),
  };
}

function middle(word: Word): number {
  return (word.box.y0 + word.box.y1) / 2;
}
