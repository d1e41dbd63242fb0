/**
 * Addresses as registers answer them, brought to the present codes.
 *
 * Rule    A register mixes eras: birth and home town bear the three-level codes of before July 2025, new residence an
 *         empty district. The era is decided first, then a former unit is followed to the present one and its former
 *         name kept readable. Nothing is chosen where there is more than one successor, or where code and name disagree.
 * Source  Samples of the population database; tables of communes.ts and former-communes.ts.
 * Limits  See former-communes.ts: a conversion is a proposal to be confirmed, not a fact of the register.
 */

import {sameText} from '../words/fold.ts';
import {type Commune, loadCommunes} from './communes.ts';
import type {Address} from './format-address.ts';
import {type FormerCommune, loadFormerCommunes} from './former-communes.ts';
import {bareName, type Place, readPlace, toReadablePlace} from './place-names.ts';
import {FORMER_PROVINCES, findProvince, PROVINCES, TWO_LEVEL_ERA} from './provinces.ts';

/** What a register says of a place. Empty text means unknown, as in the registers. */
export type AddressRecord = {
  readonly provinceCode?: string | undefined;
  /** Only the three-level address had one. */
  readonly districtCode?: string | undefined;
  readonly communeCode?: string | undefined;
  /** Number, street, hamlet; some registers put the whole line here. */
  readonly detail?: string | undefined;
  /** The whole line, where the register has it. */
  readonly text?: string | undefined;
  /** The day from which the codes are in force, when the register says so. */
  readonly era?: string | undefined;
};

/**
 * How sure an address is. `current`: the codes were present ones. `converted`: followed from a former unit. `divided`: the
 * former unit went into several, none chosen. `unknown`: no unit found, or code and name disagree.
 */
export interface AddressResolution {
  readonly address: Address;
  readonly state: 'current' | 'converted' | 'divided' | 'unknown';
  /** The present units that a divided one went into. */
  readonly candidates: readonly Commune[];
}

/** The address in present codes. `communeCode` is absent where none could be decided; `legacyText` then says what was. */
export async function resolveAddress(record: AddressRecord): Promise<Address> {
  return (await explainAddress(record)).address;
}

/** As `resolveAddress`, with how the answer came about. Loads the tables it needs, the former one only for former codes. */
export async function explainAddress(record: AddressRecord): Promise<AddressResolution> {
  const known = clean(record);
  const place = readPlace(known.text || known.detail);
  const detail = readPlace(known.detail).detail || place.detail;
  const present = await loadCommunes();
  const inForce = present.get(known.communeCode);

  const maybePresent = !isFormer(known, place);
  if (maybePresent && inForce && (known.provinceCode === '' || known.provinceCode === inForce.provinceCode)) {
    if (place.commune === undefined || sameUnit(place.commune, inForce.name)) return current(inForce, detail);
  }
  const named = maybePresent ? presentByName(present, place, known.provinceCode) : [];
  const [onlyNamed] = named;
  if (known.communeCode === '' && named.length === 1 && onlyNamed) return current(onlyNamed, detail);
  if (known.communeCode === '' && place.commune === undefined && place.district === undefined) {
    return unknown(known, place, detail);
  }

  const former = await formerUnit(known, place);
  if (!former) return unknown(known, place, detail);
  const candidates = former.successors.flatMap((code) => present.get(code) ?? []);
  const [first] = candidates;
  const legacyText = former.name === '' || place.commune === undefined ? lineOf(former) : unitsOf(place);
  if (first && candidates.length === 1) {
    return {address: compact({...codesOf(first), detail, legacyText}), state: 'converted', candidates: []};
  }
  const provinces = new Set(candidates.map((commune) => commune.provinceCode));
  const provinceCode = provinces.size === 1 ? first?.provinceCode : undefined;
  return {address: compact({provinceCode, era: TWO_LEVEL_ERA, detail, legacyText}), state: 'divided', candidates};
}

type Known = {readonly [Key in keyof Required<AddressRecord>]: string};

function clean(record: AddressRecord): Known {
  const text = (value: string | undefined): string => (value ?? '').normalize('NFC').trim();
  const district = text(record.districtCode);
  return {
    provinceCode: text(record.provinceCode),
    districtCode: /^0*$/u.test(district) ? '' : district,
    communeCode: text(record.communeCode),
    detail: toReadablePlace(text(record.detail)),
    text: toReadablePlace(text(record.text)),
    era: text(record.era),
  };
}

/** Whether the codes must be of before July 2025. */
function isFormer(known: Known, place: Place): boolean {
  if (known.era !== '') return known.era < TWO_LEVEL_ERA;
  if (known.districtCode !== '' || place.district !== undefined) return true;
  return known.provinceCode !== '' && findProvince(known.provinceCode) === undefined;
}

async function formerUnit(known: Known, place: Place): Promise<FormerCommune | undefined> {
  const formers = await loadFormerCommunes();
  const coded = known.communeCode === '' ? undefined : formers.byCode(known.communeCode);
  const named = formers.byName(place.commune ?? '', place.district, place.province).filter((unit) => fitsProvince(unit, known));
  if (coded && fitsProvince(coded, known)) {
    if (place.commune === undefined || sameText(place.commune, coded.name)) return coded;
    // The type word may have changed with a unit's rank; a different name is a disagreement.
    return sameUnit(place.commune, bareName(coded.name)) ? coded : undefined;
  }
  if (known.communeCode !== '' && place.commune === undefined) return undefined;
  const [first, ...others] = named;
  const agreed = others.every((unit) => unit.successors.join() === first?.successors.join());
  return agreed ? first : undefined;
}

/** Registers sometimes give the present province beside a former commune. */
function fitsProvince(unit: FormerCommune, known: Known): boolean {
  if (known.provinceCode === '' || known.provinceCode === unit.provinceCode) return true;
  return FORMER_PROVINCES.some(({code, successor}) => code === unit.provinceCode && successor === known.provinceCode);
}

function presentByName(present: ReadonlyMap<string, Commune>, place: Place, provinceCode: string): readonly Commune[] {
  const {commune, province} = place;
  if (commune === undefined) return [];
  const code = provinceCode || PROVINCES.find((each) => sameText(each.name, bareName(province ?? '')))?.code;
  return [...present.values()].filter((unit) => unit.provinceCode === code && sameUnit(commune, unit.name));
}

/** Whether a unit as written, type word and all, bears this bare name. */
function sameUnit(written: string, name: string): boolean {
  return sameText(bareName(written), name);
}

function current(commune: Commune, detail: string): AddressResolution {
  return {address: compact({...codesOf(commune), detail}), state: 'current', candidates: []};
}

function unknown(known: Known, place: Place, detail: string): AddressResolution {
  const name = bareName(place.province ?? '');
  const former = isFormer(known, place);
  const code = former
    ? FORMER_PROVINCES.find((each) => each.code === known.provinceCode || sameText(each.name, name))?.successor
    : (findProvince(known.provinceCode) ?? PROVINCES.find((each) => sameText(each.name, name)))?.code;
  const era = code === undefined ? undefined : TWO_LEVEL_ERA;
  const legacyText = place.commune === undefined && place.district === undefined ? undefined : unitsOf(place);
  return {address: compact({provinceCode: code, era, detail, legacyText}), state: 'unknown', candidates: []};
}

function codesOf(commune: Commune): Address {
  return {provinceCode: commune.provinceCode, communeCode: commune.code, era: commune.era};
}

function unitsOf(place: Place): string {
  return toReadablePlace([place.commune, place.district, place.province].filter((part) => part !== undefined).join(', '));
}

function lineOf(unit: FormerCommune): string {
  return toReadablePlace([unit.name, unit.district, unit.province].filter((part) => part !== '').join(', '));
}

function compact(address: {readonly [Key in keyof Address]: string | undefined}): Address {
  return Object.fromEntries(Object.entries(address).filter(([, value]) => value !== undefined && value !== ''));
}
