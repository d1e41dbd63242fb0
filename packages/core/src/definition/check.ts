/** The checks of a definition, for whoever makes or serves one. A page that fills forms loads them only when it has to. */

import type {FormDefinition} from '../generated/definition.ts';
import {checkDefinition, type DefinitionSurroundings, inCurrentDialect} from './check-definition.ts';
import {checkedMark} from './checked-mark.ts';
import {type DefinitionProblem, definitionError} from './definition-error.ts';

export {isJsonFault, type JsonFault, type JsonSource, readJsonSource, type TextPlace} from '../json/json-source.ts';
export {checkDefinition, type DefinitionSurroundings} from './check-definition.ts';
export {
  type DefinitionFinding,
  describeFindings,
  type Examined,
  examine,
  findingLine,
  findingsIn,
  findingsInText,
  syntaxFault,
  withPlaces,
} from './findings.ts';

/**
 * @throws FormError `EGOV_CORE_DEFINITION` with everything that `checkDefinition` finds in `details.problems`.
 */
export function assertDefinition(json: unknown, surroundings: DefinitionSurroundings = {}): asserts json is FormDefinition {
  const problems = checkDefinition(json, surroundings);
  if (problems.length > 0) throw definitionError(problems);
}

/** A definition that passed the checks, and what was read otherwise than it is written. */
export interface ReadForm {
  readonly definition: FormDefinition;
  /** Words of older dialects of JSON Schema, and what the form goes without; `pointer` is into what was given. */
  readonly notes: readonly DefinitionProblem[];
}

/**
 * Unknown JSON as a definition: one is taken as it is, a bare JSON Schema gets its id, version and title, and a schema of an
 * older draft is converted to 2020-12.
 * @throws FormError `EGOV_CORE_DEFINITION` as `assertDefinition` does.
 */
export function readForm(json: unknown, surroundings: DefinitionSurroundings = {}): ReadForm {
  const {definition, notes} = inCurrentDialect(json, surroundings.packs ?? []);
  const problems = checkDefinition(json, surroundings);
  if (problems.length > 0) throw definitionError(problems);
  return {definition: definition as FormDefinition, notes};
}

/**
 * A copy that bears the mark of a definition that passed the checks: pages open it without loading them. What can be read as a
 * definition (`readForm`) is written as one.
 * @throws FormError `EGOV_CORE_DEFINITION` as `assertDefinition` does.
 */
export function markChecked(json: unknown, surroundings: DefinitionSurroundings = {}): FormDefinition {
  const {definition} = readForm(json, surroundings);
  return {...definition, checked: checkedMark(definition)};
}
