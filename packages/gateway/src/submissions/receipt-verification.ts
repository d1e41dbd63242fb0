/** Values that are said to come from a register, held against the receipts that they name. */
import {admit, declaredAttributes, type Keys} from '@egov-form/connectors/server';
import {
  type FormDefinition,
  formatPointer,
  type Json,
  type LookupSettings,
  type Pattern,
  type RegisterOrigin,
  type Segments,
  type Submission,
} from '@egov-form/core';
import type {Gateway} from '../gateway.ts';
import {findLookup, type Lookup, putQuestion} from '../lookups/lookup-question.ts';
import {type KeyPlaces, type KeysOfRow, keysInAnswers} from '../lookups/lookup-rows.ts';
import {type Receipt, type ReceiptFault, type ValueHashes, valueHash, valueHashes} from '../lookups/receipts.ts';
import {Pace} from '../requests/turns.ts';
import type {Person} from '../sign-in/person.ts';
import {storedValues} from './stored-values.ts';

/** One value with what it says of itself. The look-up exists and fills this field from this attribute. */
export interface RegisterClaim {
  readonly pointer: string;
  readonly segments: Segments;
  readonly origin: RegisterOrigin;
  readonly settings: LookupSettings;
  /** Of the field. */
  readonly pattern: Pattern;
  /** Where the look-up's keys stand. */
  readonly keys: KeyPlaces;
  readonly value: Json;
  /** The register's value stands there whatever the person says. */
  readonly locked: boolean;
}

/** Who answered it and when. `pending`: too long ago, and the register could not be asked again, or says otherwise by now. */
export interface Vouched {
  readonly register: string;
  readonly at: string;
  /** Pointer of the row whose keys were asked with, `''` outside of rows. */
  readonly row: string;
  readonly pending: boolean;
}

export interface CheckedClaim {
  readonly claim: RegisterClaim;
  readonly verdict: Vouched | 'invalid' | 'expired' | 'mismatch';
}

/** Registers that one submission asks again at most; what is beyond is compared later. */
const RENEWALS = 20;

const HERE = new AbortController().signal;

/** Claims of one answer in one place: one receipt, one row of the keys, one row of the list that was filled. */
type Group = readonly RegisterClaim[];

export async function checkClaims(
  gateway: Gateway,
  definition: FormDefinition,
  submission: Submission,
  person: Person,
  claims: readonly RegisterClaim[],
): Promise<readonly CheckedClaim[]> {
  const now = new Date(gateway.clock.now());
  const receipts = new Map<string, Receipt | ReceiptFault>();
  const pace = new Pace();
  for (const {origin} of claims) {
    if (pace.due) await pace.rest();
    const token = origin.receipt ?? '';
    if (!receipts.has(token)) receipts.set(token, await gateway.receipts.verify(token, {person}, now));
  }
  const renewals = new Map<string, Promise<Renewal>>();
  const groups = groupsOf(claims);
  const usedRows: UsedRows = new Map();
  const judge = (group: Group): readonly CheckedClaim[] | Promise<readonly CheckedClaim[]> => {
    const [first] = group;
    if (!first) return [];
    const receipt = receipts.get(first.origin.receipt ?? '') ?? 'invalid';
    const whole = judgeReceipt(definition, first, receipt);
    if (typeof whole === 'string') return group.map((claim) => ({claim, verdict: whole}));
    const asked = askedRow(gateway, first, submission, whole);
    const judged = judgeValues(group, whole, asked && formatPointer(first.keys.row.bind(asked.row)), usedRows);
    const stale = whole.expired || whole.version !== definition.version;
    if (!asked || !stale || judged.every(({verdict}) => typeof verdict === 'string')) return judged;
    const question = JSON.stringify([first.origin.lookup, first.origin.connector, ...asked.row]);
    if (!renewals.has(question) && renewals.size < RENEWALS) {
      renewals.set(question, renew(gateway, definition, first, person, asked.keys));
    }
    const renewal = renewals.get(question) ?? Promise.resolve<Renewal>('silent');
    return renewal.then((answer) => renewed(judged, answer, usedRows));
  };
  const checked: (readonly CheckedClaim[] | Promise<readonly CheckedClaim[]>)[] = [];
  for (const group of groups) {
    if (pace.due) await pace.rest();
    checked.push(judge(group));
  }
  return (await Promise.all(checked)).flat();
}

function groupsOf(claims: readonly RegisterClaim[]): readonly Group[] {
  const groups = new Map<string, RegisterClaim[]>();
  /** A receipt over many rows is long, and there may be as many claims. */
  const numbers = new Map<string, number>();
  for (const claim of claims) {
    const row = formatPointer(claim.segments.slice(0, claim.pattern.row.length));
    const {lookup, connector, receipt = ''} = claim.origin;
    const number = numbers.get(receipt) ?? numbers.size;
    numbers.set(receipt, number);
    const name = JSON.stringify([lookup, connector, row, number]);
    const group = groups.get(name) ?? [];
    groups.set(name, group);
    group.push(claim);
  }
  return [...groups.values()];
}

/** Whether a receipt is about this look-up of this form at all. */
function judgeReceipt(
  definition: FormDefinition,
  {origin, settings}: RegisterClaim,
  receipt: Receipt | ReceiptFault,
): Receipt | 'invalid' | 'expired' {
  if (receipt === 'expired') return 'expired';
  if (typeof receipt === 'string') return 'invalid';
  const fits = receipt.form === definition.id && receipt.lookup === origin.lookup;
  return fits && [settings.connector].flat().includes(origin.connector) ? receipt : 'invalid';
}

/** The row that the receipt's key stands in. What a row filled outside of itself does not say which row that was. */
function askedRow(gateway: Gateway, claim: RegisterClaim, {answers}: Submission, receipt: Receipt): KeysOfRow | undefined {
  const {keys: places, segments} = claim;
  const name = subjectKey(gateway, claim);
  return keysInAnswers(places, answers, places.row.rowsIn(segments)).find(({keys}) => {
    const key = keys[name];
    return key !== undefined && valueHash(key) === receipt.key;
  });
}

/** @param row `undefined`: somebody else's answer under another number would be true in each part and false as a whole. */
function judgeValues(group: Group, receipt: Receipt, row: string | undefined, usedRows: UsedRows): readonly CheckedClaim[] {
  const same = sameValues(group, receipt.values, usedRows);
  const {register, at} = receipt;
  return group.map((claim) => ({
    claim,
    verdict: row !== undefined && same.has(claim) ? {register, at, row, pending: false} : 'mismatch',
  }));
}

/** Rows of an answer that rows of the form stand for already, by the answer's list. */
type UsedRows = Map<readonly string[], Set<number>>;

/**
 * Claims whose value is the one of the answer; in a list, the one of the same row of the answer as its neighbours. A row of
 * the answer stands for one row of the form: the same member twice is not what the register said.
 */
function sameValues(group: Group, hashes: ValueHashes, usedRows: UsedRows): ReadonlySet<RegisterClaim> {
  const same = new Set<RegisterClaim>();
  const inRows: {readonly claim: RegisterClaim; readonly hash: string; readonly rows: readonly string[]}[] = [];
  for (const claim of group) {
    const expected = Object.hasOwn(hashes, claim.pattern.text) ? hashes[claim.pattern.text] : undefined;
    const hash = valueHash(claim.value);
    if (typeof expected === 'string') {
      if (expected === hash) same.add(claim);
    } else if (expected) inRows.push({claim, hash, rows: expected});
  }
  const length = inRows.reduce((longest, {rows}) => Math.max(longest, rows.length), 0);
  let best: typeof inRows = [];
  let bestRow = -1;
  for (let row = 0; row < length; row += 1) {
    const fitting = inRows.filter(({hash, rows}) => rows[row] === hash && !usedRows.get(rows)?.has(row));
    if (fitting.length > best.length) [best, bestRow] = [fitting, row];
  }
  for (const {claim, rows} of best) {
    usedRows.set(rows, (usedRows.get(rows) ?? new Set()).add(bestRow));
    same.add(claim);
  }
  return same;
}

/** Name of the key that says who or what is asked about. */
function subjectKey(gateway: Gateway, {origin, settings}: RegisterClaim): string {
  const policy = Object.hasOwn(gateway.policies, origin.connector) ? gateway.policies[origin.connector] : undefined;
  return policy?.subject ?? Object.keys(settings.keys)[0] ?? '';
}

/** What the register says now. `silent`: it could not be asked, so nothing is known that was not known before. */
type Renewal = {readonly hashes: ValueHashes; readonly at: string} | 'nothing' | 'silent';

/**
 * Asks again what an old receipt shows that the person was told, so that nobody has to type anything anew. It costs no
 * budget of questions about others: the receipt is genuine, so the second factor was known then.
 */
async function renew(
  gateway: Gateway,
  definition: FormDefinition,
  {origin}: RegisterClaim,
  person: Person,
  keys: Keys,
): Promise<Renewal> {
  const lookup = findLookup(gateway, definition, origin.lookup, origin.connector);
  const admission = lookup && admit(lookup.policy, keys, person);
  if (!lookup || admission?.ask !== 'yes') return 'silent';
  const answer = await putQuestion(lookup, admission.keys, person, HERE);
  const at = new Date(gateway.clock.now());
  await noteRenewal(gateway, lookup, person, keys, answer.state, at);
  if (answer.state === 'not-found') return 'nothing';
  if (answer.state !== 'found') return 'silent';
  const values = storedValues(definition, lookup.settings, answer.values, gateway.procedures.packsOf(definition));
  return {hashes: valueHashes(values), at: at.toISOString()};
}

async function noteRenewal(gateway: Gateway, lookup: Lookup, person: Person, keys: Keys, state: string, at: Date): Promise<void> {
  const entry = {
    action: 'lookup',
    form: lookup.definition.id,
    target: lookup.name,
    register: lookup.connector,
    about: gateway.audit.pseudonymOf(keys[lookup.policy.subject] ?? ''),
    attributes: declaredAttributes(lookup.settings),
    outcome: state === 'found' ? 'renewed' : state,
  } as const;
  await gateway.audit.add(person, entry, at);
}

/**
 * Values that the old receipt vouched for, held against what the register says now. What it says no more, or otherwise, is the
 * person's own word, to be compared later: they were told so, and nobody has to mend that. Only where its value stands
 * whatever a person says is the old one refused for the new one.
 */
function renewed(judged: readonly CheckedClaim[], renewal: Renewal, usedRows: UsedRows): readonly CheckedClaim[] {
  const genuine = judged.filter(({verdict}) => typeof verdict === 'object').map(({claim}) => claim);
  const said = typeof renewal === 'object' ? renewal : undefined;
  const same = said ? sameValues(genuine, said.hashes, usedRows) : new Set<RegisterClaim>();
  return judged.map(({claim, verdict}): CheckedClaim => {
    if (typeof verdict === 'string') return {claim, verdict};
    if (said && same.has(claim)) return {claim, verdict: {...verdict, at: said.at}};
    const stands = claim.locked && said !== undefined && Object.hasOwn(said.hashes, claim.pattern.text);
    return {claim, verdict: stands ? 'mismatch' : {...verdict, pending: true}};
  });
}
