/** What comes from outside, read no further than one is willing to: bytes of a body, values of a JSON text. */
import type {Json} from './json.ts';

/** A body as the platform's `Response` has it. */
export interface OutsideBody {
  getReader(): {
    read(): Promise<{readonly done: boolean; readonly value?: Uint8Array | undefined}>;
    cancel(): Promise<unknown>;
  };
}

/** How much a JSON text may hold. */
export interface JsonBounds {
  /** Lists and objects inside one another; 64 unless said. */
  readonly depth?: number;
  /** Values, members and items together; 50,000 unless said. */
  readonly values?: number;
}

/**
 * The bytes of a body; `undefined` when there are more than `most`: then the rest is not read. What the platform unpacks
 * (gzip) counts unpacked. Time is for the signal of the request to bound: rejects as reading does.
 */
export async function readBytes(body: OutsideBody | null, most: number): Promise<Uint8Array | undefined> {
  const reader = body?.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    const {value = new Uint8Array()} = part;
    size += value.length;
    if (size > most) {
      // A sender that does not hear it must not keep us.
      reader?.cancel().catch(() => {});
      return undefined;
    }
    chunks.push(value);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;

/**
 * A JSON text as a value; `undefined` for text that is no JSON, or holds more than the bounds: those are counted before
 * anything is built.
 */
export function parseBounded(text: string, {depth = 64, values = 50_000}: JsonBounds = {}): Json | undefined {
  let inside = 0;
  let found = 1;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at += 1;
      while (at < text.length && text.charCodeAt(at) !== QUOTE) at += text.charCodeAt(at) === BACKSLASH ? 2 : 1;
    } else if (code === COMMA) found += 1;
    // `[` and `{`, `]` and `}` differ in one bit.
    else if ((code | 0x20) === 0x7b) {
      inside += 1;
      found += 1;
      if (inside > depth) return undefined;
    } else if ((code | 0x20) === 0x7d) inside -= 1;
    if (found > values) return undefined;
  }
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
