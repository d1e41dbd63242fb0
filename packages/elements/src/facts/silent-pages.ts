/** Pages on which nothing is left to ask: all of them was filled, or follows what is answered elsewhere. */
import type {Item, PageModel} from '@egov-form/core';
import {concrete, type Scope} from '@egov-form/core/effort';
import type {FormContext} from '../form/form-context.ts';
import {hasVisible} from '../form/form-map.ts';
import {type Facts, factsOf} from './facts.ts';

/** Whether a page that is shown asks nothing: it has facts, no paper is due, and the person said nothing on it. Tracked. */
export function asksNothing(ctx: FormContext, page: PageModel): boolean {
  if (ctx.form.definition.paging !== undefined && ctx.form.definition.paging !== 'pages') return false;
  return page.visible && hasVisible(ctx.form, page.items, []) && settled(ctx, page.items, [], undefined) === 'settled';
}

/** Nothing is due there, something is, or there is nothing to see. */
type Dues = 'settled' | 'due' | 'none';

function settled(ctx: FormContext, items: readonly Item[], scopes: readonly Scope[], around: Facts | undefined): Dues {
  let found: Dues = 'none';
  for (const item of items) {
    const one = duesOf(ctx, item, scopes, around);
    if (one === 'due') return 'due';
    if (one === 'settled') found = one;
  }
  return found;
}

function duesOf(ctx: FormContext, item: Item, scopes: readonly Scope[], around: Facts | undefined): Dues {
  const {form} = ctx;
  if ('text' in item) return 'none';
  if ('list' in item) return form.list(concrete(item.list, scopes)).visible ? 'due' : 'none';
  if ('document' in item) {
    const {visible, required, notNeeded, attachments} = form.document(item.document);
    return visible && ((required && !notNeeded) || attachments.length > 0) ? 'due' : 'none';
  }
  if ('group' in item) return settled(ctx, item.items, scopes, around ?? factsOf(ctx, item, scopes));
  const field = form.field(concrete(item.field, scopes));
  if (!field.visible) return 'none';
  if (field.origin?.kind === 'typed' || field.value === undefined) return 'due';
  const isKnown = around ? around.mode === 'card' && !around.asks(field) : field.lockedBy !== undefined;
  return isKnown ? 'settled' : 'due';
}
