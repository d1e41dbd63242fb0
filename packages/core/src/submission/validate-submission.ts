import {readPlan} from '../definition/check-definition.ts';
import {FormError} from '../definition/errors.ts';
import {registerInputs} from '../engine/derivation.ts';
import {FormEngine} from '../engine/engine.ts';
import type {FormField} from '../engine/engine-context.ts';
import type {FormPorts} from '../engine/form.ts';
import {FormValidators} from '../engine/form-validators.ts';
import {finish, type Steps} from '../engine/steps.ts';
import type {FormDefinition} from '../generated/definition.ts';
import {isEmpty, sameJson} from '../json/canonical.ts';
import {parsePointer, valueAt} from '../json/pointer.ts';
import type {Issue} from '../messages/issue.ts';
import {IssueList, MOST_ISSUES} from '../messages/issue-list.ts';
import type {Judge, JudgeFactory, Objection} from '../validation/port.ts';
import {type AnswerReader, answerReader} from './stored-answers.ts';
import type {Submission} from './submission.ts';

/**
 * Checks one submission after the other. Returns errors only, a thousand at most and then `issues.more` with how many more
 * there are; empty means acceptable.
 */
export interface SubmissionCheck {
  (submission: Submission): readonly Issue[];
  /**
   * The same in steps of a part of the form each, for a server that lets others in between. `derived` takes, by pointer of each
   * value that rules made of register values alone, the pointers of those, as far as the submission's origins are to be believed.
   */
  inSteps(submission: Submission, derived?: Map<string, readonly string[]>): Steps<readonly Issue[]>;
}

/**
 * Check a submission again with the engine that filled it: nothing unknown, nothing hidden, computed values true, every text
 * in its stored form (`prepareAnswerReader` brings it there), and every rule and schema of the definition. Returns errors
 * only; empty means acceptable.
 *
 * Pass the same packs as the browser. Origins are taken as claimed: the gateway verifies them by
 * their receipts beforehand.
 */
export function validateSubmission(definition: FormDefinition, submission: Submission, ports: FormPorts = {}): readonly Issue[] {
  return prepareSubmissionCheck(definition, ports)(submission);
}

/**
 * `validateSubmission` for many submissions: the definition is read, and its schemas are compiled, once. It must not be
 * changed afterwards. Nothing of one submission is there for the next.
 *
 * @param judge makes a second opinion on `data` (`@egov-form/core/ajv`). Answers that the engine accepts and it does not are
 *     refused as `submission.disagreement`, with the keyword in `params`.
 * @throws FormError `EGOV_CORE_DEFINITION` with every problem in `details.problems`.
 */
export function prepareSubmissionCheck(definition: FormDefinition, ports: FormPorts = {}, judge?: JudgeFactory): SubmissionCheck {
  const {connector: _asksNobody, digitizer: _readsNothing, ...rest} = ports;
  const plan = readPlan(definition, ports.packs ?? []);
  const validators = new FormValidators(plan);
  const second = judge?.(plan.definition.data, {schemas: plan.schemas, formats: plan.formats});
  const read = answerReader(plan);
  const inSteps: SubmissionCheck['inSteps'] = (submission, derived) =>
    check(() => new FormEngine(plan, rest, validators), read, submission, second, derived);
  return Object.assign((submission: Submission) => finish(inSteps(submission)), {inSteps});
}

function* check(
  open: () => FormEngine,
  read: AnswerReader,
  submission: Submission,
  judge: Judge | undefined,
  derived: Map<string, readonly string[]> | undefined,
): Steps<readonly Issue[]> {
  const {answers, issues, changed} = yield* read.inSteps(submission.answers);
  const found = new IssueList(MOST_ISSUES, 'error');
  found.addAll(issues);
  for (const pointer of changed) found.add({code: 'text.form', pointer, severity: 'error'});
  // What no form of this definition could hold is not put into one.
  if (found.kept.length > 0) return found.list();
  const form = open();
  try {
    yield* form.loadInSteps(answers, submission.origins);
    for (const slot of form.documents) {
      const files = submission.documents[slot.name] ?? [];
      form.restoreFiles(slot.name, files);
      if (files.length > 0 && !slot.visible)
        found.add({code: 'submission.hidden-field', pointer: `#/documents/${slot.name}`, severity: 'error'});
    }
    for (const name of Object.keys(submission.documents)) {
      if (!form.documents.some((slot) => slot.name === name))
        found.add({code: 'submission.unknown-field', pointer: '', severity: 'error'});
    }
    addUnknownOrigins(form, submission, found);
    yield* form.validateInSteps(found);
    yield* addDifferences(form, submission, found);
    if (form.definition.submit?.declaration !== undefined && !submission.declared)
      found.add({code: 'submission.declaration', pointer: '', severity: 'error'});
    if (judge && found.kept.length === 0) {
      yield;
      addDisagreements(form, judge(answers), found);
    }
    if (derived) yield* addDerived(form, derived);
    return found.list();
  } catch (error) {
    // Answers of a shape that no form of this definition produces: forbidden names.
    if (error instanceof FormError) return [{code: 'submission.unknown-field', pointer: '', severity: 'error'}];
    throw error;
  } finally {
    form.dispose();
  }
}

function* addDerived(form: FormEngine, derived: Map<string, readonly string[]>): Steps<void> {
  if (form.plan.lookups.size === 0) return;
  for (const pointer of form.fieldPointers()) {
    const field = form.field(pointer) as FormField;
    const inputs = field.visible ? registerInputs(field) : [];
    if (inputs.length > 0)
      derived.set(
        pointer,
        inputs.map((input) => input.pointer),
      );
    yield;
  }
}

/** Keywords that fail because a part of them failed. */
const OF_PARTS: ReadonlySet<string> = new Set(['if', 'anyOf', 'oneOf', 'not']);

/** What the judge refuses and the engine accepted. A schema alone cannot know that what is hidden is not missing. */
function addDisagreements(form: FormEngine, objections: readonly Objection[], found: IssueList): void {
  const hidden = objections.filter(({missing, pointer}) => missing && !form.asksFor(pointer));
  for (const objection of objections) {
    const {keyword, pointer} = objection;
    if (hidden.includes(objection)) continue;
    if (OF_PARTS.has(keyword) && hidden.some((one) => one.pointer.startsWith(`${pointer}/`))) continue;
    found.add({code: 'submission.disagreement', pointer, severity: 'error', params: {keyword}});
  }
}

/** That an answer was emptied can be said of a field alone. */
function addUnknownOrigins(form: FormEngine, {answers, origins}: Submission, found: IssueList): void {
  const emptied = Object.keys(origins).filter((pointer) => valueAt(answers, parsePointer(pointer)) === undefined);
  if (emptied.length === 0) return;
  const known = new Set(form.fieldPointers());
  for (const pointer of emptied)
    if (!known.has(pointer)) found.add({code: 'submission.unknown-field', pointer, severity: 'error'});
}

/** What was sent and what the engine would send from it must be the same: no hidden answer, no false computed value. */
function* addDifferences(form: FormEngine, {answers}: Submission, found: IssueList): Steps<void> {
  const own = form.answers();
  yield;
  if (sameJson(own, answers)) return;
  for (const pointer of form.fieldPointers()) {
    const segments = parsePointer(pointer);
    const sent = valueAt(answers, segments);
    const kept = valueAt(own, segments);
    yield;
    if (sameJson(sent, kept) || (isEmpty(sent) && isEmpty(kept))) continue;
    const code = form.field(pointer).visible ? 'submission.computed' : 'submission.hidden-field';
    found.add({code, pointer, severity: 'error'});
  }
}
