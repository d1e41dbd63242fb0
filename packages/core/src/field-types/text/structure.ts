import type {FieldTypeRecord} from '../field-type-record.ts';

export const record: FieldTypeRecord = {
  name: 'structure',
  group: 'text',
  title: {vi: 'Giá trị có nhiều phần', en: 'Value with parts of its own'},
  description: {
    vi: 'Câu trả lời mà sơ đồ dữ liệu cho phép nhiều dạng: các mục do người khai đặt tên, danh sách tùy ý, một trong nhiều dạng, hoặc nhóm chứa chính nó. Phần không bắt buộc chỉ mở ra khi cần.',
    en: 'An answer that the schema leaves open: entries that the person names, a list of anything, one of several kinds, or a group within itself. What is optional is opened when it is wanted.',
  },
  widget: 'structure',
  schema: {type: 'object', maxProperties: 20, additionalProperties: {type: 'string', maxLength: 100}},
  reads: [],
  keywords: ['additionalProperties', 'patternProperties', 'items', 'prefixItems', 'anyOf', 'oneOf'],
  role: 'group',
  issues: ['schema.type', 'schema.minProperties', 'schema.maxProperties', 'schema.additionalProperties'],
  example: {label: {vi: 'Số điện thoại theo tên', en: 'Phone numbers by name'}, value: {home: '0901234567'}},
};
