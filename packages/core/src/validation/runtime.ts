/** What code made ahead of time needs at run time. It is handed over when a module is linked, so that modules import nothing. */
import {sameJson} from '../json/canonical.ts';
import type {Json} from '../json/json.ts';
import {areUnique, choice, codePoints} from './measure.ts';
import {isMultipleOf} from './multiple.ts';

export interface Runtime {
  readonly areUnique: (items: readonly Json[]) => boolean;
  readonly choice: (values: readonly Json[]) => (value: Json) => boolean;
  readonly codePoints: (text: string) => number;
  readonly isMultipleOf: (value: number, divisor: number) => boolean;
  readonly sameJson: (a: Json, b: Json) => boolean;
}

export const RUNTIME: Runtime = {areUnique, choice, codePoints, isMultipleOf, sameJson};
