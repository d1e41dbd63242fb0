/** Where each value of a submission really came from, as far as the gateway can tell. */
import type {OriginMark} from '@egov-form/core';
import {
  cleanText,
  cleanTexts,
  type EarlierOrigin,
  type FormDefinition,
  type FormPatterns,
  formatPointer,
  type Issue,
  type Json,
  type LookupGap,
  type LookupSettings,
  type Origin,
  type Pattern,
  parsePointer,
  type RegisterOrigin,
  type Segments,
  type Submission,
  sameJson,
  type Trust,
  type TypedOrigin,
  type UnaskedLookup,
  valueAt,
} from '@egov-form/core';
import type {Gateway} from '../gateway.ts';
import {definitionForm} from '../lookups/definition-form.ts';
import {keyPlaces} from '../lookups/lookup-rows.ts';
import {Pace} from '../requests/turns.ts';
import type {Person} from '../sign-in/person.ts';
import {givenEarlier, keptAnswersOf} from './kept-answers.ts';
import {type CheckedClaim, checkClaims, type RegisterClaim} from './receipt-verification.ts';

export interface VerifiedOrigins {
  readonly issues: readonly Issue[];
  readonly marks: {readonly [pointer: string]: OriginMark};
  /** Look-ups whose answers are too old, and whose registers were silent just now: to be asked later. */
  readonly unasked: readonly UnaskedLookup[];
  /** The submission's origins with nothing in them that the client could make up: trust is the definition's. */
  readonly origins: {readonly [pointer: string]: Origin};
}

/**
 * Checks every claimed origin. What old receipts vouch for is asked of the registers again.
 *
 * Issues at the value's pointer: `receipt.mismatch`, and `receipt.invalid` (with the param `expired` when it was good once,
 * too long ago to be renewed).
 *
 * @param lookalikes pointers of values that are marked as such.
 */
export async function verifyOrigins(
  gateway: Gateway,
  definition: FormDefinition,
  submission: Submission,
  person: Person,
  lookalikes: readonly string[] = [],
): Promise<VerifiedOrigins> {
  const issues: Issue[] = [];
  const marks: {[pointer: string]: OriginMark} = {};
  const origins: {[pointer: string]: Origin} = {};
  const claims: RegisterClaim[] = [];
  const unasked = new Map<string, UnaskedLookup>();
  const edits = new Map<RegisterClaim, TypedOrigin>();
  const refuse = (code: string, pointer: string): void => void issues.push({code, pointer, severity: 'error'});

  const {patterns} = definitionForm(definition, gateway.procedures.packsOf(definition));
  const pace = new Pace();
  const isEarlier = Object.values(submission.origins).some(({kind}) => kind === 'earlier');
  const kept = isEarlier ? await keptAnswersOf(gateway, person) : [];
  for (const [pointer, origin] of Object.entries(submission.origins)) {
    if (pace.due) await pace.rest();
    const segments = safePointer(pointer);
    const value = segments && valueAt(submission.answers, segments);
    if (segments && value === undefined && isEmptied(origin)) {
      marks[pointer] = {origin: 'citizen'};
      origins[pointer] = {kind: 'typed'};
      continue;
    }
    if (!segments || value === undefined) {
      refuse('submission.unknown-field', pointer.length <= 200 ? pointer : '');
      continue;
    }
    if (origin.kind === 'typed' && origin.was === 'register' && isLocked(definition, patterns.of(segments))) {
      // The engine lets nobody edit such a value: they would have taken the fill back first.
      refuse('receipt.mismatch', pointer);
      continue;
    }
    if (origin.kind === 'typed' && origin.was === 'register' && origin.registered) {
      // It is the person's own word whatever the register said: only what stands beside it is in question.
      const claim = claimOf(definition, patterns, pointer, segments, origin.registered.origin, origin.registered.value);
      marks[pointer] = {origin: 'citizen', ...reasonOf(origin)};
      // With what is claimed of the register, true or not: the engine asks for the reason, as it did on the person's screen.
      origins[pointer] = {kind: 'typed', was: 'register', ...reasonOf(origin), registered: origin.registered};
      if (claim) {
        claims.push(claim);
        edits.set(claim, origin);
      }
      continue;
    }
    if (origin.kind === 'earlier') {
      // Their own word either way; that it was given before is said of what we have kept alone.
      const at = givenEarlier(kept, own(definition.fields, patterns.of(segments).text)?.reuse, value);
      marks[pointer] = {origin: 'citizen', ...(at !== undefined && {earlier: at})};
      origins[pointer] = at === undefined ? {kind: 'typed'} : {kind: 'earlier', at};
      continue;
    }
    if (origin.kind !== 'register') {
      marks[pointer] = markOf(definition, submission, patterns.of(segments), origin, value);
      origins[pointer] = origin;
      continue;
    }
    const claim = claimOf(definition, patterns, pointer, segments, origin, value);
    if (claim) claims.push(claim);
    else refuse('receipt.invalid', pointer);
  }

  for (const checked of await checkClaims(gateway, definition, submission, person, claims)) take(checked);
  for (const [pointer, gap] of gapsOf(definition, patterns, submission)) {
    if (pace.due) await pace.rest();
    marks[pointer] = {...(marks[pointer] ?? {origin: 'citizen'}), gap};
  }
  for (const pointer of lookalikes) marks[pointer] = {...(marks[pointer] ?? {origin: 'citizen'}), lookalike: true};
  return {issues, marks, unasked: [...unasked.values()], origins};

  function take({claim, verdict}: CheckedClaim): void {
    const {pointer, origin, settings, pattern} = claim;
    if (typeof verdict === 'object' && verdict.pending) {
      const {row} = verdict;
      unasked.set(`${origin.lookup} ${row}`, {lookup: origin.lookup, ...(row !== '' && {row}), reason: 'not-asked'});
    }
    const edit = edits.get(claim);
    if (edit) {
      if (typeof verdict !== 'object') return;
      const {register, at, pending} = verdict;
      const told = {register, at, registered: claim.value, ...reasonOf(edit)};
      marks[pointer] = pending ? {origin: 'citizen', check: 'pending', ...told} : {origin: 'register-edited', ...told};
    } else if (typeof verdict === 'object') {
      const {register, at, pending} = verdict;
      marks[pointer] = pending
        ? {origin: 'citizen', register, at, check: 'pending', ...objectionsOf(claim)}
        : {origin: 'register', register, at, ...objectionsOf(claim)};
      origins[pointer] = pending ? {kind: 'typed'} : {...origin, at, trust: trustOf(settings, pattern)};
    } else if (verdict === 'expired') {
      issues.push({code: 'receipt.invalid', pointer, severity: 'error', params: {expired: true}});
    } else refuse(`receipt.${verdict}`, pointer);
  }
}

/**
 * Marks of values that rules made of register values alone, as the engine found out: which register said the oldest of them, and
 * when. What a client says of it counts for nothing.
 */
export function withDerivations(
  marks: VerifiedOrigins['marks'],
  derived: ReadonlyMap<string, readonly string[]>,
): VerifiedOrigins['marks'] {
  const all: {[pointer: string]: OriginMark} = {...marks};
  for (const [pointer, inputs] of derived) {
    const sources = inputs.map((input) => marks[input]);
    if (!sources.every((mark) => mark?.origin === 'register')) continue;
    const [oldest] = sources.toSorted((a, b) => (a?.at ?? '').localeCompare(b?.at ?? ''));
    const {register, at} = oldest ?? {};
    const {lookalike} = marks[pointer] ?? {};
    all[pointer] = {
      origin: 'computed',
      ...(register !== undefined && {register}),
      ...(at !== undefined && {at}),
      ...(lookalike && {lookalike}),
    };
  }
  return all;
}

/** Why no register filled a field, as the form was told: of fields that a look-up fills, in rows that there are. */
function* gapsOf(
  {lookups = {}}: FormDefinition,
  patterns: FormPatterns,
  {gaps = [], answers}: Submission,
): Generator<readonly [pointer: string, gap: LookupGap]> {
  const filled = new Set(Object.values(lookups).flatMap(({fill}) => Object.keys(fill)));
  for (const {pointer, reason, asOf} of gaps) {
    const segments = safePointer(pointer);
    const pattern = segments && patterns.of(segments);
    if (!segments || !pattern || !GAPS.has(reason) || !filled.has(pattern.text)) continue;
    if (valueAt(answers, segments.slice(0, pattern.row.length)) !== undefined)
      yield [pointer, {reason, ...(asOf !== undefined && {asOf})}];
  }
}

const GAPS: ReadonlySet<string> = new Set<LookupGap['reason']>(['absent', 'not-permitted', 'stale']);

/** The person emptied what a rule would fill; whether there is such a field the engine says. */
function isEmptied({kind, ...rest}: Origin): boolean {
  return kind === 'typed' && Object.keys(rest).length === 0;
}

/** What is claimed about a value, when the form has such a look-up that fills this field from that attribute. */
function claimOf(
  definition: FormDefinition,
  patterns: FormPatterns,
  pointer: string,
  segments: Segments,
  origin: RegisterOrigin,
  value: Json,
): RegisterClaim | undefined {
  const settings = own(definition.lookups, origin.lookup);
  const pattern = patterns.of(segments);
  if (!settings || own(settings.fill, pattern.text) !== origin.attribute) return undefined;
  const locked = trustOf(settings, pattern) === 'locked';
  return {pointer, segments, origin, settings, pattern, keys: keyPlaces(settings, patterns), value, locked};
}

function reasonOf({reason}: TypedOrigin): {readonly reason?: string} {
  return reason === undefined ? {} : {reason: cleanText(reason)};
}

/** What the person says against a value that they cannot change. */
function objectionsOf({
  origin: {disputed, replacedInput},
  settings,
  pattern,
  value,
}: RegisterClaim): Pick<OriginMark, 'disputed' | 'replacedInput'> {
  const other = replacedInput !== undefined && trustOf(settings, pattern) === 'locked' && !sameJson(replacedInput, value);
  return {
    ...(disputed !== undefined && {disputed: cleanText(disputed)}),
    ...(other && {replacedInput: cleanTexts(replacedInput)}),
  };
}

function markOf(
  definition: FormDefinition,
  submission: Submission,
  {text}: Pattern,
  origin: Exclude<Origin, RegisterOrigin | EarlierOrigin>,
  value: Json,
): OriginMark {
  // That a register said otherwise is worth what a receipt bears out: here there is none.
  if (origin.kind === 'typed') return {origin: 'citizen', ...reasonOf(origin)};
  if (origin.kind === 'computed') {
    const computed = own(definition.fields, text)?.value !== undefined;
    return {origin: computed ? 'computed' : 'citizen'};
  }
  if (origin.kind === 'document') {
    const settings = own(definition.documents, origin.document);
    const files = own(submission.documents, origin.document) ?? [];
    const declared = own(settings?.fill, text) === origin.fact;
    const read = files.some((file) => sameJson(own(file.facts, origin.fact)?.value, value));
    return declared && read ? {origin: 'document', document: origin.document} : {origin: 'citizen'};
  }
  return {origin: 'citizen'};
}

function trustOf(settings: LookupSettings, {text}: Pattern): Trust {
  return own(settings.trust, text) ?? own(settings.trust, '*') ?? 'correctable';
}

/** Whether every look-up that fills a field locks it. */
function isLocked(definition: FormDefinition, pattern: Pattern): boolean {
  const filling = Object.values(definition.lookups ?? {}).filter(({fill}) => Object.hasOwn(fill, pattern.text));
  const trusts = filling.map((settings) => trustOf(settings, pattern));
  return trusts.length > 0 && trusts.every((trust) => trust === 'locked');
}

function safePointer(text: string): Segments | undefined {
  try {
    const segments = parsePointer(text);
    return formatPointer(segments) === text && segments.length > 0 ? segments : undefined;
  } catch {
    return undefined;
  }
}

function own<T>(record: {readonly [name: string]: T} | undefined, name: string): T | undefined {
  return record && Object.hasOwn(record, name) ? record[name] : undefined;
}
