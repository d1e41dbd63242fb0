import type {Json, JsonObject} from '@egov-form/core';
import type {TemplateValues} from '../mapping/template.ts';
import type {RegisterAnswer, RegisterTrouble} from '../register.ts';

/** One question on its way out: what templates are filled from, and the service's own message. */
export interface Question extends TemplateValues {
  /** The service's request template, for adapters that send a message. */
  readonly message: JsonObject | undefined;
}

/** Why there is no answer, and what that means for who asked. */
export interface Failure {
  readonly answer: Exclude<RegisterAnswer, {state: 'found'}>;
  readonly cause?: RegisterTrouble['cause'];
  readonly status?: number;
  readonly detail?: string;
}

/**
 * What came back: a document to be read by the service's mapping, a failure, or both, where the service reports its own
 * error in a document beside a status.
 */
export interface Reply {
  readonly document?: Json;
  readonly failure?: Failure;
  /** Something to report although there is an answer. */
  readonly warning?: Failure;
}

/** A way to a register: it knows how to ask, and nothing of what is asked. */
export interface Adapter {
  /**
   * Asks once. Rejects with the signal's reason when that aborts, with a `FormError` `EGOV_CONNECTORS_TOKEN` without a token,
   * and with anything else when there was no connection.
   */
  ask(question: Question, signal: AbortSignal): Promise<Reply>;
  /** Lets go of connections and files. */
  close?(): Promise<void>;
}

/** Nothing is known, for this reason. */
export function unavailable(
  reason: 'down' | 'slow' | 'invalid-answer',
  cause: RegisterTrouble['cause'],
  rest: Pick<Failure, 'status' | 'detail'> = {},
): Failure {
  return {answer: {state: 'unavailable', reason}, cause, ...rest};
}

/** The register does not answer this procedure. */
export function refused(cause: RegisterTrouble['cause'], rest: Pick<Failure, 'status' | 'detail'> = {}): Failure {
  return {answer: {state: 'forbidden', reason: 'procedure'}, cause, ...rest};
}
