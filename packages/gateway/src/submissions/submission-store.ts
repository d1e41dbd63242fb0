/** Keeps dossiers for good: what is acknowledged is on the disk, once, with its number, its files and its audit entry. */
import type {FormDefinition, Submission} from '@egov-form/core';
import {sql} from 'kysely';
import {type BatchLoader, createBatchLoader} from '../database/batches.ts';
import type {Database} from '../database/open.ts';
import {CLAIMS_AT_ONCE, type CodeClaim, DossierCodes} from '../dossiers/dossier-code.ts';
import {Problem} from '../errors.ts';
import {flushNames, placeDossierFiles, setAsideCopy} from '../files/dossier-files.ts';
import type {Gateway} from '../gateway.ts';
import type {Person} from '../sign-in/person.ts';
import type {AttachedFiles, VerifiedFiles} from './attached-files.ts';
import {keepChecks, type PlannedCheck} from './deferred-verification.ts';
import {answersToKeep, keepAnswers} from './kept-answers.ts';
import {untoldDossier} from './matter.ts';
import type {VerifiedOrigins} from './provenance.ts';

/** What was accepted: `code` names the dossier, `at` is when it was received (ISO 8601). */
export interface Accepted {
  readonly code: string;
  readonly at: string;
}

/** A submission that was found right. */
export interface CheckedDossier {
  readonly person: Person;
  /** The sender's own key: the same one twice is the same dossier. */
  readonly key: string;
  readonly bodyHash: string;
  readonly submission: Submission;
  readonly definition: FormDefinition;
  readonly verified: VerifiedOrigins;
  readonly files: VerifiedFiles;
  /** The uploads behind `files`, held until the dossier is kept or given up. */
  readonly attached: AttachedFiles;
  readonly checks: readonly PlannedCheck[];
  /** What it is about, as a keyed code. */
  readonly matter: string | undefined;
  readonly at: Date;
}

/** Made up: a real installation is given its own. */
const DEMO_AGENCY = 'H44.12.03';

/**
 * For so long the same content of the same person is the same dossier, also under another key: whose answer was lost on a
 * device that keeps no draft types it again. Later, or with anything changed, it is another dossier.
 */
export const TWIN_MS: number = 10 * 60 * 1000;

/** The same key was used, or the same content came in, between the first look and the transaction. */
class TwinTaken extends Error {}

interface Earlier extends Accepted {
  readonly bodyHash: string;
}

export class Intake {
  readonly #gateway: Gateway;
  readonly #earlier: BatchLoader<{readonly subject: string; readonly key: string}, Earlier | undefined>;
  readonly #dossiers: BatchLoader<CheckedDossier, Accepted>;
  readonly #codes: DossierCodes;

  constructor(gateway: Gateway) {
    const {agency = DEMO_AGENCY, uploadsFolder} = gateway.options;
    this.#gateway = gateway;
    this.#codes = new DossierCodes(agency, uploadsFolder);
    this.#earlier = createBatchLoader((keys) => findEarlier(gateway.options.database, keys));
    this.#dossiers = createBatchLoader((dossiers) => this.#keep(dossiers), CLAIMS_AT_ONCE);
  }

  /**
   * What this key was answered with before.
   * @throws Problem `submission.key-reused` when it was used for other content.
   */
  async earlier({subject}: Person, key: string, bodyHash: string): Promise<Accepted | undefined> {
    const earlier = await this.#earlier.load({subject, key});
    if (!earlier) return undefined;
    if (earlier.bodyHash !== bodyHash) throw new Problem('submission.key-reused');
    // A gateway that was killed right after it kept the dossier may not have come to this.
    await placeDossierFiles(this.#gateway.options.uploadsFolder, earlier.code);
    return {code: earlier.code, at: earlier.at};
  }

  /**
   * Resolves when the dossier is kept, or was kept before under this key or as the same content a moment ago.
   * @throws Problem when a file of it was taken by another dossier meanwhile.
   */
  async keep(dossier: CheckedDossier): Promise<Accepted> {
    try {
      return await this.#dossiers.load(dossier);
    } catch (error) {
      const {person, key, bodyHash, at} = dossier;
      // The twin has committed: this one waited for it.
      const twin = error instanceof TwinTaken ? await this.twin(person, key, bodyHash, at) : undefined;
      if (twin) return twin;
      throw error;
    }
  }

  /**
   * The dossier that this key, or the same content a moment ago, was taken for. The key names it from now on, however late it
   * is used again. @throws Problem `submission.key-reused` as `earlier` does.
   */
  async twin(person: Person, key: string, bodyHash: string, at: Date): Promise<Accepted | undefined> {
    const earlier = await this.earlier(person, key, bodyHash);
    if (earlier) return earlier;
    const {database} = this.#gateway.options;
    const same = await database
      .selectFrom('submission_keys')
      .select(['dossier_code', 'at'])
      .where('subject', '=', person.subject)
      .where('body_hash', '=', bodyHash)
      .where('at', '>', new Date(at.getTime() - TWIN_MS))
      .orderBy('at')
      .limit(1)
      .executeTakeFirst();
    if (!same) return undefined;
    const accepted = {code: same.dossier_code, at: same.at.toISOString()};
    await database
      .insertInto('submission_keys')
      .values({subject: person.subject, key, body_hash: bodyHash, dossier_code: accepted.code, at: accepted.at})
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await placeDossierFiles(this.#gateway.options.uploadsFolder, accepted.code);
    return accepted;
  }

  async #keep(dossiers: readonly CheckedDossier[]): Promise<readonly Accepted[]> {
    const {uploadsFolder} = this.#gateway.options;
    const accepted = await this.#commit(dossiers);
    for (const [i, {attached}] of dossiers.entries()) {
      // It is kept either way: what cannot be placed now is placed by the sweep, which says why where it cannot.
      if (attached.copy) await placeDossierFiles(uploadsFolder, accepted[i]?.code ?? '').catch(() => undefined);
    }
    return accepted;
  }

  /** One transaction: all of it is kept, or nothing. Keys and numbers are taken first, so that the same key waits for its twin. */
  #commit(dossiers: readonly CheckedDossier[]): Promise<readonly Accepted[]> {
    const {clock, audit, options, procedures} = this.#gateway;
    const {database, uploadsFolder} = options;
    return database.transaction().execute(async (transaction) => {
      const claims = dossiers.map(({person: {subject}, key, bodyHash, at}) => ({subject, key, bodyHash, at: at.toISOString()}));
      const codes = await this.#codes.claim(transaction, clock.today(), claims);
      if (!codes || (await haveTwins(transaction, claims, codes))) throw new TwinTaken();
      await refuseSameMatters(transaction, dossiers);
      const coded = dossiers.map((dossier, i) => ({...dossier, code: codes[i] ?? ''}));
      const copied = coded.filter(({attached}) => attached.copy);
      const paperless = coded.filter(({attached}) => !attached.copy);
      try {
        for (const dossier of copied) await takeUploads(transaction, dossier);
        for (const {code, attached} of copied) await attached.copy?.nameAfter(code);
        await Promise.all(paperless.map(({code}) => setAsideCopy(uploadsFolder, code)));
        if (copied.length > 0) await flushNames(uploadsFolder);
        await insertDossiers(transaction, (definition) => procedures.hashOf(definition), coded);
        for (const {code, person, checks, at} of coded) {
          await keepChecks(this.#gateway, transaction, code, person.subject, checks, at);
        }
        for (const {person, definition, submission, verified, at} of coded) {
          const kept = answersToKeep(this.#gateway, definition, submission, verified.marks);
          await keepAnswers(this.#gateway, transaction, person, definition.id, kept, at);
        }
        const acts = coded.map(({code, person, definition, verified, at}) => {
          const attributes = Object.keys(verified.marks);
          const entry = {action: 'submission', form: definition.id, target: code, attributes, outcome: 'accepted'} as const;
          return {actor: person, entry, at};
        });
        await audit.addAll(acts, transaction);
      } catch (error) {
        // Here and not later: until the transaction ends nobody else is given these numbers.
        for (const {attached} of copied) await attached.copy?.unname();
        throw error;
      }
      return coded.map(({code, at}) => ({code, at: at.toISOString()}));
    });
  }
}

async function findEarlier(
  database: Database,
  keys: readonly {readonly subject: string; readonly key: string}[],
): Promise<readonly (Earlier | undefined)[]> {
  // The limit keeps the index in use however many rows the server thinks there are.
  const {rows} = await sql<{place: number; body_hash: string; dossier_code: string; at: Date}>`
    select wanted.place, known.body_hash, known.dossier_code, known.at
    from jsonb_to_recordset(${JSON.stringify(keys.map((key, place) => ({...key, place})))}::jsonb)
      as wanted (subject text, key text, place integer),
    lateral (
      select body_hash, dossier_code, at from submission_keys
      where submission_keys.subject = wanted.subject and submission_keys.key = wanted.key limit 1
    ) as known`.execute(database);
  const found: (Earlier | undefined)[] = keys.map(() => undefined);
  for (const {place, body_hash: bodyHash, dossier_code: code, at} of rows) found[place] = {code, at: at.toISOString(), bodyHash};
  return found;
}

/**
 * Whether the same content of one of these persons was kept a moment ago, or stands here twice. Asked when the numbers are
 * taken: from then on no other transaction of this day is between the question and the end of this one.
 */
async function haveTwins(transaction: Database, claims: readonly CodeClaim[], codes: readonly string[]): Promise<boolean> {
  if (new Set(claims.map(({subject, bodyHash}) => `${subject} ${bodyHash}`)).size < claims.length) return true;
  const wanted = claims.map(({subject, bodyHash, at}) => {
    return {subject, bodyHash, since: new Date(Date.parse(at) - TWIN_MS).toISOString()};
  });
  const {rows} = await sql`
    select 1 from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb)
      as wanted (subject text, "bodyHash" text, since timestamptz),
    lateral (
      select 1 from submission_keys
      where submission_keys.subject = wanted.subject and submission_keys.body_hash = wanted."bodyHash"
        and submission_keys.at > wanted.since and not (dossier_code = any(${codes}))
      limit 1
    ) as twin
    limit 1`.execute(transaction);
  return rows.length > 0;
}

/**
 * Asked at the same moment as for twins. One that stands here twice is left to itself: it fails, and comes again alone.
 * @throws Problem `submission.same-matter`
 */
async function refuseSameMatters(transaction: Database, dossiers: readonly CheckedDossier[]): Promise<void> {
  const matters = dossiers.map(({person: {subject}, matter, submission: {besides = []}, at}) => ({subject, matter, besides, at}));
  const named = matters.flatMap(({subject, matter}) => (matter === undefined ? [] : [`${subject} ${matter}`]));
  if (new Set(named).size < named.length) throw new TwinTaken();
  const dossier = await untoldDossier(transaction, matters);
  if (dossier) throw new Problem('submission.same-matter', {dossier});
}

async function insertDossiers(
  transaction: Database,
  hashOf: (definition: FormDefinition) => string | undefined,
  dossiers: readonly (CheckedDossier & {readonly code: string})[],
): Promise<void> {
  const rows = dossiers.map(({code, definition, person, submission, verified, files, matter, at}) => ({
    ...{code, form: definition.id, version: definition.version, definition: hashOf(definition)},
    ...{subject: person.subject, locale: submission.locale},
    ...{answers: submission.answers, origins: verified.marks, documents: files.documents, decisions: submission.decisions},
    ...{matter: matter ?? null, besides: submission.besides ?? [], received_at: at.toISOString()},
  }));
  await sql`
    insert into dossiers (code, form, version, definition, subject, state, locale, answers, origins, documents, decisions, matter, besides,
      received_at)
    select code, form, version, definition, subject, 'received', locale, answers, origins, documents, decisions, matter, besides, received_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as dossier (code text, form text, version text, definition text,
      subject text, locale text, answers jsonb, origins jsonb, documents jsonb, decisions jsonb, matter text, besides jsonb,
      received_at timestamptz)`.execute(transaction);
}

/** A file belongs to one dossier: its row ends with the transaction, as long as the submission still holds it. */
async function takeUploads(transaction: Database, {person, files, attached}: CheckedDossier): Promise<void> {
  if (files.uploadIds.length === 0) return;
  const taken = await transaction
    .deleteFrom('uploads')
    .where('id', 'in', files.uploadIds)
    .where('subject', '=', person.subject)
    .where('held_by', '=', attached.token)
    .returning('id')
    .execute();
  const gone = Object.entries(files.documents).filter(([, stored]) =>
    stored.some(({file}) => !taken.some(({id}) => id === file)),
  );
  if (gone.length === 0) return;
  throw new Problem('submission.refused', {
    issues: gone.map(([slot]) => ({code: 'document.not-received', pointer: `#/documents/${slot}`, severity: 'error'})),
  });
}
