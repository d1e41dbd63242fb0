import type {FieldTypeRecord} from '../field-type-record.ts';

export const record: FieldTypeRecord = {
  name: 'consent',
  group: 'choice',
  title: {vi: 'Đồng ý, cam kết', en: 'Consent or statement'},
  description: {
    vi: 'Một ô đánh dấu cho một mục đích. Không bao giờ đánh dấu sẵn.',
    en: 'One box for one purpose. It is never ticked beforehand.',
  },
  widget: 'checkbox',
  control: {chosen: true},
  schema: {type: 'boolean', const: true},
  reads: [],
  keywords: ['const'],
  role: 'checkbox',
  issues: ['schema.const'],
  example: {
    label: {
      vi: 'Tôi đồng ý để thông tin được dùng giải quyết hồ sơ này',
      en: 'I agree that my details are used for this dossier',
    },
    value: true,
    wrong: false,
    issue: 'schema.const',
  },
};
