import {html, nothing} from 'lit';
import {personText} from '../../display/person-text.ts';
import {writtenText} from '../../display/written-text.ts';
import type {FieldType} from '../field-type.ts';
import {listed, searchBox} from './choices.ts';
import {lockedText} from './output.ts';

/** Several of a long list: a search box, and above it what was chosen, each with a button that takes it off. */
const chips: FieldType = {
  name: 'chips',
  controls: 'one',
  render(host) {
    const {field, ctx} = host;
    if (field.readonly || ctx.readonly) return lockedText(host);
    const chosen = listed(host);
    const options = host.options();
    const labelOf = (value: unknown) => ctx.text(options?.find((option) => option.value === value)?.label) || writtenText(value);
    const put = (values: readonly unknown[]) => host.choose(values.length > 0 ? values : undefined);
    const remove = (value: unknown) => {
      put(chosen.filter((each) => each !== value));
      ctx.host.announce(ctx.t('chips.removed', {label: labelOf(value)}));
      // The button is gone; the focus must not be.
      host.focusControl();
    };
    return html`${
      chosen.length > 0
        ? html`<ul class="chips" part="chips" aria-label=${host.label}>
          ${chosen.map(
            (value) => html`<li class="chip" part="chip">
              <span>${personText(labelOf(value))}</span
              ><button type="button" aria-label=${ctx.t('chips.remove', {label: labelOf(value)})} @click=${() => remove(value)}>
                <span aria-hidden="true">×</span>
              </button>
            </li>`,
          )}
        </ul>`
        : nothing
    }${searchBox(
      host,
      options?.filter(({value}) => !chosen.includes(value)),
      undefined,
      (value) => value === undefined || put([...chosen, value]),
    )}`;
  },
};

export const types: readonly FieldType[] = [chips];
