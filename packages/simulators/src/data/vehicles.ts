import type {JsonObject} from '@egov-form/core';
import {demoCompanies, type SyntheticCompany, TRANSPORT_COMPANY_CODE} from './companies.ts';
import {SeededRandom} from './random.ts';

/** A made-up vehicle as the vehicle service sends it. */
export interface SyntheticVehicle {
  /** `88A-000.01`. */
  readonly plate: string;
  /** Code of the company that owns it; absent for a person's car. */
  readonly companyCode?: string;
  readonly record: JsonObject;
}

const BRANDS = ['MẪU', 'THỬ', 'VÍ DỤ', 'GIẢ ĐỊNH'] as const;

/** All made-up vehicles, the fixed plates first: 3 fixed, 9 more of the transport company, 2,988 of others. */
export function demoVehicles(
  seed = 2026,
  companies: readonly SyntheticCompany[] = demoCompanies(seed),
  count = 3_000,
): readonly SyntheticVehicle[] {
  const random = new SeededRandom(seed ^ 0xca5);
  const nameOf = (code: string): string => companies.find((company) => company.code === code)?.name ?? '';
  const carrier = nameOf(TRANSPORT_COMPANY_CODE);
  const vehicles: SyntheticVehicle[] = [
    vehicle('88A-000.01', {nhanHieu: 'MẪU', soLoai: 'THỬ', namSx: 2022, soCho: 5, chuXe: 'NGUYỄN THỊ MẪU', mauBien: 'trắng'}),
    vehicle(
      '88B-000.02',
      {nhanHieu: 'VÍ DỤ', soLoai: 'XK45', namSx: 2021, soCho: 45, chuXe: carrier, mauBien: 'vàng'},
      TRANSPORT_COMPANY_CODE,
    ),
    vehicle(
      '88C-000.03',
      {nhanHieu: 'GIẢ ĐỊNH', soLoai: 'TẢI 8', namSx: 2019, soCho: 3, taiTrongKg: 8000, chuXe: carrier, mauBien: 'vàng'},
      TRANSPORT_COMPANY_CODE,
    ),
  ];
  for (let number = 11; number < 20; number += 1) {
    vehicles.push(makeCommercial(`88B-001.${number}`, TRANSPORT_COMPANY_CODE, carrier, random));
  }
  const carriers = companies.filter(
    (company) => company.transport && !company.code.includes('-') && company.code !== TRANSPORT_COMPANY_CODE,
  );
  for (let number = 10; vehicles.length < count; number += 1) {
    const digits = String(200_00 + number)
      .padStart(6, '0')
      .slice(-5);
    const plate = `88${number % 2 === 0 ? 'C' : 'A'}-${digits.slice(0, 3)}.${digits.slice(3)}`;
    if (number % 2 === 0) {
      const owner = random.pick(carriers);
      vehicles.push(makeCommercial(plate, owner.code, owner.name, random));
    } else {
      const members = {
        nhanHieu: random.pick(BRANDS),
        soLoai: 'THỬ',
        namSx: random.between(2005, 2025),
        soCho: random.pick([5, 7]),
        chuXe: 'LÊ VĂN CHỒNG',
        mauBien: 'trắng',
      };
      vehicles.push(vehicle(plate, members));
    }
  }
  return vehicles;
}

function makeCommercial(plate: string, code: string, owner: string, random: SeededRandom): SyntheticVehicle {
  const carries = random.chance(0.4);
  const members = {
    nhanHieu: random.pick(BRANDS),
    soLoai: carries ? 'TẢI' : 'KHÁCH',
    namSx: random.between(2008, 2025),
    soCho: carries ? 3 : random.pick([16, 29, 45]),
    ...(carries && {taiTrongKg: random.pick([1500, 5000, 8000, 15000])}),
    chuXe: owner,
    mauBien: random.chance(0.9) ? 'vàng' : '',
  };
  return vehicle(plate, members, code);
}

function vehicle(plate: string, members: JsonObject, companyCode?: string): SyntheticVehicle {
  return {plate, ...(companyCode !== undefined && {companyCode}), record: {bienSo: plate, ...members}};
}
