import type {Item, PageModel} from '@egov-form/core';
import {html, nothing, type PropertyDeclarations} from 'lit';
import {hasVisible, type Scope} from '../internal/form-map.ts';
import {icon} from '../internal/icons.ts';
import {define, LightElement} from '../internal/light-element.ts';
import {markdown} from '../internal/markdown.ts';
import '../document/document.ts';
import '../field/field.ts';
import '../list/list.ts';
import {renderItems} from './items.ts';

/** From here on sections out of sight are not laid out; below it costs more than it saves. */
const LONG_PAGE = 60;

function countFields(items: readonly Item[]): number {
  return items.reduce((sum, item) => sum + ('items' in item ? countFields(item.items) : 1), 0);
}

/** One page of questions. Lives inside `<egov-form>`. */
export class EgovPage extends LightElement {
  static override properties: PropertyDeclarations = {...LightElement.properties, page: {attribute: false}};

  declare page: PageModel;

  protected override render(): unknown {
    const {ctx, page} = this;
    this.toggleAttribute('data-long', countFields(page.items) > LONG_PAGE);
    return html`<h3 class="page-title" part="page-title" tabindex="-1">${ctx.text(page.title)}</h3>
      ${this.#description()}
      <p class="required-note">${ctx.t('form.requiredNote')}</p>
      ${renderItems(ctx, page.items, [], 1)}`;
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
    // The page's own heading says it already.
    const page = this.closest<EgovPage>('egov-page')?.page;
    const heading = title !== '' && title !== ctx.text(page?.title);
    return html`<section aria-label=${title || nothing}>
      ${heading ? html`<h4 part="group-title">${title}</h4>` : nothing}
      ${item.description ? html`<div class="lead">${markdown(ctx.text(item.description))}</div>` : nothing}
      ${renderItems(ctx, item.items, scopes, item.columns ?? 1)}
    </section>`;
  }
}

type TextBlock = Extract<Item, {text: unknown}>;

/** Words between the questions, while their rule holds. */
export class EgovText extends LightElement {
  static override properties: PropertyDeclarations = {
    ...LightElement.properties,
    item: {attribute: false},
    scopes: {attribute: false},
  };

  declare item: TextBlock;
  declare scopes: readonly Scope[];

  protected override render(): unknown {
    const {ctx, item, scopes} = this;
    this.hidden = !ctx.form.showsText(item, scopes.at(-1)?.pointer ?? '');
    if (this.hidden) return nothing;
    const tone = item.tone ?? 'plain';
    return html`<div class="text" data-tone=${tone}>
      ${tone === 'plain' ? nothing : icon(tone === 'warning' ? 'alert' : 'info')}
      <div>${markdown(ctx.text(item.text))}</div>
    </div>`;
  }
}

define('egov-page', EgovPage);
define('egov-text', EgovText);
define('egov-group', EgovGroup);

declare global {
  interface HTMLElementTagNameMap {
    'egov-page': EgovPage;
    'egov-group': EgovGroup;
    'egov-text': EgovText;
  }
}
