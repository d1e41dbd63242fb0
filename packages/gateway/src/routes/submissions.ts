/** `POST /api/submissions`: check again what the browser checked, then keep it for good. */
import {createHash} from 'node:crypto';
import {
  canonicalJson,
  type FormDefinition,
  type Issue,
  type Json,
  prepareSubmissionCheck,
  type Submission,
  type SubmissionCheck,
  wholeSubmission,
} from '@egov-form/core';
import {ajvValidator} from '@egov-form/core/ajv';
import type {FastifyInstance, FastifyRequest} from 'fastify';
import {type VerifiedFiles, verifyFiles} from '../attached-files.ts';
import type {Database} from '../database/open.ts';
import {claimDossierCode} from '../dossier-code.ts';
import {Problem} from '../errors.ts';
import type {Gateway} from '../gateway.ts';
import {keepChecks, type PlannedCheck, planChecks} from '../later-checks.ts';
import {type VerifiedOrigins, verifyOrigins} from '../origin-marks.ts';
import type {Person} from '../person.ts';
import {requirePerson} from '../plugins/session.ts';
import {forgetDossierFiles, forgetUploads, keepForDossier} from '../uploads.ts';
import {SUBMISSION_SCHEMA} from './submission-schema.ts';

/** What was accepted: `code` names the dossier, `at` is when it was received (ISO 8601). */
interface Accepted {
  readonly code: string;
  readonly at: string;
}

/** Bytes. Files do not travel in a submission, so text alone must fit. */
const BODY_LIMIT = 2 * 1024 * 1024;

/** Deeper than any form; recursion over it stays shallow. */
const MAX_DEPTH = 40;

/** Made up: a real installation is given its own. */
const DEMO_AGENCY = 'H44.12.03';

export function submissionRoutes(app: FastifyInstance, gateway: Gateway): void {
  const checkOf = submissionChecks(gateway);
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
      const earlier = await findEarlier(gateway, person, key, bodyHash);
      if (earlier) return reply.status(201).send(earlier);
      const accepted = await intake(gateway, checkOf, person, key, bodyHash, submission);
      return reply.status(201).send(accepted);
    },
  );
}

function readKey(request: FastifyRequest): string {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || !/^[\w-]{8,128}$/u.test(key)) throw new Problem('submission.key-required');
  return key;
}

/** What the person said. Not upload ids: sending the same answers again may have uploaded the same files again. */
function contentHash({form, version, answers}: Submission): string {
  return createHash('sha256').update(canonicalJson({form, version, answers})).digest('hex');
}

async function findEarlier(gateway: Gateway, person: Person, key: string, bodyHash: string): Promise<Accepted | undefined> {
  const row = await gateway.options.database
    .selectFrom('submission_keys')
    .select(['body_hash', 'dossier_code', 'at'])
    .where('subject', '=', person.subject)
    .where('key', '=', key)
    .executeTakeFirst();
  if (!row) return undefined;
  if (row.body_hash !== bodyHash) throw new Problem('submission.key-reused');
  return {code: row.dossier_code, at: row.at.toISOString()};
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

async function intake(
  gateway: Gateway,
  checkOf: (definition: FormDefinition) => SubmissionCheck,
  person: Person,
  key: string,
  bodyHash: string,
  submission: Submission,
): Promise<Accepted> {
  const {database, uploadsFolder, forms} = gateway.options;
  const definition = forms.get(submission.form);
  if (!definition) throw refused([{code: 'submission.unknown-form', pointer: '', severity: 'error'}]);
  if (definition.version !== submission.version) throw refused([{code: 'submission.version', pointer: '', severity: 'error'}]);

  const now = new Date(gateway.clock.now());
  const verified = await verifyOrigins(gateway, definition, submission, person);
  const files = await verifyFiles(definition, submission, person.subject, database, uploadsFolder);
  const checked: Submission = {...submission, origins: verified.origins};
  const issues = [...verified.issues, ...files.issues, ...checkOf(definition)(checked)];
  if (issues.some(({severity}) => severity === 'error')) throw refused(issues);

  const checks = planChecks(
    gateway,
    definition,
    {...submission, unasked: [...(submission.unasked ?? []), ...verified.unasked]},
    person,
  );
  const accepted = await store(gateway, {person, key, bodyHash, submission, definition, verified, files, checks, at: now});
  // After the commit: from here on the copies in the dossier's folder are the files.
  await forgetUploads(uploadsFolder, files.uploadIds);
  return accepted;
}

interface Intake {
  readonly person: Person;
  readonly key: string;
  readonly bodyHash: string;
  readonly submission: Submission;
  readonly definition: FormDefinition;
  readonly verified: VerifiedOrigins;
  readonly files: VerifiedFiles;
  readonly checks: readonly PlannedCheck[];
  readonly at: Date;
}

/** The same key was used between the first look and the transaction. */
class KeyTaken extends Error {}

/** One transaction: all of it is kept, or nothing. Key and number are taken first, so that the same key waits for its twin. */
async function store(gateway: Gateway, intake: Intake): Promise<Accepted> {
  const {database, uploadsFolder, agency = DEMO_AGENCY} = gateway.options;
  const {person, key, bodyHash, submission, definition, verified, files} = intake;
  const at = intake.at.toISOString();
  let made: string | undefined;
  try {
    return await database.transaction().execute(async (transaction) => {
      const code = await claimDossierCode(transaction, agency, gateway.clock.today(), {
        subject: person.subject,
        key,
        bodyHash,
        at,
      });
      if (code === undefined) throw new KeyTaken();
      await takeUploads(transaction, person, files);
      made = code;
      await keepForDossier(uploadsFolder, code, files.uploadIds);
      await transaction
        .insertInto('dossiers')
        .values({
          code,
          form: definition.id,
          version: definition.version,
          subject: person.subject,
          state: 'received',
          locale: submission.locale,
          answers: JSON.stringify(submission.answers),
          origins: JSON.stringify(verified.marks),
          documents: JSON.stringify(files.documents),
          decisions: JSON.stringify(submission.decisions),
          received_at: at,
        })
        .execute();
      await keepChecks(gateway, transaction, code, person.subject, intake.checks, intake.at);
      const attributes = Object.keys(verified.marks);
      const entry = {action: 'submission', form: definition.id, target: code, attributes, outcome: 'accepted'} as const;
      await gateway.audit.add(person, entry, intake.at, transaction);
      return {code, at};
    });
  } catch (error) {
    if (made !== undefined) await forgetDossierFiles(uploadsFolder, made);
    // The twin that took it has committed: this one waited for it.
    const twin = error instanceof KeyTaken ? await findEarlier(gateway, person, key, bodyHash) : undefined;
    if (twin) return twin;
    throw error;
  }
}

/** A file belongs to one dossier. Another submission may have taken it since it was looked at. */
async function takeUploads(transaction: Database, person: Person, files: VerifiedFiles): Promise<void> {
  if (files.uploadIds.length === 0) return;
  const taken = await transaction
    .deleteFrom('uploads')
    .where('id', 'in', files.uploadIds)
    .where('subject', '=', person.subject)
    .returning('id')
    .execute();
  const gone = Object.entries(files.documents).filter(([, stored]) =>
    stored.some(({file}) => !taken.some(({id}) => id === file)),
  );
  if (gone.length === 0) return;
  throw refused(gone.map(([slot]) => ({code: 'document.not-received', pointer: `#/documents/${slot}`, severity: 'error'})));
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
