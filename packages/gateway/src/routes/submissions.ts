/** `POST /api/submissions`: check again what the browser checked, then keep it for good. */
import {createHash} from 'node:crypto';
import {
  type FormDefinition,
  type Issue,
  type Json,
  prepareSubmissionCheck,
  type Submission,
  type SubmissionCheck,
  submissionContent,
  wholeSubmission,
} from '@egov-form/core';
import {ajvValidator} from '@egov-form/core/ajv';
import type {FastifyInstance, FastifyRequest} from 'fastify';
import {Problem} from '../errors.ts';
import {removeIncoming} from '../files/uploads.ts';
import type {Gateway} from '../gateway.ts';
import {requirePerson} from '../plugins/session.ts';
import type {Person} from '../sign-in/person.ts';
import {AttachedFiles} from '../submissions/attached-files.ts';
import {planChecks} from '../submissions/deferred-verification.ts';
import {verifyOrigins} from '../submissions/provenance.ts';
import {type Accepted, Intake} from '../submissions/submission-store.ts';
import {SUBMISSION_SCHEMA} from './submission-schema.ts';

/** Bytes. Files do not travel in a submission, so text alone must fit. */
const BODY_LIMIT = 2 * 1024 * 1024;

/** Deeper than any form; recursion over it stays shallow. */
const MAX_DEPTH = 40;

export function submissionRoutes(app: FastifyInstance, gateway: Gateway): void {
  const checkOf = submissionChecks(gateway);
  const intake = new Intake(gateway);
  app.post<{Body: Submission}>(
    '/api/submissions',
    {schema: {body: SUBMISSION_SCHEMA}, bodyLimit: BODY_LIMIT, onRequest: async (request) => void requirePerson(request)},
    async (request, reply) => {
      const person = requirePerson(request);
      const key = readKey(request);
      const submission = wholeSubmission(request.body);
      if (isDeeperThan(submission as unknown as Json, MAX_DEPTH))
        throw new Problem('request.malformed', {detail: 'body is nested too deeply.'});
      const bodyHash = contentHash(submission);
      const earlier = await intake.earlier(person, key, bodyHash);
      if (earlier) return reply.status(201).send(earlier);
      const accepted = await takeIn(gateway, intake, checkOf, person, key, bodyHash, submission);
      return reply.status(201).send(accepted);
    },
  );
}

function readKey(request: FastifyRequest): string {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || !/^[\w-]{8,128}$/u.test(key)) throw new Problem('submission.key-required');
  return key;
}

function contentHash(submission: Submission): string {
  return createHash('sha256').update(submissionContent(submission)).digest('hex');
}

/** The check of each form, made when it is first sent in. */
function submissionChecks({options: {packs}, clock}: Gateway): (definition: FormDefinition) => SubmissionCheck {
  const made = new WeakMap<FormDefinition, SubmissionCheck>();
  return (definition) => {
    const check = made.get(definition) ?? prepareSubmissionCheck(definition, {packs, clock, validator: ajvValidator});
    made.set(definition, check);
    return check;
  };
}

async function takeIn(
  gateway: Gateway,
  intake: Intake,
  checkOf: (definition: FormDefinition) => SubmissionCheck,
  person: Person,
  key: string,
  bodyHash: string,
  submission: Submission,
): Promise<Accepted> {
  const definition = gateway.options.forms.get(submission.form);
  if (!definition) throw refused([{code: 'submission.unknown-form', pointer: '', severity: 'error'}]);
  if (definition.version !== submission.version) throw refused([{code: 'submission.version', pointer: '', severity: 'error'}]);

  const now = new Date(gateway.clock.now());
  const verified = await verifyOrigins(gateway, definition, submission, person);
  const said = checkOf(definition)({...submission, origins: verified.origins});
  const attached = await AttachedFiles.take(gateway, definition, submission, person);
  try {
    const files = await attached.verify(![...verified.issues, ...said].some(isError));
    const issues = [...verified.issues, ...files.issues, ...said];
    const errors = issues.filter(isError);
    // Its files may have gone with its twin: the same dossier, sent twice at once.
    const twin = errors.length > 0 && errors.every(isFileGone) && (await intake.twin(person, key, bodyHash, now));
    if (twin) return twin;
    if (errors.length > 0) throw refused(issues);

    const checks = planChecks(
      gateway,
      definition,
      {...submission, unasked: [...(submission.unasked ?? []), ...verified.unasked]},
      person,
    );
    const dossier = {person, key, bodyHash, submission, definition, verified, files, attached, checks, at: now};
    const accepted = await intake.keep(dossier);
    // After the commit: the copies in the dossier's folder are the files. What cannot be removed now is removed by the sweep.
    await removeIncoming(gateway.options.uploadsFolder, files.uploadIds).catch(() => undefined);
    return accepted;
  } finally {
    await attached.release();
  }
}

function isError({severity}: Issue): boolean {
  return severity === 'error';
}

function isFileGone({code}: Issue): boolean {
  return code === 'document.not-received';
}

function refused(issues: readonly Issue[]): Problem {
  return new Problem('submission.refused', {issues});
}

/** Without recursion: the depth is what is in doubt. */
function isDeeperThan(value: Json, limit: number): boolean {
  let level: Json[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > limit) return true;
    level = level.flatMap((item) => (item !== null && typeof item === 'object' ? (Object.values(item) as Json[]) : []));
  }
  return false;
}
