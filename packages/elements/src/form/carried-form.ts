/** What goes from a form to the one that takes its place when the page gives the element another definition. */
import {type FormDefinition, FormError, type FormSnapshot, type Json, type SourceFile, sameJson} from '@egov-form/core';
import type {FormSession} from './session.ts';

/** A form as it was. */
export interface CarriedForm {
  readonly snapshot: FormSnapshot;
  readonly owner: string;
  /** Somebody typed in it. */
  readonly typed: boolean;
  /** Of the attached documents, by slot. */
  readonly files: readonly {readonly slot: string; readonly id: string; readonly file: SourceFile}[];
}

/** One opening of a form. */
export interface Opening {
  /** Aborts when another one begins. */
  readonly signal: AbortSignal;
  /** Who opens it; `''` for nobody. */
  readonly owner: string;
  /** The form that the new one takes the place of. */
  readonly carried: CarriedForm | undefined;
}

/** A definition as it was opened: it may be changed in place afterwards. */
export class OpenedDefinition {
  readonly #text: string;

  constructor(definition: FormDefinition) {
    this.#text = JSON.stringify(definition);
  }

  /** Whether it says the same, in whatever order of members. */
  equals(definition: FormDefinition | undefined): boolean {
    return definition !== undefined && sameJson(JSON.parse(this.#text) as Json, definition as unknown as Json);
  }
}

/** Keeps a form until the one that takes its place is open: that one may be late, fail to open, or be replaced itself. */
export class FormCarrier {
  #carried: CarriedForm | undefined;

  /** The form of a session, or the one that is still kept where there is none. */
  carry(session: FormSession | undefined): CarriedForm | undefined {
    this.#carried = carryForm(session) ?? this.#carried;
    return this.#carried;
  }

  /** Another form is open, or nobody may see this one any more. */
  drop(): void {
    this.#carried = undefined;
  }
}

/** A form with everything in it, unless it was handed in. */
function carryForm(session: FormSession | undefined): CarriedForm | undefined {
  if (!session || session.result.peek()?.state === 'accepted') return undefined;
  const files = session.form.documents.flatMap(({name, attachments}) =>
    attachments.flatMap(({id, file}) => (file ? [{slot: name, id, file}] : [])),
  );
  return {snapshot: session.form.snapshot(), owner: session.owner, typed: session.typed, files};
}

/**
 * Puts it into the session of the new definition, by the steps that one declares; not where somebody else is signed in.
 * @param lost told `EGOV_ELEMENTS_ANSWERS_LEFT` when somebody typed in it, and it is another form or no steps lead there.
 */
export async function takeOver(session: FormSession, carried: CarriedForm, lost: (error: FormError) => unknown): Promise<void> {
  const {form, ports, owner} = session;
  const {definition} = form;
  const {snapshot, typed} = carried;
  if (carried.owner !== owner) return;
  try {
    if (snapshot.form !== definition.id) throw new RangeError('Expected the same form.');
    const same = snapshot.version === definition.version;
    const {migrateSnapshot} = same ? {} : await import('@egov-form/core/migrate');
    form.restore(migrateSnapshot ? migrateSnapshot(definition, snapshot, {packs: ports.packs ?? []}).snapshot : snapshot);
  } catch (cause) {
    if (typed) lost(answersLeft(cause));
    return;
  }
  for (const {slot, id, file} of carried.files) {
    if (form.documents.some(({name}) => name === slot)) form.document(slot).restoreFile(id, file);
  }
  session.typed ||= typed;
}

function answersLeft(cause: unknown): FormError {
  return new FormError(
    'EGOV_ELEMENTS_ANSWERS_LEFT',
    'Expected the answers of the form before to go along, but the new definition does not take them. Read "answers" first.',
    {},
    {cause},
  );
}
