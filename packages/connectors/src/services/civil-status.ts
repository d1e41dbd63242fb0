/**
 * Civil status: entries in the registers of births and marriages.
 *
 * Source  The prefixes nks (who is registered), me, cha and nyc (who asked) are those of the digitised register of births;
 *         the rest is our wording, the echo of the number and the numbers of both spouses among it (November 2026).
 * Limits  Ethnic group and nationality are words there, not codes. That one question tells whether somebody may marry, and
 *         what ended an earlier marriage, is our wording of what Resolution 66.7/2025/NQ-CP wants read instead of the paper.
 */
import type {AttributeSettings, ServiceMapping} from '../generated/configuration.ts';

const PERSON = 'urn:egov-form:person:v1#';
const DOCUMENT = 'urn:egov-form:document:v1#';
const name = (at: string): AttributeSettings => ({at, as: 'name', model: `${PERSON}/fullName`});
const date = (at: string): AttributeSettings => ({at, as: 'date'});

/** An entry in the register of births, by the number of who was born. */
export const BIRTH_RECORD: ServiceMapping = {
  title: {vi: 'Cơ sở dữ liệu hộ tịch điện tử (khai sinh)', en: 'Civil Status Database (births)'},
  about: 'person',
  subject: 'citizenId',
  secondFactors: ['birthDate'],
  keys: {citizenId: {kind: 'personal-id', required: true}, birthDate: {kind: 'date'}},
  request: {loai: 'KS', soDinhDanh: '{key.citizenId}'},
  answer: {present: '$.nksSoDinhDanh', same: {citizenId: 'citizenId', birthDate: 'birthDate'}, needs: ['fullName']},
  attributes: {
    citizenId: {at: '$.nksSoDinhDanh', as: 'personal-id', model: `${PERSON}/citizenId`},
    number: {at: '$.so', as: 'code'},
    book: {at: '$.quyenSo', as: 'code'},
    page: {at: '$.trangSo', as: 'code'},
    registeredOn: date('$.ngayDangKy'),
    registeredAt: {at: '$.noiDangKy'},
    fullName: name('$.nksHoTen'),
    gender: {at: '$.nksGioiTinh', as: 'code', values: {'1': 'male', '2': 'female', '3': 'other'}, model: `${PERSON}/gender`},
    birthDate: {...date('$.nksNgaySinh'), model: `${PERSON}/birthDate`},
    birthPlace: {at: '$.nksNoiSinh'},
    homeTown: {at: '$.nksQueQuan', as: 'address-text', model: `${PERSON}/homeTown`},
    ethnicityName: {at: '$.nksDanToc'},
    nationalityName: {at: '$.nksQuocTich'},
    motherName: name('$.meHoTen'),
    motherBirthDate: date('$.meNgaySinh'),
    fatherName: name('$.chaHoTen'),
    fatherBirthDate: date('$.chaNgaySinh'),
    applicantName: name('$.nycHoTen'),
    applicantRelation: {at: '$.nycQuanHe'},
  },
};

/** A person's marriage in force, by the number of either spouse. */
export const MARRIAGE_RECORD: ServiceMapping = {
  title: {vi: 'Cơ sở dữ liệu hộ tịch điện tử (kết hôn)', en: 'Civil Status Database (marriages)'},
  about: 'person',
  subject: 'citizenId',
  secondFactors: ['birthDate'],
  keys: {citizenId: {kind: 'personal-id', required: true}, birthDate: {kind: 'partial-date'}},
  request: {loai: 'KH', soDinhDanh: '{key.citizenId}', ngaySinh: '{key.birthDate?}'},
  answer: {present: '$.soDinhDanh', same: {citizenId: 'citizenId'}, needs: ['husbandName', 'wifeName']},
  attributes: {
    citizenId: {at: '$.soDinhDanh', as: 'personal-id', model: `${PERSON}/citizenId`},
    number: {at: '$.so', as: 'code'},
    registeredOn: date('$.ngayDangKy'),
    registeredAt: {at: '$.noiDangKy'},
    status: {at: '$.tinhTrang', as: 'code', values: {'1': 'married', '2': 'divorced', '3': 'widowed'}},
    husbandName: name('$.chongHoTen'),
    husbandCitizenId: {at: '$.chongSoDinhDanh', as: 'personal-id', model: `${PERSON}/citizenId`},
    husbandBirthDate: {...date('$.chongNgaySinh'), model: `${PERSON}/birthDate`},
    wifeName: name('$.voHoTen'),
    wifeCitizenId: {at: '$.voSoDinhDanh', as: 'personal-id', model: `${PERSON}/citizenId`},
    wifeBirthDate: {...date('$.voNgaySinh'), model: `${PERSON}/birthDate`},
  },
};

/** Whether a person is married now, was, or never; with the judgment or extract that ended the last marriage. */
export const MARITAL_STATUS: ServiceMapping = {
  title: {vi: 'Cơ sở dữ liệu hộ tịch điện tử (tình trạng hôn nhân)', en: 'Civil Status Database (marital status)'},
  about: 'person',
  subject: 'citizenId',
  secondFactors: ['birthDate'],
  keys: {citizenId: {kind: 'personal-id', required: true}, birthDate: {kind: 'partial-date'}},
  request: {loai: 'HN', soDinhDanh: '{key.citizenId}', ngaySinh: '{key.birthDate?}'},
  answer: {present: '$.soDinhDanh', same: {citizenId: 'citizenId'}, needs: ['status']},
  attributes: {
    citizenId: {at: '$.soDinhDanh', as: 'personal-id', model: `${PERSON}/citizenId`},
    status: {at: '$.tinhTrang', as: 'code', values: {'1': 'married', '2': 'single', '3': 'divorced', '4': 'widowed'}},
    endedNumber: {at: '$.chamDutSo', as: 'code', model: `${DOCUMENT}/number`},
    endedOn: {...date('$.chamDutNgay'), model: `${DOCUMENT}/issuedOn`},
    endedBy: {at: '$.chamDutCoQuan', model: `${DOCUMENT}/issuedBy`},
  },
};
