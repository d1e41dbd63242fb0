import type {FieldTypeRecord} from '../field-type-record.ts';
import {DAYS, ONE_OF} from '../shared.ts';

export const record: FieldTypeRecord = {
  name: 'select',
  group: 'choice',
  title: {vi: 'Chọn một từ danh sách', en: 'One of a list'},
  description: {
    vi: 'Danh sách thả xuống; từ 16 mục trở lên tự thành ô tìm kiếm.',
    en: 'A drop-down list; from 16 choices on it becomes a search box by itself.',
  },
  widget: 'select',
  control: {chosen: true, searches: true},
  schema: {enum: DAYS.map(({value}) => value)},
  settings: {options: DAYS},
  reads: ['options', 'autocomplete'],
  keywords: ['enum', 'oneOf'],
  role: 'combobox',
  issues: ONE_OF,
  example: {label: {vi: 'Ngày làm việc', en: 'Working day'}, value: 'tue', wrong: 'sun', issue: 'schema.enum'},
};
