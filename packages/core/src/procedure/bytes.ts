/** Texts as bytes and bytes as texts, where no platform is known. Source: RFC 3629 (UTF-8), RFC 4648 (base64, base64url). */

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Of a text in whole Unicode characters. */
export function utf8(text: string): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) bytes.push(code);
    else {
      const following = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
      bytes.push(((0xff00 >> (following + 1)) & 0xff) | (code >> (6 * following)));
      for (let at = following - 1; at >= 0; at--) bytes.push(0x80 | ((code >> (6 * at)) & 0x3f));
    }
  }
  return new Uint8Array(bytes);
}

export function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [first = 0, second = 0, third = 0] = bytes.subarray(at, at + 3);
    const all = (first << 16) | (second << 8) | third;
    for (let digit = 0; digit < 4; digit++) text += at + digit > bytes.length ? '=' : DIGITS[(all >> (18 - 6 * digit)) & 0x3f];
  }
  return text;
}

/** Without `=` at its end. */
export function base64url(bytes: Uint8Array): string {
  return base64(bytes).replace(/[=]+$/u, '').replaceAll('+', '-').replaceAll('/', '_');
}

/** `undefined` for what is none. */
export function fromBase64url(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[A-Za-z0-9_-]*$/u.test(text) || text.length % 4 === 1) return undefined;
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const digit of text.replaceAll('-', '+').replaceAll('_', '/')) {
    held = ((held << 6) | DIGITS.indexOf(digit)) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((held >> bits) & 0xff);
    }
  }
  return new Uint8Array(bytes);
}
