/** `fill` is for the citizen, `officer` for who reads the dossier, `review` only shows, `print` shows the declaration on paper. */
export type FormMode = 'fill' | 'review' | 'officer' | 'print';

export type {ProcedureModule, PublicKey} from '@egov-form/core/procedure';
