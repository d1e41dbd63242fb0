/** Dates as registers write them, as ISO 8601; `''` for a text that is no date. */

/** `19900214` → `1990-02-14`; a bare year, also written `19600000`, stays a year. */
export function dateFromCompact(text: string): string {
  const match = /^(\d{4})(?:(\d{2})(\d{2}))?$/u.exec(text);
  if (!match) return '';
  const [, year = '', month = '00', day = '00'] = match;
  if (month === '00' && day === '00') return year;
  return realDate(year, month, day);
}

/** `05/03/2019` → `2019-03-05`. */
export function dateFromSlashes(text: string): string {
  const match = /^(\d{2})\/(\d{2})\/(\d{4})$/u.exec(text);
  return match ? realDate(match[3] ?? '', match[2] ?? '', match[1] ?? '') : '';
}

/** `2019-03-05`, also with a time after it. */
export function dateFromIso(text: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:[T ].{0,40})?$/u.exec(text);
  return match ? realDate(match[1] ?? '', match[2] ?? '', match[3] ?? '') : '';
}

function realDate(year: string, month: string, day: string): string {
  const text = `${year}-${month}-${day}`;
  const time = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text) ? text : '';
}
