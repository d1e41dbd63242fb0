import type {Text} from '../generated/definition.ts';

/** One choice of a list. */
export interface Option {
  readonly value: string | number | boolean;
  readonly label: Text;
  /** Other spellings to search by. */
  readonly aliases?: readonly string[];
}
