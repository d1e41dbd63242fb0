/** The documents of a submission: taken from their uploads, compared with what the submission says, copied for the dossier. */
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {DocumentSettings, FormDefinition, Issue, Submission, SubmittedFile} from '@egov-form/core';
import {inspectPdf} from '@egov-form/digitize/inspect';
import {Problem} from '../errors.ts';
import {DossierCopy} from '../files/dossier-files.ts';
import type {UploadLease} from '../files/upload-leases.ts';
import {examineFile, incomingFolder, isUploadId} from '../files/uploads.ts';
import type {Gateway} from '../gateway.ts';
import type {Person} from '../sign-in/person.ts';

/** One file of a dossier as it is stored. `file` is its name in the dossier's folder. */
export interface StoredFile extends Omit<SubmittedFile, 'uploadId'> {
  readonly file: string;
}

export interface VerifiedFiles {
  readonly issues: readonly Issue[];
  readonly uploadIds: readonly string[];
  readonly documents: {readonly [slot: string]: readonly StoredFile[]};
}

/** 20 MiB, where a slot does not say. */
const DEFAULT_MAX_BYTES = 20 * 1024 * 1024;
const DEFAULT_ACCEPT: readonly string[] = ['application/pdf', 'image/jpeg', 'image/png'];

/** Before a sender tries again, when another request keeps the same files, s. */
const RETRY_SECONDS = 5;

/** Uploads of one submission, in its hands alone until `release`. */
export class AttachedFiles {
  readonly #definition: FormDefinition;
  readonly #submission: Submission;
  readonly #uploadsFolder: string;
  /** Announced bytes by upload, of those that are there and the sender's. */
  readonly #sizes: ReadonlyMap<string, number>;
  readonly #lease: UploadLease | undefined;
  #copy: DossierCopy | undefined;

  private constructor(
    definition: FormDefinition,
    submission: Submission,
    uploadsFolder: string,
    sizes: ReadonlyMap<string, number>,
    lease?: UploadLease,
  ) {
    this.#definition = definition;
    this.#submission = submission;
    this.#uploadsFolder = uploadsFolder;
    this.#sizes = sizes;
    this.#lease = lease;
  }

  /** @throws Problem `server.unavailable` when another request keeps one of them for long. */
  static async take(
    {options: {database, uploadsFolder}, uploadLeases}: Gateway,
    definition: FormDefinition,
    submission: Submission,
    person: Person,
  ): Promise<AttachedFiles> {
    const named = Object.values(submission.documents).flatMap((files) => files.map(({uploadId}) => uploadId));
    const ids = [...new Set(named.filter(isUploadId))];
    if (ids.length === 0) return new AttachedFiles(definition, submission, uploadsFolder, new Map());
    const rows = await database
      .selectFrom('uploads')
      .select(['id', 'size_bytes'])
      .where('id', 'in', ids)
      .where('subject', '=', person.subject)
      .execute();
    const lease = await uploadLeases.take(rows.map(({id}) => id));
    if (!lease) throw new Problem('server.unavailable', {retryAfterSeconds: RETRY_SECONDS});
    const sizes = new Map(rows.filter(({id}) => lease.ids.includes(id)).map(({id, size_bytes: bytes}) => [id, bytes]));
    return new AttachedFiles(definition, submission, uploadsFolder, sizes, lease);
  }

  /** Stands in the rows of the uploads while they are ours. */
  get token(): string {
    return this.#lease?.token ?? '';
  }

  /** The copy that was verified, where one was made. */
  get copy(): DossierCopy | undefined {
    return this.#copy;
  }

  /**
   * Compares every attached file with what was received: its size, its hash, its kind by content. A PDF is held to what the
   * reader in the browser holds it to. Issues at `#/documents/<slot>`: `document.not-received`, `document.changed`,
   * `document.type`, `document.too-large`, and those of `inspectPdf`.
   *
   * @param toKeep whether the dossier is right otherwise: then the files are copied first, and the copies are what is compared.
   */
  async verify(toKeep: boolean): Promise<VerifiedFiles> {
    if (toKeep && this.#sizes.size > 0) this.#copy = await DossierCopy.make(this.#uploadsFolder, [...this.#sizes.keys()]);
    const folder = this.#copy?.folder ?? incomingFolder(this.#uploadsFolder);
    const issues: Issue[] = [];
    const uploadIds: string[] = [];
    const documents: {[slot: string]: StoredFile[]} = {};
    for (const [slot, files] of Object.entries(this.#submission.documents)) {
      const known = this.#definition.documents;
      const settings = known && Object.hasOwn(known, slot) ? known[slot] : undefined;
      // A slot that the form does not have is the engine's issue; its files are not looked at.
      if (!settings) continue;
      const stored: StoredFile[] = [];
      for (const file of files) {
        const repeated = uploadIds.includes(file.uploadId);
        const issue = repeated ? 'document.not-received' : await this.#verifyFile(file, settings, folder);
        if (issue) {
          const params = {limitMb: Math.floor(maxBytesOf(settings) / (1024 * 1024))};
          const limited = issue === 'document.too-large' && {params};
          issues.push({code: issue, pointer: `#/documents/${slot}`, severity: 'error', ...limited});
          continue;
        }
        const {uploadId, ...rest} = file;
        uploadIds.push(uploadId);
        stored.push({...rest, file: uploadId});
      }
      documents[slot] = stored;
    }
    return {issues, uploadIds, documents};
  }

  async #verifyFile(file: SubmittedFile, settings: DocumentSettings, folder: string): Promise<string | undefined> {
    const announced = this.#sizes.get(file.uploadId);
    const path = join(folder, file.uploadId);
    const facts = announced === undefined ? undefined : await examineFile(path);
    if (!facts || facts.sizeBytes !== announced) return 'document.not-received';
    if (facts.sizeBytes > maxBytesOf(settings)) return 'document.too-large';
    const accept: readonly string[] = settings.accept ?? DEFAULT_ACCEPT;
    if (facts.type === undefined || facts.type !== file.type || !accept.includes(facts.type)) return 'document.type';
    if (facts.sha256 !== file.sha256 || facts.sizeBytes !== file.sizeBytes) return 'document.changed';
    return facts.type === 'application/pdf' ? inspectPdf(await readFile(path)) : undefined;
  }

  /** Ends the hold; a copy that no dossier took is removed. */
  async release(): Promise<void> {
    await this.#copy?.discard();
    await this.#lease?.release();
  }
}

function maxBytesOf(settings: DocumentSettings): number {
  return settings.maxBytes ?? DEFAULT_MAX_BYTES;
}
