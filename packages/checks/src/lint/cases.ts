/** Recorded cases held to the definition that they are of: what they name is there. Running them is another matter. */
import {FormError, type Json, nearestName, parsePointer} from '@egov-form/core';
import {type ExpectedIssue, type RecordedCase, readCase} from '@egov-form/core/cases';
import {escapeSegment, issueTexts, viewSchema} from '@egov-form/core/plan';
import type {FindingCode} from '../codes.ts';
import type {FindingParams} from '../finding.ts';
import type {PlannedProcedure} from './procedure.ts';

/** Takes one finding about a case. */
export type TellCase = (name: string, code: FindingCode, pointer: string, params?: FindingParams) => void;

export function checkCases(procedure: PlannedProcedure, tell: TellCase): void {
  const {cases = {}} = procedure.surroundings;
  const titles = new Map<string, string>();
  for (const [name, given] of Object.entries(cases)) {
    const say: Say = (code, pointer, params) => tell(name, code, pointer, params);
    const recorded = readable(given, say);
    if (!recorded) continue;
    const {title, today, answers, documents = [], expect, submission = {}} = recorded;
    const other = titles.get(title);
    if (other !== undefined) say('case.title-twice', '/title', {other});
    titles.set(title, name);
    if (!isDay(today)) say('case.today', '/today');
    checkAnswers(procedure, answers, '', '/answers', say);
    checkAnswers(procedure, submission, '', '/submission', say);
    documents.forEach((slot, i) => {
      if (!procedure.plan.documents.has(slot))
        say('case.document', `/documents/${i}`, guessed(slot, procedure.plan.documents.keys()));
    });
    if ('issues' in expect) checkIssues(procedure, expect.issues, say);
  }
}

type Say = (code: FindingCode, pointer: string, params?: FindingParams) => void;

function readable(given: unknown, say: Say): RecordedCase | undefined {
  try {
    return readCase(given);
  } catch (error) {
    if (!(error instanceof FormError)) throw error;
    const {pointer} = error.details;
    say('case.shape', typeof pointer === 'string' ? pointer : '');
    return undefined;
  }
}

function isDay(text: string): boolean {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function guessed(found: string, known: Iterable<string>): FindingParams {
  const guess = nearestName(found, known);
  return {found, ...(guess !== undefined && {suggestion: guess})};
}

/** Answers that `data` does not know; of a part that it does not know only the part is told. */
function checkAnswers(procedure: PlannedProcedure, answers: Json, text: string, at: string, say: Say): void {
  if (answers === null || typeof answers !== 'object') return;
  for (const [name, value] of Object.entries(answers)) {
    const segment = escapeSegment(name);
    const inner = `${text}/${Array.isArray(answers) ? '*' : segment}`;
    if (Array.isArray(answers) || isKnown(procedure, inner))
      checkAnswers(procedure, value as Json, inner, `${at}/${segment}`, say);
    else say('case.pointer', `${at}/${segment}`, guessed(inner, askedIn(procedure)));
  }
}

function askedIn({plan}: PlannedProcedure): readonly string[] {
  return [...plan.fields.keys(), ...plan.lists.keys()];
}

function isKnown({definition, plan}: PlannedProcedure, text: string): boolean {
  return viewSchema(definition.data, parsePointer(text), plan.schemas) !== undefined;
}

function checkIssues(procedure: PlannedProcedure, issues: readonly ExpectedIssue[], say: Say): void {
  const told = procedure.plan.packs.flatMap(({messages = {}}) => Object.values(messages));
  const codes = new Set([issueTexts('vi') ?? {}, ...told].flatMap((texts) => Object.keys(texts)));
  issues.forEach(({pointer, code}, i) => {
    checkIssuePointer(procedure, pointer, `/expect/issues/${i}/pointer`, say);
    if (!codes.has(code)) say('case.code', `/expect/issues/${i}/code`, guessed(code, codes));
  });
}

/** An issue is at an answer, at a document slot (`#/documents/name`), or at the whole. */
function checkIssuePointer(procedure: PlannedProcedure, pointer: string, at: string, say: Say): void {
  const {plan} = procedure;
  if (pointer.startsWith('#/')) {
    const slots = [...plan.documents.keys()].map((name) => `#/documents/${name}`);
    if (!slots.includes(pointer)) say('case.pointer', at, guessed(pointer, slots));
  } else if (pointer !== '' && !(pointer.startsWith('/') && isKnown(procedure, plan.patterns.of(parsePointer(pointer)).text)))
    say('case.pointer', at, guessed(pointer, askedIn(procedure)));
}
