import type {Word} from '@egov-form/core';

/** A run of text as pdf.js reports it: `transform` places its baseline start, `width` and `height` are PDF points. */
export interface TextRun {
  readonly str: string;
  readonly transform: readonly number[];
  readonly width: number;
  readonly height: number;
}

/** Turns PDF points into page pixels: the six numbers of pdf.js' `viewport.transform`. */
export type PageTransform = readonly number[];

/**
 * Words of a text layer, with boxes in page pixels, NFC. Runs that touch are one word even when the file cuts them, and
 * a run with spaces is several: a box is shared out by letters. Vertical text is skipped.
 */
export function textWords(runs: readonly TextRun[], page: PageTransform): readonly Word[] {
  const pieces = runs.flatMap((run) => piecesOf(run, page));
  pieces.sort((a, b) => (Math.abs(a.box.y1 - b.box.y1) > 0.3 * heightOf(a) ? a.box.y1 - b.box.y1 : a.box.x0 - b.box.x0));
  const words: Word[] = [];
  for (const piece of pieces) {
    const last = words.at(-1);
    if (last && touches(last, piece)) {
      const box = {
        x0: last.box.x0,
        y0: Math.min(last.box.y0, piece.box.y0),
        x1: Math.max(last.box.x1, piece.box.x1),
        y1: Math.max(last.box.y1, piece.box.y1),
      };
      words[words.length - 1] = {text: last.text + piece.text, box, confidence: 1};
    } else {
      words.push(piece);
    }
  }
  return words.map((word) => ({...word, text: word.text.normalize('NFC')}));
}

function heightOf(word: Word): number {
  return word.box.y1 - word.box.y0;
}

function touches(before: Word, after: Word): boolean {
  const height = Math.min(heightOf(before), heightOf(after));
  const gap = after.box.x0 - before.box.x1;
  return Math.abs(before.box.y1 - after.box.y1) < 0.3 * height && gap < 0.12 * height && gap > -0.5 * height;
}

function piecesOf(run: TextRun, page: PageTransform): readonly Word[] {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = page;
  const [, skew = 0, , , x = 0, y = 0] = run.transform;
  if (run.str.trim() === '' || Math.abs(skew) > 0.5 * Math.abs(run.transform[0] ?? 1)) return [];
  const size = Math.hypot(run.transform[2] ?? 0, run.transform[3] ?? 0) || run.height;
  const start = {x: a * x + c * y + e, y: b * x + d * y + f};
  const scale = Math.hypot(a, b);
  const perLetter = (run.width * scale) / run.str.length;
  const pieces: Word[] = [];
  for (const match of run.str.matchAll(/\S+/gu)) {
    const x0 = start.x + match.index * perLetter;
    // Ascenders with tone marks reach about 0.95 of the size above the baseline, descenders 0.22 below.
    const box = {x0, y0: start.y - 0.95 * size * scale, x1: x0 + match[0].length * perLetter, y1: start.y + 0.22 * size * scale};
    pieces.push({text: match[0], box, confidence: 1});
  }
  return pieces;
}
