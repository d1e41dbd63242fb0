import type {Json, JsonObject} from '@egov-form/core';
import {ShapeError} from './shape-error.ts';

/** Longest text that a register's member may hold; the longest real one is an address in words. */
const MAX_TEXT = 2_000;

/**
 * One part of a register's message and where it stands. Registers send XML turned to JSON: an absent member, `null`, `''`
 * and `{}` all mean "unknown", and a namespace prefix may stand before a name.
 */
export class MessagePart {
  readonly #value: JsonObject;
  readonly #place: string;

  /** @throws ShapeError when `value` is not an object. */
  constructor(value: Json | undefined, place: string) {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) throw new ShapeError(place);
    this.#value = value as JsonObject;
    this.#place = place;
  }

  /** The member as it is; `undefined` when absent or unknown. */
  member(name: string): Json | undefined {
    const key = Object.hasOwn(this.#value, name) ? name : Object.keys(this.#value).find((other) => other.endsWith(`:${name}`));
    const value = key === undefined ? undefined : this.#value[key];
    return isUnknown(value) ? undefined : value;
  }

  has(name: string): boolean {
    return Object.keys(this.#value).some((key) => key === name || key.endsWith(`:${name}`));
  }

  /** Text of a member, NFC, single spaces, trimmed; `''` when unknown. @throws ShapeError for anything but text. */
  text(name: string): string {
    const value = this.member(name);
    if (value === undefined) return '';
    if (typeof value !== 'string' || value.length > MAX_TEXT) throw new ShapeError(`${this.#place}/${name}`);
    return value.normalize('NFC').replace(/\s+/gu, ' ').trim();
  }

  /** Text or a whole number, as text. For members that registers send either way. */
  plain(name: string): string {
    const value = this.member(name);
    return typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : this.text(name);
  }

  /** A member that is an object; `undefined` when unknown. @throws ShapeError for anything else. */
  part(name: string): MessagePart | undefined {
    const value = this.member(name);
    return value === undefined ? undefined : new MessagePart(value, `${this.#place}/${name}`);
  }

  /** A member that is an object when there is one and an array when there are several. */
  parts(name: string): readonly MessagePart[] {
    const value = this.member(name);
    if (value === undefined) return [];
    const items: readonly Json[] = Array.isArray(value) ? value : [value as Json];
    return items
      .filter((item) => !isUnknown(item))
      .map((item, index) => new MessagePart(item, `${this.#place}/${name}/${index}`));
  }
}

function isUnknown(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === '') return true;
  return typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length === 0;
}

/** `19900214` → `1990-02-14`; a bare year, also written `19600000`, stays a year; `''` when it is no date. */
export function dateFromCompact(text: string): string {
  const match = /^(\d{4})(?:(\d{2})(\d{2}))?$/u.exec(text);
  if (!match) return '';
  const [, year = '', month = '00', day = '00'] = match;
  if (month === '00' && day === '00') return year;
  return realDate(year, month, day);
}

/** `05/03/2019` → `2019-03-05`; `''` when it is no date. */
export function dateFromSlashes(text: string): string {
  const match = /^(\d{2})\/(\d{2})\/(\d{4})$/u.exec(text);
  return match ? realDate(match[3] ?? '', match[2] ?? '', match[1] ?? '') : '';
}

function realDate(year: string, month: string, day: string): string {
  const text = `${year}-${month}-${day}`;
  const time = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text) ? text : '';
}

/** Only the attributes that were asked for and are known. */
export function chosen(values: {readonly [attribute: string]: Json | undefined}, attributes: readonly string[]): JsonObject {
  const known: {[attribute: string]: Json} = {};
  for (const attribute of attributes) {
    if (!Object.hasOwn(values, attribute)) continue;
    const value = values[attribute];
    if (value !== undefined && value !== '') known[attribute] = value;
  }
  return known;
}
