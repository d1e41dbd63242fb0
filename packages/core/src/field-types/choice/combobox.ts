import type {FieldTypeRecord} from '../field-type-record.ts';
import {DAYS, ONE_OF} from '../shared.ts';

export const record: FieldTypeRecord = {
  name: 'combobox',
  group: 'choice',
  title: {vi: 'Tìm và chọn một', en: 'Search and choose one'},
  description: {
    vi: 'Ô tìm kiếm trong danh sách dài; gõ không dấu cũng tìm được.',
    en: 'A search box over a long list; it finds without tone marks.',
  },
  widget: 'combobox',
  control: {chosen: true, searches: true},
  schema: {enum: DAYS.map(({value}) => value)},
  settings: {options: DAYS, widget: 'combobox'},
  reads: ['options', 'placeholder', 'autocomplete'],
  keywords: ['enum', 'oneOf'],
  role: 'combobox',
  issues: ONE_OF,
  example: {label: {vi: 'Ngày trả kết quả', en: 'Day of the result'}, value: 'fri', wrong: 'sun', issue: 'schema.enum'},
};
