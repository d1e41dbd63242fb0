/**
 * What is certain about the conditions of a definition before anybody fills it: which never hold, which always do, what can
 * never be reached, and which checks no answer passes.
 *
 * Limits  See docs/proof.md. What cannot be decided within bounds is `unknown`, with the reason, and no finding.
 */
import type {FormDefinition, JsonSchema} from '@egov-form/core';
import type {DefinitionSurroundings} from '@egov-form/core/check';
import {readPlan} from '@egov-form/core/plan';
import {conditionsOf} from './conditions.ts';
import {findingsOf} from './findings.ts';
import {pathsOf} from './paths.ts';
import type {Proof} from './proof.ts';
import {Prover} from './prover.ts';

export interface ProofSurroundings extends Pick<DefinitionSurroundings, 'packs'> {
  /** The day on which rules look at dates, `2026-07-01`. From when the procedure is in effect when absent, else 2026-01-01. */
  readonly today?: string;
  /** How often rules may be tried in all. Defaults to 60,000. */
  readonly evaluations?: number;
  /** How many ways through the form may be looked at for the shortest and the longest. Defaults to 128. */
  readonly ways?: number;
}

/** Evaluations for one question, when nothing else is said. */
const EACH = 5_000;
const ALL = 60_000;

/**
 * Prove what can be proved. The same definition and surroundings give the same proof.
 * @throws FormError `EGOV_CORE_DEFINITION` for a definition of which no form can be made.
 */
export function prove(definition: FormDefinition | JsonSchema, surroundings: ProofSurroundings = {}): Proof {
  const {packs = [], evaluations = ALL} = surroundings;
  const plan = readPlan(definition, packs);
  const today = surroundings.today ?? plan.definition.procedure?.effective?.from ?? '2026-01-01';
  const prover = new Prover(plan, {packs, today, bounds: {each: Math.min(EACH, evaluations), all: evaluations}});
  try {
    const conditions = conditionsOf(plan);
    const proven = new Map(conditions.map((condition) => [condition, prover.prove(condition)]));
    const findings = findingsOf(plan, prover, proven);
    const paths = pathsOf(plan, prover, conditions, surroundings.ways);
    const {id: form, version} = plan.definition;
    return {form, version, today, conditions: [...proven.values()], findings, paths, evaluations: prover.search.evaluations};
  } finally {
    prover.close();
  }
}
