import type {FormDefinition, Pack} from '@egov-form/core';
import type {PrecompiledModule} from '@egov-form/core/precompiled';

/** A packaged procedure: its definition and what it brings along. */
export interface ProcedureModule {
  readonly definition: FormDefinition;
  readonly packs?: readonly Pack[];
  /** Validators made ahead of time; what they do not hold is left to the interpreter. */
  readonly validators?: PrecompiledModule;
}

/** `fill` is for the citizen, `officer` for who reads the dossier, `review` only shows, `print` shows the declaration on paper. */
export type FormMode = 'fill' | 'review' | 'officer' | 'print';
