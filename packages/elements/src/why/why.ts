import type {Field} from '@egov-form/core';
import {html, nothing, render} from 'lit';
import {element, pattern, write} from '../internal/dom.ts';
import {DrawnElement} from '../internal/drawn-element.ts';
import type {FormContext} from '../internal/form-context.ts';
import {define} from '../internal/light-element.ts';
import type {MessageKey} from '../messages/keys.ts';

/** Whether the definition says of this question itself when it is asked, required, or fixed. */
export function hasReason({settings, lockedBy}: Field): boolean {
  return isRule(settings.visible) || isRule(settings.required) || isRule(settings.readonly) || lockedBy === 'computed';
}

/** The question of a question: why it is asked, or why it cannot be changed. Draws into the element of an earlier drawing. */
export function drawWhy(ctx: FormContext, {pointer, lockedBy}: Field, earlier: EgovWhy | undefined): EgovWhy {
  const locked = lockedBy === 'computed' || lockedBy === 'rule';
  const drawn = earlier ?? document.createElement('egov-why');
  drawn.ctx = ctx;
  drawn.pointers = [pointer];
  drawn.question = locked ? 'why.locked' : 'why.asked';
  return drawn;
}

const box = pattern(() => element('details', {class: 'why', part: 'why'}, element('summary', {})));

function isRule(rule: unknown): boolean {
  return typeof rule === 'object' && rule !== null;
}

/**
 * "Why?": unfolds to the rules behind one question, or behind several that are not asked, in plain words. What it needs is
 * loaded when it is unfolded first. Lives inside `<egov-form>`.
 */
export class EgovWhy extends DrawnElement {
  #pointers: readonly string[] = [];
  #question: MessageKey = 'why.asked';
  /** It was unfolded. */
  #asked = false;

  /** Fields, or document slots as `#/documents/<name>`. */
  get pointers(): readonly string[] {
    return this.#pointers;
  }

  set pointers(pointers: readonly string[]) {
    if (pointers.length === this.#pointers.length && pointers.every((pointer, i) => pointer === this.#pointers[i])) return;
    this.#pointers = pointers;
    this.requestUpdate();
  }

  /** What the person asks by unfolding it. */
  get question(): MessageKey {
    return this.#question;
  }

  set question(question: MessageKey) {
    if (question === this.#question) return;
    this.#question = question;
    this.requestUpdate();
  }

  protected override draw(): void {
    const details = (this.firstElementChild as HTMLElement | null) ?? this.appendChild(box());
    const summary = details.firstElementChild;
    if (summary) write(summary, this.ctx.t(this.question));
    if (this.#asked) render(this.#answer(), details);
    else details.ontoggle = () => this.#unfold();
  }

  #unfold(): void {
    if (this.#asked) return;
    this.#asked = true;
    this.requestUpdate();
  }

  #answer(): unknown {
    const {ctx, pointers} = this;
    const {definition} = ctx.form;
    const reasons = this.later('reasons', async () => (await import('./reasons.ts')).reasonsOf(definition, ctx.packs));
    if (!reasons) return nothing;
    if (pointers.length === 1) return reasons(pointers[0] ?? '', ctx.locale).map((sentence) => html`<p>${sentence}.</p>`);
    // Those that share a reason are named together.
    const labels = new Map<string, string[]>();
    for (const pointer of pointers) {
      const reason = reasons(pointer, ctx.locale).join('; ');
      if (reason !== '') labels.set(reason, [...(labels.get(reason) ?? []), ctx.form.labelOf(pointer, ctx.locale)]);
    }
    return html`<ul>${[...labels].map(
      ([reason, names]) =>
        html`<li><strong>${new Intl.ListFormat(ctx.locale).format([...new Set(names)])}</strong>: ${reason}.</li>`,
    )}</ul>`;
  }
}

define('egov-why', EgovWhy);

declare global {
  interface HTMLElementTagNameMap {
    'egov-why': EgovWhy;
  }
}
