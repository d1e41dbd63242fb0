/** Questions that are called otherwise now, or stand elsewhere: the same label and the same kind of answer at another pointer. */
import {canonicalJson, type Json, type Text} from '@egov-form/core';
import type {FieldPlan, FormPlan, ListPlan} from '@egov-form/core/plan';
import {bareSchema} from './schema-changes.ts';

export interface Moves {
  /** Old pattern to new pattern, of the outermost parts that moved as a whole. */
  readonly steps: readonly (readonly [from: string, to: string])[];
  /** Where an old pattern is now. */
  placeOf(pattern: string): string;
}

type Asked = FieldPlan | ListPlan;

/** Questions and lists of a form, by pattern. */
export function askedIn(plan: FormPlan): ReadonlyMap<string, Asked> {
  return new Map<string, Asked>([...plan.lists, ...plan.fields]);
}

export function movesBetween(old: FormPlan, now: FormPlan): Moves {
  const [before, after] = [askedIn(old), askedIn(now)];
  const gone = [...before].filter(([text]) => !after.has(text));
  const fresh = [...after].filter(([text]) => !before.has(text));
  const pairs = new Map<string, string>();
  const [goneBy, freshBy] = [bySignature(gone), bySignature(fresh)];
  for (const [signature, texts] of goneBy) {
    const others = freshBy.get(signature) ?? [];
    // Two that look alike are not guessed apart, but where only one of each is left.
    if (texts.length === 1 && others.length === 1) pairs.set(texts[0] as string, others[0] as string);
    else for (const [from, to] of bySameWay(texts, others)) pairs.set(from, to);
  }
  for (const [from, to] of [...pairs]) if (rowsOf(from) !== rowsOf(to)) pairs.delete(from);
  const steps = outermost(pairs, before, after);
  return {
    steps,
    placeOf(pattern) {
      const step = steps.find(([from]) => pattern === from || pattern.startsWith(`${from}/`));
      return step ? step[1] + pattern.slice(step[0].length) : pattern;
    },
  };
}

/** An answer moves within rows, or outside of them: between the two nothing says which row is meant. */
function rowsOf(pattern: string): number {
  return pattern.split('/').filter((segment) => segment === '*').length;
}

function bySignature(asked: readonly (readonly [string, Asked])[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const [text, one] of asked) {
    const signature = signatureOf(one);
    if (signature === undefined) continue;
    found.set(signature, [...(found.get(signature) ?? []), text]);
  }
  return found;
}

/** Label and kind of answer; of a question without a label of its own nothing is known. */
function signatureOf(one: Asked): string | undefined {
  const {label} = one.settings;
  if (label === undefined || label === '') return undefined;
  const schema: Json = 'keywords' in one ? bareSchema(one.keywords as Json) : {list: one.unique};
  return canonicalJson([label as Text as Json, schema]);
}

/** Of several that look alike: those that end in the same way, when each ends in its own. */
function bySameWay(gone: readonly string[], fresh: readonly string[]): readonly (readonly [string, string])[] {
  return gone.flatMap((from): (readonly [string, string])[] => {
    const name = lastOf(from);
    const to = fresh.filter((text) => lastOf(text) === name);
    return to.length === 1 && gone.filter((text) => lastOf(text) === name).length === 1 ? [[from, to[0] as string]] : [];
  });
}

function lastOf(pattern: string): string {
  return pattern.slice(pattern.lastIndexOf('/'));
}

/** A whole part moved when all that was asked in it stands in the same order of names in one other part, which has nothing else. */
function outermost(
  pairs: ReadonlyMap<string, string>,
  before: ReadonlyMap<string, Asked>,
  after: ReadonlyMap<string, Asked>,
): readonly (readonly [string, string])[] {
  const steps: (readonly [string, string])[] = [];
  const done = new Set<string>();
  for (const [from, to] of pairs) {
    if (done.has(from)) continue;
    let [part, place] = [from, to];
    for (;;) {
      const [outer, target] = [around(part), around(place)];
      if (lastOf(part) !== lastOf(place) || outer === '' || target === '' || outer === target) break;
      if (!movedWhole(outer, target, pairs, before, after)) break;
      [part, place] = [outer, target];
    }
    for (const each of pairs.keys()) if (each === part || each.startsWith(`${part}/`)) done.add(each);
    steps.push([part, place]);
  }
  return steps;
}

function around(pattern: string): string {
  const outer = pattern.slice(0, pattern.lastIndexOf('/'));
  return outer.endsWith('/*') ? outer.slice(0, -2) : outer;
}

function movedWhole(
  outer: string,
  target: string,
  pairs: ReadonlyMap<string, string>,
  before: ReadonlyMap<string, Asked>,
  after: ReadonlyMap<string, Asked>,
): boolean {
  const inside = (texts: Iterable<string>, part: string): string[] => [...texts].filter((text) => text.startsWith(`${part}/`));
  const [old, now] = [inside(before.keys(), outer), inside(after.keys(), target)];
  const listsFit = !before.has(outer) || (after.has(target) && !before.has(target) && !after.has(outer));
  const isOld = inside(before.keys(), target).length > 0 || inside(after.keys(), outer).length > 0;
  return (
    listsFit && !isOld && old.length === now.length && old.every((text) => pairs.get(text) === target + text.slice(outer.length))
  );
}
