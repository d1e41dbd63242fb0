import {html, type TemplateResult} from 'lit';
import type {Dossier} from '../officer/dossier.ts';
import type {FormMode} from './definition/procedure-module.ts';
import type {FormContext} from './form-context.ts';
import type {FormHostApi} from './form-host-api.ts';
import {whenRead, whenReviewed} from './lazy/parts.ts';

/** A form in a mode in which nothing is filled in; `undefined` for the one in which it is. Tracked. */
export function readingView(
  mode: FormMode,
  ctx: FormContext,
  screen: FormHostApi,
  head: TemplateResult,
  dossier: Dossier | undefined,
): unknown {
  const {locale} = ctx;
  const paper = html`<egov-print .ctx=${ctx}></egov-print>`;
  switch (mode) {
    case 'print':
      return whenReviewed(screen, locale, () => html`<egov-print .ctx=${ctx} shown></egov-print>`);
    case 'officer':
      return html`${head}${whenRead(
        screen,
        locale,
        (part) => html`<div class="card" part="card"><egov-officer .ctx=${ctx} .dossier=${dossier}></egov-officer></div>
          <p class="print-do">${part.printButton(locale)}</p>${paper}`,
      )}`;
    case 'review':
      return html`${head}${whenReviewed(
        screen,
        locale,
        () => html`<div class="card"><egov-review .ctx=${ctx}></egov-review></div>${paper}`,
      )}`;
    default:
      return undefined;
  }
}
