/** A definition made ready to run: every field, list, look-up and document slot resolved once, rules compiled. `planForm` makes it. */
import type {ControlTraits} from '../field-types/field-type-record.ts';
import type {Format} from '../formats/format.ts';
import type {
  Check,
  DocumentSettings,
  FieldSettings,
  FormDefinition,
  Item,
  LookupSettings,
  Page,
  Party,
  Rule,
} from '../generated/definition.ts';
import type {Json, JsonSchema} from '../json/json.ts';
import type {Pattern} from '../json/pattern.ts';
import type {RowFill} from '../lookups/row-fill.ts';
import type {Pack} from '../ports/ports.ts';
import type {CompiledRule} from '../rules/evaluate.ts';
import type {FormPatterns} from './form-patterns.ts';
import type {Registry} from './registry.ts';

/** A rule and where it stands in the definition. */
export interface PlannedRule {
  readonly compiled: CompiledRule;
  readonly source: Rule;
  readonly at: string;
}

/** One person or organisation. */
export interface PartyPlan {
  readonly name: string;
  /** Everything about it lies below. */
  readonly pattern: Pattern;
  readonly settings: Party;
  /** While it holds the signed-in person is this party. */
  readonly subject: PlannedRule | undefined;
  readonly same: SameParty | undefined;
}

/** While `when` holds a party is another one. */
export interface SameParty {
  readonly as: string;
  readonly when: PlannedRule;
}

/** What a field of a party follows while that is another one. */
export interface PlannedFollow {
  readonly when: PlannedRule;
  readonly value: PlannedRule;
  /** Pointer of the same member of the other party. */
  readonly from: string;
}

export interface FieldPlan {
  readonly pattern: Pattern;
  /** Its place among the fields of the form. */
  readonly order: number;
  readonly settings: FieldSettings;
  readonly keywords: {readonly [keyword: string]: Json};
  readonly written: JsonSchema;
  readonly root: JsonSchema;
  readonly requiredBySchema: boolean;
  /** Pattern text of the object around it that need not be there: what the schema requires in it is due once anything in it is. */
  readonly optionalPart: string | undefined;
  readonly widget: string;
  readonly control: ControlTraits;
  readonly format: Format | undefined;
  /** All must hold: those of the parts around it, and its own. */
  readonly visible: readonly PlannedRule[];
  readonly required: PlannedRule | undefined;
  readonly readonly: PlannedRule | undefined;
  readonly value: PlannedRule | undefined;
  readonly defaultValue: PlannedRule | undefined;
  readonly follows?: PlannedFollow;
  readonly checks: readonly PlannedCheck[];
  /** By place among the written choices: when it is offered. Absent when all always are. */
  readonly offered?: readonly (PlannedRule | undefined)[];
  readonly page: string | undefined;
  /** It is no answer of its own: `choice` is never sent, `others` are members of the object around. */
  readonly aside: 'choice' | 'others' | undefined;
  /** Of a `choice`: the schemas that are chosen between. */
  readonly alternatives: readonly JsonSchema[] | undefined;
}

export interface PlannedCheck {
  readonly rule: PlannedRule;
  readonly check: Check;
}

export interface ListPlan {
  /** Of the list itself. */
  readonly pattern: Pattern;
  /** Of each of its rows. */
  readonly row: Pattern;
  /** How many segments lead to what lies in a row. */
  readonly depth: number;
  readonly settings: FieldSettings;
  readonly visible: readonly PlannedRule[];
  readonly minItems: number;
  readonly maxItems: number;
  /** The schema of what is around it asks for it, also when it is empty. */
  readonly required: boolean;
  /** As in `FieldPlan`. */
  readonly optionalPart: string | undefined;
  /** No two rows may be the same. */
  readonly unique: boolean;
  /** What the schema says its rows are while nothing was entered. */
  readonly defaultRows: readonly Json[] | undefined;
  /** Those of the list as a whole. */
  readonly checks: readonly PlannedCheck[];
  /** Those that ask for another value in every row, by pattern text of the column: said at the rows that are the same. */
  readonly distinct: ReadonlyMap<string, PlannedCheck>;
  readonly page: string | undefined;
}

/** A part of the answers, or the whole, that is checked though it is no question itself. */
export interface PartPlan {
  readonly pattern: Pattern;
  readonly visible: readonly PlannedRule[];
  readonly checks: readonly PlannedCheck[];
}

export interface LookupKeyPlan {
  readonly name: string;
  readonly pattern: Pattern;
  readonly optional: boolean;
}

export interface LookupPlan {
  readonly name: string;
  readonly settings: LookupSettings;
  readonly keys: readonly LookupKeyPlan[];
  /** Of the form, or of the keys' own row. */
  readonly fill: readonly {readonly pattern: Pattern; readonly attribute: string}[];
  /** Lists of the answer that become rows. */
  readonly rows: readonly RowFill[];
  readonly visible: PlannedRule | undefined;
  /** That of its first key: whom it is about. */
  readonly party: PartyPlan | undefined;
  /** While it holds it asks about the signed-in person, and fills its own key with their number. */
  readonly subject: PlannedRule | undefined;
}

export interface DocumentPlan {
  readonly name: string;
  readonly settings: DocumentSettings;
  readonly visible: readonly PlannedRule[];
  readonly required: PlannedRule | undefined;
  readonly notNeededWhen: PlannedRule | undefined;
  readonly page: string | undefined;
}

export interface PagePlan {
  readonly page: Page;
  readonly visible: PlannedRule | undefined;
}

export interface FormPlan extends Registry {
  readonly definition: FormDefinition;
  readonly packs: readonly Pack[];
  readonly patterns: FormPatterns;
  readonly pages: readonly PagePlan[];
  /** In page order, by pointer text with a star for rows. */
  readonly fields: ReadonlyMap<string, FieldPlan>;
  readonly lists: ReadonlyMap<string, ListPlan>;
  readonly parts: ReadonlyMap<string, PartPlan>;
  readonly parties: ReadonlyMap<string, PartyPlan>;
  readonly lookups: ReadonlyMap<string, LookupPlan>;
  readonly documents: ReadonlyMap<string, DocumentPlan>;
  /** When a text block is shown, for those that say so. */
  readonly texts: ReadonlyMap<Item, PlannedRule>;
}
