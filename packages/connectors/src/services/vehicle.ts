/**
 * Vehicle registration, driving licences and the health of drivers.
 *
 * Source  Our wording: no public description of these services is known to us (November 2026).
 * Limits  A province replaces a mapping by its own when the service's real shape is known. Seats and load are one attribute
 *         in words, because the badge form has one field for both.
 */
import type {ServiceMapping} from '../generated/configuration.ts';
import {LGSP_ERRORS} from './lgsp-errors.ts';

const PERSON = 'urn:egov-form:person:v1#';

/** One vehicle by its plate; `bienSo: null` means "no such plate". */
export const VEHICLE: ServiceMapping = {
  title: {vi: 'Cơ sở dữ liệu đăng ký xe', en: 'Vehicle Registration Database'},
  about: 'public',
  subject: 'plate',
  keys: {plate: {kind: 'plate', required: true}},
  request: {bienSo: '{key.plate}'},
  answer: {present: '$.bienSo', same: {plate: 'plate'}, denied: '$.tuChoi[*]', updated: {at: '$.ngayCapNhat'}},
  errors: LGSP_ERRORS,
  attributes: {
    plate: {at: '$.bienSo', as: 'plate'},
    brand: {at: '$.nhanHieu'},
    year: {at: '$.namSx', as: 'whole'},
    seats: {
      first: [
        {at: '$.taiTrongKg', as: 'positive', suffix: ' kg'},
        {at: '$.soCho', as: 'positive', suffix: ' chỗ'},
      ],
    },
    owner: {at: '$.chuXe'},
    plateColour: {at: '$.mauBien', values: {trắng: 'white', vàng: 'yellow', xanh: 'blue', đỏ: 'red'}},
  },
};

/** The vehicles of a business, by its code; a business without any has an empty list, one that is not known `null`. */
export const VEHICLE_FLEET: ServiceMapping = {
  title: {vi: 'Cơ sở dữ liệu đăng ký xe', en: 'Vehicle Registration Database'},
  about: 'public',
  subject: 'code',
  keys: {code: {kind: 'enterprise-code', required: true}},
  request: {maSoDoanhNghiep: '{key.code}'},
  answer: {present: '$.maSoDoanhNghiep', same: {code: 'code'}},
  errors: LGSP_ERRORS,
  attributes: {
    code: {at: '$.maSoDoanhNghiep', as: 'code'},
    vehicles: {
      at: '$.danhSachXe[*]',
      as: 'list',
      members: {plate: {at: '$.bienSo', as: 'plate'}, brand: {at: '$.nhanHieu'}, year: {at: '$.namSx', as: 'whole'}},
    },
  },
};

/** A person's licence to drive, by their number. */
export const DRIVING_LICENCE: ServiceMapping = {
  title: {vi: 'Cơ sở dữ liệu giấy phép lái xe', en: 'Driving Licence Database'},
  about: 'person',
  subject: 'citizenId',
  secondFactors: ['birthDate'],
  keys: {
    citizenId: {kind: 'personal-id', required: true},
    birthDate: {kind: 'date'},
    number: {kind: 'text'},
  },
  request: {soDinhDanh: '{key.citizenId}', ngaySinh: '{key.birthDate?}', soGplx: '{key.number?}'},
  answer: {
    present: '$.soDinhDanh',
    same: {citizenId: 'citizenId', birthDate: 'birthDate', number: 'number'},
    needs: ['fullName'],
  },
  errors: LGSP_ERRORS,
  attributes: {
    citizenId: {at: '$.soDinhDanh', as: 'personal-id', model: `${PERSON}/citizenId`},
    number: {at: '$.soGplx', as: 'code', model: 'urn:egov-form:document:v1#/number'},
    fullName: {at: '$.hoTen', as: 'name', model: `${PERSON}/fullName`},
    birthDate: {at: '$.ngaySinh', as: 'date', model: `${PERSON}/birthDate`},
    classes: {at: '$.hang[*]', as: 'list'},
    issuedOn: {at: '$.ngayCap', as: 'date', model: 'urn:egov-form:document:v1#/issuedOn'},
    firstIssuedOn: {at: '$.ngayTrungTuyen', as: 'date'},
    validUntil: {at: '$.ngayHetHan', as: 'date'},
    issuedBy: {at: '$.noiCap', model: 'urn:egov-form:document:v1#/issuedBy'},
    points: {at: '$.diem', as: 'whole'},
    status: {at: '$.trangThai', as: 'code', values: {'1': 'valid', '2': 'revoked', '3': 'lost'}},
  },
};

/** The last health certificate of a driver, as the hospital sent it in. */
export const DRIVER_HEALTH: ServiceMapping = {
  title: {vi: 'Cơ sở dữ liệu giấy khám sức khỏe của người lái xe', en: "Database of Drivers' Health Certificates"},
  about: 'person',
  subject: 'citizenId',
  secondFactors: ['birthDate'],
  keys: {citizenId: {kind: 'personal-id', required: true}, birthDate: {kind: 'date'}},
  request: {soDinhDanh: '{key.citizenId}', ngaySinh: '{key.birthDate?}', loai: 'KSK'},
  answer: {present: '$.soDinhDanh', same: {citizenId: 'citizenId'}, needs: ['number']},
  errors: LGSP_ERRORS,
  attributes: {
    citizenId: {at: '$.soDinhDanh', as: 'personal-id', model: `${PERSON}/citizenId`},
    number: {at: '$.soGiay', as: 'code', model: 'urn:egov-form:document:v1#/number'},
    issuedOn: {at: '$.ngayKham', as: 'date', model: 'urn:egov-form:document:v1#/issuedOn'},
    issuedBy: {at: '$.coSoKham', model: 'urn:egov-form:document:v1#/issuedBy'},
    fit: {at: '$.duDieuKien', as: 'flag'},
  },
};
