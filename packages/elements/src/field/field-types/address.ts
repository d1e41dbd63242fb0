import type {Issue, JsonObject, Option} from '@egov-form/core';
import {html, nothing, type TemplateResult} from 'lit';
import {live} from 'lit/directives/live.js';
import type {FieldHost, FieldType} from '../field-type.ts';
import {shownIssues} from '../issues.ts';
import {lockedText} from './output.ts';

/** Day from which the two-level codes of the registered lists are in force. */
const ERA = '2025-07-01';

/** Province, then commune of that province, then the rest. What the place was called before stands below. */
export const address: FieldType = {
  name: 'address',
  controls: 'many',
  render(host) {
    const {field, ctx} = host;
    const value = (
      typeof field.value === 'object' && field.value !== null && !Array.isArray(field.value) ? field.value : {}
    ) as JsonObject;
    const legacy = typeof value['legacyText'] === 'string' && value['legacyText'] !== '' ? value['legacyText'] : undefined;
    if (field.readonly || ctx.readonly) return html`${lockedText(host)}`;
    const province = typeof value['provinceCode'] === 'string' ? value['provinceCode'] : undefined;
    const put = (changes: JsonObject & {readonly [member: string]: unknown}) => {
      const next = Object.fromEntries(
        Object.entries({...value, ...changes}).filter(([, member]) => member !== undefined && member !== ''),
      );
      // An era alone is no answer.
      const {era: _era, ...rest} = next;
      host.choose(Object.keys(rest).length === 0 ? undefined : {...rest, era: ERA});
    };
    return html`<div class="address" part="address">
        ${part(host, 'provinceCode', (id, described, invalid) =>
          place(host, 'province', id, described, invalid, host.list('vn.provinces', {}), province, (code) => {
            // Codes are unique only inside a province, and an old name no longer describes the place.
            if (code !== province)
              put({provinceCode: code as string, communeCode: undefined as never, legacyText: undefined as never});
          }),
        )}
        ${part(host, 'communeCode', (id, described, invalid) =>
          place(
            host,
            'commune',
            id,
            described,
            invalid,
            province ? host.list('vn.communes', {provinceCode: province}) : [],
            value['communeCode'],
            (code) => {
              if (code !== value['communeCode']) put({communeCode: code as string, legacyText: undefined as never});
            },
            province ? undefined : ctx.t('address.pickProvince'),
          ),
        )}
        ${part(
          host,
          'detail',
          (id, described, invalid) => html`<input
            class="control"
            part="control"
            type="text"
            id=${id}
            autocomplete="street-address"
            spellcheck="false"
            aria-invalid=${invalid ? 'true' : nothing}
            aria-describedby=${described ?? nothing}
            .value=${live(host.shown(typeof value['detail'] === 'string' ? value['detail'] : ''))}
            @input=${(event: Event) =>
              host.typing(event.target as HTMLInputElement, (typed) => {
                const {detail: _detail, ...rest} = value;
                const next = typed.trim() === '' ? rest : {...rest, detail: typed};
                return Object.keys(next).some((member) => member !== 'era') ? next : undefined;
              })}
            @change=${() => host.commit()}
          />`,
        )}
      </div>
      ${legacy ? html`<p class="legacy" part="legacy">${ctx.t('address.legacy', {text: legacy})}</p>` : nothing}`;
  },
};

/** The legend above already names the address; its parts need not say it again. */
function memberLabel({ctx, label}: FieldHost, pointer: string): string {
  const full = ctx.form.labelOf(pointer, ctx.locale);
  return full.startsWith(`${label}: `) ? full.slice(label.length + 2) : full;
}

type Control = (id: string, describedBy: string | undefined, invalid: boolean) => TemplateResult;

function part(host: FieldHost, member: 'provinceCode' | 'communeCode' | 'detail', control: Control): TemplateResult {
  const {field, ctx} = host;
  const pointer = `${field.pointer}/${member}`;
  const id = member === 'provinceCode' ? host.controlId : `${host.controlId}-${member}`;
  const issues: readonly Issue[] = field.touched ? field.issues.filter((issue) => issue.pointer === pointer) : [];
  const invalid = issues.some((issue) => issue.severity === 'error');
  const required = member !== 'detail' && field.required;
  return html`<div class="part" data-pointer=${pointer}>
    <label for=${id} part="label"
      >${memberLabel(host, pointer)}${
        required
          ? html`<span class="required" aria-hidden="true"> *</span><span class="unseen"> (${ctx.t('form.required')})</span>`
          : nothing
      }</label
    >
    ${control(id, issues.length > 0 ? `${id}-issues` : member === 'provinceCode' ? host.describedBy : undefined, invalid)}
    ${issues.length > 0 ? shownIssues(ctx, `${id}-issues`, issues) : nothing}
  </div>`;
}

function place(
  host: FieldHost,
  name: string,
  id: string,
  describedBy: string | undefined,
  invalid: boolean,
  options: readonly Option[] | undefined,
  value: unknown,
  choose: (value: unknown) => void,
  blocked?: string,
): TemplateResult {
  return host.combobox(name).render({
    ctx: host.ctx,
    id,
    label: memberLabel(host, `${host.field.pointer}/${name}Code`),
    describedBy,
    invalid,
    required: host.field.required,
    options,
    value,
    ...(blocked ? {placeholder: blocked, disabled: true} : {}),
    choose,
  });
}
