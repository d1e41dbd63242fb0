/**
 * Texts that a person could type for a pattern, a format and lengths, found without knowing the schema: candidates of the
 * usual kinds first, then texts written along the pattern. Whoever asks holds them against the form itself.
 */

/** What people type, one for each kind that forms ask for. */
const USUAL = [
  'Nguyen Van A',
  'a',
  'abc',
  'A',
  '1',
  '12345',
  '123456789',
  '1234567890',
  '2020-01-31',
  '2020-01',
  '2020',
  '2020-01-31T08:30:00Z',
  '08:30:00Z',
  '08:30:00',
  '08:30',
  'P1D',
  'a@example.com',
  'https://example.com/a',
  'example.com',
  '192.0.2.1',
  '2001:db8::1',
  '/a/b',
  '3fa85f64-5717-4562-b3fc-2c963f66afa6',
  '#aabbcc',
  '1.0.0',
  'en',
  'en-US',
  'AAA',
  'US',
  '84901234567',
  '{}',
  '.*',
];

const MOST_TRIES = 60;

/** Candidates for one text, the likeliest first. */
export function sampleTexts(schema: {readonly [keyword: string]: unknown}): readonly string[] {
  const {pattern, minLength, maxLength, examples} = schema;
  const least = typeof minLength === 'number' ? minLength : 0;
  const most = typeof maxLength === 'number' ? maxLength : Number.POSITIVE_INFINITY;
  const expression = typeof pattern === 'string' ? expressionOf(pattern) : undefined;
  const written = typeof pattern === 'string' ? Array.from({length: MOST_TRIES}, (_, seed) => writeAlong(pattern, seed)) : [];
  const given = Array.isArray(examples) ? examples.filter((one) => typeof one === 'string') : [];
  const candidates = [...given, ...USUAL, ...written].map((text) =>
    text.length < least ? text.padEnd(least, text || 'a') : text,
  );
  const fits = (text: string): boolean =>
    text.length > 0 && text.length >= least && text.length <= most && (!expression || expression.test(text));
  return [...new Set([...candidates, ...candidates.map((text) => text.slice(0, Math.min(most, 200)))])].filter(fits);
}

function expressionOf(pattern: string): RegExp | undefined {
  for (const flags of ['u', '']) {
    try {
      return new RegExp(pattern, flags);
    } catch {
      // The other flags may take it.
    }
  }
  return undefined;
}

const CLASSES: ReadonlyMap<string, string> = new Map([
  ['d', '0123456789'],
  ['w', 'a1_'],
  ['s', ' '],
  ['D', 'a-'],
  ['W', '- '],
  ['S', 'a1'],
]);

/** A text along a pattern: `seed` picks among branches, repetitions and characters. Look-around is passed over. */
export function writeAlong(pattern: string, seed: number): string {
  let at = 0;
  let turn = seed;
  const pick = <T>(from: readonly T[]): T | undefined => {
    turn = (turn * 31 + 7) % 10007;
    return from[(seed === 0 ? 0 : turn) % from.length];
  };

  function choice(): string {
    const branches = [sequence()];
    while (pattern[at] === '|') {
      at++;
      branches.push(sequence());
    }
    return pick(branches) ?? '';
  }

  function sequence(): string {
    let text = '';
    while (at < pattern.length && pattern[at] !== '|' && pattern[at] !== ')') {
      const from = at;
      let piece = atom();
      const quantifier = /^(?:([*+?])|\{(\d+)(,(\d*))?\})[?+]?/u.exec(pattern.slice(at));
      if (!quantifier) {
        text += piece;
        continue;
      }
      at += quantifier[0].length;
      const after = at;
      const [, sign, low, range, high] = quantifier;
      const least = sign === undefined ? Number(low) : sign === '+' ? 1 : 0;
      const most = sign === undefined ? (range === undefined ? least : high ? Number(high) : least + 3) : sign === '?' ? 1 : 3;
      const count = seed === 0 ? least : least + (turn % (Math.min(most - least, 12) + 1));
      let repeated = '';
      for (let i = 0; i < count; i++) {
        repeated += piece;
        at = from;
        piece = atom();
      }
      at = after;
      text += repeated;
    }
    return text;
  }

  function atom(): string {
    const character = pattern[at++] ?? '';
    if (character === '^' || character === '$') return '';
    if (character === '.') return 'a';
    if (character === '(') {
      const look = /^\?<?[=!]/u.test(pattern.slice(at));
      const prefix = /^\?(?:[:=!]|<[=!]|<[^>]*>)/u.exec(pattern.slice(at));
      at += prefix?.[0].length ?? 0;
      const inner = choice();
      at++;
      return look ? '' : inner;
    }
    if (character === '[') return set();
    if (character !== '\\') return character;
    return escaped(pattern[at++] ?? '');
  }

  function escaped(letter: string): string {
    if (letter === 'b' || letter === 'B') return '';
    if (letter === 'p' || letter === 'P') {
      at = pattern.indexOf('}', at) + 1;
      return 'a';
    }
    if (letter === 'u' || letter === 'x') {
      const digits = new RegExp(letter === 'u' ? '^[0-9a-fA-F]{4}' : '^[0-9a-fA-F]{2}', 'u').exec(pattern.slice(at))?.[0] ?? '';
      at += digits.length;
      return String.fromCharCode(Number.parseInt(digits, 16) || 97);
    }
    const named = CLASSES.get(letter);
    if (named !== undefined) return pick([...named]) ?? '';
    return {n: '\n', t: '\t', r: '\r'}[letter] ?? letter;
  }

  function set(): string {
    const from = at;
    if (pattern[at] === '^') at++;
    let inside = at;
    while (inside < pattern.length && (pattern[inside] !== ']' || inside === at)) inside += pattern[inside] === '\\' ? 2 : 1;
    const source = `[${pattern.slice(from, inside)}]`;
    at = inside + 1;
    const expression = expressionOf(`^${source}$`);
    const taken = Array.from({length: 95}, (_, i) => String.fromCharCode(32 + i)).filter((one) => expression?.test(one));
    const plain = taken.filter((one) => /[A-Za-z0-9]/u.test(one));
    return pick(plain.length > 0 ? plain : taken) ?? '';
  }

  return choice();
}
