/**
 * A time of day, chosen from a list of half hours; any other minute is typed.
 *
 * Rule    Keys of a list box: arrows, Home and End, Page Up and Page Down by two hours; digits go to the hour; Enter and Space
 *         choose, Escape closes.
 * Source  WAI-ARIA Authoring Practices, "Listbox Pattern".
 */
import {element} from '../../drawing/dom.ts';
import type {FieldHost} from '../field-type.ts';
import {closePopup, openPopup} from './popup.ts';

/** Minutes from one choice to the next. */
const EVERY = 30;
const COUNT = (24 * 60) / EVERY;
/** Where the list begins when nothing was answered: offices open. */
const MORNING = (8 * 60) / EVERY;
/** Digits typed within this many milliseconds belong together. */
const TOGETHER_MS = 1000;

function timeAt(index: number): string {
  const minutes = index * EVERY;
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** Open the list below the text box at the answer, or the choice before it; or close it. `stored` is `08:30`. */
export function pickTime(host: FieldHost, stored: string, button: HTMLElement): void {
  if (closePopup(button)) return;
  const [, hour, minute] = /^(\d{2}):(\d{2})/u.exec(stored) ?? [];
  const start = hour === undefined ? MORNING : Math.min(Math.floor((Number(hour) * 60 + Number(minute)) / EVERY), COUNT - 1);
  const lines = Array.from({length: COUNT}, (_, index) => {
    const text = timeAt(index);
    return element('li', {role: 'option', tabindex: '-1', 'aria-selected': text === stored ? 'true' : 'false'}, text);
  });
  const box = element(
    'ul',
    {
      class: 'popup times',
      part: 'picker',
      role: 'listbox',
      tabindex: '-1',
      'aria-label': button.getAttribute('aria-label') ?? '',
    },
    ...lines,
  );
  const choose = (line: Element | null | undefined): void => {
    if (!line?.textContent) return;
    host.choose(line.textContent);
    closePopup(button);
  };
  const digits = digitBuffer();
  box.addEventListener('click', ({target}) => choose(target instanceof Element ? target.closest('li') : null));
  box.addEventListener('keydown', (event) => {
    const {key} = event;
    const at = lines.indexOf(event.target as HTMLLIElement);
    const to = step(key, at) ?? (/^\d$/u.test(key) ? hourFrom(digits(key)) : undefined);
    if (to !== undefined) {
      const line = lines[Math.min(Math.max(to, 0), COUNT - 1)];
      line?.focus();
    } else if (key === 'Enter' || key === ' ') choose(lines[at]);
    else return;
    event.preventDefault();
  });
  const first = lines[start] ?? null;
  openPopup(button, box, first);
  // In the middle of the list, not at its edge.
  if (first) box.scrollTop = first.offsetTop - (box.clientHeight - first.offsetHeight) / 2;
}

function step(key: string, at: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return at + 1;
    case 'ArrowUp':
      return at - 1;
    case 'PageDown':
      return at + 120 / EVERY;
    case 'PageUp':
      return at - 120 / EVERY;
    case 'Home':
      return 0;
    case 'End':
      return COUNT - 1;
    default:
      return undefined;
  }
}

/** `1` and then `4`, soon after, are `14`. */
function digitBuffer(): (digit: string) => string {
  let [typed, at] = ['', 0];
  return (digit) => {
    const now = performance.now();
    typed = now - at < TOGETHER_MS && typed.length < 2 ? typed + digit : digit;
    at = now;
    return typed;
  };
}

function hourFrom(digits: string): number | undefined {
  const hour = Number(digits);
  return hour < 24 ? (hour * 60) / EVERY : undefined;
}
