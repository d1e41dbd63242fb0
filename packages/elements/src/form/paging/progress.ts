import type {PageModel} from '@egov-form/core';
import {html, nothing, type TemplateResult} from 'lit';
import {icon} from '../../drawing/icons.ts';
import type {FormContext} from '../form-context.ts';

/** Id of the last step, which is not a page of the definition. */
export const REVIEW = 'review';

/** Where the person is. Steps that were visited are buttons; the others cannot be jumped to. */
export function progressNav(
  ctx: FormContext,
  pages: readonly PageModel[],
  current: string,
  visited: ReadonlySet<string>,
  go: (page: string) => void,
): TemplateResult | typeof nothing {
  const steps = [...pages.map(({id, title}) => ({id, title: ctx.text(title)})), {id: REVIEW, title: ctx.t('review.title')}];
  const index = steps.findIndex((step) => step.id === current);
  const next = steps[index + 1];
  return html`<nav class="progress" part="progress" aria-label=${ctx.t('form.steps')}>
    <p class="progress-words">
      <strong>${ctx.t('form.step', {n: index + 1, total: steps.length})}<span class="step-here">: ${steps[index]?.title}</span></strong>
      ${next ? html`<span class="step-next">${ctx.t('form.stepNext', {title: next.title})}</span>` : nothing}
    </p>
    <ol>
      ${steps.map(({id, title}, at) => {
        const state = id === current ? 'current' : visited.has(id) ? 'done' : 'ahead';
        const inner = html`<span class="dot" aria-hidden="true">${state === 'done' ? icon('check') : at + 1}</span
          ><span class="step-title">${title}${state === 'done' ? html`<span class="unseen"> (${ctx.t('form.stepDone')})</span>` : nothing}</span>`;
        return html`<li data-state=${state} aria-current=${state === 'current' ? 'step' : nothing}>
          ${state === 'done' ? html`<button type="button" data-page=${id} @click=${() => go(id)}>${inner}</button>` : html`<span class="step">${inner}</span>`}
        </li>`;
      })}
    </ol>
  </nav>`;
}
