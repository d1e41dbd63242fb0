import type {FieldTypeRecord} from '../field-type-record.ts';

export const record: FieldTypeRecord = {
  name: 'hidden',
  group: 'output',
  title: {vi: 'Ẩn', en: 'Hidden'},
  description: {
    vi: 'Giá trị được gửi nhưng không hiện: mã kênh nộp, mã mẫu.',
    en: 'A value that is sent but not shown: a channel, a code of the form.',
  },
  widget: 'hidden',
  schema: {type: 'string', default: 'portal'},
  settings: {widget: 'hidden'},
  reads: ['default', 'value'],
  keywords: ['default', 'const'],
  role: 'none',
  issues: [],
  example: {label: {vi: 'Kênh nộp', en: 'Channel'}, value: 'portal'},
};
