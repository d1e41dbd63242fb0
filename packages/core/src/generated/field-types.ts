// Generated from packages/core/src/field-types/ by `npm run generate`. Do not edit.
import type {FieldTypeRecord} from '../field-types/field-type-record.ts';
import {record as email} from '../field-types/text/email.ts';
import {record as structure} from '../field-types/text/structure.ts';
import {record as text} from '../field-types/text/text.ts';
import {record as textarea} from '../field-types/text/textarea.ts';
import {record as number} from '../field-types/number/number.ts';
import {record as percentage} from '../field-types/number/percentage.ts';
import {record as dateTime} from '../field-types/date/date-time.ts';
import {record as date} from '../field-types/date/date.ts';
import {record as month} from '../field-types/date/month.ts';
import {record as partialDate} from '../field-types/date/partial-date.ts';
import {record as time} from '../field-types/date/time.ts';
import {record as checkboxes} from '../field-types/choice/checkboxes.ts';
import {record as chips} from '../field-types/choice/chips.ts';
import {record as combobox} from '../field-types/choice/combobox.ts';
import {record as consent} from '../field-types/choice/consent.ts';
import {record as radio} from '../field-types/choice/radio.ts';
import {record as select} from '../field-types/choice/select.ts';
import {record as yesNo} from '../field-types/choice/yes-no.ts';
import {record as computed} from '../field-types/output/computed.ts';
import {record as hidden} from '../field-types/output/hidden.ts';
import {record as readOnly} from '../field-types/output/read-only.ts';
import {record as signature} from '../field-types/output/signature.ts';

/** Kinds of questions that belong to no country, by group. */
export const coreFieldTypes: readonly FieldTypeRecord[] = [
  email,
  structure,
  text,
  textarea,
  number,
  percentage,
  dateTime,
  date,
  month,
  partialDate,
  time,
  checkboxes,
  chips,
  combobox,
  consent,
  radio,
  select,
  yesNo,
  computed,
  hidden,
  readOnly,
  signature,
];
