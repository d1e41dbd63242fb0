import type {Field} from '@egov-form/core';
import {html, nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import type {FormContext} from '../internal/form-context.ts';
import {define, LightElement} from '../internal/light-element.ts';
import type {MessageKey} from '../messages/keys.ts';

/** Whether the definition says of this question itself when it is asked, required, or fixed. */
export function hasReason({settings, lockedBy}: Field): boolean {
  return isRule(settings.visible) || isRule(settings.required) || isRule(settings.readonly) || lockedBy === 'computed';
}

/** The question of a question: why it is asked, or why it cannot be changed. */
export function whyLine(ctx: FormContext, {pointer, lockedBy}: Field): TemplateResult {
  const locked = lockedBy === 'computed' || lockedBy === 'rule';
  return html`<egov-why .ctx=${ctx} .pointers=${[pointer]} .question=${locked ? 'why.locked' : 'why.asked'}></egov-why>`;
}

function isRule(rule: unknown): boolean {
  return typeof rule === 'object' && rule !== null;
}

/**
 * "Why?": unfolds to the rules behind one question, or behind several that are not asked, in plain words. What it needs is
 * loaded when it is unfolded first. Lives inside `<egov-form>`.
 */
export class EgovWhy extends LightElement {
  static override properties: PropertyDeclarations = {
    ...LightElement.properties,
    pointers: {attribute: false},
    question: {attribute: false},
    asked: {state: true},
  };

  /** Fields, or document slots as `#/documents/<name>`. */
  declare pointers: readonly string[];
  /** What the person asks by unfolding it. */
  declare question: MessageKey;
  /** It was unfolded. */
  declare asked: boolean;

  protected override render(): unknown {
    const {ctx} = this;
    return html`<details class="why" part="why" @toggle=${() => (this.asked = true)}>
      <summary>${ctx.t(this.question)}</summary>
      ${this.asked ? this.#answer() : nothing}
    </details>`;
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
