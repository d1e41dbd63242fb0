/** The candidate that a mistyped name most likely meant, or `undefined` when none is near: at most a third of it differs. */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.max(1, Math.floor(name.length / 3)) + 1;
  for (const candidate of candidates) {
    // Many names in a large form: most are told apart by their length alone.
    if (Math.abs(candidate.length - name.length) > least) continue;
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    // Of two as near, the one that begins alike.
    const alike = distance === least && best?.[0] !== name[0] && candidate[0] === name[0];
    if (distance < least || (best !== undefined && alike)) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

/** ` Did you mean "…"?` for a sentence, or nothing. */
export function didYouMean(guess: string | undefined): string {
  return guess === undefined ? '' : ` Did you mean "${guess}"?`;
}

/** Letters put in, left out, changed, or two neighbours swapped (optimal string alignment), row by row. */
export function editDistance(a: string, b: string): number {
  let before: readonly number[] = [];
  let row: readonly number[] = Array.from({length: b.length + 1}, (_, column) => column);
  const cell = (cells: readonly number[], column: number): number => cells[column] as number;
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = cell(row, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const best = Math.min(change, cell(row, j) + 1, cell(next, j - 1) + 1);
      next.push(swapped ? Math.min(best, cell(before, j - 2) + 1) : best);
    }
    before = row;
    row = next;
  }
  return cell(row, b.length);
}
