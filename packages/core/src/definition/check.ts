/** The checks of a definition, for whoever makes or serves one. A page that fills forms loads them only when it has to. */

import type {FormDefinition} from '../generated/definition.ts';
import {checkDefinition, type DefinitionSurroundings} from './check-definition.ts';
import {checkedMark} from './checked-mark.ts';
import {definitionError} from './definition-error.ts';

export {checkDefinition, type DefinitionSurroundings} from './check-definition.ts';

/**
 * @throws FormError `EGOV_CORE_DEFINITION` with everything that `checkDefinition` finds in `details.problems`.
 */
export function assertDefinition(json: unknown, surroundings: DefinitionSurroundings = {}): asserts json is FormDefinition {
  const problems = checkDefinition(json, surroundings);
  if (problems.length > 0) throw definitionError(problems);
}

/**
 * A copy that bears the mark of a definition that passed the checks: pages open it without loading them.
 * @throws FormError `EGOV_CORE_DEFINITION` as `assertDefinition` does.
 */
export function markChecked(json: unknown, surroundings: DefinitionSurroundings = {}): FormDefinition {
  assertDefinition(json, surroundings);
  return {...json, checked: checkedMark(json)};
}
