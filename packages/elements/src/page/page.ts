import type {FormDefinition, Item, PageModel} from '@egov-form/core';
import type {Scope} from '@egov-form/core/effort';
import {html, nothing, type PropertyDeclarations, render} from 'lit';
import {markdown} from '../display/markdown.ts';
import {element, flag, mark, write} from '../drawing/dom.ts';
import {DrawnElement} from '../drawing/drawn-element.ts';
import {icon} from '../drawing/icons.ts';
import {define, LightElement} from '../drawing/light-element.ts';
import {untracked} from '../drawing/signals.ts';
import type {Facts} from '../facts/facts.ts';
import {delegateEvents} from '../field/field.ts';
import {hasVisible} from '../form/form-map.ts';
import {factsPart} from '../form/lazy/facts.ts';
import {fillItems, itemsBox, moveItems} from './items.ts';

/** From here on sections out of sight are not laid out; below it costs more than it saves. */
const LONG_PAGE = 60;

function countFields(items: readonly Item[]): number {
  return items.reduce((sum, item) => sum + ('items' in item ? countFields(item.items) : 1), 0);
}

/** One page of questions. Lives inside `<egov-form>`. */
export class EgovPage extends LightElement {
  static override properties: PropertyDeclarations = {
    ...LightElement.properties,
    page: {attribute: false},
    appended: {attribute: false},
  };

  declare page: PageModel;
  /** It asks nothing, and is shown below the page before it. */
  declare appended: boolean | undefined;

  readonly #items: HTMLElement = itemsBox(1);
  #filled = false;

  constructor() {
    super();
    delegateEvents(this);
  }

  protected override render(): unknown {
    const {ctx, page} = this;
    if (this.appended) return html`<h4 class="appended-title" part="appended">${ctx.text(page.title)}</h4>${this.#items}`;
    return html`<h3 class="page-title" part="page-title" tabindex="-1">${ctx.text(page.title)}</h3>
      ${this.#description()} ${this.#contents()}
      <p class="required-note">${ctx.t('form.requiredNote')}</p>
      ${this.#items}`;
  }

  protected override updated(): void {
    if (this.#filled) return;
    this.#filled = true;
    const {ctx, page} = this;
    this.toggleAttribute('data-long', countFields(page.items) > LONG_PAGE);
    fillItems(this.#items, ctx, page.items, []);
  }

  get #settings(): PageSettings | undefined {
    return this.ctx.form.definition.pages?.find((candidate) => candidate.id === this.page.id);
  }

  #description(): unknown {
    const page = this.#settings;
    return page?.description ? html`<div class="lead">${markdown(this.ctx.text(page.description))}</div>` : nothing;
  }

  #contents(): unknown {
    const {ctx, page} = this;
    if (!this.#settings?.contents) return nothing;
    const groups = page.items.filter((item) => 'group' in item).filter((item) => hasVisible(ctx.form, item.items, []));
    return html`<nav class="contents" part="contents" aria-label=${ctx.t('page.contents')}>
      <p>${ctx.t('page.contents')}</p>
      <ol>
        ${groups.map(
          (group) =>
            html`<li><button type="button" class="link" @click=${() => this.#goTo(group)}>${ctx.text(group.group)}</button></li>`,
        )}
      </ol>
    </nav>`;
  }

  #goTo(group: Item): void {
    this.ctx.slices.finish();
    const target = [...this.querySelectorAll('egov-group')].find(({item}) => item === group);
    const heading = target?.querySelector<HTMLElement>('h4, summary');
    const fold = target?.querySelector('details');
    if (fold) fold.open = true;
    heading?.focus({preventScroll: true});
    heading?.scrollIntoView({block: 'start'});
  }
}

type Group = Extract<Item, {group: unknown}>;
type PageSettings = NonNullable<FormDefinition['pages']>[number];

/** Questions that belong together, under one heading. Gone while nothing in it is asked. */
export class EgovGroup extends DrawnElement {
  declare item: Group;
  /** Of the group around it, where that is facts. */
  declare facts: Facts | undefined;
  #scopes: readonly Scope[] = [];
  #parts: GroupParts | undefined;

  get scopes(): readonly Scope[] {
    return this.#scopes;
  }

  set scopes(scopes: readonly Scope[]) {
    this.#scopes = scopes;
    if (this.#parts) moveItems(this.#parts.items, scopes);
    this.requestUpdate();
  }

  protected override draw(): void {
    const {ctx, item, scopes} = this;
    const part = factsPart();
    const own = this.facts ? undefined : part?.factsOf(ctx, item, scopes);
    const facts = this.facts ?? own;
    const shown =
      part && facts
        ? part.isDrawn(ctx.form, item.items, scopes, facts, own !== undefined)
        : hasVisible(ctx.form, item.items, scopes);
    flag(this, 'hidden', !shown);
    if (!shown) {
      this.replaceChildren();
      return;
    }
    const title = ctx.text(item.group);
    const first = !this.#parts;
    this.#parts ??= groupParts(item);
    const {section, items} = this.#parts;
    // What is left of a group inside of one goes without its heading.
    const isBare = this.facts !== undefined && this.facts.mode !== 'questions';
    flag(this, 'data-bare', isBare);
    flag(this, 'data-settled', own?.isSettled === true);
    mark(section, 'aria-label', (!isBare && title) || undefined);
    if (!isBare) this.#drawHead(this.#parts, title);
    if (first && own) part?.putFacts(ctx, own, items, {titled: () => ctx.text(item.group), isLine: scopes.length > 0});
    if (!section.parentNode) this.append(section);
    if (first) fillItems(items, ctx, item.items, scopes, facts);
  }

  #drawHead({head, items}: GroupParts, title: string): void {
    const {ctx, item} = this;
    // The page's own heading says it already, except where it is what one opens the group by.
    const isSaid = untracked(() =>
      ctx.form.pages.some((page) => ctx.text(page.title) === title && (page.id === ctx.form.page || holds(page.items, item))),
    );
    let heading = head.querySelector(':scope > h4');
    if (title === '' || (isSaid && !item.folded)) heading?.remove();
    else {
      heading ??= element('h4', {part: 'group-title', tabindex: '-1'});
      if (!heading.parentNode) head.prepend(heading);
      write(heading, title);
    }
    if (!item.description) return;
    let lead = items.closest('details, section')?.querySelector<HTMLElement>(':scope > .lead');
    if (!lead) {
      lead = element('div', {class: 'lead'});
      items.before(lead);
    }
    render(markdown(ctx.text(item.description)), lead);
  }
}

function holds(items: readonly Item[], wanted: Item): boolean {
  return items.some((item) => item === wanted || ('items' in item && holds(item.items, wanted)));
}

/** Where heading and questions of a group stand. */
interface GroupParts {
  readonly section: HTMLElement;
  readonly head: HTMLElement;
  readonly items: HTMLElement;
}

function groupParts(item: Group): GroupParts {
  const section = element('section', {});
  const items = itemsBox(item.columns ?? 1);
  if (!item.folded) {
    section.append(items);
    return {section, head: section, items};
  }
  const head = element('summary', {});
  section.append(element('details', {class: 'fold', part: 'fold'}, head, items));
  return {section, head, items};
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
