import type {Item} from '@egov-form/core';
import {html, type nothing, type TemplateResult} from 'lit';
import type {FormContext} from '../internal/form-context.ts';
import {concrete, type Scope} from '../internal/form-map.ts';

/** The items of a page, a group or a row, in order. Their elements keep themselves up to date. */
export function renderItems(ctx: FormContext, items: readonly Item[], scopes: readonly Scope[], columns: number): TemplateResult {
  return html`<div class="items" data-columns=${Math.min(columns, 3)}>${items.map((item) => renderItem(ctx, item, scopes))}</div>`;
}

function renderItem(ctx: FormContext, item: Item, scopes: readonly Scope[]): TemplateResult | typeof nothing {
  if ('field' in item) return html`<egov-field part="field" .ctx=${ctx} .pointer=${concrete(item.field, scopes)}></egov-field>`;
  if ('group' in item) return html`<egov-group part="group" .ctx=${ctx} .item=${item} .scopes=${scopes}></egov-group>`;
  if ('list' in item) return html`<egov-list part="list" .ctx=${ctx} .item=${item} .scopes=${scopes}></egov-list>`;
  if ('document' in item) return html`<egov-document part="document" .ctx=${ctx} .name=${item.document}></egov-document>`;
  return html`<egov-text part="text" class="wide" .ctx=${ctx} .item=${item} .scopes=${scopes}></egov-text>`;
}
