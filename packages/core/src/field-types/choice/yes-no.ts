import type {FieldTypeRecord} from '../field-type-record.ts';

export const record: FieldTypeRecord = {
  name: 'yes-no',
  group: 'choice',
  title: {vi: 'Có hoặc Không', en: 'Yes or no'},
  description: {
    vi: 'Hai lựa chọn: chưa trả lời khác với trả lời Không.',
    en: 'Two choices: no answer yet differs from the answer no.',
  },
  widget: 'yes-no',
  control: {chosen: true},
  schema: {type: 'boolean'},
  settings: {widget: 'yes-no'},
  reads: [],
  keywords: [],
  role: 'radiogroup',
  issues: ['schema.type'],
  example: {label: {vi: 'Đã kết hôn', en: 'Married'}, value: true, wrong: 'yes', issue: 'schema.type'},
};
