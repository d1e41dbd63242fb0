import type {FieldTypeRecord} from '../field-type-record.ts';
import {TYPED} from '../shared.ts';

export const record: FieldTypeRecord = {
  name: 'month',
  group: 'date',
  title: {vi: 'Tháng', en: 'Month'},
  description: {
    vi: 'Một tháng của một năm: gõ tháng/năm, hoặc chọn từ bảng mười hai tháng.',
    en: 'A month of a year: typed as month/year, or chosen from the twelve of a year.',
  },
  widget: 'month',
  schema: {type: 'string', format: 'month'},
  reads: TYPED,
  keywords: ['format'],
  role: 'textbox',
  issues: ['format.month'],
  example: {
    label: {vi: 'Tháng bắt đầu đóng', en: 'First month paid'},
    value: '2026-11',
    typed: '11/2026',
    wrong: '2026-13',
    issue: 'format.month',
  },
};
