/** How much each finding of the checks weighs. What core finds says so itself. */
import type {Severity} from '@egov-form/core';
import type {vi} from './messages/vi.ts';

export type FindingCode = keyof typeof vi;

/** Weight while a procedure is written; `publish`: what keeps it from being published, where that is more. */
export interface Weight {
  readonly severity: Severity;
  readonly publish?: Severity;
}

export const WEIGHTS: {readonly [code in FindingCode]: Weight} = {
  'checked.stale': {severity: 'warning'},
};
