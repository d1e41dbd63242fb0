import type {Lookup, LookupDifference} from '@egov-form/core';
import {html, nothing, type TemplateResult} from 'lit';
import {displayValue} from '../display/display.ts';
import {maskedValue} from '../display/masked.ts';
import type {Waiting} from '../field/field-type.ts';
import type {FormContext} from '../form/form-context.ts';

/**
 * What the person said and what the register says, side by side, before anything that they typed is changed; and where the
 * register's value stands, what it replaced, as long as it stands. They take all of it, keep all of theirs, or take the fill back.
 */
export function differencesPanel(
  ctx: FormContext,
  waiting: Partial<Waiting>,
  lookup: Lookup,
  resolve: (choice: 'all' | 'empty' | 'none') => void,
): TemplateResult | typeof nothing {
  const {differences} = lookup;
  const open = differences.filter(({replaced}) => !replaced);
  const replaced = differences.filter((one) => one.replaced);
  if (differences.length === 0) return nothing;
  const unread = replaced.some(({pointer}) => ctx.form.field(pointer).issues.some(({code}) => code === 'conflict.replaced'));
  const choices = html`<div class="differs-do">
    <button type="button" class="secondary small" @click=${() => resolve('all')}>${ctx.t('differs.all')}</button>
    ${
      open.length > 0
        ? html`<button type="button" class="secondary small" @click=${() => resolve('empty')}>${ctx.t('differs.empty')}</button>`
        : nothing
    }
    <button type="button" class="quiet small" @click=${() => resolve('none')}>${ctx.t('differs.none')}</button>
  </div>`;
  const rows = (some: readonly LookupDifference[]): TemplateResult =>
    html`<table>
      <thead>
        <tr>
          <th scope="col">${ctx.t('differs.field')}</th>
          <th scope="col">${ctx.t('differs.mine')}</th>
          <th scope="col">${ctx.t('differs.theirs')}</th>
        </tr>
      </thead>
      <tbody>
        ${some.map((one) => differenceRow(ctx, waiting, one))}
      </tbody>
    </table>`;
  return html`<div class="differs" part="differences">
    ${
      open.length > 0
        ? html`<p class="title">${ctx.t('differs.title', {n: open.length})}</p>
          ${rows(open)}${choices}`
        : nothing
    }
    ${
      replaced.length > 0
        ? html`<p class="title">${ctx.t('differs.replaced', {n: replaced.length})}</p>
          ${rows(replaced)}${open.length === 0 && unread ? choices : nothing}`
        : nothing
    }
  </div>`;
}

function differenceRow(ctx: FormContext, waiting: Partial<Waiting>, {pointer, mine, theirs}: LookupDifference): TemplateResult {
  const field = ctx.form.field(pointer);
  const show = (value: LookupDifference['mine']): string =>
    maskedValue(field, value) ?? (displayValue(ctx, waiting, field, value) || ctx.t('conflict.empty'));
  return html`<tr>
    <th scope="row">${ctx.form.labelOf(pointer, ctx.locale)}</th>
    <td data-label=${ctx.t('differs.mine')}>${show(mine)}</td>
    <td data-label=${ctx.t('differs.theirs')}>${show(theirs)}</td>
  </tr>`;
}
