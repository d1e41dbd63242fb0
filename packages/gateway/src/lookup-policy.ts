/** Who may ask a shared database about whom, and with which keys. */
import type {Person} from './person.ts';

/** What a connector's keys are and whom they may be asked about. */
export interface LookupPolicy {
  /** Keys that the register understands, with the format that each is normalised and checked by. */
  readonly keys: {readonly [name: string]: string};
  /** The key that names who or what is asked about. */
  readonly subject: string;
  /** `public`: anyone signed in. `person`: about oneself freely, about others with the second factors and within a budget. */
  readonly about: 'public' | 'person';
  /** Keys that show that one knows the other person. */
  readonly secondFactors: readonly string[];
}

/** The connectors that packages/connectors has. */
export const POLICIES: {readonly [connector: string]: LookupPolicy} = {
  population: {
    keys: {citizenId: 'vn-personal-id', birthDate: 'partial-date', fullName: 'vn-person-name'},
    subject: 'citizenId',
    about: 'person',
    secondFactors: ['birthDate'],
  },
  business: {keys: {code: 'vn-tax-code'}, subject: 'code', about: 'public', secondFactors: []},
  vehicle: {keys: {plate: 'vn-plate'}, subject: 'plate', about: 'public', secondFactors: []},
};

/** What becomes of a question before any register hears of it. */
export type Admission =
  | {readonly ask: 'yes'; readonly keys: {readonly [name: string]: string}; readonly counted: boolean}
  | {readonly ask: 'no'; readonly missing: readonly string[]};

/** Decides on normalised keys. About themselves the session knows the other keys, whatever the form says. */
export function admit(policy: LookupPolicy, keys: {readonly [name: string]: string}, person: Person): Admission {
  const subject = keys[policy.subject];
  if (subject === undefined) return {ask: 'no', missing: [policy.subject]};
  if (policy.about === 'public') return {ask: 'yes', keys, counted: false};
  if (person.personalId !== '' && subject === person.personalId) {
    const known = {...(person.birthDate && {birthDate: person.birthDate}), ...(person.name && {fullName: person.name})};
    return {ask: 'yes', keys: {...keys, ...known}, counted: false};
  }
  const missing = policy.secondFactors.filter((name) => keys[name] === undefined);
  return missing.length > 0 ? {ask: 'no', missing} : {ask: 'yes', keys, counted: true};
}
