import type {FieldTypeRecord} from '../field-type-record.ts';

export const record: FieldTypeRecord = {
  name: 'signature',
  group: 'output',
  title: {vi: 'Chỗ ký', en: 'Place to sign'},
  description: {
    vi: 'Giữ chỗ cho chữ ký: cho biết ký lúc nào, và ai đã ký. Việc ký do cổng thực hiện.',
    en: 'Holds the place of a signature: says when it is signed, and who has signed. The signing is done by the portal.',
  },
  widget: 'signature',
  schema: {
    type: 'object',
    properties: {signedBy: {type: 'string', maxLength: 200}, signedAt: {type: 'string', format: 'date-time'}},
  },
  settings: {widget: 'signature'},
  reads: [],
  keywords: [],
  role: 'group',
  issues: [],
  example: {
    label: {vi: 'Người khai ký', en: 'Signature of the declarant'},
    value: {signedBy: 'Nguyễn Thị Mẫu', signedAt: '2026-11-05T08:30:00+07:00'},
  },
};
