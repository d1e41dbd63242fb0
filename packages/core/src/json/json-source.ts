/**
 * A JSON text as a value that knows where each part stands, for those who write it: an editor, a command line, a log.
 *
 * Source  RFC 8259. A text with a mistake has a place and a sentence that says what is missing there, which `JSON.parse` does not.
 * Limits  As deep as the stack allows; a text beyond is a fault as well.
 */
import type {Json} from './json.ts';
import {escapeSegment} from './pointer.ts';
import {isTooDeep} from './too-deep.ts';

/** A place in a text; both count from 1. A column is a UTF-16 unit, as editors count. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

export interface JsonFault extends TextPlace {
  /** What was expected, what was found, what to do; in English. */
  readonly message: string;
}

export interface JsonSource {
  readonly value: Json;
  /** Members whose name stood before in the same object: the earlier one is lost. */
  readonly repeated: readonly string[];
  /** Where the part begins that a pointer names, or the nearest around it that is there. */
  placeOf(pointer: string): TextPlace;
}

class Fault extends Error {
  readonly at: number;
  constructor(at: number, message: string) {
    super(message);
    this.at = at;
  }
}

/** Reads a text; what is no JSON comes back as its first fault. Never throws. */
export function readJsonSource(text: string): JsonSource | JsonFault {
  const reader = new Reader(text);
  try {
    const value = reader.document();
    return {
      value,
      repeated: reader.repeated,
      placeOf(pointer) {
        let at = pointer;
        while (at !== '' && !reader.places.has(at)) at = at.slice(0, at.lastIndexOf('/'));
        return placeAt(text, reader.places.get(at) ?? 0);
      },
    };
  } catch (error) {
    if (error instanceof Fault) return {...placeAt(text, error.at), message: error.message};
    if (isTooDeep(error)) return {line: 1, column: 1, message: 'Expected JSON that is nested less deep.'};
    throw error;
  }
}

/** Whether the text was no JSON. */
export function isJsonFault(read: JsonSource | JsonFault): read is JsonFault {
  return 'message' in read;
}

function placeAt(text: string, at: number): TextPlace {
  const before = text.slice(0, at).split(/\r\n|\r|\n/u);
  return {line: before.length, column: (before.at(-1)?.length ?? 0) + 1};
}

const BLANK = /[\t\n\r ]*/uy;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/uy;
const STRING = /"[^"\\\n\r]*(?:\\.[^"\\\n\r]*)*"/uy;
const WORD = /[^\s,:[\]{}"]+/uy;

class Reader {
  readonly #text: string;
  readonly places: Map<string, number> = new Map();
  readonly repeated: string[] = [];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): Json {
    if (this.#text.startsWith('\uFEFF')) this.#at = 1;
    const value = this.#value('');
    const end = this.#at;
    this.#skip();
    if (this.#at < this.#text.length)
      throw new Fault(end, `Expected the end of the text after the value, found ${this.#found()}.`);
    return value;
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #skip(): void {
    this.#take(BLANK);
  }

  /** Whether the character follows, which is then behind. */
  #sees(character: string): boolean {
    this.#skip();
    if (this.#text[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }

  /** What stands here, for a sentence. */
  #found(): string {
    this.#skip();
    const rest = this.#text.slice(this.#at, this.#at + 40);
    if (rest === '') return 'the end of the text';
    if (rest.startsWith('//') || rest.startsWith('/*')) return 'a comment, which JSON has not';
    if (rest.startsWith("'")) return 'a single quotation mark; JSON takes double ones';
    const token = /^(?:"[^"\n]*"?|[^\s,:[\]{}"]+|.)/u.exec(rest)?.[0] ?? '';
    return `${token.startsWith('"') ? token : `"${token}"`} in line ${placeAt(this.#text, this.#at).line}`;
  }

  #value(pointer: string): Json {
    this.#skip();
    if (!this.places.has(pointer)) this.places.set(pointer, this.#at);
    const character = this.#text[this.#at];
    if (character === '{') return this.#object(pointer);
    if (character === '[') return this.#array(pointer);
    if (character === '"') return this.#string();
    const at = this.#at;
    const word = this.#take(WORD) ?? '';
    this.#at = at;
    if (word === 'true' || word === 'false' || word === 'null') {
      this.#at += word.length;
      return word === 'null' ? null : word === 'true';
    }
    const number = this.#take(NUMBER);
    if (number !== undefined && number === word) return Number(number);
    this.#at = at;
    throw new Fault(at, `Expected a value, found ${this.#found()}.${adviceFor(word)}`);
  }

  #string(): string {
    const at = this.#at;
    const text = this.#take(STRING);
    if (text === undefined) throw new Fault(at, 'Expected the text to end in its line with a double quotation mark, found none.');
    try {
      return JSON.parse(text) as string;
    } catch {
      throw new Fault(
        at,
        'Expected a text, found one with a control character or an unknown escape in it. Write "\\n" for a line break, "\\\\" for a backslash.',
      );
    }
  }

  #object(pointer: string): Json {
    const entries: [string, Json][] = [];
    const names = new Set<string>();
    this.#at += 1;
    if (this.#sees('}')) return {};
    for (;;) {
      this.#skip();
      const at = this.#at;
      if (this.#text[at] !== '"')
        throw new Fault(
          at,
          this.#text[at] === '}'
            ? 'Expected another member after the comma, found "}". Take the comma out.'
            : `Expected the name of a member in double quotation marks, found ${this.#found()}.`,
        );
      const name = this.#string();
      const inner = `${pointer}/${escapeSegment(name)}`;
      this.places.set(inner, at);
      if (names.has(name)) this.repeated.push(inner);
      names.add(name);
      const end = this.#at;
      if (!this.#sees(':')) throw new Fault(end, `Expected a colon after "${name}", found ${this.#found()}.`);
      entries.push([name, this.#value(inner)]);
      if (!this.#goesOn('}', `the member "${name}"`)) return Object.fromEntries(entries);
    }
  }

  #array(pointer: string): Json {
    const items: Json[] = [];
    this.#at += 1;
    if (this.#sees(']')) return items;
    for (;;) {
      this.#skip();
      if (this.#text[this.#at] === ']')
        throw new Fault(this.#at, 'Expected another item after the comma, found "]". Take the comma out.');
      items.push(this.#value(`${pointer}/${items.length}`));
      if (!this.#goesOn(']', 'this item')) return items;
    }
  }

  /** Behind a member or an item: whether another one follows. A comma that is missing is missing here, not where the next part is. */
  #goesOn(end: string, what: string): boolean {
    const at = this.#at;
    if (this.#sees(',')) return true;
    if (this.#sees(end)) return false;
    throw new Fault(at, `Expected a comma or "${end}" after ${what}, found ${this.#found()}.`);
  }
}

function adviceFor(word: string): string {
  if (/^(?:True|False|None|NULL|TRUE|FALSE|undefined|NaN)$/u.test(word))
    return ' JSON has true, false and null, in small letters.';
  if (/^[+.\d-]/u.test(word)) return ' Numbers are written as 12, -3.5 or 1e6.';
  return /^[\p{L}_]/u.test(word) ? ' Put texts between double quotation marks.' : '';
}
