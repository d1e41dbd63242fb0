/** Transactions as JSON, to be kept or sent, and out of JSON that may come from anywhere. */
import {FormError} from '../../definition/errors.ts';
import type {Json, JsonObject} from '../../json/json.ts';
import {escapeSegment, isSafeMember, parsePointer} from '../../json/pointer.ts';
import type {LookupGap} from '../../lookups/lookup-gap.ts';
import type {Conflict, Decision} from '../../provenance/conflict.ts';
import {ORIGIN_KINDS, type Origin} from '../../provenance/origin.ts';
import {presentOrigin} from '../../provenance/receipts.ts';
import type {Answered, AttachmentRecord} from '../../submission/snapshot.ts';
import type {Acknowledgement} from '../acknowledgement.ts';
import type {ChangeRecord, RowChange, RowContent, Transaction} from './transaction.ts';

const ROW_OPS: ReadonlySet<string> = new Set(['insert', 'remove', 'move']);

/** Of what `transactionToJSON` writes. The first one had no number, and called a change of rows `row`. */
const VERSION = 2;

/** The transaction as plain JSON, for `transactionFromJSON`: what is `undefined` is left out. */
export function transactionToJSON({id, origin, at, changes}: Transaction): JsonObject {
  return JSON.parse(JSON.stringify({version: VERSION, id, origin, at, changes})) as JsonObject;
}

/**
 * A transaction out of JSON that may come from anywhere: storage, another program.
 * @throws FormError `EGOV_CORE_TRANSACTION` when it is none; `details.at` is the pointer of the first wrong member.
 */
export function transactionFromJSON(json: unknown): Transaction {
  const transaction = objectAt(json, '');
  const {changes, version = 1} = transaction;
  if (version !== 1 && version !== VERSION) throw unusable('/version');
  if (!Array.isArray(changes)) throw unusable('/changes');
  return {
    id: textAt(transaction['id'], '/id'),
    origin: originAt(transaction['origin'], '/origin') ?? refuse('/origin'),
    at: textAt(transaction['at'], '/at'),
    changes: changes.map((record: unknown, i) => recordFromJSON(record, `/changes/${i}`)),
  };
}

function recordFromJSON(json: unknown, at: string): ChangeRecord {
  const record = objectAt(json, at);
  const rowId = record['rowId'];
  const place = {
    pointer: pointerAt(record['pointer'], `${at}/pointer`),
    ...(rowId !== undefined && {rowId: textAt(rowId, `${at}/rowId`)}),
  };
  /** What was remembered before and after. */
  const both = <T>(read: (json: unknown, at: string) => T): {before: T | undefined; after: T | undefined} => {
    const one = (member: 'before' | 'after'): T | undefined =>
      record[member] === undefined ? undefined : read(record[member], `${at}/${member}`);
    return {before: one('before'), after: one('after')};
  };
  const kind = textAt(record['kind'], `${at}/kind`);
  switch (kind) {
    case 'value':
      return {
        ...{kind, ...place, ...both(jsonAt)},
        originBefore: originAt(record['originBefore'], `${at}/originBefore`),
        originAfter: originAt(record['originAfter'], `${at}/originAfter`),
      };
    case 'row':
    case 'rows':
      return {kind: 'rows', ...place, row: rowFromJSON(record['row'], `${at}/row`)};
    case 'conflict':
      return {kind, ...place, ...both(conflictAt)};
    case 'decision':
      return {kind, ...place, ...both(decisionAt)};
    case 'acknowledged':
      return {kind, ...place, ...both(acknowledgementAt)};
    case 'page':
      return {kind, ...place, ...both(textAt)};
    case 'documents':
      return {kind, ...place, ...both(filesAt)};
    case 'lookup':
      return {kind, ...place, ...both(answeredAt), name: textAt(record['name'], `${at}/name`)};
    default:
      throw unusable(`${at}/kind`);
  }
}

function conflictAt(json: unknown, at: string): Conflict {
  const {pointer, current, proposed} = objectAt(json, at);
  const side = (value: unknown, where: string): Conflict['current'] => {
    const member = objectAt(value, where);
    const origin = originAt(member['origin'], `${where}/origin`) ?? refuse(`${where}/origin`);
    return {value: jsonAt(member['value'], `${where}/value`), origin};
  };
  return {
    pointer: pointerAt(pointer, `${at}/pointer`),
    current: side(current, `${at}/current`),
    proposed: side(proposed, `${at}/proposed`),
  };
}

function decisionAt(json: unknown, at: string): Decision {
  const decision = objectAt(json, at);
  return {
    pointer: pointerAt(decision['pointer'], `${at}/pointer`),
    kept: originKindAt(decision['kept'], `${at}/kept`),
    dropped: originKindAt(decision['dropped'], `${at}/dropped`),
    ...(decision['other'] !== undefined && {other: jsonAt(decision['other'], `${at}/other`)}),
    ...(decision['at'] !== undefined && {at: textAt(decision['at'], `${at}/at`)}),
    ...(decision['document'] !== undefined && {document: textAt(decision['document'], `${at}/document`)}),
    ...(decision['wrong'] !== undefined && {wrong: originKindAt(decision['wrong'], `${at}/wrong`)}),
    ...(decision['note'] !== undefined && {note: textAt(decision['note'], `${at}/note`)}),
  };
}

function acknowledgementAt(json: unknown, at: string): Acknowledgement {
  const {warnings, value} = objectAt(json, at);
  return {
    warnings: listAt(warnings, `${at}/warnings`, textAt),
    ...(value !== undefined && {value: jsonAt(value, `${at}/value`)}),
  };
}

function filesAt(json: unknown, at: string): readonly AttachmentRecord[] {
  return listAt(json, at, (item, where) => {
    const file = objectAt(item, where);
    const facts = jsonAt(file['facts'], `${where}/facts`);
    return {
      id: textAt(file['id'], `${where}/id`),
      name: textAt(file['name'], `${where}/name`),
      type: textAt(file['type'], `${where}/type`),
      sizeBytes: indexAt(file['sizeBytes'], `${where}/sizeBytes`),
      sha256: textAt(file['sha256'], `${where}/sha256`),
      pageCount: indexAt(file['pageCount'], `${where}/pageCount`),
      facts: objectAt(facts, `${where}/facts`) as AttachmentRecord['facts'],
    };
  });
}

function answeredAt(json: unknown, at: string): Answered {
  const {keys, at: time, title, self, gaps, rows} = objectAt(json, at);
  return {
    keys: textsAt(keys, `${at}/keys`),
    at: textAt(time, `${at}/at`),
    title: typeof title === 'string' ? title : (textsAt(title, `${at}/title`) as Answered['title']),
    ...(self === true && {self}),
    ...(gaps !== undefined && {gaps: gapsAt(gaps, `${at}/gaps`)}),
    ...(rows !== undefined && {rows: rowKeysAt(rows, `${at}/rows`)}),
  };
}

function rowKeysAt(json: unknown, at: string): NonNullable<Answered['rows']> {
  const lists = Object.entries(objectAt(json, at)).map(([list, keys]): [string, Json[]] => {
    const where = `${at}/${escapeSegment(list)}`;
    if (!Array.isArray(keys)) throw unusable(where);
    return [list, keys.map((key: unknown, i) => jsonAt(key, `${where}/${i}`))];
  });
  return Object.fromEntries(lists);
}

function gapsAt(json: unknown, at: string): NonNullable<Answered['gaps']> {
  const gaps: {[pattern: string]: LookupGap} = {};
  for (const [pattern, gap] of Object.entries(objectAt(json, at))) {
    const where = `${at}/${escapeSegment(pattern)}`;
    const {reason, asOf} = objectAt(gap, where);
    if (reason !== 'absent' && reason !== 'not-permitted' && reason !== 'stale') throw unusable(`${where}/reason`);
    gaps[pattern] = {reason, ...(asOf !== undefined && {asOf: textAt(asOf, `${where}/asOf`)})};
  }
  return gaps;
}

function rowFromJSON(json: unknown, at: string): RowChange {
  const {op, index, to, id, content} = objectAt(json, at);
  if (typeof op !== 'string' || !ROW_OPS.has(op)) throw unusable(`${at}/op`);
  return {
    op: op as RowChange['op'],
    index: indexAt(index, `${at}/index`),
    ...(op === 'move' && {to: indexAt(to, `${at}/to`)}),
    id: textAt(id, `${at}/id`),
    ...(content !== undefined && {content: contentAt(content, `${at}/content`)}),
  };
}

function contentAt(json: unknown, at: string): RowContent {
  const content = objectAt(json, at);
  const origins: {[pointer: string]: Origin} = {};
  for (const [pointer, origin] of Object.entries(objectAt(content['origins'], `${at}/origins`)))
    origins[pointerAt(pointer, `${at}/origins`)] = originAt(origin, `${at}/origins`) ?? refuse(`${at}/origins`);
  const {answers = null} = content;
  return {answers: jsonAt(answers, `${at}/answers`), origins};
}

function unusable(at: string): FormError {
  return new FormError(
    'EGOV_CORE_TRANSACTION',
    `Expected a transaction as \`transactionToJSON\` writes it; the member at "${at}" is missing or not of its kind.`,
    {at},
  );
}

function refuse(at: string): never {
  throw unusable(at);
}

function objectAt(json: unknown, at: string): {readonly [member: string]: unknown} {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw unusable(at);
  return json as {readonly [member: string]: unknown};
}

function textAt(json: unknown, at: string): string {
  return typeof json === 'string' ? json : refuse(at);
}

function textsAt(json: unknown, at: string): {readonly [name: string]: string} {
  return Object.fromEntries(Object.entries(objectAt(json, at)).map(([name, text]) => [name, textAt(text, `${at}/${name}`)]));
}

function listAt<T>(json: unknown, at: string, read: (json: unknown, at: string) => T): readonly T[] {
  return Array.isArray(json) ? json.map((item: unknown, i) => read(item, `${at}/${i}`)) : refuse(at);
}

function indexAt(json: unknown, at: string): number {
  return Number.isSafeInteger(json) && Number(json) >= 0 ? Number(json) : refuse(at);
}

/** Pointers into the answers, and the names of document slots (`#/documents/deed`). */
function pointerAt(json: unknown, at: string): string {
  const text = textAt(json, at);
  try {
    parsePointer(text.startsWith('#') ? text.slice(1) : text);
  } catch {
    throw unusable(at);
  }
  return text;
}

function jsonAt(json: unknown, at: string): Json {
  return isSafeValue(json) ? json : refuse(at);
}

function originAt(json: unknown, at: string): Origin | undefined {
  if (json === undefined) return undefined;
  originKindAt(objectAt(jsonAt(json, at), at)['kind'], `${at}/kind`);
  return presentOrigin(json as Origin);
}

function originKindAt(json: unknown, at: string): Origin['kind'] {
  const kind = textAt(json, at);
  return ORIGIN_KINDS.has(kind) ? (kind as Origin['kind']) : refuse(at);
}

const MAX_DEPTH = 64;

/** Whether it is JSON all through, not deeper than any form needs, and without a member that reaches a prototype. */
export function isSafeValue(value: unknown, depth = 0): value is Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || depth > MAX_DEPTH) return false;
  if (Array.isArray(value)) return value.every((item) => isSafeValue(item, depth + 1));
  return Object.entries(value).every(([name, member]) => isSafeMember(name) && isSafeValue(member, depth + 1));
}
