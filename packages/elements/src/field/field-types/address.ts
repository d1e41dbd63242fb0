import {type Json, type JsonObject, normalizeText} from '@egov-form/core';
import {html, nothing} from 'lit';
import type {FieldType, Shown} from '../field-type.ts';
import {memberInput, memberPart, memberSearch, objectOf, textOf, withMembers} from './members.ts';
import {lockedText} from './output.ts';

/** Day from which the two-level codes of the registered lists are in force. */
const ERA = '2025-07-01';

/** Province, then commune of that province, then the rest. What the place was called before stands below. */
export const address: FieldType = {
  name: 'address',
  controls: 'many',
  wide: true,
  members: ['provinceCode', 'communeCode', 'detail'],
  render(host) {
    const {field, ctx} = host;
    if (field.readonly || ctx.readonly) return lockedText(host);
    const value = objectOf(field.value);
    const [province, commune, legacy] = [
      textOf(value, 'provinceCode'),
      textOf(value, 'communeCode'),
      textOf(value, 'legacyText'),
    ];
    // An era alone is no answer.
    const changed = (changes: {readonly [member: string]: unknown}): JsonObject | undefined => {
      const next = withMembers(value, changes, ['era']);
      return next && {...next, era: ERA};
    };
    const {required} = field;
    return html`<div class="address" part="address">
        ${memberPart(host, 'provinceCode', required, true, (place) =>
          memberSearch(host, place, 'provinceCode', host.list('vn.provinces', {}), (code) => {
            // Codes are unique only inside a province, and an old name no longer describes the place.
            if ((code ?? '') !== province)
              host.choose(changed({provinceCode: code, communeCode: undefined, legacyText: undefined}));
          }),
        )}
        ${memberPart(host, 'communeCode', required, false, (place) =>
          memberSearch(
            host,
            place,
            'communeCode',
            province ? host.list('vn.communes', {provinceCode: province}) : [],
            (code) => {
              if ((code ?? '') !== commune) host.choose(changed({communeCode: code, legacyText: undefined}));
            },
            province ? undefined : ctx.t('address.pickProvince'),
          ),
        )}
        ${memberPart(host, 'detail', false, false, (place) =>
          memberInput(host, place, 'detail', {
            autocomplete: 'street-address',
            store: (typed) => changed({detail: normalizeText(typed)}),
          }),
        )}
      </div>
      ${legacy ? html`<p class="legacy" part="legacy">${ctx.t('address.legacy', {text: legacy})}</p>` : nothing}`;
  },
  /** `12 Đường A, Phường B, Tỉnh C`; codes until the names have loaded. */
  display(shown, value) {
    const {provinceCode, communeCode, detail, legacyText} = objectOf(value);
    const commune = provinceCode ? nameOf(shown, 'vn.communes', {provinceCode: String(provinceCode)}, communeCode) : '';
    const place = [detail, commune, nameOf(shown, 'vn.provinces', {}, provinceCode)].filter(Boolean).join(', ');
    return legacyText ? `${place} (${shown.ctx.t('address.legacy', {text: String(legacyText)})})` : place;
  },
};

/** The label of a code in a registered list; the code until the list has loaded. */
export function nameOf(
  {ctx, waiting}: Shown,
  list: string,
  where: {readonly [key: string]: string},
  code: Json | undefined,
): string {
  if (typeof code !== 'string' || code === '') return '';
  const options = waiting.later?.(`list:${list}:${JSON.stringify(where)}`, () => ctx.list(list, where));
  const option = options?.find((candidate) => candidate.value === code);
  return option ? ctx.text(option.label) : code;
}
