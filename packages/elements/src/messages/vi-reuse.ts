/** The Vietnamese words of answers that the person had kept of an earlier application; they come with what says them. */
export const viReuse = {
  'source.earlier': 'Từ hồ sơ gửi lúc {moment}',
  'reuse.from': 'Từ hồ sơ Ông/Bà gửi {date}:',
  'reuse.use': 'Dùng',
  'reuse.useOf': 'Dùng {value} cho {label}',
  'reuse.used': 'Đã dùng nội dung của hồ sơ trước.',
};
