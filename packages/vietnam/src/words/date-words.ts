/**
 * Dates in Vietnamese words and in the written form of official papers.
 *
 * Rule    Papers write days below 10 and months 1 and 2 with a leading zero, which `Intl` does not; all others here have
 *         two digits too. In words April is `tháng tư`. A date may lack its day, or day and month: both are legal data.
 * Source  Decree 30/2020/NĐ-CP on office papers (leading zeros); words as civil-status forms print them.
 */
import type {RuleFunction} from '@egov-form/core';
import {numberInWords} from './number-words.ts';

const PARTIAL_DATE = /^([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01]))?)?$/u;

/** `2026-11-05` becomes `Ngày năm tháng mười một năm hai nghìn không trăm hai mươi sáu`. Undefined for anything else. */
export function dateInWords(date: string): string | undefined {
  const parts = partsOf(date);
  if (!parts) return undefined;
  const {year, month, day} = parts;
  const words = [`năm ${numberInWords(Number(year))}`];
  if (month !== undefined) words.unshift(`tháng ${month === '04' ? 'tư' : numberInWords(Number(month))}`);
  if (day !== undefined) words.unshift(`ngày ${numberInWords(Number(day))}`);
  const text = words.join(' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `05/11/2026`, `01/2026` or `1952`. Undefined for anything that is not a date or part of one. */
export function shortDate(date: string): string | undefined {
  const parts = partsOf(date);
  return parts && [parts.day, parts.month, parts.year].filter((part) => part !== undefined).join('/');
}

/** `ngày 05 tháng 11 năm 2026`, `tháng 01 năm 2026` or `năm 1952`. */
export function longDate(date: string): string | undefined {
  const parts = partsOf(date);
  if (!parts) return undefined;
  const day = parts.day === undefined ? '' : `ngày ${parts.day} `;
  const month = parts.month === undefined ? '' : `tháng ${parts.month} `;
  return `${day}${month}năm ${parts.year}`;
}

function partsOf(date: string): {year: string; month: string | undefined; day: string | undefined} | undefined {
  const match = PARTIAL_DATE.exec(date);
  const [, year, month, day] = match ?? [];
  if (year === undefined) return undefined;
  if (month !== undefined && day !== undefined && Number(day) > daysIn(Number(year), Number(month))) return undefined;
  return {year, month, day};
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** `{"vn.date-words": [date]}`: the date in words, or null when there is none. */
export const dateWords: RuleFunction = {
  name: 'vn.date-words',
  title: {vi: '{0} ghi bằng chữ', en: '{0} in words'},
  apply: ([date]) => (typeof date === 'string' ? dateInWords(date) : undefined) ?? null,
};
