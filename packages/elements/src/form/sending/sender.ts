import {
  type Form,
  isFormError,
  type Recipient,
  type SendingAttempt,
  type Submission,
  type SubmitResult,
  type SubmittedFile,
  submissionContent,
} from '@egov-form/core';
import {hashOf} from '@egov-form/core/procedure';
import type {SentFile} from '../../events.ts';

export type SendProgress = {readonly step: 'uploading'; readonly n: number; readonly total: number} | {readonly step: 'sending'};

/** What the caller may do with the finished submission, and its files, before it is handed in. */
export type Interceptor = (submission: Submission, files: readonly SentFile[]) => Promise<SubmitResult> | undefined | false;

/** Keeps the last try, so that it outlives the page. */
export interface Attempts {
  readonly attempt: SendingAttempt | undefined;
  /** Resolves when it is safe, or cannot be. Never rejects. */
  keepAttempt(attempt: SendingAttempt | undefined): Promise<void>;
}

/**
 * Hands a dossier in: files first, then the answers. A file that arrived is not sent again on the next try, and the
 * same dossier keeps its idempotency key, so a lost answer never makes two dossiers. The key is kept before anything is sent:
 * a page that is loaded again after a lost answer sends the same content with the same key.
 */
export class Sender {
  readonly #form: Form;
  readonly #uploads = new Map<string, string>();
  readonly #attempts: Attempts | undefined;
  #attempt: SendingAttempt | undefined;

  constructor(form: Form, attempts?: Attempts) {
    this.#form = form;
    this.#attempts = attempts;
    this.#attempt = attempts?.attempt;
  }

  /** Never rejects but with the signal's reason. `undefined` when the interceptor took over without an outcome. */
  async send(
    recipient: Recipient | undefined,
    locale: string,
    signal: AbortSignal,
    onProgress: (progress: SendProgress) => void,
    intercept: Interceptor,
    wishes: Pick<Submission, 'besides' | 'keep'> = {},
  ): Promise<SubmitResult | undefined> {
    let submission: Submission;
    const files: SentFile[] = [];
    try {
      const documents = await this.#upload(recipient, signal, onProgress, files);
      submission = {...this.#form.submission(documents, locale, true), ...(await namedDefinition(this.#form)), ...wishes};
    } catch (cause) {
      if (signal.aborted) throw cause;
      return {state: reasonOf(cause)};
    }
    onProgress({step: 'sending'});
    const taken = intercept(submission, files);
    if (taken === false) return undefined;
    try {
      if (taken) return await taken;
      if (!recipient) return {state: 'unavailable'};
      const result = await recipient.submit(submission, await this.#key(submission), signal);
      // It was answered: what is sent next is another try. No answer may be that of a dossier that was taken.
      if (result.state !== 'unavailable' && result.state !== 'accepted') void this.#attempts?.keepAttempt(undefined);
      return result;
    } catch (cause) {
      if (signal.aborted) throw cause;
      return {state: 'unavailable'};
    }
  }

  /** One key for as long as what is sent stays the same. */
  async #key(submission: Submission): Promise<string> {
    const digest = await sha256Of(new TextEncoder().encode(submissionContent(submission)));
    if (this.#attempt?.digest !== digest) this.#attempt = {key: crypto.randomUUID(), digest};
    await this.#attempts?.keepAttempt(this.#attempt);
    return this.#attempt.key;
  }

  async #upload(
    recipient: Recipient | undefined,
    signal: AbortSignal,
    onProgress: (progress: SendProgress) => void,
    files: SentFile[],
  ): Promise<Submission['documents']> {
    const slots = this.#form.documents
      .filter((slot) => slot.visible)
      .map((slot) => ({name: slot.name, files: slot.attachments.filter((file) => file.file && file.state !== 'refused')}))
      .filter((slot) => slot.files.length > 0);
    const total = slots.reduce((sum, slot) => sum + slot.files.length, 0);
    const documents: {[slot: string]: SubmittedFile[]} = {};
    let n = 0;
    for (const slot of slots) {
      const sent: SubmittedFile[] = [];
      for (const attachment of slot.files) {
        n += 1;
        onProgress({step: 'uploading', n, total});
        const {file, name, type, sizeBytes, pageCount, facts} = attachment;
        if (!file) continue;
        // A form without a reader of documents has none yet.
        const sha256 = attachment.sha256 || (await sha256Of(await file.arrayBuffer()));
        let uploadId = this.#uploads.get(attachment.id);
        if (uploadId === undefined && recipient) {
          uploadId = await recipient.upload(file, {signal});
          this.#uploads.set(attachment.id, uploadId);
        }
        // Where the page hands in itself nothing was uploaded: the file's digest names it.
        sent.push({uploadId: uploadId ?? sha256, name, type, sizeBytes, sha256, pageCount, facts});
        files.push({slot: slot.name, name, type, sizeBytes, sha256, file});
      }
      documents[slot.name] = sent;
    }
    return documents;
  }
}

/** Which definition was filled in, where the page can say: one without https cannot. */
async function namedDefinition({definition}: Form): Promise<Pick<Submission, 'definition'>> {
  const hash = await hashOf(definition, crypto.subtle).catch(() => undefined);
  return hash === undefined ? {} : {definition: hash};
}

/** Why a document could not be uploaded, as far as the person can do something about it. */
function reasonOf(cause: unknown): 'signed-out' | 'other-person' | 'unavailable' {
  const state = isFormError(cause, 'EGOV_CONNECTORS_UPLOAD_FORBIDDEN') ? cause.details['state'] : undefined;
  return state === 'signed-out' || state === 'other-person' ? state : 'unavailable';
}

/** In lower-case hex. */
async function sha256Of(bytes: BufferSource): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
