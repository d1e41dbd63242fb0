/**
 * From what is wrong to what a person can do about it: every address in the answers has a nearest question, or none, and then
 * the form is at fault. The summary, the focus and the texts all ask here.
 *
 * Rule    1. The question at the address, or that it lies in. 2. For a part of the answers the first question inside that is
 *         still empty, else the first. 3. For an answer that is not asked: what it is worked out from, the key of the look-up or
 *         the document that fills it; for one that follows another party, that party's. 4. For a row that is gone its list. Only
 *         what is shown on a page counts.
 * Limits  It answers where to go, not whether any answer there is accepted: that is not decidable for every schema.
 */
import type {DocumentNode} from '../documents/document-node.ts';
import {isEmpty} from '../json/canonical.ts';
import {formatPointer, parsePointer, type Segments} from '../json/pointer.ts';
import type {Issue} from '../messages/issue.ts';
import {dependenciesOf} from '../rules/dependencies.ts';
import type {FormField, FormList, FormScope} from './engine-context.ts';
import type {Question} from './form.ts';
import {isList, listWithoutRow, locateField, locateList, scopeAround} from './scopes/locate.ts';

type Slots = ReadonlyMap<string, DocumentNode>;

const DOCUMENT = '#/documents/';

/** So many steps from a computed answer to what it is computed from. */
const MOST_STEPS = 8;

/** Untracked use only. @param pointer of an issue. */
export function questionAt(root: FormScope, slots: Slots, pointer: string, steps: number = MOST_STEPS): Question | undefined {
  if (steps === 0) return undefined;
  if (pointer.startsWith(DOCUMENT)) return questionOfSlot(slots, pointer.slice(DOCUMENT.length));
  if (pointer.startsWith('#')) return undefined;
  const {field} = locateField(root, pointer);
  if (field?.follows !== undefined) return questionAt(root, slots, field.follows, steps - 1) ?? shownQuestion(field);
  if (field) return shownQuestion(field) ?? (field.visible ? sourceOf(root, slots, field, steps - 1) : undefined);
  const segments = parsePointer(pointer);
  const list = locateList(root, segments) ?? listWithoutRow(root, segments);
  const own = list && shownQuestion(list);
  if (own) return own;
  const inside = [...shownInside(scopeAround(root, pointer), pointer)];
  const found = inside.find((node) => (isList(node) ? node.scopes.peek().length === 0 : isEmpty(node.value))) ?? inside[0];
  if (found) return isList(found) ? shownQuestion(found) : questionAt(root, slots, found.pointer, steps - 1);
  // A row in which nothing is asked can still be removed.
  const row = scopeAround(root, pointer);
  return row.list && row.pointer === pointer ? shownQuestion(row.list) : undefined;
}

/** What is about a dossier on its way, and not about how the form asks. */
const OF_SENDING = /^(?:submission|receipt|declaration|issues)\./u;

/**
 * Whether a person can do something about it in this form. What the definition says in its own words is left to it.
 * @param label of what it is about; `''` when nothing that is known.
 */
export function isMendable({code, message}: Issue, question: Question | undefined, label: string): boolean {
  if (message !== undefined) return true;
  return code !== 'submission.unknown-field' && (question !== undefined || (label !== '' && OF_SENDING.test(code)));
}

/** What stands in place of an issue that no question can mend. */
export function faultyForm({code, pointer, severity}: Issue): Issue {
  return {code: 'form.faulty', pointer, severity, params: {place: `${code} ${pointer || '/'}`}};
}

/** A field or list as a question, when a person sees it. */
function shownQuestion(node: FormField | FormList): Question | undefined {
  const {page} = node.plan;
  if (page === undefined || !node.visible) return undefined;
  return {kind: isList(node) ? 'list' : 'field', pointer: node.pointer, page};
}

function questionOfSlot(slots: Slots, name: string): Question | undefined {
  const slot = slots.get(name);
  if (!slot?.visible || slot.plan.page === undefined) return undefined;
  return {kind: 'document', pointer: slot.pointer, page: slot.plan.page};
}

/** Everything shown below a place, in page order. */
function* shownInside(scope: FormScope, pointer: string): Generator<FormField | FormList> {
  const inside = `${pointer}/`;
  for (const field of scope.fields.values()) if (field.pointer.startsWith(inside) && shownQuestion(field)) yield field;
  for (const list of scope.lists.values()) {
    if (!list.pointer.startsWith(inside) || !shownQuestion(list)) continue;
    yield list;
    for (const row of list.scopes.peek()) yield* shownInside(row, row.pointer);
  }
}

/** Where an answer comes from that no page asks for. */
function sourceOf(root: FormScope, slots: Slots, field: FormField, steps: number): Question | undefined {
  const {plan, scope} = field;
  const {patterns, lookups} = scope.engine.plan;
  const {text} = plan.pattern;
  const place = parsePointer(field.pointer);
  /** In this row; the list where every row is read. */
  const seen = (path: Segments): string => {
    const pattern = patterns.of(path);
    const open = pattern.rows[pattern.rowsIn(place).length];
    return formatPointer(pattern.seenFrom(place).slice(0, open));
  };
  const rules = [plan.value, plan.defaultValue, ...plan.checks.map(({rule}) => rule)].flatMap((rule) =>
    rule ? [rule.source] : [],
  );
  const read = rules.flatMap((rule) => dependenciesOf(rule).paths.map(seen)).filter((pointer) => pointer !== field.pointer);
  const fills = ({settings}: {readonly settings: {readonly fill?: object}}): boolean => Object.hasOwn(settings.fill ?? {}, text);
  const keys = [...lookups.values()]
    .filter(fills)
    .flatMap((lookup) => lookup.keys.slice(0, 1).map(({pattern}) => seen(pattern.segments)));
  const papers = [...slots.values()].filter(fills).map(({pointer}) => pointer);
  for (const pointer of [...read, ...keys, ...papers]) {
    const found = questionAt(root, slots, pointer, steps);
    if (found) return found;
  }
  return undefined;
}
