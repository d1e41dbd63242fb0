import type {Place} from './places.ts';

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
