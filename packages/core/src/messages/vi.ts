/** Vietnamese text of every issue that the engine gives. `{label}` is the field's label; other names are the params. */
export const vi = {
  'value.required': 'Vui lòng nhập {label}.',
  'value.required-choice': 'Vui lòng chọn {label}.',
  'value.not-an-option': '{label} không còn trong danh sách lựa chọn. Vui lòng chọn lại.',

  'schema.type': '{label} chưa đúng kiểu dữ liệu. Vui lòng nhập lại.',
  'schema.const': 'Cần xác nhận: {label}.',
  'schema.enum': 'Vui lòng chọn {label} trong danh sách.',
  'schema.minimum': '{label} phải từ {minimum} trở lên.',
  'schema.maximum': '{label} không được lớn hơn {maximum}.',
  'schema.exclusiveMinimum': '{label} phải lớn hơn {exclusiveMinimum}.',
  'schema.exclusiveMaximum': '{label} phải nhỏ hơn {exclusiveMaximum}.',
  'schema.multipleOf': '{label} phải là bội số của {multipleOf}.',
  'schema.minLength': '{label} phải có ít nhất {minLength} ký tự.',
  'schema.maxLength': '{label} không được quá {maxLength} ký tự.',
  'schema.pattern': '{label} chưa đúng dạng quy định. Vui lòng kiểm tra lại.',
  'schema.minItems': '{label} cần ít nhất {minItems} mục.',
  'schema.maxItems': '{label} không được quá {maxItems} mục.',
  'schema.items': '{label} không được quá {maxItems} mục.',
  'schema.uniqueItems': '{label} có mục bị trùng. Vui lòng bỏ mục trùng.',
  'schema.contains': '{label} còn thiếu hoặc thừa mục bắt buộc. Vui lòng kiểm tra lại.',
  'schema.unevaluatedItems': '{label} có mục không được phép.',
  'schema.minProperties': '{label} chưa đủ thông tin.',
  'schema.maxProperties': '{label} có nhiều thông tin hơn quy định.',
  'schema.additionalProperties': 'Mẫu này không nhận mục {label}. Vui lòng để trống mục đó.',
  'schema.unevaluatedProperties': 'Mẫu này không nhận mục {label}. Vui lòng để trống mục đó.',
  'schema.propertyNames': 'Mẫu này không nhận mục {label}. Vui lòng để trống mục đó.',
  'schema.false': 'Không được khai {label} ở đây. Vui lòng để trống mục đó.',
  'schema.anyOf': '{label} chưa đúng dạng nào được chấp nhận. Vui lòng kiểm tra lại.',
  'schema.oneOf': '{label} phải đúng một trong các dạng được chấp nhận. Vui lòng kiểm tra lại.',
  'schema.not': '{label} thuộc trường hợp không được chấp nhận.',
  'schema.depth': '{label} có quá nhiều lớp dữ liệu, không kiểm tra được.',

  'number.sign':
    '{label} chưa rõ là số nào. Dấu phẩy để viết phần thập phân (72,5); dấu chấm chỉ để tách từng nhóm đúng ba chữ số (1.250.000). Vui lòng viết lại.',
  'number.whole':
    '{label} phải là số nguyên, không có phần thập phân; dấu chấm chỉ để tách từng nhóm đúng ba chữ số (1.250.000). Vui lòng viết lại.',
  'number.digits': '{label} có nhiều chữ số hơn mức ghi được chính xác. Vui lòng viết tối đa 15 chữ số.',

  'format.date': 'Ngày không hợp lệ. Vui lòng nhập theo dạng ngày/tháng/năm, ví dụ 05/11/2026.',
  'format.partial-date':
    'Ngày không hợp lệ. Vui lòng nhập ngày/tháng/năm, tháng/năm hoặc năm, ví dụ 05/11/1990, 11/1990 hoặc 1990.',
  'format.decimal': 'Số không hợp lệ. Chỉ nhập chữ số và một dấu phẩy thập phân, ví dụ 1250000,50.',
  'format.month': 'Tháng không hợp lệ. Vui lòng nhập theo dạng tháng/năm, ví dụ 11/2026.',
  'format.local-time': 'Giờ không hợp lệ. Vui lòng nhập theo dạng giờ:phút, từ 00:00 đến 23:59, ví dụ 08:30.',
  'format.percent': 'Tỷ lệ phần trăm không hợp lệ. Ví dụ: 12,5.',
  'format.time': 'Giờ không hợp lệ. Ví dụ: 08:30:00+07:00.',
  'format.date-time': 'Ngày giờ không hợp lệ. Vui lòng nhập theo dạng giờ:phút ngày/tháng/năm, ví dụ 08:30 05/11/2026.',
  'format.duration': 'Khoảng thời gian không hợp lệ. Ví dụ: P1Y6M.',
  'format.email': 'Địa chỉ thư điện tử không hợp lệ. Ví dụ: ten@example.vn.',
  'format.hostname': 'Tên miền không hợp lệ. Ví dụ: example.vn.',
  'format.ipv4': 'Địa chỉ IPv4 không hợp lệ. Ví dụ: 192.0.2.1.',
  'format.ipv6': 'Địa chỉ IPv6 không hợp lệ. Ví dụ: 2001:db8::1.',
  'format.uri': 'Địa chỉ liên kết không hợp lệ. Ví dụ: https://example.vn/trang.',
  'format.uri-reference': 'Địa chỉ liên kết không hợp lệ. Ví dụ: /trang.',
  'format.uuid': 'Mã UUID không hợp lệ. Mã gồm 32 chữ số và chữ cái từ a đến f, chia năm nhóm.',
  'format.json-pointer': 'JSON Pointer không hợp lệ. Ví dụ: /muc/ten.',
  'format.relative-json-pointer': 'JSON Pointer tương đối không hợp lệ. Ví dụ: 1/ten.',
  'format.regex': 'Biểu thức chính quy không hợp lệ.',

  'text.unreadable': '{label} có ký tự không đọc được (ký tự điều khiển). Vui lòng xóa và nhập lại.',
  'text.marks': '{label} có quá nhiều dấu trên một chữ. Vui lòng xóa và nhập lại.',
  'text.form': '{label} có dấu cách, dấu chấm hoặc ký tự thừa. Vui lòng nhập lại.',

  'list.same-rows': '{label}: mục {second} giống hệt mục {first}. Vui lòng sửa hoặc bỏ một mục.',
  'list.duplicate': '{label} giống dòng {row}.',

  'document.required': 'Vui lòng đính kèm {label}.',
  'document.type': 'Loại tệp này không nhận được. Vui lòng chọn tệp PDF hoặc ảnh JPEG, PNG.',
  'document.empty': 'Tệp này không có nội dung. Vui lòng chọn tệp khác.',
  'document.too-large': 'Tệp vượt quá {limitMb} MB. Vui lòng chọn tệp nhỏ hơn hoặc chụp lại.',
  'document.encrypted':
    'Tệp PDF có mật khẩu hoặc bị hạn chế sử dụng nên không nhận được. Vui lòng in thành tệp PDF mới rồi đính kèm lại.',
  'document.reader-missing':
    'Chưa tải được phần đọc giấy tờ nên chưa nhận được tệp. Vui lòng kiểm tra kết nối mạng rồi chọn lại tệp.',
  'document.broken': 'Tệp bị hỏng, không mở được. Vui lòng chọn tệp khác hoặc chụp lại.',
  'document.active-content':
    'Tệp PDF có mã lệnh, tệp khác bên trong hoặc liên kết mở chương trình hay tệp khác nên không nhận được. Vui lòng in thành tệp PDF mới rồi đính kèm lại.',
  'document.undecodable':
    'Tệp PDF có phần không thể kiểm tra nên không nhận được. Vui lòng in thành tệp PDF mới rồi đính kèm lại.',
  'document.too-many-pages': 'Tệp có quá nhiều trang. Vui lòng chỉ đính kèm các trang cần thiết.',
  'document.too-many-pixels': 'Ảnh có kích thước quá lớn. Vui lòng chụp lại hoặc giảm kích thước ảnh.',
  'document.too-many-files': '{label} đã đủ số tệp được nhận. Vui lòng bỏ bớt tệp trước khi thêm.',
  'document.reading': 'Tệp của {label} đang được đọc. Vui lòng chờ đọc xong rồi gửi, hoặc bấm “Hủy” để bỏ tệp.',
  'document.differs': 'Thông tin trên giấy tờ khác với {label}. Vui lòng kiểm tra lại.',
  'document.not-received': 'Hệ thống chưa nhận được tệp của {label}. Vui lòng đính kèm lại.',
  'document.changed': 'Tệp của {label} bị thay đổi khi gửi. Vui lòng đính kèm lại.',
  'document.low-resolution': 'Ảnh có thể khó đọc ({dpi} dpi, nên từ 200 dpi). Ông/Bà nên chụp lại gần hơn.',
  'document.partly-read': 'Chỉ {pages} trang quét đầu tiên được đọc. Vui lòng tự kiểm tra thông tin ở các trang sau.',
  'document.unreadable': 'Không đọc được nội dung của tệp. Ông/Bà vẫn có thể nộp; vui lòng tự nhập thông tin.',
  'document.reading-stopped':
    'Việc đọc tệp mất quá nhiều thời gian nên đã dừng. Tệp vẫn được giữ và gửi kèm; vui lòng tự nhập thông tin, hoặc bấm “Đọc lại”.',
  'document.reader-unavailable':
    'Chức năng đọc giấy tờ hiện không dùng được. Ông/Bà vẫn có thể nộp tệp; vui lòng tự nhập thông tin.',

  'lookup.not-found': 'Không tìm thấy thông tin khớp với {label}. Vui lòng kiểm tra lại hoặc tự khai.',
  'lookup.mismatch': 'Thông tin đã nhập không khớp với cơ sở dữ liệu. Vui lòng kiểm tra lại hoặc tự khai.',
  'conflict.undecided': '{label} khác với giấy tờ hoặc cơ sở dữ liệu. Vui lòng chọn giá trị đúng.',
  'conflict.replaced':
    '{label} đã được thay bằng giá trị trong cơ sở dữ liệu. Vui lòng kiểm tra lại; nếu chưa đúng, hãy ghi rõ ở mục “Thông tin chưa đúng?”.',
  'correction.reason': 'Vui lòng cho biết vì sao {label} khác với cơ sở dữ liệu.',
  'check.failed': '{label} chưa đúng. Vui lòng kiểm tra lại.',

  'receipt.mismatch': '{label} khác với giá trị mà cơ sở dữ liệu đã trả lời. Vui lòng lấy lại thông tin.',
  'receipt.invalid': 'Không xác nhận được nguồn của {label}. Vui lòng lấy lại thông tin từ cơ sở dữ liệu hoặc tự khai.',
  'submission.unknown-field': 'Mẫu này không có mục {label}.',
  'submission.too-large':
    'Hồ sơ có nhiều dữ liệu hơn mức nhận được trong một lần gửi. Vui lòng bớt dữ liệu hoặc tách thành nhiều hồ sơ.',
  'submission.declaration': 'Vui lòng đọc và đánh dấu vào lời cam đoan trước khi gửi.',
  'declaration.required': 'Vui lòng đọc và đánh dấu vào lời cam đoan trước khi gửi.',
  'submission.disagreement':
    'Hồ sơ chưa gửi được vì hai lần kiểm tra nội dung “{label}” cho kết quả khác nhau. Đây là lỗi của biểu mẫu, không phải của Ông/Bà; cơ quan đã được báo. Những gì đã điền vẫn được giữ.',
  'submission.hidden-field': 'Mục {label} không áp dụng cho trường hợp này nên không được gửi.',
  'submission.computed': 'Giá trị của {label} khác với kết quả tính của hệ thống. Vui lòng tải lại trang rồi gửi lại.',
  'submission.unknown-form': 'Hệ thống không có mẫu này. Vui lòng tải lại trang.',
  'submission.version': 'Mẫu này đã được thay bằng mẫu mới. Vui lòng tải lại trang, kiểm tra rồi gửi lại.',
  'form.faulty':
    'Biểu mẫu này có lỗi nên chưa gửi được; đây không phải lỗi của Ông/Bà. Những gì đã điền vẫn được giữ. Ông/Bà có thể in hoặc lưu lại tờ khai, rồi báo cho cơ quan tiếp nhận lỗi “{place}”.',
  'issues.more': 'Còn {count} mục khác cần kiểm tra. Vui lòng sửa các mục đã nêu trước.',
  'upload.unknown': 'Hệ thống chưa nhận được tệp của {label}. Vui lòng đính kèm lại.',
  'upload.hash': 'Tệp của {label} bị thay đổi khi gửi. Vui lòng đính kèm lại.',
};
