import {nameKey} from '@egov-form/connectors/messages';
import type {Json, JsonObject} from '@egov-form/core';
import type {SyntheticCompany} from '../data/companies.ts';
import type {PeopleIndex} from '../data/people-index.ts';
import type {SyntheticPerson} from '../data/synthetic-person.ts';
import type {SyntheticVehicle} from '../data/vehicles.ts';
import {refusal} from '../dialects.ts';
import {citizenRecord} from './citizen-record.ts';
import {householdBusinessRecord} from './family-registers.ts';
import {alterRecord, bare, flatRegister, longAgo, type SimulatedRegister, textOf} from './simulated-register.ts';

const NO_MATCH: JsonObject = {Body: {CongdanCollection: {}}};

/**
 * The population service. Three keys match together; an empty name matches any, as this library assumes of the exchange's
 * wrapper for relatives; a number alone matches nobody. A record with only a year is matched by the year, any other by
 * its whole date.
 */
export function populationRegister(people: PeopleIndex): SimulatedRegister {
  const seen = new Set<string>();
  return {
    keyOf: (message) => textOf(message['SoDinhDanh']),
    answer(message) {
      const request = textOf(message['MaYeuCau']);
      if (request === '' || seen.has(request)) return {errorCode: '001', errorMessage: 'MaYeuCau trống hoặc trùng'};
      seen.add(request);
      if (!/^[1-9]\.\d{6}/u.test(textOf(message['MaDVC'])) || message['MaTichHop'] !== '037') return refusal();
      if (!/^\d{12}$/u.test(textOf(message['MaCanBo'])))
        return {errorCode: '005', errorMessage: 'Tài khoản không có quyền khai thác'};
      const person = people.find(textOf(message['SoDinhDanh']));
      if (!person || !matches(person, message)) return NO_MATCH;
      return {Body: {CongdanCollection: {CongDan: citizenRecord(person, people.childrenOf(person))}}};
    },
    partial: (answer) =>
      onRecord(answer, (record) => {
        const blank = Object.fromEntries(Object.keys(record).map((name) => [name, '' as Json]));
        const {SoDinhDanh = '', HoVaTen = '', NgayThangNamSinh = '', GioiTinh = ''} = record;
        return {...blank, SoDinhDanh, HoVaTen, NgayThangNamSinh, GioiTinh};
      }),
    swapped: (answer) => onRecord(answer, (record) => ({...record, SoDinhDanh: '001099000999'})),
    contradictory: (answer) =>
      onRecord(answer, (record) => [record, {...record, HoVaTen: {Ho: '', ChuDem: '', Ten: 'HỌ TÊN KHÁC'}}]),
    altered: (answer, members) =>
      onRecord(answer, (record) =>
        alterRecord(record, members, {denied: 'TuChoi', updated: 'NgayCapNhat', day: longAgo().replaceAll('-', '')}),
      ),
  };
}

function matches(person: SyntheticPerson, message: JsonObject): boolean {
  const name = textOf(message['HoVaTen']);
  const born = message['NgayThangNamSinh'] as JsonObject | null | undefined;
  const day = textOf(born?.['NgayThangNam']);
  const year = textOf(born?.['Nam']);
  if (name === '' && day === '' && year === '') return false;
  if (name !== '' && name !== nameKey(person.name)) return false;
  if (day === '' && year === '') return true;
  const yearOnly = person.birthDate.length === 4 || person.quirk === 'impossible-date';
  return yearOnly
    ? (day === '' || day.length === 4) && (year || day) === person.birthDate.slice(0, 4)
    : day === person.birthDate.replaceAll('-', '');
}

function onRecord(answer: JsonObject, change: (record: JsonObject) => Json): JsonObject {
  const collection = (answer['Body'] as JsonObject | undefined)?.['CongdanCollection'] as JsonObject | undefined;
  const record = collection?.['CongDan'] as JsonObject | undefined;
  return record ? {Body: {CongdanCollection: {CongDan: change(record)}}} : answer;
}

/** Companies by their code; asked by a person's number instead, whether they own a household business. */
export function businessRegister(companies: readonly SyntheticCompany[], people: PeopleIndex): SimulatedRegister {
  const byCode = new Map(companies.map((company) => [company.code, company.record]));
  return {
    keyOf: (message) => textOf(message['msdn']),
    answer(message) {
      const ownerId = textOf(message['soDinhDanhChuHo']);
      if (ownerId === '') return byCode.get(textOf(message['msdn'])) ?? {MainInformation: null};
      const owner = people.find(ownerId);
      return owner ? householdBusinessRecord(owner) : {soDinhDanhChuHo: null};
    },
    partial(answer) {
      const main = answer['MainInformation'] as JsonObject | null;
      if (!main) return answer;
      const {NAME = '', ENTERPRISE_GDT_CODE = ''} = main;
      return {
        MainInformation: {NAME, ENTERPRISE_GDT_CODE, ENTERPRISE_STATUS_NAME: ''},
        HOAdress: null,
        Representatives: [],
        BusinessActivity: [],
      };
    },
    swapped(answer) {
      const main = answer['MainInformation'] as JsonObject | null;
      return main ? {...answer, MainInformation: {...main, ENTERPRISE_GDT_CODE: '9900000000'}} : answer;
    },
    contradictory(answer) {
      const main = answer['MainInformation'] as JsonObject | null;
      return main ? {...answer, MainInformation: [main, {...main, NAME: 'CÔNG TY KHÁC'}]} : answer;
    },
    altered: (answer, members) => alterRecord(answer, members, {denied: 'Denied', updated: 'Updated', day: longAgo()}),
  };
}

/** Vehicles by their plates, however those are written; asked by a business code instead, all that it owns. */
export function vehicleRegister(vehicles: readonly SyntheticVehicle[]): SimulatedRegister {
  const byPlate = new Map(vehicles.map((vehicle) => [bare(vehicle.plate), vehicle.record]));
  const single = flatRegister({
    asked: 'bienSo',
    echoed: 'bienSo',
    kept: ['nhanHieu'],
    disputed: 'chuXe',
    nobody: '99Z-999.99',
    find: (message) => byPlate.get(bare(textOf(message['bienSo']))),
  });
  return {
    ...single,
    answer(message) {
      const code = textOf(message['maSoDoanhNghiep']);
      if (code === '') return single.answer(message);
      const owned = vehicles.filter(({companyCode}) => companyCode === code).map(({record}) => record);
      return {maSoDoanhNghiep: owned.length > 0 ? code : null, danhSachXe: owned};
    },
  };
}

/** Says which of the declared facts agree with the record; whoever is not on file agrees in nothing. */
export function verifyingRegister(people: PeopleIndex): SimulatedRegister {
  return flatRegister({
    asked: 'SoDinhDanh',
    echoed: 'SoDinhDanh',
    kept: ['KetQua'],
    disputed: 'KetQua',
    nobody: '001099000999',
    find(message) {
      const id = textOf(message['SoDinhDanh']);
      const person = people.find(id);
      const name = nameKey(textOf(message['HoVaTen']));
      const born = textOf(message['NgayThangNamSinh']);
      const ChiTiet = {
        SoDinhDanh: person !== undefined,
        HoVaTen: person !== undefined && name === nameKey(person.name),
        NgayThangNamSinh: person !== undefined && born === person.birthDate.replaceAll('-', ''),
        ...(message['GioiTinh'] !== undefined && {GioiTinh: message['GioiTinh'] === person?.gender}),
      };
      return {SoDinhDanh: id, KetQua: Object.values(ChiTiet).every(Boolean) ? 1 : 0, ChiTiet};
    },
  });
}
