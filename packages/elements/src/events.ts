import type {Form, FormError, Json, LookupState, SourceFile, Submission, SubmitResult, Transaction} from '@egov-form/core';

const UP = {bubbles: true, composed: true} as const;

/** The form can be used: the definition was read and a draft, if any, restored. */
export class EgovReadyEvent extends Event {
  readonly form: Form;
  constructor(form: Form) {
    super('egov-ready', UP);
    this.form = form;
  }
}

/** Answers changed, by the person or by a fill. Sent once after every transaction. */
export class EgovChangeEvent extends Event {
  readonly transaction: Transaction;
  constructor(transaction: Transaction) {
    super('egov-change', UP);
    this.transaction = transaction;
  }

  /** What changed, as JSON Pointers. */
  get pointers(): readonly string[] {
    return this.transaction.changes.map((change) => change.pointer);
  }
}

/** Another page is shown. `page` is its id, `review` for the last one. */
export class EgovPageEvent extends Event {
  readonly page: string;
  constructor(page: string) {
    super('egov-page', UP);
    this.page = page;
  }
}

/** A look-up came into another state. */
export class EgovLookupEvent extends Event {
  readonly lookup: string;
  readonly state: LookupState;
  constructor(lookup: string, state: LookupState) {
    super('egov-lookup', UP);
    this.lookup = lookup;
    this.state = state;
  }
}

/** A file was attached, read, refused or removed. */
export class EgovDocumentEvent extends Event {
  readonly document: string;
  readonly state: 'reading' | 'ready' | 'refused' | 'unread' | 'removed';
  constructor(document: string, state: EgovDocumentEvent['state']) {
    super('egov-document', UP);
    this.document = document;
    this.state = state;
  }
}

/** A draft was saved, restored, removed, or could not be saved. */
export class EgovDraftEvent extends Event {
  readonly state: 'saved' | 'restored' | 'removed' | 'failed';
  /** When it was saved, ISO 8601. */
  readonly at: string | undefined;
  constructor(state: EgovDraftEvent['state'], at?: string) {
    super('egov-draft', UP);
    this.state = state;
    this.at = at;
  }
}

/** A file of a dossier that is about to be handed in: its bytes are with the page for as long as it keeps them. */
export interface SentFile {
  /** Of the definition's `documents`. */
  readonly slot: string;
  readonly name: string;
  readonly type: string;
  readonly sizeBytes: number;
  /** Lower-case hex; the same as in `submission.documents`. */
  readonly sha256: string;
  /** Cleaned as it would be uploaded: `File` and `Blob` of the platform, or what the page's own reader made. */
  readonly file: SourceFile;
}

/**
 * The dossier is complete and about to be handed in. Prevent the default to hand it in yourself; then tell the form
 * what came of it with `settle`.
 */
export class EgovSubmitEvent extends Event {
  readonly submission: Submission;
  /** Every file that `submission.documents` names, in its order. Who prevents the default hands them in, too. */
  readonly files: readonly SentFile[];
  /** Set by whoever prevented the default. */
  outcome: Promise<SubmitResult> | undefined;
  constructor(submission: Submission, files: readonly SentFile[] = []) {
    super('egov-submit', {...UP, cancelable: true});
    this.submission = submission;
    this.files = files;
  }

  /** Show this outcome to the person as if the form's own recipient had answered it. */
  settle(outcome: SubmitResult | Promise<SubmitResult>): void {
    this.outcome = Promise.resolve(outcome);
  }
}

/**
 * At a kiosk: everything that was entered is gone, and the person was signed out. The form begins anew; prevent the default to
 * leave it empty, because the page itself begins anew or goes elsewhere.
 */
export class EgovEndEvent extends Event {
  /** The person finished, left the page, or nothing happened for a while. */
  readonly reason: 'finished' | 'left' | 'idle';
  constructor(reason: EgovEndEvent['reason']) {
    super('egov-end', {...UP, cancelable: true});
    this.reason = reason;
  }
}

/** The form, its definition or its surroundings are wrong. The person's own mistakes are no errors. */
export class EgovErrorEvent extends Event {
  readonly error: FormError;
  constructor(error: FormError) {
    super('egov-error', UP);
    this.error = error;
  }

  get code(): string {
    return this.error.code;
  }

  get details(): {readonly [key: string]: Json} {
    return this.error.details;
  }
}

declare global {
  interface HTMLElementEventMap {
    'egov-ready': EgovReadyEvent;
    'egov-change': EgovChangeEvent;
    'egov-page': EgovPageEvent;
    'egov-lookup': EgovLookupEvent;
    'egov-document': EgovDocumentEvent;
    'egov-draft': EgovDraftEvent;
    'egov-submit': EgovSubmitEvent;
    'egov-end': EgovEndEvent;
    'egov-error': EgovErrorEvent;
  }
}
