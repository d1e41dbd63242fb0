import type {FieldTypeRecord} from '../field-type-record.ts';
import {TYPED} from '../shared.ts';

export const record: FieldTypeRecord = {
  name: 'date-time',
  group: 'date',
  title: {vi: 'Ngày giờ', en: 'Date and time'},
  description: {
    vi: 'Một thời điểm: gõ giờ:phút ngày/tháng/năm, hoặc chọn từ lịch. Giờ theo múi giờ của máy người khai, được lưu kèm múi giờ.',
    en: 'A moment: typed as hour:minute day/month/year, or chosen from the calendar. In the time zone of the person’s device, which is stored with it.',
  },
  widget: 'date-time',
  schema: {type: 'string', format: 'date-time'},
  reads: TYPED,
  keywords: ['format'],
  role: 'textbox',
  issues: ['format.date-time'],
  example: {
    label: {vi: 'Thời điểm xảy ra', en: 'When it happened'},
    value: '2026-11-05T08:30:00+07:00',
    wrong: '08:30 31/02/2026',
    issue: 'format.date-time',
  },
};
