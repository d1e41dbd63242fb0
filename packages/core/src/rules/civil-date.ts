/**
 * Days of the civil calendar, without time zones and without the platform's clock.
 *
 * Rule    Proleptic Gregorian, years 0001 to 9999. A month or year added to a day that the target month lacks ends on that
 *         month's last day (31 January + 1 month = 28 or 29 February), which is also how Vietnam's Civil Code counts terms.
 * Source  Day numbers: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms". Terms: Civil Code 91/2015/QH13, article 148.
 * Limits  The article was not looked up again when this was written, and it speaks of terms, not of ages.
 *         Dates before 1582 are not the Julian dates that a historian would write.
 */

/** A real day: `{year: 1990, month: 2, day: 14}`. */
export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export type DateUnit = 'days' | 'months' | 'years';

const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Whether such a day exists. */
export function isCivilDate(year: number, month: number, day: number): boolean {
  return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** Reads `1990-02-14`; `null` for any other text and for days that do not exist. */
export function parseCivilDate(text: string): CivilDate | null {
  const match = ISO.exec(text);
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return isCivilDate(year, month, day) ? {year, month, day} : null;
}

export function formatCivilDate({year, month, day}: CivilDate): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Days since 1970-01-01. */
function dayNumber({year, month, day}: CivilDate): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719468;
}

function fromDayNumber(days: number): CivilDate {
  const shifted = days + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}

/** The day `amount` whole units later; earlier when negative. `null` outside the years 0001 to 9999. */
export function addToDate(date: CivilDate, amount: number, unit: DateUnit): CivilDate | null {
  if (!Number.isInteger(amount) || Math.abs(amount) > 4_000_000) return null;
  if (unit === 'days') {
    const result = fromDayNumber(dayNumber(date) + amount);
    return result.year >= 1 && result.year <= 9999 ? result : null;
  }
  const months = date.year * 12 + date.month - 1 + amount * (unit === 'years' ? 12 : 1);
  const year = Math.floor(months / 12);
  const month = months - year * 12 + 1;
  if (year < 1 || year > 9999) return null;
  return {year, month, day: Math.min(date.day, daysInMonth(year, month))};
}

/**
 * Whole units from `from` to `to`: the greatest n for which `from` plus n units is not after `to`; negative the other way
 * round. Someone born on 29 February is one year older on 28 February of a common year.
 */
export function differenceOfDates(from: CivilDate, to: CivilDate, unit: DateUnit): number {
  const days = dayNumber(to) - dayNumber(from);
  if (unit === 'days') return days;
  if (days < 0) return -differenceOfDates(to, from, unit);
  const months = (to.year - from.year) * 12 + to.month - from.month;
  const reached = addToDate(from, months, 'months');
  const whole = reached && dayNumber(reached) > dayNumber(to) ? months - 1 : months;
  return unit === 'months' ? whole : Math.floor(whole / 12);
}
