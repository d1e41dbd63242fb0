/** A definition made ready to run, phase by phase: each reads what those before it made. */
import {type DefinitionProblem, definitionError} from '../definition/definition-error.ts';
import type {FormDefinition} from '../generated/definition.ts';
import type {JsonSchema} from '../json/json.ts';
import type {Pack} from '../ports/ports.ts';
import {planDocuments} from './documents.ts';
import {planFields} from './fields.ts';
import {planLists} from './lists.ts';
import {planLookups} from './lookups.ts';
import {placePages} from './pages.ts';
import {planFollowers, planParties} from './parties.ts';
import {planParts} from './parts.ts';
import type {FormPlan} from './plan.ts';
import {PlanContext, type Report} from './plan-context.ts';
import type {RuleSource} from './plan-rules.ts';
import {References} from './references.ts';
import {type Registry, registryOf} from './registry.ts';

/** What a definition is held to beyond what it takes to run it: see `checked-plan.ts`. */
export interface PlanChecks {
  /** Before anything walks the schema: it could lead round in circles, or be a bomb. */
  data(data: JsonSchema, registry: Registry): readonly DefinitionProblem[];
  /** Once all that can be resolved is. @param whole all could be: what is missing then is nowhere. */
  plan(
    plan: FormPlan,
    sources: readonly RuleSource[],
    placedDocuments: ReadonlySet<string>,
    report: Report,
    whole: boolean,
  ): void;
}

/**
 * Make a definition ready. Without `checks` it is taken as one that passed them: only what cannot be resolved is refused.
 * @throws FormError `EGOV_CORE_DEFINITION`; `details.problems` lists every `DefinitionProblem` that was found.
 */
export function planForm(definition: FormDefinition, packs: readonly Pack[], checks?: PlanChecks): FormPlan {
  const registry = registryOf(packs);
  const unloadable = checks?.data(definition.data, registry) ?? [];
  if (unloadable.length > 0) throw definitionError(unloadable);
  // The checks say what is wrong with a rule that cannot be compiled, and with the rest of it.
  const context = new PlanContext(definition, registry, !checks);
  const placed = placePages(context);
  const lists = planLists(context, placed.lists.values(), placed.fields);
  const references = new References(context);
  const parties = planParties(context);
  const lookups = planLookups(context, references, parties);
  const documents = planDocuments(context, placed.documents, references);
  const fields = planFields(context, placed.fields.values(), references.named, lists);
  planFollowers(context, parties, fields);
  const parts = planParts(context, fields, lists);
  const {pages, texts} = placed;
  const {patterns, rules, problems, report} = context;
  const plan = Object.freeze({
    definition,
    ...registry,
    packs,
    patterns,
    pages,
    fields,
    lists,
    parts,
    parties,
    lookups,
    documents,
    texts,
  });
  checks?.plan(plan, rules.sources, new Set(placed.documents.keys()), report, problems.length === 0);
  if (problems.length > 0) throw definitionError(problems);
  return plan;
}
