/**
 * Addresses as registers and papers write them in one line: taken apart, and made readable.
 *
 * Rule    Parts are separated by commas, the smallest first. A unit begins with its type word or a usual short form
 *         (`P.`, `TP.`). What is left of the commune is the detail: number, street, hamlet.
 * Source  Samples of the population database (capitals, `XÃ LŨNG HOÀ, HUYỆN VĨNH TƯỜNG, TỈNH VĨNH PHÚC`). Checked
 *         2026-11-21.
 * Limits  Lines without commas, or with another order, stay whole as the detail. Capitals hide whether a word is a name.
 */
import {sameText} from '../words/fold.ts';
import {FORMER_PROVINCES, PROVINCES} from './provinces.ts';

/** What a line names. Units carry their type words in full: `Xã Lũng Hoà`. */
export interface Place {
  readonly detail: string;
  readonly commune: string | undefined;
  readonly district: string | undefined;
  readonly province: string | undefined;
}

/** Short forms at the start of a part, and the type word that each stands for. */
const SHORT_FORMS: readonly [RegExp, string][] = [
  [/^tp(?:\.\s*|\s+)/iu, 'Thành phố '],
  [/^tx(?:\.\s*|\s+)/iu, 'Thị xã '],
  [/^tt(?:\.\s*|\s+)/iu, 'Thị trấn '],
  [/^p(?:\.\s*|(?=[0-9])|\s+(?=[0-9]))/iu, 'Phường '],
  [/^x\.\s*/iu, 'Xã '],
  [/^q(?:\.\s*|(?=[0-9])|\s+(?=[0-9]))/iu, 'Quận '],
  [/^h\.\s*/iu, 'Huyện '],
  [/^t\.\s*/iu, 'Tỉnh '],
];
const COMMUNE = /^(xã|phường|thị trấn|đặc khu)\s/iu;
const DISTRICT = /^(huyện|quận|thị xã|thành phố)\s/iu;
const TYPE_WORD =
  /^(xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh|thôn|xóm|ấp|bản|buôn|làng|khu phố|tổ dân phố|tổ|khóm|số nhà|số|đường|phố|ngõ|ngách|hẻm)(?=\s)/iu;
/** Words before a number, inside a part. */
const INNER_WORD = /(?<=\s)(?:Số|Ngõ|Ngách|Hẻm|Kiệt|Tổ)(?=\s[0-9])/gu;
/** Words that stay in capitals: short forms and Roman numbers. */
const CAPITALS = /^(?:TP|TX|TT|KDC|KĐT|KCN|TĐC|KP|TDP|QL|TL|ĐT|CT|II|III|IV|VII|VIII|IX|XI|XII|XIII)\.?$/u;

/** Take a line apart. A part that is no unit belongs to the detail. */
export function readPlace(line: string): Place {
  const parts = line
    .normalize('NFC')
    .split(/[,;]/u)
    .map((part) => expand(part.replace(/\s+/gu, ' ').trim()))
    .filter((part) => part !== '');
  const province = parts.length > 0 && isProvince(parts.at(-1) ?? '') ? parts.pop() : undefined;
  const district = DISTRICT.test(parts.at(-1) ?? '') ? parts.pop() : undefined;
  const commune = COMMUNE.test(parts.at(-1) ?? '') ? parts.pop() : undefined;
  return {detail: parts.join(', '), commune, district, province};
}

/** `Tỉnh Phú Thọ` without its type word; a name without one stays. */
export function bareName(unit: string): string {
  return unit.replace(/^(?:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh)\s+/iu, '');
}

/**
 * A line in capitals as people write it: `THÔN HOÀ LOAN, XÃ VĨNH THÀNH` becomes `Thôn Hoà Loan, xã Vĩnh Thành`. A line with
 * small letters keeps them; type words after the first part are small in both.
 */
export function toReadablePlace(line: string): string {
  const text = line.normalize('NFC').replace(/\s+/gu, ' ').trim();
  const shouted = text === text.toLocaleUpperCase('vi');
  return text
    .split(/\s*,\s*/u)
    .filter((part) => part !== '')
    .map((part, i) => {
      const words = shouted ? part.split(' ').map(readableWord).join(' ').replace(INNER_WORD, smaller) : part;
      const small = words.replace(TYPE_WORD, smaller);
      return i === 0 ? small.charAt(0).toLocaleUpperCase('vi') + small.slice(1) : small;
    })
    .join(', ');
}

function smaller(word: string): string {
  return word.toLocaleLowerCase('vi');
}

function readableWord(word: string): string {
  if (/[0-9]/u.test(word) || CAPITALS.test(word)) return word;
  return word.toLocaleLowerCase('vi').replace(/(?<![\p{L}\p{M}])\p{L}/gu, (letter) => letter.toLocaleUpperCase('vi'));
}

function expand(part: string): string {
  const found = SHORT_FORMS.find(([short]) => short.test(part));
  const long = found ? part.replace(found[0], found[1]) : part;
  return /^(?:thành phố )?(?:hcm|hồ chí minh)$/iu.test(long) ? 'Thành phố Hồ Chí Minh' : long;
}

function isProvince(part: string): boolean {
  // "Thành phố Vĩnh Long" may be a district of those days; with nothing after it, it is read as the province.
  const name = bareName(part);
  return [...PROVINCES, ...FORMER_PROVINCES].some((province) => sameText(province.name, name));
}
