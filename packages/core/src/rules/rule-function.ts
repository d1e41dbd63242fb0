import type {Option} from '../definition/option.ts';
import type {Text} from '../generated/definition.ts';
import type {Json} from '../json/json.ts';

/** A pure function that rules may call, e.g. `vn.date-words`. Arguments are already evaluated. Must not throw. */
export interface RuleFunction {
  readonly name: string;
  apply(args: readonly Json[]): Json;
  /** What it gives, for people; `{0}` stands for what it is asked about: "the year of birth in {0}". */
  readonly title?: Text;
  /** Labels of what it can give, where it gives codes. */
  readonly results?: readonly Option[];
}
