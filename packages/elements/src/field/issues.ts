import type {Issue} from '@egov-form/core';
import {html, type TemplateResult} from 'lit';
import type {FormContext} from '../internal/form-context.ts';
import {icon} from '../internal/icons.ts';

const ICONS = {error: 'error', warning: 'alert', info: 'info'} as const;

/** What is wrong, in words; the kind is said in words and shown by a sign, not by colour alone. */
export function shownIssues(ctx: FormContext, id: string, issues: readonly Issue[]): TemplateResult {
  return html`<div class="issues" part="issues" id=${id}>
    ${issues.map(
      (issue) => html`<p class="issue" part=${`issue ${issue.severity}`} data-severity=${issue.severity} data-code=${issue.code}>
        ${icon(ICONS[issue.severity])}<span><span class="unseen">${ctx.t(issue.severity)}: </span>${ctx.form.messageOf(issue, ctx.locale)}</span>
      </p>`,
    )}
  </div>`;
}
