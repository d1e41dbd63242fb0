/**
 * Rule    CRC-32: reflected polynomial 0xEDB88320, start and final inversion 0xFFFFFFFF.
 * Source  ISO 3309 and ITU-T V.42 section 8.1.1.6.2; check value of "123456789" is 0xCBF43926.
 * Limits  Finds accidental damage. Synchronous on purpose: an IndexedDB transaction ends while other work is awaited, and
 *         all that the platform offers for it is asynchronous.
 */
const TABLE: Uint32Array = Uint32Array.from({length: 256}, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1;
  return remainder;
});

/** Checksum of the bytes of all parts, one after the other; of a text, its UTF-8 bytes. An unsigned 32-bit integer. */
export function crc32(...parts: readonly (string | Uint8Array)[]): number {
  let remainder = 0xffffffff;
  for (const part of parts) {
    const bytes = typeof part === 'string' ? new TextEncoder().encode(part) : part;
    // By index: an iterator takes ten times as long.
    for (let i = 0; i < bytes.length; i++) remainder = (remainder >>> 8) ^ (TABLE[(remainder ^ (bytes[i] ?? 0)) & 0xff] ?? 0);
  }
  return (remainder ^ 0xffffffff) >>> 0;
}
