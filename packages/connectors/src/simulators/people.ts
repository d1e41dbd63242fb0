import {PLACES, type Place, placeOf} from './places.ts';
import {SeededRandom} from './random.ts';

/** A made-up person, and what the population database has on file about them. `undefined` is "not on file". */
export interface SyntheticPerson {
  /** 12 digits; the last six are a running number. */
  readonly citizenId: string;
  /** As the register has it: upper case, with marks. */
  readonly name: string;
  /** `1990-02-14`, or `1990` when only the year is on file. */
  readonly birthDate: string;
  /** Register's code: 1 male, 2 female, 0 not on file. */
  readonly gender: '0' | '1' | '2';
  readonly ethnicity: string;
  /** Register's code: 1 single, 2 married, 3 divorced or widowed, '' not on file. */
  readonly maritalStatus: string;
  readonly homeTown: Place | undefined;
  readonly birthRegistration: Place | undefined;
  readonly permanent: Residence | undefined;
  readonly current: Residence | undefined;
  readonly father: Relative | undefined;
  readonly mother: Relative | undefined;
  readonly spouse: Relative | undefined;
  readonly headOfHousehold: Relative | undefined;
  readonly card: {readonly issuedOn: string; readonly issuedBy: string} | undefined;
  /** How the record departs from a clean one. */
  readonly quirk: Quirk | undefined;
}

export interface Residence {
  readonly place: Place;
  /** `old` records keep three levels. */
  readonly era: 'old' | 'new';
  /** Upper case. */
  readonly detail: string;
}

export interface Relative {
  readonly name: string;
  /** '' when not on file. */
  readonly citizenId: string;
}

/** Faults that real registers have. With `impossible-date` only the year can be matched. */
export type Quirk = 'split-name' | 'decomposed-name' | 'impossible-date' | 'unknown-commune' | 'abroad';

const SURNAMES = ['NGUYỄN', 'TRẦN', 'LÊ', 'PHẠM', 'HOÀNG', 'PHAN', 'VŨ', 'ĐẶNG', 'BÙI', 'ĐỖ', 'HỒ', 'NGÔ', 'DƯƠNG', 'LÝ'];
const MALE_MIDDLE = ['VĂN', 'ĐỨC', 'HỮU', 'QUANG', 'MINH', 'CÔNG', 'TRỌNG'];
const FEMALE_MIDDLE = ['THỊ', 'NGỌC', 'THU', 'THANH', 'THỊ HỒNG', 'THỊ KIM'];
const MALE_GIVEN = [
  'AN',
  'BÌNH',
  'CƯỜNG',
  'DŨNG',
  'ĐẠT',
  'GIANG',
  'HẢI',
  'HÙNG',
  'KHÁNH',
  'LÂM',
  'NAM',
  'PHÚC',
  'QUÝ',
  'SƠN',
  'THÀNH',
  'TUẤN',
];
const FEMALE_GIVEN = [
  'ANH',
  'CHI',
  'DUNG',
  'HÀ',
  'HOA',
  'HƯƠNG',
  'LAN',
  'LIÊN',
  'MAI',
  'NGA',
  'OANH',
  'PHƯƠNG',
  'QUỲNH',
  'THẢO',
  'TRANG',
  'YẾN',
];
const HAMLETS = [
  'THÔN ĐÔNG',
  'THÔN ĐOÀI',
  'THÔN HẠ',
  'THÔN THƯỢNG',
  'TỔ DÂN PHỐ SỐ 1',
  'TỔ DÂN PHỐ SỐ 5',
  'KHU 3',
  'SỐ 12 NGÕ 4',
];
const ISSUERS = ['Bộ Công an', 'Cục Cảnh sát quản lý hành chính về trật tự xã hội'];

const LUNG_HOA = placeOf('09106');
const VINH_YEN = placeOf('08707');
const AT_HOME: Residence = {place: LUNG_HOA, era: 'new', detail: 'THÔN HOÀ LOAN'};

const MOTHER: Relative = {name: 'NGUYỄN THỊ MẪU', citizenId: '026190000042'};
const FATHER: Relative = {name: 'LÊ VĂN CHỒNG', citizenId: '026088000045'};
const GRANDFATHER: Relative = {name: 'NGUYỄN VĂN CHA', citizenId: '026060000043'};
const GRANDMOTHER: Relative = {name: 'TRẦN THỊ ME', citizenId: '026162000044'};

const CLEAN = {
  ethnicity: '01',
  maritalStatus: '2',
  homeTown: LUNG_HOA,
  birthRegistration: LUNG_HOA,
  permanent: AT_HOME,
  current: AT_HOME,
  father: undefined,
  mother: undefined,
  spouse: undefined,
  headOfHousehold: FATHER,
  card: {issuedOn: '20240815', issuedBy: 'Bộ Công an'},
  quirk: undefined,
} as const;

/** The people that demos and journeys name. Never generated, never changed by a seed. */
const FIXED: readonly SyntheticPerson[] = [
  {...CLEAN, ...MOTHER, birthDate: '1990-02-14', gender: '2', father: GRANDFATHER, mother: GRANDMOTHER, spouse: FATHER},
  {
    ...CLEAN,
    ...FATHER,
    birthDate: '1988-05-01',
    gender: '1',
    father: {name: 'LÊ VĂN ÔNG', citizenId: ''},
    mother: {name: 'PHẠM THỊ BÀ', citizenId: ''},
    spouse: MOTHER,
  },
  {...CLEAN, ...GRANDFATHER, birthDate: '1960', gender: '1', spouse: GRANDMOTHER, headOfHousehold: GRANDFATHER, card: undefined},
  {
    ...CLEAN,
    ...GRANDMOTHER,
    birthDate: '1962',
    gender: '2',
    spouse: GRANDFATHER,
    headOfHousehold: GRANDFATHER,
    permanent: {place: LUNG_HOA, era: 'old', detail: 'THÔN HOÀ LOAN'},
    current: undefined,
  },
  {
    ...CLEAN,
    citizenId: '025226000047',
    name: 'LÊ MINH MẪU',
    birthDate: '2026-02-20',
    gender: '1',
    maritalStatus: '1',
    father: FATHER,
    mother: MOTHER,
    card: undefined,
  },
  {
    ...CLEAN,
    citizenId: '025085000050',
    name: 'TRẦN VĂN CÁN BỘ',
    birthDate: '1985-03-09',
    gender: '1',
    homeTown: VINH_YEN,
    birthRegistration: VINH_YEN,
    permanent: {place: VINH_YEN, era: 'new', detail: 'TỔ DÂN PHỐ SỐ 2'},
    current: {place: VINH_YEN, era: 'new', detail: 'TỔ DÂN PHỐ SỐ 2'},
    headOfHousehold: undefined,
  },
  {
    ...CLEAN,
    citizenId: '026075000046',
    name: 'PHẠM VĂN GIÁM ĐỐC',
    birthDate: '1975-01-01',
    gender: '1',
    permanent: {place: VINH_YEN, era: 'new', detail: 'SỐ 9 ĐƯỜNG THỬ NGHIỆM'},
    current: undefined,
    headOfHousehold: undefined,
  },
];

/** How many families the generator adds to the fixed people: about 300 people. */
const FAMILIES = 48;

/**
 * All made-up people: the fixed ones first, then families of three generations. Always the same for the same seed.
 * At least 200 for any seed.
 */
export function demoPeople(seed = 2026): readonly SyntheticPerson[] {
  const random = new SeededRandom(seed);
  const people: SyntheticPerson[] = [...FIXED];
  for (let family = 0; family < FAMILIES; family += 1) addFamily(people, random);
  return people;
}

function addFamily(people: SyntheticPerson[], random: SeededRandom): void {
  const home = random.pick(PLACES);
  const residence: Residence = {place: home, era: random.chance(0.3) ? 'old' : 'new', detail: random.pick(HAMLETS)};
  const married = random.chance(0.9);
  const husbandYear = random.between(1965, 1998);
  const add = (sex: 'male' | 'female', year: number, surname: string | undefined, kin: Kin): SyntheticPerson => {
    const person = makePerson(people.length, sex, year, surname, home, residence, kin, random);
    people.push(person);
    return person;
  };
  const grandfather = add('male', husbandYear - random.between(22, 35), undefined, {maritalStatus: '2'});
  const grandmother = add('female', husbandYear - random.between(20, 32), undefined, {maritalStatus: '2', spouse: grandfather});
  linkSpouse(people, grandfather, grandmother);
  const surname = grandfather.name.normalize('NFC').split(' ')[0];
  const husband = add('male', husbandYear, surname, {
    father: grandfather,
    mother: grandmother,
    maritalStatus: married ? '2' : '3',
  });
  const wifeParents = {father: nameOnly('male', random), mother: nameOnly('female', random)};
  const wife = married
    ? add('female', husbandYear + random.between(-4, 6), undefined, {
        ...wifeParents,
        spouse: husband,
        maritalStatus: '2',
        head: husband,
      })
    : undefined;
  if (wife) {
    linkSpouse(people, husband, wife);
  }
  for (let child = random.between(0, 3); child > 0; child -= 1) {
    const year = Math.min(2026, husbandYear + random.between(22, 36));
    add(random.chance(0.5) ? 'male' : 'female', year, surname, {
      father: husband,
      ...(wife && {mother: wife}),
      head: husband,
      maritalStatus: '1',
    });
  }
}

interface Kin {
  readonly father?: Relative;
  readonly mother?: Relative;
  readonly spouse?: Relative;
  readonly head?: Relative;
  readonly maritalStatus: string;
}

function makePerson(
  index: number,
  sex: 'male' | 'female',
  year: number,
  surname: string | undefined,
  home: Place,
  residence: Residence,
  kin: Kin,
  random: SeededRandom,
): SyntheticPerson {
  const origin = random.chance(0.8) ? home : random.pick(PLACES);
  const digit = (year < 2000 ? 0 : 2) + (sex === 'male' ? 0 : 1);
  const citizenId = `0${origin.oldProvinceCode}${digit}${two(year % 100)}${String(1000 + index).padStart(6, '0')}`;
  const onlyYear = year < 1965 && random.chance(0.35);
  const kept = <T>(value: T | undefined, lost: number): T | undefined => (random.chance(lost) ? undefined : value);
  return {
    citizenId,
    name: makeName(sex, surname, random),
    birthDate: onlyYear ? String(year) : `${year}-${two(random.between(1, 12))}-${two(random.between(1, 28))}`,
    gender: random.chance(0.04) ? '0' : sex === 'male' ? '1' : '2',
    ethnicity: random.chance(0.05) ? '' : random.chance(0.85) ? '01' : random.pick(['02', '03', '06', '12']),
    maritalStatus: random.chance(0.05) ? '' : kin.maritalStatus,
    homeTown: kept(origin, 0.04),
    birthRegistration: kept(origin, 0.1),
    permanent: kept(residence, 0.06),
    current: kept(
      random.chance(0.15) ? {place: random.pick(PLACES), era: 'new' as const, detail: random.pick(HAMLETS)} : residence,
      0.15,
    ),
    father: kept(kin.father && relativeOf(kin.father, random), 0.06),
    mother: kept(kin.mother && relativeOf(kin.mother, random), 0.04),
    spouse: kin.spouse && relativeOf(kin.spouse, random),
    headOfHousehold: kin.head && {name: kin.head.name, citizenId: kin.head.citizenId},
    card:
      year <= 2010
        ? kept(
            {
              issuedOn: `20${two(random.between(21, 25))}${two(random.between(1, 12))}${two(random.between(1, 28))}`,
              issuedBy: random.pick(ISSUERS),
            },
            0.08,
          )
        : undefined,
    quirk: makeQuirk(random),
  };
}

function makeQuirk(random: SeededRandom): Quirk | undefined {
  const roll = random.next();
  if (roll < 0.1) return 'split-name';
  if (roll < 0.13) return 'decomposed-name';
  if (roll < 0.16) return 'impossible-date';
  if (roll < 0.19) return 'unknown-commune';
  return roll < 0.21 ? 'abroad' : undefined;
}

function makeName(sex: 'male' | 'female', surname: string | undefined, random: SeededRandom): string {
  const middle = random.pick(sex === 'male' ? MALE_MIDDLE : FEMALE_MIDDLE);
  const given = random.pick(sex === 'male' ? MALE_GIVEN : FEMALE_GIVEN);
  return `${surname ?? random.pick(SURNAMES)} ${middle} ${given}`;
}

function nameOnly(sex: 'male' | 'female', random: SeededRandom): Relative {
  return {name: makeName(sex, undefined, random), citizenId: ''};
}

function relativeOf(person: Relative, random: SeededRandom): Relative {
  return {name: person.name, citizenId: random.chance(0.1) ? '' : person.citizenId};
}

function linkSpouse(people: SyntheticPerson[], first: SyntheticPerson, second: SyntheticPerson): void {
  const at = people.indexOf(first);
  if (at >= 0) people[at] = {...first, spouse: {name: second.name, citizenId: second.citizenId}};
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
