import type {Json} from '../../json/json.ts';

/**
 * Size of a value's JSON text in bytes of UTF-8, and how deep it is nested. Stops when either is beyond its limit, also for a
 * value that contains itself.
 */
export function measureJson(value: Json, maxBytes: number, maxDepth: number): {readonly bytes: number; readonly depth: number} {
  let bytes = 0;
  let deepest = 0;
  const take = (here: Json, depth: number): void => {
    if (here === null || typeof here !== 'object') {
      bytes += typeof here === 'string' ? utf8Length(here) + 2 : String(here).length;
      return;
    }
    deepest = Math.max(deepest, depth);
    // No deeper than the limit: the stack is safe, also from a value that contains itself.
    if (bytes > maxBytes || deepest > maxDepth) return;
    if (Array.isArray(here)) {
      bytes += 1 + Math.max(here.length, 1);
      for (const inner of here as readonly Json[]) take(inner, depth + 1);
      return;
    }
    const names = Object.keys(here);
    bytes += 1 + Math.max(names.length, 1);
    for (const name of names) {
      bytes += utf8Length(name) + 3;
      take((here as {readonly [name: string]: Json})[name] as Json, depth + 1);
    }
  };
  take(value, 1);
  return {bytes, depth: deepest};
}

/** Without what JSON escapes add. */
function utf8Length(text: string): number {
  let length = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    // Each half of a pair counts two.
    if (unit > 0x7f) length += unit > 0x7ff && (unit & 0xf800) !== 0xd800 ? 2 : 1;
  }
  return length;
}
