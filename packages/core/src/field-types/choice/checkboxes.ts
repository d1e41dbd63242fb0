import type {FieldTypeRecord} from '../field-type-record.ts';
import {COLOURS, SEVERAL} from '../shared.ts';

export const record: FieldTypeRecord = {
  name: 'checkboxes',
  group: 'choice',
  title: {vi: 'Chọn nhiều, thấy hết', en: 'Several of a few'},
  description: {vi: 'Đến bốn ô đánh dấu, chọn một hay nhiều.', en: 'Up to four boxes to tick, one or more of them.'},
  widget: 'checkboxes',
  control: {chosen: true},
  schema: {type: 'array', uniqueItems: true, maxItems: 2, items: {enum: ['blue', 'red', 'white']}},
  settings: {options: COLOURS},
  reads: ['options'],
  keywords: ['items', 'minItems', 'maxItems'],
  role: 'group',
  issues: SEVERAL,
  example: {
    label: {vi: 'Màu xe', en: 'Colours of the vehicle'},
    value: ['blue', 'white'],
    wrong: ['blue', 'red', 'white'],
    issue: 'schema.maxItems',
  },
};
