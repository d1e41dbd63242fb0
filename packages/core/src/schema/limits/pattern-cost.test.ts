import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {MAX_WORK} from './pattern-automaton.ts';
import {judgePattern, MAX_PATHS} from './pattern-cost.ts';

/** Patterns of Vietnamese forms and of everyday form fields. */
const REAL: readonly (readonly [pattern: string, bounded: boolean])[] = [
  ['^[1-9]\\.[0-9]{6}$', true],
  ['^[1-9]\\.[0-9]{6}\\.[0-9]{3}\\.[0-9]{2}\\.[0-9]{2}\\.[A-Z][0-9]{2}$', true],
  ['^KQ\\.[A-Z][0-9]{2}\\.[0-9]{6}$', true],
  ['^[A-Z][0-9]{2}(\\.[0-9]{1,3}){0,6}$', true],
  ['^([0-9]{3}\\.[0-9]{2}\\.[0-9]{2}\\.[A-Z][0-9]{2}|[A-Z][0-9]{2}(\\.[0-9]{1,3}){0,6})-[0-9]{6}-[0-9]{4,6}$', true],
  ['^0(3[2-9]|5[25689]|7[06-9]|8[1-9]|9[0-46-9])[0-9]{7}$', true],
  ['^02[0-9]{9}$', true],
  ['^[A-Z][0-9]{7,8}$', true],
  ['^[A-Z]{2}[0-9]{13}$', true],
  ['^[0-9]{2}([A-Z]|[A-Z]{2}|[A-Z][0-9])-?[0-9]{3}\\.?[0-9]{2}$', true],
  ['^[0-9]{2}-?[A-Z][0-9A-Z]-?([0-9]{3}\\.?[0-9]{2}|[0-9]{4})$', true],
  ['^[A-Z]{2} ?[0-9]{6,8}$', true],
  ['^[0-9]{10}(-[0-9]{3})?$', true],
  ['^(19|20)\\d\\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$', true],
  ['^#(?:[0-9a-f]{3}|[0-9a-f]{6})$', true],
  ['^.{0,2000}$', true],
  ["^[\\p{L} .'-]{1,100}$", true],
  ['^(?<year>\\d{4})$', true],
  ['^(?:yes|no)$|^$', true],
  ['^$', true],
  ['^(\\b)*$', true],
  ['^\\u{1F600}\\u0041\\x41\\cA$', true],
  ['^[a-z0-9]+(-[a-z0-9]+)*$', false],
  ['^(/[^/]+)+$', false],
  ['^[^\\s@]+@[^\\s@]+$', false],
  ['^.*\\.pdf$', false],
  ['^\\p{L}+(\\s\\p{L}+)*$', false],
  ['^[\\u00C0-\\u1EF9]+ [A-Z]{2,}$', false],
  ['^x-', false],
  ['\\p{L}', false],
  ['abc|abd|ab?', false],
  ['\\bword\\B', false],
  ['^a|b', false],
  // A search needs no more than what must be there.
  ['^.*\\S.*', false],
  ['(npm|pnpm)@\\d+\\.\\d+(-.+)?', false],
  ['block.block.*', false],
  ['[ab]c(\\s|-)+', false],
  // Looks that are asked once, or at a few characters.
  ['^(?=.*\\d)(?=.*[a-z]).{8,}$', false],
  ['^(?!0+$)\\d{5}$', true],
  ['^(?=.{1,10}$)[a-z]+(-[a-z]+)*$', false],
  ['(?=^.{8,}$)(?=.*\\d)[a-z\\d]+$', false],
  ['^(?!000|666)[0-8][0-9]{2}-(?!00)[0-9]{2}$', true],
  ['^((?!http|www\\.).)*$', false],
  ['^[^<>]+(?<!\\s)$', false],
  ['^[a-z]{2}(?=.*\\d)[a-z\\d]*$', false],
];

/** What known attacks and everyday mistakes look like: exponential first, then polynomial. */
const HOSTILE: readonly (readonly [pattern: string, refusal: string])[] = [
  ['^(a+)+$', 'paths'],
  ['^(a*)*$', 'paths'],
  ['^(a|a)*$', 'paths'],
  ['^(a|aa)+$', 'paths'],
  ['^(a|a?)+$', 'paths'],
  ['^(.*)*$', 'paths'],
  ['^(\\w+\\s?)*$', 'paths'],
  ['(x+x+)+y', 'paths'],
  ['^([a-zA-Z0-9])(([\\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+[.]{1}(([a-z]{2,3})|([a-z]{2,3}[.]{1}[a-z]{2,3}))$', 'paths'],
  ['^(([a-z])+.)+[A-Z]([a-z])+$', 'paths'],
  ['^\\d+(,?\\d+)*$', 'paths'],
  ['^(a?){50}a{50}$', 'paths'],
  [`^${'a?'.repeat(30)}a{30}$`, 'paths'],
  ['^(?:a|b|ab)*c$', 'paths'],
  ['^\\p{L}*\\p{Lu}*$', 'paths'],
  ['^[à-ỹ]+[ă-ặ]*\\s*$', 'paths'],
  ['^[^\\u{10FFFF}]*[\\u{10FFFE}]*[^a]*$', 'paths'],
  ['^\\s*\\s*$', 'paths'],
  ['[0-9]+$', 'paths'],
  ['.*,.*,.*', 'paths'],
  ['a.*a.*a$', 'paths'],
  ['(.*a){20}', 'paths'],
  ['^(\\d+)\\1$', 'back-reference'],
  ['^(?<n>\\d+)\\k<n>$', 'back-reference'],
  ['(?=.*a)b', 'look-around'],
  ['^(?:(?=.*x)a)*$', 'look-around'],
  ['(?!.*a.*b)c', 'look-around'],
  ['^[ab]{0,99}(?!.*a)c', 'look-around'],
  ['^a(?<=.*a)b', 'look-around'],
  ['^(?=(a+)+b)a', 'paths'],
  ['^(?=.*a.*b.*c).*$', 'paths'],
  ['^(?!(?:a|a)*b)a', 'paths'],
  ['^.*\\S.*$', 'paths'],
  ['^\\d+(?:-.+)?\\d*x', 'paths'],
  ['^(?i:a)$', 'modifier'],
  ['^(a{0,50}){0,50}$', 'paths'],
  ['^(((a?b?){30}c?){30}d?){4}$', 'size'],
  ['^(a|b)*a(a|b){12}$', 'size'],
  ['^a{1000000000}$', 'size'],
  ['^(a{1000}){1000}$', 'size'],
  ['^(){1000000000}$', 'size'],
  ['a'.repeat(3000), 'size'],
];

test('patterns that forms use are taken, and known to limit the length when they do', () => {
  for (const [pattern, bounded] of REAL) {
    const verdict = judgePattern(pattern);
    assert.equal(verdict.refusal, undefined, pattern);
    assert.equal(verdict.bounded, bounded, pattern);
  }
});

test('patterns of more than linear time are refused, with the reason, in bounded work', () => {
  for (const [pattern, refusal] of HOSTILE) {
    const verdict = judgePattern(pattern);
    assert.equal(verdict.refusal, refusal, pattern);
    assert.ok(verdict.work <= MAX_WORK * 1.5, `${pattern}: ${verdict.work}`);
  }
});

/** A small pattern, as text and as what a textbook backtracking matcher runs. */
interface Sample {
  readonly text: string;
  run(input: string, at: number, then: (at: number) => boolean): boolean;
}

let steps = 0;
const LIMIT = 40_000;

function literal(character: string): Sample {
  return {
    text: character,
    run(input, at, then) {
      if (++steps > LIMIT) throw new RangeError('too many steps');
      return (character === '.' ? at < input.length : input[at] === character) && then(at + 1);
    },
  };
}

function repeat(part: Sample, min: number, max: number, sign: string): Sample {
  const run = (input: string, at: number, count: number, then: (at: number) => boolean): boolean =>
    (count < max && part.run(input, at, (next) => next > at && run(input, next, count + 1, then))) || (count >= min && then(at));
  return {text: `(?:${part.text})${sign}`, run: (input, at, then) => run(input, at, 0, then)};
}

const {sample} = fc.letrec<{sample: Sample}>((tie) => {
  const inner = tie('sample');
  return {
    sample: fc.oneof(
      {depthSize: 'medium', maxDepth: 4},
      fc.constantFrom('a', 'b', '.').map(literal),
      fc.tuple(inner, inner).map(([a, b]) => ({
        text: a.text + b.text,
        run: (input: string, at: number, then: (at: number) => boolean) => a.run(input, at, (next) => b.run(input, next, then)),
      })),
      fc.tuple(inner, inner).map(([a, b]) => ({
        text: `(?:${a.text}|${b.text})`,
        run: (input: string, at: number, then: (at: number) => boolean) => a.run(input, at, then) || b.run(input, at, then),
      })),
      inner.map((part) => repeat(part, 0, Number.POSITIVE_INFINITY, '*')),
      inner.map((part) => repeat(part, 1, Number.POSITIVE_INFINITY, '+')),
      inner.map((part) => repeat(part, 0, 1, '?')),
      inner.map((part) => repeat(part, 0, 3, '{0,3}')),
    ),
  };
});

test('law: a backtracking matcher is linear for taken patterns; most refused ones show why', () => {
  const verdicts = {taken: 0, refused: 0, slow: 0};
  fc.assert(
    fc.property(sample, ({text, run}) => {
      const {refusal} = judgePattern(`^${text}$`);
      const inputs = ['a', 'b', 'ab', 'aab', 'abb'].flatMap((unit) => [`${unit.repeat(24)}!`, `${unit.repeat(24)}ab`]);
      let slow = false;
      for (const input of inputs) {
        steps = 0;
        try {
          run(input, 0, (at) => at === input.length);
        } catch (error) {
          assert.ok(error instanceof RangeError);
        }
        // Each path tries at most the places of the pattern after each character.
        const linear = MAX_PATHS * (text.length + 1) * (input.length + 1);
        if (refusal === undefined) assert.ok(steps <= linear, `${text} takes ${steps} steps on ${input.length} characters.`);
        if (steps >= LIMIT) slow = true;
      }
      if (refusal === undefined) verdicts.taken++;
      else verdicts.refused++;
      if (slow) {
        verdicts.slow++;
        assert.notEqual(refusal, undefined, text);
      }
    }),
    {seed: 20261122, numRuns: 600},
  );
  assert.ok(verdicts.taken > 100 && verdicts.refused > 100 && verdicts.slow > 20, JSON.stringify(verdicts));
});
