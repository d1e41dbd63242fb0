/**
 * Answers that come from anywhere, as a form would have stored them: held against the plan alone, before any field is made.
 */
import {readPlan} from '../definition/check-definition.ts';
import {finish, type Steps} from '../engine/steps.ts';
import {isCrowded, isUnreadable, looksLikeLatin, someText} from '../formats/texts.ts';
import type {FormDefinition} from '../generated/definition.ts';
import {OTHERS} from '../json/auxiliary.ts';
import type {Json, JsonObject} from '../json/json.ts';
import {escapeSegment, isSafeMember} from '../json/pointer.ts';
import type {Issue} from '../messages/issue.ts';
import {IssueList} from '../messages/issue-list.ts';
import type {FieldPlan, FormPlan} from '../plan/plan.ts';
import {keptForm} from '../plan/stored-form.ts';
import type {Pack} from '../ports/ports.ts';

/** What was sent, read. */
export interface StoredAnswers {
  /** Texts in their stored form; all else as it was sent. */
  readonly answers: JsonObject;
  /**
   * What no field can take: `submission.unknown-field`, `schema.maxItems` at a list with more rows than the form has,
   * `text.unreadable` and `text.marks`. With any of them the answers are not worth putting into a form.
   */
  readonly issues: readonly Issue[];
  /** Fields whose text was not in its stored form. */
  readonly changed: readonly string[];
  /** Fields with a word that looks like Latin and is not. */
  readonly lookalikes: readonly string[];
}

/** Reads answers of one form after the other. */
export interface AnswerReader {
  (answers: JsonObject): StoredAnswers;
  /** The same in steps of one answer each. */
  inSteps(answers: JsonObject): Steps<StoredAnswers>;
}

/**
 * A reader of answers to one form. Pass the same packs as the browser.
 * @throws FormError `EGOV_CORE_DEFINITION` with every problem in `details.problems`.
 */
export function prepareAnswerReader(definition: FormDefinition, packs: readonly Pack[] = []): AnswerReader {
  return answerReader(readPlan(definition, packs));
}

export function answerReader(plan: FormPlan): AnswerReader {
  const groups = groupsOf(plan);
  const inSteps = (answers: JsonObject): Steps<StoredAnswers> => readAnswers(plan, groups, answers);
  return Object.assign((answers: JsonObject) => finish(inSteps(answers)), {inSteps});
}

/** Patterns that are neither fields nor lists and have some below them. */
function groupsOf(plan: FormPlan): ReadonlySet<string> {
  const groups = new Set(['']);
  for (const text of [...plan.fields.keys(), ...plan.lists.keys()]) {
    for (let slash = text.lastIndexOf('/'); slash > 0; slash = text.lastIndexOf('/', slash - 1)) groups.add(text.slice(0, slash));
  }
  return groups;
}

interface Reading {
  readonly plan: FormPlan;
  readonly groups: ReadonlySet<string>;
  readonly issues: IssueList;
  readonly changed: string[];
  readonly lookalikes: string[];
}

function* readAnswers(plan: FormPlan, groups: ReadonlySet<string>, answers: JsonObject): Steps<StoredAnswers> {
  const reading: Reading = {plan, groups, issues: new IssueList(), changed: [], lookalikes: []};
  const read = yield* readPlace(reading, answers, '', '');
  const {issues, changed, lookalikes} = reading;
  return {answers: (read ?? {}) as JsonObject, issues: issues.list(), changed, lookalikes};
}

/** @returns `undefined` for what is not there once it is in its stored form. */
function* readPlace(reading: Reading, value: Json, pattern: string, pointer: string): Steps<Json | undefined> {
  const {plan, groups, issues} = reading;
  const field = plan.fields.get(pattern);
  if (field) {
    yield;
    return readField(reading, field, value, pointer);
  }
  const list = plan.lists.get(pattern);
  if (list) {
    if (!Array.isArray(value)) {
      issues.add({code: 'submission.unknown-field', pointer, severity: 'error'});
      return value;
    }
    if (value.length > list.maxItems) {
      issues.add({code: 'schema.maxItems', pointer, severity: 'error', params: {maxItems: list.maxItems}});
      return value;
    }
    const rows: Json[] = [];
    for (const [i, row] of value.entries()) rows.push((yield* readPlace(reading, row, list.row.text, `${pointer}/${i}`)) ?? null);
    return rows;
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value) || !groups.has(pattern)) {
    issues.add({code: 'submission.unknown-field', pointer, severity: 'error'});
    return value;
  }
  const members: [string, Json][] = [];
  for (const [name, member] of Object.entries(value as JsonObject)) {
    if (!isSafeMember(name)) {
      issues.add({code: 'submission.unknown-field', pointer, severity: 'error'});
      continue;
    }
    const segment = escapeSegment(name);
    const of = `${pattern}/${segment}`;
    const others = plan.fields.get(`${pattern}/${OTHERS}`);
    const isAsked = plan.fields.has(of) || plan.lists.has(of) || groups.has(of);
    const read =
      others && !isAsked
        ? readField(reading, others, member, `${pointer}/${segment}`)
        : yield* readPlace(reading, member, of, `${pointer}/${segment}`);
    if (read !== undefined) members.push([name, read]);
    yield;
  }
  return Object.fromEntries(members);
}

function readField({issues, changed, lookalikes}: Reading, field: FieldPlan, value: Json, pointer: string): Json | undefined {
  if (someText(value, isUnreadable)) {
    issues.add({code: 'text.unreadable', pointer, severity: 'error'});
    return value;
  }
  const stored = keptForm(field, value);
  if (someText(stored, isCrowded)) {
    issues.add({code: 'text.marks', pointer, severity: 'error'});
    return stored;
  }
  if (someText(stored, looksLikeLatin)) lookalikes.push(pointer);
  if (stored !== value && value !== null && value !== '') changed.push(pointer);
  return stored;
}
