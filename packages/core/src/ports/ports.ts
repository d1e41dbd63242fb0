/**
 * What the engine needs from outside, as interfaces: it has no DOM, network, clock or country of its own.
 */

import type {Option} from '../definition/option.ts';
import type {Box, Fact} from '../documents/fact.ts';
import type {CancelSignal} from '../engine/cancel.ts';
import type {FieldTypeRecord} from '../field-types/field-type-record.ts';
import type {Format} from '../formats/format.ts';
import type {FieldSettings, Text} from '../generated/definition.ts';
import type {Json, JsonObject, JsonSchema} from '../json/json.ts';
import type {LookupGap} from '../lookups/lookup-gap.ts';
import type {Issue} from '../messages/issue.ts';
import type {RuleFunction} from '../rules/rule-function.ts';
import type {FormSnapshot} from '../submission/snapshot.ts';
import type {Submission} from '../submission/submission.ts';

/** Time, so that tests and the gateway decide what day it is. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Today's civil date where the form is filed, `2026-11-21`. */
  today(): string;
  /** Calls once when so many milliseconds have passed; what it answers calls that off. The platform's timer without it. */
  after?(milliseconds: number, call: () => void): () => void;
}

/**
 * A named list of choices. `load` may answer at once or later (a chunk fetched when first needed).
 * `where` narrows it: `{provinceCode: "25"}`.
 */
export interface OptionList {
  readonly name: string;
  load(where: JsonObject): readonly Option[] | Promise<readonly Option[]>;
}

/** Everything that a country, or an agency, adds to the engine. */
export interface Pack {
  readonly formats?: readonly Format[];
  readonly optionLists?: readonly OptionList[];
  readonly functions?: readonly RuleFunction[];
  /** Further shared models by `$id`. */
  readonly models?: readonly JsonSchema[];
  /** Message templates by language and issue code; `{name}` stands for a param. */
  readonly messages?: {readonly [language: string]: {readonly [code: string]: string}};
  /** Equality that forgives spelling, for comparing documents and registers with typed values. */
  readonly sameText?: (a: string, b: string) => boolean;
  readonly natures?: readonly DocumentNature[];
  /** Kinds of questions, for those who make forms; a form runs without them. */
  readonly fieldTypes?: readonly FieldTypeRecord[];
  /** How an address is asked for and written. */
  readonly address?: AddressPattern;
  /** The option list of the country's banks. */
  readonly banks?: string;
  /** Lines above every printed declaration of an authority, the last one underlined. A definition may say its own. */
  readonly printHeading?: readonly Text[];
}

/** The parts of an address, as members of the answer. */
export interface AddressPattern {
  /** From the widest to the narrowest. A narrower list is asked with the codes of all wider levels, by member. */
  readonly levels: readonly {readonly member: string; readonly list: string}[];
  /** House, street, hamlet: free text. */
  readonly detail: string;
  /** What the place was called before, as a register has it. Shown, never typed. */
  readonly former?: string;
  /** Members that stand beside every answer and are none by themselves, such as the day from which the codes are in force. */
  readonly beside?: {readonly [member: string]: string};
}

/** A kind of paper: how its facts are found in text and codes. Pure, runs in the worker and in Node. */
export interface DocumentNature {
  readonly name: string;
  readonly title: Text;
  /** Names of the facts that it can find, for those who make forms. */
  readonly facts?: readonly string[];
  /** Facts from the decoded pages. Values are in the shape that the form stores (`1990-02-14`, `male`). */
  extract(pages: readonly DigitizedPage[], codes: readonly DocumentCode[]): {readonly [fact: string]: Fact};
}

// ---------------------------------------------------------------- look-ups

/** One question to a register, as the browser asks it. The gateway knows the attributes from its own copy of the form. */
export interface LookupRequest {
  readonly form: string;
  readonly version: string;
  readonly lookup: string;
  readonly connector: string;
  /** Without any the question is about the signed-in person, whose number the session knows. */
  readonly keys: {readonly [name: string]: string};
  /** Asked again by the person: what was answered a moment ago is not enough. */
  readonly refresh?: true;
  /** In place of the first key: the token of a `ProposedPerson`. */
  readonly proposal?: string;
}

/** Somebody whom a register knows to belong to the signed-in person, as far as may be told before they are confirmed. */
export interface ProposedPerson {
  /** Masked. */
  readonly name: string;
  /** Four digits. Without it the whole date of birth is not known, or not told. */
  readonly birthYear?: string;
  /** What only the gateway can open: who it is, for this session and this look-up, for a short time. */
  readonly token: string;
}

/** Which register answered, and when (ISO 8601). */
export interface LookupSource {
  readonly register: string;
  readonly title: Text;
  readonly at: string;
}

/** Every way that a look-up can end. "Does not exist" and "could not ask" are different. */
export type LookupAnswer =
  | {
      readonly state: 'filled' | 'partial';
      readonly values: JsonObject;
      readonly source: LookupSource;
      readonly receipt?: string;
      /** By attribute; one that is in neither is not on file. */
      readonly gaps?: {readonly [attribute: string]: LookupGap};
    }
  | {
      readonly state: 'proposed';
      readonly person: ProposedPerson;
      /** What is filled beside, once the person is confirmed. */
      readonly values: JsonObject;
      readonly source: LookupSource;
      readonly receipt?: string;
    }
  | {readonly state: 'incomplete'; readonly missing: readonly string[]}
  | {readonly state: 'not-found' | 'mismatch'}
  | {readonly state: 'forbidden'; readonly reason?: 'sign-in' | 'procedure' | 'other-person' | 'not-self'}
  | {readonly state: 'limited'; readonly retryAfterSeconds: number}
  | {readonly state: 'unavailable'; readonly reason: 'down' | 'slow' | 'invalid-answer' | 'offline'};

/** What a person types to find a choice. The gateway knows from its own copy of the form which database is searched. */
export interface OptionRequest {
  readonly form: string;
  readonly version: string;
  /** Pattern of the field, `*` for its row. */
  readonly field: string;
  readonly connector: string;
  readonly query: string;
  /** The answers that narrow the choices, by the names that the definition gives them; null where there is none. */
  readonly where: JsonObject;
}

/** How a search for choices can end. Finding nothing is an answer; not being able to search is another. */
export type OptionAnswer =
  | {readonly state: 'found'; readonly options: readonly Option[]; readonly more?: boolean}
  | {readonly state: 'forbidden'; readonly reason?: 'sign-in' | 'other-person'}
  | {readonly state: 'limited'; readonly retryAfterSeconds: number}
  | {readonly state: 'unavailable'; readonly reason: 'down' | 'slow' | 'invalid-answer' | 'offline'};

/** Asks shared databases. Settles as `unavailable` rather than rejecting; rejects only when `signal` aborts. */
export interface LookupConnector {
  ask(request: LookupRequest, signal: CancelSignal): Promise<LookupAnswer>;
  /** Finds choices. A connector without it cannot search: the person types by hand. */
  search?(request: OptionRequest, signal: CancelSignal): Promise<OptionAnswer>;
  /**
   * The same connector for a form that this person opened, `''` when nobody was signed in: what it asks is refused
   * (`other-person`) while another person is signed in.
   */
  openedBy?(owner: string): LookupConnector;
}

// ---------------------------------------------------------------- documents

/** A file as the platform gives it: `File` and `Blob` fit. */
export interface SourceFile {
  readonly name: string;
  readonly type: string;
  /** Bytes. */
  readonly size: number;
  arrayBuffer(): Promise<ArrayBuffer>;
}

export interface Word {
  readonly text: string;
  readonly box: Box;
  /** 0..1. */
  readonly confidence: number;
}

export interface DigitizedPage {
  /** 1-based. */
  readonly number: number;
  /** Pixels, or PDF points times the render scale. */
  readonly width: number;
  readonly height: number;
  readonly from: 'text-layer' | 'ocr' | 'none';
  /** Lines in reading order, separated by `\n`, NFC. */
  readonly text: string;
  readonly words: readonly Word[];
}

/** A machine-readable code found on a page. */
export interface DocumentCode {
  readonly kind: 'qr' | 'barcode';
  readonly text: string;
  /** 1-based. */
  readonly page: number;
  readonly box?: Box;
}

/** What came out of a file. */
export interface DigitizedDocument {
  readonly type: 'application/pdf' | 'image/jpeg' | 'image/png';
  readonly pages: readonly DigitizedPage[];
  readonly codes: readonly DocumentCode[];
  readonly facts: {readonly [fact: string]: Fact};
  /** Warnings about the file (few dots per inch, nothing readable). Pointer is `''`. */
  readonly issues: readonly Issue[];
  /** Lower-case hex of `file`. */
  readonly sha256: string;
  readonly pageCount: number;
  /** What is kept and sent: type by content, location data removed, orientation applied. */
  readonly file: SourceFile;
}

export interface DigitizeOptions {
  /** A nature's name; nothing is extracted without one. */
  readonly nature?: string;
  readonly accept: readonly string[];
  readonly maxBytes: number;
  readonly signal: CancelSignal;
  /** 0..1, and what is being done: `read`, `codes`, `text`, `ocr`. */
  onProgress?(share: number, step: string): void;
}

/**
 * File in, facts out. Rejects with a `FormError` of code `EGOV_DIGITIZE_REFUSED` whose `details.issue` is the code of
 * the reason (`document.type`, `document.empty`, `document.too-large`, `document.encrypted`, `document.broken`,
 * `document.active-content`, `document.undecodable`, `document.too-many-pages`, `document.too-many-pixels`),
 * `EGOV_DIGITIZE_UNAVAILABLE` when the reader could not start, or with the signal's reason.
 */
export interface Digitizer {
  digitize(file: SourceFile, options: DigitizeOptions): Promise<DigitizedDocument>;
  /** Several photos as one PDF with a page each, upright, without where and when they were taken. Rejects as `digitize` does. */
  join?(photos: readonly SourceFile[], signal: CancelSignal): Promise<SourceFile>;
}

// ---------------------------------------------------------------- drafts

/** What is kept of an unfinished form. */
export interface Draft {
  readonly savedAt: string;
  readonly snapshot: FormSnapshot;
  /** The last try to hand it in, whose answer may have been lost. Absent before the first one. */
  readonly attempt?: SendingAttempt;
}

/** A try to hand a dossier in: the same content is sent with the same key again, so that it never makes two dossiers. */
export interface SendingAttempt {
  /** The idempotency key. */
  readonly key: string;
  /** SHA-256 of `submissionContent`, lower-case hex. */
  readonly digest: string;
}

/** How a draft is kept, for the words that the person reads about it. */
export interface DraftKeeping {
  /** Until it is sent or deleted, or until the browser is closed if that comes first. */
  readonly until: 'removed' | 'browser-closed';
  /** Only its owner, after signing in; or anybody who uses this browser. */
  readonly readers: 'owner' | 'browser';
}

/** The right to write one draft, which one window has at a time. */
export interface DraftHold {
  /** Whether this window has it. */
  readonly held: boolean;
  /** Have it: the window that has it saves first and gives it up. Resolves when this one has it. */
  take(): Promise<void>;
  /** Give it up, so that another window may have it. */
  release(): void;
}

/**
 * Keeps drafts and their files. `save` resolves only when the draft is durable. One draft per key;
 * a key is `<form id>` or `<form id>:<owner>`.
 *
 * `load` rejects when there is a draft that cannot be opened: a form must not write over it. What rejects with
 * `EGOV_DRAFTS_LOCKED` and `details.reason` `unreachable` may be tried again: the key of the draft could not be asked for.
 */
export interface DraftStore {
  load(key: string): Promise<Draft | undefined>;
  save(key: string, draft: Draft): Promise<void>;
  /** The draft and all its files. */
  remove(key: string): Promise<void>;
  putFile(key: string, fileId: string, file: SourceFile): Promise<void>;
  getFile(key: string, fileId: string): Promise<SourceFile | undefined>;
  removeFile(key: string, fileId: string): Promise<void>;
  /** Whether a draft of this form is kept whose owner is somebody, whoever that is. Without it nobody can tell. */
  hasOwned?(form: string): Promise<boolean>;
  /** How the draft of this key is kept. Without it nothing is said about that. */
  keeping?(key: string): Promise<DraftKeeping>;
  /**
   * Ask to be the one window that writes this draft. `left` is called when another window goes on with it: `asked` waits for
   * it to save and to resolve, `taken` says that it is too late for that.
   * From then on this window must not write. Without it every window writes, and the last one wins.
   */
  hold?(key: string, left: (how: 'asked' | 'taken') => Promise<void>): Promise<DraftHold>;
  /** Forget every key that opens the draft of a person: after signing out, when nobody is there, for another person. */
  lock?(): void;
}

// ---------------------------------------------------------------- sending

export interface UploadOptions {
  readonly signal: CancelSignal;
  /** 0..1. */
  onProgress?(share: number): void;
}

/** Where a dossier goes. */
export interface Recipient {
  /**
   * Stores one file, resumably; answers its upload id. Rejects with a `FormError` of code
   * `EGOV_CONNECTORS_UPLOAD_FORBIDDEN` whose `details.state` is `signed-out` or
   * `other-person` where that is the reason.
   */
  upload(file: SourceFile, options: UploadOptions): Promise<string>;
  /** Hands the dossier in. The same key never makes two dossiers. */
  submit(submission: Submission, idempotencyKey: string, signal: CancelSignal): Promise<SubmitResult>;
  /** What the signed-in person had kept of their applications; absent where nothing is kept. Rejects when that cannot be told. */
  keptAnswers?(): Promise<readonly KeptAnswer[]>;
  /** The same recipient for a form that this person opened, `''` when nobody was signed in: it takes nothing under another name. */
  openedBy?(owner: string): Recipient;
}

/**
 * What the recipient said. `refused` carries issues by pointer; `unavailable` may be tried again. `signed-out`: nobody is
 * signed in any more; `same-matter`: this person handed in that dossier about the same, and has not said that another one is
 * meant (`Submission.besides`); `other-person`: another person is than the one who opened the form. Nothing was taken then.
 */
export type SubmitResult =
  | {readonly state: 'accepted'; readonly code: string; readonly at: string}
  | {readonly state: 'same-matter'; readonly code: string; readonly at: string}
  | {readonly state: 'refused'; readonly issues: readonly Issue[]}
  | {readonly state: 'forbidden' | 'signed-out' | 'other-person'}
  | {readonly state: 'unavailable'};

/** What an answer is to a person, whatever the form. */
export type ReuseTerm = NonNullable<FieldSettings['reuse']>;

/** What the person gave in an application, and had kept for the next one. */
export interface KeptAnswer {
  readonly term: ReuseTerm;
  readonly value: Json;
  /** When that application was sent, ISO 8601. */
  readonly at: string;
}
