import {type AddressPattern, type Json, type JsonObject, normalizeText, type Pack} from '@egov-form/core';
import {html, nothing} from 'lit';
import type {FieldHost, FieldType, Shown} from '../field-type.ts';
import {memberInput, memberPart, memberSearch, objectOf, textOf, withMembers} from '../members.ts';
import {lockedText} from './output.ts';

/** Without a country: everything is one text. */
const PLAIN: AddressPattern = {levels: [], detail: 'detail'};

function patternOf(packs: readonly Pack[]): AddressPattern {
  return packs.findLast(({address}) => address !== undefined)?.address ?? PLAIN;
}

/** The levels of the country's pack from the widest to the narrowest, then the rest. What the place was called before stands below. */
const address: FieldType = {
  name: 'address',
  controls: 'many',
  wide: true,
  members: ({packs}) => {
    const {levels, detail} = patternOf(packs);
    return [...levels.map(({member}) => member), detail];
  },
  render(host) {
    const {field, ctx} = host;
    if (field.readonly || ctx.readonly) return lockedText(host);
    const {levels, detail, former, beside = {}} = patternOf(ctx.packs);
    const value = objectOf(field.value);
    const changed = (changes: {readonly [member: string]: unknown}): JsonObject | undefined => {
      const next = withMembers(value, changes, Object.keys(beside));
      return next && {...next, ...beside};
    };
    // Codes are unique only inside the wider level, and an old name no longer describes the place.
    const chosen = (index: number, code: unknown): JsonObject | undefined => {
      const below = levels.slice(index + 1).map(({member}) => [member, undefined] as const);
      return changed({...Object.fromEntries(below), ...(former && {[former]: undefined}), [levels[index]?.member ?? '']: code});
    };
    const earlier = former ? textOf(value, former) : '';
    return html`<div class="address" part="address">
        ${levels.map(({member, list}, index) =>
          memberPart(host, member, field.required, index === 0, (place) => {
            const wider = levels.slice(0, index);
            const open = wider.find((level) => textOf(value, level.member) === '');
            return memberSearch(
              host,
              place,
              member,
              open ? [] : host.list(list, codesOf(value, wider)),
              (code) => {
                if ((code ?? '') !== textOf(value, member)) host.choose(chosen(index, code));
              },
              open && ctx.t('address.pickFirst', {level: levelName(host, open.member)}),
            );
          }),
        )}
        ${memberPart(host, detail, levels.length === 0 && field.required, levels.length === 0, (place) =>
          memberInput(host, place, detail, {
            autocomplete: 'street-address',
            store: (typed) => changed({[detail]: normalizeText(typed)}),
          }),
        )}
      </div>
      ${earlier ? html`<p class="legacy" part="legacy">${ctx.t('address.legacy', {text: earlier})}</p>` : nothing}`;
  },
  /** `12 Đường A, Phường B, Tỉnh C`, from the narrowest to the widest; codes until the names have loaded. */
  display(shown, value) {
    const {levels, detail, former} = patternOf(shown.ctx.packs);
    const answer = objectOf(value);
    const names = levels.map(({member, list}, index) =>
      nameOf(shown, list, codesOf(answer, levels.slice(0, index)), answer[member]),
    );
    const place = [textOf(answer, detail), ...names.toReversed()].filter(Boolean).join(', ');
    const earlier = former ? textOf(answer, former) : '';
    return earlier ? `${place} (${shown.ctx.t('address.legacy', {text: earlier})})` : place;
  },
};

function codesOf(value: JsonObject, levels: AddressPattern['levels']): {readonly [member: string]: string} {
  return Object.fromEntries(levels.map(({member}) => [member, textOf(value, member)]));
}

function levelName({ctx, field}: FieldHost, member: string): string {
  return ctx.form.labelOf(`${field.pointer}/${member}`, ctx.locale).split(': ').at(-1) ?? member;
}

/** The label of a code in a registered list; the code until the list has loaded, and without a list. */
export function nameOf(
  {ctx, waiting}: Shown,
  list: string | undefined,
  where: {readonly [key: string]: string},
  code: Json | undefined,
): string {
  if (typeof code !== 'string' || code === '') return '';
  if (list === undefined) return code;
  const options = waiting.later?.(`list:${list}:${JSON.stringify(where)}`, () => ctx.list(list, where));
  const option = options?.find((candidate) => candidate.value === code);
  return option ? ctx.text(option.label) : code;
}

export const types: readonly FieldType[] = [address];
