import type {FormDefinition, FormError} from '@egov-form/core';
import {html, nothing, type TemplateResult} from 'lit';
import {markdown} from '../display/markdown.ts';
import {icon} from '../drawing/icons.ts';
import {messageText} from '../messages/messages.ts';
import type {FormContext} from './form-context.ts';

/** What the form is called and is about. */
export function formHead(ctx: FormContext, {title, description}: FormDefinition): TemplateResult {
  return html`<header class="head top" part="head">
    <h2 part="title">${ctx.text(title)}</h2>
    ${description ? html`<div class="lead" part="description">${markdown(ctx.text(description))}</div>` : nothing}
  </header>`;
}

/** The form cannot be shown: what, where in the definition, and what to do. */
export function errorPanel(locale: string, error: FormError, retry: () => void): TemplateResult {
  const t = (key: Parameters<typeof messageText>[1]) => messageText(locale, key);
  const pointer = error.details['pointer'];
  const problems = error.details['problems'];
  return html`<div class="panel" data-tone="error" part="error" role="alert">
    <h2>${icon('error')}${t('error.title')}</h2>
    <p>${error.message}</p>
    ${
      Array.isArray(problems) && problems.length > 1
        ? html`<ul>
          ${problems.slice(0, 20).map((problem) => html`<li>${problemText(problem)}</li>`)}
        </ul>`
        : nothing
    }
    <dl>
      <dt>${t('error.code')}</dt>
      <dd><code>${error.code}</code></dd>
      ${typeof pointer === 'string' ? html`<dt>${t('error.where')}</dt><dd><code>${pointer || '/'}</code></dd>` : nothing}
    </dl>
    <p>${t('error.next')}</p>
    <button type="button" class="secondary" @click=${retry}>${t('retry')}</button>
  </div>`;
}

function problemText(problem: unknown): string {
  if (typeof problem !== 'object' || problem === null) return String(problem);
  const {pointer, message} = problem as {pointer?: unknown; message?: unknown};
  return [pointer, message].filter((part) => typeof part === 'string').join(': ');
}

/** What happened while the form was opened. */
export function noticeBar(texts: readonly string[]): TemplateResult[] {
  return texts.map((text) => html`<p class="notice" data-tone="info" part="notice">${icon('info')}<span>${text}</span></p>`);
}

/** It is not there yet. */
export function loadingNote(locale: string): TemplateResult {
  return html`<p class="loading"><span class="spinner" aria-hidden="true"></span>${messageText(locale, 'form.loading')}</p>`;
}
