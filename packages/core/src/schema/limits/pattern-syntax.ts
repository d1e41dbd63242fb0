/**
 * A regular expression taken apart, as far as its cost needs: sequences, choices, repetitions and sets of characters.
 *
 * Source  ECMA-262, section 22.2.1, with the flag `u`, which the caller has checked the pattern with.
 * Limits  Back references and flags that change inside are not taken apart: they are why a pattern is refused.
 */

/** `set` is one character, `anchor` and `edge` match nothing: `^`, `$`, and `\b` or `\B`. */
export type PatternNode =
  | {readonly kind: 'set'; readonly set: CharacterSet}
  | {readonly kind: 'sequence'; readonly parts: readonly PatternNode[]; readonly spans?: readonly Span[]}
  | {readonly kind: 'choice'; readonly parts: readonly PatternNode[]}
  | {readonly kind: 'look'; readonly part: PatternNode; readonly behind: boolean; readonly negated: boolean}
  | {readonly kind: 'repeat'; readonly part: PatternNode; readonly min: number; readonly max: number}
  | {readonly kind: 'start' | 'end' | 'edge'};

/** Where a part of a sequence stands in the pattern: its first character, and the one after its last. */
export type Span = readonly [from: number, to: number];

export interface CharacterSet {
  /** As written. */
  readonly source: string;
  /** Tests a text of one character. */
  readonly expression: RegExp;
  /** By property, so that beyond ASCII any character may be in it. */
  readonly opaque: boolean;
  /** Characters that it names: unless it is opaque, those beyond ASCII between two of them are all in it or all out. */
  readonly named: readonly number[];
}

/** Why a pattern could not be taken apart. */
export type Refusal = 'back-reference' | 'modifier';

const OPAQUE = /\\[pP]/u;
/** What `\s` takes beyond ASCII (ECMA-262, WhiteSpace and LineTerminator). */
const SPACES: readonly number[] = [
  0xa0, 0x1680, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200a, 0x2028, 0x2029, 0x202f,
  0x205f, 0x3000, 0xfeff,
];
const ESCAPE = /\\(?:u\{([\dA-Fa-f]+)\}|u([\dA-Fa-f]{4})|x([\dA-Fa-f]{2})|c[A-Za-z]|[pP]\{[^}]*\}|.)/suy;
const CLASS = /\[(?:[^\]\\]|\\.)*\]/suy;
const QUANTIFIER = /(?:([*+?])|\{(\d+)(,(\d*))?\})\??/uy;

/** @returns the pattern's parts, or why it is refused. `pattern` must be valid with the flag `u`. */
export function readPattern(pattern: string): PatternNode | Refusal {
  /** Sets that are written alike are one. */
  const sets = new Map<string, PatternNode>();
  let at = 0;
  let refusal: Refusal | undefined;

  function take(expression: RegExp): RegExpExecArray | null {
    expression.lastIndex = at;
    const match = expression.exec(pattern);
    if (match) at += match[0].length;
    return match;
  }

  /** For what must be there, in a pattern that is valid. */
  function taken(expression: RegExp): RegExpExecArray {
    return take(expression) as RegExpExecArray;
  }

  function choice(): PatternNode {
    const parts = [sequence()];
    while (pattern[at] === '|') {
      at++;
      parts.push(sequence());
    }
    return parts.length === 1 && parts[0] ? parts[0] : {kind: 'choice', parts};
  }

  function sequence(): PatternNode {
    const parts: PatternNode[] = [];
    const spans: Span[] = [];
    while (at < pattern.length && pattern[at] !== '|' && pattern[at] !== ')' && !refusal) {
      const from = at;
      const one = atom();
      const fused = isQuantified() ? undefined : fuse(parts.at(-1), one);
      if (fused) {
        parts[parts.length - 1] = fused;
        spans[spans.length - 1] = [spans.at(-1)?.[0] ?? from, at];
        continue;
      }
      parts.push(repeated(one));
      spans.push([from, at]);
    }
    return {kind: 'sequence', parts, spans};
  }

  function isQuantified(): boolean {
    QUANTIFIER.lastIndex = at;
    return QUANTIFIER.test(pattern);
  }

  /** A look at one character and that character are one set: `(?!a).` is any but `a`. */
  function fuse(look: PatternNode | undefined, one: PatternNode): PatternNode | undefined {
    if (look?.kind !== 'look' || look.behind || one.kind !== 'set') return undefined;
    const seen = onlySet(look.part);
    return seen && set(`(?${look.negated ? '!' : '='}${seen.source})${one.set.source}`);
  }

  function repeated(part: PatternNode): PatternNode {
    const match = take(QUANTIFIER);
    if (!match) return part;
    const [, sign, low, range, high] = match;
    if (sign !== undefined) return {kind: 'repeat', part, min: sign === '+' ? 1 : 0, max: sign === '?' ? 1 : Infinity};
    const min = Number(low);
    return {kind: 'repeat', part, min, max: range === undefined ? min : high === '' ? Infinity : Number(high)};
  }

  function atom(): PatternNode {
    const character = pattern[at];
    if (character === '^' || character === '$') {
      at++;
      return {kind: character === '^' ? 'start' : 'end'};
    }
    if (character === '(') return group();
    if (character === '[') return set(taken(CLASS)[0]);
    if (character === '\\') return escaped();
    const literal = String.fromCodePoint(pattern.codePointAt(at) as number);
    at += literal.length;
    return set(literal);
  }

  function group(): PatternNode {
    at++;
    const look = /^\?(<?)([=!])/u.exec(pattern.slice(at, at + 3));
    if (look) {
      at += look[0].length;
      const part = choice();
      at++;
      return {kind: 'look', part, behind: look[1] === '<', negated: look[2] === '!'};
    }
    if (pattern[at] === '?') {
      if (pattern.startsWith('?:', at)) at += 2;
      else if (pattern.startsWith('?<', at)) at = pattern.indexOf('>', at) + 1;
      else refusal = 'modifier';
    }
    const inner = choice();
    at++;
    return inner;
  }

  function escaped(): PatternNode {
    const [text] = taken(ESCAPE);
    if (/^\\[k1-9]/u.test(text)) refusal = 'back-reference';
    return refusal || text === '\\b' || text === '\\B' ? {kind: 'edge'} : set(text);
  }

  function set(source: string): PatternNode {
    const node = sets.get(source) ?? {kind: 'set', set: readSet(source)};
    sets.set(source, node);
    return node;
  }

  const whole = choice();
  return refusal ?? whole;
}

function onlySet(node: PatternNode): CharacterSet | undefined {
  if (node.kind === 'set') return node.set;
  return node.kind === 'sequence' && node.parts.length === 1 && node.parts[0] ? onlySet(node.parts[0]) : undefined;
}

function readSet(source: string): CharacterSet {
  const named: number[] = /\\[sS]/u.test(source) ? [...SPACES] : [];
  for (const [text, ...codes] of source.matchAll(new RegExp(`${ESCAPE.source}|.`, 'gsu'))) {
    const code = codes.find((each) => each !== undefined);
    named.push(code === undefined ? (text.codePointAt(0) as number) : Number.parseInt(code, 16));
  }
  return {source, expression: new RegExp(`^(?:${source})$`, 'u'), opaque: OPAQUE.test(source), named};
}

/** Whether every match begins at the start of the text, or with `end`, stops at its end. */
export function isAnchored(node: PatternNode, where: 'start' | 'end'): boolean {
  if (node.kind === 'choice') return node.parts.every((part) => isAnchored(part, where));
  if (node.kind !== 'sequence') return node.kind === where || (where === 'start' && isAnchoredLook(node));
  // What only looks takes no character: the anchor may stand before or behind it.
  const parts = where === 'start' ? node.parts : node.parts.toReversed();
  for (const part of parts) {
    if (isAnchored(part, where)) return true;
    if (part.kind !== 'look') return false;
  }
  return false;
}

function isAnchoredLook(node: PatternNode): boolean {
  return node.kind === 'look' && !node.behind && !node.negated && isAnchored(node.part, 'start');
}

/** The most characters that a match can have. */
export function longestMatch(node: PatternNode): number {
  switch (node.kind) {
    case 'set':
      return 1;
    case 'sequence':
      return node.parts.reduce((sum, part) => sum + longestMatch(part), 0);
    case 'choice':
      return Math.max(...node.parts.map(longestMatch));
    case 'repeat': {
      const once = longestMatch(node.part);
      return once === 0 ? 0 : once * node.max;
    }
    default:
      return 0;
  }
}
