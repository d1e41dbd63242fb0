/** Who may ask a shared database about whom, and with which keys. */

/** What is known of who asks: numbers and dates are `''` when the sign-in did not say. */
export interface Asker {
  /** Personal identification number, 12 digits. */
  readonly personalId: string;
  readonly name: string;
  /** `1990-02-14`. */
  readonly birthDate: string;
}

/** What a connector's keys are and whom they may be asked about. */
export interface LookupPolicy {
  /** Keys that the register understands, with the format that each is normalised and checked by. */
  readonly keys: {readonly [name: string]: string};
  /** The key that names who or what is asked about. */
  readonly subject: string;
  /** `public`: anyone signed in. `person`: about oneself freely, about others with a second factor and within a budget. */
  readonly about: 'public' | 'person';
  /** Keys of which one is enough to show that one knows the other person. */
  readonly secondFactors: readonly string[];
  /** How long an answer is as good as a new one to the same session, seconds by attribute; `*` for the others. 600. */
  readonly freshSeconds?: {readonly [attribute: string]: number};
}

/** The connectors that packages/connectors has. */
export const POLICIES: {readonly [connector: string]: LookupPolicy} = {
  population: {
    keys: {citizenId: 'vn-personal-id', birthDate: 'partial-date', fullName: 'vn-person-name'},
    subject: 'citizenId',
    about: 'person',
    secondFactors: ['birthDate', 'fullName'],
  },
  business: {keys: {code: 'vn-tax-code'}, subject: 'code', about: 'public', secondFactors: []},
  vehicle: {keys: {plate: 'vn-plate'}, subject: 'plate', about: 'public', secondFactors: []},
  // Searched for choices, never asked about anybody.
  'industry-codes': {keys: {}, subject: 'query', about: 'public', secondFactors: []},
};

const FRESH_SECONDS = 600;

/** Seconds for which all of the attributes are fresh. */
export function freshFor(policy: LookupPolicy, attributes: readonly string[]): number {
  const {freshSeconds = {}} = policy;
  const seconds = (name: string): number | undefined => (Object.hasOwn(freshSeconds, name) ? freshSeconds[name] : undefined);
  return Math.min(...attributes.map((attribute) => seconds(attribute) ?? seconds('*') ?? FRESH_SECONDS));
}

/** By normalised key names: `{citizenId: "026190000042"}`. */
export type Keys = {readonly [name: string]: string};

/**
 * What becomes of a question before any register hears of it. `about` says whose budget it costs and how it is answered:
 * `self` and `public` within the session's, `other` within the narrow one and looking the same found or not, `dossier`
 * within the officer's.
 */
export type Admission =
  | {readonly ask: 'yes'; readonly keys: Keys; readonly about: 'self' | 'public' | 'other' | 'dossier'}
  | {readonly ask: 'no'; readonly missing: readonly string[]};

/**
 * Decides on normalised keys. About themselves the session knows the other keys, whatever the form says; about others one
 * must know more than the number. Officers have no more right than anybody, but for the dossier in hand.
 *
 * @param dossier keys of this look-up in the dossier that an officer has in hand, one set per row.
 */
export function admit(policy: LookupPolicy, keys: Keys, person: Asker, dossier: readonly Keys[] = []): Admission {
  const subject = keys[policy.subject];
  if (subject === undefined) return {ask: 'no', missing: [policy.subject]};
  if (policy.about === 'public') return {ask: 'yes', keys, about: 'public'};
  if (person.personalId !== '' && subject === person.personalId) {
    const known = {...(person.birthDate && {birthDate: person.birthDate}), ...(person.name && {fullName: person.name})};
    return {ask: 'yes', keys: {...keys, ...known}, about: 'self'};
  }
  const {secondFactors} = policy;
  // What the dossier says of that person counts, not what the officer's page says.
  const written = dossier.find((row) => row[policy.subject] === subject);
  if (written && secondFactors.some((name) => written[name] !== undefined)) return {ask: 'yes', keys: written, about: 'dossier'};
  if (secondFactors.some((name) => keys[name] !== undefined)) return {ask: 'yes', keys, about: 'other'};
  return {ask: 'no', missing: secondFactors};
}
