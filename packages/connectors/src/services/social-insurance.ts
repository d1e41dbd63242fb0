/**
 * Social and health insurance of one person.
 *
 * Source  Our wording (November 2026). The agencies use the personal number beside their own since August 2025.
 */
import type {ServiceMapping} from '../generated/configuration.ts';

const PERSON = 'urn:egov-form:person:v1#';

export const SOCIAL_INSURANCE: ServiceMapping = {
  title: {vi: 'Cơ sở dữ liệu quốc gia về bảo hiểm', en: 'National Insurance Database'},
  about: 'person',
  subject: 'citizenId',
  secondFactors: ['birthDate'],
  keys: {
    citizenId: {kind: 'personal-id', required: true},
    fullName: {kind: 'person-name'},
    birthDate: {kind: 'partial-date'},
  },
  oneOf: ['birthDate', 'fullName'],
  request: {
    soDinhDanh: '{key.citizenId}',
    hoTen: '{key.fullName|upper?}',
    ngaySinh: '{key.birthDate|compact-partial?}',
  },
  answer: {present: '$.soDinhDanh', same: {citizenId: 'citizenId'}},
  attributes: {
    citizenId: {at: '$.soDinhDanh', as: 'personal-id', model: `${PERSON}/citizenId`},
    insuranceNumber: {at: '$.maSoBhxh', as: 'code', length: 10},
    healthCardNumber: {at: '$.maTheBhyt', as: 'code'},
    healthCardFrom: {at: '$.hanTheTu', as: 'date'},
    healthCardTo: {at: '$.hanTheDen', as: 'date'},
    hospital: {at: '$.noiKcb'},
    status: {
      at: '$.trangThai',
      values: {'dang-tham-gia': 'active', 'tam-dung': 'paused', 'da-huong': 'drawn'},
      otherwise: 'other',
    },
  },
};
