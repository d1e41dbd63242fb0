import type {Option} from '../definition/option.ts';
import type {Fact} from '../documents/fact.ts';
import type {Format} from '../formats/format.ts';
import type {
  DocumentSettings,
  FieldSettings,
  FormDefinition,
  LookupSettings,
  OptionsSource,
  Page,
  Text,
  TextItem,
} from '../generated/definition.ts';
import type {Json, JsonObject, JsonSchema} from '../json/json.ts';
import type {UnansweredField} from '../lookups/lookup-gap.ts';
import type {Issue} from '../messages/issue.ts';
import type {FormPatterns} from '../plan/form-patterns.ts';
import type {
  Clock,
  Digitizer,
  LookupAnswer,
  LookupConnector,
  Pack,
  ProposedPerson,
  SourceFile,
  UploadOptions,
} from '../ports/ports.ts';
import type {Conflict, Decision, Statement} from '../provenance/conflict.ts';
import type {Origin} from '../provenance/origin.ts';
import type {ReviewPage} from '../submission/review-page.ts';
import type {FormSnapshot} from '../submission/snapshot.ts';
import type {Submission} from '../submission/submission.ts';
import type {ValidatorContext} from '../validation/port.ts';
import type {OptionSearch} from './nodes/option-search.ts';
import type {Change, Transaction} from './transactions/transaction.ts';

/** What `createForm` is given beside the definition. Everything is optional. */
export interface FormPorts {
  readonly clock?: Clock;
  /** Country packs, in order; later ones win on equal names. */
  readonly packs?: readonly Pack[];
  readonly connector?: LookupConnector;
  readonly digitizer?: Digitizer;
}

/**
 * A form being filled. Every getter is tracked: read inside `effect` or `computed` it subscribes to exactly what it read.
 * Pointers are JSON Pointers into the answers; rows by index (`/vehicles/0/plate`).
 */
export interface Form {
  readonly definition: FormDefinition;
  readonly pages: readonly PageModel[];
  /** Id of the page that is shown; writable. */
  page: string;

  get(pointer: string): Json | undefined;
  /** The person typed it. Normalises by the field's format; `''`, `null` and `undefined` empty the field. */
  set(pointer: string, value: Json | undefined): void;
  /** The one door for change. Several changes, one undo step. */
  transact(changes: readonly Change[], origin: Origin): Transaction;
  /** Several changes, of rows too, as one step: told and undone as one. */
  batch(work: () => void): Transaction;
  /**
   * Without an argument: take the last step back exactly, whether typed, decided, a change of rows or a whole fill; look-ups
   * are not asked again. `undefined` when there is none. With a transaction: apply its inverse where nothing changed since;
   * what was edited later stays, and fields are found where their rows stand now.
   */
  undo(transaction?: Transaction): Transaction | undefined;
  /** Do the step again that `undo()` took back last. `undefined` when there is none. */
  redo(): Transaction | undefined;
  /** Tracked. A restored or reset form has no steps. */
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /**
   * Make the changes of a recorded transaction exactly, whoever made it and whatever is locked. Look-ups are not asked.
   * @throws FormError `EGOV_CORE_TRANSACTION` when it changes what this form does not have; nothing has then changed.
   */
  apply(transaction: Transaction): Transaction;

  field(pointer: string): Field;
  /** What a field's value is held to, for controls that show more of it than one question (`@egov-form/core/structure`). */
  schemaOf(pointer: string): FieldSchema;
  list(pointer: string): List;
  lookup(name: string, rowPointer?: string): Lookup;
  /** All look-ups whose first key is this field. */
  lookupsAt(pointer: string): readonly Lookup[];
  /** Whether a text block of a page is shown, in a row or outside all. Fields, lists and documents say so themselves. */
  showsText(item: TextItem, rowPointer?: string): boolean;
  /** Somebody has signed in: look-ups that were refused for want of it are asked again. */
  askWaiting(): void;
  document(name: string): DocumentSlot;
  readonly documents: readonly DocumentSlot[];
  /** Undecided disagreements between typed, register and document values. */
  readonly conflicts: readonly Conflict[];
  /** Take the proposed value, or keep the current one. The decision is recorded with what the person says of it. */
  decide(pointer: string, choice: 'keep' | 'take', statement?: Statement): void;

  /** Issues of everything visible, in page order; marks all fields as touched. */
  validate(): readonly Issue[];
  validatePage(pageId: string): readonly Issue[];
  /** The visible page after the shown one; `undefined` on the last one. Does not go there: set `page`. Tracked. */
  nextPage(): PageModel | undefined;
  previousPage(): PageModel | undefined;
  /** The person has read the warnings with this code at a field or list: they do not come back until its value changes. */
  acknowledge(pointer: string, code: string): void;
  /** Put issues from outside (the gateway) at their questions. Each goes when its question changes, others with any change. */
  addIssues(issues: readonly Issue[]): void;
  /**
   * What was found and belongs to no single question: to the form, to a part of the answers, or to what is not asked. Those of
   * the whole schema are found by `validate`, and followed until they are mended. Tracked.
   */
  readonly issues: readonly Issue[];
  /**
   * Where a person goes to mend what is wrong at a pointer: the question there, or the nearest one. `undefined` when no question
   * of the form can mend it. Untracked.
   */
  questionAt(pointer: string): Question | undefined;

  /** The submission view: visible, non-empty answers. */
  answers(): JsonObject;
  /** What is shown, page by page, with labels and answers, for looking over before it is sent. Tracked. */
  review(): readonly ReviewPage[];
  /**
   * The submission view as canonical JSON (RFC 8785): the same text for the same answers in any language.
   * @throws FormError `EGOV_CORE_CANONICAL` for half a surrogate pair or a number that is not finite.
   */
  canonical(): string;
  /** What the given function makes of the UTF-8 text of `canonical()`. */
  digest(sha256: (text: string) => Promise<string>): Promise<string>;
  submission(files: Submission['documents'], locale: string, declared: boolean): Submission;
  snapshot(): FormSnapshot;
  restore(snapshot: FormSnapshot): void;
  reset(): void;

  /**
   * Called once after every transaction, with it; what a listener changes is told after what it heard. The `kind` of a
   * change says what it is of. Returns the unsubscriber.
   */
  subscribe(listener: (transaction: Transaction) => void): () => void;
  /** Choices of a field: at once, or when the list has loaded. Narrowed by other answers. */
  options(pointer: string): readonly Option[] | Promise<readonly Option[]>;
  /** The search for the choices of a field whose definition names a connector for them; `undefined` for all others. */
  optionSearch(pointer: string): OptionSearch | undefined;
  /** A registered list by name, narrowed. */
  optionList(name: string, where?: JsonObject): readonly Option[] | Promise<readonly Option[]>;
  /**
   * Text of an issue in a language, with the label of its question filled in. What names a question and has none says that the
   * form is at fault.
   */
  messageOf(issue: Issue, locale: string): string;
  /** What pointers with `*` for rows mean in this form. */
  readonly patterns: FormPatterns;
  /** Label of whatever the pointer names: field, list, document slot (`#/documents/x`). */
  labelOf(pointer: string, locale: string): string;
  dispose(): void;
}

/** A part of the form that a person sees and can change. */
export interface Question {
  readonly kind: 'field' | 'list' | 'document';
  /** Of the field or list; `#/documents/<name>` of a document slot. */
  readonly pointer: string;
  /** Id of its page. */
  readonly page: string;
}

export interface PageModel {
  readonly id: string;
  readonly title: Text;
  readonly items: Page['items'];
  readonly visible: boolean;
}

/** A field's schema as it is written, and all that its references resolve in. */
export interface FieldSchema extends ValidatorContext {
  readonly schema: JsonSchema;
  readonly root: JsonSchema;
}

/** One question of the form, live. */
export interface Field {
  /** Stable for the life of the field, whatever row it moves to. */
  readonly id: string;
  readonly pointer: string;
  readonly label: Text;
  /** Merged: the shared model's texts under the definition's. */
  readonly settings: FieldSettings;
  /** Resolved; `$ref` followed. */
  readonly schema: JsonSchema;
  /** Name of the field type that draws it, e.g. `text`; see docs/fields. */
  readonly widget: string;
  readonly format: Format | undefined;

  readonly value: Json | undefined;
  readonly visible: boolean;
  readonly required: boolean;
  /** Computed, locked by a register, or by rule. */
  readonly readonly: boolean;
  readonly origin: Origin | undefined;
  /** What is wrong now, whether shown or not. Errors first. */
  readonly issues: readonly Issue[];
  /** Left at least once, or validated: only then are issues shown. Writable. */
  touched: boolean;
  readonly conflict: Conflict | undefined;
  /** What the person decided where sources disagreed, last. */
  readonly decision: Decision | undefined;
  /** The fill that gave the value, while it can be undone. */
  readonly filledBy: Transaction | undefined;
  /** What the person had typed, where a register's value that says otherwise stands in its place whatever they say. */
  readonly replaced: Json | undefined;
  /** Why it cannot be typed in, for the person. */
  readonly lockedBy: 'register' | 'computed' | 'rule' | undefined;
  /** Pointer of the same member of another party that it follows now: it is not asked, and what was typed here waits. */
  readonly follows: string | undefined;
}

/** Rows with stable identity. */
export interface List {
  readonly pointer: string;
  readonly label: Text;
  readonly rows: readonly Row[];
  readonly visible: boolean;
  readonly minItems: number;
  readonly maxItems: number;
  /** Issues of the list itself: too few rows, equal ones. */
  readonly issues: readonly Issue[];
  insert(index?: number): void;
  remove(index: number): void;
  move(from: number, to: number): void;
}

export interface Row {
  readonly id: string;
  readonly pointer: string;
}

export type LookupState =
  | 'idle'
  | 'incomplete'
  | 'ready'
  | 'asking'
  | 'proposed'
  | 'filled'
  | 'partial'
  | 'not-found'
  | 'mismatch'
  | 'forbidden'
  | 'limited'
  | 'unavailable';

/** What the person said and what the register says, at one field. */
export interface LookupDifference {
  readonly pointer: string;
  readonly mine: Json;
  readonly theirs: Json;
  /** The register's value stands already: taking the fill back brings the person's own again. Also in a later session. */
  readonly replaced: boolean;
}

/** One question to a shared database, live. */
export interface Lookup {
  readonly name: string;
  readonly settings: LookupSettings;
  /** Pointer of the first key. */
  readonly keyPointer: string;
  readonly state: LookupState;
  readonly visible: boolean;
  /** It is about the signed-in person, who need not type the key: the session knows it. */
  readonly self: boolean;
  /** Names of keys still needed, while `incomplete`. */
  readonly missing: readonly string[];
  readonly missingPointers: readonly string[];
  readonly reason: Extract<LookupAnswer, {reason?: unknown}>['reason'];
  readonly retryAfterSeconds: number;
  readonly source: {readonly title: Text; readonly at: string} | undefined;
  /** Pointers that hold this answer's values. */
  readonly filled: readonly string[];
  /** Pointers it would fill: what is asked for. */
  readonly targets: readonly string[];
  /** What was asked for and not answered, and why. It stands as long as the answer does, whatever the person types there. */
  readonly gaps: readonly UnansweredField[];
  /**
   * Where the answer says otherwise than the person did. Nothing of it has changed what they typed, except where the
   * definition says that the register's value stands: then `replaced`.
   */
  readonly differences: readonly LookupDifference[];
  /** Whom the answer proposes to another look-up (`proposes`), while it may be confirmed. */
  readonly proposed: ProposedPerson | undefined;
  /** Rows of the answer to tick (`offers`), by member; `undefined` while there is no answer. */
  readonly offered: readonly JsonObject[] | undefined;
  ask(): Promise<void>;
  /**
   * The proposed person is meant: the look-up that they are proposed to asks about them with its second key. What both
   * fill is one step; until then nothing is filled. Resolves with how that ended.
   */
  confirm(secondKey: string): Promise<LookupState>;
  cancel(): void;
  /** Take the whole fill back, in one step: rows too, and all but what was edited since. */
  undo(): void;
  /**
   * What becomes of all open differences, in one step: the register's values (those that stand already are then read too),
   * the person's own, or the whole fill undone.
   */
  resolveDifferences(choice: 'all' | 'empty' | 'none'): void;
}

export interface DocumentSlot {
  readonly name: string;
  readonly settings: DocumentSettings;
  readonly visible: boolean;
  readonly required: boolean;
  /** `notNeededWhen` holds. */
  readonly notNeeded: boolean;
  readonly attachments: readonly Attachment[];
  readonly issues: readonly Issue[];
  touched: boolean;
  /** How many files it takes; one when the definition does not say. */
  readonly maxFiles: number;
  /** Adds and reads a file. Resolves when reading ended, whatever the end; nothing is thrown. */
  attach(file: SourceFile): Promise<void>;
  /** Whether several photos can become one document here: the reader can join them, and the slot takes PDF. */
  readonly joinsPhotos: boolean;
  /** Adds several photos as one document with a page each, and reads it. */
  attachPhotos(photos: readonly SourceFile[]): Promise<void>;
  /** Whether `addPages` can be called: the photos of this document are still at hand. */
  takesPages(attachmentId: string): boolean;
  /** Puts further photos behind those of a document, which is made and read anew. */
  addPages(attachmentId: string, photos: readonly SourceFile[]): Promise<void>;
  /** Reads a file again that was kept unread. */
  retry(attachmentId: string): Promise<void>;
  remove(attachmentId: string): void;
  cancel(attachmentId: string): void;
  /** Put a remembered file back without reading it again. */
  restoreFile(attachmentId: string, file: SourceFile): void;
}

export interface Attachment {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly sizeBytes: number;
  /** `refused` stays in the list only to say why. */
  readonly state: 'reading' | 'ready' | 'refused' | 'unread';
  /** 0..1 while reading. */
  readonly progress: number;
  readonly step: string;
  readonly issues: readonly Issue[];
  readonly facts: {readonly [fact: string]: Fact};
  readonly pageCount: number;
  readonly sha256: string;
  /** What is kept and sent. Absent until read. */
  readonly file: SourceFile | undefined;
  /** Fact by fact against the form: the same, different, or nothing to compare with. */
  readonly comparisons: readonly {
    readonly pointer: string;
    readonly fact: string;
    readonly verdict: 'same' | 'different' | 'settled' | 'filled' | 'open';
  }[];
}

export type {OptionsSource, UploadOptions};
