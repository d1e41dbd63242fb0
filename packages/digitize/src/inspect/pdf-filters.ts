/**
 * What a stream of a PDF holds, unpacked: Flate and LZW with their predictors, ASCIIHex, ASCII85, RunLength, in any chain.
 *
 * Source  ISO 32000-2:2020, 7.4 (filters), 7.4.4.4 (predictors), 8.9.7 table 92 (short names, which readers take everywhere).
 * Limits  Filters for pictures, unknown ones and TIFF predictors of other than 8 bits are `Undecodable`: no writer packs
 *         objects with them. The check sum behind Flate data is not compared: readers do not compare it either.
 */
import {Unzlib} from 'fflate';
import {type Budget, Undecodable} from './budget.ts';
import {isWhite} from './pdf-syntax.ts';

/** One step of a chain; the numbers are those of its `DecodeParms`. */
export interface PdfFilter {
  readonly name: string;
  readonly parameters: ReadonlyMap<string, number>;
}

/** Filters that one stream may have: more only multiply the work. */
export const MAX_FILTERS = 8;

type Decoder = (bytes: Uint8Array, parameters: PdfFilter['parameters'], budget: Budget) => Uint8Array;

const DECODERS: ReadonlyMap<string, Decoder> = new Map<string, Decoder>([
  ...both('FlateDecode', 'Fl', (bytes, parameters, budget) => unpredicted(inflated(bytes, budget), parameters)),
  ...both('LZWDecode', 'LZW', (bytes, parameters, budget) => unpredicted(lzw(bytes, parameters, budget), parameters)),
  ...both('ASCIIHexDecode', 'AHx', (bytes) => asciiHex(bytes)),
  ...both('ASCII85Decode', 'A85', (bytes, _parameters, budget) => ascii85(bytes, budget)),
  ...both('RunLengthDecode', 'RL', (bytes, _parameters, budget) => runLength(bytes, budget)),
]);

function both(name: string, short: string, decoder: Decoder): [string, Decoder][] {
  return [
    [name, decoder],
    [short, decoder],
  ];
}

/** Undoes a chain of filters. @throws Undecodable for damaged data, an unknown filter, or more bytes than the budget has. */
export function unpack(packed: Uint8Array, filters: readonly PdfFilter[], budget: Budget): Uint8Array {
  let bytes = packed;
  for (const {name, parameters} of filters) {
    const decoder = DECODERS.get(name);
    if (!decoder) throw new Undecodable('objects packed by a filter that is not for objects');
    bytes = decoder(bytes, parameters, budget);
  }
  return bytes;
}

/** Bytes that grow within the budget. */
class Output {
  readonly #budget: Budget;
  #bytes = new Uint8Array(4096);
  length = 0;

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  append(bytes: Uint8Array): void {
    this.#budget.unpack(bytes.length);
    if (this.length + bytes.length > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(this.#bytes.length * 2, this.length + bytes.length));
      grown.set(this.#bytes);
      this.#bytes = grown;
    }
    this.#bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  taken(): Uint8Array {
    return this.#bytes.subarray(0, this.length);
  }
}

/** Bytes that are unpacked at a time, before they are counted: deflate makes at most 1,032 of one. */
const CHUNK_BYTES = 1024;

function inflated(packed: Uint8Array, budget: Budget): Uint8Array {
  const output = new Output(budget);
  const stream = new Unzlib((chunk) => output.append(chunk));
  try {
    // Never told to be final: data without its end is what it unpacks to so far, as for readers.
    for (let at = 0; at < packed.length; at += CHUNK_BYTES) stream.push(packed.slice(at, at + CHUNK_BYTES));
  } catch (error) {
    if (error instanceof Undecodable) throw error;
    throw new Undecodable('objects whose packed data is damaged');
  }
  return output.taken();
}

const LZW_CLEAR = 256;
const LZW_END = 257;

function lzw(packed: Uint8Array, parameters: PdfFilter['parameters'], budget: Budget): Uint8Array {
  const early = parameters.get('EarlyChange') ?? 1;
  const output = new Output(budget);
  const single = Array.from({length: 256}, (_, code) => Uint8Array.of(code));
  let table: Uint8Array[] = [];
  let last: Uint8Array | undefined;
  let width = 9;
  let bits = 0;
  let held = 0;
  for (const byte of packed) {
    bits = (bits << 8) | byte;
    held += 8;
    if (held < width) continue;
    held -= width;
    const code = (bits >> held) & ((1 << width) - 1);
    bits &= (1 << held) - 1;
    if (code === LZW_END) break;
    if (code === LZW_CLEAR) {
      table = [];
      last = undefined;
      width = 9;
      continue;
    }
    const known = code < 256 ? single[code] : table[code - 258];
    const entry = known ?? (last && code === table.length + 258 ? extended(last, last[0]) : undefined);
    if (!entry) throw new Undecodable('objects whose packed data is damaged');
    output.append(entry);
    if (last && table.length < 4096 - 258) table.push(extended(last, entry[0]));
    last = entry;
    const next = table.length + 258 + early;
    width = next >= 2048 ? 12 : next >= 1024 ? 11 : next >= 512 ? 10 : 9;
  }
  return output.taken();
}

function extended(bytes: Uint8Array, byte = 0): Uint8Array {
  const longer = new Uint8Array(bytes.length + 1);
  longer.set(bytes);
  longer[bytes.length] = byte;
  return longer;
}

function asciiHex(packed: Uint8Array): Uint8Array {
  const bytes = new Uint8Array((packed.length >> 1) + 1);
  let digits = 0;
  for (const code of packed) {
    if (code === 0x3e) break;
    if (isWhite(code)) continue;
    const digit = Number.parseInt(String.fromCharCode(code), 16);
    if (Number.isNaN(digit)) throw new Undecodable('objects whose packed data is damaged');
    const at = digits >> 1;
    bytes[at] = digits % 2 === 0 ? digit << 4 : (bytes[at] ?? 0) | digit;
    digits += 1;
  }
  return bytes.subarray(0, (digits + 1) >> 1);
}

function ascii85(packed: Uint8Array, budget: Budget): Uint8Array {
  const output = new Output(budget);
  const group: number[] = [];
  // Some writers put the `<~` of other programs before the data.
  let start = 0;
  while (isWhite(packed[start])) start += 1;
  if (packed[start] === 0x3c && packed[start + 1] === 0x7e) start += 2;
  for (const code of packed.subarray(start)) {
    if (code === 0x7e) break;
    if (isWhite(code)) continue;
    if (code === 0x7a && group.length === 0) {
      output.append(new Uint8Array(4));
      continue;
    }
    if (code < 0x21 || code > 0x75) throw new Undecodable('objects whose packed data is damaged');
    group.push(code - 0x21);
    if (group.length === 5) output.append(base85(group.splice(0), 4));
  }
  if (group.length > 0) output.append(base85([...group, 84, 84, 84, 84].slice(0, 5), group.length - 1));
  return output.taken();
}

function base85(digits: readonly number[], length: number): Uint8Array {
  const value = digits.reduce((sum, digit) => sum * 85 + digit, 0);
  return Uint8Array.of(value / 0x1000000, value / 0x10000, value / 0x100, value).subarray(0, length);
}

function runLength(packed: Uint8Array, budget: Budget): Uint8Array {
  const output = new Output(budget);
  for (let at = 0; at < packed.length; ) {
    const length = packed[at] ?? 128;
    if (length === 128) break;
    if (length < 128) {
      output.append(packed.subarray(at + 1, at + 2 + length));
      at += length + 2;
    } else {
      output.append(new Uint8Array(257 - length).fill(packed[at + 1] ?? 0));
      at += 2;
    }
  }
  return output.taken();
}

function unpredicted(bytes: Uint8Array, parameters: PdfFilter['parameters']): Uint8Array {
  const predictor = parameters.get('Predictor') ?? 1;
  if (predictor <= 1) return bytes;
  const colors = parameters.get('Colors') ?? 1;
  const bits = parameters.get('BitsPerComponent') ?? 8;
  const columns = parameters.get('Columns') ?? 1;
  const pixel = Math.max(1, (colors * bits + 7) >> 3);
  const row = Math.ceil((columns * colors * bits) / 8);
  if (!(row >= 1 && row <= 1_000_000 && pixel <= row)) throw new Undecodable('objects whose packed data is damaged');
  if (predictor >= 10) return pngUnpredicted(bytes, row, pixel);
  if (predictor !== 2 || bits !== 8) throw new Undecodable('objects packed by a filter that is not for objects');
  const plain = bytes.slice();
  for (let at = 0; at < plain.length; at += 1) if (at % row >= pixel) plain[at] = (plain[at] ?? 0) + (plain[at - pixel] ?? 0);
  return plain;
}

function pngUnpredicted(bytes: Uint8Array, row: number, pixel: number): Uint8Array {
  const rows = Math.ceil(bytes.length / (row + 1));
  const plain = new Uint8Array(rows * row);
  let length = 0;
  for (let y = 0; y < rows; y += 1) {
    const from = y * (row + 1);
    const type = bytes[from] ?? 0;
    const to = y * row;
    const count = Math.min(row, bytes.length - from - 1);
    if (type > 4) throw new Undecodable('objects whose packed data is damaged');
    for (let x = 0; x < count; x += 1) {
      const left = x >= pixel ? (plain[to + x - pixel] ?? 0) : 0;
      const up = y > 0 ? (plain[to + x - row] ?? 0) : 0;
      const corner = y > 0 && x >= pixel ? (plain[to + x - row - pixel] ?? 0) : 0;
      plain[to + x] = (bytes[from + 1 + x] ?? 0) + prediction(type, left, up, corner);
    }
    length = to + Math.max(0, count);
  }
  return plain.subarray(0, length);
}

function prediction(type: number, left: number, up: number, corner: number): number {
  switch (type) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4:
      return paeth(left, up, corner);
    default:
      return 0;
  }
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}
