import type {FormDefinition, Pack} from '@egov-form/core';

/** A packaged procedure: its definition and what it brings along. */
export interface ProcedureModule {
  readonly definition: FormDefinition;
  readonly packs?: readonly Pack[];
}

/** `fill` is for the citizen, `officer` for who reads the dossier, `review` only shows, `print` shows the declaration on paper. */
export type FormMode = 'fill' | 'review' | 'officer' | 'print';
