import type {DocumentSettings, FormDefinition, Issue, Submission, SubmittedFile} from '@egov-form/core';
import type {Database} from '../database/open.ts';
import {examineFile, isUploadId} from './uploads.ts';

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

/**
 * Compares every attached file with what was received: whose it is, its size, its hash, its kind by content.
 * Issues at `#/documents/<slot>`: `document.not-received`, `document.changed`, `document.type`, `document.too-large`.
 */
export async function verifyFiles(
  definition: FormDefinition,
  submission: Submission,
  subject: string,
  database: Database,
  uploadsFolder: string,
): Promise<VerifiedFiles> {
  const issues: Issue[] = [];
  const uploadIds: string[] = [];
  const documents: {[slot: string]: StoredFile[]} = {};
  for (const [slot, files] of Object.entries(submission.documents)) {
    const settings = definition.documents && Object.hasOwn(definition.documents, slot) ? definition.documents[slot] : undefined;
    // A slot that the form does not have is the engine's issue; its files are not looked at.
    if (!settings) continue;
    const stored: StoredFile[] = [];
    for (const file of files) {
      const repeated = uploadIds.includes(file.uploadId);
      const issue = repeated ? 'document.not-received' : await verifyFile(file, settings, subject, database, uploadsFolder);
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

function maxBytesOf(settings: DocumentSettings): number {
  return settings.maxBytes ?? DEFAULT_MAX_BYTES;
}

async function verifyFile(
  file: SubmittedFile,
  settings: DocumentSettings,
  subject: string,
  database: Database,
  uploadsFolder: string,
): Promise<string | undefined> {
  if (!isUploadId(file.uploadId)) return 'document.not-received';
  const row = await database
    .selectFrom('uploads')
    .select('size_bytes')
    .where('id', '=', file.uploadId)
    .where('subject', '=', subject)
    .executeTakeFirst();
  const facts = row && (await examineFile(uploadsFolder, file.uploadId));
  if (!facts || facts.sizeBytes !== row.size_bytes) return 'document.not-received';
  if (facts.sizeBytes > maxBytesOf(settings)) return 'document.too-large';
  const accept: readonly string[] = settings.accept ?? DEFAULT_ACCEPT;
  if (facts.type === undefined || facts.type !== file.type || !accept.includes(facts.type)) return 'document.type';
  if (facts.sha256 !== file.sha256 || facts.sizeBytes !== file.sizeBytes) return 'document.changed';
  return undefined;
}
