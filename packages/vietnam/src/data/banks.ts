/** A line for each bank: its code, its short name, and further names to search by; banks.ts reads it and says where it is from. */
export const BANKS = `970405Agribank/Nông nghiệp và Phát triển nông thôn
970415VietinBank/Công thương Việt Nam/CTG
970418BIDV/Đầu tư và Phát triển Việt Nam
970436Vietcombank/Ngoại thương Việt Nam/VCB
970407Techcombank/Kỹ thương/TCB
970422MB/Quân đội/MBBank
970416ACB/Á Châu
970432VPBank/Việt Nam Thịnh Vượng
970423TPBank/Tiên Phong
970403Sacombank/Sài Gòn Thương Tín/STB
970437HDBank/Phát triển Thành phố Hồ Chí Minh
970441VIB/Quốc tế
970443SHB/Sài Gòn - Hà Nội
970431Eximbank/Xuất nhập khẩu/EIB
970426MSB/Hàng Hải/Maritime Bank
970448OCB/Phương Đông
970440SeABank/Đông Nam Á
970449LPBank/Lộc Phát/LienVietPostBank/Bưu điện Liên Việt
970429SCB/Sài Gòn
970454BVBank/Bản Việt/VietCapitalBank
970409BAC A BANK/Bắc Á
970412PVcomBank/Đại chúng
970419NCB/Quốc Dân
970425ABBANK/An Bình
970427VietABank/Việt Á/VAB
970428Nam A Bank/Nam Á
970430PGBank/Thịnh vượng và Phát triển/Xăng dầu
970433Vietbank/Việt Nam Thương Tín
970438BAOVIET Bank/Bảo Việt
970452KienlongBank/Kiên Long
970400Saigonbank/Sài Gòn Công Thương
970446Co-opBank/Hợp tác xã
970406Vikki Bank/DongA Bank/Đông Á
970408GPBank/Dầu khí toàn cầu
970414MBV/Việt Nam Hiện Đại/OceanBank/Đại Dương
970444VCBNeo/Ngoại thương Công nghệ số/CBBank/Xây dựng
970421VRB/Liên doanh Việt - Nga
970434Indovina Bank/IVB
970424Shinhan Bank
970439Public Bank Vietnam
970442Hong Leong Bank
970457Woori Bank
970458UOB/United Overseas Bank
970410Standard Chartered
458761HSBC
422589CIMB
999888VBSP/Chính sách xã hội`;
