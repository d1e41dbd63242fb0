/**
 * Land: one certificate with its parcels, holders and burdens.
 *
 * Source  Our wording (November 2026).
 * Limits  Numbers of holders are in the message and are never answered. Addresses are words; where they can be placed they
 *         come in present codes, with the former name beside them.
 */
import type {ServiceMapping} from '../generated/configuration.ts';

export const LAND: ServiceMapping = {
  title: {vi: 'Cơ sở dữ liệu quốc gia về đất đai', en: 'National Land Database'},
  about: 'person',
  subject: 'citizenId',
  secondFactors: ['serial'],
  keys: {citizenId: {kind: 'personal-id', required: true}, serial: {kind: 'text', required: true}},
  request: {soPhatHanh: '{key.serial}', soDinhDanh: '{key.citizenId}'},
  answer: {present: '$.soPhatHanh', same: {serial: 'serial'}},
  attributes: {
    serial: {at: '$.soPhatHanh', model: 'urn:egov-form:document:v1#/number'},
    bookNumber: {at: '$.soVaoSo'},
    issuedOn: {at: '$.ngayCap', as: 'date', model: 'urn:egov-form:document:v1#/issuedOn'},
    parcels: {
      at: '$.thuaDat[*]',
      as: 'list',
      members: {
        number: {at: '$.soThua', as: 'code'},
        mapSheet: {at: '$.soToBanDo', as: 'code'},
        area: {at: '$.dienTich', as: 'number'},
        purpose: '$.mucDich',
        term: '$.thoiHan',
        address: {at: '$.diaChi', as: 'address-text', model: 'urn:egov-form:address:v1'},
      },
    },
    holders: {at: '$.chuSuDung[*]', as: 'list', members: {fullName: {at: '$.ten', as: 'name'}}},
    mortgaged: {at: '$.tinhTrang.theChap', as: 'flag'},
    blocked: {at: '$.tinhTrang.nganChan', as: 'flag'},
  },
};
