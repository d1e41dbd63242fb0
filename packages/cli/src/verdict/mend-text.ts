/** The mends of findings, applied to the text of a definition. */
import type {Finding, PatchOperation} from '@egov-form/checks';
import {patchText} from './patch-text.ts';

/** A mend may uncover what another one mends; more often than this nothing does. */
const MOST_ROUNDS = 20;

/**
 * Applies every mend that is always right, and those of what is found then.
 * @param check finds what is wrong with a changed text.
 */
export function mendText(
  text: string,
  findings: readonly Finding[],
  check: (text: string) => readonly Finding[],
): {readonly text: string; readonly mended: number; readonly findings: readonly Finding[]} {
  let mended = 0;
  let at = text;
  let found = findings;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const mends = independent(found.flatMap(({mend, case: inCase}) => (mend && inCase === undefined ? [mend] : [])));
    if (mends.length === 0) break;
    for (const mend of mends) at = patchText(at, mend);
    mended += mends.length;
    found = check(at);
  }
  return {text: at, mended, findings: found};
}

/** Those of which none touches what another one touches, or moves its place in a list; the others have their turn afterwards. */
function independent(mends: readonly (readonly PatchOperation[])[]): readonly (readonly PatchOperation[])[] {
  const taken: string[] = [];
  return mends.filter((mend) => {
    const touched = mend.flatMap((operation) => ('from' in operation ? [operation.from, operation.path] : [operation.path]));
    const isFree = touched.every((path) => taken.every((other) => !isRelated(path, other)));
    if (isFree) taken.push(...touched);
    return isFree;
  });
}

/** Whether one is in the other, or in a list that the other is an item of. */
function isRelated(a: string, b: string): boolean {
  return isIn(a, b) || isIn(b, a);
}

function isIn(path: string, other: string): boolean {
  const list = /^(.*\/)(?:\d+|-)$/u.exec(other)?.[1];
  return `${path}/`.startsWith(list ?? `${other}/`);
}
