/** What a form says to a recorded case: the same in command line, builder and tests. */
import {createForm} from '../engine/create-form.ts';
import type {Form, FormPorts} from '../engine/form.ts';
import type {FormDefinition} from '../generated/definition.ts';
import {sameJson} from '../json/canonical.ts';
import type {Json, JsonObject} from '../json/json.ts';
import {formatPointer, parsePointer} from '../json/pointer.ts';
import type {Issue} from '../messages/issue.ts';
import type {Clock, SourceFile} from '../ports/ports.ts';
import type {RecordedCase} from './recorded-case.ts';
import {settledConnector} from './settled-connector.ts';
import {typeAnswers} from './type-answers.ts';

/** Where a form differs from what was recorded. Never with an answer in it. */
export interface CaseDifference {
  /**
   * `issue.missing`: expected and not found. `issue.unexpected`: an error that is not expected. `answer`: what would be handed
   * in is another value. `unknown`: the case answers what the form does not ask. `document`: there is no such slot.
   */
  readonly kind: 'issue.missing' | 'issue.unexpected' | 'answer' | 'unknown' | 'document';
  readonly pointer: string;
  /** Of the issue. */
  readonly code?: string;
}

export interface CaseResult {
  readonly title: string;
  /** Empty when the form says what was recorded. */
  readonly differences: readonly CaseDifference[];
  /** All that is wrong or remarkable. */
  readonly issues: readonly Issue[];
  /** What would be handed in. */
  readonly answers: JsonObject;
}

/** A clock that stands at noon of a day in Viet Nam; timers are the platform's. */
export function clockOf(today: string): Clock {
  const noon = Date.parse(`${today}T05:00:00Z`);
  return {now: () => noon, today: () => today};
}

/**
 * Fills the form as the case says and holds what it says against what was recorded.
 *
 * @param ports - packs, and the registers for a case that is about look-ups. The clock is the case's own.
 * @throws FormError `EGOV_CORE_DEFINITION` when the definition is no form.
 */
export async function runCase(
  definition: FormDefinition,
  recorded: RecordedCase,
  ports: Omit<FormPorts, 'clock'> = {},
): Promise<CaseResult> {
  const {connector, ...others} = ports;
  const asks = connector && settledConnector(connector);
  const form = createForm(definition, {
    ...others,
    clock: clockOf(recorded.today),
    ...(asks && {connector: asks.connector}),
  });
  try {
    const settled = async (): Promise<void> => asks?.settled();
    await settled();
    const unknown = await typeAnswers(form, recorded.answers, settled);
    const lost = await attachPapers(form, recorded.documents ?? []);
    const issues = form.validate();
    const answers = form.answers();
    const wanted = 'issues' in recorded.expect ? recorded.expect.issues : [];
    const is = (a: {pointer: string; code: string}, b: {pointer: string; code: string}): boolean =>
      a.pointer === b.pointer && a.code === b.code;
    return {
      title: recorded.title,
      issues,
      answers,
      differences: [
        ...unknown.map((pointer): CaseDifference => ({kind: 'unknown', pointer})),
        ...lost.map((name): CaseDifference => ({kind: 'document', pointer: `#/documents/${name}`})),
        ...wanted
          .filter((one) => !issues.some((issue) => is(issue, one)))
          .map(({pointer, code}): CaseDifference => ({kind: 'issue.missing', pointer, code})),
        ...issues
          .filter((issue) => issue.severity === 'error' && !wanted.some((one) => is(one, issue)))
          .map(({pointer, code}): CaseDifference => ({kind: 'issue.unexpected', pointer, code})),
        ...(recorded.submission ? differingPointers(recorded.submission, answers) : []).map(
          (pointer): CaseDifference => ({kind: 'answer', pointer}),
        ),
      ],
    };
  } finally {
    form.dispose();
  }
}

/** A paper that nothing can be read from: that one is attached is all that a case says. */
const PAPER: SourceFile = {
  name: 'paper.pdf',
  type: 'application/pdf',
  size: 5,
  arrayBuffer: async () => Uint8Array.from([0x25, 0x50, 0x44, 0x46, 0x2d]).buffer,
};

/** @returns names that are no slot of the form. */
async function attachPapers(form: Form, names: readonly string[]): Promise<readonly string[]> {
  const lost: string[] = [];
  for (const name of names) {
    const slot = form.documents.find((one) => one.name === name);
    if (slot) await slot.attach(PAPER);
    else lost.push(name);
  }
  return lost;
}

/** Pointers of the outermost places at which two values differ. */
function differingPointers(wanted: Json | undefined, found: Json | undefined, at = ''): readonly string[] {
  if (wanted !== undefined && found !== undefined && sameJson(wanted, found)) return [];
  if (!isObject(wanted) || !isObject(found)) return [at];
  const names = new Set([...Object.keys(wanted), ...Object.keys(found)]);
  return [...names].flatMap((name) => differingPointers(wanted[name], found[name], formatPointer([...parsePointer(at), name])));
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
