/** What every importer makes of its source: questions in groups and lists on pages, by the names of the source. */
import type {Json, JsonObject, Text} from '@egov-form/core';
import type {SourceRule} from './expressions/expression.ts';

export interface DraftForm {
  readonly id?: string;
  readonly version?: string;
  readonly title: Text;
  readonly description?: Text;
  readonly pages: readonly DraftPage[];
}

export interface DraftPage {
  readonly title?: Text;
  readonly description?: Text;
  readonly visible?: SourceRule;
  readonly items: readonly DraftItem[];
}

/** What each item may have. */
interface Named {
  /** What rules of the source call it; where it differs from its place. */
  readonly key?: string;
  /** Member of the answers. */
  readonly name: string;
  readonly label: Text;
  readonly hint?: Text;
  readonly visible?: SourceRule;
}

export interface DraftQuestion extends Named {
  readonly kind: 'question';
  readonly schema: JsonObject;
  readonly widget?: string;
  readonly placeholder?: Text;
  readonly options?: readonly {readonly value: string | number | boolean; readonly label: Text}[];
  /** Name of a registered list to choose from. */
  readonly list?: string;
  readonly required?: SourceRule;
  readonly readonly?: SourceRule;
  readonly value?: SourceRule;
  readonly default?: Json;
  readonly checks?: readonly {readonly rule: SourceRule; readonly message: Text}[];
}

export interface DraftGroup extends Omit<Named, 'name'> {
  readonly kind: 'group';
  /** Of a group whose answers are an object of their own. */
  readonly name?: string;
  readonly columns?: number;
  readonly folded?: boolean;
  readonly items: readonly DraftItem[];
}

export interface DraftList extends Named {
  readonly kind: 'list';
  readonly table?: boolean;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items: readonly DraftItem[];
}

export interface DraftDocument extends Named {
  readonly kind: 'document';
  readonly required?: SourceRule;
  readonly maxFiles?: number;
}

export interface DraftText {
  readonly kind: 'text';
  readonly text: Text;
  readonly tone?: 'info' | 'warning';
  readonly visible?: SourceRule;
}

export type DraftItem = DraftQuestion | DraftGroup | DraftList | DraftDocument | DraftText;
