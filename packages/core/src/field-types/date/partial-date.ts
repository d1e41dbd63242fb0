import type {FieldTypeRecord} from '../field-type-record.ts';
import {TYPED} from '../shared.ts';

export const record: FieldTypeRecord = {
  name: 'partial-date',
  group: 'date',
  title: {vi: 'Ngày, có thể thiếu', en: 'Date, possibly incomplete'},
  description: {
    vi: 'Ngày sinh và các ngày cũ: có thể chỉ có tháng và năm, hoặc chỉ có năm.',
    en: 'Dates of birth and other old dates: the day, or day and month, may be unknown.',
  },
  widget: 'partial-date',
  schema: {type: 'string', format: 'partial-date'},
  reads: TYPED,
  keywords: ['format'],
  role: 'textbox',
  issues: ['format.partial-date'],
  example: {
    label: {vi: 'Ngày sinh', en: 'Date of birth'},
    value: '1960',
    wrong: '1960-13',
    issue: 'format.partial-date',
  },
};
