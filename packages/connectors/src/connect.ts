import {type CancelSignal, FormError} from '@egov-form/core';
import {type Adapter, type Failure, type Question, unavailable} from './adapters/adapter.ts';
import {linkSignal, throwIfAborted, unlessAborted} from './gateway-client/linked-signal.ts';
import type {KeySettings, ServiceMapping} from './generated/configuration.ts';
import type {AnswerSurroundings} from './mapping/cast.ts';
import {readKey} from './mapping/keys.ts';
import {type AnswerReader, createAnswerReader} from './mapping/read-answer.ts';
import {ShapeError} from './mapping/shape-error.ts';
import type {Register, RegisterAnswer, RegisterRequest, RegisterTrouble} from './register.ts';

/** A service, a way to it, and what both need. */
export interface ConnectOptions {
  /** The connector's name in form definitions. */
  readonly name: string;
  readonly service: ServiceMapping;
  readonly adapter: Adapter;
  readonly surroundings: AnswerSurroundings;
  /** What the service's request names as `{setting.…}`. */
  readonly settings?: {readonly [name: string]: string};
  /** For a whole question, token and second try included, in milliseconds. Defaults to 8,000. */
  readonly timeoutMs?: number;
  /** Told about every failed call, for logs and metrics. */
  readonly onTrouble?: (trouble: RegisterTrouble) => void;
}

/**
 * A register of one service over one adapter: keys are checked, the question is asked once within its time, and every failure
 * becomes an answer.
 *
 * @returns a register whose `lookup` rejects with `EGOV_CONNECTORS_KEY` when a key is missing without which the service
 *     cannot be asked: whether the person must give it, or the session does, is the gateway's decision.
 */
export function connectRegister(options: ConnectOptions): Register {
  const {name, service, adapter, settings = {}, timeoutMs = 8_000, onTrouble} = options;
  const reader = createAnswerReader(service, options.surroundings);

  function report({answer: _answer, cause, ...rest}: Failure, {requestId}: RegisterRequest): void {
    if (cause !== undefined) onTrouble?.({register: name, requestId, cause, ...rest});
  }

  async function ask(question: Question, signal: AbortSignal): Promise<RegisterAnswer | Failure> {
    const {document, failure, warning} = await unlessAborted(adapter.ask(question, signal), signal);
    if (warning) report(warning, question.request);
    const reported = document === undefined ? undefined : reportedFailure(reader, document, service, failure?.status);
    if (reported ?? failure) return reported ?? (failure as Failure);
    try {
      return await reader.read(document ?? null, question.request);
    } catch (error) {
      if (error instanceof ShapeError) return unavailable('invalid-answer', error.trouble, {detail: error.place.slice(0, 200)});
      // Anything else is our own mistake, and must not pass for the register's.
      throw new ReadingError(error);
    }
  }

  return {
    name,
    title: service.title,
    attributes: Object.keys(service.attributes),
    async lookup(request: RegisterRequest, signal: CancelSignal): Promise<RegisterAnswer> {
      assertKeys(name, service, request.keys);
      const keys = readKeys(service, request.keys);
      // Keys of another form cannot name a record: no need to trouble the register.
      if (!keys) return {state: 'not-found'};
      throwIfAborted(signal);
      const link = linkSignal(signal, timeoutMs);
      const question = {request: {...request, keys}, settings, message: service.request};
      const result = await ask(question, link.signal).catch((error: unknown): Failure => {
        throwIfAborted(signal);
        if (error instanceof ReadingError) throw error.cause;
        return link.timedOut ? unavailable('slow', 'timeout') : failureOfError(error);
      });
      throwIfAborted(signal);
      if (!('answer' in result)) return result;
      report(result, request);
      return result.answer;
    },
  };
}

class ReadingError extends Error {
  constructor(cause: unknown) {
    super('The answer could not be read.', {cause});
  }
}

function failureOfError(error: unknown): Failure {
  if (error instanceof FormError && error.code === 'EGOV_CONNECTORS_TOKEN') {
    // Refused credentials are a fault of this installation; for the person the register cannot be asked.
    return unavailable(error.details['reason'] === 'slow' ? 'slow' : 'down', 'token', {detail: String(error.details['found'])});
  }
  return unavailable('down', 'connection');
}

/** What the service's own error code means. */
function reportedFailure(
  reader: AnswerReader,
  document: Parameters<AnswerReader['errorCode']>[0],
  {errors}: ServiceMapping,
  status: number | undefined,
): Failure | undefined {
  const code = reader.errorCode(document);
  if (code === undefined) return undefined;
  const rest = {cause: 'register-error', detail: code, ...(status !== undefined && {status})} as const;
  const means = (codes: readonly string[] | undefined): boolean => codes?.includes(code) ?? false;
  if (means(errors?.notFound)) return {answer: {state: 'not-found'}};
  if (means(errors?.forbidden)) return {answer: {state: 'forbidden', reason: 'procedure'}, ...rest};
  if (means(errors?.limited)) return {answer: {state: 'limited', retryAfterSeconds: 60}, ...rest};
  return {answer: {state: 'unavailable', reason: means(errors?.slow) ? 'slow' : 'down'}, ...rest};
}

function assertKeys(name: string, {keys, oneOf}: ServiceMapping, given: RegisterRequest['keys']): void {
  const has = (key: string): boolean => (given[key] ?? '') !== '';
  const required = Object.keys(keys).filter((key) => keys[key]?.required);
  const missing = required.find((key) => !has(key)) ?? (oneOf && !oneOf.some(has) ? oneOf[0] : undefined);
  if (missing === undefined) return;
  const needs = [...required, ...(oneOf ? [oneOf.join(' or ')] : [])].join(' and ');
  throw new FormError(
    'EGOV_CONNECTORS_KEY',
    `Register "${name}" expects ${needs}, found no ${missing}. Ask the person for the missing key first.`,
    {register: name, missing},
  );
}

function readKeys({keys}: ServiceMapping, given: RegisterRequest['keys']): {[name: string]: string} | undefined {
  const read: {[name: string]: string} = {};
  for (const [key, {kind}] of Object.entries(keys) as readonly (readonly [string, KeySettings])[]) {
    const text = given[key] ?? '';
    if (text === '') continue;
    const value = readKey(kind, text);
    if (value === undefined) return undefined;
    read[key] = value;
  }
  return read;
}
