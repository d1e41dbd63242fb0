import {type DefinitionProblem, shapeProblems} from './definition-shape.ts';
import {FormError} from './errors.ts';
import type {FormDefinition} from './generated/definition.ts';

export type {DefinitionProblem} from './definition-shape.ts';

/**
 * Hold unknown JSON to `schemas/form/v1.json`.
 * @throws FormError `EGOV_CORE_DEFINITION` with every problem in `details.problems`.
 */
export function readDefinition(json: unknown): FormDefinition {
  const problems = shapeProblems(json);
  if (problems.length > 0) throw definitionError(problems);
  return json as FormDefinition;
}

export function definitionError(problems: readonly DefinitionProblem[]): FormError {
  const [first] = problems;
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  return new FormError(
    'EGOV_CORE_DEFINITION',
    `The form definition cannot be used: at ${first?.pointer || '/'}: ${first?.message}${more}`,
    {
      problems: problems.map((problem) => ({...problem})),
    },
  );
}
