/**
 * What the gateway answers when it does not do what was asked: RFC 9457 problem documents. One table says which code has
 * which status and title; nothing else in the package names a status of failure.
 */
import type {Issue} from '@egov-form/core';
import type {FastifyReply} from 'fastify';

/** Names of refusals. */
export type ProblemCode =
  | 'request.malformed'
  | 'request.not-json'
  | 'request.media-type'
  | 'request.too-large'
  | 'request.text'
  | 'request.not-found'
  | 'request.host'
  | 'request.headers-too-large'
  | 'request.too-slow'
  | 'request.expectation'
  | 'request.method'
  | 'request.cross-site'
  | 'session.required'
  | 'session.other-person'
  | 'session.sign-in-failed'
  | 'session.provider-unavailable'
  | 'form.unknown'
  | 'form.version'
  | 'lookup.key'
  | 'lookup.unknown'
  | 'lookup.limited'
  | 'upload.unknown'
  | 'upload.refused'
  | 'upload.conflict'
  | 'upload.too-large'
  | 'upload.limited'
  | 'submission.refused'
  | 'submission.key-required'
  | 'submission.key-reused'
  | 'submission.same-matter'
  | 'dossier.unknown'
  | 'dossier.officers'
  | 'server.unavailable'
  | 'server.failed';

/** Every refusal by its code. `title` is for developers; the browser client has its own words for people. */
export const PROBLEMS: {readonly [code in ProblemCode]: {readonly status: number; readonly title: string}} = {
  'request.malformed': {status: 400, title: 'The request does not have the expected shape.'},
  'request.not-json': {status: 400, title: 'The body is not valid JSON.'},
  'request.media-type': {status: 415, title: 'The content type is not one that this address accepts.'},
  'request.too-large': {status: 413, title: 'The body is larger than this address accepts.'},
  'request.text': {status: 422, title: 'A text has characters that cannot be kept. See the issues.'},
  'request.not-found': {status: 404, title: 'There is nothing at this address.'},
  'request.host': {status: 421, title: 'The host that the request names is not served here.'},
  'request.headers-too-large': {status: 431, title: 'The headers are larger than this server accepts.'},
  'request.too-slow': {status: 408, title: 'The request took too long to arrive.'},
  'request.expectation': {status: 417, title: 'Expect may only say 100-continue.'},
  'request.method': {status: 405, title: 'This server does nothing by that method.'},
  'request.cross-site': {status: 403, title: 'Changes are accepted from our own pages only.'},
  'session.required': {status: 401, title: 'Sign in first.'},
  'session.other-person': {
    status: 409,
    title: 'Another person is signed in than the one who opened this form. Nothing was done.',
  },
  'session.sign-in-failed': {status: 400, title: 'Signing in did not succeed. Start again.'},
  'session.provider-unavailable': {status: 503, title: 'The sign-in service does not answer. Try again later.'},
  'form.unknown': {status: 404, title: 'There is no form of this name.'},
  'form.version': {status: 409, title: 'Another version of the form is in force. Load the page again.'},
  'lookup.key': {status: 400, title: 'A key is not well-formed. See the issues.'},
  'lookup.unknown': {status: 404, title: 'The form has no such look-up with this connector.'},
  'lookup.limited': {status: 429, title: 'Too many questions about other people. Wait before asking again.'},
  'upload.unknown': {status: 404, title: 'There is no such upload.'},
  'upload.refused': {status: 400, title: 'The upload request does not follow the tus protocol.'},
  'upload.conflict': {status: 409, title: 'The offset is not where the upload stands. Ask with HEAD and continue there.'},
  'upload.too-large': {status: 413, title: 'The file is larger than 20 MiB.'},
  'upload.limited': {status: 429, title: 'Too many uploads wait to be used, or too large ones. Send or remove some first.'},
  'submission.refused': {status: 422, title: 'The submission was checked and refused. See its issues.'},
  'submission.key-required': {status: 400, title: 'The header Idempotency-Key is required: 8 to 128 letters, digits, "-", "_".'},
  'submission.key-reused': {status: 409, title: 'This Idempotency-Key was used for another submission.'},
  'submission.same-matter': {
    status: 409,
    title: 'This person handed in a dossier about the same matter. Name it in `besides` to hand in another one.',
  },
  'dossier.unknown': {status: 404, title: 'There is no such dossier.'},
  'dossier.officers': {status: 403, title: 'Only officers see what others handed in.'},
  'server.unavailable': {status: 503, title: 'The service cannot answer now. Try again later.'},
  'server.failed': {status: 500, title: 'The service failed. Nothing was stored.'},
};

/** What a problem document carries beside `type`, `title`, `status` and `code`. Never values of the person. */
export interface ProblemDetails {
  /** What exactly, for developers: names of members and headers, never what was in them. */
  readonly detail?: string;
  readonly issues?: readonly Issue[];
  readonly retryAfterSeconds?: number;
  /** A dossier of the same person that stands in the way, and when it was received (ISO 8601). */
  readonly dossier?: {readonly code: string; readonly at: string};
}

/** Thrown by a route to answer with a problem document. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly details: ProblemDetails;

  constructor(code: ProblemCode, details: ProblemDetails = {}) {
    super(PROBLEMS[code].title);
    this.name = 'Problem';
    this.code = code;
    this.details = details;
  }
}

/** What a problem document is sent as. */
export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** The problem document of a code, as text. */
export function problemText(code: ProblemCode, details: ProblemDetails = {}): string {
  const {status, title} = PROBLEMS[code];
  return JSON.stringify({type: `urn:egov-form:problem:${code}`, title, status, code, ...details});
}

/** Answer with the problem document of a code. */
export function sendProblem(reply: FastifyReply, code: ProblemCode, details: ProblemDetails = {}): FastifyReply {
  if (details.retryAfterSeconds !== undefined) reply.header('retry-after', String(details.retryAfterSeconds));
  return (
    reply
      .status(PROBLEMS[code].status)
      // An answer to HEAD has no body.
      .header('x-egov-problem', code)
      .type(PROBLEM_TYPE)
      .send(problemText(code, details))
  );
}
