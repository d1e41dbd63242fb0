/**
 * Labels of host names that stand for other letters: `xn--…`.
 *
 * Source  Punycode: RFC 3492. What may be encoded: RFC 5891 section 4.2 and RFC 5892; its tables are derived here from the
 *         Unicode properties that the running engine knows, with the exceptions of section 2.6 and the rules of appendix A.
 * Limits  Joining types are not known to the engine: between letters of a joining script a zero-width non-joiner is taken.
 *         The order of right-to-left labels (RFC 5893) is not looked at.
 */

/** Exceptions that are allowed. */
const ALLOWED =
  /^(?:[-a-z0-9\u00b7\u00df\u0375\u03c2\u05f3\u05f4\u0660-\u0669\u06f0-\u06f9\u06fd\u06fe\u0f0b\u3007\u30fb]|\u200c|\u200d)$/u;
/** Characters of canonical combining class 9 (Virama), Unicode 15. */
const VIRAMA =
  '\\u094d\\u09cd\\u0a4d\\u0acd\\u0b4d\\u0bcd\\u0c4d\\u0ccd\\u0d3b\\u0d3c\\u0d4d\\u0dca\\u0e3a\\u0eba\\u0f84\\u1039\\u103a\\u1714\\u1715\\u1734\\u17d2\\u1a60\\u1b44\\u1baa\\u1bab\\u1bf2\\u1bf3\\u2d7f\\ua806\\ua82c\\ua8c4\\ua953\\ua9c0\\uaaf6\\uabed\\u{10a3f}\\u{11046}\\u{11070}\\u{1107f}\\u{110b9}\\u{11133}\\u{11134}\\u{111c0}\\u{11235}\\u{112ea}\\u{1134d}\\u{11442}\\u{114c2}\\u{115bf}\\u{1163f}\\u{116b6}\\u{1172b}\\u{11839}\\u{1193d}\\u{1193e}\\u{119e0}\\u{11a34}\\u{11a47}\\u{11a99}\\u{11c3f}\\u{11d44}\\u{11d45}\\u{11d97}\\u{11f41}\\u{11f42}';
const JOINING =
  '\\p{sc=Arab}\\p{sc=Syrc}\\p{sc=Mand}\\p{sc=Mong}\\p{sc=Nkoo}\\p{sc=Phag}\\p{sc=Mani}\\p{sc=Phlp}\\p{sc=Adlm}\\p{sc=Rohg}\\p{sc=Sogd}';

interface Patterns {
  /** Never allowed, whatever it is. */
  readonly refused: RegExp;
  /** Letters, marks and digits. */
  readonly letter: RegExp;
  /** Where a character stands that may only stand elsewhere (RFC 5892, appendix A). */
  readonly misplaced: RegExp;
}

let made: Patterns | undefined;

/** Made when the first such label is judged: sets of Unicode cost a browser more than all else that this package does at start. */
function patterns(): Patterns {
  made ??= {
    refused:
      /[\u0640\u07fa\u302e\u302f\u3031-\u3035\u303b\u1100-\u11ff\ua960-\ua97c\ud7b0-\ud7fb\p{Default_Ignorable_Code_Point}]/u,
    letter: /^[\p{Ll}\p{Lo}\p{Lm}\p{Mn}\p{Mc}\p{Nd}]$/u,
    misplaced: new RegExp(
      [
        `(?<![${VIRAMA}])\\u200d`,
        `(?<![${VIRAMA}]|[${JOINING}]\\p{M}*)\\u200c`,
        `(?<![${VIRAMA}])\\u200c(?!\\p{M}*[${JOINING}])`,
        '(?<!l)\\u00b7|\\u00b7(?!l)',
        '\\u0375(?!\\p{sc=Grek})',
        '(?<!\\p{sc=Hebr})[\\u05f3\\u05f4]',
      ].join('|'),
      'u',
    ),
  };
  return made;
}

/** Whether `xn--` and what follows is the one encoding of a label that names may have. The case of letters does not count. */
export function isEncodedLabel(label: string): boolean {
  const text = decodePunycode(label.slice(4).toLowerCase());
  if (text === undefined || !/[^\0-\x7f]/u.test(text) || text.normalize('NFC') !== text) return false;
  if (/^(?:\p{M}|-|..--)|-$/u.test(text) || patterns().misplaced.test(text)) return false;
  if (text.includes('\u30fb') && !/[\p{sc=Hira}\p{sc=Kana}\p{sc=Hani}]/u.test(text)) return false;
  if (/[\u0660-\u0669]/u.test(text) && /[\u06f0-\u06f9]/u.test(text)) return false;
  return [...text].every(isAllowed);
}

function isAllowed(character: string): boolean {
  if (ALLOWED.test(character)) return true;
  const folded = character.normalize('NFKC').toLowerCase().normalize('NFKC');
  const {letter, refused} = patterns();
  // What changes under compatibility normalisation and case folding has another encoding.
  return folded === character && letter.test(character) && !refused.test(character);
}

const BASE = 36;
const HIGHEST = 0x10ffff;

/** `undefined` for what is no Punycode. */
function decodePunycode(text: string): string | undefined {
  const dash = text.lastIndexOf('-');
  const output = dash > 0 ? [...text.slice(0, dash)].map((character) => character.charCodeAt(0)) : [];
  let code = 128;
  let index = 0;
  let bias = 72;
  let at = dash > 0 ? dash + 1 : 0;
  while (at < text.length) {
    const before = index;
    for (let weight = 1, step = BASE; ; step += BASE) {
      const digit = Number.parseInt(text[at++] ?? '', BASE);
      if (Number.isNaN(digit)) return undefined;
      // Here letters count from 0 and digits follow them; `parseInt` has it the other way round.
      const value = digit < 10 ? digit + 26 : digit - 10;
      index += value * weight;
      if (index > HIGHEST * 64) return undefined;
      const threshold = Math.min(Math.max(step - bias, 1), 26);
      if (value < threshold) break;
      weight *= BASE - threshold;
    }
    const count = output.length + 1;
    bias = adapt(index - before, count, before === 0);
    code += Math.floor(index / count);
    index %= count;
    if (code > HIGHEST || (code >= 0xd800 && code <= 0xdfff)) return undefined;
    output.splice(index++, 0, code);
  }
  return String.fromCodePoint(...output);
}

/** RFC 3492, section 6.1. */
function adapt(delta: number, count: number, isFirst: boolean): number {
  let rest = Math.floor(delta / (isFirst ? 700 : 2));
  rest += Math.floor(rest / count);
  let steps = 0;
  for (; rest > 455; steps += BASE) rest = Math.floor(rest / 35);
  return steps + Math.floor((36 * rest) / (rest + 38));
}
