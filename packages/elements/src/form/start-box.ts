import type {FormDefinition} from '@egov-form/core';
import {html, nothing, type TemplateResult} from 'lit';
import {joinWords} from '../display/join-words.ts';
import {icon} from '../drawing/icons.ts';
import {effortOf} from './effort.ts';
import type {FormContext} from './form-context.ts';

/** What to have at hand and what to expect, computed from the definition: effort, documents, registers, fee, time. */
export function startBox(ctx: FormContext, definition: FormDefinition): TemplateResult | typeof nothing {
  const {procedure, documents, lookups} = definition;
  const facts: TemplateResult[] = [];
  const add = (label: string, value: unknown) => facts.push(html`<div><dt>${label}</dt><dd>${value}</dd></div>`);

  const papers = Object.keys(documents ?? {})
    .map((name) => ctx.form.document(name))
    .filter((slot) => slot.visible);
  if (papers.length > 0) {
    add(
      ctx.t('start.documents'),
      html`<ul>
        ${papers.map(
          (slot) =>
            html`<li>${ctx.text(slot.settings.title)}${slot.required ? nothing : html` <span class="none">(${ctx.t('start.optional')})</span>`}</li>`,
        )}
      </ul>`,
    );
  }
  const registers = [...new Set(Object.values(lookups ?? {}).map((lookup) => ctx.text(lookup.title)))].filter(
    (title) => title !== '',
  );
  if (registers.length > 0) {
    add(
      ctx.t('start.registers'),
      html`<ul>
        ${registers.map((title) => html`<li>${title}</li>`)}
      </ul>`,
    );
  }
  if (procedure?.fee) add(ctx.t('start.fee'), ctx.text(procedure.fee));
  if (procedure?.time) add(ctx.t('start.time'), ctx.text(procedure.time));
  if (procedure?.authority) add(ctx.t('start.authority'), ctx.text(procedure.authority));
  if (procedure?.result) add(ctx.t('start.result'), ctx.text(procedure.result));
  // A form that needs nothing at hand is begun at once.
  if (facts.length === 0) return nothing;
  const {questions, minutes} = effortOf(ctx.form);
  const needed = papers.filter((slot) => slot.required && !slot.notNeeded).map((slot) => ctx.text(slot.settings.title));
  const effort = [
    ctx.t('start.minutes', {n: minutes}),
    ctx.t('start.questions', {n: questions}),
    ...(needed.length > 0 ? [ctx.t('start.papers', {names: joinWords(ctx.locale, needed)})] : []),
  ].join(', ');
  return html`<details class="start" part="start">
    <summary>${icon('info')}<span>${ctx.t('start.title')}<span class="effort" part="effort">${effort}</span></span></summary>
    <dl>${facts}</dl>
  </details>`;
}
