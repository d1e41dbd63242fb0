import type {DefinitionProblem} from './definition-shape.ts';
import {FormError} from './errors.ts';

export type {DefinitionProblem} from './definition-shape.ts';

/** What a form cannot be made of, with every problem in `details.problems`. */
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
