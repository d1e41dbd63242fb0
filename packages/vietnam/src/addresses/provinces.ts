/**
 * The 34 provincial units since 1 July 2025, and the 63 before.
 *
 * Rule    A unit keeps its 2-digit code; whether it is a province (tỉnh) or a centrally run city (thành phố) has
 *         changed since and is answered by day. A former unit belongs to exactly one present one.
 * Source  Resolution 202/2025/QH15 (34 units), Decision 19/2025/QĐ-TTg (codes). Cities since: 30/2026/QH16 (Đồng Nai,
 *         from 2026-04-30), 36/2026/QH16 (Quảng Ninh, from 2026-09-01), 39/2026/QH16 (Bắc Ninh, from 2026-09-20); these
 *         dates as two public data sets give them (vietnamese-provinces-database 5.2.0, vietnam-address-kit 2026.09.25).
 * Limits  Known up to 2026-11-21. A code means another unit before and after July 2025: `25` was and is Phú Thọ, but
 *         `26` was Vĩnh Phúc and is nobody now.
 */
import type {Option, OptionList} from '@egov-form/core';

export type ProvinceType = 'tỉnh' | 'thành phố';

/** One present unit. `name` has no type word: `Phú Thọ`. */
export interface Province {
  readonly code: string;
  readonly name: string;
}

/** One unit as it was before July 2025. `successor` is the code of the unit that it belongs to now. */
export interface FormerProvince {
  readonly code: string;
  readonly name: string;
  readonly successor: string;
}

/** From this day on the codes of `PROVINCES` and of the communes are in force. */
export const TWO_LEVEL_ERA = '2025-07-01';

export const PROVINCES: readonly Province[] = [
  '01Hà Nội,04Cao Bằng,08Tuyên Quang,11Điện Biên,12Lai Châu,14Sơn La,15Lào Cai,19Thái Nguyên,20Lạng Sơn,22Quảng Ninh',
  '24Bắc Ninh,25Phú Thọ,31Hải Phòng,33Hưng Yên,37Ninh Bình,38Thanh Hóa,40Nghệ An,42Hà Tĩnh,44Quảng Trị,46Huế,48Đà Nẵng',
  '51Quảng Ngãi,52Gia Lai,56Khánh Hòa,66Đắk Lắk,68Lâm Đồng,75Đồng Nai,79Hồ Chí Minh,80Tây Ninh,82Đồng Tháp,86Vĩnh Long',
  '91An Giang,92Cần Thơ,96Cà Mau',
]
  .join(',')
  .split(',')
  .map((row) => ({code: row.slice(0, 2), name: row.slice(2)}));

/** Code, code of the successor, name. */
export const FORMER_PROVINCES: readonly FormerProvince[] = [
  '0101Hà Nội,0208Hà Giang,0404Cao Bằng,0619Bắc Kạn,0808Tuyên Quang,1015Lào Cai,1111Điện Biên,1212Lai Châu,1414Sơn La',
  '1515Yên Bái,1725Hòa Bình,1919Thái Nguyên,2020Lạng Sơn,2222Quảng Ninh,2424Bắc Giang,2525Phú Thọ,2625Vĩnh Phúc',
  '2724Bắc Ninh,3031Hải Dương,3131Hải Phòng,3333Hưng Yên,3433Thái Bình,3537Hà Nam,3637Nam Định,3737Ninh Bình',
  '3838Thanh Hóa,4040Nghệ An,4242Hà Tĩnh,4444Quảng Bình,4544Quảng Trị,4646Thừa Thiên Huế,4848Đà Nẵng,4948Quảng Nam',
  '5151Quảng Ngãi,5252Bình Định,5466Phú Yên,5656Khánh Hòa,5856Ninh Thuận,6068Bình Thuận,6251Kon Tum,6452Gia Lai',
  '6666Đắk Lắk,6768Đắk Nông,6868Lâm Đồng,7075Bình Phước,7280Tây Ninh,7479Bình Dương,7575Đồng Nai,7779Bà Rịa - Vũng Tàu',
  '7979Hồ Chí Minh,8080Long An,8282Tiền Giang,8386Bến Tre,8486Trà Vinh,8686Vĩnh Long,8782Đồng Tháp,8991An Giang',
  '9191Kiên Giang,9292Cần Thơ,9392Hậu Giang,9492Sóc Trăng,9596Bạc Liêu,9696Cà Mau',
]
  .join(',')
  .split(',')
  .map((row) => ({code: row.slice(0, 2), successor: row.slice(2, 4), name: row.slice(4)}));

/** Since which day a unit is a city. */
const CITY_SINCE: {readonly [code: string]: string | undefined} = {
  '01': TWO_LEVEL_ERA,
  '31': TWO_LEVEL_ERA,
  '46': TWO_LEVEL_ERA,
  '48': TWO_LEVEL_ERA,
  '79': TWO_LEVEL_ERA,
  '92': TWO_LEVEL_ERA,
  '75': '2026-04-30',
  '22': '2026-09-01',
  '24': '2026-09-20',
};

export function findProvince(code: string): Province | undefined {
  return PROVINCES.find((province) => province.code === code);
}

/** What the unit is on a day (`2026-11-21`); the latest state that this module knows when no day is given. */
export function provinceType(code: string, on = '9999-12-31'): ProvinceType {
  const since = CITY_SINCE[code];
  return since !== undefined && since <= on ? 'thành phố' : 'tỉnh';
}

/** `Tỉnh Phú Thọ`, `Thành phố Huế`. Undefined for an unknown code. */
export function provinceName(code: string, on?: string): string | undefined {
  const province = findProvince(code);
  if (!province) return undefined;
  return `${provinceType(code, on) === 'tỉnh' ? 'Tỉnh' : 'Thành phố'} ${province.name}`;
}

let options: readonly Option[] | undefined;

/** `vn.provinces`: by name; the names of merged provinces find it too. */
export const provinceOptions: OptionList = {
  name: 'vn.provinces',
  load: () => {
    options ??= [...PROVINCES]
      .sort((a, b) => a.name.localeCompare(b.name, 'vi'))
      .map(({code, name}) => ({
        value: code,
        label: provinceName(code) ?? name,
        aliases: FORMER_PROVINCES.filter((former) => former.successor === code && former.name !== name).map(
          (former) => former.name,
        ),
      }));
    return options;
  },
};
