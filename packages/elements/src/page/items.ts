import type {Item} from '@egov-form/core';
import {concrete, type Scope} from '@egov-form/core/effort';
import {element} from '../drawing/dom.ts';
import type {Facts} from '../facts/facts.ts';
import {fieldElement} from '../field/field.ts';
import type {FormContext} from '../form/form-context.ts';

/** An empty container for items in columns. */
export function itemsBox(columns: number): HTMLElement {
  return element('div', {class: 'items', 'data-columns': String(Math.min(columns, 3))});
}

/**
 * Put the items of a page, a group or a row into their container, in order. It stands in the document already; what is far
 * down a long page comes a little later. The items keep themselves up to date. `facts` are those that they belong to.
 */
export function fillItems(
  box: Element,
  ctx: FormContext,
  items: readonly Item[],
  scopes: readonly Scope[],
  facts?: Facts | undefined,
): void {
  ctx.slices.draw(drawEach(box, ctx, items, scopes, facts));
}

function* drawEach(
  box: Element,
  ctx: FormContext,
  items: readonly Item[],
  scopes: readonly Scope[],
  facts: Facts | undefined,
): Generator<number, void> {
  for (const item of items) {
    ctx.slices.put(box, drawItem(ctx, item, scopes, facts));
    yield 'field' in item ? 1 : 0;
  }
}

function drawItem(ctx: FormContext, item: Item, scopes: readonly Scope[], facts: Facts | undefined): Element {
  if ('field' in item) return fieldElement(ctx, ctx.form.field(concrete(item.field, scopes)), facts);
  if ('group' in item) return Object.assign(element('egov-group', {part: 'group'}), {ctx, item, scopes, facts});
  if ('list' in item) return Object.assign(element('egov-list', {part: 'list'}), {ctx, item, scopes});
  if ('document' in item) return Object.assign(element('egov-document', {part: 'document'}), {ctx, name: item.document});
  return Object.assign(element('egov-text', {part: 'text', class: 'wide'}), {ctx, item, scopes});
}

/** The row moved: tell what is drawn in it where it stands now. Questions know by themselves. */
export function moveItems(box: Element, scopes: readonly Scope[]): void {
  for (const child of box.children) if ('scopes' in child) Object.assign(child, {scopes});
}
