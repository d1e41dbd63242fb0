import type {TextPlace} from '../json/json-source.ts';
import type {DefinitionProblem} from './definition-shape.ts';
import {FormError} from './errors.ts';

export type {DefinitionProblem} from './definition-shape.ts';

/** What a form cannot be made of, with every problem in `details.problems`. */
export function definitionError(problems: readonly (DefinitionProblem & Partial<TextPlace>)[]): FormError {
  const [first] = problems;
  const line = first?.line === undefined ? '' : `line ${first.line}, column ${first.column}, `;
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  return new FormError(
    'EGOV_CORE_DEFINITION',
    `The form definition cannot be used: at ${line}${first?.pointer || '/'}: ${first?.message}${more}`,
    {
      problems: problems.map((problem) => ({...problem})),
    },
  );
}
