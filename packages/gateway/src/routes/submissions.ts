/** `POST /api/submissions`: check again what the browser checked, then keep it for good. */
import {createHash} from 'node:crypto';
import {
  type AnswerReader,
  cleanTexts,
  type FormDefinition,
  formatPointer,
  type Issue,
  type Json,
  type JsonObject,
  prepareAnswerReader,
  prepareSubmissionCheck,
  type Submission,
  type SubmissionCheck,
  submissionContent,
  wholeSubmission,
} from '@egov-form/core';
import {ajvJudge} from '@egov-form/core/ajv';
import type {FastifyInstance, FastifyRequest} from 'fastify';
import {Problem} from '../errors.ts';
import {removeIncoming} from '../files/uploads.ts';
import type {Gateway} from '../gateway.ts';
import {SUBMISSION_LIMITS} from '../limits.ts';
import {isLarge, largeBodyLimit} from '../plugins/json-body.ts';
import {requirePerson} from '../plugins/session.ts';
import {overLimits} from '../requests/answer-limits.ts';
import {boundedIssues} from '../requests/bounded-issues.ts';
import {inTurns, OneAtATime, Pace} from '../requests/turns.ts';
import type {Person} from '../sign-in/person.ts';
import {AttachedFiles} from '../submissions/attached-files.ts';
import {planChecks} from '../submissions/deferred-verification.ts';
import {matterOf} from '../submissions/matter.ts';
import {verifyOrigins, withDerivations} from '../submissions/provenance.ts';
import {type Accepted, Intake} from '../submissions/submission-store.ts';
import {SUBMISSION_SCHEMA} from './submission-schema.ts';

const PATH = '/api/submissions';

export function submissionRoutes(app: FastifyInstance, gateway: Gateway): void {
  const readersOf = submissionReaders(gateway);
  const intake = new Intake(gateway);
  const large = new OneAtATime();
  app.post<{Body: Submission}>(
    PATH,
    {
      schema: {body: SUBMISSION_SCHEMA},
      bodyLimit: SUBMISSION_LIMITS.bytes,
      config: {placeOf: placeInForm},
      onRequest: [async (request) => void requirePerson(request), largeBodyLimit()],
    },
    async (request, reply) => {
      const person = requirePerson(request);
      const key = readKey(request);
      const sent = request.body;
      const over = overLimits(sent.answers);
      if (over) throw refused([over]);
      const bodyHash = contentHash(sent);
      const earlier = await intake.earlier(person, key, bodyHash);
      if (earlier) return reply.status(201).send(earlier);
      const take = (): Promise<Accepted> => takeIn(gateway, intake, readersOf, person, key, bodyHash, sent);
      // What a form of thousands of answers takes is taken by one at a time.
      const accepted = await (isLarge(request) ? large.run(take) : take());
      return reply.status(201).send(accepted);
    },
  );
}

/** Where the form shows what the body has there. */
function placeInForm([part, name, ...rest]: readonly string[]): string {
  if (part === 'answers' && name !== undefined) return formatPointer([name, ...rest]);
  if (part === 'origins') return name ?? '';
  return part === 'documents' && name !== undefined ? `#/documents/${name}` : '';
}

function readKey(request: FastifyRequest): string {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || !/^[\w-]{8,128}$/u.test(key)) throw new Problem('submission.key-required');
  return key;
}

function contentHash(submission: Submission): string {
  return createHash('sha256').update(submissionContent(submission)).digest('hex');
}

/** What reads and checks what is sent in for one form. */
interface SubmissionReader {
  readonly read: AnswerReader;
  readonly check: SubmissionCheck;
}

/** That of each form, made when it is first sent in. */
function submissionReaders({procedures, clock}: Gateway): (definition: FormDefinition) => SubmissionReader {
  const made = new WeakMap<FormDefinition, SubmissionReader>();
  return (definition) => {
    const packs = procedures.packsOf(definition);
    const reader = made.get(definition) ?? {
      read: prepareAnswerReader(definition, packs),
      check: prepareSubmissionCheck(definition, {packs, clock}, ajvJudge),
    };
    made.set(definition, reader);
    return reader;
  };
}

async function takeIn(
  gateway: Gateway,
  intake: Intake,
  readersOf: (definition: FormDefinition) => SubmissionReader,
  person: Person,
  key: string,
  bodyHash: string,
  sent: Submission,
): Promise<Accepted> {
  const {procedures} = gateway;
  if (!procedures.get(sent.form)) throw refused([{code: 'submission.unknown-form', pointer: '', severity: 'error'}]);
  const definition = procedures.get(sent.form, sent.version);
  const isAnother = sent.definition !== undefined && definition && sent.definition !== procedures.hashOf(definition);
  if (!definition || isAnother) throw refused([{code: 'submission.version', pointer: '', severity: 'error'}]);

  const {read, check} = readersOf(definition);
  const pace = new Pace();
  const stored = await inTurns(read.inSteps(sent.answers), pace);
  if (stored.issues.length > 0) throw refused(stored.issues);
  const submission = keptSubmission(sent, stored.answers);

  const now = new Date(gateway.clock.now());
  const claimed = await verifyOrigins(gateway, definition, submission, person, stored.lookalikes);
  const derived = new Map<string, readonly string[]>();
  const said = await inTurns(check.inSteps({...submission, origins: claimed.origins}, derived), pace);
  const verified = {...claimed, marks: withDerivations(claimed.marks, derived)};
  noteDisagreement(gateway, definition, said);
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
    const matter = matterOf(gateway.audit, definition, submission.answers);
    const dossier = {person, key, bodyHash, submission, definition, verified, files, attached, checks, matter, at: now};
    const accepted = await intake.keep(dossier);
    // After the commit: the copies in the dossier's folder are the files. What cannot be removed now is removed by the sweep.
    await removeIncoming(gateway.options.uploadsFolder, files.uploadIds).catch(() => undefined);
    return accepted;
  } finally {
    await attached.release();
  }
}

/** The engine and the judge have different verdicts: a fault of ours or of the definition, told without any answer. */
function noteDisagreement(gateway: Gateway, {id, version}: FormDefinition, said: readonly Issue[]): void {
  const found = said.filter(({code}) => code === 'submission.disagreement');
  if (found.length === 0) return;
  gateway.disagreements.set(id, (gateway.disagreements.get(id) ?? 0) + 1);
  const keywords = [...new Set(found.map(({params}) => params?.['keyword']))];
  gateway.log.error({form: id, version, keywords}, 'the judge disagrees with the engine');
}

function isError({severity}: Issue): boolean {
  return severity === 'error';
}

function isFileGone({code}: Issue): boolean {
  return code === 'document.not-received';
}

/** What is kept of what was sent: each receipt where it belongs, every text in its stored form. */
function keptSubmission(sent: Submission, answers: JsonObject): Submission {
  const {documents, decisions} = sent;
  const beside = {documents, decisions} as unknown as Json;
  return {...wholeSubmission(sent), ...(cleanTexts(beside) as unknown as Pick<Submission, 'documents' | 'decisions'>), answers};
}

function refused(issues: readonly Issue[]): Problem {
  return new Problem('submission.refused', {issues: boundedIssues(issues)});
}
