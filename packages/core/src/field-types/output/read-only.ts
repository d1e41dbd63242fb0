import type {FieldTypeRecord} from '../field-type-record.ts';

export const record: FieldTypeRecord = {
  name: 'read-only',
  group: 'output',
  title: {vi: 'Chỉ đọc', en: 'Read-only'},
  description: {
    vi: 'Bất kỳ loại nào cũng chỉ đọc được khi `readonly` đúng; giá trị vẫn được gửi.',
    en: 'Any kind is read-only while `readonly` holds; its value is still sent.',
  },
  widget: 'text',
  schema: {type: 'string', default: 'UBND xã Mẫu'},
  settings: {readonly: true},
  reads: ['default'],
  keywords: ['readOnly', 'default'],
  role: 'textbox',
  issues: [],
  example: {label: {vi: 'Nơi nhận hồ sơ', en: 'Receiving office'}, value: 'UBND xã Mẫu'},
};
