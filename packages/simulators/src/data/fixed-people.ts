import {placeOf} from './places.ts';
import type {Relative, Residence, SyntheticPerson} from './synthetic-person.ts';

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

/** A couple who are not married yet. Last of all, so that whoever is generated keeps their number. */
export const UNMARRIED_COUPLE: readonly SyntheticPerson[] = [
  {
    ...CLEAN,
    citizenId: '026301000051',
    name: 'VŨ THỊ DÂU',
    birthDate: '2001-06-15',
    gender: '2',
    maritalStatus: '1',
    father: {name: 'VŨ VĂN NỘI', citizenId: ''},
    mother: {name: 'ĐỖ THỊ NGOẠI', citizenId: ''},
    headOfHousehold: undefined,
  },
  {
    ...CLEAN,
    citizenId: '026099000052',
    name: 'HOÀNG VĂN RỂ',
    birthDate: '1999-03-20',
    gender: '1',
    maritalStatus: '1',
    homeTown: VINH_YEN,
    birthRegistration: VINH_YEN,
    permanent: {place: VINH_YEN, era: 'new', detail: 'TỔ DÂN PHỐ SỐ 5'},
    current: {place: VINH_YEN, era: 'new', detail: 'TỔ DÂN PHỐ SỐ 5'},
    father: {name: 'HOÀNG VĂN ÔNG', citizenId: ''},
    mother: {name: 'BÙI THỊ BÀ', citizenId: ''},
    headOfHousehold: undefined,
  },
];

/** The people that demos and journeys name. Never generated, never changed by a seed. */
export const FIXED_PEOPLE: readonly SyntheticPerson[] = [
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
