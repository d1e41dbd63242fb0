/** The Vietnamese words of drafts, of the person whose form it is, and of kiosks; they come with what says them. */
export const viDrafts = {
  'idle.title': 'Ông/Bà còn ở đây không?',
  'idle.kiosk':
    'Đã một lúc không có thao tác nào. Khi hết giờ, mọi thông tin đã nhập bị xóa khỏi máy này và Ông/Bà được đăng xuất.',
  'idle.session':
    'Đã lâu không có thao tác nào. Khi hết giờ, Ông/Bà được đăng xuất. Thông tin đã nhập vẫn được giữ; chỉ Ông/Bà mở lại được, sau khi đăng nhập.',
  'idle.sessionUnkept':
    'Đã lâu không có thao tác nào. Khi hết giờ, Ông/Bà được đăng xuất. Biểu mẫu này không lưu bản nháp: thông tin đã nhập chỉ còn trong trang này.',
  'idle.anyKey': 'Nhấn phím bất kỳ hoặc chạm vào màn hình để tiếp tục.',
  'idle.atItsLongest': 'Phiên đăng nhập này đã dài hết mức và không kéo dài thêm được.',
  'idle.left': 'Còn {n} giây',
  'idle.stay': 'Tôi vẫn ở đây',
  'kiosk.about': 'Máy dùng chung: không có gì được lưu lại trên máy này.',
  'kiosk.writeDown': 'Đây là máy dùng chung. Ông/Bà ghi lại mã hồ sơ, rồi bấm nút dưới đây để xóa mọi thông tin khỏi máy.',
  'kiosk.finish': 'Đã ghi lại mã, xóa khỏi máy này',
  'kiosk.wiped': 'Mọi thông tin đã nhập đã được xóa khỏi máy này.',
  'kiosk.wipedIdle': 'Không có thao tác nào trong một lúc, nên mọi thông tin đã nhập đã được xóa khỏi máy này.',
  'kiosk.signOutFailed':
    'Thông tin đã nhập đã được xóa, nhưng chưa đăng xuất được vì mất kết nối. Vui lòng đợi ở máy, hoặc báo cán bộ.',
  'person.otherTitle': 'Tờ khai này do người khác mở',
  'person.other':
    'Tờ khai này được mở khi một người khác đăng nhập ở đây. Không có gì được gửi đi dưới tên người đang đăng nhập bây giờ.',
  'person.outTitle': 'Không còn ai đăng nhập',
  'person.out': 'Người đã mở tờ khai này không còn đăng nhập ở đây. Vui lòng đăng nhập lại để khai tiếp.',
  'person.unclaimedTitle': 'Tờ khai này có phải của Ông/Bà không?',
  'person.unclaimed':
    'Tờ khai này được mở khi chưa ai đăng nhập, và chưa có gì được gửi đi. Nếu là của Ông/Bà thì có thể khai tiếp dưới tên người đang đăng nhập.',
  'person.unknownTitle': 'Chưa biết ai đang đăng nhập',
  'person.unknown': 'Trang vừa được mở lại nhưng chưa hỏi được ai đang đăng nhập. Vui lòng kiểm tra kết nối rồi thử lại.',
  'person.idle': 'Đã {n} phút không có thao tác nào nên Ông/Bà được đăng xuất. Vui lòng đăng nhập lại để khai tiếp.',
  'person.saved': 'Những gì đã khai được lưu cho riêng người đã mở, và hiện lại khi người đó đăng nhập.',
  'person.held':
    'Những gì đã khai chưa lưu được thành bản nháp: chỉ còn trong thẻ này của trình duyệt, và chỉ hiện lại cho người đã mở. Vui lòng không đóng thẻ này.',
  'person.sent': 'Hồ sơ của người đã mở đã được gửi từ trước.',
  'person.mine': 'Đúng là của tôi, khai tiếp',
  'person.notMine': 'Không phải của tôi, mở tờ khai mới',
  'person.begin': 'Mở tờ khai mới',
  'draft.saved': 'Đã lưu lúc {time}',
  'draft.kept': 'Bản nháp được tự động lưu.',
  'draft.saving': 'Đang lưu bản nháp…',
  'draft.failed': 'Chưa lưu được bản nháp trên thiết bị này. Vui lòng không đóng trang.',
  'draft.restored': 'Đã mở lại bản nháp lưu {moment}.',
  'draft.migrated': 'Mẫu này đã được thay bằng mẫu mới; dữ liệu đã khai được chuyển sang mẫu mới.',
  'draft.migratedChanged': 'Vui lòng kiểm tra lại: {labels}.',
  'draft.migratedLost': '{n} mục của mẫu cũ không còn trong mẫu mới và không được chuyển.',
  'draft.lost': 'Không mở được bản nháp đã lưu. Biểu mẫu bắt đầu lại từ đầu.',
  'draft.emptied':
    'Trình duyệt báo dữ liệu mà trang này lưu trên thiết bị bị hỏng và đã xóa hết. Nếu trước đó ở đây có bản nháp của tờ khai này thì bản nháp không còn; biểu mẫu bắt đầu lại từ đầu.',
  'draft.fileLost': 'Không mở lại được tệp {name}. Vui lòng đính kèm lại.',
  'draft.remove': 'Xóa và khai lại',
  'draft.removeSure': 'Xóa toàn bộ thông tin đã khai trên thiết bị này?',
  'draft.removeYes': 'Xóa tất cả',
  'draft.removed': 'Đã xóa bản nháp.',
  'draft.fileFailed': 'Đã lưu thông tin đã khai, nhưng chưa lưu được tệp đính kèm trên thiết bị này. Vui lòng không đóng trang.',
  'draft.ownerDevice':
    'Bản nháp và tệp đính kèm được mã hóa trên thiết bị này đến khi gửi hoặc xóa. Chỉ Ông/Bà mở được, sau khi đăng nhập.',
  'draft.ownerSession':
    'Bản nháp và tệp đính kèm được mã hóa trong trình duyệt này đến khi đóng trình duyệt. Chỉ Ông/Bà mở được, sau khi đăng nhập.',
  'draft.anybodyDevice':
    'Bản nháp nằm trên thiết bị này đến khi gửi hoặc xóa. Chưa đăng nhập nên ai dùng trình duyệt này cũng mở được.',
  'draft.anybodySession':
    'Bản nháp được giữ trong trình duyệt này đến khi đóng trình duyệt. Chưa đăng nhập nên trước lúc đó ai dùng trình duyệt này cũng mở được.',
  'draft.waitTitle': 'Tờ khai này có bản nháp đã lưu',
  'draft.waitKey':
    'Bản nháp được mã hóa trên thiết bị này và vẫn còn. Chưa kết nối được với nơi giữ khóa mở nên chưa mở được; bản nháp sẽ tự mở ngay khi kết nối lại.',
  'draft.waitOtherKey':
    'Bản nháp vẫn còn trên thiết bị này, nhưng khóa hiện nay của hệ thống không mở được. Ông/Bà có thể khai tờ mới và giữ bản nháp đó, hoặc xóa bản nháp đó.',
  'draft.waitStore':
    'Bản nháp vẫn còn trên thiết bị này, nhưng trình duyệt chưa mở được. Vui lòng đóng các cửa sổ khác của trang này rồi thử lại.',
  'draft.waitAgain': 'Thử lại ngay',
  'draft.waitBeside': 'Khai một tờ mới',
  'draft.waitBesideHint': 'Tờ mới được lưu riêng, không thay bản nháp đã có.',
  'draft.waitRemove': 'Xóa bản nháp đó',
  'draft.elsewhere':
    'Tờ khai này đang mở ở một cửa sổ hoặc thẻ khác của trình duyệt. Ở đây chỉ xem được; khai tiếp ở bên kia, hoặc chuyển sang khai tiếp ở đây.',
  'draft.takeOver': 'Khai tiếp ở đây',
  'draft.here': 'Ông/Bà đang khai tiếp ở đây; cửa sổ kia chỉ còn xem được.',
  'draft.maybeSent':
    'Lần trước tờ khai này đang được gửi thì mất kết nối, có thể hồ sơ đã đến nơi. Ông/Bà gửi lại đúng như cũ thì nhận được mã của hồ sơ đó, không thành hai hồ sơ; sửa rồi gửi là một hồ sơ khác.',
  'draft.anonymous':
    'Trên thiết bị này có bản nháp của tờ khai này, khai khi chưa đăng nhập, lưu {moment}. Nếu là của Ông/Bà thì có thể mở để khai tiếp.',
  'draft.anonymousReplaces':
    'Tờ khai vừa khai khi chưa đăng nhập, lưu {moment}, vẫn còn. Ông/Bà đã có một bản nháp từ trước, đang được mở ở đây; mở tờ khai kia thì bản nháp này được thay.',
  'draft.anonymousOpen': 'Mở bản nháp đó',
  'draft.anonymousRemove': 'Xóa bản nháp đó',
};
