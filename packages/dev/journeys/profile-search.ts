/**
 * Looks for planted texts in all bytes of all files of a browser profile.
 *
 * A plant is random, so that nothing that compresses by repetition (Snappy in LevelDB, the values of IndexedDB) can say it any
 * shorter than it is; pieces of eight characters are looked for, in case it is cut. It is looked for as UTF-8 (which is Latin-1
 * and ASCII here), as UTF-16, as base64 at every offset, and in everything in the files that is deflated (zlib, gzip).
 *
 * Limits  What a browser encrypts by the operating system's key (cookies, passwords) is not opened; nothing of a form goes there.
 */
import {randomBytes} from 'node:crypto';
import {readdir, readFile, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {constants, inflateRawSync} from 'node:zlib';

/** Characters of a piece. */
const PIECE = 8;
/** A stream that inflates to more is not a text that somebody typed. */
const MOST_INFLATED = 16 * 1024 * 1024;

/** A random text of 16 characters that stands for an answer. */
export function plant(): string {
  return Array.from(randomBytes(16), (byte) => 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789'[byte % 56]).join('');
}

/** A place where something was found: the file, and how it was written there. Never what. */
export interface Found {
  readonly file: string;
  readonly as: 'text' | 'utf-16' | 'base64' | 'deflated';
  /** Number of the plant. */
  readonly plant: number;
}

interface Pattern {
  readonly bytes: Buffer;
  readonly as: Found['as'];
  readonly plant: number;
}

/** Finds the plants in bytes, in one pass however many they are. */
export class PlantSearch {
  /** By their first eight bytes. */
  readonly #patterns = new Map<string, Pattern[]>();
  /** Which two bytes begin one: most places are passed by at once. */
  readonly #begins = new Uint8Array(65_536);

  constructor(plants: readonly string[]) {
    plants.forEach((text, index) => {
      for (let at = 0; at + PIECE <= text.length; at += 1) {
        const piece = text.slice(at, at + PIECE);
        this.#add({bytes: Buffer.from(piece), as: 'text', plant: index});
        this.#add({bytes: Buffer.from(piece, 'utf16le'), as: 'utf-16', plant: index});
      }
      for (const offset of [0, 1, 2]) {
        // Without the characters at both ends, which depend on what stands beside it.
        const coded = Buffer.concat([Buffer.alloc(offset), Buffer.from(text)])
          .toString('base64')
          .replace(/=+$/u, '')
          .slice(offset === 0 ? 0 : offset + 1, -2);
        for (const inner of [coded, coded.replaceAll('+', '-').replaceAll('/', '_')]) {
          this.#add({bytes: Buffer.from(inner), as: 'base64', plant: index});
        }
      }
    });
  }

  #add(pattern: Pattern): void {
    const key = pattern.bytes.toString('latin1', 0, PIECE);
    this.#patterns.set(key, [...(this.#patterns.get(key) ?? []), pattern]);
    this.#begins[pattern.bytes.readUInt16LE(0)] = 1;
  }

  /** What of the plants stands in these bytes. */
  *in(bytes: Buffer): Generator<Omit<Found, 'file'>> {
    for (let at = 0; at + PIECE <= bytes.length; at += 1) {
      if (this.#begins[(bytes[at] as number) | ((bytes[at + 1] as number) << 8)] === 0) continue;
      for (const {bytes: wanted, as, plant: index} of this.#patterns.get(bytes.toString('latin1', at, at + PIECE)) ?? []) {
        if (bytes.subarray(at, at + wanted.length).equals(wanted)) yield {as, plant: index};
      }
    }
  }

  /** The same in what is deflated there. */
  *deflated(bytes: Buffer): Generator<Omit<Found, 'file'>> {
    for (const stream of streams(bytes)) for (const {plant: index} of this.in(stream)) yield {as: 'deflated', plant: index};
  }
}

/** What in these bytes can be inflated. */
function* streams(bytes: Buffer): Generator<Buffer> {
  const starts = [
    // Its head, of ten bytes where no name follows, has no checksum that would have to hold.
    {begin: Buffer.from([0x1f, 0x8b, 0x08, 0x00]), skip: 10},
    ...[0x01, 0x5e, 0x9c, 0xda].map((level) => ({begin: Buffer.from([0x78, level]), skip: 2})),
  ];
  for (const {begin, skip} of starts) {
    for (let at = bytes.indexOf(begin); at >= 0; at = bytes.indexOf(begin, at + 1)) {
      try {
        yield inflateRawSync(bytes.subarray(at + skip), {maxOutputLength: MOST_INFLATED, finishFlush: constants.Z_SYNC_FLUSH});
      } catch {
        // Two bytes that only look like the beginning of a stream.
      }
    }
  }
}

/** How much was looked through, and what was found. */
export interface SearchResult {
  readonly files: number;
  readonly bytes: number;
  readonly found: readonly Found[];
  /** Different plants among what was found. */
  readonly plants: number;
}

/** Look through every file below a folder. */
export async function searchProfile(folder: string, plants: readonly string[]): Promise<SearchResult> {
  const search = new PlantSearch(plants);
  const found: Found[] = [];
  let [files, bytes] = [0, 0];
  for (const name of await readdir(folder, {recursive: true})) {
    const path = join(folder, name);
    // A running browser makes and removes files at any time.
    if (!(await stat(path).catch(() => undefined))?.isFile()) continue;
    const content = await readFile(path).catch(() => undefined);
    if (!content) continue;
    files += 1;
    bytes += content.length;
    for (const one of search.in(content)) found.push({file: name, ...one});
    for (const one of search.deflated(content)) found.push({file: name, ...one});
  }
  return {files, bytes, found, plants: new Set(found.map(({plant: index}) => index)).size};
}

/** The files in which something was found, and how it was written. */
export function placesOf({found}: SearchResult): string[] {
  return [...new Set(found.map(({file, as}) => `${file} (${as})`))].sort();
}
