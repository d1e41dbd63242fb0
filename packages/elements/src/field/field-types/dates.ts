import {readDate, showDate} from '../../internal/dates.ts';
import {element, pattern} from '../../internal/dom.ts';
import type {MessageKey} from '../../messages/keys.ts';
import type {FieldHost, FieldType} from '../field-type.ts';
import {drawDate, drawInput, type InputParts} from '../native-controls.ts';

/** A text box for a moment as people write it, with the platform's calendar beside it where that can give the whole answer. */
function dated(name: string, placeholder: MessageKey, pick: boolean): FieldType {
  return {
    name,
    controls: 'one',
    render(host) {
      const {field, ctx} = host;
      const stored = typeof field.value === 'string' ? field.value : '';
      const parts: InputParts = {
        stored: showDate(stored),
        // Dates not `numeric`: some phones then have no slash. A time needs no sign: 0830.
        inputMode: field.format?.inputMode,
        size: 'short',
        placeholder: ctx.t(placeholder),
        store: (typed) => readDate(typed, name !== 'date') ?? typed,
      };
      return pick ? drawDate(host, parts, (button) => openCalendar(host, stored, button)) : drawInput(host, parts);
    },
    display: (_shown, value) => showDate(String(value)),
  };
}

export const date: FieldType = dated('date', 'date.format', true);
export const partialDate: FieldType = dated('partial-date', 'date.format', true);
export const month: FieldType = dated('month', 'month.format', false);
export const time: FieldType = dated('time', 'time.format', false);

/**
 * The platform's calendar. Its own text box stays out of sight: it follows the browser's language, not the form's. It is made
 * when the calendar is first opened, because browsers take long to make one.
 */
function openCalendar(host: FieldHost, stored: string, button: HTMLElement): void {
  const native = button.parentElement?.querySelector<HTMLInputElement>('.picker') ?? calendar();
  native.onchange = (change) => {
    change.stopPropagation();
    host.choose(native.value || undefined);
  };
  native.oninput = (input) => input.stopPropagation();
  if (!native.isConnected) button.before(native);
  native.value = /^\d{4}-\d{2}-\d{2}$/u.test(stored) ? stored : '';
  try {
    native.showPicker();
  } catch {
    // A frame of another origin, or a browser without pickers: typing remains.
    host.focusControl();
  }
}

const calendar = pattern(() =>
  element('input', {class: 'picker', type: 'date', tabindex: '-1', 'aria-hidden': 'true', autocomplete: 'off'}),
);
