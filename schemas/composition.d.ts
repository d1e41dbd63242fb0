// Generated from schemas/ by `npm run generate`. Do not edit.
import type {Json, JsonObject, JsonSchema} from './json.js';
import type {Check, DocumentItem, DocumentSettings, FieldItem, FieldSettings, Item, LookupSettings, Migration, OutputSettings, Page, Party, PointerText, Procedure, Rule, SubmitSettings, Text, TextItem} from './form/v1.js';

/**
 * This interface was referenced by `Composition`'s JSON-Schema
 * via the `definition` "SourceItem".
 */
export type SourceItem = FieldItem | SourceGroupItem | SourceListItem | DocumentItem | TextItem | BlockItem;
/**
 * JSON Schema 2020-12 of the answers. May refer to the shared models by URN.
 */
export type DataSchema = JsonSchema;
/**
 * JSON Schema of what lies at `{at}`. What the form says there of its own is added.
 */
export type DataSchema1 = JsonSchema;
export type DataSchema2 = JsonSchema;
/**
 * This interface was referenced by `Composition`'s JSON-Schema
 * via the `definition` "OverlayAnchor".
 */
export type OverlayAnchor = FieldItem | DocumentItem | ListAnchor;

export interface Composition {}
/**
 * What a use may say. In the texts of a block `{name}` stands for it.
 *
 * This interface was referenced by `Composition`'s JSON-Schema
 * via the `definition` "Parameter".
 */
export interface Parameter {
  /**
   * `text`: a string, or one per language. `pointer`: a JSON Pointer. `name`: letters, digits and dashes. `json`: anything, such as a rule.
   */
  kind: 'text' | 'pointer' | 'name' | 'json';
  description?: string;
  /**
   * What it is when nothing is said; may name parameters above it.
   */
  default?: Json;
  /**
   * Without a value, or with `null`, members and items that are nothing but `{name}` are left out.
   */
  optional?: boolean;
}
/**
 * A block put at a place.
 *
 * This interface was referenced by `Composition`'s JSON-Schema
 * via the `definition` "Use".
 */
export interface Use {
  /**
   * A package and a file in it, or a path beginning with `./` from this file.
   */
  block: string;
  at: PointerText;
  /**
   * Values of its parameters.
   */
  with?: JsonObject;
  /**
   * Questions of the block that are not asked, and not filled.
   */
  without?: PointerText[];
  /**
   * More checks, after those of the block, by pointer of the form.
   */
  checks?: {
    [k: string]: Check[];
  };
  override?: Override;
}
/**
 * A merge patch (RFC 7396) of what the block became, with the pointers and names of the form.
 *
 * This interface was referenced by `Composition`'s JSON-Schema
 * via the `definition` "Override".
 */
export interface Override {
  /**
   * Patch of the schema at `at`.
   */
  data?: JsonObject;
  /**
   * Patch of what it says of fields, by pointer.
   */
  fields?: JsonObject;
  /**
   * Patch of its parties.
   */
  parties?: JsonObject;
  /**
   * Patch of its look-ups.
   */
  lookups?: JsonObject;
  /**
   * Patch of its papers.
   */
  documents?: JsonObject;
  /**
   * Patch of its parts.
   */
  parts?: JsonObject;
}
/**
 * A part of a block, where it is asked.
 *
 * This interface was referenced by `Composition`'s JSON-Schema
 * via the `definition` "BlockItem".
 */
export interface BlockItem {
  /**
   * A name in `use`.
   */
  block: string;
  /**
   * A name in `parts` of the block.
   */
  part: string;
}
/**
 * This interface was referenced by `Composition`'s JSON-Schema
 * via the `definition` "SourceGroupItem".
 */
export interface SourceGroupItem {
  group: Text;
  description?: Text;
  columns?: number;
  /**
   * Shown by its heading alone until a person opens it, or a mistake in it is gone to.
   */
  folded?: boolean;
  /**
   * `facts`: what a look-up filled is shown as a card, and asked about where it is wrong or missing. `questions`: always asked. `facts` when absent and one look-up fills everything in it but the keys.
   */
  presentation?: 'facts' | 'questions';
  visible?: Rule;
  items: SourceItem[];
}
/**
 * A repeating part. Pointers of its items contain `*` for the row.
 *
 * This interface was referenced by `Composition`'s JSON-Schema
 * via the `definition` "SourceListItem".
 */
export interface SourceListItem {
  list: PointerText;
  rowTitle?: Text;
  addLabel?: Text;
  columns?: number;
  /**
   * Rows as panels below each other, or as lines of a table, for rows of a few short questions. Panels when absent.
   */
  layout?: 'panels' | 'table';
  /**
   * Questions of a table whose sum stands in its last line.
   */
  totals?: PointerText[];
  items: SourceItem[];
}
/**
 * This interface was referenced by `Composition`'s JSON-Schema
 * via the `definition` "SourcePage".
 */
export interface SourcePage {
  id: string;
  title: Text;
  description?: Text;
  /**
   * Begin with a table of contents: the headings of its groups.
   */
  contents?: boolean;
  visible?: Rule;
  items: SourceItem[];
}
/**
 * What a definition is composed of: its own parts and blocks. What has no `use` is a definition as it is.
 *
 * This interface was referenced by `Composition`'s JSON-Schema
 * via the `definition` "FormSource".
 */
export interface FormSource {
  /**
   * `urn:egov-form:source:v1`, or a path to this file for editors.
   */
  $schema?: string;
  /**
   * Name of the form in addresses and storage.
   */
  id: string;
  /**
   * Semantic version of this definition.
   */
  version: string;
  title: Text;
  description?: Text;
  procedure?: Procedure;
  data: DataSchema;
  /**
   * How much is shown at a time: a page (the default), everything, or one question.
   */
  paging?: 'pages' | 'one' | 'questions';
  /**
   * Everything about a field in one place, by JSON Pointer.
   */
  fields?: {
    [k: string]: FieldSettings;
  };
  /**
   * The people and organisations that the form is about, by name.
   */
  parties?: {
    [k: string]: Party;
  };
  /**
   * What is asked of shared databases, by name.
   */
  lookups?: {
    [k: string]: LookupSettings;
  };
  /**
   * Papers to attach, by slot name.
   */
  documents?: {
    [k: string]: DocumentSettings;
  };
  submit?: SubmitSettings;
  output?: OutputSettings;
  /**
   * How answers given to older versions become answers to this one. A patch version changes no answers and needs none.
   */
  migrations?: Migration[];
  /**
   * What is asked, in order. Derived from `data` when absent.
   */
  pages?: SourcePage[];
  /**
   * Values with a name, each with its `default`: `"{name}"` stands for it.
   */
  parameters?: {
    [k: string]: Parameter;
  };
  /**
   * Blocks, by the name that the pages call them.
   */
  use?: {
    [k: string]: Use;
  };
}
/**
 * A part of a definition with parameters. `{at}` is where it lies, `{use}` what the form calls it.
 *
 * This interface was referenced by `Composition`'s JSON-Schema
 * via the `definition` "Block".
 */
export interface Block {
  /**
   * `urn:egov-form:block:v1`, or a path to this file for editors.
   */
  $schema?: string;
  /**
   * Name of the block.
   */
  id: string;
  /**
   * Semantic version of this block.
   */
  version: string;
  title: Text;
  description?: Text;
  /**
   * By name: letters and digits, beginning with a small letter.
   */
  parameters?: {
    [k: string]: Parameter;
  };
  /**
   * Blocks that this one is made of.
   */
  use?: {
    [k: string]: Use;
  };
  data?: DataSchema1;
  /**
   * By pointer: `/{at}/fullName`.
   */
  fields?: {
    [k: string]: FieldSettings;
  };
  parties?: {
    [k: string]: Party;
  };
  lookups?: {
    [k: string]: LookupSettings;
  };
  documents?: {
    [k: string]: DocumentSettings;
  };
  /**
   * What a page can name: `{"block": …, "part": …}`.
   */
  parts?: {
    [k: string]: SourceItem;
  };
}
/**
 * What a province adds to a procedure of a ministry. It adds and makes stricter, and never removes, loosens, or touches `data` of the ministry.
 *
 * This interface was referenced by `Composition`'s JSON-Schema
 * via the `definition` "Overlay".
 */
export interface Overlay {
  /**
   * `urn:egov-form:overlay:v1`, or a path to this file for editors.
   */
  $schema?: string;
  /**
   * Name of the overlay.
   */
  id: string;
  /**
   * Semantic version of this overlay.
   */
  version: string;
  title: Text;
  for: OverlayTarget;
  procedure?: OverlayProcedure;
  /**
   * New members of the answers, by pointer: `/delivery`. Members of the ministry stay as they are.
   */
  data?: {
    [k: string]: DataSchema2;
  };
  /**
   * Those of its own members that must be answered.
   */
  required?: PointerText[];
  /**
   * Of its own members, everything. Of the ministry's: more `checks`, `required`, and a `hint` where there is none.
   */
  fields?: {
    [k: string]: FieldSettings;
  };
  /**
   * Choices of the ministry that are left.
   */
  choices?: {
    [k: string]: OverlayChoices;
  };
  /**
   * Papers of its own. Of the ministry's: `required`, and a `hint` where there is none.
   */
  documents?: {
    [k: string]: OverlayDocument;
  };
  pages?: OverlayPage[];
  items?: OverlayItems[];
}
/**
 * Which definition it is made for.
 *
 * This interface was referenced by `Composition`'s JSON-Schema
 * via the `definition` "OverlayTarget".
 */
export interface OverlayTarget {
  /**
   * `id` of the definition.
   */
  id: string;
  /**
   * Range of its versions, as npm reads one: `^1.0.0`, or one version.
   */
  version: string;
}
/**
 * Sentences that follow those of the ministry.
 *
 * This interface was referenced by `Composition`'s JSON-Schema
 * via the `definition` "OverlayProcedure".
 */
export interface OverlayProcedure {
  authority?: Text;
  time?: Text;
  fee?: Text;
  result?: Text;
  /**
   * More instruments.
   */
  legal?: string[];
}
/**
 * Fewer choices than the ministry has.
 *
 * This interface was referenced by `Composition`'s JSON-Schema
 * via the `definition` "OverlayChoices".
 */
export interface OverlayChoices {
  /**
   * @minItems 1
   */
  values: [string | number | boolean, ...(string | number | boolean)[]];
  message: Text;
}
/**
 * This interface was referenced by `Composition`'s JSON-Schema
 * via the `definition` "OverlayDocument".
 */
export interface OverlayDocument {
  title?: Text;
  hint?: Text;
  /**
   * What kind of paper it is, e.g. `vn.birth-notice`; says what is read from it.
   */
  nature?: string;
  /**
   * @minItems 1
   */
  accept?: ['application/pdf' | 'image/jpeg' | 'image/png', ...('application/pdf' | 'image/jpeg' | 'image/png')[]];
  maxFiles?: number;
  /**
   * Per file, bytes. Defaults to 20 MiB.
   */
  maxBytes?: number;
  visible?: Rule;
  required?: Rule;
  notNeededWhen?: Rule;
  notNeededText?: Text;
  /**
   * Field pointer to fact. Fills empty fields; a filled one is compared.
   */
  fill?: {
    [k: string]: string;
  };
  /**
   * Field pointer to fact. Compared, never filled.
   */
  compare?: {
    [k: string]: string;
  };
}
/**
 * A page after one of the ministry.
 *
 * This interface was referenced by `Composition`'s JSON-Schema
 * via the `definition` "OverlayPage".
 */
export interface OverlayPage {
  /**
   * `id` of a page.
   */
  after: string;
  page: Page;
}
/**
 * Items at a place of the ministry: after one of its items, or at the end of a page.
 *
 * This interface was referenced by `Composition`'s JSON-Schema
 * via the `definition` "OverlayItems".
 */
export interface OverlayItems {
  /**
   * `id` of a page.
   */
  page: string;
  after?: OverlayAnchor;
  items: Item[];
}
export interface ListAnchor {
  list: PointerText;
}
