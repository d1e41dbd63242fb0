/** Fourth phase: the documents that are asked for, and which fields they fill. */
import {escapeSegment} from '../json/pointer.ts';
import type {DocumentPlacement} from './pages.ts';
import type {DocumentPlan} from './plan.ts';
import type {PlanContext} from './plan-context.ts';
import {withRule} from './plan-rules.ts';
import type {References} from './references.ts';

export function planDocuments(
  context: PlanContext,
  placements: ReadonlyMap<string, DocumentPlacement>,
  references: References,
): ReadonlyMap<string, DocumentPlan> {
  const {definition, rules} = context;
  const documents = new Map<string, DocumentPlan>();
  for (const [name, settings] of Object.entries(definition.documents ?? {})) {
    const at = `/documents/${escapeSegment(name)}`;
    for (const part of ['fill', 'compare'] as const) {
      for (const pointer of Object.keys(settings[part] ?? {})) references.add(pointer, `${at}/${part}/${escapeSegment(pointer)}`);
    }
    const placed = placements.get(name);
    documents.set(name, {
      name,
      settings,
      visible: withRule(placed?.around ?? [], rules.written(settings.visible, `${at}/visible`)),
      required: rules.written(settings.required, `${at}/required`),
      notNeededWhen: rules.written(settings.notNeededWhen, `${at}/notNeededWhen`),
      page: placed?.page,
    });
  }
  return documents;
}
