/**
 * Dates as people type and read them: day, month, year. Stored dates are ISO 8601 (`2026-11-05`), partial ones leave
 * out what is not known (`2026-11`, `2026`).
 */

/**
 * Read a typed date. Separators may be `/`, `-`, `.` or a space; eight digits may have none.
 * Returns `undefined` for what is not a whole date (or, when `partial`, a month and year or a year).
 * Whether the day exists is not checked here: `31/02/2026` is read, and the engine says what is wrong with it.
 */
export function readDate(text: string, partial: boolean): string | undefined {
  const digits = text.normalize('NFKC').trim();
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/u.exec(digits);
  if (iso) return write(iso[1], iso[2], iso[3]);
  const whole = /^(\d{1,2})[\s/.-]+(\d{1,2})[\s/.-]+(\d{4})$/u.exec(digits) ?? /^(\d{2})(\d{2})(\d{4})$/u.exec(digits);
  if (whole) return write(whole[3], whole[2], whole[1]);
  if (!partial) return undefined;
  const month = /^(\d{1,2})[\s/.-]+(\d{4})$/u.exec(digits);
  if (month) return write(month[2], month[1]);
  return /^\d{4}$/u.test(digits) ? digits : undefined;
}

function write(...parts: readonly (string | undefined)[]): string {
  return parts.map((part) => (part ?? '').padStart(2, '0')).join('-');
}

/** `2026-11-05` as `05/11/2026`; what is not a stored date comes back as it is. */
export function showDate(value: string): string {
  return /^\d{4}(-\d{2}){0,2}$/u.test(value) ? value.split('-').reverse().join('/') : value;
}

/** A moment as `14:05 05/11/2026`, in the zone where the page is read. */
export function showMoment(iso: string): string {
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? '' : `${showTime(at)} ${showDay(at)}`;
}

export function showTime(at: Date): string {
  return `${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** A moment's day as `05/11/2026`, in the zone where the page is read. */
export function showDay(at: Date): string {
  return `${two(at.getDate())}/${two(at.getMonth() + 1)}/${at.getFullYear()}`;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
