/**
 * The National Population Database: one person's record, and the service that only says whether facts agree.
 *
 * Rule    The register matches three keys together: number, name (upper case, no marks, no spaces, đ as D) and date of birth
 *         (YYYYMMDD, or the year alone when the record has only that). The answer is the tree of `TraCuuThongTinCongDan`
 *         (service 037): `Envelope/Body/CongdanCollection/CongDan`. An empty collection means "no match".
 * Source  Member names and the refusals 004 and 005: public code of three unrelated provincial systems (November 2026). Law
 *         26/2023/QH15 article 9 names the attributes. Card issue data (`CanCuoc`), children (`Con`), members that are refused (`TuChoi`) or dated (`NgayCapNhat`) and the echo of the
 *         number by the verifying service: our wording.
 * Limits  For a relative asked by number and date of birth `HoVaTen` is sent empty. That the REST wrapper of the exchange
 *         accepts this is OUR ASSUMPTION; the simulator does. Where a province's wrapper refuses it, forms must ask for the
 *         name too: it is sent whenever it is given. The message has no member for the purpose.
 *         Gender 1 was seen in a real sample; 2 and 3 are general knowledge. An answer about another number than the one
 *         asked for is not believed; with another date of birth it is nobody to whoever asked.
 */
import type {AttributeSettings, ServiceMapping} from '../generated/configuration.ts';
import {LGSP_ERRORS} from './lgsp-errors.ts';

const PERSON = 'urn:egov-form:person:v1#';
const ADDRESS = 'urn:egov-form:address:v1';

/** Members of a place; a bare name in capitals keeps its district's code only in records of before July 2025. */
const PLACE: NonNullable<AttributeSettings['members']> = {
  provinceCode: '$.MaTinhThanh',
  districtCode: '$.MaQuanHuyen',
  communeCode: '$.MaPhuongXa',
  detail: '$.ChiTiet',
  country: '$.QuocGia',
};

const place = (at: string): AttributeSettings => ({at, as: 'address', members: PLACE, model: ADDRESS});

const GENDERS = {'1': 'male', '2': 'female', '3': 'other'};

const BIRTH_DATE: readonly AttributeSettings[] = [
  {at: '$.NgayThangNamSinh.NgayThangNam', as: 'compact-date'},
  // Records with an impossible date often still have the year.
  {at: '$.NgayThangNamSinh.Nam', as: 'year'},
];

/** Settings: `agency` (`H44.12.03`), `account` on the exchange, `serviceOfficerId` named as officer while a citizen asks. */
export const POPULATION: ServiceMapping = {
  title: {vi: 'Cơ sở dữ liệu quốc gia về dân cư', en: 'National Population Database'},
  about: 'person',
  subject: 'citizenId',
  secondFactors: ['birthDate', 'fullName'],
  keys: {
    citizenId: {kind: 'personal-id', required: true},
    birthDate: {kind: 'partial-date'},
    fullName: {kind: 'person-name'},
  },
  oneOf: ['birthDate', 'fullName'],
  request: {
    MaYeuCau: '{requestId}',
    MaDVC: '{procedure}',
    MaTichHop: '037',
    MaCanBo: '{officer}',
    MaDonVi: '{setting.agency}',
    TaiKhoan: '{setting.account}',
    SoDienThoai: '0',
    SoDinhDanh: '{key.citizenId}',
    HoVaTen: '{key.fullName|name-key}',
    NgayThangNamSinh: {Nam: '{key.birthDate|year-only?}', NgayThangNam: '{key.birthDate|compact?}'},
  },
  answer: {
    present: '$.Body.CongdanCollection',
    records: '$.Body.CongdanCollection.CongDan[*]',
    same: {citizenId: 'citizenId', birthDate: 'birthDate'},
    needs: ['fullName'],
    denied: '$.TuChoi[*]',
    updated: {at: '$.NgayCapNhat', as: 'compact-date'},
  },
  errors: LGSP_ERRORS,
  attributes: {
    citizenId: {at: '$.SoDinhDanh', as: 'personal-id', model: `${PERSON}/citizenId`},
    fullName: {at: '$.HoVaTen', as: 'name', model: `${PERSON}/fullName`},
    birthDate: {first: BIRTH_DATE, model: `${PERSON}/birthDate`},
    gender: {at: '$.GioiTinh', as: 'code', values: GENDERS, model: `${PERSON}/gender`},
    ethnicity: {at: '$.DanToc', as: 'code', length: 2, except: ['00'], model: `${PERSON}/ethnicity`},
    nationality: {at: '$.QuocTich', length: 2, model: `${PERSON}/nationality`},
    permanentResidence: place('$.ThuongTru'),
    currentResidence: place('$.NoiOHienTai'),
    residence: {first: [place('$.NoiOHienTai'), place('$.ThuongTru')], model: `${PERSON}/residence`},
    homeTown: {...place('$.QueQuan'), model: `${PERSON}/homeTown`},
    birthRegistrationPlace: place('$.NoiDangKyKhaiSinh'),
    maritalStatus: {at: '$.TinhTrangHonNhan', as: 'code', length: 1, except: ['0']},
    idDocumentType: {
      at: '$.CanCuoc.LoaiGiayTo',
      values: {CC: 'can-cuoc', CCCD: 'cccd'},
      model: 'urn:egov-form:document:v1#/type',
    },
    idDocumentNumber: {at: '$.CanCuoc.So', as: 'code', model: 'urn:egov-form:document:v1#/number'},
    idDocumentIssuedOn: {at: '$.CanCuoc.NgayCap', as: 'compact-full-date', model: 'urn:egov-form:document:v1#/issuedOn'},
    idDocumentIssuedBy: {at: '$.CanCuoc.NoiCap', model: 'urn:egov-form:document:v1#/issuedBy'},
    fatherName: {at: '$.Cha.HoVaTen', as: 'name', model: `${PERSON}/fullName`},
    motherName: {at: '$.Me.HoVaTen', as: 'name', model: `${PERSON}/fullName`},
    spouseName: {at: '$.VoChong.HoVaTen', as: 'name', model: `${PERSON}/fullName`},
    spouseId: {at: '$.VoChong.SoDinhDanh', as: 'personal-id', model: `${PERSON}/citizenId`},
    headOfHouseholdName: {at: '$.ChuHo.HoVaTen', as: 'name', model: `${PERSON}/fullName`},
    children: {
      at: '$.Con[*]',
      as: 'list',
      members: {
        citizenId: {at: '$.SoDinhDanh', as: 'personal-id', model: `${PERSON}/citizenId`},
        fullName: {at: '$.HoVaTen', as: 'name', model: `${PERSON}/fullName`},
        birthDate: {first: BIRTH_DATE, model: `${PERSON}/birthDate`},
        gender: {at: '$.GioiTinh', as: 'code', values: GENDERS, model: `${PERSON}/gender`},
      },
    },
  },
};

/** Says only whether what was declared agrees with the record; for procedures that the law does not let see it. */
export const POPULATION_VERIFY: ServiceMapping = {
  title: {vi: 'Đối khớp với Cơ sở dữ liệu quốc gia về dân cư', en: 'Matching with the National Population Database'},
  about: 'person',
  subject: 'citizenId',
  secondFactors: ['fullName', 'birthDate'],
  keys: {
    citizenId: {kind: 'personal-id', required: true},
    fullName: {kind: 'person-name', required: true},
    birthDate: {kind: 'partial-date', required: true},
    gender: {kind: 'gender'},
  },
  request: {
    MaYeuCau: '{requestId}',
    MaDVC: '{procedure}',
    SoDinhDanh: '{key.citizenId}',
    HoVaTen: '{key.fullName|upper}',
    NgayThangNamSinh: '{key.birthDate|compact-partial}',
    GioiTinh: '{key.gender|gender-code?}',
  },
  answer: {present: '$.KetQua', same: {citizenId: 'citizenId'}, needs: ['matches']},
  errors: LGSP_ERRORS,
  attributes: {
    citizenId: {at: '$.SoDinhDanh', as: 'personal-id', model: `${PERSON}/citizenId`},
    matches: {at: '$.KetQua', as: 'flag'},
    fullNameMatches: {at: '$.ChiTiet.HoVaTen', as: 'flag'},
    birthDateMatches: {at: '$.ChiTiet.NgayThangNamSinh', as: 'flag'},
    genderMatches: {at: '$.ChiTiet.GioiTinh', as: 'flag'},
  },
};
