import {readPlan} from '../definition/check-definition.ts';
import {FormError} from '../definition/errors.ts';
import {ALL_PARTS} from '../engine/all-parts.ts';
import {FormEngine} from '../engine/engine.ts';
import type {FormPorts} from '../engine/form.ts';
import {FormValidators} from '../engine/form-validators.ts';
import type {FormDefinition} from '../generated/definition.ts';
import {isEmpty, sameJson} from '../json/canonical.ts';
import {parsePointer, valueAt} from '../json/pointer.ts';
import type {Issue} from '../messages/issue.ts';
import {interpret} from '../validation/interpreter.ts';
import type {Submission} from './submission.ts';

/** Checks one submission after the other. Returns errors only; empty means acceptable. */
export type SubmissionCheck = (submission: Submission) => readonly Issue[];

/**
 * Check a submission again with the engine that filled it: nothing unknown, nothing hidden, computed values true,
 * and every rule and schema of the definition. Returns errors only; empty means acceptable.
 *
 * Pass the same packs as the browser, and any validator. Origins are taken as claimed: the gateway verifies them by
 * their receipts beforehand.
 */
export function validateSubmission(definition: FormDefinition, submission: Submission, ports: FormPorts = {}): readonly Issue[] {
  return prepareSubmissionCheck(definition, ports)(submission);
}

/**
 * `validateSubmission` for many submissions: the definition is read, and its schemas are compiled, once. It must not be
 * changed afterwards. Nothing of one submission is there for the next.
 * @throws FormError `EGOV_CORE_DEFINITION` with every problem in `details.problems`.
 */
export function prepareSubmissionCheck(definition: FormDefinition, ports: FormPorts = {}): SubmissionCheck {
  const {connector: _asksNobody, digitizer: _readsNothing, ...rest} = ports;
  const plan = readPlan(definition, ports.packs ?? []);
  const enginePorts = {...rest, validator: ports.validator ?? interpret, parts: ALL_PARTS};
  const validators = new FormValidators(plan, enginePorts.validator);
  return (submission) => check(new FormEngine(plan, enginePorts, validators), submission);
}

function check(form: FormEngine, submission: Submission): readonly Issue[] {
  try {
    const issues: Issue[] = form
      .load(submission.answers, submission.origins)
      .map((pointer) => ({code: 'submission.unknown-field', pointer, severity: 'error'}));
    for (const slot of form.documents) {
      const files = submission.documents[slot.name] ?? [];
      form.restoreFiles(slot.name, files);
      if (files.length > 0 && !slot.visible)
        issues.push({code: 'submission.hidden-field', pointer: `#/documents/${slot.name}`, severity: 'error'});
    }
    for (const name of Object.keys(submission.documents)) {
      if (!form.documents.some((slot) => slot.name === name))
        issues.push({code: 'submission.unknown-field', pointer: '', severity: 'error'});
    }
    issues.push(...form.validate().filter((issue) => issue.severity === 'error'));
    issues.push(...differences(form, submission));
    if (form.definition.submit?.declaration !== undefined && !submission.declared)
      issues.push({code: 'submission.declaration', pointer: '', severity: 'error'});
    return issues;
  } catch (error) {
    // Answers of a shape that no form of this definition produces: lists where objects belong, forbidden names.
    if (error instanceof FormError) return [{code: 'submission.unknown-field', pointer: '', severity: 'error'}];
    throw error;
  } finally {
    form.dispose();
  }
}

/** What was sent and what the engine would send from it must be the same: no hidden answer, no false computed value. */
function differences(form: FormEngine, submission: Submission): Issue[] {
  const own = form.answers();
  if (sameJson(own, submission.answers)) return [];
  return form.fieldPointers().flatMap((pointer): Issue[] => {
    const segments = parsePointer(pointer);
    const sent = valueAt(submission.answers, segments);
    const kept = valueAt(own, segments);
    if (sameJson(sent, kept) || (isEmpty(sent) && isEmpty(kept))) return [];
    const code = form.field(pointer).visible ? 'submission.computed' : 'submission.hidden-field';
    return [{code, pointer, severity: 'error'}];
  });
}
