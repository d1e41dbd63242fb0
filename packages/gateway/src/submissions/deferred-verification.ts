/**
 * A look-up that could not be asked never keeps anybody from sending. What it would have filled is the person's own word;
 * here that word is held against the register once it answers again, and what came of it is kept per value.
 */

import {admit, attributePath, type Keys, withOwnNumber} from '@egov-form/connectors/server';
import type {OriginMark} from '@egov-form/core';
import {
  type FormDefinition,
  type FormPatterns,
  formatPointer,
  type Json,
  type JsonObject,
  type LookupSettings,
  parsePointer,
  partyOfLookup,
  type Submission,
  sameJson,
  valueAt,
} from '@egov-form/core';
import type {Selectable} from 'kysely';
import {GATEWAY_ITSELF} from '../audit/audit.ts';
import type {Database} from '../database/open.ts';
import type {Schema} from '../database/schema.ts';
import {Problem} from '../errors.ts';
import type {Gateway} from '../gateway.ts';
import type {JobKind} from '../jobs.ts';
import {definitionForm} from '../lookups/definition-form.ts';
import {findLookup, type Lookup, putQuestion, readKeys} from '../lookups/lookup-question.ts';
import {type KeyRow, keyPlaces, keysInRow} from '../lookups/lookup-rows.ts';
import {definitionOf} from '../procedures/kept-definitions.ts';
import type {Person} from '../sign-in/person.ts';
import {type Stored, storedValues} from './stored-values.ts';

export const LATER_CHECKS = 'later-checks';

/** What a register said to a value that a person declared. `unknown`: it has nothing there. */
export type Verdict = 'agrees' | 'differs' | 'unknown' | 'not-found';

/** `waiting`: the register will be asked. `not-checked`: it cannot be, or never answered. */
export type CheckState = 'waiting' | 'done' | 'not-checked';

/** A check that a new dossier needs. */
export interface PlannedCheck {
  readonly lookup: string;
  /** Index of the row, `''` outside of rows; in rows of rows the outer ones before it: `1/0`. */
  readonly row: string;
  readonly about: 'self' | 'public' | 'other';
  /** Absent when it cannot be asked. */
  readonly question?: KeptQuestion;
}

/** What the worker needs to ask, without the person's session. */
interface KeptQuestion {
  readonly connectors: readonly string[];
  readonly keys: Keys;
  readonly requester: Pick<Person, 'role' | 'personalId'>;
}

/** Checks of one dossier, at most. */
const MOST_CHECKS = 50;
/** About other people, of one person in a day: what comes of a check must be no way around the budget of look-ups. */
const MOST_ABOUT_OTHERS = 20;
const DAY_MS = 24 * 60 * 60 * 1000;

/** What has to be asked later, of what the form could not ask. */
export function planChecks(
  gateway: Gateway,
  definition: FormDefinition,
  submission: Submission,
  person: Person,
): readonly PlannedCheck[] {
  const planned = new Map<string, PlannedCheck>();
  for (const unasked of (submission.unasked ?? []).slice(0, MOST_CHECKS)) {
    const check = planCheck(gateway, definition, submission.answers, unasked, person);
    if (check) planned.set(`${check.lookup} ${check.row}`, check);
  }
  return [...planned.values()];
}

function planCheck(
  gateway: Gateway,
  definition: FormDefinition,
  answers: JsonObject,
  unasked: NonNullable<Submission['unasked']>[number],
  person: Person,
): PlannedCheck | undefined {
  const {lookup: name} = unasked;
  const settings = definition.lookups && Object.hasOwn(definition.lookups, name) ? definition.lookups[name] : undefined;
  if (!settings) return undefined;
  const {patterns} = definitionForm(definition, gateway.procedures.packsOf(definition));
  const places = keyPlaces(settings, patterns);
  const asked = parsePointer(unasked.row ?? '');
  const place = places.row.match(asked);
  const row = (place ?? asked.slice(-1)).join('/');
  const connectors = [settings.connector].flat();
  const [lookup] = connectors.flatMap((connector) => findLookup(gateway, definition, name, connector) ?? []);
  if (!lookup) return undefined;
  const keys = place && keysFor(gateway, lookup, patterns, answers, place);
  // Nobody else's number was left out: of a party that may be another person the answers say which.
  const isSelf = partyOfLookup(definition, settings)?.subject === true;
  const admission = keys && admit(lookup.policy, isSelf ? withOwnNumber(lookup, keys, person) : keys, person);
  if (!admission || admission.ask === 'no' || admission.about === 'dossier') return {lookup: name, row, about: 'other'};
  const {role, personalId} = person;
  const question = {connectors, keys: admission.keys, requester: {role, personalId}};
  return {lookup: name, row, about: admission.about, question};
}

/** The look-up's keys, and what the person declared of its second factors where the form has no keys for them. */
function keysFor(gateway: Gateway, lookup: Lookup, patterns: FormPatterns, answers: JsonObject, row: KeyRow): Keys | undefined {
  const {settings, policy} = lookup;
  const keys: {[name: string]: string} = {};
  try {
    Object.assign(keys, readKeys(gateway, lookup, keysInRow(keyPlaces(settings, patterns), answers, row)));
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
  for (const [pattern, attribute] of Object.entries(settings.fill)) {
    const format = Object.hasOwn(policy.keys, attribute) ? gateway.formats.get(policy.keys[attribute] ?? '') : undefined;
    if (!format || keys[attribute] !== undefined || !policy.secondFactors.includes(attribute)) continue;
    const declared = valueAt(answers, patterns.parse(pattern).bind(row));
    if (typeof declared === 'string' && declared !== '' && format.check(declared).length === 0) keys[attribute] = declared;
  }
  return keys;
}

/** Keeps the checks of a dossier and asks for the work, in the transaction that keeps the dossier. */
export async function keepChecks(
  gateway: Gateway,
  transaction: Database,
  code: string,
  subject: string,
  checks: readonly PlannedCheck[],
  at: Date,
): Promise<void> {
  if (checks.length === 0) return;
  let others = checks.some(({about}) => about === 'other') ? await othersToday(transaction, subject, at) : 0;
  const rows = checks.map(({lookup, row, about, question}) => {
    if (about === 'other' && question) others += 1;
    const asked = question && (about !== 'other' || others <= MOST_ABOUT_OTHERS) ? question : undefined;
    return {
      ...{dossier_code: code, lookup, row, about, subject},
      ...{state: asked ? 'waiting' : 'not-checked', question: asked ? JSON.stringify(asked) : null},
      ...{register: '', outcome: '', verdicts: '{}', created_at: at.toISOString(), asked_at: null},
    };
  });
  await transaction.insertInto('dossier_checks').values(rows).execute();
  if (rows.some(({state}) => state === 'waiting')) await gateway.jobs.ask(LATER_CHECKS, {code}, transaction);
}

async function othersToday(transaction: Database, subject: string, at: Date): Promise<number> {
  const {count} = await transaction
    .selectFrom('dossier_checks')
    .select((row) => row.fn.countAll<string>().as('count'))
    .where('subject', '=', subject)
    .where('about', '=', 'other')
    .where('created_at', '>', new Date(at.getTime() - DAY_MS))
    .executeTakeFirstOrThrow();
  return Number(count);
}

type Check = Selectable<Schema['dossier_checks']>;

/** The job: asks the registers of one dossier's checks. Throws when one still cannot be asked, so that it is tried again. */
export function laterChecks(gateway: Gateway, retrySeconds: number | undefined): JobKind<{code: string}> {
  const {database} = gateway.options;
  return {
    name: LATER_CHECKS,
    // With pauses that double up to an hour: about two days.
    retries: 50,
    ...(retrySeconds !== undefined && {retrySeconds}),
    async run({code}, last) {
      const waiting = await database
        .selectFrom('dossier_checks')
        .selectAll()
        .where('dossier_code', '=', code)
        .where('state', '=', 'waiting')
        .orderBy('lookup')
        .orderBy('row')
        .execute();
      if (waiting.length === 0) return;
      const dossier = await database.selectFrom('dossiers').selectAll().where('code', '=', code).executeTakeFirst();
      const definition = dossier && (await definitionOf(database, gateway.procedures, dossier));
      let silent = 0;
      for (const check of waiting) {
        if (!dossier || !definition) {
          await settle(gateway, check, {state: 'not-checked', outcome: 'form'});
          continue;
        }
        const marks = dossier.origins as unknown as {readonly [pointer: string]: OriginMark};
        const result = await askLater(gateway, definition, dossier.answers as JsonObject, marks, check);
        if (result) await settle(gateway, check, result, definition);
        else if (last) await settle(gateway, check, {state: 'not-checked', outcome: 'unavailable'});
        else silent += 1;
      }
      if (silent > 0) throw new RegistersSilent(silent);
    },
  };
}

/** Not a failure of ours: the registers do not answer yet. */
export class RegistersSilent extends Error {
  constructor(count: number) {
    super(`${count} checks wait for registers that do not answer.`);
    this.name = 'RegistersSilent';
  }
}

interface CheckResult {
  readonly state: CheckState;
  readonly outcome: string;
  readonly register?: string;
  /** By pointer, with the attribute that the register has for it. */
  readonly verdicts?: readonly {readonly pointer: string; readonly attribute: string; readonly verdict: Verdict}[];
}

/** Nothing while no register of the chain answers. */
async function askLater(
  gateway: Gateway,
  definition: FormDefinition,
  answers: JsonObject,
  marks: {readonly [pointer: string]: OriginMark},
  check: Check,
): Promise<CheckResult | undefined> {
  const {connectors, keys, requester} = check.question as unknown as KeptQuestion;
  for (const connector of connectors) {
    const lookup = findLookup(gateway, definition, check.lookup, connector);
    if (!lookup) continue;
    const answer = await putQuestion(lookup, keys, requester, AbortSignal.timeout(60_000));
    if (answer.state === 'unavailable' || answer.state === 'left') continue;
    const {settings} = lookup;
    const {patterns} = definitionForm(definition, gateway.procedures.packsOf(definition));
    const declared = declaredPointers(settings, patterns, answers, check.row === '' ? [] : check.row.split('/'), marks);
    if (answer.state === 'found') {
      const stored = storedValues(definition, settings, answer.values, gateway.procedures.packsOf(definition));
      const verdicts = declared.map((one) => ({
        ...one,
        verdict: verdictOf(gateway, one.value, storedAt(stored[one.pattern], one)),
      }));
      return {state: 'done', outcome: 'found', register: connector, verdicts};
    }
    if (answer.state === 'forbidden') return {state: 'not-checked', outcome: 'forbidden', register: connector};
    const verdicts = declared.map((one) => ({...one, verdict: 'not-found' as const}));
    return {state: 'done', outcome: 'not-found', register: connector, verdicts};
  }
  return undefined;
}

interface Declared {
  readonly pattern: string;
  readonly pointer: string;
  readonly attribute: string;
  /** Index among the register's rows, for a list that it fills. */
  readonly index: number;
  readonly value: Json;
}

/** Values that stand in the dossier on the person's word, of those that the look-up would have filled. */
function declaredPointers(
  settings: LookupSettings,
  patterns: FormPatterns,
  answers: JsonObject,
  row: KeyRow,
  marks: {readonly [pointer: string]: OriginMark},
): readonly Declared[] {
  return Object.entries(settings.fill).flatMap(([pattern, text]) => {
    const {name} = attributePath(text);
    const filled = patterns.parse(pattern);
    return filled.rowsOf(answers, row.slice(0, filled.rows.length)).flatMap((rows, index) => {
      const segments = filled.bind(rows);
      const value = valueAt(answers, segments);
      const pointer = formatPointer(segments);
      if (value === undefined || marks[pointer]?.origin === 'register') return [];
      return [{pattern, pointer, attribute: name, index, value}];
    });
  });
}

function storedAt(stored: Stored | undefined, {index}: Declared): Json | undefined {
  if (!stored) return undefined;
  return 'rows' in stored ? stored.rows[index] : stored.value;
}

function verdictOf(gateway: Gateway, declared: Json, known: Json | undefined): Verdict {
  if (known === undefined) return 'unknown';
  if (sameJson(declared, known)) return 'agrees';
  const alike = gateway.options.packs.some(
    ({sameText}) => typeof declared === 'string' && typeof known === 'string' && sameText?.(declared, known),
  );
  return alike ? 'agrees' : 'differs';
}

/** Keeps what came of a check, once. The keys are not needed any more. */
async function settle(gateway: Gateway, check: Check, result: CheckResult, definition?: FormDefinition): Promise<void> {
  const {state, outcome, register = '', verdicts = []} = result;
  const at = new Date(gateway.clock.now());
  await gateway.options.database.transaction().execute(async (transaction) => {
    const kept = await transaction
      .updateTable('dossier_checks')
      .set({
        ...{state, outcome, register, question: null, asked_at: at.toISOString()},
        verdicts: JSON.stringify(Object.fromEntries(verdicts.map(({pointer, verdict}) => [pointer, verdict]))),
      })
      .where('dossier_code', '=', check.dossier_code)
      .where('lookup', '=', check.lookup)
      .where('row', '=', check.row)
      .where('state', '=', 'waiting')
      .returning('state')
      .executeTakeFirst();
    if (!kept) return;
    const {keys = {}} = (check.question ?? {}) as Partial<KeptQuestion>;
    const subject = register === '' ? undefined : gateway.policies[register]?.subject;
    const about = subject === undefined ? '' : gateway.audit.pseudonymOf(keys[subject] ?? '');
    const attributes = verdicts.map(({attribute, verdict}) => `${attribute}:${verdict}`);
    const form = definition?.id ?? '';
    const entry = {action: 'verification', form, target: check.dossier_code, register, about, attributes, outcome} as const;
    await gateway.audit.add(GATEWAY_ITSELF, entry, at, transaction);
  });
}

/** A check as the person and the officer see it. */
export interface ShownCheck {
  readonly lookup: string;
  readonly row: string;
  readonly register: string;
  readonly state: CheckState;
  readonly outcome: string;
  readonly at: string | null;
  readonly verdicts: {readonly [pointer: string]: Verdict};
}

/**
 * The checks of a dossier. What a register said about other people is for the officer: told to whoever sent the dossier, it
 * would be an answer about somebody else.
 */
export async function shownChecks(database: Database, code: string, officer: boolean): Promise<readonly ShownCheck[]> {
  const rows = await database
    .selectFrom('dossier_checks')
    .selectAll()
    .where('dossier_code', '=', code)
    .orderBy('lookup')
    .orderBy('row')
    .execute();
  return rows.map((row) => {
    const all = officer || row.about !== 'other';
    return {
      ...{lookup: row.lookup, row: row.row, register: row.register, state: row.state as CheckState},
      ...{outcome: all ? row.outcome : '', at: row.asked_at?.toISOString() ?? null},
      verdicts: all ? (row.verdicts as ShownCheck['verdicts']) : {},
    };
  });
}
