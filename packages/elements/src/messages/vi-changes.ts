/** The Vietnamese words of what registers say otherwise when a draft is opened again; they come with what says them. */
export const viChanges = {
  'changes.title': 'Từ lần trước, cơ sở dữ liệu đã đổi {n} mục',
  'changes.lead': 'Chưa mục nào bị thay. Ông/Bà chọn giữ nội dung đang có hoặc dùng nội dung mới.',
  'changes.keep': 'Giữ của tôi',
  'changes.take': 'Dùng nội dung mới',
  'changes.was': 'điền lúc {moment}',
  'changes.mine': 'Ông/Bà đã sửa',
  'changes.now': 'cơ sở dữ liệu, {moment}',
  'changes.locked': 'Mục này luôn theo cơ sở dữ liệu nên sẽ được thay. Nếu nội dung mới chưa đúng, Ông/Bà báo tại mục đó.',
  'changes.edited': 'Nội dung Ông/Bà đã sửa được giữ.',
  'changes.absent': 'Cơ sở dữ liệu không còn ghi mục này. Nội dung được giữ là lời khai của Ông/Bà.',
  'changes.leaveRow': 'không thêm dòng này vào tờ khai',
  'changes.full': 'Cơ sở dữ liệu có thêm dòng này, nhưng danh sách đã đủ số dòng cho phép.',
  'changes.apply': 'Xong, khai tiếp',
  'changes.takeAll': 'Dùng tất cả nội dung mới',
  'changes.done': 'Đã ghi nhận: {n} mục dùng nội dung mới, {kept} mục giữ nguyên.',
  'changes.reason': 'Giữ theo nội dung cơ sở dữ liệu trả lời lúc {moment}.',
};
