import type {FormDefinition} from '../generated/definition.ts';
import {definitionError} from './definition-error.ts';
import {shapeProblems} from './definition-shape.ts';

/**
 * Hold unknown JSON to `schemas/form/v1.json`.
 * @throws FormError `EGOV_CORE_DEFINITION` with every problem in `details.problems`.
 */
export function readDefinition(json: unknown): FormDefinition {
  const problems = shapeProblems(json);
  if (problems.length > 0) throw definitionError(problems);
  return json as FormDefinition;
}
