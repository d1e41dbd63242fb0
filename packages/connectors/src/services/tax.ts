/**
 * The tax office's list of payers.
 *
 * Rule    A payer's code is an enterprise's ten digits, a dependent unit's 10-3, or a person's 12-digit number. Because of the
 *         last one nobody may ask by code alone but the person.
 * Source  Our wording; the status codes are general knowledge (November 2026).
 */
import type {ServiceMapping} from '../generated/configuration.ts';

export const TAX: ServiceMapping = {
  title: {vi: 'Cơ sở dữ liệu người nộp thuế', en: 'Register of Taxpayers'},
  about: 'person',
  subject: 'code',
  secondFactors: ['name'],
  keys: {code: {kind: 'tax-code', required: true}, name: {kind: 'person-name'}},
  request: {mst: '{key.code}'},
  answer: {present: '$.mst', same: {code: 'code', name: 'name'}, needs: ['name']},
  attributes: {
    code: {at: '$.mst', as: 'tax-code', model: 'urn:egov-form:organization:v1#/code'},
    /** As registered: an enterprise's name keeps its case. */
    name: {at: '$.tenNnt', as: 'organization-name', model: 'urn:egov-form:organization:v1#/name'},
    fullName: {at: '$.tenNnt', as: 'name', model: 'urn:egov-form:person:v1#/fullName'},
    status: {
      at: '$.trangThai',
      as: 'code',
      values: {
        '00': 'active',
        '01': 'closed',
        '03': 'closing',
        '04': 'active',
        '05': 'suspended',
        '06': 'not-at-address',
      },
      otherwise: 'other',
    },
    statusText: {at: '$.trangThaiTen'},
    office: {at: '$.coQuanThue'},
    kind: {at: '$.loai', values: {'ca-nhan': 'person', 'to-chuc': 'organization', 'ho-kinh-doanh': 'household'}},
  },
};
