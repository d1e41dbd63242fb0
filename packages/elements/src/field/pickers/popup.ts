import {css} from 'lit';
import {adoptStyles} from '../../drawing/adopt-styles.ts';
import {mark} from '../../drawing/dom.ts';

const keepFocus = (event: Event): void => event.preventDefault();

/** What closes the box that is open at a button. */
const open = new WeakMap<HTMLElement, () => void>();

/** Close the box at a button, if one is open. Answers whether there was one. */
export function closePopup(button: HTMLElement): boolean {
  const close = open.get(button);
  close?.();
  return close !== undefined;
}

/**
 * A box under a control that has the focus while it is open. It closes by Escape, by leaving it, and when the button is
 * pressed again. What closes it otherwise calls `closePopup`, which gives the focus back to the button.
 */
export function openPopup(button: HTMLElement, box: HTMLElement, first: HTMLElement | null): void {
  const shut = (back: boolean): void => {
    if (!open.delete(button)) return;
    if (back) button.focus();
    box.remove();
    mark(button, 'aria-expanded', 'false');
    button.removeEventListener('mousedown', keepFocus);
  };
  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    // Only the innermost thing that is open closes.
    event.stopPropagation();
    shut(true);
  });
  box.addEventListener('focusout', ({relatedTarget}) => {
    if (relatedTarget instanceof Node && (box.contains(relatedTarget) || relatedTarget === button)) return;
    // Going to another window leaves it open.
    if (relatedTarget === null && !document.hasFocus()) return;
    // Out of sight on its way out; the focus is elsewhere already.
    shut(false);
  });
  // A press on the button would take the focus out, and close what it then opens again.
  button.addEventListener('mousedown', keepFocus);
  open.set(button, () => shut(true));
  button.before(box);
  adoptStyles(box, STYLES);
  mark(button, 'aria-expanded', 'true');
  first?.focus({preventScroll: true});
  box.scrollIntoView({block: 'nearest'});
}

const STYLES = css`
.popup{position:absolute;z-index:20;inset-inline:0;inset-block-start:calc(100% + 4px);border:1px solid var(--line);border-radius:var(--radius);background:var(--surface);color:var(--text);box-shadow:0 8px 28px rgb(10 20 40/22%)}
.months{padding:.5rem}
.months-head{display:flex;align-items:center;justify-content:space-between}
.months-head strong{font-variant-numeric:tabular-nums}
.months-head button{min-width:var(--target)}
.months-head button:first-child .icon{rotate:90deg}
.months-head button:last-child .icon{rotate:-90deg}
.months table{width:100%;border-spacing:2px;table-layout:fixed}
.months td{height:2.75rem;border-radius:calc(var(--radius) - 3px);text-align:center;cursor:pointer;font-size:.9375em}
.months td::first-letter{text-transform:uppercase}
.months td:hover{background:var(--primary-soft)}
.months td[aria-current]{box-shadow:inset 0 0 0 1px var(--control)}
.months td[aria-selected=true]{background:var(--primary);color:var(--on-primary);font-weight:600}
.months td:focus,.times li:focus{outline:2px solid var(--text);outline-offset:-2px;box-shadow:var(--ring)}
.times{max-height:15rem;overflow:auto;overscroll-behavior:contain;padding:.25rem;font-variant-numeric:tabular-nums}
.times li{min-height:2.5rem;padding:.5rem .75rem;border-radius:calc(var(--radius) - 3px);cursor:pointer}
.times li:hover{background:var(--primary-soft)}
.times li[aria-selected=true]{background:var(--primary);color:var(--on-primary);font-weight:600}
@media(forced-colors:active){.popup [aria-selected=true]{background:Highlight;color:HighlightText;forced-color-adjust:none}}
`;
