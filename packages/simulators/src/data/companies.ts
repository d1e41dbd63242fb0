import type {Json, JsonObject} from '@egov-form/core';
import {PLACES, type Place, placeOf} from './places.ts';
import {SeededRandom} from './random.ts';

/** A made-up enterprise or branch. Province part 99 does not exist, so no real code can be hit; check digits are right. */
export interface SyntheticCompany {
  /** `9999999997`, branches `9999999997-001`. */
  readonly code: string;
  readonly name: string;
  readonly status: string;
  /** Has a transport licence. */
  readonly transport: boolean;
  /** What the business registration service sends. */
  readonly record: JsonObject;
}

/** Weights of the first nine digits of a code. */
const WEIGHTS = [31, 29, 23, 19, 17, 13, 7, 5, 3];

/** The transport company of the badge procedure: several vehicles belong to it. */
export const TRANSPORT_COMPANY_CODE: string = companyCode('999999997');

const STATUSES = [
  ['2', 'Đang hoạt động'],
  ['3', 'Tạm ngừng kinh doanh'],
  ['4', 'Đã giải thể, phá sản, chấm dứt tồn tại'],
  ['5', 'Bị thu hồi Giấy chứng nhận đăng ký doanh nghiệp'],
] as const;

const TYPES = [
  'Công ty trách nhiệm hữu hạn một thành viên',
  'Công ty trách nhiệm hữu hạn hai thành viên trở lên',
  'Công ty cổ phần',
] as const;
const ACTIVITIES = [
  ['6201', 'Lập trình máy vi tính'],
  ['4663', 'Bán buôn vật liệu, thiết bị lắp đặt khác trong xây dựng'],
  ['4101', 'Xây dựng nhà để ở'],
  ['1079', 'Sản xuất thực phẩm khác chưa được phân vào đâu'],
  ['5610', 'Nhà hàng và các dịch vụ ăn uống phục vụ lưu động'],
] as const;
const CARRYING = [
  ['4933', 'Vận tải hàng hóa bằng đường bộ'],
  ['4932', 'Vận tải hành khách đường bộ khác'],
] as const;
const DIRECTORS = ['NGUYỄN VĂN THỬ', 'TRẦN THỊ NGHIỆM', 'LÊ HỮU MẪU', 'PHẠM THỊ VÍ DỤ', 'HOÀNG ĐỨC GIẢ', 'VŨ THỊ ĐỊNH'] as const;

/** Nine digits with their check digit. @throws RangeError when no digit fits: then no such code exists. */
export function companyCode(stem: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(stem[index]), 0);
  const check = 10 - (sum % 11);
  if (check > 9) throw new RangeError(`No check digit fits the stem ${stem}.`);
  return `${stem}${check}`;
}

const DIRECTOR = {
  FULL_NAME: 'PHẠM VĂN GIÁM ĐỐC',
  POSITION_NAME: 'Giám đốc',
  ID_NO: '026075000046',
  BIRTH_DATE: '01/01/1975',
  NATIONALITY: 'Việt Nam',
  ADDRESS: 'Phường Vĩnh Yên, Tỉnh Phú Thọ',
} as const;

/** All made-up enterprises, the fixed two first: 2,000 head offices and 6 branches for any seed. */
export function demoCompanies(seed = 2026, count = 2_000): readonly SyntheticCompany[] {
  const random = new SeededRandom(seed ^ 0x5eed);
  const companies: SyntheticCompany[] = [sampleCompany(), transportCompany()];
  for (let stem = 990000001; companies.length < count; stem += 7) {
    const code = codeOrNothing(String(stem));
    if (code) companies.push(makeCompany(code, companies.length, random));
  }
  for (const parent of companies.slice(0, 6)) companies.push(branchOf(parent, random));
  return companies;
}

function codeOrNothing(stem: string): string | undefined {
  try {
    return companyCode(stem);
  } catch {
    return undefined;
  }
}

function sampleCompany(): SyntheticCompany {
  return company({
    code: '9999999997',
    internalId: '900001',
    name: 'CÔNG TY TNHH MẪU THỬ MỘT',
    foreign: 'SAMPLE ONE COMPANY LIMITED',
    short: 'SAMPLE ONE',
    type: TYPES[0],
    status: STATUSES[0],
    founded: '05/03/2019',
    capital: '5000000000',
    phone: '02113000001',
    office: address(placeOf('08707'), 'new', 'Số 1 đường Thử Nghiệm'),
    representatives: [DIRECTOR],
    activities: [
      ['6201', 'Lập trình máy vi tính'],
      ['6202', 'Tư vấn máy vi tính và quản trị hệ thống máy vi tính'],
    ],
    licence: undefined,
  });
}

function transportCompany(): SyntheticCompany {
  return company({
    code: TRANSPORT_COMPANY_CODE,
    internalId: '900002',
    name: 'CÔNG TY TNHH VẬN TẢI MẪU THỬ',
    foreign: 'SAMPLE TRANSPORT COMPANY LIMITED',
    short: 'SAMPLE TRANSPORT',
    type: TYPES[0],
    status: STATUSES[0],
    founded: '12/09/2016',
    capital: '12000000000',
    phone: '02113000002',
    office: address(placeOf('08725'), 'new', 'Số 20 đường Vận Tải'),
    representatives: DIRECTOR,
    activities: CARRYING,
    licence: {So: '26180045/GPKDVT', NgayCap: '15/06/2023', NoiCap: 'Sở Xây dựng tỉnh Phú Thọ'},
  });
}

function makeCompany(code: string, index: number, random: SeededRandom): SyntheticCompany {
  const place = random.pick(PLACES);
  const transport = index % 4 === 0;
  const number = String(index).padStart(2, '0');
  const director = (name: string): JsonObject => ({
    FULL_NAME: name,
    POSITION_NAME: random.pick(['Giám đốc', 'Tổng giám đốc', 'Chủ tịch Hội đồng quản trị']),
    ID_NO: '',
    BIRTH_DATE: '',
    NATIONALITY: 'Việt Nam',
    ADDRESS: '',
  });
  const one = director(random.pick(DIRECTORS));
  const representatives: readonly Json[] = [one, [one], [one, director(random.pick(DIRECTORS))], []];
  return company({
    code,
    internalId: String(900_001 + index),
    name: transport ? `CÔNG TY CỔ PHẦN VẬN TẢI THỬ NGHIỆM ${number}` : `CÔNG TY TNHH THỬ NGHIỆM ${number}`,
    foreign: random.chance(0.5) ? `TRIAL ${number} COMPANY LIMITED` : '',
    short: random.chance(0.5) ? `TRIAL ${number}` : '',
    type: random.pick(TYPES),
    status: index < 8 || random.chance(0.75) ? STATUSES[0] : random.pick(STATUSES),
    founded: `${two(random.between(1, 28))}/${two(random.between(1, 12))}/${random.between(1999, 2025)}`,
    capital: String(random.between(1, 90) * 500_000_000),
    phone: random.chance(0.8) ? `021130${String(index).padStart(5, '0')}` : '',
    office: address(place, random.chance(0.35) ? 'old' : 'new', `Số ${random.between(1, 200)} đường Thử Nghiệm`),
    representatives: representatives[index % 4] ?? one,
    activities: transport ? CARRYING : [random.pick(ACTIVITIES)],
    licence: transport
      ? {
          So: `2618${String(index).padStart(4, '0')}/GPKDVT`,
          NgayCap: `01/${two(random.between(1, 12))}/2022`,
          NoiCap: 'Sở Giao thông vận tải',
        }
      : undefined,
  });
}

function branchOf(parent: SyntheticCompany, random: SeededRandom): SyntheticCompany {
  const code = `${parent.code}-001`;
  const main = parent.record['MainInformation'] as JsonObject;
  const name = `CHI NHÁNH ${parent.name}`;
  const record = {
    ...parent.record,
    MainInformation: {
      ...main,
      NAME: name,
      NAME_F: '',
      SHORT_NAME: '',
      ENTERPRISE_GDT_CODE: code,
      ENTERPRISE_TYPE_NAME: 'Chi nhánh',
      CAPITAL_AMOUNT: '',
    },
    HOAdress: address(random.pick(PLACES), 'new', 'Số 3 đường Chi Nhánh'),
  };
  return {...parent, code, name, record};
}

interface Plan {
  readonly code: string;
  readonly internalId: string;
  readonly name: string;
  readonly foreign: string;
  readonly short: string;
  readonly type: string;
  readonly status: readonly [string, string];
  readonly founded: string;
  readonly capital: string;
  readonly phone: string;
  readonly office: JsonObject;
  readonly representatives: Json;
  readonly activities: readonly (readonly [string, string])[];
  readonly licence: JsonObject | undefined;
}

function company(plan: Plan): SyntheticCompany {
  const {representatives} = plan;
  const first = (Array.isArray(representatives) ? representatives[0] : representatives) as JsonObject | undefined;
  const record: JsonObject = {
    MainInformation: {
      ENTERPRISE_ID: plan.internalId,
      NAME: plan.name,
      NAME_F: plan.foreign,
      SHORT_NAME: plan.short,
      // Internal, ten digits, and not the tax code: a trap that the real service has.
      ENTERPRISE_CODE: `00${plan.code.slice(0, 8)}`,
      ENTERPRISE_GDT_CODE: plan.code,
      IMP_BUSINESS_CODE: plan.code,
      ENTERPRISE_TYPE_NAME: plan.type,
      ENTERPRISE_STATUS: plan.status[0],
      ENTERPRISE_STATUS_NAME: plan.status[1],
      FOUNDING_DATE: plan.founded,
      LAST_AMEND_DATE: '12/08/2025',
      NUMBER_CHANGES: '3',
      CAPITAL_AMOUNT: plan.capital,
      LEGAL_NAMES: first === undefined ? 'NGUYỄN VĂN THỬ' : String(first['FULL_NAME']),
      PHONE: plan.phone,
    },
    HOAdress: plan.office,
    Representatives: representatives,
    BusinessActivity: plan.activities.map(([CODE, NAME], index) => ({CODE, NAME, IS_MAIN: index === 0 ? 'Y' : 'N'})),
    ...(plan.licence && {GiayPhepVanTai: plan.licence}),
  };
  return {code: plan.code, name: plan.name, status: plan.status[1], transport: plan.licence !== undefined, record};
}

function address(place: Place, era: 'old' | 'new', street: string): JsonObject {
  const old = era === 'old';
  const names = old ? [place.oldCommune, place.oldDistrict, place.oldProvince] : [place.commune, place.province];
  return {
    AddressFullText: [street, ...names, 'Việt Nam'].join(', '),
    CityID: old ? place.oldProvinceCode : place.provinceCode,
    CityName: old ? place.oldProvince : place.province,
    DistrictID: old ? place.oldDistrictCode : '',
    DistrictName: old ? place.oldDistrict : '',
    WardID: old ? place.oldCommuneCode : place.communeCode,
    WardName: old ? place.oldCommune : place.commune,
    StreetNumber: street,
  };
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
