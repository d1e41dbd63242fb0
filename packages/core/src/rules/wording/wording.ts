/** What a rule is for: that decides how its sentence begins. */
export type Purpose = 'visible' | 'required' | 'readonly' | 'not-needed' | 'check' | 'value' | 'default';

/** How a rule whose result never changes is said, and one that depends. */
export interface PurposeWords {
  readonly when: string;
  readonly always: string;
  readonly never: string;
}

export type UnitName = 'days' | 'months' | 'years';

/** Every phrase that `explain` puts together, in one language. `{0}`, `{1}`… stand for the parts. */
export interface Wording {
  readonly purposes: {readonly [purpose in Purpose]: PurposeWords};
  /** A field's label, a text value. */
  readonly label: string;
  readonly text: string;
  readonly date: string;
  readonly yes: string;
  readonly no: string;
  readonly nothing: string;
  readonly data: string;
  /** Between the parts of an enumeration: usually, and before the last one. */
  readonly comma: string;
  readonly and: string;
  readonly or: string;
  readonly nor: string;
  readonly group: string;
  readonly always: string;
  readonly never: string;
  /** Conditions. */
  readonly is: string;
  readonly isNot: string;
  readonly equals: string;
  readonly differs: string;
  readonly same: string;
  readonly other: string;
  readonly lengthIs: string;
  readonly lengthIsNot: string;
  readonly empty: string;
  readonly filled: string;
  readonly unknown: string;
  readonly known: string;
  readonly less: string;
  readonly atMost: string;
  readonly more: string;
  readonly atLeast: string;
  readonly before: string;
  readonly notAfter: string;
  readonly after: string;
  readonly notBefore: string;
  readonly spanLess: string;
  readonly spanAtMost: string;
  readonly spanMore: string;
  readonly spanAtLeast: string;
  readonly amongRows: string;
  readonly notAmongRows: string;
  readonly contains: string;
  readonly containsNot: string;
  readonly all: string;
  readonly notAll: string;
  readonly some: string;
  readonly none: string;
  readonly unique: string;
  readonly notUnique: string;
  readonly missing: string;
  readonly notMissing: string;
  readonly either: string;
  /** By kind of origin: so, and not so. */
  readonly origins: {readonly [kind: string]: readonly [string, string]};
  /** Values. */
  readonly fallback: string;
  readonly truth: string;
  readonly choice: string;
  readonly otherwise: string;
  readonly joined: string;
  readonly part: string;
  readonly sum: string;
  readonly count: string;
  readonly length: string;
  readonly greatest: string;
  readonly least: string;
  readonly plus: string;
  readonly minus: string;
  readonly negative: string;
  readonly times: string;
  readonly divided: string;
  readonly remainder: string;
  /** What is rounded, and to what. */
  readonly rounding: {readonly [way in 'nearest' | 'up' | 'down']: string};
  readonly places: readonly [one: string, many: string];
  /** Units, tens, hundreds and so on. */
  readonly magnitudes: readonly string[];
  readonly order: string;
  readonly today: string;
  readonly year: string;
  readonly thisYear: string;
  readonly span: string;
  readonly later: string;
  readonly units: {readonly [unit in UnitName]: readonly [one: string, many: string]};
  readonly origin: string;
  readonly mapped: string;
  readonly filtered: string;
  readonly reduced: string;
  readonly item: string;
  readonly missingOf: string;
  readonly computedFrom: string;
  readonly computed: string;
}
