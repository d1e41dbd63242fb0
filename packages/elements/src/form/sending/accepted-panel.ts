import type {SubmitResult} from '@egov-form/core';
import {html, nothing, type TemplateResult} from 'lit';
import {showMoment} from '../../display/dates.ts';
import {icon} from '../../drawing/icons.ts';
import {messageText} from '../../messages/messages.ts';
import type {FormContext} from '../form-context.ts';

/**
 * The dossier was handed in, and what comes next. That it was received is said by an officer, later, and not here. `finish` where
 * the person must say that they have the code: nothing may be left at a kiosk.
 */
export function acceptedPanel(
  ctx: FormContext,
  result: Extract<SubmitResult, {state: 'accepted'}>,
  finish?: () => void,
): TemplateResult {
  const {authority, time, result: outcome} = ctx.form.definition.procedure ?? {};
  const steps: readonly Step[] = [
    {state: 'done', title: ctx.t('send.sent'), words: showMoment(result.at)},
    {state: 'current', title: ctx.t('send.waiting'), words: ctx.text(authority)},
    {state: 'ahead', title: ctx.t('send.processing'), words: time ? ctx.t('send.due', {time: ctx.text(time)}) : ''},
    {state: 'ahead', title: ctx.t('send.outcome'), words: ctx.text(outcome)},
  ];
  return html`<div class="panel accepted" data-tone="good" part="result" tabindex="-1">
    <h2>${icon('check')}${ctx.t('send.accepted')}</h2>
    <dl>
      <dt>${ctx.t('send.code')}</dt>
      <dd class="code" part="code">${result.code}</dd>
    </dl>
    <p>${ctx.t('send.keep')}</p>
    <ol class="timeline" part="timeline">
      ${steps.map(timelineStep)}
    </ol>
    ${printButton(ctx.locale)}${finish ? finishPart(ctx.locale, finish) : nothing}
  </div>`;
}

interface Step {
  readonly state: 'done' | 'current' | 'ahead';
  readonly title: string;
  readonly words: string;
}

function timelineStep({state, title, words}: Step): TemplateResult {
  return html`<li data-state=${state} aria-current=${state === 'current' ? 'step' : nothing}>
    <strong>${title}</strong>${words === '' ? nothing : html`<span>${words}</span>`}
  </li>`;
}

function finishPart(locale: string, finish: () => void): TemplateResult {
  return html`<p>${messageText(locale, 'kiosk.writeDown')}</p>
    <button type="button" class="primary" part="finish" @click=${finish}>${messageText(locale, 'kiosk.finish')}</button>`;
}

/** Prints the declaration, which the page holds out of sight. */
export function printButton(locale: string): TemplateResult {
  return html`<button type="button" class="secondary" part="print" @click=${() => globalThis.print()}>
    ${icon('paper')}${messageText(locale, 'print.do')}
  </button>`;
}
