import type {FieldTypeRecord} from '../field-type-record.ts';
import {LENGTHS, TYPED} from '../shared.ts';

export const record: FieldTypeRecord = {
  name: 'text',
  group: 'text',
  title: {vi: 'Một dòng chữ', en: 'One line of text'},
  description: {vi: 'Chữ ngắn, trên một dòng.', en: 'Short text on one line.'},
  widget: 'text',
  control: {suggests: true},
  schema: {type: 'string', maxLength: 100},
  reads: [...TYPED, 'options'],
  keywords: ['minLength', 'maxLength', 'pattern', 'format', 'examples'],
  role: 'textbox',
  issues: LENGTHS,
  example: {
    label: {vi: 'Nơi cấp', en: 'Issued by'},
    value: 'Công an tỉnh Phú Thọ',
    wrong: 'x'.repeat(101),
    issue: 'schema.maxLength',
  },
};
