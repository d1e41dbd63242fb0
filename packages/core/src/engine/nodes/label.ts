import {textIn} from '../../definition/text.ts';
import type {Text} from '../../generated/definition.ts';
import type {Json} from '../../json/json.ts';
import {formatPointer, parsePointer, type Segments, valueAt} from '../../json/pointer.ts';
import type {FormPlan} from '../../plan/plan.ts';
import {viewSchema} from '../../schema/schema-view.ts';
import type {FormScope} from '../engine-context.ts';
import {locateField, locateList} from '../scopes/locate.ts';

const DOCUMENT = '#/documents/';

/** What people call the thing at a pointer: a field, a part of a compound field, a list, a document slot, the form. */
export function labelText(plan: FormPlan, root: FormScope, pointer: string, locale: string): string {
  if (pointer === '') return textIn(plan.definition.title, locale);
  if (pointer.startsWith(DOCUMENT)) return textIn(plan.documents.get(pointer.slice(DOCUMENT.length))?.settings.title, locale);
  const {field, rest} = locateField(root, pointer);
  if (!field) return textIn(locateList(root, parsePointer(pointer))?.label ?? labelOfPart(plan, pointer), locale);
  const part = rest.length > 0 ? textIn(partLabel(plan, field.plan.written, rest), locale) : '';
  return part === '' ? textIn(field.label, locale) : `${textIn(field.label, locale)}: ${part}`;
}

/** Of a question in every row, in a row that is gone, or of a part of the answers that holds questions. */
function labelOfPart(plan: FormPlan, pointer: string): Text | undefined {
  const {text, segments} = plan.patterns.of(parsePointer(pointer));
  const asked = plan.fields.get(text)?.settings.label ?? plan.definition.fields?.[text]?.label;
  if (asked !== undefined) return asked;
  const title = viewSchema(plan.definition.data, segments, plan.schemas)?.keywords['title'];
  return typeof title === 'string' ? title : undefined;
}

/** The shared model's own text for a member of a compound field, else the member's title. */
function partLabel(plan: FormPlan, written: FormPlan['definition']['data'], rest: Segments): Text | undefined {
  const reference = typeof written === 'object' ? written['$ref'] : undefined;
  const schema = (typeof reference === 'string' ? plan.schemas.get(reference) : undefined) ?? written;
  const texts = typeof schema === 'object' ? schema['x-egov-fields'] : undefined;
  const label = valueAt(texts, [formatPointer(rest), 'label']) as Text | undefined;
  return label ?? (valueAt(schema as Json, [...rest.flatMap((member) => ['properties', member]), 'title']) as Text | undefined);
}
