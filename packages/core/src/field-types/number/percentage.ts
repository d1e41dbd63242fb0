import type {FieldTypeRecord} from '../field-type-record.ts';
import {RANGE} from '../shared.ts';

export const record: FieldTypeRecord = {
  name: 'percentage',
  group: 'number',
  title: {vi: 'Tỷ lệ phần trăm', en: 'Percentage'},
  description: {vi: 'Số phần trăm: 12,5 là 12,5 %.', en: 'Per cent as a number: 12.5 is 12.5 %.'},
  widget: 'percentage',
  schema: {type: 'number', format: 'percent', minimum: 0, maximum: 100},
  reads: ['placeholder'],
  keywords: ['minimum', 'maximum', 'multipleOf'],
  role: 'textbox',
  issues: ['schema.type', 'number.sign', 'number.digits', ...RANGE],
  example: {label: {vi: 'Tỷ lệ sở hữu', en: 'Share owned'}, value: 12.5, typed: '12,5 %', wrong: 120, issue: 'schema.maximum'},
};
