/** Vietnamese texts of the command line. `{name}` is filled in. */
export const vi = {
  'frame.description': 'Tạo, kiểm tra, chứng minh, đóng gói và thử thủ tục hành chính dưới dạng mô-đun npm.',
  'frame.usage': '<lệnh> [tùy chọn]',
  'frame.options': '[tùy chọn]',
  'frame.version': 'hiện phiên bản',
  'frame.help': 'hiện hướng dẫn',
  'frame.json': 'trả lời bằng một tài liệu JSON',
  'frame.lang': 'ngôn ngữ trả lời: vi hoặc en',
  'frame.no-color': 'không dùng màu',
  'frame.more': 'Xem cách dùng một lệnh: egov-form <lệnh> --help. Mã kết thúc: 0 xong, 1 có phát hiện, 2 dùng sai.',
  'frame.title.usage': 'Cách dùng:',
  'frame.title.arguments': 'Đối số:',
  'frame.title.options': 'Tùy chọn:',
  'frame.title.commands': 'Lệnh:',

  'usage.unknown-command': 'Không có lệnh "{name}".',
  'usage.unknown-option': 'Không có tùy chọn "{name}".',
  'usage.missing-argument': 'Thiếu đối số "{name}".',
  'usage.option-argument': 'Tùy chọn "{name}" cần một giá trị.',
  'usage.excess-arguments': 'Có nhiều đối số hơn lệnh này nhận.',
  'usage.invalid-argument': 'Giá trị "{value}" của "{name}" không được nhận. Các giá trị được nhận: {choices}.',
  'usage.suggestion': 'Có phải ý bạn là {meant}?',
  'usage.read-on': 'Xem: {command} --help.',

  'source.argument': 'thư mục của thủ tục, hoặc tệp định nghĩa; để trống là thư mục hiện tại',
  'source.missing':
    'Cần một thư mục có {file} hoặc một tệp định nghĩa, nhưng không thấy {path}. Hãy kiểm tra lại đường dẫn, hoặc tạo thủ tục mới bằng egov-form new.',
  'source.json': 'Cần một tài liệu JSON ở {path}, nhưng không đọc được: {reason}',
  'source.pack': 'Không tải được gói "{name}" mà egovForm.packs của package.json nêu: {reason}',
  'source.no-default': 'mô-đun không có "export default" là một gói.',

  'check.summary': 'tìm lỗi trong định nghĩa, chỉ rõ dòng, cột và cách sửa',
  'check.clean': 'Không có lỗi. Số định nghĩa đã kiểm tra: {count}.',
  'check.found': 'Lỗi: {errors}. Cảnh báo: {warnings}.',
  'check.error': 'lỗi',
  'check.warning': 'cảnh báo',

  'simulate.summary': 'chạy các cơ sở dữ liệu mô phỏng trên máy này',
  'gateway.summary': 'cổng dữ liệu: init, check, serve, audit check, adopt',
};
