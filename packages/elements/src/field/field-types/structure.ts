import type {Json} from '@egov-form/core';
import {html} from 'lit';
import {showNumber} from '../../display/numbers.ts';
import {structures} from '../../form/lazy/structures.ts';
import {whenLoaded} from '../../form/lazy/when-loaded.ts';
import {stateOf} from '../../structure/editor-state.ts';
import type {FieldType, Shown} from '../field-type.ts';
import {lockedText} from './output.ts';

/** A value of several kinds, a map, a list of anything: what no layout of questions shows. */
const structure: FieldType = {
  name: 'structure',
  controls: 'many',
  wide: true,
  isShownInside: (field, place) => stateOf(field).shown.has(place),
  render(host) {
    const {ctx, field} = host;
    if (field.readonly || ctx.readonly) return lockedText(host);
    return html`${whenLoaded(structures, {t: (key) => ctx.t(key)}, ctx.locale, (part) => part.drawStructure(host, stateOf(field)))}`;
  },
  display: (shown, value) => words(shown, value),
};

function words(shown: Shown, value: Json): string {
  const {ctx} = shown;
  if (typeof value === 'boolean') return ctx.t(value ? 'yes' : 'no');
  if (typeof value === 'number') return showNumber(value, ctx.locale);
  if (value === null || typeof value !== 'object') return value ?? '';
  const parts = Array.isArray(value)
    ? value.map((item: Json) => words(shown, item))
    : Object.entries(value).map(([name, member]) => `${name}: ${words(shown, member as Json)}`);
  return parts
    .filter(Boolean)
    .map((part) => (/[,;]/u.test(part) ? `(${part})` : part))
    .join('; ');
}

export const types: readonly FieldType[] = [structure];
