import type {Json} from '../json.ts';

/**
 * Size of a value's JSON text in bytes of UTF-8, and how deep it is nested. Stops when either is beyond its limit, also for a
 * value that contains itself.
 */
export function measureJson(value: Json, maxBytes: number, maxDepth: number): {readonly bytes: number; readonly depth: number} {
  let bytes = 0;
  let deepest = 0;
  const open: {readonly around: object; readonly depth: number}[] = [];
  const take = (here: Json, depth: number): void => {
    if (here !== null && typeof here === 'object') open.push({around: here, depth});
    else bytes += typeof here === 'string' ? utf8Length(here) + 2 : String(here).length;
  };
  take(value, 1);
  for (let next = open.pop(); next && bytes <= maxBytes && deepest <= maxDepth; next = open.pop()) {
    const {around, depth} = next;
    deepest = Math.max(deepest, depth);
    if (Array.isArray(around)) {
      bytes += 1 + Math.max(around.length, 1);
      for (const inner of around as readonly Json[]) take(inner, depth + 1);
      continue;
    }
    const names = Object.keys(around);
    bytes += 1 + Math.max(names.length, 1);
    for (const name of names) {
      bytes += utf8Length(name) + 3;
      take((around as {readonly [name: string]: Json})[name] as Json, depth + 1);
    }
  }
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
