import type {Form, Item} from '@egov-form/core';

/** One list that an item stands in: `/vehicles/*` is here `/vehicles/0`. */
export interface Scope {
  readonly pattern: string;
  readonly pointer: string;
}

/** Where something of the form is shown. */
export interface Place {
  readonly pageId: string;
  readonly kind: 'field' | 'list' | 'document';
  /** Pointer of the field or list; `#/documents/<name>` of a document slot. */
  readonly pointer: string;
}

/** A pointer of the definition inside the given rows. */
export function concrete(pattern: string, scopes: readonly Scope[]): string {
  for (let index = scopes.length - 1; index >= 0; index -= 1) {
    const scope = scopes[index];
    if (scope && (pattern === scope.pattern || pattern.startsWith(`${scope.pattern}/`))) {
      return scope.pointer + pattern.slice(scope.pattern.length);
    }
  }
  return pattern;
}

/** Every item below, with the rows that it stands in now. */
export function* walk(
  form: Form,
  items: readonly Item[],
  scopes: readonly Scope[] = [],
): Generator<{item: Item; scopes: readonly Scope[]}> {
  for (const item of items) {
    yield {item, scopes};
    if ('group' in item) yield* walk(form, item.items, scopes);
    if ('list' in item) {
      for (const row of form.list(concrete(item.list, scopes)).rows) {
        yield* walk(form, item.items, [...scopes, {pattern: `${item.list}/*`, pointer: row.pointer}]);
      }
    }
  }
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

/** Where a pointer of an issue is shown: its field, or the nearest thing above it. */
export function placeOf(form: Form, pointer: string, pages: Form['pages'] = form.pages): Place | undefined {
  const depth = (text: string) => text.split('/').length;
  let best: Place | undefined;
  for (const page of pages) {
    for (const {item, scopes} of walk(form, page.items)) {
      const here = pointerOf(item, scopes);
      if (!here || (here.pointer !== pointer && !pointer.startsWith(`${here.pointer}/`))) continue;
      if (!best || depth(here.pointer) > depth(best.pointer)) best = {...here, pageId: page.id};
    }
  }
  return best;
}

function pointerOf(item: Item, scopes: readonly Scope[]): Omit<Place, 'pageId'> | undefined {
  if ('field' in item) return {kind: 'field', pointer: concrete(item.field, scopes)};
  if ('list' in item) return {kind: 'list', pointer: concrete(item.list, scopes)};
  if ('document' in item) return {kind: 'document', pointer: `#/documents/${item.document}`};
  return undefined;
}
