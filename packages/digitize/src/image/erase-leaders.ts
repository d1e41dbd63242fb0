import type {GrayImage} from './gray-image.ts';
import {findSpecks, type Speck} from './specks.ts';

/** Fewest equal dots in a row that make a leader. */
const MIN_DOTS = 7;
/** A dot this much larger than its row's median is not of the leader: tone marks below letters are larger. */
const MAX_AREA_RATIO = 1.45;
/** How far from the row's centre line a dot may lie, in pixels. */
const MAX_DRIFT = 1.2;

/**
 * Erase dotted leaders ("Họ và tên: ........"), which make the recogniser drop whole rows of scanned forms.
 * The dot below a letter (ạ, ị) is the same ink: a dot goes only if its area fits its row's median and it lies on the
 * row's centre line among neighbours at leader distance.
 *
 * @returns the cleaned picture (the same one when nothing was found) and how many dots went.
 */
export function eraseLeaders(image: GrayImage): {readonly image: GrayImage; readonly erased: number} {
  const limit = Math.max(6, Math.round(image.width / 200));
  const specks = findSpecks(image, limit);
  const doomed: Speck[] = [];
  for (const row of rowsOf(specks)) doomed.push(...leaderDots(row, limit));
  if (doomed.length === 0) return {image, erased: 0};
  const data = image.data.slice();
  for (const speck of doomed) {
    // The grey rim of a dot goes with it.
    const top = Math.max(0, speck.top - 1);
    const bottom = Math.min(image.height - 1, speck.bottom + 1);
    for (let y = top; y <= bottom; y += 1)
      data.fill(255, y * image.width + Math.max(0, speck.left - 1), y * image.width + speck.right + 2);
  }
  return {image: {width: image.width, height: image.height, data}, erased: doomed.length};
}

/** Specks by baseline: a new row starts where the next speck lies more than two pixels lower. */
function rowsOf(specks: readonly Speck[]): readonly (readonly Speck[])[] {
  const sorted = [...specks].sort((a, b) => centre(a) - centre(b));
  const rows: Speck[][] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const speck of sorted) {
    const y = centre(speck);
    if (y - last > 1) rows.push([]);
    rows[rows.length - 1]?.push(speck);
    last = y;
  }
  return rows;
}

function leaderDots(row: readonly Speck[], limit: number): readonly Speck[] {
  if (row.length < MIN_DOTS) return [];
  const sorted = [...row].sort((a, b) => a.left - b.left);
  const found: Speck[] = [];
  let run: Speck[] = [];
  const flush = (): void => {
    if (run.length >= MIN_DOTS) found.push(...fitting(run));
    run = [];
  };
  for (const speck of sorted) {
    const previous = run.at(-1);
    if (previous && speck.left - previous.right > limit * 2) flush();
    run.push(speck);
  }
  flush();
  return found;
}

function fitting(run: readonly Speck[]): readonly Speck[] {
  const area = median(run.map((speck) => speck.area));
  const line = median(run.map(centre));
  const kept = run.filter((speck) => speck.area <= area * MAX_AREA_RATIO && Math.abs(centre(speck) - line) <= MAX_DRIFT);
  return kept.length >= MIN_DOTS ? kept : [];
}

function centre(speck: Speck): number {
  return (speck.top + speck.bottom) / 2;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
