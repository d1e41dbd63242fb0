/** Registers about single people that follow from the people themselves: nothing is kept, everything is made when asked. */

import {isSameKey, nameKey} from '@egov-form/connectors/messages';
import type {JsonObject} from '@egov-form/core';
import type {SyntheticCompany} from '../data/companies.ts';
import type {PeopleIndex} from '../data/people-index.ts';
import type {Place} from '../data/places.ts';
import {SeededRandom} from '../data/random.ts';
import type {Relative, SyntheticPerson} from '../data/synthetic-person.ts';
import {driverHealthRecord, maritalRecord} from './family-registers.ts';
import {bare, flatRegister, type SimulatedRegister, textOf} from './simulated-register.ts';

/** The requester of the demo, whose papers the examples name. */
const SAMPLE = '026190000042';
const NOBODY = '001099000999';
/** The year that the data are of. */
const YEAR = 2026;

const ageOf = (person: SyntheticPerson): number => YEAR - Number(person.birthDate.slice(0, 4));
const isWhole = (person: SyntheticPerson): boolean => person.birthDate.length === 10;
/** Birth entries are digital for people under 40. */
const isRegistered = (person: SyntheticPerson): boolean => isWhole(person) && ageOf(person) < 40;
const two = (number: number): string => String(number).padStart(2, '0');
const placeText = ({commune, province}: Place): string => `${commune}, ${province.replace(/^T/u, 't')}`;

/** The same answers for the same person, whoever was asked about before. */
function randomOf(person: SyntheticPerson, about: number): SeededRandom {
  return new SeededRandom(Number(person.citizenId.slice(-9)) ^ about);
}

function aDate(random: SeededRandom, fromYear: number, toYear: number): string {
  return `${random.between(fromYear, toYear)}-${two(random.between(1, 12))}-${two(random.between(1, 28))}`;
}

/** Payers: every adult, and every company. */
export function taxRegister(people: PeopleIndex, companies: () => readonly SyntheticCompany[]): SimulatedRegister {
  let byCode: ReadonlyMap<string, SyntheticCompany> | undefined;
  return flatRegister({
    asked: 'mst',
    echoed: 'mst',
    kept: ['tenNnt'],
    disputed: 'tenNnt',
    nobody: '9900000000',
    find(message) {
      const mst = textOf(message['mst']);
      const person = people.find(mst);
      if (person) {
        if (ageOf(person) < 15) return undefined;
        const office = {
          coQuanThue: `Thuế ${(person.permanent?.place.province ?? 'Tỉnh Phú Thọ').replace(/^T/u, 't')}`,
          loai: 'ca-nhan',
        };
        return {mst, tenNnt: person.name, trangThai: '00', trangThaiTen: 'NNT đang hoạt động', ...office};
      }
      byCode ??= new Map(companies().map((company) => [company.code, company]));
      const company = byCode.get(mst);
      if (!company) return undefined;
      const active = company.status === 'Đang hoạt động';
      return {
        mst,
        tenNnt: company.name,
        trangThai: active ? '00' : '05',
        trangThaiTen: active ? 'NNT đang hoạt động' : 'NNT tạm ngừng hoạt động',
        coQuanThue: 'Thuế tỉnh Phú Thọ',
        loai: 'to-chuc',
      };
    },
  });
}

/** Entries of whoever is younger than the paper registers that were not read in. */
export function birthRegister(people: PeopleIndex): SimulatedRegister {
  return flatRegister({
    asked: 'soDinhDanh',
    echoed: 'nksSoDinhDanh',
    kept: ['nksHoTen', 'nksNgaySinh', 'so'],
    disputed: 'nksHoTen',
    nobody: NOBODY,
    find(message) {
      const person = people.find(textOf(message['soDinhDanh']));
      if (!person || !isRegistered(person)) return undefined;
      const random = randomOf(person, 0xb1);
      const parent = (relative: SyntheticPerson['father']): SyntheticPerson | undefined => people.find(relative?.citizenId ?? '');
      const year = person.birthDate.slice(0, 4);
      const at = person.birthRegistration;
      const number = String(random.between(1, 400));
      return {
        nksSoDinhDanh: person.citizenId,
        so: number,
        quyenSo: `01/${year}`,
        trangSo: number,
        ngayDangKy: `${year}-12-${two(random.between(10, 28))}`,
        noiDangKy: at ? `UBND ${placeText(at).replace(/^(X|P)/u, (first) => first.toLowerCase())}` : '',
        nksHoTen: person.name,
        nksGioiTinh: person.gender,
        nksNgaySinh: person.birthDate,
        nksNoiSinh: 'Bệnh viện Mẫu',
        nksQueQuan: person.homeTown ? placeText(person.homeTown) : '',
        nksDanToc: 'Kinh',
        nksQuocTich: 'Việt Nam',
        meHoTen: person.mother?.name ?? '',
        meNgaySinh: parent(person.mother)?.birthDate ?? '',
        chaHoTen: person.father?.name ?? '',
        chaNgaySinh: parent(person.father)?.birthDate ?? '',
        nycHoTen: person.father?.name ?? person.mother?.name ?? '',
        nycQuanHe: person.father ? 'Cha' : 'Mẹ',
      };
    },
  });
}

/** One of the two, as an entry names them. */
function spouseMembers(who: 'chong' | 'vo', {name, citizenId}: Relative, birthDate = ''): JsonObject {
  return {[`${who}HoTen`]: name, [`${who}SoDinhDanh`]: citizenId, [`${who}NgaySinh`]: birthDate};
}

/** Marriages in force; asked with another kind, whether a person is married at all. */
export function marriageRegister(people: PeopleIndex): SimulatedRegister {
  return flatRegister({
    asked: 'soDinhDanh',
    echoed: 'soDinhDanh',
    kept: ['chongHoTen', 'voHoTen'],
    disputed: 'voHoTen',
    nobody: NOBODY,
    find(message) {
      const person = people.find(textOf(message['soDinhDanh']));
      if (person && textOf(message['loai']) === 'HN') return maritalRecord(person);
      if (!person?.spouse) return undefined;
      const spouse = people.find(person.spouse.citizenId);
      const husband = person.gender === '1' || spouse?.gender === '2';
      const later = Math.max(Number(person.birthDate.slice(0, 4)), Number(spouse?.birthDate.slice(0, 4) ?? 0));
      const random = new SeededRandom(later * 31 + person.name.length + person.spouse.name.length);
      return {
        soDinhDanh: person.citizenId,
        so: String(random.between(1, 300)),
        ngayDangKy: person.citizenId === SAMPLE ? '2015-10-10' : aDate(random, later + 20, Math.min(YEAR - 1, later + 26)),
        noiDangKy: `UBND ${person.birthRegistration?.oldCommune.replace(/^(X|P)/u, (first) => first.toLowerCase()) ?? 'xã Mẫu'}`,
        tinhTrang: '1',
        ...spouseMembers('chong', husband ? person : person.spouse, husband ? person.birthDate : spouse?.birthDate),
        ...spouseMembers('vo', husband ? person.spouse : person, husband ? spouse?.birthDate : person.birthDate),
      };
    },
  });
}

/** Insurance of most people; the name, where it is given, must agree. */
export function insuranceRegister(people: PeopleIndex): SimulatedRegister {
  return flatRegister({
    asked: 'soDinhDanh',
    echoed: 'soDinhDanh',
    kept: ['maSoBhxh'],
    disputed: 'maSoBhxh',
    nobody: NOBODY,
    find(message) {
      const person = people.find(textOf(message['soDinhDanh']));
      const name = textOf(message['hoTen']);
      const born = textOf(message['ngaySinh']);
      if (!person || (name !== '' && nameKey(name) !== nameKey(person.name))) return undefined;
      if (born !== '' && born !== person.birthDate.replaceAll('-', '')) return undefined;
      const random = randomOf(person, 0x155);
      if (person.citizenId !== SAMPLE && random.chance(0.1)) return undefined;
      const number = person.citizenId === SAMPLE ? '9999999901' : `99${person.citizenId.slice(-8)}`;
      return {
        soDinhDanh: person.citizenId,
        maSoBhxh: number,
        maTheBhyt: number,
        hanTheTu: `${YEAR}-01-01`,
        hanTheDen: `${YEAR}-12-31`,
        noiKcb: 'Bệnh viện Mẫu',
        trangThai: ageOf(person) > 62 ? 'da-huong' : random.chance(0.9) ? 'dang-tham-gia' : 'tam-dung',
      };
    },
  });
}

/** Licences of most adults; asked with another kind, their health certificates. */
export function licenceRegister(people: PeopleIndex): SimulatedRegister {
  return flatRegister({
    asked: 'soDinhDanh',
    echoed: 'soDinhDanh',
    kept: ['soGplx', 'hoTen', 'ngaySinh'],
    disputed: 'hoTen',
    nobody: NOBODY,
    find(message) {
      const person = people.find(textOf(message['soDinhDanh']));
      const born = textOf(message['ngaySinh']);
      if (!person || !isWhole(person) || ageOf(person) < 19 || (born !== '' && born !== person.birthDate)) return undefined;
      if (textOf(message['loai']) === 'KSK') return driverHealthRecord(person);
      const random = randomOf(person, 0xd1);
      if (person.citizenId !== SAMPLE && random.chance(0.35)) return undefined;
      const soGplx = `25${person.citizenId.slice(-10)}`;
      const asked = textOf(message['soGplx']);
      if (asked !== '' && bare(asked) !== soGplx) return undefined;
      return {
        soDinhDanh: person.citizenId,
        soGplx,
        hoTen: person.name,
        ngaySinh: person.birthDate,
        hang: random.chance(0.5) ? ['A1', 'B'] : ['A1'],
        ngayCap: aDate(random, 2019, 2025),
        ngayHetHan: aDate(random, 2029, 2035),
        ngayTrungTuyen: aDate(random, 2010, 2018),
        noiCap: 'Công an tỉnh Phú Thọ',
        diem: random.between(6, 12),
        trangThai: '1',
      };
    },
  });
}

/** One certificate for each married couple and each single adult over 30; either spouse may ask. */
export function landRegister(people: PeopleIndex): SimulatedRegister {
  return flatRegister({
    asked: 'soPhatHanh',
    echoed: 'soPhatHanh',
    kept: ['soVaoSo'],
    disputed: 'soVaoSo',
    nobody: 'AA 99999999',
    find(message) {
      const person = people.find(textOf(message['soDinhDanh']));
      const home = person?.permanent;
      if (!person || !home || ageOf(person) < 25) return undefined;
      const holders = [person, people.find(person.spouse?.citizenId ?? '')].filter((holder) => holder !== undefined);
      const first = holders.map(({citizenId}) => citizenId).toSorted()[0] ?? '';
      const serial = landSerial(person.citizenId === SAMPLE ? SAMPLE : first);
      if (!isSameKey('text', serial, textOf(message['soPhatHanh']))) return undefined;
      const random = new SeededRandom(Number(first.slice(-9)));
      const parcel = (): JsonObject => ({
        soThua: String(random.between(1, 400)),
        soToBanDo: String(random.between(1, 60)),
        dienTich: random.between(400, 5_000) / 10,
        mucDich: random.pick(['ODT', 'ONT', 'CLN']),
        thoiHan: 'Lâu dài',
        diaChi: placeText(home.place),
      });
      return {
        soVaoSo: `CS ${first.slice(-5)}`,
        soPhatHanh: serial,
        ngayCap: aDate(random, 2010, 2024),
        thuaDat: random.chance(0.3) ? [parcel(), parcel()] : [parcel()],
        chuSuDung: holders.map(({name, citizenId}) => ({ten: name, soDinhDanh: citizenId})),
        tinhTrang: {theChap: random.chance(0.2), nganChan: random.chance(0.03)},
      };
    },
  });
}

/** Serial of the certificate whose first holder has this number. */
export function landSerial(citizenId: string): string {
  return citizenId === SAMPLE ? 'AA 00000001' : `AB ${citizenId.slice(-8)}`;
}

/** Papers: one's own birth certificate, and those of one's children. Others need the owner's code. */
export function walletRegister(people: PeopleIndex): SimulatedRegister {
  return flatRegister({
    asked: 'soDinhDanh',
    echoed: 'soDinhDanh',
    kept: [],
    disputed: 'giayTo',
    nobody: NOBODY,
    find(message) {
      const person = people.find(textOf(message['soDinhDanh']));
      if (!person) return undefined;
      const born = [person, ...people.childrenOf(person)].filter(isRegistered);
      return {soDinhDanh: person.citizenId, giayTo: born.map(certificateOf)};
    },
  });
}

function certificateOf(person: SyntheticPerson): JsonObject {
  const year = person.birthDate.slice(0, 4);
  const random = randomOf(person, 0xb1);
  return {
    MaGiayToKetQua: 'KQ.G15.000031',
    TenGiayToKetQua: 'Giấy khai sinh',
    SoKyHieu: `${random.between(1, 400)}/${year}`,
    TrichYeuNoiDung: `Giấy khai sinh của ${person.name}`,
    MaChuGiayTo: person.citizenId,
    MaCoQuan: 'H44.12.03',
    NgayCap: `${year}1228`,
    ThoiHanHieuLuc: '',
    PhamViHieuLuc: 'Toàn quốc',
    TepTin: {ten: 'giay-khai-sinh.pdf', loai: 'application/pdf', sha256: '', kySo: true},
  };
}
