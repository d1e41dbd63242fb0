/** The Vietnamese words of values with parts of their own; they come with their editor. */
export const viStructure = {
  'structure.kind': 'Dạng câu trả lời: {label}',
  'structure.text': 'Chữ',
  'structure.number': 'Số',
  'structure.integer': 'Số nguyên',
  'structure.boolean': 'Có hoặc không',
  'structure.choice': 'Chọn từ danh sách',
  'structure.list': 'Danh sách',
  'structure.group': 'Nhóm thông tin',
  'structure.null': 'Để trống',
  'structure.add': 'Thêm {label}',
  'structure.addItem': 'Thêm vào {label}',
  'structure.item': '{label} {n}',
  'structure.remove': 'Xóa {label}',
  'structure.name': 'Tên mục mới',
  'structure.addMember': 'Thêm mục',
  'structure.badName': 'Tên “{name}” không dùng được ở đây. Hãy nhập một tên khác chưa có.',
};
