/**
 * Objects of a PDF as values: numbers, names, strings, arrays, dictionaries and references.
 *
 * Source  ISO 32000-2:2020, 7.2 (lexical conventions), 7.3 (objects).
 * Limits  Strings are kept as they are written: no name stands in one. Nesting beyond `MAX_DEPTH` and dictionaries or arrays without
 *         an end are `Undecodable`: readers differ on what they mean.
 */
import {type Budget, Undecodable} from './budget.ts';
import {PdfString} from './pdf-string.ts';

const MAX_DEPTH = 200;

export class PdfName {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export class PdfReference {
  readonly number: number;
  constructor(number: number) {
    this.number = number;
  }
}

/** Entries in their order. A key may stand twice, and readers differ on which one they take: `all` gives each. */
export class PdfDictionary {
  readonly entries: readonly (readonly [key: string, value: PdfValue])[];
  constructor(entries: readonly (readonly [string, PdfValue])[]) {
    this.entries = entries;
  }

  has(key: string): boolean {
    return this.entries.some(([name]) => name === key);
  }

  all(key: string): readonly PdfValue[] {
    return this.entries.filter(([name]) => name === key).map(([, value]) => value);
  }
}

export type PdfValue = number | boolean | null | PdfString | PdfName | PdfReference | PdfDictionary | readonly PdfValue[];

/** A word that is no value: `obj`, `endobj`, `stream`, `n`, … */
class Keyword {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Mark = 'array-end' | 'dictionary-end' | 'end';
type Token = PdfValue | Keyword | Mark | 'array' | 'dictionary';

const WHITE = 1;
const DELIMITER = 2;
const KINDS = new Uint8Array(256);
for (const code of [0, 9, 10, 12, 13, 32]) KINDS[code] = WHITE;
for (const character of '()<>[]{}/%') KINDS[character.charCodeAt(0)] = DELIMITER;

export function isWhite(code: number | undefined): boolean {
  return code !== undefined && KINDS[code] === WHITE;
}

function isRegular(code: number | undefined): boolean {
  return code !== undefined && KINDS[code] === 0;
}

/** Reads values from a place in the bytes on. `at` is the byte behind what was read. */
export class PdfReader {
  readonly bytes: Uint8Array;
  readonly #budget: Budget;
  at: number;

  constructor(bytes: Uint8Array, at: number, budget: Budget) {
    this.bytes = bytes;
    this.at = at;
    this.#budget = budget;
  }

  /** The next value; `undefined` where none begins (a keyword, the end of the data). @throws Undecodable */
  value(): PdfValue | undefined {
    const start = this.at;
    const value = this.#complete(this.#token(), 0);
    if (value === undefined) this.at = start;
    return value;
  }

  /** Whether the next token is the keyword, which is then behind. With `prefix` also a longer one, of which the rest is left. */
  keyword(text: string, prefix = false): boolean {
    const start = this.at;
    const token = this.#token();
    if (token instanceof Keyword && token.text === text) return true;
    this.at = start;
    if (!(prefix && token instanceof Keyword && token.text.startsWith(text))) return false;
    this.skipWhite();
    this.at += text.length;
    return true;
  }

  /** The next token where it is a whole number from 0. */
  integer(): number | undefined {
    const start = this.at;
    const token = this.#token();
    if (typeof token === 'number' && Number.isSafeInteger(token) && token >= 0) return token;
    this.at = start;
    return undefined;
  }

  skipWhite(): void {
    const {bytes} = this;
    for (;;) {
      while (isWhite(bytes[this.at])) this.at += 1;
      if (bytes[this.at] !== 0x25) return;
      while (this.at < bytes.length && bytes[this.at] !== 10 && bytes[this.at] !== 13) this.at += 1;
    }
  }

  #complete(token: Token, depth: number): PdfValue | undefined {
    if (depth > MAX_DEPTH) throw new Undecodable('objects nested too deep');
    if (token === 'array') return this.#array(depth);
    if (token === 'dictionary') return this.#dictionary(depth);
    if (typeof token === 'string' || token instanceof Keyword) return undefined;
    return typeof token === 'number' ? this.#numberOrReference(token) : token;
  }

  /** `12 0 R` is a reference. Looked for by its bytes: in a list of numbers each one would be read three times otherwise. */
  #numberOrReference(number: number): number | PdfReference {
    const start = this.at;
    if (Number.isSafeInteger(number) && number >= 0 && this.#skipDigits()) {
      this.skipWhite();
      if (this.bytes[this.at] === 0x52 && !isRegular(this.bytes[this.at + 1])) {
        this.at += 1;
        return new PdfReference(number);
      }
    }
    this.at = start;
    return number;
  }

  /** Passes over a generation; whether there was one. */
  #skipDigits(): boolean {
    this.skipWhite();
    const start = this.at;
    for (let code = this.bytes[start] ?? 0; code >= 0x30 && code <= 0x39; code = this.bytes[this.at] ?? 0) this.at += 1;
    return this.at > start && this.at - start <= 10;
  }

  #array(depth: number): readonly PdfValue[] {
    const items: PdfValue[] = [];
    for (;;) {
      const token = this.#token();
      if (token === 'array-end') return items;
      if (token === 'end' || isEndOfObject(token)) throw new Undecodable('an array without an end');
      const value = this.#complete(token, depth + 1);
      if (value !== undefined) items.push(value);
    }
  }

  #dictionary(depth: number): PdfDictionary {
    const entries: [string, PdfValue][] = [];
    for (;;) {
      const key = this.#token();
      if (key === 'dictionary-end') return new PdfDictionary(entries);
      if (key === 'end' || isEndOfObject(key)) throw new Undecodable('a dictionary without an end');
      // Readers pass over what should be a key and is none.
      if (!(key instanceof PdfName)) continue;
      const start = this.at;
      const token = this.#token();
      const value = this.#complete(token, depth + 1);
      if (value !== undefined) entries.push([key.text, value]);
      else if (token === 'dictionary-end' || token === 'end' || isEndOfObject(token)) this.at = start;
    }
  }

  #token(): Token {
    this.#budget.step();
    this.skipWhite();
    const {bytes} = this;
    const code = bytes[this.at];
    if (code === undefined) return 'end';
    switch (code) {
      case 0x2f:
        return this.#name();
      case 0x28:
        return this.#string();
      case 0x5b:
        this.at += 1;
        return 'array';
      case 0x5d:
        this.at += 1;
        return 'array-end';
      case 0x3c:
        if (bytes[this.at + 1] !== 0x3c) return this.#hexString();
        this.at += 2;
        return 'dictionary';
      case 0x3e:
        this.at += bytes[this.at + 1] === 0x3e ? 2 : 1;
        return bytes[this.at - 2] === 0x3e ? 'dictionary-end' : new Keyword('>');
      case 0x29:
      case 0x7b:
      case 0x7d:
        this.at += 1;
        return new Keyword(String.fromCharCode(code));
      default:
        return this.#word();
    }
  }

  #name(): PdfName {
    const {bytes} = this;
    let text = '';
    this.at += 1;
    while (isRegular(bytes[this.at])) {
      let code = bytes[this.at] ?? 0;
      const high = code === 0x23 ? hexDigit(bytes[this.at + 1]) : -1;
      const low = high >= 0 ? hexDigit(bytes[this.at + 2]) : -1;
      if (low >= 0) code = high * 16 + low;
      this.at += low >= 0 ? 3 : 1;
      text += String.fromCharCode(code);
    }
    return new PdfName(text);
  }

  #string(): PdfString {
    const {bytes} = this;
    const start = this.at + 1;
    let depth = 0;
    while (this.at < bytes.length) {
      const code = bytes[this.at];
      this.at += 1;
      if (code === 0x5c) this.at += 1;
      else if (code === 0x28) depth += 1;
      else if (code === 0x29) {
        depth -= 1;
        if (depth === 0) return new PdfString(bytes.subarray(start, this.at - 1), false);
      }
    }
    throw new Undecodable('a string without an end');
  }

  #hexString(): PdfString {
    const end = this.bytes.indexOf(0x3e, this.at);
    if (end < 0) throw new Undecodable('a string without an end');
    const start = this.at + 1;
    this.at = end + 1;
    return new PdfString(this.bytes.subarray(start, end), true);
  }

  #word(): number | boolean | null | Keyword {
    const {bytes} = this;
    const start = this.at;
    while (isRegular(bytes[this.at])) this.at += 1;
    // A word of the syntax is short; what is longer is garbage, of which the beginning is enough.
    let text = '';
    for (let at = start; at < Math.min(this.at, start + 40); at += 1) text += String.fromCharCode(bytes[at] ?? 0);
    if (/^[-+]*\d*\.?\d*$/u.test(text) && /\d/u.test(text)) return Number(text.replace(/^[-+]*(?=[-+])/u, ''));
    return text === 'true' ? true : text === 'false' ? false : text === 'null' ? null : new Keyword(text);
  }
}

function isEndOfObject(token: Token): boolean {
  return token instanceof Keyword && (token.text === 'endobj' || token.text === 'endstream');
}

function hexDigit(code: number | undefined): number {
  return code === undefined ? -1 : '0123456789abcdef'.indexOf(String.fromCharCode(code).toLowerCase());
}
