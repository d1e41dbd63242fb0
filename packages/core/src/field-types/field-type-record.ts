/** What a kind of question says about itself, as data: for the builder, the docs and the checker. No form needs it to run. */
import type {FieldSettings, Text} from '../generated/definition.ts';
import type {Json, JsonObject} from '../json/json.ts';

/** Where the builder offers it. */
export type FieldTypeGroup = 'text' | 'number' | 'date' | 'choice' | 'person' | 'organization' | 'place' | 'output';

/**
 * What the engine must know of a control: the screen knows the rest. A control that says nothing is one line of text, or a choice
 * where there are `options`.
 */
export interface ControlTraits {
  /** It is answered by choosing, not by typing: a missing answer is asked for in those words. */
  readonly chosen?: boolean;
  /** Its text may have several lines; of others, line breaks are not kept. */
  readonly multiline?: boolean;
  /** `options` are suggestions: other answers may be typed. */
  readonly suggests?: boolean;
  /** It can show what a search finds (`options` with a `connector`). */
  readonly searches?: boolean;
}

/** One kind of question. `schema` and `settings` are what a new question of this kind is given, and how an old one is known. */
export interface FieldTypeRecord {
  /** Unique, kebab-case: `personal-id`. */
  readonly name: string;
  readonly group: FieldTypeGroup;
  readonly title: Text;
  /** When to use it, in one or two sentences. */
  readonly description: Text;
  /** The control that draws it: what `fields[…].widget` may name. Several kinds may share one. */
  readonly widget: string;
  /** Said once for kinds that share a widget. */
  readonly control?: ControlTraits;
  /** The JSON Schema that it serves, as a new question gets it. May refer to a shared model by `$ref`. */
  readonly schema: JsonObject;
  /** Settings that a new question gets beside its label. Names the widget only when the schema alone would not lead to it. */
  readonly settings?: FieldSettings;
  /** Which settings change it, beside `label`, `hint`, `visible`, `required`, `readonly`, `checks` and `sensitivity`. */
  readonly reads: readonly (keyof FieldSettings)[];
  /** Keywords of the schema that it heeds, beside `type`. */
  readonly keywords: readonly string[];
  /** Role of the control in the accessibility tree; `none` for what is not there. */
  readonly role: FieldTypeRole;
  /** What can be wrong with an answer, by issue code, `value.required` not counted. */
  readonly issues: readonly string[];
  readonly example: FieldTypeExample;
}

export type FieldTypeRole = 'textbox' | 'combobox' | 'radiogroup' | 'checkbox' | 'group' | 'none';

/** One question of the kind, filled rightly and wrongly. */
export interface FieldTypeExample {
  readonly label: Text;
  readonly hint?: Text;
  /** What is stored of a right answer. */
  readonly value: Json;
  /** How a person types or pastes it, where that is not what is stored. */
  readonly typed?: string;
  /** What a person may leave in it that is wrong; absent where nothing can be. */
  readonly wrong?: Json;
  /** The code of what is then said. */
  readonly issue?: string;
}

/** What is looked at to tell the kind of a question. */
export interface DescribedField {
  readonly widget: string;
  readonly schema: JsonObject;
  readonly settings: FieldSettings;
}

const listOf = ({options}: FieldSettings): string | undefined =>
  options !== undefined && 'list' in options ? options.list : undefined;

/** Whether it is of that kind, and how surely: how many of the marks of the kind it bears, -1 when it lacks one. */
function likeness(field: DescribedField, {widget, schema, settings = {}}: FieldTypeRecord): number {
  if (widget !== field.widget) return -1;
  const marks: readonly (readonly [unknown, unknown])[] = [
    [schema['format'], field.schema['format']],
    [schema['$ref'], field.schema['$id'] ?? field.schema['$ref']],
    [listOf(settings), listOf(field.settings)],
    [schema['const'], field.schema['const']],
    [settings.readonly, field.settings.readonly],
  ];
  let count = 0;
  for (const [wanted, found] of marks) {
    if (wanted === undefined) continue;
    if (wanted !== found) return -1;
    count += 1;
  }
  return count;
}

/**
 * The kind of a question among those known: the one with most marks (format, shared model, registered list) of those whose
 * marks it all bears. `undefined` for a widget that no record has.
 */
export function findFieldType(field: DescribedField, records: readonly FieldTypeRecord[]): FieldTypeRecord | undefined {
  let best: FieldTypeRecord | undefined;
  let most = -1;
  for (const record of records) {
    const count = likeness(field, record);
    if (count > most) [best, most] = [record, count];
  }
  return best;
}
