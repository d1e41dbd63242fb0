import type {Form, Issue} from '@egov-form/core';
import {html, nothing, type PropertyDeclarations} from 'lit';
import {placeOf} from '../internal/form-map.ts';
import {icon} from '../internal/icons.ts';
import {define, LightElement} from '../internal/light-element.ts';
import {titleSays} from './page-title.ts';

/** Pointer of the declaration on the review page, which is not part of the answers. */
export const DECLARATION = '#/declaration';

/** So many are listed at first: who has more to mend starts with these. */
const AT_FIRST = 20;

/**
 * What stands in the way of going on: one link per mistake that puts the focus on its control, on whatever page.
 * Mended ones go by themselves. Lives inside `<egov-form>`.
 */
export class EgovSummary extends LightElement {
  static override properties: PropertyDeclarations = {
    ...LightElement.properties,
    issues: {attribute: false},
    lead: {attribute: false},
    untitled: {type: Boolean},
    whole: {state: true},
  };

  declare issues: readonly Issue[];
  /** A sentence above the list. */
  declare lead: string | undefined;
  /** The title of the page does not say that there are errors. */
  declare untitled: boolean;
  /** Which issues the person wants to see all of. */
  declare whole: readonly Issue[] | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    titleSays(this, undefined);
  }

  protected override render(): unknown {
    const {ctx} = this;
    const open = this.issues.filter((issue) => isStillOpen(ctx.form, issue));
    const wrong = open.some(({severity}) => severity === 'error');
    titleSays(this, wrong && !this.untitled ? ctx.t('error') : undefined);
    this.hidden = open.length === 0;
    if (open.length === 0) return nothing;
    const shown = this.whole === this.issues ? open.length : AT_FIRST;
    const title = ctx.t(wrong ? 'summary.title' : 'summary.warnings', {n: open.length});
    return html`<div class="summary" part="summary" role="group" aria-label=${title} data-tone=${wrong ? 'error' : 'warning'} tabindex="-1">
      <p class="summary-title">${icon(wrong ? 'error' : 'alert')}<strong>${title}</strong></p>
      ${this.lead ? html`<p>${this.lead}</p>` : nothing}
      <ul>
        ${open.slice(0, shown).map(
          (issue) =>
            html`<li>
              <button type="button" class="link" data-target=${issue.pointer} @click=${() => void ctx.host.focusField(issue.pointer)}>
                ${this.#words(issue)}
              </button>
            </li>`,
        )}
      </ul>
      ${
        shown < open.length
          ? html`<button type="button" class="link" part="more" @click=${() => this.#showAll(shown)}>
            ${ctx.t('summary.all', {n: open.length})}
          </button>`
          : nothing
      }
    </div>`;
  }

  #words(issue: Issue): string {
    const {ctx} = this;
    const text = issue.pointer === DECLARATION ? ctx.t('review.declareRequired') : ctx.form.messageOf(issue, ctx.locale);
    const label = issue.pointer === '' || issue.pointer === DECLARATION ? '' : ctx.form.labelOf(issue.pointer, ctx.locale);
    return label === '' || text.toLocaleLowerCase().includes(label.toLocaleLowerCase()) ? text : `${label}: ${text}`;
  }

  #showAll(before: number): void {
    this.whole = this.issues;
    void this.updateComplete.then(() => this.querySelectorAll<HTMLElement>('li button')[before]?.focus());
  }

  focusTitle(): void {
    this.querySelector<HTMLElement>('.summary')?.focus();
  }
}

/** Whether the mistake is still there. Reads only the place that it is about. */
function isStillOpen(form: Form, issue: Issue): boolean {
  if (issue.pointer === DECLARATION) return true;
  const place = placeOf(form, issue.pointer);
  if (!place) return true;
  const same = (candidate: Issue) => candidate.code === issue.code && candidate.pointer === issue.pointer;
  if (place.kind === 'document') {
    const slot = form.document(place.pointer.slice('#/documents/'.length));
    return slot.visible && slot.issues.some(same);
  }
  if (place.kind === 'list') {
    const list = form.list(place.pointer);
    return list.visible && list.issues.some(same);
  }
  const field = form.field(place.pointer);
  return field.visible && field.issues.some(same);
}

define('egov-summary', EgovSummary);

declare global {
  interface HTMLElementTagNameMap {
    'egov-summary': EgovSummary;
  }
}
