/**
 * Text formats that belong to no country: one table for every validation engine and for the screen.
 *
 * Source  RFC 3339 (date, time), RFC 5321 and 1123 (e-mail, host names), RFC 4291 (IPv6), RFC 3986 (URI), RFC 6901 (JSON
 *         Pointer), RFC 9562 (UUID), as JSON Schema 2020-12 validation, section 7.3 names them.
 * Limits  Host names are ASCII, other letters as `xn--` labels. Addresses are well formed, not known to exist.
 */

import {FORMAT_WIDGETS} from '../generated/controls.ts';
import type {vi} from '../messages/vi.ts';
import {isCivilDate, parseCivilDate} from '../rules/civil-date.ts';
import {isDecimalText} from '../rules/decimal.ts';
import {isEncodedLabel} from './encoded-label.ts';
import type {Format} from './format.ts';

/** Full-width digits and separators as plain ones, one separator, no spaces around it. */
function plainDate(text: string): string {
  // No date is that long, and a long run of spaces would make the search below slow.
  if (text.length > 40) return '';
  return text
    .normalize('NFKC')
    .trim()
    .replace(/\s*[-/.\u2010-\u2015\u2212]\s*|\s+/gu, '-');
}

const pad = (text: string | undefined): string => (text ?? '').padStart(2, '0');

/** ISO order from what people type; day, month, year in the order of speech. A text that is no date stays as it is. */
function normalizeDate(text: string): string {
  // Kept so already, as are most that are looked at: at validation and when a draft is opened.
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return text;
  const plain = plainDate(text);
  const spoken = /^(\d{1,2})-(\d{1,2})-(\d{4})$/.exec(plain);
  if (spoken) return `${spoken[3]}-${pad(spoken[2])}-${pad(spoken[1])}`;
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(plain);
  if (iso) return `${iso[1]}-${pad(iso[2])}-${pad(iso[3])}`;
  const run = /^(\d{2})(\d{2})(\d{4})$/.exec(plain);
  if (run && isCivilDate(Number(run[3]), Number(run[2]), Number(run[1]))) return `${run[3]}-${run[2]}-${run[1]}`;
  return text.trim();
}

function normalizePartialDate(text: string): string {
  const plain = plainDate(text);
  const spoken = /^(\d{1,2})-(\d{4})$/.exec(plain);
  if (spoken) return `${spoken[2]}-${pad(spoken[1])}`;
  const iso = /^(\d{4})(?:-(\d{1,2}))?$/.exec(plain);
  if (iso) return iso[2] ? `${iso[1]}-${pad(iso[2])}` : (iso[1] ?? '');
  return normalizeDate(text);
}

/** `1990-11-05` as `05/11/1990`, `1990-11` as `11/1990`. */
function displayDate(text: string): string {
  return /^\d{4}(?:-\d{2}){0,2}$/.test(text) ? text.split('-').reverse().join('/') : text;
}

function isPartialDate(text: string): boolean {
  const match = /^(\d{4})(?:-(\d{2}))?$/.exec(text);
  return match ? isCivilDate(Number(match[1]), Number(match[2] ?? 1), 1) : parseCivilDate(text) !== null;
}

function isMonth(text: string): boolean {
  return /^\d{4}-\d{2}$/.test(text) && isPartialDate(text);
}

/** `8:30`, `8h30`, `08 giờ 30`, `0830` and `8 giờ` as `08:30`. A text that is no time of day stays as it is. */
function normalizeLocalTime(text: string): string {
  const plain = text.length > 40 ? '' : text.normalize('NFKC').trim();
  const spoken = /^(\d{1,2}) ?(?:[:.h]|giờ) ?(\d{1,2})?(?: ?phút)?$/i.exec(plain) ?? /^(\d{2})(\d{2})$/.exec(plain);
  return spoken ? `${pad(spoken[1])}:${pad(spoken[2])}` : text.trim();
}

const plainNumber = (text: string): string => text.normalize('NFKC').trim().replace(/%$/u, '').trim();

/** Hour, minute and second as RFC 3339 wants them; second 60 only where it can be a leap second, 23:59:60 UTC. */
function isTime(text: string): boolean {
  const match = /^(\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(?:[zZ]|([+-])(\d{2}):(\d{2}))$/.exec(text);
  if (!match) return false;
  const [hour, minute, second, offsetHour, offsetMinute] = [1, 2, 3, 5, 6].map((i) => Number(match[i] ?? 0));
  if (hour === undefined || minute === undefined || second === undefined) return false;
  if (hour > 23 || minute > 59 || second > 60 || (offsetHour ?? 0) > 23 || (offsetMinute ?? 0) > 59) return false;
  if (second < 60) return true;
  const offset = ((offsetHour ?? 0) * 60 + (offsetMinute ?? 0)) * (match[4] === '-' ? -1 : 1);
  return (hour * 60 + minute - offset + 2880) % 1440 === 1439;
}

function isDateTime(text: string): boolean {
  return /^.{10}[tT]/.test(text) && parseCivilDate(text.slice(0, 10)) !== null && isTime(text.slice(11));
}

const DURATION =
  /^P(?!$)(?:\d+W|(?:(?:\d+Y(?:\d+M(?:\d+D)?)?|\d+M(?:\d+D)?|\d+D)?(?:T(?=\d)(?:\d+H(?:\d+M(?:\d+S)?)?|\d+M(?:\d+S)?|\d+S))?))$/;

function isIpv4(text: string): boolean {
  return /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/.test(text);
}

/** Eight groups of four hex digits; one `::` for at least one zero group; the last two may be an IPv4 address. */
function isIpv6(text: string): boolean {
  const tail = /(?:^|:)(\d+(?:\.\d+){3})$/.exec(text)?.[1];
  if (tail !== undefined && !isIpv4(tail)) return false;
  const hex = tail === undefined ? text : `${text.slice(0, -tail.length)}0:0`;
  const halves = hex.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  return (
    groups.every((group) => /^[\da-f]{1,4}$/i.test(group)) && (halves.length === 2 ? groups.length < 8 : groups.length === 8)
  );
}

function isHostname(text: string): boolean {
  if (text.length > 253 || !/^(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.(?!$)|$))+$/i.test(text)) return false;
  return text.split('.').every((label) => !/^..--/.test(label) || (/^xn--/i.test(label) && isEncodedLabel(label)));
}

function isEmail(text: string): boolean {
  const at = text.lastIndexOf('@');
  const [local, host] = [text.slice(0, at), text.slice(at + 1)];
  if (at < 1 || local.length > 64) return false;
  if (!/^(?:[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*|"(?:[ !#-[\]-~]|\\[ -~])*")$/.test(local)) return false;
  const literal = /^\[(?:IPv6:(.+)|(.+))\]$/i.exec(host);
  return literal ? (literal[1] === undefined ? isIpv4(literal[2] ?? '') : isIpv6(literal[1])) : isHostname(host);
}

const URI_CHARACTERS = "(?:[\\w.~!$&'()*+,;=:@/-]|%[\\da-f]{2})";
const URI_TAIL = new RegExp(`^${URI_CHARACTERS}*(?:\\?(?:${URI_CHARACTERS}|\\?)*)?(?:#(?:${URI_CHARACTERS}|\\?)*)?$`, 'i');

/** What follows the scheme: an authority with user, host and port, then path, query and fragment. */
function isUriTail(text: string): boolean {
  const match = /^\/\/([^/?#]*)(.*)$/s.exec(text);
  if (!match) return URI_TAIL.test(text);
  const authority = /^(?:([^@]*)@)?(\[[^\]]*\]|[^:@[\]]*)(?::\d*)?$/.exec(match[1] ?? '');
  if (!authority) return false;
  const [, user = '', host = ''] = authority;
  const named = host.startsWith('[')
    ? isIpv6(host.slice(1, -1)) || /^\[v[\da-f]+\.[\w.~!$&'()*+,;=:-]+\]$/i.test(host)
    : /^(?:[\w.~!$&'()*+,;=-]|%[\da-f]{2})*$/i.test(host);
  return named && /^(?:[\w.~!$&'()*+,;=:-]|%[\da-f]{2})*$/i.test(user) && URI_TAIL.test(match[2] ?? '');
}

function isUri(text: string): boolean {
  const scheme = /^[a-z][a-z\d+.-]*:/i.exec(text);
  return scheme !== null && isUriTail(text.slice(scheme[0].length));
}

function isUriReference(text: string): boolean {
  // Without a scheme, the first segment of a path may not hold a colon: it would read as one.
  return isUri(text) || (!/^[^/?#]*:/.test(text) && isUriTail(text));
}

function isRegex(text: string): boolean {
  try {
    new RegExp(text, 'u');
    return true;
  } catch {
    return false;
  }
}

function matching(pattern: RegExp): (text: string) => boolean {
  return (text) => pattern.test(text);
}

/** A format has words for what is wrong with it. */
type FormatName = keyof typeof vi extends infer Code ? (Code extends `format.${infer Name}` ? Name : never) : never;

/** A format that says only yes or no: its finding is `format.<name>`. */
function format(name: FormatName, holds: (text: string) => boolean, more: Partial<Format> = {}): Format {
  const findings = [{code: `format.${name}`}];
  const widget = FORMAT_WIDGETS[name];
  return {name, check: (text) => (holds(text) ? [] : findings), ...(widget !== undefined && {widget}), ...more};
}

const trim = (text: string): string => text.trim();

/** A decimal comma becomes a point, and points that only group go: `1.250.000,5` is `1250000.5`. `1.250` stands as it is. */
function normalizeDecimal(text: string): string {
  const plain = text.trim();
  if (!/^-?(?:\d+|\d{1,3}(?:\.\d{3})+),\d+$/.test(plain)) return plain;
  return plain.replaceAll('.', '').replace(',', '.');
}

/** The formats that need no country pack. Texts are checked in their normalised form. */
export const coreFormats: readonly Format[] = [
  format('date', (text) => parseCivilDate(text) !== null, {normalize: normalizeDate, display: displayDate}),
  format('partial-date', isPartialDate, {normalize: normalizePartialDate, display: displayDate}),
  // `2026-11`: a month of a year. Ours, as `<input type="month">` has it.
  format('month', isMonth, {normalize: normalizePartialDate, display: displayDate}),
  // `08:30`, where the form is filed. Ours: RFC 3339 knows no time of day without seconds and zone.
  format('local-time', matching(/^(?:[01]\d|2[0-3]):[0-5]\d$/), {
    normalize: normalizeLocalTime,
    inputMode: 'numeric',
  }),
  // Of a number: 12.5 is twelve and a half per cent. Ours.
  format('percent', () => true, {normalize: plainNumber, inputMode: 'decimal', unit: '%'}),
  format('decimal', isDecimalText, {normalize: normalizeDecimal, inputMode: 'decimal'}),
  format('time', isTime),
  format('date-time', isDateTime),
  format('duration', matching(DURATION)),
  format('email', isEmail, {normalize: trim, inputMode: 'email'}),
  format('hostname', isHostname, {normalize: trim}),
  format('ipv4', isIpv4, {normalize: trim}),
  format('ipv6', isIpv6, {normalize: trim}),
  format('uri', isUri, {normalize: trim}),
  format('uri-reference', isUriReference, {normalize: trim}),
  format('uuid', matching(/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i), {normalize: trim}),
  format('json-pointer', matching(/^(?:\/(?:[^~/]|~[01])*)*$/)),
  format('relative-json-pointer', matching(/^(?:0|[1-9]\d*)(?:#|(?:\/(?:[^~/]|~[01])*)*)$/)),
  format('regex', isRegex),
];
