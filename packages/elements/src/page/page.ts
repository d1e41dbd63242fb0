import type {Item, PageModel} from '@egov-form/core';
import {html, nothing, type PropertyDeclarations} from 'lit';
import {hasVisible, type Scope} from '../internal/form-map.ts';
import {define, LightElement} from '../internal/light-element.ts';
import {markdown} from '../internal/markdown.ts';
import '../document/document.ts';
import '../field/field.ts';
import '../list/list.ts';
import {renderItems} from './items.ts';

/** One page of questions. Lives inside `<egov-form>`. */
export class EgovPage extends LightElement {
  static override properties: PropertyDeclarations = {...LightElement.properties, page: {attribute: false}};

  declare page: PageModel;

  protected override render(): unknown {
    const {ctx, page} = this;
    return html`<h3 class="page-title" part="page-title" tabindex="-1">${ctx.text(page.title)}</h3>
      ${this.#description()} ${renderItems(ctx, page.items, [], 1)}`;
  }

  #description(): unknown {
    const page = this.ctx.form.definition.pages?.find((candidate) => candidate.id === this.page.id);
    return page?.description ? html`<div class="lead">${markdown(this.ctx.text(page.description))}</div>` : nothing;
  }
}

type Group = Extract<Item, {group: unknown}>;

/** Questions that belong together, under one heading. Gone while nothing in it is asked. */
export class EgovGroup extends LightElement {
  static override properties: PropertyDeclarations = {
    ...LightElement.properties,
    item: {attribute: false},
    scopes: {attribute: false},
  };

  declare item: Group;
  declare scopes: readonly Scope[];

  protected override render(): unknown {
    const {ctx, item, scopes} = this;
    this.hidden = !hasVisible(ctx.form, item.items, scopes);
    if (this.hidden) return nothing;
    const title = ctx.text(item.group);
    return html`<section aria-label=${title || nothing}>
      ${title ? html`<h4 part="group-title">${title}</h4>` : nothing}
      ${item.description ? html`<div class="lead">${markdown(ctx.text(item.description))}</div>` : nothing}
      ${renderItems(ctx, item.items, scopes, item.columns ?? 1)}
    </section>`;
  }
}

define('egov-page', EgovPage);
define('egov-group', EgovGroup);

declare global {
  interface HTMLElementTagNameMap {
    'egov-page': EgovPage;
    'egov-group': EgovGroup;
  }
}
