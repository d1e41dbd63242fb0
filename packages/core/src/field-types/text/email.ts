import type {FieldTypeRecord} from '../field-type-record.ts';
import {TYPED} from '../shared.ts';

export const record: FieldTypeRecord = {
  name: 'email',
  group: 'text',
  title: {vi: 'Thư điện tử', en: 'E-mail address'},
  description: {vi: 'Địa chỉ thư điện tử; bàn phím có dấu @.', en: 'An e-mail address; phones show a keyboard with @.'},
  widget: 'text',
  schema: {type: 'string', format: 'email', maxLength: 254},
  settings: {autocomplete: 'email'},
  reads: TYPED,
  keywords: ['format', 'maxLength'],
  role: 'textbox',
  issues: ['format.email', 'schema.maxLength'],
  example: {
    label: {vi: 'Thư điện tử', en: 'E-mail'},
    value: 'mau@example.vn',
    typed: ' mau@example.vn ',
    wrong: 'mau@',
    issue: 'format.email',
  },
};
