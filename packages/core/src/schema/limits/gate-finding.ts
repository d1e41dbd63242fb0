import type {DefinitionProblem} from '../../definition/definition-error.ts';

/** One reason to refuse a schema. */
export interface GateFinding extends DefinitionProblem {
  /** `always`: the loader refuses it too. `publish`: only publishing does. */
  readonly refused: 'always' | 'publish';
}
