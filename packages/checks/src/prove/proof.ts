/** What `prove` answers: plain data, with no word of any language in it. */
import type {JsonObject} from '@egov-form/core';
import type {Finding} from '../finding.ts';
import type {ConditionKind, Subject} from './conditions.ts';
import type {Doubt} from './search.ts';
import type {Witness} from './witness.ts';

export type Verdict = 'never' | 'always' | 'sometimes' | 'unknown';

/** One condition of the definition and what is known of it. */
export interface ProvenCondition {
  /** Of the rule, in the definition. */
  readonly pointer: string;
  readonly kind: ConditionKind;
  readonly subject: Subject;
  readonly verdict: Verdict;
  /** Why the verdict is `unknown`. */
  readonly doubt?: Doubt;
  /** Answers in which it holds, seen in the engine. */
  readonly holds?: Witness;
  /** Answers in which it does not, seen in the engine. */
  readonly fails?: Witness;
}

export type ProofCode =
  | 'proof.unreachable'
  | 'proof.needs-hidden'
  | 'proof.never'
  | 'proof.always'
  | 'proof.check-impossible'
  | 'proof.check-idle'
  | 'proof.checks-contradict'
  | 'proof.required-hidden'
  | 'proof.required-unreachable';

/** Something that is certainly not as it was meant. `params` are names of the definition, never answers. */
export interface ProofFinding extends Finding {
  readonly code: ProofCode;
  /** `error`: somebody cannot get on, or is never asked. `warning`: a rule that decides nothing. */
  readonly severity: 'error' | 'warning';
  /** Answers that show it, where some do. */
  readonly witness?: Witness;
}

/** What a way through the form asks for. */
export interface PathEffort {
  readonly pages: number;
  readonly questions: number;
  readonly documents: number;
  readonly minutes: number;
  /** Answers that lead this way. */
  readonly answers: JsonObject;
}

export interface Proof {
  readonly form: string;
  readonly version: string;
  /** The day on which it was proved, where rules ask for it. */
  readonly today: string;
  readonly conditions: readonly ProvenCondition[];
  /** Errors first, then in the order of the definition. */
  readonly findings: readonly ProofFinding[];
  readonly paths: {
    readonly shortest: PathEffort;
    readonly longest: PathEffort /** Every way was looked at. */;
    readonly exact: boolean;
  };
  /** How often rules were tried. */
  readonly evaluations: number;
}
