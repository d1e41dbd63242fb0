/**
 * Every object of a PDF: those that its cross-reference tables name, those that stand in it without being named (of earlier
 * versions, or found by readers that repair), and those inside of its object streams.
 *
 * Source  ISO 32000-2:2020, 7.3.8 (streams), 7.5 (file structure), 7.5.7 (object streams), 7.5.8 (cross-reference streams, hybrid).
 * Limits  Streams that hold no objects are passed over: nothing in a page's content or a picture can name an action. Where the
 *         tables are wrong, readers search the whole file; then its streams are searched too.
 */
import {type Budget, Undecodable} from './budget.ts';
import {MAX_FILTERS, type PdfFilter, unpack} from './pdf-filters.ts';
import {isWhite, PdfDictionary, PdfName, PdfReader, PdfReference, type PdfValue} from './pdf-syntax.ts';

interface IndirectObject {
  readonly number: number;
  readonly value: PdfValue;
  /** The raw bytes of a stream. */
  readonly data?: Uint8Array;
  /** The byte behind the object. */
  readonly end: number;
}

/** Where an object stands by a cross-reference section; offsets count from the header. */
interface Section {
  readonly offsets: readonly (readonly [number: number, offset: number])[];
  readonly trailer: PdfDictionary;
}

/** Sections of one file: one is added by each saving. */
const MAX_SECTIONS = 2000;
/** References that lead to references, one behind the other. */
const MAX_HOPS = 16;
const NO_PARAMETERS: ReadonlyMap<string, number> = new Map();

/** The objects of a file. `PdfObjects.read` finds them. */
export class PdfObjects {
  readonly #bytes: Uint8Array;
  readonly #base: number;
  readonly #budget: Budget;
  readonly #byNumber = new Map<number, PdfValue[]>();
  readonly #byOffset = new Map<number, IndirectObject | undefined>();
  /** By the tables, the newest first. */
  readonly #offsets = new Map<number, number>();
  readonly #trailers: PdfDictionary[] = [];
  #streamEnds: readonly number[] | undefined;
  /** Objects that are being read, each for the one before. */
  #depth = 0;

  private constructor(bytes: Uint8Array, base: number, budget: Budget) {
    this.#bytes = bytes;
    this.#base = base;
    this.#budget = budget;
  }

  /** @param base Where `%PDF-` stands: offsets count from there. @throws Undecodable */
  static async read(bytes: Uint8Array, base: number, budget: Budget): Promise<PdfObjects> {
    const objects = new PdfObjects(bytes, base, budget);
    const sound = await objects.#readTables();
    if (objects.isEncrypted) return objects;
    await objects.#readInOrder();
    if (!sound || !objects.hasPages) await objects.#readEverywhere();
    return objects;
  }

  /** Whether the file, or an earlier version of it, has a key. Then nothing more of it is read. */
  get isEncrypted(): boolean {
    return this.#trailers.some((trailer) => trailer.all('Encrypt').some((value) => value !== null));
  }

  /** Every object and trailer, nested values not counted. */
  *values(): Iterable<PdfValue> {
    yield* this.#trailers;
    for (const values of this.#byNumber.values()) yield* values;
  }

  /** Whether there is a catalogue that leads to pages. */
  get hasPages(): boolean {
    const leadsToPages = (value: PdfValue): boolean =>
      value instanceof PdfDictionary && this.some(value, 'Pages', (pages) => pages instanceof PdfDictionary);
    if (this.#trailers.some((trailer) => this.some(trailer, 'Root', leadsToPages))) return true;
    for (const value of this.values())
      if (value instanceof PdfDictionary && this.hasName(value, 'Type', ['Catalog']) && leadsToPages(value)) return true;
    return false;
  }

  /** Whether a value behind a key passes, whichever version of the objects it leads to is taken. */
  some(dictionary: PdfDictionary, key: string, passes: (value: PdfValue) => boolean): boolean {
    return dictionary.all(key).some((value) => this.#someOf(value, passes, MAX_HOPS));
  }

  hasName(dictionary: PdfDictionary, key: string, names: readonly string[]): boolean {
    return this.some(dictionary, key, (value) => value instanceof PdfName && names.includes(value.text));
  }

  /** Whether the reference leads to no object. */
  isDangling(value: PdfValue): boolean {
    return value instanceof PdfReference && !this.#byNumber.has(value.number);
  }

  #someOf(value: PdfValue, passes: (value: PdfValue) => boolean, hops: number): boolean {
    this.#budget.step();
    if (!(value instanceof PdfReference)) return passes(value);
    if (hops === 0) throw new Undecodable('references without an end');
    return this.#byNumber.get(value.number)?.some((each) => this.#someOf(each, passes, hops - 1)) ?? false;
  }

  // The tables

  /** Reads what the tables name. Resolves with whether they are right about all of it. */
  async #readTables(): Promise<boolean> {
    const start = this.#lastOf('startxref');
    const first = start === undefined ? undefined : new PdfReader(this.#bytes, start + 9, this.#budget).integer();
    const waiting = first === undefined ? [] : [first];
    const seen = new Set<number>();
    const sections: Section[] = [];
    let sound = waiting.length > 0;
    for (let offset = waiting.shift(); offset !== undefined; offset = waiting.shift()) {
      if (seen.has(offset)) continue;
      seen.add(offset);
      if (seen.size > MAX_SECTIONS) throw new Undecodable('more versions than are looked at');
      const section = this.#sectionAt(offset);
      if (!section) {
        sound = false;
        continue;
      }
      sections.push(section);
      this.#trailers.push(section.trailer);
      for (const [number, place] of section.offsets) if (!this.#offsets.has(number)) this.#offsets.set(number, place);
      for (const key of ['XRefStm', 'Prev'])
        for (const value of section.trailer.all(key)) {
          if (typeof value === 'number') waiting.push(value);
          else sound = false;
        }
      await this.#budget.breathe();
    }
    if (this.isEncrypted) return true;
    for (const [number, offset] of sections.flatMap((section) => section.offsets)) {
      const object = this.#objectAt(this.#base + offset, true);
      if (object?.number !== number) sound = false;
      await this.#budget.breathe();
    }
    return sound;
  }

  #sectionAt(offset: number): Section | undefined {
    const reader = new PdfReader(this.#bytes, this.#base + offset, this.#budget);
    if (reader.keyword('xref')) return this.#table(reader);
    const object = this.#objectAt(this.#base + offset, true);
    if (!object?.data || !(object.value instanceof PdfDictionary)) return undefined;
    if (!this.hasName(object.value, 'Type', ['XRef'])) return undefined;
    return {trailer: object.value, offsets: this.#streamedTable(object.value, object.data)};
  }

  #table(reader: PdfReader): Section | undefined {
    const offsets: [number, number][] = [];
    while (!reader.keyword('trailer')) {
      const first = reader.integer();
      const count = reader.integer();
      if (first === undefined || count === undefined) return undefined;
      for (let entry = 0; entry < count; entry += 1) {
        const offset = reader.integer();
        const generation = reader.integer();
        if (offset === undefined || generation === undefined) return undefined;
        if (reader.keyword('n')) offsets.push([first + entry, offset]);
        else if (!reader.keyword('f')) return undefined;
      }
    }
    const trailer = reader.value();
    return trailer instanceof PdfDictionary ? {trailer, offsets} : undefined;
  }

  /** Entries of a cross-reference stream. Those of kind 2 name objects of object streams, which are all read anyway. */
  #streamedTable(dictionary: PdfDictionary, data: Uint8Array): [number, number][] {
    const [kindWidth, placeWidth, lastWidth] = list(direct(dictionary, 'W'));
    if (!isIndex(kindWidth) || !isIndex(placeWidth) || !isIndex(lastWidth))
      throw new Undecodable('a cross-reference stream without widths');
    const width = kindWidth + placeWidth + lastWidth;
    if (width === 0 || width > 64) throw new Undecodable('a cross-reference stream with wrong widths');
    const table = this.#unpacked(dictionary, data);
    const ranges = dictionary.has('Index') ? list(direct(dictionary, 'Index')) : [0, Math.floor(table.length / width)];
    const offsets: [number, number][] = [];
    let at = 0;
    for (let range = 0; range + 1 < ranges.length; range += 2) {
      const first = ranges[range];
      const count = ranges[range + 1];
      if (!isIndex(first) || !isIndex(count)) throw new Undecodable('a cross-reference stream with wrong ranges');
      for (let entry = 0; entry < count && at + width <= table.length; entry += 1, at += width) {
        this.#budget.step();
        const kind = kindWidth === 0 ? 1 : bigEndian(table, at, kindWidth);
        if (kind === 1) offsets.push([first + entry, bigEndian(table, at + kindWidth, placeWidth)]);
      }
    }
    return offsets;
  }

  // The file from its beginning

  /** Reads the objects one behind the other, and passes over their streams. */
  async #readInOrder(): Promise<void> {
    for (let at = this.#base; ; await this.#budget.breathe()) {
      const next = this.#nextObject(at);
      if (!next) return;
      const end = next.isTrailer ? this.#trailerAt(next.at) : this.#objectAt(next.at, true)?.end;
      at = Math.max(next.behind, end ?? 0);
    }
  }

  /** Reads what looks like an object, wherever it stands. What cannot be read there was none. */
  async #readEverywhere(): Promise<void> {
    for (let at = 0; ; await this.#budget.breathe()) {
      this.#budget.step();
      const next = this.#nextObject(at);
      if (!next) return;
      at = next.behind;
      try {
        if (next.isTrailer) this.#trailerAt(next.at);
        else this.#objectAt(next.at, false);
      } catch (error) {
        if (!(error instanceof Undecodable)) throw error;
      }
    }
  }

  #trailerAt(at: number): number {
    const reader = new PdfReader(this.#bytes, at + 7, this.#budget);
    const trailer = reader.value();
    if (trailer instanceof PdfDictionary) this.#trailers.push(trailer);
    return reader.at;
  }

  /** Where the next `12 0 obj` or `trailer` begins. */
  #nextObject(from: number): {readonly at: number; readonly behind: number; readonly isTrailer: boolean} | undefined {
    const bytes = this.#bytes;
    for (let at = from; at < bytes.length; at += 1) {
      if (bytes[at] === 0x6f && bytes[at + 1] === 0x62 && bytes[at + 2] === 0x6a) {
        const start = headBefore(bytes, at, from);
        if (start !== undefined) return {at: start, behind: at + 3, isTrailer: false};
      } else if (bytes[at] === 0x74 && this.#isAt('trailer', at)) {
        return {at, behind: at + 7, isTrailer: true};
      }
    }
    return undefined;
  }

  // One object

  /** The object that begins at a byte; read once. `certain` where one must stand there: then what is wrong with it is said. */
  #objectAt(offset: number, certain: boolean): IndirectObject | undefined {
    if (!Number.isSafeInteger(offset) || offset < 0 || offset >= this.#bytes.length) return undefined;
    const reader = new PdfReader(this.#bytes, offset, this.#budget);
    reader.skipWhite();
    const start = reader.at;
    if (this.#byOffset.has(start)) return this.#byOffset.get(start);
    if (this.#depth === MAX_HOPS) throw new Undecodable('references without an end');
    // Stands for "being read": the length of a stream may lead back to it.
    this.#byOffset.set(start, undefined);
    this.#depth += 1;
    const object = this.#readObject(reader);
    this.#depth -= 1;
    this.#byOffset.set(start, object);
    if (!object) return undefined;
    this.#add(object.number, object.value);
    if (object.data && object.value instanceof PdfDictionary) {
      // Also one that no later version names: its file may have had a key.
      if (this.hasName(object.value, 'Type', ['XRef'])) this.#trailers.push(object.value);
      this.#readInside(object.value, object.data, certain);
    }
    return object;
  }

  #add(number: number, value: PdfValue): void {
    const values = this.#byNumber.get(number);
    if (values) values.push(value);
    else this.#byNumber.set(number, [value]);
  }

  #readObject(reader: PdfReader): IndirectObject | undefined {
    const number = reader.integer();
    if (number === undefined || reader.integer() === undefined || !reader.keyword('obj', true)) return undefined;
    const value = reader.value() ?? null;
    if (!(value instanceof PdfDictionary && reader.keyword('stream', true))) return {number, value, end: reader.at};
    const {bytes} = reader;
    let from = reader.at;
    if (bytes[from] === 13) from += 1;
    if (bytes[from] === 10) from += 1;
    const end = this.#endOfStream(value, from);
    return {number, value, data: bytes.subarray(from, end), end};
  }

  /** Where the data of a stream ends: by its length, if `endstream` stands there; else before the next `endstream`. */
  #endOfStream(dictionary: PdfDictionary, from: number): number {
    for (const value of dictionary.all('Length')) {
      const length = value instanceof PdfReference ? this.#valueBehind(value) : value;
      if (typeof length !== 'number' || !Number.isSafeInteger(length) || length < 0) continue;
      let at = from + length;
      while (at < from + length + 3 && isWhite(this.#bytes[at])) at += 1;
      if (this.#isAt('endstream', at)) return from + length;
    }
    this.#streamEnds ??= this.#placesOf('endstream');
    const next = firstFrom(this.#streamEnds, from);
    // Without an end it is the rest, as for readers.
    return next ?? this.#bytes.length;
  }

  #valueBehind(reference: PdfReference): PdfValue | undefined {
    const offset = this.#offsets.get(reference.number);
    const object = offset === undefined ? undefined : this.#objectAt(this.#base + offset, true);
    return object?.number === reference.number ? object.value : this.#byNumber.get(reference.number)?.at(-1);
  }

  // Streams that hold objects

  /** Any stream with `N` and `First` can be used as an object stream, whatever it says of its type. */
  #readInside(dictionary: PdfDictionary, data: Uint8Array, certain: boolean): void {
    if (!dictionary.has('N') || !dictionary.has('First')) return;
    try {
      this.#readPackedObjects(dictionary, data);
    } catch (error) {
      if (certain || !(error instanceof Undecodable)) throw error;
    }
  }

  #readPackedObjects(dictionary: PdfDictionary, data: Uint8Array): void {
    const count = direct(dictionary, 'N');
    const first = direct(dictionary, 'First');
    if (!isIndex(count) || !isIndex(first)) throw new Undecodable('an object stream without a count');
    const bytes = this.#unpacked(dictionary, data);
    const index = new PdfReader(bytes, 0, this.#budget);
    for (let object = 0; object < count; object += 1) {
      const number = index.integer();
      const offset = index.integer();
      if (number === undefined || offset === undefined || first + offset > bytes.length)
        throw new Undecodable('an object stream that is damaged');
      const reader = new PdfReader(bytes, first + offset, this.#budget);
      this.#add(number, reader.value() ?? null);
      if (reader.keyword('stream', true)) throw new Undecodable('a stream inside of an object stream');
    }
  }

  #unpacked(dictionary: PdfDictionary, data: Uint8Array): Uint8Array {
    return unpack(data, this.#filters(dictionary), this.#budget);
  }

  #filters(dictionary: PdfDictionary): PdfFilter[] {
    const own = dictionary.has('Filter');
    if (own && dictionary.all('F').some((value) => value instanceof PdfName || Array.isArray(value)))
      throw new Undecodable('a stream with two filters');
    // Readers take the short keys of inline pictures too; `F` is also the file that a stream lies in.
    const names = list(direct(dictionary, own ? 'Filter' : 'F'));
    const parameters = list(direct(dictionary, dictionary.has('DecodeParms') ? 'DecodeParms' : 'DP'));
    if (names.length > MAX_FILTERS) throw new Undecodable('a stream with too many filters');
    const filters: PdfFilter[] = [];
    for (const [position, name] of names.entries()) {
      const settings = parameters[position] ?? null;
      if (!(name instanceof PdfName) || settings instanceof PdfReference)
        throw new Undecodable('a stream whose filter is no name');
      if (name.text !== 'Crypt') {
        filters.push({name: name.text, parameters: settings instanceof PdfDictionary ? numbersIn(settings) : NO_PARAMETERS});
      } else if (settings instanceof PdfDictionary && settings.has('Name') && !this.hasName(settings, 'Name', ['Identity'])) {
        throw new Undecodable('objects that are encrypted by themselves');
      }
    }
    return filters;
  }

  // Bytes

  #isAt(word: string, at: number): boolean {
    for (let i = 0; i < word.length; i += 1) if (this.#bytes[at + i] !== word.charCodeAt(i)) return false;
    return true;
  }

  #lastOf(word: string): number | undefined {
    for (let at = this.#bytes.length - word.length; at >= 0; at -= 1) if (this.#isAt(word, at)) return at;
    return undefined;
  }

  #placesOf(word: string): readonly number[] {
    const places: number[] = [];
    for (let at = 0; at < this.#bytes.length; at += 1) if (this.#isAt(word, at)) places.push(at);
    return places;
  }
}

/** The one value of a key. What says how objects are packed stands there itself: readers could take a reference for another. */
function direct(dictionary: PdfDictionary, key: string): PdfValue {
  const [value = null, second] = dictionary.all(key);
  if (second !== undefined) throw new Undecodable('a stream that says how it is packed twice');
  if (value instanceof PdfReference) throw new Undecodable('a stream that says elsewhere how it is packed');
  return value;
}

/** The items of an array, or the one value. */
function list(value: PdfValue): readonly PdfValue[] {
  if (Array.isArray(value)) return value as readonly PdfValue[];
  return value === null ? [] : [value];
}

function numbersIn(settings: PdfDictionary): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  for (const [key] of settings.entries) {
    const value = direct(settings, key);
    if (typeof value === 'number') numbers.set(key, value);
  }
  return numbers;
}

function isIndex(value: PdfValue | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

/** Where `12 0 ` before an `obj` begins. */
function headBefore(bytes: Uint8Array, obj: number, from: number): number | undefined {
  let at = obj;
  for (const _ of ['generation', 'number']) {
    const behind = at;
    while (at > from && isWhite(bytes[at - 1])) at -= 1;
    if (at === behind) return undefined;
    const digits = at;
    while (at > from && digits - at < 16 && isDigit(bytes[at - 1])) at -= 1;
    if (at === digits) return undefined;
  }
  return at;
}

function isDigit(code: number | undefined): boolean {
  return code !== undefined && code >= 0x30 && code <= 0x39;
}

function bigEndian(bytes: Uint8Array, at: number, width: number): number {
  let value = 0;
  for (let i = 0; i < width; i += 1) value = value * 256 + (bytes[at + i] ?? 0);
  return value;
}

function firstFrom(sorted: readonly number[], from: number): number | undefined {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return sorted[low];
}
