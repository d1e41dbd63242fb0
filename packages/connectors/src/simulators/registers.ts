import type {Json, JsonObject} from '@egov-form/core';
import {populationNameKey} from '../lgsp/population.ts';
import {citizenRecord} from './citizen-record.ts';
import type {SyntheticCompany} from './companies.ts';
import type {SyntheticPerson} from './synthetic-person.ts';
import type {SyntheticVehicle} from './vehicles.ts';

/** One simulated register: message in, message out, with its own ways to be incomplete or wrong. */
export interface SimulatedRegister {
  /** Where it listens. */
  readonly path: string;
  /** The number, code or plate that a message asks about; `''` when it names none. */
  keyOf(message: JsonObject): string;
  answer(message: JsonObject): JsonObject;
  /** The answer with most members unknown. */
  partial(answer: JsonObject): JsonObject;
  /** The answer as if about somebody else. */
  swapped(answer: JsonObject): JsonObject;
}

const NO_MATCH: JsonObject = {Body: {CongdanCollection: {}}};

/**
 * The population service. Three keys match together; an empty name matches any, as this library assumes of the exchange's
 * wrapper for relatives; a number alone matches nobody. A record with only a year is matched by the year, any other by
 * its whole date.
 */
export function populationRegister(people: readonly SyntheticPerson[]): SimulatedRegister {
  const byId = new Map(people.map((person) => [person.citizenId, person]));
  const seen = new Set<string>();
  return {
    path: '/dancu/TraCuuThongTinCongDan',
    keyOf: (message) => textOf(message['SoDinhDanh']),
    answer(message) {
      const request = textOf(message['MaYeuCau']);
      if (request === '' || seen.has(request)) return {errorCode: '001', errorMessage: 'MaYeuCau trống hoặc trùng'};
      seen.add(request);
      if (!/^[1-9]\.\d{6}/u.test(textOf(message['MaDVC'])) || message['MaTichHop'] !== '037') return refusal();
      if (!/^\d{12}$/u.test(textOf(message['MaCanBo'])))
        return {errorCode: '005', errorMessage: 'Tài khoản không có quyền khai thác'};
      const person = byId.get(textOf(message['SoDinhDanh']));
      if (!person || !matches(person, message)) return NO_MATCH;
      return {Body: {CongdanCollection: {CongDan: citizenRecord(person)}}};
    },
    partial: (answer) =>
      onRecord(answer, (record) => {
        const blank = Object.fromEntries(Object.keys(record).map((name) => [name, '' as Json]));
        const {SoDinhDanh = '', HoVaTen = '', NgayThangNamSinh = '', GioiTinh = ''} = record;
        return {...blank, SoDinhDanh, HoVaTen, NgayThangNamSinh, GioiTinh};
      }),
    swapped: (answer) => onRecord(answer, (record) => ({...record, SoDinhDanh: '001099000999'})),
  };
}

function matches(person: SyntheticPerson, message: JsonObject): boolean {
  const name = textOf(message['HoVaTen']);
  const born = message['NgayThangNamSinh'] as JsonObject | null | undefined;
  const day = textOf(born?.['NgayThangNam']);
  const year = textOf(born?.['Nam']);
  if (name === '' && day === '' && year === '') return false;
  if (name !== '' && name !== populationNameKey(person.name)) return false;
  if (day === '' && year === '') return true;
  const yearOnly = person.birthDate.length === 4 || person.quirk === 'impossible-date';
  return yearOnly
    ? (day === '' || day.length === 4) && (year || day) === person.birthDate.slice(0, 4)
    : day === person.birthDate.replaceAll('-', '');
}

function onRecord(answer: JsonObject, change: (record: JsonObject) => JsonObject): JsonObject {
  const collection = (answer['Body'] as JsonObject | undefined)?.['CongdanCollection'] as JsonObject | undefined;
  const record = collection?.['CongDan'] as JsonObject | undefined;
  return record ? {Body: {CongdanCollection: {CongDan: change(record)}}} : answer;
}

export function businessRegister(companies: readonly SyntheticCompany[]): SimulatedRegister {
  const byCode = new Map(companies.map((company) => [company.code, company.record]));
  return {
    path: '/dkkd/chiTietDoanhNghiep',
    keyOf: (message) => textOf(message['msdn']),
    answer: (message) => byCode.get(textOf(message['msdn'])) ?? {MainInformation: null},
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
  };
}

export function vehicleRegister(vehicles: readonly SyntheticVehicle[]): SimulatedRegister {
  const byPlate = new Map(vehicles.map((vehicle) => [bare(vehicle.plate), vehicle.record]));
  return {
    path: '/phuongtien/traCuu',
    keyOf: (message) => textOf(message['bienSo']),
    answer: (message) => byPlate.get(bare(textOf(message['bienSo']))) ?? {bienSo: null},
    partial: ({bienSo = null, nhanHieu = ''}) => ({
      bienSo,
      nhanHieu,
      soLoai: '',
      namSx: null,
      soCho: null,
      chuXe: '',
      mauBien: '',
    }),
    swapped: (answer) => (answer['bienSo'] === null ? answer : {...answer, bienSo: '99Z-999.99'}),
  };
}

/** The exchange's refusal: the procedure may not read this database. */
export function refusal(): JsonObject {
  return {errorCode: '004', errorMessage: 'Thủ tục chưa được cấp quyền khai thác'};
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value.trim() : '';
}

function bare(plate: string): string {
  return plate.replace(/[\s.-]/gu, '').toUpperCase();
}
