/** The Vietnamese words of lists with rows; they come with what says them. */
export const viLists = {
  'list.empty': 'Chưa có dòng nào.',
  'list.number': 'Thứ tự',
  'list.actions': 'Thao tác',
  'list.pasted': 'Đã dán {n} dòng.',
  'list.pastedSome': 'Đã dán {n} trong {all} dòng: bảng không nhận thêm.',
  'list.add': 'Thêm dòng',
  'list.remove': 'Xóa',
  'list.removeOf': 'Xóa {row}',
  'list.up': 'Chuyển lên',
  'list.upOf': 'Chuyển lên: {row}',
  'list.down': 'Chuyển xuống',
  'list.downOf': 'Chuyển xuống: {row}',
  'list.added': 'Đã thêm {row}.',
  'list.removed': 'Đã xóa {row}.',
  'list.moved': 'Đã chuyển, nay là {row}.',
};
