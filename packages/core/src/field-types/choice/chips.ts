import type {FieldTypeRecord} from '../field-type-record.ts';
import {DAYS, SEVERAL} from '../shared.ts';

export const record: FieldTypeRecord = {
  name: 'chips',
  group: 'choice',
  title: {vi: 'Tìm và chọn nhiều', en: 'Search and choose several'},
  description: {
    vi: 'Ô tìm kiếm trong danh sách dài; các mục đã chọn nằm phía trên, bỏ từng mục được.',
    en: 'A search box over a long list; what was chosen stands above it and can be taken off one by one.',
  },
  widget: 'chips',
  control: {chosen: true},
  schema: {type: 'array', uniqueItems: true, maxItems: 3, items: {enum: DAYS.map(({value}) => value)}},
  settings: {options: DAYS},
  reads: ['options', 'placeholder'],
  keywords: ['items', 'minItems', 'maxItems'],
  role: 'combobox',
  issues: SEVERAL,
  example: {
    label: {vi: 'Các ngày mở cửa', en: 'Opening days'},
    value: ['mon', 'wed'],
    wrong: ['mon', 'tue', 'wed', 'thu'],
    issue: 'schema.maxItems',
  },
};
