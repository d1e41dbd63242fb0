import type {Field} from '@egov-form/core';
import {html, nothing, render, type TemplateResult} from 'lit';
import {joinWords} from '../display/join-words.ts';
import {element, mark, pattern, write} from '../drawing/dom.ts';
import {DrawnElement} from '../drawing/drawn-element.ts';
import {define} from '../drawing/light-element.ts';
import type {FormContext} from '../form/form-context.ts';

/** Whether the definition says of this question itself when it is asked, required, or fixed. */
export function hasReason({settings, lockedBy}: Field): boolean {
  return isRule(settings.visible) || isRule(settings.required) || isRule(settings.readonly) || lockedBy === 'computed';
}

/**
 * The question of a question: why it is asked, or why it cannot be changed. Draws into the node of an earlier drawing. A plain
 * button: a page may hold thousands, and of each `details` a browser makes a shadow tree.
 */
export function drawWhy(ctx: FormContext, {lockedBy}: Field, earlier: HTMLElement | undefined): HTMLElement {
  const drawn = earlier ?? folded();
  const locked = lockedBy === 'computed' || lockedBy === 'rule';
  if (drawn.firstElementChild) write(drawn.firstElementChild, ctx.t(locked ? 'why.locked' : 'why.asked'));
  return drawn;
}

const folded = pattern(() =>
  element('div', {class: 'why', part: 'why'}, element('button', {type: 'button', class: 'link', 'aria-expanded': 'false'}, ' ')),
);

/** The same for what a form does not ask. */
export function whyHidden(ctx: FormContext, pointers: readonly string[]): TemplateResult {
  const press = ({currentTarget}: Event) => pressWhy((currentTarget as Element).parentElement as Element, ctx, pointers);
  return html`<div class="why" part="why">
    <button type="button" class="link" aria-expanded="false" @click=${press}>${ctx.t('why.hidden')}</button>
    <egov-why .ctx=${ctx} .pointers=${pointers} hidden></egov-why>
  </div>`;
}

/** Its button was pressed: show the answer, or put it away. */
export function pressWhy(drawn: Element, ctx: FormContext, pointers: readonly string[]): void {
  const [button, there] = drawn.children;
  const answer = there instanceof EgovWhy ? there : drawn.appendChild(document.createElement('egov-why'));
  Object.assign(answer, {ctx, pointers});
  answer.hidden = button?.getAttribute('aria-expanded') === 'true';
  if (button) mark(button, 'aria-expanded', String(!answer.hidden));
  answer.requestUpdate();
}

function isRule(rule: unknown): boolean {
  return typeof rule === 'object' && rule !== null;
}

/**
 * The rules behind one question, or behind several that are not asked, in plain words. What it needs is loaded when it is
 * shown first. Lives inside `<egov-form>`.
 */
export class EgovWhy extends DrawnElement {
  #pointers: readonly string[] = [];

  /** Fields, or document slots as `#/documents/<name>`. */
  get pointers(): readonly string[] {
    return this.#pointers;
  }

  set pointers(pointers: readonly string[]) {
    if (pointers.length === this.#pointers.length && pointers.every((pointer, i) => pointer === this.#pointers[i])) return;
    this.#pointers = pointers;
    this.requestUpdate();
  }

  protected override draw(): void {
    if (!this.hidden) render(this.#answer(), this);
  }

  #answer(): unknown {
    const {ctx, pointers} = this;
    const reasons = this.later('reasons', async () => (await import('./reasons.ts')).reasonsOf(ctx.form, ctx.packs));
    if (!reasons) return nothing;
    if (pointers.length === 1) return reasons(pointers[0] ?? '', ctx.locale).map((sentence) => html`<p>${sentence}.</p>`);
    // Those that share a reason are named together.
    const labels = new Map<string, string[]>();
    for (const pointer of pointers) {
      const reason = reasons(pointer, ctx.locale).join('; ');
      if (reason !== '') labels.set(reason, [...(labels.get(reason) ?? []), ctx.form.labelOf(pointer, ctx.locale)]);
    }
    return html`<ul>${[...labels].map(
      ([reason, names]) => html`<li><strong>${joinWords(ctx.locale, [...new Set(names)])}</strong>: ${reason}.</li>`,
    )}</ul>`;
  }
}

define('egov-why', EgovWhy);

declare global {
  interface HTMLElementTagNameMap {
    'egov-why': EgovWhy;
  }
}
