/**
 * The National Business Registration Database: one enterprise or branch.
 *
 * Rule    `{msdn}` in; `MainInformation`, `HOAdress`, `Representatives`, `BusinessActivity` out; `MainInformation: null`
 *         means "no such code". The code is `ENTERPRISE_GDT_CODE` (10 digits, branches 10-3 with a dash), not
 *         `ENTERPRISE_CODE`, which is internal. Dates are dd/MM/yyyy. `Representatives` is an object when there is one.
 * Source  Member names: public code of provincial systems (November 2026). `PHONE` and the transport licence
 *         (`GiayPhepVanTai`), members that are refused (`Denied`) or dated (`Updated`) are our wording.
 * Limits  Status is read from its words, because no code table is known to us. Personal numbers and birth dates of
 *         representatives are in the message and are never answered; only whether the person who asks is one of them.
 */
import type {ServiceMapping} from '../generated/configuration.ts';
import {LGSP_ERRORS} from './lgsp-errors.ts';

const ORGANIZATION = 'urn:egov-form:organization:v1#';

export const BUSINESS: ServiceMapping = {
  title: {
    vi: 'Cơ sở dữ liệu quốc gia về đăng ký doanh nghiệp',
    en: 'National Business Registration Database',
  },
  about: 'public',
  subject: 'code',
  keys: {code: {kind: 'enterprise-code', required: true}},
  request: {msdn: '{key.code}'},
  answer: {
    present: '$.MainInformation',
    same: {code: 'code'},
    needs: ['name'],
    denied: '$.Denied[*]',
    updated: {at: '$.Updated'},
  },
  errors: LGSP_ERRORS,
  attributes: {
    code: {at: '$.MainInformation.ENTERPRISE_GDT_CODE', as: 'tax-code', model: `${ORGANIZATION}/code`},
    name: {at: '$.MainInformation.NAME', as: 'organization-name', model: `${ORGANIZATION}/name`},
    nameForeign: {at: '$.MainInformation.NAME_F'},
    shortName: {at: '$.MainInformation.SHORT_NAME'},
    status: {
      at: '$.MainInformation.ENTERPRISE_STATUS_NAME',
      words: [
        {contains: ['giải thể', 'chấm dứt', 'phá sản'], value: 'dissolved'},
        {contains: ['thu hồi'], value: 'revoked'},
        {contains: ['tạm ngừng'], value: 'suspended'},
        {contains: ['không hoạt động', 'không còn hoạt động'], value: 'inactive'},
        {contains: ['đang hoạt động'], value: 'active'},
      ],
      otherwise: 'other',
    },
    type: {at: '$.MainInformation.ENTERPRISE_TYPE_NAME'},
    foundedOn: {at: '$.MainInformation.FOUNDING_DATE', as: 'slash-date'},
    headOffice: {
      at: '$.HOAdress',
      as: 'address',
      members: {
        provinceCode: '$.CityID',
        districtCode: '$.DistrictID',
        communeCode: '$.WardID',
        detail: '$.StreetNumber',
        text: '$.AddressFullText',
      },
      model: `${ORGANIZATION}/headOffice`,
    },
    legalRepresentative: {
      first: [
        {at: '$.Representatives[*].FULL_NAME', as: 'name'},
        // Several names in one text where the list is empty.
        {at: '$.MainInformation.LEGAL_NAMES', as: 'name', before: ';,'},
      ],
      model: `${ORGANIZATION}/legalRepresentative`,
    },
    requesterIsRepresentative: {at: '$.Representatives[*].ID_NO', as: 'requester'},
    legalRepresentativeTitle: {at: '$.Representatives[*].POSITION_NAME'},
    representatives: {
      at: '$.Representatives[*]',
      as: 'list',
      members: {fullName: {at: '$.FULL_NAME', as: 'name'}, title: '$.POSITION_NAME'},
    },
    phone: {at: '$.MainInformation.PHONE', model: `${ORGANIZATION}/phone`},
    capital: {at: '$.MainInformation.CAPITAL_AMOUNT', as: 'whole'},
    lines: {
      at: '$.BusinessActivity[*]',
      as: 'list',
      members: {code: {at: '$.CODE', as: 'code'}, name: '$.NAME', main: {at: '$.IS_MAIN', as: 'flag'}},
    },
    transportLicence: {at: '$.GiayPhepVanTai.So', model: 'urn:egov-form:document:v1#/number'},
    transportLicenceIssuedOn: {at: '$.GiayPhepVanTai.NgayCap', as: 'slash-date', model: 'urn:egov-form:document:v1#/issuedOn'},
    transportLicenceIssuedBy: {at: '$.GiayPhepVanTai.NoiCap', model: 'urn:egov-form:document:v1#/issuedBy'},
  },
};

/**
 * Household businesses of one person: a person owns one at most, so whoever registers one is asked for the others.
 * Our wording; whoever owns none has an answer that says so.
 */
export const HOUSEHOLD_BUSINESS: ServiceMapping = {
  title: {vi: 'Cơ sở dữ liệu về đăng ký hộ kinh doanh', en: 'Household Business Register'},
  about: 'person',
  subject: 'citizenId',
  secondFactors: ['birthDate'],
  keys: {citizenId: {kind: 'personal-id', required: true}, birthDate: {kind: 'partial-date'}},
  request: {soDinhDanhChuHo: '{key.citizenId}', ngaySinh: '{key.birthDate?}'},
  answer: {present: '$.soDinhDanhChuHo', same: {citizenId: 'citizenId'}},
  errors: LGSP_ERRORS,
  attributes: {
    citizenId: {at: '$.soDinhDanhChuHo', as: 'personal-id', model: 'urn:egov-form:person:v1#/citizenId'},
    owner: {at: '$.dangLaChuHo', as: 'flag'},
    name: {at: '$.tenHoKinhDoanh'},
    code: {at: '$.maSoHoKinhDoanh', as: 'code'},
  },
};
