import {readDate, showDate} from '../../display/dates.ts';
import {writtenText} from '../../display/written-text.ts';
import type {MessageKey} from '../../messages/keys.ts';
import type {FieldHost, FieldType} from '../field-type.ts';
import {boxWithButton, drawWithButton, type InputParts} from '../native-controls.ts';
import {openPlatformPicker} from '../platform-picker.ts';

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
    display: (_shown, value) => showDate(writtenText(value)),
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

function openCalendar(host: FieldHost, stored: string, button: HTMLElement): void {
  const day = /^\d{4}-\d{2}-\d{2}$/u.test(stored) ? stored : '';
  openPlatformPicker(host, button, 'date', day, (picked) => host.choose(picked || undefined));
}
