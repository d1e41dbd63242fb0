/** What could not be carried over, in Vietnamese. */
export const vi = {
  'question.kind': 'loại câu hỏi «{found}» chưa có ở đây; dùng «{instead}» thay thế.',
  'question.dropped': 'phần tử «{found}» không mang theo được và đã bỏ ra.',
  'question.guess': 'loại dữ liệu được đoán là «{instead}» theo nhãn; hãy kiểm tra lại.',
  'rule.expression': 'điều kiện «{found}» có phần không chuyển được; điều kiện này đã bỏ ra, hãy viết lại.',
  'rule.script': 'mã lệnh không được chạy trong biểu mẫu; đoạn «{found}» đã bỏ ra, hãy viết thành quy tắc.',
  'rule.unknown': 'điều kiện nhắc đến «{found}», biểu mẫu gốc không có câu hỏi này; điều kiện đã bỏ ra.',
  'rule.refused': 'quy tắc không hợp lệ ở đây ({found}) nên đã bỏ ra.',
  'setting.dropped': 'thiết lập «{found}» không có tương ứng nên đã bỏ ra.',
  'options.remote': 'danh sách lấy từ địa chỉ bên ngoài «{found}»; hãy nối với một danh mục hoặc cơ sở dữ liệu.',
  'options.none': 'câu hỏi chọn nhưng không có lựa chọn nào; dùng ô chữ thay thế.',
  'name.changed': 'tên «{found}» được đổi thành «{instead}».',
  'text.markup': 'định dạng HTML đã bỏ, chỉ giữ chữ.',
  'layout.dropped': 'cách trình bày «{found}» không mang theo; các câu hỏi bên trong vẫn còn.',
  'schema.note': 'lược đồ được đọc khác đi: {found}',
  'definition.refused': 'phần này không hợp lệ trong định nghĩa ({found}) và đã bỏ ra.',
  'page.unread': 'không đọc được nội dung: {found}.',
} as const;
