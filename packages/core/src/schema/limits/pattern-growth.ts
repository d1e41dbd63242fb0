/**
 * Whether a pattern that is not linear is still quick on a short text.
 *
 * Rule    The ways through a pattern multiply with each character only where one text leads from a place back to it in two ways
 *         (exponential ambiguity of automata: Weber and Seidl, 1991). Elsewhere they are at most a product of what each loop,
 *         option and choice can be; with few loops and a short text that is bounded work.
 * Limits  What is too large to decide is not quick. Look-around and what `judgePattern` cannot take apart is not either.
 */
import {PatternAutomaton} from './pattern-automaton.ts';
import {type CharacterSet, isAnchored, type PatternNode} from './pattern-syntax.ts';
import {withoutIdleTail} from './pattern-tail.ts';

/** The longest text that such a pattern is held against. */
export const SHORT_TEXT = 256;
/** Ways through it, at most. */
const MOST_WAYS = SHORT_TEXT ** 3;
/** Places that are compared with one another. */
const MOST_PLACES = 64;
const GUARD = `^(?=[^]{0,${SHORT_TEXT}}$)`;

/** A pattern that takes the same texts of at most `SHORT_TEXT` characters, and no longer one. */
export function withGuard(pattern: string, node: PatternNode): string {
  return `${GUARD}${isAnchored(node, 'start') ? '' : '[^]*?'}(?:${pattern})`;
}

/** What a guarded pattern asks of a short text; `undefined` for one without the guard. */
export function withoutGuard(pattern: string): string | undefined {
  return pattern.startsWith(GUARD) ? pattern.slice(GUARD.length) : undefined;
}

/**
 * Whether a pattern takes little time on every text of at most `SHORT_TEXT` characters.
 * @param once whether it is held against the text from one place only.
 */
export function isQuickOnShortText(read: PatternNode, once: boolean): boolean {
  const node = isAnchored(read, 'end') ? read : withoutIdleTail(read);
  if (waysThrough(node) * (once || isAnchored(node, 'start') ? 1 : SHORT_TEXT) > MOST_WAYS) return false;
  const automaton = new PatternAutomaton();
  automaton.part(node);
  return automaton.sets.length <= MOST_PLACES && !multiplies(automaton);
}

/** More than there are, unless one text leads through a loop in two ways. */
function waysThrough(node: PatternNode): number {
  switch (node.kind) {
    case 'sequence':
      return node.parts.reduce((ways, part) => ways * waysThrough(part), 1);
    case 'choice':
      return node.parts.reduce((ways, part) => ways + waysThrough(part), 0);
    case 'repeat': {
      const {min, max, part} = node;
      const each = waysThrough(part);
      if (max === Number.POSITIVE_INFINITY) return SHORT_TEXT * each;
      return (Math.min(max, SHORT_TEXT) - Math.min(min, SHORT_TEXT) + 1) * each ** max;
    }
    case 'look':
      return Number.POSITIVE_INFINITY;
    default:
      return 1;
  }
}

/** Whether some text leads from a place back to it in two ways. */
function multiplies({sets, next}: PatternAutomaton): boolean {
  const count = sets.length;
  const common = sets.map((one) => sets.map((other) => one === other || meet(one, other)));
  const steps = (pair: number): readonly number[] => {
    const [a, b] = [Math.floor(pair / count), pair % count];
    const found: number[] = [];
    for (const to of next[a]?.keys() ?? [])
      for (const other of next[b]?.keys() ?? []) if (common[to]?.[other]) found.push(to * count + other);
    return found;
  };
  const back = new Map<number, number[]>();
  for (let pair = 0; pair < count * count; pair++) for (const to of steps(pair)) back.set(to, [...(back.get(to) ?? []), pair]);
  for (let place = 0; place < count; place++) {
    const same = place * count + place;
    const ahead = reached(same, steps);
    if (!ahead.has(same)) continue;
    const behind = reached(same, (pair) => back.get(pair) ?? []);
    for (const pair of ahead) {
      if (!behind.has(pair)) continue;
      const [a, b] = [Math.floor(pair / count), pair % count];
      if (a !== b || [...(next[a] ?? [])].some(([to, ways]) => ways > 1 && behind.has(to * count + to))) return true;
    }
  }
  return false;
}

/** Whether a character is in both; without an answer it is. */
function meet(one: CharacterSet, other: CharacterSet): boolean {
  if (one.opaque || other.opaque) return true;
  const codes = [...Array(129).keys(), ...one.named, ...other.named].flatMap((code) => [code, code + 1]);
  return codes.some((code) => {
    const character = String.fromCodePoint(Math.min(code, 0x10ffff));
    return one.expression.test(character) && other.expression.test(character);
  });
}

function reached(from: number, steps: (pair: number) => readonly number[]): ReadonlySet<number> {
  const found = new Set<number>();
  const open = [from];
  for (let pair = open.pop(); pair !== undefined; pair = open.pop())
    for (const to of steps(pair)) {
      if (found.has(to)) continue;
      found.add(to);
      open.push(to);
    }
  return found;
}
