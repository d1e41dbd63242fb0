/**
 * A month of a year, chosen from a grid.
 *
 * Rule    Keys of the date picker dialog: arrows by month and by row, Home and End in the row, Page Up and Page Down by year,
 *         with Shift by ten years; Enter and Space choose, Escape closes, Tab goes round.
 * Source  WAI-ARIA Authoring Practices, "Date Picker Dialog Example" (www.w3.org/WAI/ARIA/apg/patterns/dialog-modal/examples/datepicker-dialog/).
 * Limits  Years 0001 to 9999.
 */
import {element, mark, write} from '../../drawing/dom.ts';
import {iconNode} from '../../drawing/icons.ts';
import type {FieldHost} from '../field-type.ts';
import {closePopup, openPopup} from './popup.ts';

const IN_A_ROW = 3;
const LAST = 9999 * 12 + 11;

/** How far a key goes, in months; from a month of the year, 0..11. */
function step(key: string, shift: boolean, month: number): number | undefined {
  switch (key) {
    case 'ArrowLeft':
      return -1;
    case 'ArrowRight':
      return 1;
    case 'ArrowUp':
      return -IN_A_ROW;
    case 'ArrowDown':
      return IN_A_ROW;
    case 'PageUp':
      return shift ? -120 : -12;
    case 'PageDown':
      return shift ? 120 : 12;
    case 'Home':
      return -(month % IN_A_ROW);
    case 'End':
      return IN_A_ROW - 1 - (month % IN_A_ROW);
    default:
      return undefined;
  }
}

/** Open the grid below the text box at the month that is the answer, else at this one; or close it. `stored` is `2026-11`. */
export function pickMonth(host: FieldHost, stored: string, button: HTMLElement): void {
  if (closePopup(button)) return;
  const {locale} = host.ctx;
  const t = host.ctx.t.bind(host.ctx);
  const now = new Date();
  const thisMonth = now.getFullYear() * 12 + now.getMonth();
  const [, year = '', month = ''] = /^(\d{4})-(0[1-9]|1[0-2])$/u.exec(stored) ?? [];
  const chosen = year === '' ? undefined : Number(year) * 12 + Number(month) - 1;
  // Counted in months, from January of the year 0.
  let active = chosen ?? thisMonth;

  const named = new Intl.DateTimeFormat(locale, {month: 'long', timeZone: 'UTC'});
  const inFull = new Intl.DateTimeFormat(locale, {month: 'long', year: 'numeric', timeZone: 'UTC'});
  const at = (index: number): Date => new Date(Date.UTC(Math.floor(index / 12), index % 12, 1));

  const head = element('strong', {'aria-live': 'polite'});
  const turn = (label: string): HTMLButtonElement =>
    element('button', {type: 'button', class: 'quiet iconic', 'aria-label': label, title: label}, iconNode('chevron'));
  const [back, on] = [turn(t('month.yearBack')), turn(t('month.yearOn'))];
  const cells = Array.from({length: 12}, () => element('td', {role: 'gridcell'}));
  const rows = Array.from({length: 12 / IN_A_ROW}, (_, row) =>
    element('tr', {role: 'row'}, ...cells.slice(row * IN_A_ROW, (row + 1) * IN_A_ROW)),
  );
  const grid = element('table', {role: 'grid', 'aria-label': host.label}, element('tbody', {role: 'rowgroup'}, ...rows));
  const box = element(
    'div',
    {
      class: 'popup months',
      part: 'picker',
      role: 'dialog',
      'aria-modal': 'true',
      'aria-label': button.getAttribute('aria-label') ?? '',
    },
    element('div', {class: 'months-head'}, back, head, on),
    grid,
  );

  const draw = (): void => {
    const january = active - (active % 12);
    write(head, String(january / 12));
    cells.forEach((cell, index) => {
      write(cell, named.format(at(index)));
      mark(cell, 'aria-label', inFull.format(at(january + index)));
      mark(cell, 'tabindex', january + index === active ? '0' : '-1');
      mark(cell, 'aria-selected', january + index === chosen ? 'true' : 'false');
      mark(cell, 'aria-current', january + index === thisMonth ? 'date' : undefined);
    });
  };
  const go = (by: number): void => {
    active = Math.min(Math.max(active + by, 12), LAST);
    draw();
  };
  const focus = (): void => cells[active % 12]?.focus();
  const choose = (): void => {
    const [y, m] = [Math.floor(active / 12), (active % 12) + 1];
    host.choose(`${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}`);
    closePopup(button);
  };

  back.addEventListener('click', () => go(-12));
  on.addEventListener('click', () => go(12));
  cells.forEach((cell, index) => {
    cell.addEventListener('click', () => {
      go(index - (active % 12));
      choose();
    });
  });
  grid.addEventListener('keydown', (event) => {
    const by = step(event.key, event.shiftKey, active % 12);
    if (by !== undefined) {
      go(by);
      focus();
    } else if (event.key === 'Enter' || event.key === ' ') choose();
    else return;
    event.preventDefault();
  });
  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Tab') return;
    const active = cells.find((cell) => cell.tabIndex === 0);
    const [from, to] = event.shiftKey ? [back, active] : [active, back];
    if (event.target !== from) return;
    event.preventDefault();
    to?.focus();
  });
  draw();
  openPopup(button, box, cells[active % 12] ?? null);
}
