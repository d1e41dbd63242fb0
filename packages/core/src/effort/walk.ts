/** The items of a form's pages, with the rows that they stand in now. */
import type {Form} from '../engine/form.ts';
import type {Item} from '../generated/definition.ts';

/** One list that an item stands in: `/vehicles/*` is here `/vehicles/0`. */
export interface Scope {
  readonly pattern: string;
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
