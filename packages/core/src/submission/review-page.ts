/** The whole form as it is looked over before it is sent: what is shown, in page order. */
import type {Text} from '../generated/definition.ts';
import type {Json} from '../json/json.ts';
import type {Severity} from '../messages/issue.ts';
import type {Origin} from '../provenance/origin.ts';

/** A visible page. */
export interface ReviewPage {
  readonly id: string;
  readonly title: Text;
  readonly sections: readonly ReviewSection[];
}

/** Answers that stand together: a group of the page, a row of a list, or what is outside both. Never empty. */
export interface ReviewSection {
  /** Title of the group, or what a row of the list is called. */
  readonly title?: Text;
  /** Pointer and 1-based number of the row, for a row. */
  readonly row?: {readonly pointer: string; readonly number: number};
  readonly entries: readonly ReviewEntry[];
}

export type ReviewEntry = ReviewField | ReviewDocument;

/** One question and its answer. Dates, numbers and addresses are as they are stored: the screen writes them its own way. */
export interface ReviewField {
  readonly kind: 'field';
  readonly pointer: string;
  readonly label: Text;
  /** Absent when nothing was answered, and for what is never shown again (`writeOnly`). */
  readonly value: Json | undefined;
  readonly answered: boolean;
  /** What the chosen options are called, where the choices are known at once. */
  readonly choices: readonly Text[];
  readonly widget: string;
  /** Name of the format. */
  readonly format: string | undefined;
  readonly origin: Origin['kind'] | undefined;
  /** The worst that is wrong with it. */
  readonly severity: Severity | undefined;
}

/** A document slot and the files in it. */
export interface ReviewDocument {
  readonly kind: 'document';
  /** `#/documents/<name>` */
  readonly pointer: string;
  readonly label: Text;
  readonly files: readonly {readonly name: string; readonly sizeBytes: number; readonly pageCount: number}[];
  readonly severity: Severity | undefined;
}
