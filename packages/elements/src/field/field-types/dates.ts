import {readDate, showDate} from '../../display/dates.ts';
import {element, pattern} from '../../drawing/dom.ts';
import type {MessageKey} from '../../messages/keys.ts';
import type {FieldHost, FieldType} from '../field-type.ts';
import {boxWithButton, drawWithButton, type InputParts} from '../native-controls.ts';

type Open = (host: FieldHost, stored: string, button: HTMLElement) => void | Promise<void>;

/** How a moment is asked for. */
interface Look {
  readonly placeholder: MessageKey;
  readonly make: () => HTMLElement;
  /** What the button is called. */
  readonly pick: MessageKey;
  readonly open: Open;
}

/** A text box for a moment as people write it, with a button beside it to choose one instead. */
function moment(name: string, {placeholder, make, pick, open}: Look): FieldType {
  const read = (typed: string): string | undefined => readDate(typed, name !== 'date');
  return {
    name,
    controls: 'one',
    read: (_shown, typed) => read(typed),
    render(host) {
      const {field, ctx, label} = host;
      const stored = typeof field.value === 'string' ? field.value : '';
      const parts: InputParts = {
        stored: showDate(stored),
        // Dates not `numeric`: some phones then have no slash. A time needs no sign: 0830.
        inputMode: field.format?.inputMode,
        size: 'short',
        placeholder: ctx.t(placeholder),
        store: (typed) => read(typed) ?? typed,
      };
      return drawWithButton(host, make, parts, ctx.t(pick, {label}), (button) => void open(host, stored, button));
    },
    display: (_shown, value) => showDate(String(value)),
  };
}

const DAY: Look = {placeholder: 'date.format', make: boxWithButton('calendar'), pick: 'date.pickOf', open: openCalendar};
// Not every browser has the other two; ours come when they are first opened, and follow the form's language.
const MONTH: Look = {
  placeholder: 'month.format',
  make: boxWithButton('calendar', 'dialog'),
  pick: 'month.pickOf',
  open: opens('pickMonth'),
};
const TIME: Look = {
  placeholder: 'time.format',
  make: boxWithButton('clock', 'listbox'),
  pick: 'time.pickOf',
  open: opens('pickTime'),
};

export const types: readonly FieldType[] = [
  moment('date', DAY),
  moment('partial-date', DAY),
  moment('month', MONTH),
  moment('time', TIME),
];

function opens(pick: keyof typeof import('../pickers/pickers.ts')): Open {
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
  if (!showCalendar(native)) host.focusControl();
}

/**
 * Whether the calendar opened; typing remains where it did not: in a frame of another origin, in a browser without calendars.
 * Of an input without a box, as one put in a moment ago still is, `showPicker` shows nothing in WebKit and says nothing: to ask
 * whether it is visible makes the box.
 */
function showCalendar(native: HTMLInputElement): boolean {
  if (native.type !== 'date' || !native.checkVisibility()) return false;
  try {
    native.showPicker();
    return true;
  } catch {
    return false;
  }
}

const calendar = pattern(() =>
  element('input', {class: 'picker', type: 'date', tabindex: '-1', 'aria-hidden': 'true', autocomplete: 'off'}),
);
