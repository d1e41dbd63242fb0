import {readDate, showDate} from '../../display/dates.ts';
import {element, pattern} from '../../drawing/dom.ts';
import type {MessageKey} from '../../messages/keys.ts';
import type {FieldHost, FieldType} from '../field-type.ts';
import {drawDate, type InputParts} from '../native-controls.ts';

type Pick = (host: FieldHost, stored: string, button: HTMLElement) => void | Promise<void>;

/** A text box for a moment as people write it, with a button beside it to choose one instead. */
function dated(name: string, placeholder: MessageKey, of: 'date' | 'month' | 'time', pick: Pick): FieldType {
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
      return drawDate(host, parts, of, (button) => void pick(host, stored, button));
    },
    display: (_shown, value) => showDate(String(value)),
  };
}

export const date: FieldType = dated('date', 'date.format', 'date', openCalendar);
export const partialDate: FieldType = dated('partial-date', 'date.format', 'date', openCalendar);

// Not every browser has these two; ours come when they are first opened, and follow the form's language.
export const month: FieldType = dated('month', 'month.format', 'month', opens('pickMonth'));
export const time: FieldType = dated('time', 'time.format', 'time', opens('pickTime'));

function opens(pick: keyof typeof import('../pickers/pickers.ts')): Pick {
  return async (host, stored, button) => {
    const pickers = await import('../pickers/pickers.ts').catch(() => undefined);
    if (pickers) pickers[pick](host, stored, button);
    // Out of reach: typing remains.
    else host.focusControl();
  };
}

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
