/**
 * Households of the residence database: who lives together, and who is the head.
 *
 * Rule    A person may read who is in their own household (Law 68/2020/QH14 on residence gives them their own data); one member
 *         is asked about by the number of the person who asks and that of the member, and is nobody when they live elsewhere.
 * Source  Our wording: no public description is known to us (December 2026). The codes of relations are general knowledge; the
 *         population message has two digits for them (`ChuHo.QuanHe`).
 */
import type {AttributeSettings, ServiceMapping} from '../generated/configuration.ts';

const PERSON = 'urn:egov-form:person:v1#';

const RELATIONS = {
  '01': 'head',
  '02': 'spouse',
  '03': 'child',
  '04': 'parent',
  '05': 'sibling',
  '06': 'grandparent',
  '07': 'grandchild',
  '08': 'other',
};

const member = (at: string): {[name: string]: AttributeSettings} => ({
  citizenId: {at: `${at}.soDinhDanh`, as: 'personal-id', model: `${PERSON}/citizenId`},
  fullName: {at: `${at}.hoTen`, as: 'name', model: `${PERSON}/fullName`},
  birthDate: {at: `${at}.ngaySinh`, as: 'date', model: `${PERSON}/birthDate`},
  gender: {at: `${at}.gioiTinh`, as: 'code', values: {'1': 'male', '2': 'female', '3': 'other'}, model: `${PERSON}/gender`},
  relation: {at: `${at}.quanHe`, as: 'code', length: 2, values: RELATIONS},
});

/** The household of a person: its head, what the person is to the head, and the others. */
export const HOUSEHOLD: ServiceMapping = {
  title: {vi: 'Cơ sở dữ liệu về cư trú', en: 'Residence Database'},
  about: 'person',
  subject: 'citizenId',
  secondFactors: ['birthDate'],
  keys: {citizenId: {kind: 'personal-id', required: true}, birthDate: {kind: 'partial-date'}},
  request: {soDinhDanh: '{key.citizenId}', ngaySinh: '{key.birthDate?}'},
  answer: {present: '$.soDinhDanh', same: {citizenId: 'citizenId'}, denied: '$.tuChoi[*]', updated: {at: '$.ngayCapNhat'}},
  attributes: {
    citizenId: {at: '$.soDinhDanh', as: 'personal-id', model: `${PERSON}/citizenId`},
    headCitizenId: {at: '$.chuHo.soDinhDanh', as: 'personal-id', model: `${PERSON}/citizenId`},
    headName: {at: '$.chuHo.hoTen', as: 'name', model: `${PERSON}/fullName`},
    relationToHead: {at: '$.quanHe', as: 'code', length: 2, values: RELATIONS},
    members: {at: '$.thanhVien[*]', as: 'list', members: member('$')},
  },
};

/** One member of the household of the person who asks. */
export const HOUSEHOLD_MEMBER: ServiceMapping = {
  title: {vi: 'Cơ sở dữ liệu về cư trú', en: 'Residence Database'},
  about: 'person',
  subject: 'citizenId',
  secondFactors: ['birthDate'],
  keys: {
    citizenId: {kind: 'personal-id', required: true},
    member: {kind: 'personal-id', required: true},
    birthDate: {kind: 'partial-date'},
  },
  request: {soDinhDanh: '{key.citizenId}', soDinhDanhThanhVien: '{key.member}', ngaySinh: '{key.birthDate?}'},
  answer: {present: '$.soDinhDanh', same: {citizenId: 'citizenId', member: 'memberId'}, needs: ['fullName']},
  attributes: {
    ...member('$.thanhVien'),
    citizenId: {at: '$.soDinhDanh', as: 'personal-id', model: `${PERSON}/citizenId`},
    memberId: {at: '$.thanhVien.soDinhDanh', as: 'personal-id', model: `${PERSON}/citizenId`},
  },
};
