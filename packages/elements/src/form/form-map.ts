import {type Form, formatPointer, type Item, type List, parsePointer, type Text} from '@egov-form/core';
import {concrete, type Scope} from '@egov-form/core/effort';

/** Where something of the form is shown. */
export interface Place {
  readonly pageId: string;
  readonly kind: 'field' | 'list' | 'document';
  /** Pointer of the field or list; `#/documents/<name>` of a document slot. */
  readonly pointer: string;
}

/** Whether anything of these items is to be seen. Texts alone do not count: they explain what is beside them. */
export function hasVisible(form: Form, items: readonly Item[], scopes: readonly Scope[]): boolean {
  let asksSomething = false;
  for (const item of items) {
    if ('text' in item) continue;
    asksSomething = true;
    if ('field' in item && form.field(concrete(item.field, scopes)).visible) return true;
    if ('list' in item && form.list(concrete(item.list, scopes)).visible) return true;
    if ('document' in item && form.document(item.document).visible) return true;
    if ('group' in item && hasVisible(form, item.items, scopes)) return true;
  }
  return !asksSomething;
}

/** A place as the definition knows it, and the items that stand there beside it. */
interface Mapped extends Omit<Place, 'pointer'> {
  readonly item: Item;
  readonly beside: readonly Item[];
  /** Heading of the outermost group around it. */
  readonly section: Text | undefined;
}

/** Where things are shown, by the pattern that the definition calls them by: found once for the pages of a form. */
const maps = new WeakMap<Form['pages'], ReadonlyMap<string, Mapped>>();

function mapOf(pages: Form['pages']): ReadonlyMap<string, Mapped> {
  const known = maps.get(pages);
  if (known) return known;
  const made = new Map<string, Mapped>();
  const visit = (pageId: string, items: readonly Item[], section?: Text): void => {
    for (const item of items) {
      const [pattern, kind] = nameOf(item);
      // What stands twice is reached where it comes first.
      if (kind && !made.has(pattern)) made.set(pattern, {pageId, kind, item, beside: items, section});
      if ('items' in item) visit(pageId, item.items, section ?? ('group' in item ? item.group : undefined));
    }
  };
  for (const page of pages) visit(page.id, page.items);
  maps.set(pages, made);
  return made;
}

function nameOf(item: Item): readonly [string, Place['kind'] | undefined] {
  if ('field' in item) return [item.field, 'field'];
  if ('list' in item) return [item.list, 'list'];
  if ('document' in item) return [`#/documents/${item.document}`, 'document'];
  return ['', undefined];
}

/** Where a pointer of an issue is shown: its field, or the nearest thing above it. */
export function placeOf(form: Form, pointer: string, pages: Form['pages'] = form.pages): Place | undefined {
  return mappedAt(form, pointer, pages);
}

/** Heading of the outermost group that a question stands in, where there is one. */
export function sectionOf(form: Form, pointer: string): Text | undefined {
  return mappedAt(form, pointer, form.pages)?.section;
}

/** Pointers of all fields that the pages ask outside of rows. */
export function askedOnce(form: Form): readonly string[] {
  return [...mapOf(form.pages)].flatMap(([pattern, {kind}]) => (kind === 'field' && !pattern.includes('/*') ? [pattern] : []));
}

/** Pointers of the questions that stand together in one group, row or page with that one, itself among them. */
export function besides(form: Form, pointer: string): readonly string[] {
  const place = mappedAt(form, pointer, form.pages);
  if (place?.kind !== 'field') return [];
  return place.beside.flatMap((item) => ('field' in item ? [inRowsOf(form, item.field, place.pointer)] : []));
}

/** A pointer of the definition in the rows that a place lies in. */
export function inRowsOf(form: Form, pattern: string, place: string): string {
  return formatPointer(form.patterns.parse(pattern).seenFrom(parsePointer(place)));
}

function mappedAt(form: Form, pointer: string, pages: Form['pages']): (Mapped & Place) | undefined {
  // Most are asked once, under the very name.
  const direct = mapOf(pages).get(pointer);
  if (direct) return {...direct, pointer};
  let best: (Mapped & Place) | undefined;
  for (const place of onTheWay(form, pointer, pages)) best = place;
  return best;
}

/** A row that something stands in: of which list, and which one of its rows, from 0. */
export interface RowPlace {
  readonly item: Extract<Item, {list: unknown}>;
  readonly list: List;
  readonly index: number;
}

/** The rows that a pointer leads through, outermost first. */
export function rowsAround(form: Form, pointer: string): readonly RowPlace[] {
  const rows: RowPlace[] = [];
  if (mapOf(form.pages).has(pointer)) return rows;
  for (const {item, pointer: here} of onTheWay(form, pointer, form.pages)) {
    if (!('list' in item) || here === pointer) continue;
    rows.push({item, list: form.list(here), index: Number(pointer.slice(here.length + 1).split('/')[0])});
  }
  return rows;
}

/** Everything shown that a pointer leads to or through, outermost first, as far as there are rows. */
function* onTheWay(form: Form, pointer: string, pages: Form['pages']): Generator<Mapped & Place> {
  const map = mapOf(pages);
  let inList = false;
  // Before the first slash is nothing, or the `#` of a document slot.
  const [start = '', ...segments] = pointer.split('/');
  let [pattern, here] = [start, start];
  for (const segment of segments) {
    if (inList && !form.list(here).rows[Number(segment)]) return;
    pattern += inList ? '/*' : `/${segment}`;
    here += `/${segment}`;
    const found = map.get(pattern);
    inList = found?.kind === 'list';
    if (found) yield {...found, pointer: here};
  }
}

/** The pattern by which the definition calls the question at a pointer. */
export function patternAt(form: Form, pointer: string): string | undefined {
  const item = mappedAt(form, pointer, form.pages)?.item;
  return item && 'field' in item ? item.field : undefined;
}

/** The rows that a pointer leads through, as scopes. */
export function scopesAt(form: Form, pointer: string): readonly Scope[] {
  return rowsAround(form, pointer).map(({item, list, index}) => ({
    pattern: `${item.list}/*`,
    pointer: list.rows[index]?.pointer ?? '',
  }));
}
