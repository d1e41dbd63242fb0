import type {Form, Issue} from '@egov-form/core';
import {concrete, walk} from '../internal/form-map.ts';

/** The first mistake, without marking anything as visited by the person. */
export function firstError(form: Form): Issue | undefined {
  for (const page of form.pages) {
    if (!page.visible) continue;
    for (const {item, scopes} of walk(form, page.items)) {
      const part =
        'field' in item
          ? form.field(concrete(item.field, scopes))
          : 'list' in item
            ? form.list(concrete(item.list, scopes))
            : 'document' in item
              ? form.document(item.document)
              : undefined;
      const wrong = part?.visible ? part.issues.find((issue) => issue.severity === 'error') : undefined;
      if (wrong) return wrong;
    }
  }
  return undefined;
}
