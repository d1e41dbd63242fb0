import type {FieldTypeRecord} from '../field-type-record.ts';
import {TYPED} from '../shared.ts';

export const record: FieldTypeRecord = {
  name: 'time',
  group: 'date',
  title: {vi: 'Giờ', en: 'Time of day'},
  description: {
    vi: 'Giờ và phút tại nơi nộp. Gõ 8:30, 8h30 hay 0830 đều được; nút bên cạnh mở danh sách nửa giờ một.',
    en: 'Hour and minute where the form is filed. 8:30, 8h30 and 0830 are all read; the button beside it lists every half hour.',
  },
  widget: 'time',
  schema: {type: 'string', format: 'local-time'},
  reads: TYPED,
  keywords: ['format'],
  role: 'textbox',
  issues: ['format.local-time'],
  example: {
    label: {vi: 'Giờ hẹn', en: 'Appointment'},
    value: '08:30',
    typed: '8h30',
    wrong: '25:00',
    issue: 'format.local-time',
  },
};
