import type {Text} from '../generated/definition.ts';
import type {Json} from '../json/json.ts';
import type {Finding} from '../messages/issue.ts';

/** A named text format (`vn-personal-id`): one table serves every validation engine. */
export interface Format {
  readonly name: string;
  /** Turn what people type or paste into the stored form: trim, drop separators, fold full-width digits. Must be idempotent. */
  normalize?(text: string): string;
  /** What is wrong with a normalised, non-empty text; empty when nothing is. */
  check(text: string): readonly Finding[];
  /** Turn the stored form into what a field shows when it is not being typed in. */
  display?(text: string): string;
  /** The stored form where the whole is not needed: `026*****0042`. Only for identifiers of people. */
  mask?(text: string): string;
  /** Which keyboard a phone shows. */
  readonly inputMode?: 'text' | 'numeric' | 'tel' | 'email' | 'decimal';
  /** Whether a spelling checker makes sense. Defaults to false. */
  readonly spellcheck?: boolean;
  /** Language that the text is in whatever language the form is shown in: `vi` for names of people. */
  readonly lang?: string;
  /** The field type that asks for it, unless the definition names another. */
  readonly widget?: string;
  /** What a number counts, shown behind it: `đồng`, `%`. */
  readonly unit?: Text;
  /** The stored value said in other words below the control: an amount in words. `''` for nothing to say. */
  gloss?(value: Json, locale: string): string;
}
