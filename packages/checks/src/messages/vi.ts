/** What the checks find, in Vietnamese: by code, `{name}` stands for a param. Its keys are the codes that there are. */
export const vi = {
  'autocomplete.other':
    'Trình duyệt sẽ gợi ý dữ liệu của người đang ngồi trước máy ({found}) cho “{field}”, là dữ liệu của người khác. Ghi "autocomplete": "off".',
  'autocomplete.unknown': '“{found}” không phải giá trị của thuộc tính autocomplete trong HTML. Sửa cách viết.',

  'case.code': 'Không có lỗi nào mang mã “{found}”. Sửa mã trong trường hợp mẫu.',
  'case.document': 'Thủ tục không có giấy tờ “{found}”. Sửa tên trong trường hợp mẫu.',
  'case.pointer': '“{found}” không có trong "data" của thủ tục. Sửa con trỏ trong trường hợp mẫu.',
  'case.shape': 'Trường hợp mẫu không đúng dạng ở đây: cần title, today, answers, expect. Xem docs/testing.md.',
  'case.title-twice': 'Trường hợp “{other}” đã có tên này. Đặt tên khác để kết quả chạy phân biệt được.',
  'case.today': 'Trường hợp mẫu cần "today" là một ngày như "2026-07-01", vì quy tắc tính theo ngày.',

  'check.constant': 'Kiểm tra này không đọc câu trả lời nào nên lúc nào cũng như nhau. Cho nó đọc câu trả lời, hoặc bỏ đi.',
  'check.twice': 'Kiểm tra này lặp lại {other}, người dùng đọc hai lần cùng một lỗi. Bỏ một.',
  'checked.stale': 'Dấu đã kiểm tra không còn đúng với định nghĩa. Bỏ dấu, công cụ sẽ đóng lại.',

  'choice.single': 'Chỉ có một lựa chọn để chọn. Thêm lựa chọn, hoặc dùng "value" thay cho câu hỏi.',
  'choice.twice': 'Hai lựa chọn được gọi giống nhau ({other}), người dùng không phân biệt được. Đặt tên khác.',

  'collect.known':
    'Hỏi “{field}” trong khi tra cứu “{lookup}” ({connector}) đã biết điều đó ở thuộc tính “{attribute}”. Thêm vào "fill" để người dân không phải khai lại.',
  'collect.unseen':
    '“{field}” được điền nhưng không trang nào hiện, không quy tắc nào đọc và tờ khai không in. Hiện nó, hoặc không hỏi cơ sở dữ liệu điều này.',
  'collect.unused':
    '“{field}” được hỏi nhưng tờ khai không in và không quy tắc, tra cứu hay giấy tờ nào dùng. Bỏ câu hỏi, hoặc in câu trả lời.',

  'data.unasked': 'Thành phần này của "data" không trang nào hỏi và không gì điền. Đặt vào trang, hoặc bỏ khỏi "data".',

  'document.fact': 'Loại giấy tờ {nature} không đọc được “{fact}”. Đọc được: {known}.',
  'document.known':
    'Giấy tờ bắt buộc này chỉ cho những gì tra cứu đã điền. Thêm "notNeededWhen" để người có dữ liệu trong cơ sở dữ liệu không phải nộp.',
  'document.never-not-needed':
    'Có lý do không cần nộp nhưng không có "notNeededWhen", nên không bao giờ hiện. Bỏ đi, hoặc thêm điều kiện.',
  'document.no-nature': 'Muốn đọc giấy tờ nhưng không nêu "nature" nên không đọc được gì. Nêu loại giấy tờ.',
  'document.not-needed-text': 'Giấy tờ có lúc không cần nộp nhưng không nói vì sao. Thêm "notNeededText".',
  'document.photo':
    'Giấy tờ này không nhận ảnh chụp, trong khi nhiều người chỉ có điện thoại. Thêm "image/jpeg" nếu pháp luật cho phép.',
  'document.reason':
    'Giấy tờ luôn bắt buộc mà không nói vì sao và không có cách thay thế. Thêm "hint" nêu lý do hoặc giấy tờ thay thế, hoặc "notNeededWhen".',

  'field.dead':
    'Trường chỉ đọc, không tính, không mặc định và không gì điền, nên luôn trống. Bỏ "readonly", hoặc cho nó giá trị.',
  'field.stuck':
    'Trường bắt buộc nhưng chỉ đọc và không gì điền, nên không ai gửi được. Bỏ "readonly", hoặc cho nó "value", "default" hay tra cứu.',
  'field.unasked': 'Thiết lập của điều không trang nào hỏi và không gì điền. Đặt trường vào trang, hoặc bỏ thiết lập.',

  'group.empty': 'Nhóm hoặc danh sách không có gì bên trong. Thêm nội dung, hoặc bỏ đi.',
  'group.twice': 'Hai nhóm cùng chỗ có tiêu đề giống nhau ({other}). Đặt tiêu đề khác.',

  'hint.long': 'Gợi ý dài hơn {most} ký tự, trình đọc màn hình đọc hết mỗi lần vào ô. Rút gọn, hoặc đưa vào một đoạn văn bản.',
  'hint.same': 'Gợi ý lặp lại đúng nhãn. Bỏ gợi ý.',

  'label.colon': 'Nhãn kết thúc bằng dấu hai chấm, không cần thiết. Bỏ dấu.',
  'label.long': 'Tên dài {found} ký tự, quá {most}. Rút ngắn và đưa phần giải thích vào "hint" hay "description".',
  'label.mark': 'Dấu * ở cuối nhãn: biểu mẫu đã tự đánh dấu ô bắt buộc. Bỏ dấu.',
  'label.missing': '“{field}” không có nhãn, người dùng sẽ đọc tên kỹ thuật. Thêm "label".',
  'label.symbol': 'Tên chỉ có ký hiệu, trình đọc màn hình không đọc thành lời. Viết bằng chữ.',
  'label.twice': 'Hai câu hỏi cùng nhóm có nhãn giống nhau ({other}), nghe không phân biệt được. Đặt nhãn khác.',
  'label.untranslated': 'Nhãn của “{field}” lấy từ "title" trong "data", chỉ có một ngôn ngữ trong {languages}. Thêm "label".',

  'language.missing': 'Thủ tục khai báo ngôn ngữ “{language}” nhưng không văn bản nào có. Dịch các văn bản, hoặc bỏ khai báo.',
  'language.undeclared': 'Thủ tục dùng các ngôn ngữ {languages}, không có “{language}”. Sửa mã ngôn ngữ, hoặc khai báo thêm.',

  'list.wide':
    'Bảng có {found} cột, quá {most}: trên điện thoại hoặc khi phóng to 400 % phải cuộn ngang. Dùng "panels", hoặc bớt cột.',

  'lookup.key-missing': 'Kết nối {connector} bắt buộc khóa “{key}” mà tra cứu không gửi. Thêm vào "keys".',
  'lookup.key-optional': 'Kết nối {connector} bắt buộc khóa “{key}”, nên hỏi thiếu nó sẽ luôn bị từ chối. Bỏ "optional".',
  'lookup.list-member': 'Dòng của danh sách ở kết nối {connector} không có “{attribute}”. Có: {known}.',
  'lookup.not-list':
    'Thuộc tính “{attribute}” của kết nối {connector} không phải danh sách nên không thành dòng. Điền vào một trường.',
  'lookup.second-factor':
    'Kết nối {connector} trả lời về người khác chỉ khi có thêm một trong các khóa {keys}. Thêm khóa, hoặc cho bên này "subject": true.',
  'lookup.title': 'Tra cứu không có "title", người dùng không biết hỏi cơ sở dữ liệu nào. Thêm tên.',
  'lookup.twice': 'Tra cứu này hỏi đúng điều {other} đã hỏi, cùng lúc. Gộp hai "fill" làm một.',
  'lookup.type':
    '“{attribute}” của kết nối {connector} là {given}, còn “{field}” nhận {wanted}. Điền vào trường khác, hoặc sửa kiểu.',
  'lookup.values':
    '“{attribute}” của kết nối {connector} có thể là {values}, mà “{field}” không cho phép. Thêm các giá trị đó vào "data".',

  'message.vague': 'Thông báo không nói sai ở đâu và cần làm gì. Viết rõ điều cần sửa.',
  'options.person': 'Kết nối {connector} là dữ liệu về cá nhân, không tìm kiếm tự do được. Dùng kết nối công khai.',

  'page.long': 'Trang có {found} câu hỏi, quá {most}. Chia thành nhiều trang.',
  'page.title-twice': 'Hai trang có tiêu đề giống nhau ({other}). Đặt tiêu đề khác.',
  'party.empty': 'Không câu hỏi nào thuộc bên này. Sửa "at", hoặc bỏ bên.',

  'placeholder.hint':
    'Chữ mờ trong ô biến mất khi gõ, không thay được gợi ý. Chuyển nội dung sang "hint"; chữ mờ chỉ để ví dụ ngắn.',
  'placeholder.same': 'Chữ mờ trong ô lặp lại nhãn hoặc gợi ý. Bỏ đi.',

  'procedure.code': 'Mã thủ tục có dạng một chữ số, dấu chấm và sáu chữ số, như 1.001193. Kiểm tra lại mã.',
  'procedure.effective': 'Ngày hết hiệu lực {to} sớm hơn ngày bắt đầu {from}. Sửa một trong hai.',
  'procedure.legal': 'Căn cứ pháp lý cần số và năm, như “Luật Hộ tịch 60/2014/QH13”.',
  'procedure.legal-twice': 'Căn cứ pháp lý này xuất hiện hai lần. Bỏ một.',

  'publish.authority': 'Thủ tục công bố phải nêu cơ quan giải quyết. Thêm "authority" vào "procedure".',
  'publish.cases': 'Không có trường hợp mẫu nào để kiểm chứng thủ tục. Thêm ít nhất một tệp vào "cases".',
  'publish.code': 'Thủ tục công bố phải có mã trong Cơ sở dữ liệu quốc gia về thủ tục hành chính. Thêm "code" vào "procedure".',
  'publish.declaration': 'Không có lời cam đoan trước khi gửi. Thêm "declaration" vào "submit".',
  'publish.effective': 'Thủ tục công bố phải có ngày hiệu lực. Thêm "effective": {"from": …} vào "procedure".',
  'publish.example': '“{found}” là dữ liệu ví dụ. Thay bằng dữ liệu thật, hoặc bỏ đi.',
  'publish.fee': 'Thủ tục công bố phải nêu phí, lệ phí, kể cả khi miễn. Thêm "fee" vào "procedure".',
  'publish.legal': 'Thủ tục công bố phải nêu căn cứ pháp lý. Thêm "legal" vào "procedure".',
  'publish.pages': 'Các trang được suy ra từ "data", thứ tự và nhóm chưa ai chọn. Viết "pages".',
  'publish.result': 'Thủ tục công bố nên nêu kết quả. Thêm "result" vào "procedure".',
  'publish.time': 'Thủ tục công bố nên nêu thời hạn giải quyết. Thêm "time" vào "procedure".',
  'publish.version': 'Phiên bản {version} là bản nháp. Bản công bố bắt đầu từ 1.0.0.',

  'rule.hidden': 'Quy tắc đọc “{field}”, là điều không bao giờ hiện nên luôn trống. Hiện nó, hoặc sửa quy tắc.',
  'rule.later': 'Trang “{page}” hiện hay không tùy “{field}”, được hỏi ở trang sau nó. Người dùng sẽ phải quay lại. Đổi thứ tự.',

  'text.blanks': 'Văn bản có dấu cách thừa ở đầu, cuối hoặc hai dấu cách liền nhau. Bỏ dấu cách.',
  'text.capitals': 'Viết hoa toàn bộ khó đọc, trình đọc màn hình có thể đánh vần. Viết thường.',
  'text.click-here': '“{found}” không nói sẽ tới đâu. Viết rõ nơi đến hoặc việc cần làm.',
  'text.colour': '“{found}” chỉ phân biệt bằng màu, có người không thấy. Nêu thêm tên hoặc chữ.',
  'text.image': 'Văn bản không hiện được ảnh. Viết nội dung của ảnh bằng chữ.',
  'text.invisible': 'Văn bản có ký tự ẩn, làm sai việc tìm kiếm và thứ tự đọc. Bỏ các ký tự đó.',
  'text.link-address': 'Liên kết “{found}” không mở được. Dùng địa chỉ https://, mailto:, tel: hoặc trong cổng.',
  'text.link-words': 'Chữ của liên kết (“{found}”) không nói sẽ tới đâu khi nghe riêng. Đặt tên nơi đến.',
  'text.markup': 'Thẻ “{found}” hiện nguyên văn, không thành định dạng. Bỏ thẻ; đoạn văn bản dùng **đậm** và danh sách "- ".',
  'text.normal-form': 'Chữ có dấu viết bằng ký tự rời (không phải NFC), tìm kiếm và so sánh sẽ sai. Chuẩn hóa.',
  'text.one-language': 'Văn bản chỉ có một ngôn ngữ, thủ tục cần {languages}. Viết cho từng ngôn ngữ.',
  'text.place': '“{found}” chỉ được thay bằng câu trả lời trong "output". Viết bằng lời.',
  'text.placeholder': 'Còn chữ tạm “{found}”. Viết nội dung thật.',
  'text.position': '“{found}” chỉ chỉ ra bằng vị trí, có người không thấy hoặc màn hình xếp khác. Nêu tên của nó.',
  'text.same': 'Bản {language} giống hệt bản {other}. Dịch văn bản.',

  'visible.always': 'Điều kiện hiện viết là true thì không có tác dụng. Bỏ đi.',
  'visible.never': 'Điều kiện hiện viết là false: không ai thấy phần này. Viết điều kiện, hoặc bỏ phần này.',
} as const;
