import {fold} from '../words/fold.ts';

/**
 * A label without tone marks, case, and anything but letters and digits: `Họ và tên:` → `hovaten`. Labels are matched in
 * this form, because tone marks are what text recognition gets wrong first; values are never shown in it.
 */
export function labelKey(text: string): string {
  return fold(text).replace(/[^a-z0-9]/gu, '');
}

/** Edit distance of two short texts, or `limit + 1` as soon as it must be larger than `limit`. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let previous = Array.from({length: b.length + 1}, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(change, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1));
    }
    if (Math.min(...current) > limit) return limit + 1;
    previous = current;
  }
  return previous[b.length] ?? limit + 1;
}
