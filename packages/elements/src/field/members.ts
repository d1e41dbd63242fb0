import type {Json, JsonObject, Option} from '@egov-form/core';
import {html, nothing, type TemplateResult} from 'lit';
import {live} from 'lit/directives/live.js';
import type {FieldHost} from './field-type.ts';
import {autocompleteOf} from './form-memory.ts';
import {shownIssues} from './issues.ts';
import {hearTyping} from './native-controls.ts';

/** What a control of one member of the answer needs to know of its place. */
export interface Place {
  readonly id: string;
  readonly label: string;
  readonly describedBy: string | undefined;
  readonly invalid: boolean;
  readonly required: boolean;
}

/** The answer as an object; an empty one for none. */
export function objectOf(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

/** A member as text; empty for none. */
export function textOf(value: JsonObject, member: string): string {
  const text = value[member];
  return typeof text === 'string' ? text : '';
}

/** The answer with members changed, `''` and `undefined` taken out; nothing when only members that are no answer remain. */
export function withMembers(
  value: JsonObject,
  changes: {readonly [member: string]: unknown},
  noAnswer: readonly string[] = [],
): JsonObject | undefined {
  const kept = Object.entries({...value, ...changes}).filter(([, member]) => member !== undefined && member !== '');
  return kept.some(([name]) => !noAnswer.includes(name)) ? (Object.fromEntries(kept) as JsonObject) : undefined;
}

/** One member: its label, control and issues. The legend above names the whole, and is not said again. The first takes its id and description. */
export function memberPart(
  host: FieldHost,
  member: string,
  required: boolean,
  first: boolean,
  control: (place: Place) => TemplateResult,
): TemplateResult {
  const {field, ctx} = host;
  const pointer = `${field.pointer}/${member}`;
  const id = first ? host.controlId : `${host.controlId}-${member}`;
  const full = ctx.form.labelOf(pointer, ctx.locale);
  const label = full.startsWith(`${host.label}: `) ? full.slice(host.label.length + 2) : full;
  const issues = host.issuesOf(member);
  return html`<div class="part" data-pointer=${pointer}>
    <label for=${id} part="label"
      >${label}${required ? html`<span class="required" aria-hidden="true"> *</span>` : nothing}</label
    >
    ${control({
      id,
      label,
      required,
      describedBy: issues.length > 0 ? `${id}-issues` : first ? host.describedBy : undefined,
      invalid: issues.some((issue) => issue.severity === 'error'),
    })}
    ${issues.length > 0 ? shownIssues(ctx, `${id}-issues`, issues) : nothing}
  </div>`;
}

/** A text box for one member. `store` says what the whole answer becomes. */
export function memberInput(
  host: FieldHost,
  {id, describedBy, invalid, required}: Place,
  member: string,
  parts: {readonly inputMode?: string; readonly autocomplete?: string; readonly capitals?: boolean; store(text: string): unknown},
): TemplateResult {
  const stored = textOf(objectOf(host.field.value), member);
  const text = host.shown(stored, member);
  const hear = hearTyping(host, stored, parts.store, member);
  return html`<input
    class=${parts.capitals ? 'control capitals' : 'control'}
    part="control"
    type="text"
    id=${id}
    lang="vi"
    inputmode=${parts.inputMode ?? nothing}
    enterkeyhint="next"
    autocomplete=${autocompleteOf(host, parts.autocomplete, text)}
    spellcheck="false"
    autocorrect="off"
    writingsuggestions="false"
    aria-required=${required ? 'true' : nothing}
    aria-invalid=${invalid ? 'true' : nothing}
    aria-describedby=${describedBy ?? nothing}
    .value=${live(text)}
    @input=${hear}
    @compositionend=${hear}
    @change=${hear}
  />`;
}

/** A search box for one member, its choices by name. */
export function memberSearch(
  host: FieldHost,
  {id, label, describedBy, invalid, required}: Place,
  member: string,
  options: readonly Option[] | undefined,
  choose: (value: unknown) => void,
  blocked?: string,
): TemplateResult {
  return host.combobox(member).render({
    ...{ctx: host.ctx, id, label, describedBy, invalid, required, options, choose},
    byName: true,
    value: objectOf(host.field.value)[member],
    ...(blocked ? {placeholder: blocked, disabled: true} : {}),
  });
}
