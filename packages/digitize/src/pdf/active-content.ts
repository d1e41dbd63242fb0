import {latin1} from '../sniff.ts';

/** Names that make a PDF more than pages. A name may be spelled with `#xx` escapes. */
const ACTIVE = /\/(?:JavaScript|JS|Launch|EmbeddedFiles?|XFA|RichMedia)(?![A-Za-z0-9])/u;

/** Unpacked bytes of object streams that are looked at, at most: a small file may unpack to gigabytes. */
const MAX_UNPACKED_BYTES = 32 * 1024 * 1024;

/**
 * Whether a PDF carries scripts, actions that start programs, attached files or XFA forms: in the open, or inside
 * compressed object streams. Content of pages and pictures is not looked at: it cannot name an action.
 */
export async function hasActiveContent(bytes: Uint8Array): Promise<boolean> {
  const text = latin1(bytes);
  // Compressed data may hold the letters by chance: only what lies outside of streams is read in the open.
  const outside = text.replace(/stream\r?\n[\s\S]*?endstream/gu, ' ');
  if (ACTIVE.test(unescapeNames(outside))) return true;
  let budget = MAX_UNPACKED_BYTES;
  for (const match of text.matchAll(/\/ObjStm\b[\s\S]{0,400}?stream\r?\n/gu)) {
    const start = match.index + match[0].length;
    const end = text.indexOf('endstream', start);
    if (end < 0) continue;
    const unpacked = await inflate(bytes.subarray(start, end), budget);
    budget -= unpacked.length;
    if (ACTIVE.test(unescapeNames(latin1(unpacked)))) return true;
    if (budget <= 0) return true;
  }
  return false;
}

function unescapeNames(text: string): string {
  return text.replace(/#([0-9A-Fa-f]{2})/gu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

async function inflate(packed: Uint8Array, limit: number): Promise<Uint8Array> {
  const unpacker = new DecompressionStream('deflate');
  const writer = unpacker.writable.getWriter();
  // The end of a PDF stream is padded by a line end, which the unpacker reports as an error after the data.
  writer.write(new Uint8Array(packed)).catch(() => undefined);
  writer.close().catch(() => undefined);
  const reader = unpacker.readable.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for (let next = await reader.read(); !next.done && size < limit; next = await reader.read()) {
      chunks.push(next.value);
      size += next.value.length;
    }
  } catch {
    // What was unpacked until the damage is still looked at.
  }
  reader.cancel().catch(() => undefined);
  const all = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
