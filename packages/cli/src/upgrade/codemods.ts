/** Steps from one version of a format to the next, for the documents that procedures are made of. */
import type {PatchOperation} from '@egov-form/checks';
import type {JsonObject} from '@egov-form/core';

/** Kinds of documents. A document's `$schema` says which it is, and in which version: `urn:egov-form:form:v1`. */
export const FORMATS = ['form', 'source', 'block', 'overlay', 'case', 'package'] as const;
export type Format = (typeof FORMATS)[number];

/** One step. That a document is lifted to `to` is written by whoever applies it. */
export interface Codemod {
  readonly format: Format;
  readonly from: number;
  readonly to: number;
  /** What changes, from the document as it is before. Pure. */
  changes(document: JsonObject): readonly PatchOperation[];
}

/** Every step there is, in their order. All formats have one version so far. */
export const CODEMODS: readonly Codemod[] = [];
