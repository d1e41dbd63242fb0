import type {FieldTypeRecord} from '../field-type-record.ts';
import {COLOURS, ONE_OF} from '../shared.ts';

export const record: FieldTypeRecord = {
  name: 'radio',
  group: 'choice',
  title: {vi: 'Chọn một, thấy hết', en: 'One of a few'},
  description: {vi: 'Đến bốn lựa chọn, tất cả trong tầm mắt.', en: 'Up to four choices, all in sight.'},
  widget: 'radio',
  control: {chosen: true},
  schema: {enum: ['blue', 'red', 'white']},
  settings: {options: COLOURS},
  reads: ['options'],
  keywords: ['enum', 'oneOf'],
  role: 'radiogroup',
  issues: ONE_OF,
  example: {label: {vi: 'Màu biển số', en: 'Colour of the plate'}, value: 'red', wrong: 'green', issue: 'schema.enum'},
};
