/**
 * A person's documents in the national portal's store.
 *
 * Rule    Only the owner may ask for the list; anybody else needs the code that the owner gives them for it.
 * Source  Members of an item: public code of the national portal's result records. The list around them and the sharing code
 *         are our wording (November 2026).
 */
import type {ServiceMapping} from '../generated/configuration.ts';
import {LGSP_ERRORS} from './lgsp-errors.ts';

export const DOCUMENT_WALLET: ServiceMapping = {
  title: {vi: 'Kho quản lý dữ liệu điện tử của cá nhân', en: 'Personal Document Store'},
  about: 'person',
  subject: 'citizenId',
  secondFactors: ['sharingCode'],
  keys: {citizenId: {kind: 'personal-id', required: true}, sharingCode: {kind: 'text'}},
  request: {soDinhDanh: '{key.citizenId}', maChiaSe: '{key.sharingCode?}', maYeuCau: '{requestId}'},
  answer: {present: '$.soDinhDanh', same: {citizenId: 'citizenId'}},
  errors: LGSP_ERRORS,
  attributes: {
    citizenId: {at: '$.soDinhDanh', as: 'personal-id', model: 'urn:egov-form:person:v1#/citizenId'},
    documents: {
      at: '$.giayTo[*]',
      as: 'list',
      members: {
        code: '$.MaGiayToKetQua',
        name: '$.TenGiayToKetQua',
        number: {at: '$.SoKyHieu', model: 'urn:egov-form:document:v1#/number'},
        summary: '$.TrichYeuNoiDung',
        issuedBy: {at: '$.MaCoQuan', model: 'urn:egov-form:document:v1#/issuedBy'},
        issuedOn: {at: '$.NgayCap', as: 'compact-full-date', model: 'urn:egov-form:document:v1#/issuedOn'},
        validUntil: {at: '$.ThoiHanHieuLuc', as: 'compact-full-date'},
        scope: '$.PhamViHieuLuc',
        file: {
          at: '$.TepTin',
          as: 'object',
          members: {name: '$.ten', type: '$.loai', sha256: '$.sha256', signed: {at: '$.kySo', as: 'flag'}},
        },
      },
    },
  },
};
