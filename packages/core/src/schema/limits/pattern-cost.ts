/**
 * Whether a search for a pattern takes time in proportion to the text, whatever the text.
 *
 * Rule    A backtracking engine may follow every path through the pattern. The paths that are alive after each character are
 *         counted here for all texts at once: sets of characters that differ nowhere are one letter, and states are counts of
 *         paths per place of the pattern. If no reachable state has more than `MAX_PATHS`, each character costs at most as
 *         many steps. Patterns that double their paths, or add one per character, leave that bound and are refused.
 *         What looks ahead or behind never matches a character: it is counted by itself, as a search that begins where it stands.
 *         It may be of any length where it is asked once, and only of a few characters where it is asked at many places.
 *         What begins with a look that only a short text passes may cost a power of its length (`pattern-growth.ts`).
 *         What may follow a match and may be empty is left aside: nothing of it can fail.
 * Limits  Conservative: `\b` and anchors inside count as if they always held, sets by property as if they held
 *         every character beyond ASCII, and a pattern that needs more than `MAX_WORK` to decide is refused.
 */
import {add, MAX_WORK, PatternAutomaton, type Ways} from './pattern-automaton.ts';
import {isQuickOnShortText, SHORT_TEXT, withoutGuard} from './pattern-growth.ts';
import {type CharacterSet, isAnchored, longestMatch, type PatternNode, type Refusal, readPattern} from './pattern-syntax.ts';
import {withoutIdleTail} from './pattern-tail.ts';

export interface PatternVerdict {
  /** Why the pattern is refused; `undefined` when its cost is linear. */
  readonly refusal: Refusal | 'look-around' | 'paths' | 'size' | undefined;
  /** Whether it limits the length of what it accepts. */
  readonly bounded: boolean;
  /** Steps that the decision took: a bound on its own cost, at most a little above `MAX_WORK`. */
  readonly work: number;
}

/** Paths alive after any one character. */
export const MAX_PATHS = 100;
/** Characters that may be looked at from every place of a text. */
const MAX_LOOK = 64;
/** Characters of a pattern. */
const MAX_LENGTH = 2_000;

/** One character for each way in which the sets tell characters apart: for each set, whether it takes the character. */
function letters(sets: readonly CharacterSet[]): readonly (readonly boolean[])[] {
  /** Whether it stands for itself alone, or also for those up to the next sample. */
  const samples = new Map<number, boolean>(Array.from({length: 128}, (_, code) => [code, true] as const)).set(128, false);
  for (const {named} of sets) {
    for (const code of named) {
      if (code < 128) continue;
      samples.set(code, true);
      if (code < 0x10ffff && !samples.has(code + 1)) samples.set(code + 1, false);
    }
  }
  const found = new Map<string, readonly boolean[]>();
  for (const [code, alone] of samples) {
    const character = String.fromCodePoint(code);
    const takes = sets.map(({expression, opaque}) => (opaque && !alone) || expression.test(character));
    found.set(takes.map(Number).join(''), takes);
  }
  return [...found.values()];
}

function countPaths(automaton: PatternAutomaton, start: Ways, searching: boolean): 'paths' | 'size' | undefined {
  const distinct = [...new Set(automaton.sets)];
  const setAt = automaton.sets.map((set) => distinct.indexOf(set));
  const alphabet = letters(distinct);
  automaton.work += alphabet.length * distinct.length;
  const seen = new Set<string>();
  // The last found is followed first: a pattern whose paths multiply gives itself away along one text.
  const open: (readonly (readonly [place: number, ways: number])[])[] = [[]];
  for (let state = open.pop(), atStart = true; state !== undefined; state = open.pop(), atStart = false) {
    const ways: Ways = new Map();
    for (const [place, count] of state) {
      const next = automaton.next[place] as Ways;
      automaton.work += next.size;
      add(ways, next, count);
    }
    if (atStart || searching) add(ways, start, 1);
    const reached = [...ways].sort(([a], [b]) => a - b);
    for (const takes of alphabet) {
      automaton.work += reached.length + 1;
      const alive = reached.filter(([place]) => takes[setAt[place] as number]);
      if (alive.reduce((paths, [, count]) => paths + count, 0) > MAX_PATHS) return 'paths';
      const key = alive.join(' ');
      if (seen.has(key)) continue;
      seen.add(key);
      open.push(alive);
    }
    if (automaton.work > MAX_WORK) return 'size';
  }
  return undefined;
}

/** `pattern` must be valid with the flag `u`. */
export function judgePattern(pattern: string): PatternVerdict {
  if (pattern.length > MAX_LENGTH) return {refusal: 'size', bounded: false, work: 0};
  const guarded = withoutGuard(pattern);
  const node = readPattern(guarded ?? pattern);
  if (typeof node === 'string') return {refusal: node, bounded: false, work: 0};
  if (guarded !== undefined && isQuickOnShortText(node, true)) return {refusal: undefined, bounded: true, work: SHORT_TEXT};
  const anchored = isAnchored(node, 'start');
  const {refusal, work} = judgeNode(node, anchored, false);
  const bounded = anchored && isAnchored(node, 'end') && longestMatch(node) < Number.POSITIVE_INFINITY;
  return {refusal, bounded, work};
}

/** @param once whether it is searched for from one place only, whatever it begins with. */
function judgeNode(node: PatternNode, anchored: boolean, once: boolean): Pick<PatternVerdict, 'refusal' | 'work'> {
  const kept = isAnchored(node, 'end') ? node : withoutIdleTail(node);
  const automaton = new PatternAutomaton();
  const {first} = automaton.part(kept);
  let refusal: PatternVerdict['refusal'] = automaton.isTooLarge ? 'size' : countPaths(automaton, first, !anchored);
  let {work} = automaton;
  for (const {look, once: seldom} of looksIn(kept, once)) {
    if (refusal) break;
    const inner = judgeLook(look, seldom);
    refusal = inner.refusal;
    work += inner.work;
    if (work > MAX_WORK) refusal ??= 'size';
  }
  return {refusal, work};
}

type Look = Extract<PatternNode, {kind: 'look'}>;

function judgeLook({part, behind}: Look, once: boolean): Pick<PatternVerdict, 'refusal' | 'work'> {
  // Elsewhere than at the start such a look ends before it begins.
  const isCheap = longestMatch(part) <= MAX_LOOK || (!behind && (once || isAnchored(part, 'start')));
  return isCheap ? judgeNode(part, true, true) : {refusal: 'look-around', work: 0};
}

/** Every look outside of others, and whether it is asked at a few places only: those that one start leads to. */
function* looksIn(node: PatternNode, once: boolean): Generator<{readonly look: Look; readonly once: boolean}> {
  switch (node.kind) {
    case 'look':
      yield {look: node, once};
      return;
    case 'sequence': {
      let here = once;
      for (const part of node.parts) {
        yield* looksIn(part, here);
        here = isAnchored(part, 'start') || (here && longestMatch(part) <= MAX_LOOK);
      }
      return;
    }
    case 'choice':
      for (const part of node.parts) yield* looksIn(part, once);
      return;
    case 'repeat':
      yield* looksIn(node.part, once && node.max === 1);
      return;
    default:
  }
}
