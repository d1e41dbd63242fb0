/**
 * The text of a string of a PDF, read where it is asked for: of most nobody asks.
 *
 * Source  ISO 32000-2:2020, 7.3.4 (strings), 7.9.2.2 (text strings). A mark of UTF-16LE is in no standard; readers take it.
 */
const ESCAPES: ReadonlyMap<number, number> = new Map([
  [0x6e, 10],
  [0x72, 13],
  [0x74, 9],
  [0x62, 8],
  [0x66, 12],
]);

export class PdfString {
  /** What stands between the brackets. */
  readonly #raw: Uint8Array;
  readonly #isHexadecimal: boolean;
  #text: string | undefined;

  constructor(raw: Uint8Array, isHexadecimal: boolean) {
    this.#raw = raw;
    this.#isHexadecimal = isHexadecimal;
  }

  get text(): string {
    this.#text ??= decoded(this.#isHexadecimal ? fromHexadecimal(this.#raw) : fromLiteral(this.#raw));
    return this.#text;
  }
}

function decoded(bytes: Uint8Array): string {
  const [first, second, third] = bytes;
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xef && second === 0xbb && third === 0xbf) return new TextDecoder().decode(bytes);
  return new TextDecoder('latin1').decode(bytes);
}

function fromHexadecimal(raw: Uint8Array): Uint8Array {
  const digits: number[] = [];
  for (const code of raw) {
    const digit = '0123456789abcdef'.indexOf(String.fromCharCode(code).toLowerCase());
    if (digit >= 0) digits.push(digit);
  }
  return Uint8Array.from(
    {length: Math.ceil(digits.length / 2)},
    (_, at) => (digits[2 * at] ?? 0) * 16 + (digits[2 * at + 1] ?? 0),
  );
}

function fromLiteral(raw: Uint8Array): Uint8Array {
  const bytes: number[] = [];
  for (let at = 0; at < raw.length; at += 1) {
    const code = raw[at] ?? 0;
    if (code !== 0x5c) {
      bytes.push(code);
      continue;
    }
    at += 1;
    const octal = octalAt(raw, at);
    if (octal) {
      bytes.push(octal.value & 0xff);
      at += octal.length - 1;
    } else if (raw[at] === 13 || raw[at] === 10) {
      // A line that goes on.
      if (raw[at] === 13 && raw[at + 1] === 10) at += 1;
    } else if (at < raw.length) {
      bytes.push(ESCAPES.get(raw[at] ?? 0) ?? raw[at] ?? 0);
    }
  }
  return Uint8Array.from(bytes);
}

function octalAt(raw: Uint8Array, at: number): {readonly value: number; readonly length: number} | undefined {
  let value = 0;
  let length = 0;
  for (let code = raw[at] ?? 0; length < 3 && code >= 0x30 && code <= 0x37; code = raw[at + length] ?? 0) {
    value = value * 8 + code - 0x30;
    length += 1;
  }
  return length > 0 ? {value, length} : undefined;
}
