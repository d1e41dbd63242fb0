/**
 * A number of JSON digits, when a double holds every digit of it: `9007199254740993` and `0.1234567890123456789` are not held,
 * and `undefined`. An exponent is none that a person writes.
 */
export function exactNumber(text: string): number | undefined {
  const parts = /^([-+]?)0*(\d+?)(?:\.(\d*?)0*)?$/u.exec(text);
  if (!parts) return undefined;
  const [, sign = '', whole = '', fraction = ''] = parts;
  const value = Number(`${sign}${whole}.${fraction || '0'}`);
  if (fraction === '') return Number.isSafeInteger(value) ? value : undefined;
  // Fifteen digits survive the way into a double and back.
  return `${whole}${fraction}`.replace(/^0+/u, '').length <= 15 ? value : undefined;
}
