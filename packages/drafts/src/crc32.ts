/**
 * Rule    CRC-32: reflected polynomial 0xEDB88320, start and final inversion 0xFFFFFFFF.
 * Source  ISO 3309 and ITU-T V.42 section 8.1.1.6.2; check value of "123456789" is 0xCBF43926.
 * Limits  Finds accidental damage. Synchronous on purpose: an IndexedDB transaction ends while other work is awaited, and
 *         the platform's digests are asynchronous and missing on pages without TLS.
 */
const TABLE: Uint32Array = Uint32Array.from({length: 256}, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1;
  return remainder;
});

/** Checksum of a text's UTF-8 bytes, an unsigned 32-bit integer. */
export function crc32(text: string): number {
  let remainder = 0xffffffff;
  for (const byte of new TextEncoder().encode(text)) remainder = (remainder >>> 8) ^ (TABLE[(remainder ^ byte) & 0xff] ?? 0);
  return (remainder ^ 0xffffffff) >>> 0;
}
