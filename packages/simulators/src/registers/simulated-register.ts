import type {FaultSetting} from '@egov-form/connectors/messages';
import type {Json, JsonObject} from '@egov-form/core';

/** One simulated register: message in, message out, with its own ways to be incomplete or wrong. */
export interface SimulatedRegister {
  /** The number, code or plate that a message asks about; `''` when it names none. */
  keyOf(message: JsonObject): string;
  answer(message: JsonObject): JsonObject;
  /** The answer with most members unknown. */
  partial(answer: JsonObject): JsonObject;
  /** The answer as if about somebody else. */
  swapped(answer: JsonObject): JsonObject;
  /** The answer twice, and not the same. */
  contradictory(answer: JsonObject): Json;
  /** The answer with some members as they are said to be. */
  altered(answer: JsonObject, members: AlteredMembers): JsonObject;
}

export type AlteredMembers = NonNullable<FaultSetting['members']>;

/** How a record says that a member is not for us, and from when one is. */
interface RecordWords {
  readonly denied: string;
  readonly updated: string;
  /** Five years ago. */
  readonly day: string;
}

/** A record whose members are as they are said to be, in the words of its service. */
export function alterRecord(record: JsonObject, members: AlteredMembers, {denied, updated, day}: RecordWords): JsonObject {
  const named = (how: string): string[] => Object.keys(members).filter((name) => members[name] === how);
  const changed: {[name: string]: Json} = {...record};
  for (const name of [...named('absent'), ...named('denied')]) changed[name] = '';
  for (const name of named('other')) changed[name] = otherThan(record[name] ?? '');
  if (named('denied').length > 0) changed[denied] = named('denied');
  if (named('outdated').length > 0) changed[updated] = Object.fromEntries(named('outdated').map((name) => [name, day]));
  return changed;
}

function otherThan(value: Json): Json {
  if (typeof value === 'string') return `${value} KHÁC`;
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return {...value, ...('Ten' in value && {Ten: otherThan((value as JsonObject)['Ten'] ?? '')})};
}

/** Today five years ago, ISO 8601. */
export function longAgo(): string {
  const today = new Date();
  return `${today.getFullYear() - 5}${today.toISOString().slice(4, 8)}01`;
}

/** What a register of flat records needs beside its records. */
export interface FlatRegister {
  /** Member that names the subject, in the question and in the answer. */
  readonly asked: string;
  readonly echoed: string;
  /** Members that a partial record keeps. */
  readonly kept: readonly string[];
  /** Member that two contradicting records differ in. */
  readonly disputed: string;
  /** The record; `undefined` when there is none. */
  find(message: JsonObject): JsonObject | undefined;
  /** A subject that nobody has. */
  readonly nobody: string;
}

/** A register whose message is the record itself, and `{<echoed>: null}` when there is none. */
export function flatRegister({asked, echoed, kept, disputed, nobody, find}: FlatRegister): SimulatedRegister {
  const none = (answer: JsonObject): boolean => answer[echoed] === null;
  return {
    keyOf: (message) => textOf(message[asked]),
    answer: (message) => find(message) ?? {[echoed]: null},
    partial: (answer) =>
      none(answer)
        ? answer
        : Object.fromEntries(
            Object.entries(answer).map(([name, value]) => [name, name === echoed || kept.includes(name) ? value : '']),
          ),
    swapped: (answer) => (none(answer) ? answer : {...answer, [echoed]: nobody}),
    contradictory: (answer) => (none(answer) ? answer : [answer, {...answer, [disputed]: 'KHÁC'}]),
    altered: (answer, members) =>
      none(answer) ? answer : alterRecord(answer, members, {denied: 'tuChoi', updated: 'ngayCapNhat', day: longAgo()}),
  };
}

/** A member of a message as text; `''` when it is none. */
export function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value.trim() : '';
}

/** Spaces, dots and dashes do not count. */
export function bare(text: string): string {
  return text.replace(/[\s.-]/gu, '').toUpperCase();
}
