import {FormError} from '@egov-form/core';
import type {FastifyError, FastifyInstance} from 'fastify';
import {unavailability} from '../database/availability.ts';
import {Problem, type ProblemCode, type ProblemDetails, sendProblem} from '../errors.ts';

/** Fastify's own refusals in our terms. */
const FASTIFY_CODES: {readonly [code: string]: ProblemCode} = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'request.media-type',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'request.not-json',
  FST_ERR_CTP_INVALID_JSON_BODY: 'request.not-json',
  FST_ERR_CTP_BODY_TOO_LARGE: 'request.too-large',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'request.malformed',
  FST_ERR_NOT_FOUND: 'request.not-found',
};

/** When to try again while the database is gone or a disk is full, seconds. */
const RETRY_SECONDS = 5;

/** Every failure becomes a problem document; what we did not foresee is logged without its text and answered as 500. */
export function addProblemAnswers(app: FastifyInstance): void {
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, 'request.not-found'));
  app.setErrorHandler((error: FastifyError, request, reply) => {
    if (error instanceof Problem) return sendProblem(reply, error.code, error.details);
    const refusal = asRefusal(error);
    if (refusal && isDataException(error)) request.log.warn({failure: describeFailure(error)}, 'the database refused a value');
    if (refusal) return sendProblem(reply, refusal.code, refusal.details);
    const cause = unavailability(error);
    if (cause) {
      request.log.error({cause, failure: describeFailure(error)}, 'cannot serve at present');
      return sendProblem(reply, 'server.unavailable', {retryAfterSeconds: RETRY_SECONDS});
    }
    request.log.error({failure: describeFailure(error)}, 'request failed');
    return sendProblem(reply, 'server.failed');
  });
}

function asRefusal(error: FastifyError): {code: ProblemCode; details: ProblemDetails} | undefined {
  if (error.validation) {
    const first = error.validation[0];
    // Path and keyword only: Ajv's own text may quote what was sent.
    const where = `${error.validationContext ?? 'body'}${first?.instancePath ?? ''}`;
    return {code: 'request.malformed', details: {detail: `${where} does not satisfy "${first?.keyword ?? 'schema'}".`}};
  }
  if (isDataException(error)) return {code: 'request.malformed', details: {detail: 'A value cannot be kept.'}};
  const known = FASTIFY_CODES[error.code];
  if (known) return {code: known, details: {}};
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
    if (error.name === 'SyntaxError') return {code: 'request.not-json', details: {}};
    return {code: error.statusCode === 404 ? 'request.not-found' : 'request.malformed', details: {}};
  }
  return undefined;
}

/** SQLSTATE class 22: what was sent cannot be a value of its column. */
function isDataException({code}: FastifyError): boolean {
  return /^22[0-9A-Z]{3}$/u.test(code ?? '');
}

/** Kind, code and place of an error. Its text is left out: databases and parsers quote values in theirs. */
export function describeFailure(error: unknown): {readonly name: string; readonly code: string; readonly at: readonly string[]} {
  if (!(error instanceof Error)) return {name: typeof error, code: '', at: []};
  const code = error instanceof FormError ? error.code : String((error as {code?: unknown}).code ?? '');
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /u.test(line));
  return {name: error.name, code, at: frames.slice(0, 8).map((line) => line.trim())};
}
