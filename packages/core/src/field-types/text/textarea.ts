import type {FieldTypeRecord} from '../field-type-record.ts';
import {LENGTHS} from '../shared.ts';

export const record: FieldTypeRecord = {
  name: 'textarea',
  group: 'text',
  title: {vi: 'Nhiều dòng chữ', en: 'Several lines of text'},
  description: {vi: 'Chữ dài: lý do, nội dung đề nghị.', en: 'Longer text: a reason, a request.'},
  widget: 'textarea',
  control: {suggests: true, multiline: true},
  schema: {type: 'string', maxLength: 1000},
  reads: ['placeholder', 'autocomplete'],
  keywords: ['minLength', 'maxLength', 'pattern'],
  role: 'textbox',
  issues: LENGTHS,
  example: {
    label: {vi: 'Nội dung đề nghị', en: 'What you ask for'},
    value: 'Đề nghị cấp lại giấy phép.\nLý do: bị mất.',
    wrong: 'x'.repeat(1001),
    issue: 'schema.maxLength',
  },
};
