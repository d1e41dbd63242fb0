/** One value of a register's message as a form stores it. */
import type {Json, JsonObject} from '@egov-form/core';
import type {AttributeSettings, Cast} from '../generated/configuration.ts';
import type {AddressResolver} from '../register.ts';
import {dateFromCompact, dateFromIso, dateFromSlashes} from './dates.ts';
import {taxCode} from './keys.ts';
import type {Located} from './path.ts';
import {ShapeError} from './shape-error.ts';

/** What a country knows and connectors do not. */
export interface AnswerSurroundings {
  /** `NGUYỄN THỊ MẪU` → `Nguyễn Thị Mẫu`. */
  readonly readableName: (text: string) => string;
  /** For names of enterprises; left as registered by default, because "TNHH" or a brand must not change its case. */
  readonly readableOrganizationName?: (text: string) => string;
  readonly resolveAddress: AddressResolver;
}

/** Casts that make a value of one text or number. The others are made of several members. */
export type ScalarCast = Exclude<Cast, 'address' | 'address-text' | 'object' | 'list' | 'requester'>;

/** Longest text that a register's member may hold; the longest real one is an address in words. */
const MAX_TEXT = 2_000;

/** Text of a value, NFC, single spaces, trimmed. @throws ShapeError for anything but text. */
export function textAt({value, place}: Located): string {
  if (typeof value !== 'string' || value.length > MAX_TEXT) throw new ShapeError(place);
  return value.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

/** Text or a whole number, as text: registers send codes either way. */
export function codeAt(at: Located): string {
  return typeof at.value === 'number' && Number.isSafeInteger(at.value) ? String(at.value) : textAt(at);
}

const READERS: {
  readonly [cast in ScalarCast]: (at: Located, surroundings: AnswerSurroundings) => Json | undefined;
} = {
  text: textAt,
  code: codeAt,
  name: (at, {readableName}) => known(nameAt(at), readableName),
  'organization-name': (at, {readableOrganizationName = String}) => known(textAt(at), readableOrganizationName),
  'personal-id': (at) => matching(codeAt(at), /^\d{12}$/u),
  'tax-code': (at) => taxCode(codeAt(at), 'any'),
  plate: textAt,
  date: (at) => dateFromIso(textAt(at)),
  'compact-date': (at) => dateFromCompact(codeAt(at)),
  'compact-full-date': (at) => matching(dateFromCompact(codeAt(at)), /^.{10}$/u),
  'slash-date': (at) => dateFromSlashes(textAt(at)),
  year: (at) => matching(codeAt(at), /^(?:19|20)\d{2}$/u),
  number: (at) => (typeof at.value === 'number' ? at.value : decimal(textAt(at))),
  whole: (at) => decimal(matching(codeAt(at), /^\d{1,15}$/u)),
  positive: (at) => matching(codeAt(at), /^[1-9]\d{0,14}$/u),
  flag: (at) => (typeof at.value === 'boolean' ? at.value : FLAGS[codeAt(at).toLowerCase()]),
};

const FLAGS: {readonly [word: string]: boolean} = {'1': true, '0': false, true: true, false: false, y: true, n: false};

/** The value of one place by its settings; `undefined` when it is not known. */
export function castValue(at: Located, settings: AttributeSettings, surroundings: AnswerSurroundings): Json | undefined {
  const value = READERS[(settings.as ?? 'text') as ScalarCast](at, surroundings);
  if (value === undefined || value === '') return undefined;
  return typeof value === 'string' ? meaning(value, settings) : value;
}

function meaning(text: string, settings: AttributeSettings): Json | undefined {
  if (settings.except?.includes(text) || (settings.length !== undefined && text.length !== settings.length)) return undefined;
  const {values, words, otherwise, before, suffix = ''} = settings;
  if (values) return Object.hasOwn(values, text) ? values[text] : otherwise;
  if (words) {
    const small = text.toLowerCase();
    return words.find(({contains}) => contains.some((word) => small.includes(word)))?.value ?? otherwise;
  }
  const end = before === undefined ? -1 : [...text].findIndex((letter) => before.includes(letter));
  const kept = end < 0 ? text : [...text].slice(0, end).join('').trim();
  return kept === '' ? undefined : kept + suffix;
}

/** A name whole, or in the parts `Ho`, `ChuDem`, `Ten` of which the first two may be empty. */
function nameAt(at: Located): string {
  const {value, place} = at;
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return textAt(at);
  const words = ['Ho', 'ChuDem', 'Ten'].map((part) => {
    const word = (value as JsonObject)[part] ?? '';
    return textAt({value: word, place: `${place}/${part}`});
  });
  return words.filter((word) => word !== '').join(' ');
}

function known(text: string, readable: (text: string) => string): string | undefined {
  return text === '' ? undefined : readable(text);
}

function matching(text: string, pattern: RegExp): string | undefined {
  return pattern.test(text) ? text : undefined;
}

function decimal(text: string | undefined): number | undefined {
  const number = text !== undefined && /^-?\d{1,15}(?:\.\d{1,6})?$/u.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
}
