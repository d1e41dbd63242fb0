import type {Form, Issue, Item} from '@egov-form/core';
import {concrete, walk} from '@egov-form/core/effort';

/** What is wrong with these items as they are shown now, in order. `touch` marks them as visited, so that each shows it. */
export function checkItems(form: Form, items: readonly Item[], touch: boolean): readonly Issue[] {
  const found: Issue[] = [];
  for (const part of partsOf(form, items)) {
    if (!part.visible) continue;
    if (touch && 'touched' in part) part.touched = true;
    found.push(...part.issues);
  }
  return found;
}

/** The first mistake of a form, without marking anything as visited by the person. */
export function firstError(form: Form): Issue | undefined {
  for (const page of form.pages) {
    if (!page.visible) continue;
    for (const part of partsOf(form, page.items)) {
      const wrong = part.visible ? part.issues.find(({severity}) => severity === 'error') : undefined;
      if (wrong) return wrong;
    }
  }
  return form.issues.find(({severity}) => severity === 'error');
}

function* partsOf(
  form: Form,
  items: readonly Item[],
): Generator<{visible: boolean; issues: readonly Issue[]; touched?: boolean}> {
  for (const {item, scopes} of walk(form, items)) {
    if ('field' in item) yield form.field(concrete(item.field, scopes));
    else if ('list' in item) yield form.list(concrete(item.list, scopes));
    else if ('document' in item) yield form.document(item.document);
  }
}
