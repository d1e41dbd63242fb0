/** The Vietnamese words of sources that disagree; they come with look-ups and with documents, without which none do. */
export const viConflict = {
  'conflict.title': 'Thông tin chưa khớp, Ông/Bà chọn giá trị đúng',
  'conflict.typed': 'Ông/Bà đã khai',
  'conflict.keep': 'Giữ giá trị này',
  'conflict.take': 'Dùng giá trị này',
  'conflict.keepOf': 'Giữ giá trị này: {value}',
  'conflict.takeOf': 'Dùng giá trị này: {value}',
  'conflict.decided': 'Đã ghi nhận lựa chọn.',
};
