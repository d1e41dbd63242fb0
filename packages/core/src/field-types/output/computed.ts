import type {FieldTypeRecord} from '../field-type-record.ts';

export const record: FieldTypeRecord = {
  name: 'computed',
  group: 'output',
  title: {vi: 'Tự tính', en: 'Computed'},
  description: {
    vi: 'Giá trị tính từ các mục khác, không gõ được.',
    en: 'A value worked out from other items; nobody types it.',
  },
  widget: 'output',
  schema: {type: 'integer'},
  settings: {value: {'+': [2, 3]}},
  reads: ['value'],
  keywords: ['const'],
  role: 'textbox',
  issues: [],
  // No amount of money: a plain number stays in one piece, money has a format of its own.
  example: {label: {vi: 'Tổng số bản', en: 'Copies in all'}, value: 5},
};
