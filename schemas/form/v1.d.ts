// Generated from schemas/ by `npm run generate`. Do not edit.
import type {Json, JsonSchema} from '../json.js';

/**
 * A text for people: one string, or one per language.
 *
 * This interface was referenced by `FormDefinition`'s JSON-Schema
 * via the `definition` "Text".
 */
export type Text =
  | string
  | {
      [k: string]: string;
    };
/**
 * JSON Schema 2020-12 of the answers. May refer to the shared models by URN.
 */
export type DataSchema = JsonSchema;
/**
 * JSON Logic profile: pure data, closed operators, literal `var` paths.
 *
 * This interface was referenced by `FormDefinition`'s JSON-Schema
 * via the `definition` "Rule".
 */
export type Rule = Json;
/**
 * This interface was referenced by `FormDefinition`'s JSON-Schema
 * via the `definition` "Item".
 */
export type Item = FieldItem | GroupItem | ListItem | DocumentItem | TextItem;
/**
 * JSON Pointer into the answers; `*` stands for the row.
 *
 * This interface was referenced by `FormDefinition`'s JSON-Schema
 * via the `definition` "Pointer".
 */
export type PointerText = string;
/**
 * Choices: written here, from a registered list, or searched in a shared database; narrowed by other answers.
 */
export type OptionsSource = Option[] | OptionListReference | OptionSearchReference;
/**
 * This interface was referenced by `FormDefinition`'s JSON-Schema
 * via the `definition` "PrintItem".
 */
export type PrintItem = PrintLine | PrintTable | PrintSignatures;
/**
 * This interface was referenced by `FormDefinition`'s JSON-Schema
 * via the `definition` "MigrationStep".
 */
export type MigrationStep = MoveStep | RemoveStep | SetStep | MapStep | MoveDocumentStep | RemoveDocumentStep;

/**
 * One procedure as an interactive form. `data` says what the answers are, everything else refines it by JSON Pointer; `*` in a pointer stands for any row of a list.
 */
export interface FormDefinition {
  /**
   * `urn:egov-form:form:v1`, or a path to this file for editors.
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
   * What is asked, in order. Derived from `data` when absent.
   */
  pages?: Page[];
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
   * Written by the build, or by the gateway, when the definition passed its checks: pages then open it without loading them. A definition that was changed afterwards is checked again.
   */
  checked?: string;
  /**
   * How answers given to older versions become answers to this one. A patch version changes no answers and needs none.
   */
  migrations?: Migration[];
}
/**
 * Facts of the administrative procedure, shown to the citizen before the start.
 *
 * This interface was referenced by `FormDefinition`'s JSON-Schema
 * via the `definition` "Procedure".
 */
export interface Procedure {
  code?: string;
  name?: Text;
  sector?: Text;
  authority?: Text;
  time?: Text;
  fee?: Text;
  result?: Text;
  effective?: Effective;
  /**
   * Instruments with number and year.
   */
  legal?: string[];
}
export interface Effective {
  from?: string;
  to?: string;
}
/**
 * This interface was referenced by `FormDefinition`'s JSON-Schema
 * via the `definition` "Page".
 */
export interface Page {
  id: string;
  title: Text;
  description?: Text;
  /**
   * Begin with a table of contents: the headings of its groups.
   */
  contents?: boolean;
  visible?: Rule;
  items: Item[];
}
/**
 * This interface was referenced by `FormDefinition`'s JSON-Schema
 * via the `definition` "FieldItem".
 */
export interface FieldItem {
  field: PointerText;
}
/**
 * This interface was referenced by `FormDefinition`'s JSON-Schema
 * via the `definition` "GroupItem".
 */
export interface GroupItem {
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
  items: Item[];
}
/**
 * A repeating part. Pointers of its items contain `*` for the row.
 *
 * This interface was referenced by `FormDefinition`'s JSON-Schema
 * via the `definition` "ListItem".
 */
export interface ListItem {
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
  items: Item[];
}
/**
 * This interface was referenced by `FormDefinition`'s JSON-Schema
 * via the `definition` "DocumentItem".
 */
export interface DocumentItem {
  /**
   * A name in `documents`.
   */
  document: string;
}
/**
 * This interface was referenced by `FormDefinition`'s JSON-Schema
 * via the `definition` "TextItem".
 */
export interface TextItem {
  text: Text;
  tone?: 'plain' | 'info' | 'warning';
  visible?: Rule;
}
/**
 * This interface was referenced by `FormDefinition`'s JSON-Schema
 * via the `definition` "FieldSettings".
 */
export interface FieldSettings {
  label?: Text;
  hint?: Text;
  placeholder?: Text;
  /**
   * Name of a field type; chosen from the schema when absent.
   */
  widget?: string;
  options?: OptionsSource;
  visible?: Rule;
  required?: Rule;
  readonly?: Rule;
  value?: Rule;
  default?: Rule;
  checks?: Check[];
  sensitivity?: 'public' | 'personal' | 'sensitive';
  autocomplete?: string;
  /**
   * What the answer is to the person who fills the form, whatever the form: with their consent it is kept, and offered in the next one that asks for it. Not in rows.
   */
  reuse?: 'phone' | 'email' | 'postalAddress' | 'bankAccount';
}
/**
 * This interface was referenced by `FormDefinition`'s JSON-Schema
 * via the `definition` "Option".
 */
export interface Option {
  value: string | number | boolean;
  label: Text;
  when?: Rule;
}
export interface OptionListReference {
  list: string;
  where?: {
    [k: string]: PointerText;
  };
  /**
   * As the list has them, or by name as the language of the form sorts. Defaults to `given`.
   */
  order?: 'given' | 'name';
}
/**
 * Found by what the person types. Where `data` does not list the values, a text typed by hand is an answer, too.
 */
export interface OptionSearchReference {
  /**
   * Which shared database is searched, as the gateway calls it; public ones only.
   */
  connector: string;
  where?: {
    [k: string]: PointerText;
  };
  /**
   * Characters before anything is asked. Defaults to 2.
   */
  minimum?: number;
}
/**
 * A rule that must hold when the field has a value.
 *
 * This interface was referenced by `FormDefinition`'s JSON-Schema
 * via the `definition` "Check".
 */
export interface Check {
  rule: Rule;
  severity?: 'error' | 'warning' | 'info';
  message: Text;
}
/**
 * One person or organisation: everything about it lies below one pointer. A look-up of one party never fills another.
 *
 * This interface was referenced by `FormDefinition`'s JSON-Schema
 * via the `definition` "Party".
 */
export interface Party {
  at: PointerText;
  title: Text;
  subject?: Rule;
  same?: SameParty;
}
/**
 * While the rule holds this party is another one: what both have follows the other and is not asked again.
 *
 * This interface was referenced by `FormDefinition`'s JSON-Schema
 * via the `definition` "SameParty".
 */
export interface SameParty {
  /**
   * A name in `parties`.
   */
  as: string;
  when: Rule;
}
/**
 * This interface was referenced by `FormDefinition`'s JSON-Schema
 * via the `definition` "LookupSettings".
 */
export interface LookupSettings {
  /**
   * Which register is asked, as the gateway calls it; or several, the next one asked when the one before could not be.
   */
  connector: string | [string, ...string[]];
  title?: Text;
  /**
   * What the register is asked with. The first key is the one that the person types to start.
   */
  keys: {
    [k: string]: PointerText | OptionalKey;
  };
  /**
   * Field pointer to attribute of the answer. A list of the answer fills rows: `/members/* /name` to `members/* /fullName`; the first of a list tells its rows apart.
   */
  fill: {
    [k: string]: string;
  };
  /**
   * Field pointer, or `*`, to what a register value means there. Default `correctable`.
   */
  trust?: {
    [k: string]: 'locked' | 'correctable' | 'free';
  };
  correction?: CorrectionSettings;
  /**
   * Field pointer, or `*`, to how many days ago the register may have brought the value up to date, where it says so. What is older is asked of the person.
   */
  maxAgeDays?: {
    [k: string]: number;
  };
  purpose: Text;
  visible?: Rule;
  /**
   * Ask as soon as the keys are complete. Defaults to true.
   */
  auto?: boolean;
  /**
   * The rows of the answer fill nothing: they are offered as a list to tick. A ticked one becomes a row with the first member that `fill` names, by which the row's own look-up asks. Asked when the person opens the list.
   */
  offers?: boolean;
  proposes?: Proposal;
}
export interface OptionalKey {
  pointer: PointerText;
  /**
   * Sent when known; the gateway says when it is needed.
   */
  optional?: boolean;
}
/**
 * Where people have a mistake of this register corrected.
 */
export interface CorrectionSettings {
  text: Text;
  link?: string;
}
/**
 * This interface was referenced by `FormDefinition`'s JSON-Schema
 * via the `definition` "Proposal".
 */
export interface Proposal {
  /**
   * The look-up that asks about the proposed person once the person has given its second key, which shows that they know whom they mean.
   */
  to: string;
  /**
   * Attribute of the answer with the number of the proposed person. It is never shown.
   */
  key: string;
  /**
   * Attribute with their name, which is shown masked.
   */
  fullName: string;
  /**
   * Attribute with their date of birth, of which the year is shown.
   */
  birthDate?: string;
  /**
   * Attribute to the value that it must have, such as a marriage that is in force.
   */
  where?: {
    [k: string]: string;
  };
}
/**
 * This interface was referenced by `FormDefinition`'s JSON-Schema
 * via the `definition` "DocumentSettings".
 */
export interface DocumentSettings {
  title: Text;
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
 * This interface was referenced by `FormDefinition`'s JSON-Schema
 * via the `definition` "SubmitSettings".
 */
export interface SubmitSettings {
  declaration?: Text;
  label?: Text;
  /**
   * Answers that tell one matter from another: who hands in a second dossier with the same ones is asked first. Spelling does not count.
   *
   * @minItems 1
   * @maxItems 10
   */
  matter?:
    | [PointerText]
    | [PointerText, PointerText]
    | [PointerText, PointerText, PointerText]
    | [PointerText, PointerText, PointerText, PointerText]
    | [PointerText, PointerText, PointerText, PointerText, PointerText]
    | [PointerText, PointerText, PointerText, PointerText, PointerText, PointerText]
    | [PointerText, PointerText, PointerText, PointerText, PointerText, PointerText, PointerText]
    | [PointerText, PointerText, PointerText, PointerText, PointerText, PointerText, PointerText, PointerText]
    | [
        PointerText,
        PointerText,
        PointerText,
        PointerText,
        PointerText,
        PointerText,
        PointerText,
        PointerText,
        PointerText
      ]
    | [
        PointerText,
        PointerText,
        PointerText,
        PointerText,
        PointerText,
        PointerText,
        PointerText,
        PointerText,
        PointerText,
        PointerText
      ];
}
/**
 * What is made of the answers.
 *
 * This interface was referenced by `FormDefinition`'s JSON-Schema
 * via the `definition` "OutputSettings".
 */
export interface OutputSettings {
  print?: PrintSettings;
}
/**
 * The official declaration on A4. In its texts `{/pointer}` is an answer as people read it and a dotted line while there is none, `{/pointer|upper}` in capitals, `{/pointer|day}`, `|month`, `|year` a part of a date, `{/pointer=value}` a box that is ticked when that is the answer, `{today|day}` the day of printing, `{#}` the number of a row. Derived from the pages when absent.
 *
 * This interface was referenced by `FormDefinition`'s JSON-Schema
 * via the `definition` "PrintSettings".
 */
export interface PrintSettings {
  form?: Text;
  /**
   * Lines above everything, the last one underlined. Those of the country's pack when absent and the definition has a `procedure`; none when empty.
   *
   * @maxItems 6
   */
  heading?:
    | []
    | [Text]
    | [Text, Text]
    | [Text, Text, Text]
    | [Text, Text, Text, Text]
    | [Text, Text, Text, Text, Text]
    | [Text, Text, Text, Text, Text, Text];
  lines: PrintItem[];
  /**
   * Notes at the end, small.
   */
  notes?: Text[];
}
/**
 * This interface was referenced by `FormDefinition`'s JSON-Schema
 * via the `definition` "PrintLine".
 */
export interface PrintLine {
  line: Text;
  align?: 'start' | 'center' | 'end';
  style?: 'plain' | 'strong' | 'emphasis' | 'title';
}
/**
 * A list, a row of the paper for each of its rows. Pointers in its columns contain `*` for the row.
 *
 * This interface was referenced by `FormDefinition`'s JSON-Schema
 * via the `definition` "PrintTable".
 */
export interface PrintTable {
  table: PointerText;
  /**
   * @minItems 1
   */
  columns: [PrintColumn, ...PrintColumn[]];
  /**
   * Rows that the paper has at least; unused ones stay empty.
   */
  rows?: number;
}
/**
 * This interface was referenced by `FormDefinition`'s JSON-Schema
 * via the `definition` "PrintColumn".
 */
export interface PrintColumn {
  title: Text;
  text: Text;
}
/**
 * Places to sign, side by side; a single one stands at the end of the line.
 *
 * This interface was referenced by `FormDefinition`'s JSON-Schema
 * via the `definition` "PrintSignatures".
 */
export interface PrintSignatures {
  /**
   * @minItems 1
   */
  signatures: [PrintSignature, ...PrintSignature[]];
}
/**
 * This interface was referenced by `FormDefinition`'s JSON-Schema
 * via the `definition` "PrintSignature".
 */
export interface PrintSignature {
  role: Text;
  note?: Text;
  name?: Text;
}
/**
 * The steps from one version to the next, in order. Applies to every patch version of `from`.
 *
 * This interface was referenced by `FormDefinition`'s JSON-Schema
 * via the `definition` "Migration".
 */
export interface Migration {
  from: string;
  to: string;
  steps: MigrationStep[];
}
/**
 * An answer, or everything below a pointer, is kept somewhere else; `*` on both sides is the same row. `/cars/0` is the first row.
 *
 * This interface was referenced by `FormDefinition`'s JSON-Schema
 * via the `definition` "MoveStep".
 */
export interface MoveStep {
  /**
   * @minItems 2
   * @maxItems 2
   */
  move: [PointerText, PointerText];
}
/**
 * The question is gone. What was answered is handed back, never dropped in silence.
 *
 * This interface was referenced by `FormDefinition`'s JSON-Schema
 * via the `definition` "RemoveStep".
 */
export interface RemoveStep {
  remove: PointerText;
}
/**
 * An answer that follows from others: a rule over the answers as they stand at this step. Null leaves the place as it is.
 *
 * This interface was referenced by `FormDefinition`'s JSON-Schema
 * via the `definition` "SetStep".
 */
export interface SetStep {
  set: PointerText;
  value: Rule;
}
/**
 * Codes that are called otherwise now: old value, as text, to new one. A value that is not listed stays.
 *
 * This interface was referenced by `FormDefinition`'s JSON-Schema
 * via the `definition` "MapStep".
 */
export interface MapStep {
  map: PointerText;
  values: {
    [k: string]: string | number | boolean | null;
  };
}
/**
 * A document slot has another name.
 *
 * This interface was referenced by `FormDefinition`'s JSON-Schema
 * via the `definition` "MoveDocumentStep".
 */
export interface MoveDocumentStep {
  /**
   * @minItems 2
   * @maxItems 2
   */
  moveDocument: [string, string];
}
/**
 * The paper is no longer asked for. What was attached is handed back.
 *
 * This interface was referenced by `FormDefinition`'s JSON-Schema
 * via the `definition` "RemoveDocumentStep".
 */
export interface RemoveDocumentStep {
  removeDocument: string;
}
