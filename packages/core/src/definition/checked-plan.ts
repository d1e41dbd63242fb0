/** A definition held to everything that is asked of one: its form says only what it means, and runs to an end. */

import type {FormDefinition} from '../generated/definition.ts';
import type {JsonSchema} from '../json/json.ts';
import {checkLookups, checkSearches} from '../plan/findings/lookup-findings.ts';
import {checkParties} from '../plan/findings/party-findings.ts';
import {checkDocuments, checkMatter, checkMigrations} from '../plan/findings/plan-findings.ts';
import {checkPrint} from '../plan/findings/print-findings.ts';
import {checkProposals} from '../plan/findings/proposal-findings.ts';
import {checkRequired} from '../plan/findings/required-findings.ts';
import {
  type ConnectorShape,
  checkAttributes,
  checkChoices,
  checkTotals,
  checkWidgets,
} from '../plan/findings/setting-findings.ts';
import type {FormPlan} from '../plan/plan.ts';
import {type PlanChecks, planForm} from '../plan/plan-form.ts';
import {checkCircles, checkRules, edgesOf, FormPaths} from '../plan/plan-references.ts';
import type {Pack} from '../ports/ports.ts';
import {checkLoadable} from '../schema/limits/publish-gate.ts';
import {kindsOfAnswers} from '../schema/schema-view.ts';
import type {DefinitionProblem} from './definition-error.ts';

const CHECKS: PlanChecks = {
  data(data, registry) {
    const unloadable = checkLoadable(data, registry);
    if (unloadable.length > 0) return unloadable.map(({refused: _always, ...problem}) => problem);
    return noMembers(data, registry.schemas);
  },
  plan(plan, sources, placedDocuments, report, whole) {
    const paths = new FormPaths(plan);
    checkRules(plan, sources, paths, report);
    const edges = edgesOf(plan, paths);
    checkParties(plan, paths, report);
    checkProposals(plan, report);
    checkCircles(edges, report);
    checkLookups(plan, edges, report);
    checkSearches(plan, report);
    checkDocuments(plan, placedDocuments, report);
    checkMatter(plan, report);
    checkMigrations(plan, report);
    checkPrint(plan, report);
    if (whole) checkRequired(plan, report);
    checkWidgets(plan, report);
    checkChoices(plan, report);
    checkTotals(plan, report);
  },
};

/** The answers of a form have names. */
function noMembers(data: JsonSchema, schemas: ReadonlyMap<string, JsonSchema>): readonly DefinitionProblem[] {
  const kinds = kindsOfAnswers(data, schemas);
  if (kinds.size === 0 || kinds.has('object')) return [];
  const found = [...kinds].join(' or ');
  const message = `Expected the answers of a form to be an object, found ${found}. Make it a member: {"type": "object", "properties": {"value": …}}.`;
  return [{pointer: '/data', code: 'data.root', message}];
}

/**
 * Make a definition of the right shape ready, and refuse it for whatever is wrong with it.
 * @throws FormError `EGOV_CORE_DEFINITION`; `details.problems` lists every `DefinitionProblem` that was found.
 */
export function planChecked(
  definition: FormDefinition,
  packs: readonly Pack[],
  connectors?: ReadonlyMap<string, ConnectorShape>,
): FormPlan {
  if (!connectors) return planForm(definition, packs, CHECKS);
  return planForm(definition, packs, {
    ...CHECKS,
    plan(plan, sources, placedDocuments, report, whole) {
      CHECKS.plan(plan, sources, placedDocuments, report, whole);
      checkAttributes(plan, connectors, report);
    },
  });
}
