import {FormError} from './errors.ts';
import type {FormDefinition} from './generated/definition.ts';
import {DEFINITION_SCHEMA} from './generated/definition-schema.ts';
import type {Json} from './json.ts';
import {interpret} from './validation/interpreter.ts';
import type {Validator} from './validation/port.ts';

/** One thing wrong with a definition. `pointer` is into the definition. */
export interface DefinitionProblem {
  readonly pointer: string;
  /** `definition.<keyword>` for its own schema; `field.unknown`, `rule.cycle` and the like for what only the whole shows. */
  readonly code: string;
  /** What was expected, what was found, what to do; for the definition's author, in English. */
  readonly message: string;
}

let validator: Validator | undefined;

/**
 * Hold unknown JSON to `schemas/form/v1.json`.
 * @throws FormError `EGOV_CORE_DEFINITION` with every problem in `details.problems`.
 */
export function readDefinition(json: unknown): FormDefinition {
  validator ??= interpret(DEFINITION_SCHEMA, {schemas: new Map(), formats: new Map()});
  const problems = validator(json as Json).map(({code, pointer, params}): DefinitionProblem => {
    const keyword = code.slice(code.lastIndexOf('.') + 1);
    const limits = params && Object.keys(params).length > 0 ? ` (${JSON.stringify(params)})` : '';
    return {
      pointer,
      code: `definition.${keyword}`,
      message: `The member does not satisfy "${keyword}"${limits} of schemas/form/v1.json.`,
    };
  });
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
