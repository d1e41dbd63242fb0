import {
  type Draft,
  type DraftHold,
  type DraftStore,
  effect,
  type Form,
  isFormError,
  type Pack,
  type SendingAttempt,
  type SourceFile,
} from '@egov-form/core';
import type {FormSession} from '../session.ts';
import type {DraftState} from './draft-state.ts';

/** Milliseconds from the first unsaved change to the save: the promise is one second, the store needs some of it. */
const DELAY_MS = 400;
/** Milliseconds before a failed save is tried again; each further failure doubles them, up to the longest. */
const RETRY_MS = 1000;
const LONGEST_RETRY_MS = 60_000;

/**
 * Saves a form's answers and files into a draft store while it is being filled, and brings them back.
 * Saves never overlap; what changes during a save is saved next. `saved` is told only after the store said so. A save that
 * failed is tried again by itself, with growing pauses, and with the next change. Of several windows with the same draft one
 * saves; the others wait until they take it over.
 */
export class DraftKeeper {
  readonly #form: Form;
  readonly #store: DraftStore;
  readonly #key: string;
  readonly #tell: (state: DraftState) => void;
  /** Those that the form is made with. */
  readonly #packs: readonly Pack[];
  readonly #kept = new Set<string>();
  readonly #stops: (() => void)[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #retryMs = RETRY_MS;
  #chain: Promise<void> = Promise.resolve();
  #dirty = false;
  #closed = false;
  #hold: DraftHold | undefined;
  /** Another window has the draft: here nothing is saved. */
  #elsewhere = false;
  #attempt: SendingAttempt | undefined;
  /** When what lies in the store was saved, as far as this window knows. */
  #savedAt: string | undefined;

  constructor(form: Form, store: DraftStore, key: string, tell: (state: DraftState) => void, packs: readonly Pack[] = []) {
    this.#form = form;
    this.#store = store;
    this.#key = key;
    this.#tell = tell;
    this.#packs = packs;
  }

  /** The last try to hand the dossier in, kept with the draft. */
  get attempt(): SendingAttempt | undefined {
    return this.#attempt;
  }

  /** Keep a try with the draft, or forget it. Resolves when it is saved, or could not be: that stops no sending. */
  async keepAttempt(attempt: SendingAttempt | undefined): Promise<void> {
    if (this.#attempt === attempt) return;
    this.#attempt = attempt;
    this.#changed();
    this.flush();
    await this.#chain;
  }

  /**
   * Be the window that has the draft, unless another one is; and bring back what was kept. Rejects as `restore` does. May be
   * called again.
   */
  async open(): Promise<void> {
    this.#hold ??= await this.#store.hold?.(this.#key, (how) => this.#leave(how));
    await this.restore();
    if (this.#attempt) this.#tell({state: 'maybe-sent'});
    if (this.#hold?.held === false) this.#give();
  }

  /** Take the draft over from the window that has it, with what it saved last. */
  async takeOver(): Promise<void> {
    await this.#hold?.take();
    await this.#catchUp();
    this.#elsewhere = false;
    this.#tell({state: 'here'});
  }

  /** Bring back what another window saved meanwhile. */
  async #catchUp(): Promise<void> {
    const draft = await this.#store.load(this.#key).catch(() => undefined);
    if (draft && draft.savedAt !== this.#savedAt) await this.restore();
  }

  /** Have the draft again after the lock was released, unless another window has it by now. Answers whether this one has it. */
  async #claim(): Promise<boolean> {
    this.#hold = await this.#store.hold?.(this.#key, (how) => this.#leave(how));
    if (this.#hold?.held === false) this.#give();
    return !this.#elsewhere;
  }

  /** The browser shows the page again as it was left. Another window may have saved in between. */
  async #comeBack(): Promise<void> {
    if ((await this.#claim()) && this.#hold && !this.#dirty) await this.#catchUp();
  }

  #give(): void {
    this.#elsewhere = true;
    this.#tell({state: 'elsewhere'});
  }

  /**
   * Bring back what was kept. What is there and cannot be read is told. Rejects when there may be a draft that could be opened
   * later, or with other code: to go on would be to write over it.
   */
  async restore(from: string = this.#key): Promise<boolean> {
    const {definition} = this.#form;
    let draft: Draft | undefined;
    try {
      draft = await this.#store.load(from);
    } catch (error) {
      if (mayOpenLater(error)) throw error;
      const emptied = isFormError(error, 'EGOV_DRAFTS_DAMAGED') && error.details['reason'] === 'emptied';
      this.#tell({state: emptied ? 'emptied' : 'lost'});
    }
    if (draft?.snapshot.form !== definition.id) return false;
    const carrying = draft.snapshot.version === definition.version ? undefined : await import('@egov-form/core/migrate');
    try {
      const migrated = carrying?.migrateSnapshot(definition, draft.snapshot, {packs: this.#packs});
      const {snapshot} = migrated ?? draft;
      this.#form.restore(snapshot);
      this.#tell({state: 'restored', at: draft.savedAt});
      if (migrated) {
        const {changed, lost} = migrated;
        this.#tell({state: 'migrated', changed, lost: lost.answers.length + lost.documents.length});
      }
      draft = {...draft, snapshot};
    } catch {
      this.#tell({state: 'lost'});
      return false;
    }
    if (from === this.#key) {
      this.#attempt = draft.attempt;
      this.#savedAt = draft.savedAt;
    }
    for (const [slot, records] of Object.entries(draft.snapshot.documents)) {
      for (const record of records) {
        let file: SourceFile | undefined;
        try {
          file = await this.#store.getFile(from, record.id);
        } catch {
          // Told below, like a file that is simply not there.
        }
        if (file) {
          if (from === this.#key) this.#kept.add(record.id);
          this.#form.document(slot).restoreFile(record.id, file);
        } else {
          this.#tell({state: 'file-lost', name: record.name});
          this.#form.document(slot).remove(record.id);
        }
      }
    }
    return true;
  }

  /** Bring back what lies under another key, and make it this form's: saved under its own key first, then removed there. */
  async adopt(key: string): Promise<void> {
    if (!(await this.restore(key))) return;
    this.#changed();
    this.flush();
    await this.#chain;
    // Still there if it could not be saved; should the removal fail, it is there twice, which loses nothing.
    if (!this.#dirty) await this.#store.remove(key).catch(() => undefined);
  }

  /** Watch for changes from now on. */
  start(): void {
    // The element was put elsewhere in the page: what it holds is what counts.
    if (!this.#hold) void this.#claim();
    this.#stops.push(this.#form.subscribe(() => this.#changed()));
    let first = true;
    this.#stops.push(
      effect(() => {
        // Read what is not part of a transaction: the page, and files coming and going.
        void this.#form.page;
        for (const slot of this.#form.documents) for (const {id, state, file} of slot.attachments) void [id, state, file];
        if (!first) this.#changed();
        first = false;
      }),
    );
    const leave = () => {
      this.flush();
      // The browser keeps no page for going back that has a lock; the draft is opened anew then.
      void this.#chain.then(() => this.#hold?.release());
    };
    const show = ({persisted}: PageTransitionEvent) => persisted && void this.#comeBack();
    const hide = () => document.visibilityState === 'hidden' && this.flush();
    globalThis.addEventListener('pagehide', leave);
    globalThis.addEventListener('pageshow', show);
    document.addEventListener('visibilitychange', hide);
    this.#stops.push(
      () => globalThis.removeEventListener('pagehide', leave),
      () => globalThis.removeEventListener('pageshow', show),
      () => document.removeEventListener('visibilitychange', hide),
    );
  }

  /** Save now what is not saved yet. */
  flush(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#retry);
    this.#timer = this.#retry = undefined;
    if (!this.#dirty || this.#closed) return;
    this.#dirty = false;
    this.#chain = this.#chain.then(() => this.#save());
  }

  /** Save now, and wait for it. Answers whether everything that was entered lies in the draft. */
  async settle(): Promise<boolean> {
    this.flush();
    await this.#chain;
    const reading = this.#form.documents.some((slot) => slot.attachments.some(({state}) => state === 'reading'));
    return !(this.#dirty || reading);
  }

  /** Forget the draft and its files, and stop keeping one. */
  async discard(): Promise<void> {
    this.stop();
    await this.#chain;
    await this.#store.remove(this.#key);
    this.#tell({state: 'none'});
  }

  /** Stop watching; what is unsaved is saved first, then another window may have the draft. */
  stop(): void {
    if (this.#closed) return;
    this.flush();
    this.#closed = true;
    for (const stop of this.#stops.splice(0)) stop();
    void this.#chain.then(() => this.#hold?.release());
  }

  /** Another window goes on with the draft. */
  async #leave(how: 'asked' | 'taken'): Promise<void> {
    if (how === 'asked') await this.settle();
    clearTimeout(this.#timer);
    clearTimeout(this.#retry);
    this.#timer = this.#retry = undefined;
    this.#dirty = false;
    this.#give();
  }

  #changed(): void {
    if (this.#elsewhere) return;
    // "Saved" must not stand beside something that is not.
    if (!this.#dirty) this.#tell({state: 'saving'});
    this.#dirty = true;
    // Counted from the first change, not the last: who types without a pause is saved all the same.
    this.#timer ??= setTimeout(() => this.flush(), DELAY_MS);
  }

  async #save(): Promise<void> {
    if (this.#elsewhere) return;
    try {
      const present = new Set<string>();
      let unkept = false;
      for (const slot of this.#form.documents) {
        for (const {id, file, state} of slot.attachments) {
          if (!file || state === 'refused' || state === 'reading') continue;
          present.add(id);
          if (this.#kept.has(id)) continue;
          // A file that cannot be kept must not keep the answers from being saved.
          await this.#store.putFile(this.#key, id, file).then(
            () => this.#kept.add(id),
            () => (unkept = true),
          );
        }
      }
      const savedAt = new Date().toISOString();
      const attempt = this.#attempt && {attempt: this.#attempt};
      await this.#store.save(this.#key, {savedAt, snapshot: this.#form.snapshot(), ...attempt});
      this.#savedAt = savedAt;
      // Files go after the answers that no longer name them.
      for (const id of this.#kept) {
        if (present.has(id)) continue;
        // One that stays for now is nothing that the person entered: the next save tries again.
        await this.#store.removeFile(this.#key, id).then(
          () => this.#kept.delete(id),
          () => undefined,
        );
      }
      if (unkept) this.#again({state: 'file-failed', at: savedAt});
      else {
        this.#retryMs = RETRY_MS;
        // Something changed meanwhile: that is not saved yet.
        if (!this.#dirty) this.#tell({state: 'saved', at: savedAt});
      }
    } catch {
      this.#again({state: 'failed'});
    }
  }

  #again(why: DraftState): void {
    this.#dirty = true;
    this.#tell(why);
    if (this.#closed) return;
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.flush(), this.#retryMs);
    this.#retryMs = Math.min(this.#retryMs * 2, LONGEST_RETRY_MS);
  }
}

/** Keeps the draft of a session, and its tries to hand the dossier in; `undefined` where there is no store. */
export function keeperOf(session: FormSession, tell: (state: DraftState) => void): DraftKeeper | undefined {
  const {form, draftKey, ports} = session;
  if (!ports.drafts) return undefined;
  const keeper = new DraftKeeper(form, ports.drafts, draftKey, tell, ports.packs);
  session.attempts = keeper;
  return keeper;
}

/** Whether a draft may be there that cannot be opened now. */
function mayOpenLater(error: unknown): boolean {
  if (isFormError(error, 'EGOV_DRAFTS_UNAVAILABLE')) {
    return ['not-loaded', 'blocked', 'newer'].includes(String(error.details['reason']));
  }
  const codes = ['EGOV_DRAFTS_LOCKED', 'EGOV_DRAFTS_FAILED', 'EGOV_DRAFTS_QUOTA'] as const;
  return codes.some((code) => isFormError(error, code));
}
