/** Vietnamese messages of the country pack, by finding code. `{name}` stands for a param. */
export const vi = {
  'vn-personal-id.characters': 'Số định danh cá nhân chỉ gồm chữ số.',
  'vn-personal-id.length': 'Số định danh cá nhân gồm {expected} chữ số; Ông/Bà đã nhập {length} chữ số.',
  'vn-personal-id.future': 'Số định danh cho biết năm sinh trong tương lai. Vui lòng kiểm tra lại từ chữ số thứ tư đến thứ sáu.',
  'vn-personal-id.prefix': 'Ba chữ số đầu không có trong danh mục mã nơi đăng ký khai sinh. Vui lòng kiểm tra lại.',
  'vn-tax-code.characters': 'Mã số thuế chỉ gồm chữ số, có thể có dấu gạch trước số đơn vị phụ thuộc.',
  'vn-tax-code.length':
    'Mã số thuế gồm 10 chữ số, đơn vị phụ thuộc thêm dấu gạch và 3 chữ số, hoặc 12 chữ số của số định danh cá nhân; Ông/Bà đã nhập {length} chữ số.',
  'vn-tax-code.office': 'Mã số thuế không bắt đầu bằng 00. Vui lòng kiểm tra lại hai chữ số đầu.',
  'vn-tax-code.serial': 'Mã số thuế không đúng: bảy chữ số từ thứ ba đến thứ chín không thể đều là 0.',
  'vn-tax-code.check-digit': 'Mã số thuế không đúng: chữ số kiểm tra không khớp. Vui lòng kiểm tra lại từng chữ số.',
  'vn-tax-code.branch': 'Số đơn vị phụ thuộc (ba chữ số cuối) phải từ 001 đến 999.',
  'vn-phone.characters': 'Số điện thoại chỉ gồm chữ số. Ví dụ: 0912 345 678.',
  'vn-phone.length': 'Số điện thoại di động gồm 10 chữ số, cố định gồm 11 chữ số; Ông/Bà đã nhập {length} chữ số.',
  'vn-phone.prefix': 'Đầu số điện thoại này không có trong danh mục. Vui lòng kiểm tra lại. Ví dụ: 0912 345 678.',
  'vn-plate.pattern': 'Biển số xe không hợp lệ. Ví dụ: 30A-123.45.',
  'vn-plate.motorbike': 'Đây có vẻ là biển số xe mô tô, xe gắn máy. Vui lòng kiểm tra lại.',
  'vn-industry-code.characters': 'Mã ngành chỉ gồm chữ số. Ví dụ: 5610.',
  'vn-industry-code.length': 'Mã ngành cấp 4 gồm 4 chữ số; Ông/Bà đã nhập {length} chữ số.',
  'vn-industry-code.range': 'Không có mã ngành này. Mã ngành cấp 4 từ 0111 đến 9900.',
  'vn-person-name.digits': 'Họ tên không có chữ số.',
  'vn-person-name.characters': 'Họ tên chỉ gồm chữ cái, khoảng trắng, dấu nháy và dấu gạch nối.',
  'vn-person-name.script':
    'Họ tên có chữ cái trông giống chữ Latinh nhưng thuộc bảng chữ khác. Vui lòng xóa và gõ lại bằng chữ Latinh.',
  'vn-person-name.length': 'Họ tên phải có từ {minimum} đến {maximum} ký tự.',
};
