/**
 * A moment: `08:30 05/11/2026`, stored as `2026-11-05T08:30:00+07:00`.
 *
 * Rule    A stored moment names its zone. What is typed and shown is in the zone where the page is read.
 * Source  RFC 3339, section 5.6.
 */

import type {Field} from '@egov-form/core';
import {readDate, showMoment} from '../../display/dates.ts';
import {writtenText} from '../../display/written-text.ts';
import type {FieldType} from '../field-type.ts';
import {boxWithButton, drawWithButton} from '../native-controls.ts';
import {openPlatformPicker} from '../platform-picker.ts';

const box = boxWithButton('calendar');

/** `8:30`, `8h30`, `8 giờ 30`, `8h`; after `T` or before `:15` as programs write it. */
const TIME = /(?<![\d/.-])(\d{1,2})\s*(?:giờ|[:hg](?!\p{L}))\s*(\d{2})?(?::(\d{2}))?(?![\d:])/iu;

/** The stored form of a typed day and time, in either order; `undefined` for what is none, or a time that there is not. */
function readMoment(text: string): string | undefined {
  const typed = text.normalize('NFKC').trim();
  const [time = '', hour = '', minute = '0', second = '0'] = TIME.exec(typed) ?? [];
  const day = readDate(typed.replace(time, ' ').replace(/^[\sT,]+|[\sT,]+$/giu, ''), false);
  if (time === '' || day === undefined) return undefined;
  const at = [...day.split('-'), hour, minute, second].map(Number);
  const [year = 0, month = 0, ...rest] = at;
  const moment = new Date(year, month - 1, ...rest);
  const parts = [moment.getFullYear(), moment.getMonth() + 1, moment.getDate(), moment.getHours(), moment.getMinutes()];
  // A day or a time that there is not would become another one.
  return parts.every((part, i) => part === at[i]) && Number(second) < 60 ? stored(moment) : undefined;
}

function stored(moment: Date): string {
  const east = -moment.getTimezoneOffset();
  const local = new Date(moment.getTime() + east * 60_000).toISOString().slice(0, 19);
  const zone = [Math.trunc(Math.abs(east) / 60), Math.abs(east) % 60].map((part) => String(part).padStart(2, '0')).join(':');
  return `${local}${east < 0 ? '-' : '+'}${zone}`;
}

/** As people write it; what is no moment comes back as it is. */
function shownMoment({format}: Field, value: string): string {
  return (format?.check(value).length === 0 && showMoment(value)) || value;
}

/** What the browser's picker begins with: the moment without its zone. */
function pickerValue(field: Field, value: string): string {
  const known = shownMoment(field, value) === value ? undefined : stored(new Date(value));
  return known?.slice(0, 16) ?? '';
}

const dateTime: FieldType = {
  name: 'date-time',
  controls: 'one',
  read: (_shown, typed) => readMoment(typed),
  render(host) {
    const {field, ctx, label} = host;
    const value = typeof field.value === 'string' ? field.value : '';
    const parts = {
      stored: shownMoment(field, value),
      size: 'short' as const,
      placeholder: ctx.t('dateTime.format'),
      store: (typed: string) => readMoment(typed) ?? typed,
    };
    return drawWithButton(host, box, parts, ctx.t('dateTime.pickOf', {label}), (button) =>
      openPlatformPicker(host, button, 'datetime-local', pickerValue(field, value), (picked) => {
        host.choose(readMoment(picked));
      }),
    );
  },
  display: ({field}, value) => shownMoment(field, writtenText(value)),
};

export const types: readonly FieldType[] = [dateTime];
