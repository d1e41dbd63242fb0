import type {FieldTypeRecord} from '../field-type-record.ts';
import {RANGE} from '../shared.ts';

export const record: FieldTypeRecord = {
  name: 'number',
  group: 'number',
  title: {vi: 'Số', en: 'Number'},
  description: {
    vi: 'Số đếm, số đo. Đọc được dấu phẩy thập phân và dấu nhóm theo ngôn ngữ của biểu mẫu.',
    en: 'A count or a measure. Decimal and grouping signs are read as in the language of the form.',
  },
  widget: 'number',
  schema: {type: 'number', minimum: 0, maximum: 100000},
  reads: ['placeholder'],
  keywords: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  role: 'textbox',
  issues: ['schema.type', 'number.sign', 'number.digits', ...RANGE, 'schema.multipleOf'],
  example: {
    label: {vi: 'Diện tích (m²)', en: 'Area (m²)'},
    value: 72.5,
    typed: '72,5',
    wrong: -1,
    issue: 'schema.minimum',
  },
};
