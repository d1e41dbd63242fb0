/** What an author can do about a pattern that is refused: which part of it costs, and an equal pattern that does not. */
import {judgePattern} from './pattern-cost.ts';
import {withGuard} from './pattern-growth.ts';
import {readPattern} from './pattern-syntax.ts';

/** The part of a pattern with which it begins to cost too much; nothing when it is the whole. */
export function costlyPart(pattern: string): string | undefined {
  const node = readPattern(pattern);
  if (typeof node === 'string' || node.kind !== 'sequence' || !node.spans || node.spans.length < 2) return undefined;
  for (const [from, to] of node.spans) {
    // Whatever follows has to be there, too, so that what stands at the end counts.
    if (judgePattern(`${pattern.slice(0, to)}$`).refusal !== undefined) return pattern.slice(from, to);
  }
  return undefined;
}

/** One character, as it is written: a set, a class, an escaped or a plain one. */
const ONE = String.raw`(?:\[(?:[^\]\\]|\\.)+\]|\\[dDwWsS]|\\[^\w]|[A-Za-z0-9@:,;\-_ ])`;

/** Rewritings that keep what a search accepts, the surest first. */
const REWRITINGS: readonly (readonly [from: RegExp, to: string])[] = [
  // A search may begin anywhere.
  [/^\.[*][?]?(?=[^*+?{|])([^|]*)$/su, '$1'],
  [/^\.[+][?]?(?=[^*+?{|])([^|]*)$/su, '.$1'],
  // The first such character stands behind those that are none.
  [new RegExp(String.raw`^\^\.[*][?]?(${ONE})(?=[^*+?{|]|$)([^|]*)$`, 'su'), '^(?:(?!$1).)*$1$2'],
  [new RegExp(String.raw`^\^\(\.[*][?]?(${ONE})(?=[^*+?{|])([^|()]*)\)\$$`, 'su'), '^(?:(?!$1).)*$1$2$$'],
  // Repetitions of repetitions.
  [new RegExp(String.raw`\((?:\?:)?(${ONE})[+]\)[+]`, 'gsu'), '$1+'],
  [new RegExp(String.raw`\((?:\?:)?(${ONE})[*+]\)[*]`, 'gsu'), '$1*'],
  [new RegExp(String.raw`\((?:\?:)?(${ONE})[*]\)[+]`, 'gsu'), '$1*'],
  [new RegExp(String.raw`(${ONE})[*]\1[*]`, 'gsu'), '$1*'],
  [new RegExp(String.raw`(${ONE})[+]\1[*]`, 'gsu'), '$1+'],
];

/** A pattern that accepts the same texts and takes linear time, where one is found. */
export function equalPattern(pattern: string): string | undefined {
  let text = pattern;
  for (const [from, to] of REWRITINGS) {
    const next = text.replace(from, to);
    if (next === text) continue;
    text = next;
    if (isTaken(text)) return text;
  }
  return undefined;
}

/** A pattern that accepts the same texts, of those that are short, and takes little time, where there is one. */
export function shortPattern(pattern: string): string | undefined {
  const node = readPattern(pattern);
  const guarded = typeof node === 'string' ? undefined : withGuard(pattern, node);
  return guarded !== undefined && isTaken(guarded) ? guarded : undefined;
}

function isTaken(pattern: string): boolean {
  try {
    new RegExp(pattern, 'u');
  } catch {
    return false;
  }
  return judgePattern(pattern).refusal === undefined;
}
