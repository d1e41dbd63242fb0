/** The browser's own picker, opened by a button of ours. */
import {element, mark, pattern} from '../drawing/dom.ts';
import type {FieldHost} from './field-type.ts';

/**
 * Open the browser's picker at `value`. Its own text box stays out of sight: it follows the browser's language, not the form's.
 * It is made when it is first opened, because browsers take long to make one. `choose` gets what was picked, `''` for nothing.
 */
export function openPlatformPicker(
  host: FieldHost,
  button: HTMLElement,
  type: 'date' | 'datetime-local',
  value: string,
  choose: (picked: string) => void,
): void {
  const native = button.parentElement?.querySelector<HTMLInputElement>('.picker') ?? picker();
  mark(native, 'type', type);
  native.onchange = (change) => {
    change.stopPropagation();
    choose(native.value);
  };
  native.oninput = (input) => input.stopPropagation();
  if (!native.isConnected) button.before(native);
  native.value = value;
  if (!showPicker(native, type)) host.focusControl();
}

/**
 * Whether the picker opened; typing remains where it did not: in a frame of another origin, in a browser without pickers.
 * Of an input without a box, as one put in a moment ago still is, `showPicker` shows nothing in WebKit and says nothing: to ask
 * whether it is visible makes the box.
 */
function showPicker(native: HTMLInputElement, type: string): boolean {
  if (native.type !== type || !native.checkVisibility()) return false;
  try {
    native.showPicker();
    return true;
  } catch {
    return false;
  }
}

const picker = pattern(() => element('input', {class: 'picker', tabindex: '-1', 'aria-hidden': 'true', autocomplete: 'off'}));
