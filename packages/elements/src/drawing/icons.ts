import {html, render, svg, type TemplateResult} from 'lit';
import {pattern} from './dom.ts';

export type IconName =
  | 'alert'
  | 'error'
  | 'info'
  | 'check'
  | 'register'
  | 'paper'
  | 'lock'
  | 'undo'
  | 'up'
  | 'down'
  | 'trash'
  | 'plus'
  | 'calendar'
  | 'clock'
  | 'chevron'
  | 'camera'
  | 'upload';

/** Line drawings on a 24 grid, drawn with the colour of the text beside them. Decorative: the words say the same. */
const PATHS: {readonly [name in IconName]: TemplateResult<2>} = {
  alert: svg`<path d="M12 8v5m0 3.5v.01M12 3 2.5 20h19z"/>`,
  error: svg`<circle cx="12" cy="12" r="9"/><path d="M12 7.5v6m0 3v.01"/>`,
  info: svg`<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5m0-9v.01"/>`,
  check: svg`<path d="m5 12.5 4.5 4.5L19 7.5"/>`,
  register: svg`<ellipse cx="12" cy="5.5" rx="7.5" ry="3"/><path d="M4.5 5.5v13c0 1.7 3.4 3 7.5 3s7.5-1.3 7.5-3v-13M4.5 12c0 1.7 3.4 3 7.5 3s7.5-1.3 7.5-3"/>`,
  paper: svg`<path d="M6 2.5h8l4.5 4.5v14.500H6zM13.5 2.500V7.500h5M9 12h6.500M9 16h6.5"/>`,
  lock: svg`<rect x="5" y="11" width="14" height="9.5" rx="2"/><path d="M8 11V7.500a4 4 0 0 1 8 0V11"/>`,
  undo: svg`<path d="M8.5 4.5 4 9l4.5 4.500M4.5 9H14a5.5 5.5 0 0 1 0 11H9"/>`,
  up: svg`<path d="M12 19V5.500m-6 6 6-6 6 6"/>`,
  down: svg`<path d="M12 5v13.500m-6-6 6 6 6-6"/>`,
  trash: svg`<path d="M4.5 6.500h15M9 6V3.500h6V6m-8.5.5.8 14h9.400l.8-14M10 10.500v6.500m4-6.500v6.5"/>`,
  plus: svg`<path d="M12 5v14M5 12h14"/>`,
  calendar: svg`<rect x="3.5" y="5" width="17" height="15.5" rx="2"/><path d="M3.5 10h17M8 2.500V7m8-4.500V7"/>`,
  clock: svg`<circle cx="12" cy="12" r="9"/><path d="M12 6.500V12l4 2.500"/>`,
  chevron: svg`<path d="m6 9.5 6 6 6-6"/>`,
  camera: svg`<path d="M3 8h4.500L9 5.500h6L16.5 8H21v12H3z"/><circle cx="12" cy="13.5" r="3.5"/>`,
  upload: svg`<path d="M12 16V4.500m-5 5 5-5 5 5M4 16.500v4h16v-4"/>`,
};

export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${PATHS[name]}</svg>`;
}

const copies = new Map<IconName, () => Element>();

/** The same drawing as a node of its own, for parts that are drawn by hand. */
export function iconNode(name: IconName): Element {
  let copy = copies.get(name);
  if (!copy) {
    copy = pattern(() => {
      const box = document.createElement('div');
      render(icon(name), box);
      const drawn = box.firstElementChild ?? box;
      for (const node of [...drawn.childNodes]) if (node.nodeType === Node.COMMENT_NODE) node.remove();
      return drawn;
    });
    copies.set(name, copy);
  }
  return copy();
}
