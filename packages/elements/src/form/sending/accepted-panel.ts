import type {SubmitResult} from '@egov-form/core';
import {html, nothing, type TemplateResult} from 'lit';
import {showMoment} from '../../display/dates.ts';
import {icon} from '../../drawing/icons.ts';
import {messageText} from '../../messages/messages.ts';

/** The dossier was handed in. `finish` where the person must say that they have the code: nothing may be left at a kiosk. */
export function acceptedPanel(
  locale: string,
  result: Extract<SubmitResult, {state: 'accepted'}>,
  finish?: () => void,
): TemplateResult {
  return html`<div class="panel accepted" data-tone="good" part="result" tabindex="-1">
    <h2>${icon('check')}${messageText(locale, 'send.accepted')}</h2>
    <dl>
      <dt>${messageText(locale, 'send.code')}</dt>
      <dd class="code" part="code">${result.code}</dd>
      <dt>${messageText(locale, 'send.at')}</dt>
      <dd>${showMoment(result.at)}</dd>
    </dl>
    <p>${messageText(locale, 'send.keep')}</p>
    ${printButton(locale)}${finish ? finishPart(locale, finish) : nothing}
  </div>`;
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
