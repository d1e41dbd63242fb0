import type {JsonObject} from '@egov-form/core';
import type {Place} from '../data/places.ts';
import type {Relative, Residence, SyntheticPerson} from '../data/synthetic-person.ts';

/** What the population service sends about a person: the tree `CongDan`, with the person's quirk. One child is no list. */
export function citizenRecord(person: SyntheticPerson, children: readonly SyntheticPerson[] = []): JsonObject {
  const offspring = children.map(childMembers);
  const year = person.birthDate.slice(0, 4);
  const whole = person.birthDate.length === 10 ? person.birthDate.replaceAll('-', '') : '';
  return {
    SoDinhDanh: person.citizenId,
    SoCMND: '',
    HoVaTen: nameMembers(person),
    GioiTinh: person.gender,
    DanToc: person.ethnicity,
    TonGiao: '00',
    TinhTrangHonNhan: person.maritalStatus,
    NhomMau: '00',
    NgayThangNamSinh: {Nam: year, NgayThangNam: person.quirk === 'impossible-date' ? `${year}0231` : whole},
    NoiDangKyKhaiSinh: oldPlace(person.birthRegistration),
    QuocTich: 'VN',
    QueQuan: oldPlace(person.homeTown),
    ThuongTru: residenceMembers(person.permanent, person.quirk === 'unknown-commune'),
    NoiOHienTai:
      person.quirk === 'abroad'
        ? {...EMPTY_PLACE, ChiTiet: 'VIÊNG CHĂN', QuocGia: 'LA'}
        : residenceMembers(person.current, false),
    Cha: relativeMembers(person.father),
    Me: relativeMembers(person.mother),
    VoChong: relativeMembers(person.spouse),
    NguoiDaiDien: relativeMembers(undefined),
    ChuHo: {QuanHe: '', ...relativeMembers(person.headOfHousehold)},
    SoSoHoKhau: '',
    Con: offspring.length === 1 ? (offspring[0] ?? '') : offspring,
    CanCuoc: person.card
      ? {LoaiGiayTo: 'CC', So: person.citizenId, NgayCap: person.card.issuedOn, NoiCap: person.card.issuedBy}
      : {LoaiGiayTo: '', So: '', NgayCap: '', NoiCap: ''},
  };
}

function childMembers(child: SyntheticPerson): JsonObject {
  return {
    HoVaTen: child.name,
    SoDinhDanh: child.citizenId,
    GioiTinh: child.gender,
    NgayThangNamSinh: {
      Nam: child.birthDate.slice(0, 4),
      NgayThangNam: child.birthDate.length === 10 ? child.birthDate.replaceAll('-', '') : '',
    },
  };
}

const EMPTY_PLACE = {MaTinhThanh: '', MaQuanHuyen: '', MaPhuongXa: '', ChiTiet: '', QuocGia: ''} as const;

function nameMembers(person: SyntheticPerson): JsonObject {
  if (person.quirk === 'split-name') {
    const words = person.name.split(' ');
    return {Ho: words[0] ?? '', ChuDem: words.slice(1, -1).join(' '), Ten: words.at(-1) ?? ''};
  }
  const whole = person.quirk === 'decomposed-name' ? ` ${person.name.normalize('NFD').replaceAll(' ', '  ')} ` : person.name;
  return {Ho: '', ChuDem: '', Ten: whole};
}

function oldPlace(place: Place | undefined): JsonObject {
  if (!place) return EMPTY_PLACE;
  return {
    MaTinhThanh: place.oldProvinceCode,
    MaQuanHuyen: place.oldDistrictCode,
    MaPhuongXa: place.oldCommuneCode,
    ChiTiet: `${place.oldCommune}, ${place.oldDistrict}, ${place.oldProvince}`.toUpperCase(),
    QuocGia: 'VN',
  };
}

function residenceMembers(residence: Residence | undefined, unknownCommune: boolean): JsonObject {
  if (!residence) return EMPTY_PLACE;
  const {place, detail} = residence;
  if (residence.era === 'old') {
    const old = oldPlace(place);
    return {...old, ChiTiet: `${detail}, ${String(old['ChiTiet'])}`};
  }
  const commune = unknownCommune ? '99999' : place.communeCode;
  return {MaTinhThanh: place.provinceCode, MaQuanHuyen: '', MaPhuongXa: commune, ChiTiet: detail, QuocGia: 'VN'};
}

function relativeMembers(relative: Relative | undefined): JsonObject {
  if (!relative) return {HoVaTen: '', QuocTich: '', SoDinhDanh: '', SoCMND: ''};
  return {HoVaTen: relative.name, QuocTich: 'VN', SoDinhDanh: relative.citizenId, SoCMND: ''};
}
