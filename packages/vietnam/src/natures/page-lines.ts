import type {DigitizedPage, Word} from '@egov-form/core';

/** A row of a page: its words, left to right. */
export interface PageLine {
  readonly page: number;
  readonly from: 'text-layer' | 'ocr';
  readonly words: readonly Word[];
}

/** Rows of all pages that have text. `words` of a page stand in the order of its `text`, whose line ends make the rows. */
export function pageLines(pages: readonly DigitizedPage[]): readonly PageLine[] {
  const lines: PageLine[] = [];
  for (const page of pages) {
    if (page.from === 'none') continue;
    let next = 0;
    for (const text of page.text.split('\n')) {
      const count = text.split(' ').filter((part) => part !== '').length;
      const words = page.words.slice(next, next + count);
      next += count;
      if (words.length > 0) lines.push({page: page.number, from: page.from, words});
    }
  }
  return lines;
}
