import {FIXED_PEOPLE, UNMARRIED_COUPLE} from './fixed-people.ts';
import {PLACES, type Place} from './places.ts';
import {SeededRandom} from './random.ts';
import type {Quirk, Relative, Residence, SyntheticPerson} from './synthetic-person.ts';

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

/**
 * All made-up people: the fixed ones first, then families of three generations, 10,000 or a few more. Always the same for the
 * same seed, and the first ones the same for any count.
 */
export function demoPeople(seed = 2026, count = 10_000): readonly SyntheticPerson[] {
  const random = new SeededRandom(seed);
  const people: SyntheticPerson[] = [...FIXED_PEOPLE];
  while (people.length < count) addFamily(people, random);
  people.push(...UNMARRIED_COUPLE);
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
  linkSpouse(people, people.length - 2, grandmother);
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
  if (wife) linkSpouse(people, people.length - 2, wife);
  for (let child = random.between(0, 3); child > 0; child -= 1) {
    const year = Math.min(2025, husbandYear + random.between(22, 36));
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

function linkSpouse(people: SyntheticPerson[], at: number, {name, citizenId}: SyntheticPerson): void {
  const first = people[at];
  if (first) people[at] = {...first, spouse: {name, citizenId}};
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
