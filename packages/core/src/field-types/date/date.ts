import type {FieldTypeRecord} from '../field-type-record.ts';
import {TYPED} from '../shared.ts';

export const record: FieldTypeRecord = {
  name: 'date',
  group: 'date',
  title: {vi: 'Ngày', en: 'Date'},
  description: {
    vi: 'Gõ ngày/tháng/năm, hoặc chọn từ lịch.',
    en: 'Typed as day/month/year, or chosen from the calendar.',
  },
  widget: 'date',
  schema: {type: 'string', format: 'date'},
  reads: TYPED,
  keywords: ['format'],
  role: 'textbox',
  issues: ['format.date'],
  example: {
    label: {vi: 'Ngày cấp', en: 'Issued on'},
    value: '2026-11-05',
    typed: '5/11/2026',
    wrong: '2026-02-31',
    issue: 'format.date',
  },
};
