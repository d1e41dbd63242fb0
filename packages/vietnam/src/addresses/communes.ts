/**
 * The 3,321 communes, wards and special zones since 1 July 2025. The table is fetched when first needed.
 *
 * Rule    Five digits name a unit only together with the era: many codes named another unit before July 2025 (`09106`
 *         was Xã Lũng Hoà and is Xã Vĩnh Thành). Whether a unit is a commune or a ward is answered by day.
 * Source  data/communes-2025.ts (where it comes from is written there) and commune-changes.ts.
 * Limits  Known up to 2026-11-21. Two public lists place tone marks differently in 191 of the names: compare with
 *         `sameText`.
 */
import type {Option, OptionList} from '@egov-form/core';
import {COMMUNE_CHANGES} from './commune-changes.ts';
import {provinceName, TWO_LEVEL_ERA} from './provinces.ts';

export type CommuneType = 'xã' | 'phường' | 'đặc khu';

/** One unit. `name` has no type word: `Vĩnh Yên`. `era` is the day from which the code means this unit. */
export interface Commune {
  readonly code: string;
  readonly name: string;
  readonly type: CommuneType;
  readonly provinceCode: string;
  readonly era: string;
}

const TYPES: {readonly [mark: string]: CommuneType | undefined} = {'.': 'xã', '!': 'phường', '*': 'đặc khu'};

let table: Promise<ReadonlyMap<string, Commune>> | undefined;

/** All units as of 1 July 2025, by code, in the order of provinces and codes. */
export function loadCommunes(): Promise<ReadonlyMap<string, Commune>> {
  table ??= import('../data/communes-2025.ts').then(
    ({COMMUNES}) => unpack(COMMUNES),
    (cause: unknown) => {
      // A chunk that could not be fetched may come the next time.
      table = undefined;
      throw cause;
    },
  );
  return table;
}

/** Undefined for a code that no present unit has. The type is that of the day `on`, else the latest known. */
export async function findCommune(code: string, on?: string): Promise<Commune | undefined> {
  const commune = (await loadCommunes()).get(code);
  return commune && asOf(commune, on);
}

function asOf(commune: Commune, on = '9999-12-31'): Commune {
  const isWardNow = COMMUNE_CHANGES.some((change) => change.from <= on && change.toWard.includes(commune.code));
  return isWardNow ? {...commune, type: 'phường'} : commune;
}

/** `Phường Vĩnh Yên`. */
export function communeName({type, name}: Commune): string {
  return `${type.charAt(0).toUpperCase()}${type.slice(1)} ${name}`;
}

async function load(where: {readonly [key: string]: unknown}): Promise<readonly Option[]> {
  const {provinceCode} = where;
  const communes = [...(await loadCommunes()).values()];
  const everywhere = provinceCode === undefined || provinceCode === null || provinceCode === '';
  const order = new Intl.Collator('vi', {numeric: true});
  return communes
    .filter((commune) => everywhere || commune.provinceCode === provinceCode)
    .map((commune) => {
      // 246 names occur in more than one province: without one chosen, the province is part of the label.
      const province = everywhere ? `, ${provinceName(commune.provinceCode) ?? ''}` : '';
      return {value: commune.code, label: `${communeName(asOf(commune))}${province}`};
    })
    .sort((a, b) => order.compare(a.label, b.label));
}

/** `vn.communes`, narrowed by `{provinceCode}`; the whole country with the province named when none is given. */
export const communeOptions: OptionList = {name: 'vn.communes', load};

/** A line per province: `25:` and entries `<code − previous code in base 36><type mark><name>`, separated by commas. */
function unpack(packed: string): ReadonlyMap<string, Commune> {
  const communes = new Map<string, Commune>();
  for (const line of packed.trim().split('\n')) {
    const provinceCode = line.slice(0, 2);
    let number = 0;
    for (const entry of line.slice(3).split(',')) {
      const at = entry.search(/[.!*]/u);
      number += Number.parseInt(entry.slice(0, at), 36);
      const code = String(number).padStart(5, '0');
      const type = TYPES[entry.charAt(at)] ?? 'xã';
      communes.set(code, {code, name: entry.slice(at + 1), type, provinceCode, era: TWO_LEVEL_ERA});
    }
  }
  return communes;
}
