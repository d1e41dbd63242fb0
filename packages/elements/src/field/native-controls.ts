/**
 * The browser's own controls, drawn by hand. A page may hold thousands of them; a template would take several times as long
 * and as much memory for each. Their events are heard by the page (`FieldHost.native`).
 */
import type {Option} from '@egov-form/core';
import {element, flag, mark, pattern, write} from '../drawing/dom.ts';
import {type IconName, iconNode} from '../drawing/icons.ts';
import type {FieldHost} from './field-type.ts';
import {autocompleteOf, isSpellingChecked, UNREAD} from './form-memory.ts';

const CONTROL = {class: 'control', part: 'control'} as const;
const input = pattern(() => element('input', {...CONTROL, ...UNREAD, type: 'text', enterkeyhint: 'next'}));
const textarea = pattern(() => element('textarea', {...CONTROL, ...UNREAD, rows: '3'}));
const select = pattern(() => element('select', CONTROL));
const choices = pattern(() => element('div', {class: 'choices', part: 'choices'}));
const choice = pattern(() =>
  element('label', {class: 'choice', part: 'choice'}, element('input', {type: 'radio'}), element('span', {})),
);
const tick = pattern(() =>
  element('label', {class: 'choice', part: 'choice'}, element('input', {type: 'checkbox'}), element('span', {part: 'label'})),
);
const output = pattern(() =>
  element(
    'output',
    {class: 'control locked', part: 'control output', tabindex: '0', role: 'textbox', 'aria-readonly': 'true'},
    element('span', {}),
  ),
);

/** Where a control says whether it is wrong and what describes it: itself, or the box in front of its button or words. */
const SPEAKERS: Map<() => Element, (control: Element) => Element | null> = new Map<
  () => Element,
  (control: Element) => Element | null
>([
  ...[input, textarea, select].map((make) => [make, (control: Element) => control] as const),
  [tick, (control) => control.firstElementChild],
  [choices, (control) => control.querySelector('input')],
]);

/** A maker of text boxes with a button behind them. `opens` is the role of what the button opens, where that is ours. */
export function boxWithButton(icon: IconName, opens?: 'dialog' | 'listbox'): () => HTMLElement {
  const make = pattern(() =>
    element(
      'div',
      {class: 'date', part: 'date'},
      input(),
      element(
        'button',
        {
          ...{type: 'button', class: 'adorn', part: 'date-button'},
          ...(opens && {'aria-haspopup': opens, 'aria-expanded': 'false'}),
        },
        iconNode(icon),
      ),
    ),
  );
  SPEAKERS.set(make, (control) => control.firstElementChild);
  return make;
}

/**
 * Say of a control whether it is wrong and what describes it, as drawing it again would, which says much more. Answers
 * whether `make` made one of those of this file. `before` is what described it, in the same form as `host.describedBy`.
 */
export function redescribe(control: Element, make: () => Element, host: FieldHost, before: string | undefined): boolean {
  const speaker = SPEAKERS.get(make)?.(control);
  if (!speaker) return false;
  const wrong = host.invalid ? 'true' : undefined;
  mark(speaker, 'aria-invalid', wrong);
  if (make === choices) for (const other of control.querySelectorAll('input')) mark(other, 'aria-invalid', wrong);
  const {describedBy} = host;
  if (describedBy === before) return true;
  // Behind it may stand what describes only this kind of control.
  const rest =
    speaker
      .getAttribute('aria-describedby')
      ?.slice(before?.length ?? 0)
      .trim() ?? '';
  const all = rest === '' ? describedBy : `${describedBy ?? ''} ${rest}`.trim();
  if (all === undefined) speaker.removeAttribute('aria-describedby');
  else speaker.setAttribute('aria-describedby', all);
  return true;
}

/** What differs from one text box to the next. */
export interface InputParts {
  /** The stored form of the answer, shown while nobody types. */
  readonly stored: string;
  readonly inputMode?: string | undefined;
  readonly size?: 'short' | undefined;
  readonly placeholder?: string | undefined;
  /** Shown in capitals, stored as typed. */
  readonly capitals?: boolean;
  /** Ids of what describes it too. */
  readonly describedBy?: string | undefined;
  /** What goes to the engine for a typed text. */
  store(text: string): unknown;
}

/** What every control says about itself to assistive technology. */
function describe(control: Element, host: FieldHost, too = ''): void {
  mark(control, 'aria-required', host.field.required ? 'true' : undefined);
  mark(control, 'aria-invalid', host.invalid ? 'true' : undefined);
  mark(control, 'aria-describedby', `${host.describedBy ?? ''} ${too}`.trim() || undefined);
}

/**
 * Typed text goes to the engine at every event, also at the end of a composition; the stored form comes back at `change`. What a
 * browser fills in by itself may come with `change` alone. `stored` is what the text box was drawn with.
 */
export function hearTyping(
  host: FieldHost,
  stored: string,
  store: (text: string) => unknown,
  member?: string,
): (event: Event) => void {
  return ({type, target}) => {
    if (type === 'click') return;
    const control = target as HTMLInputElement | HTMLTextAreaElement;
    const isChange = type === 'change';
    if (!isChange || control.value !== host.shown(stored, member)) host.typing(control, store, member);
    if (isChange) host.commit();
  };
}

function drawText(control: HTMLInputElement | HTMLTextAreaElement, host: FieldHost, stored: string, describedBy?: string): void {
  const {field, ctx} = host;
  mark(control, 'id', host.controlId);
  flag(control, 'readonly', field.readonly || ctx.readonly);
  describe(control, host, describedBy);
  const text = host.shown(stored);
  mark(control, 'autocomplete', autocompleteOf(host, field.settings.autocomplete, text));
  // Writing the same text would move the caret.
  if (control.value === text) return;
  // As long as nobody has typed, the default shows; writing that takes a browser a tenth of the time.
  control.defaultValue = text;
  if (control.value !== text) control.value = text;
}

/**
 * The one text box of a question. No `maxlength`: it would cut what is pasted without a word; the engine says what is too
 * long. What stands in it is never written while a person types or an input method composes.
 */
export function drawInput(host: FieldHost, parts: InputParts): HTMLInputElement {
  const control = host.native(input, hearTyping(host, parts.stored, parts.store));
  drawInto(control, host, parts);
  return control;
}

function drawInto(control: HTMLInputElement, host: FieldHost, parts: InputParts): void {
  const {settings, format} = host.field;
  mark(control, 'class', parts.capitals ? 'control capitals' : 'control');
  mark(control, 'data-size', parts.size);
  mark(control, 'inputmode', parts.inputMode);
  mark(control, 'lang', format?.lang);
  mark(control, 'spellcheck', format?.spellcheck && isSpellingChecked(host) ? undefined : 'false');
  mark(control, 'placeholder', (parts.placeholder ?? host.ctx.text(settings.placeholder)) || undefined);
  drawText(control, host, parts.stored, parts.describedBy);
}

/** A text box with a button behind it, called `name`, that opens something to choose from. `make` is of `boxWithButton`. */
export function drawWithButton(
  host: FieldHost,
  make: () => HTMLElement,
  parts: InputParts,
  name: string,
  open: (button: HTMLElement) => void,
): Element {
  const type = hearTyping(host, parts.stored, parts.store);
  const box = host.native(make, (event) => {
    if (event.type !== 'click') type(event);
    else if (event.target instanceof Node && button.contains(event.target)) open(button);
  });
  const [control, button] = [box.firstElementChild, box.lastElementChild] as [HTMLInputElement, HTMLElement];
  drawInto(control, host, parts);
  mark(button, 'aria-label', name);
  flag(button, 'hidden', host.field.readonly || host.ctx.readonly);
  return box;
}

/** Several lines of text. */
export function drawTextarea(host: FieldHost, stored: string): HTMLTextAreaElement {
  const control = host.native(
    textarea,
    hearTyping(host, stored, (typed) => typed),
  );
  mark(control, 'placeholder', host.ctx.text(host.field.settings.placeholder) || undefined);
  mark(control, 'spellcheck', isSpellingChecked(host) ? undefined : 'false');
  drawText(control, host, stored);
  return control;
}

interface Line {
  readonly value: string;
  readonly text: string;
}

/** A drop-down. The first line stands for no answer. */
export function drawSelect(host: FieldHost, options: readonly Option[]): HTMLSelectElement {
  const {field, ctx} = host;
  const control = host.native(select, ({type}) => {
    if (type === 'change') host.choose(options[control.selectedIndex - 1]?.value);
  });
  mark(control, 'id', host.controlId);
  describe(control, host);
  const lines = [
    {value: '', text: ctx.t('choose')},
    ...options.map(({value, label}) => ({value: String(value), text: ctx.text(label)})),
  ];
  if (!showsLines(control, lines)) control.replaceChildren(copyLines(lines));
  const chosen = options.findIndex((option) => option.value === field.value) + 1;
  if (control.selectedIndex !== chosen) control.selectedIndex = chosen;
  mark(control, 'autocomplete', autocompleteOf(host, field.settings.autocomplete, chosen > 0 ? control.value : ''));
  return control;
}

function showsLines(control: HTMLSelectElement, lines: readonly Line[]): boolean {
  let line = control.firstElementChild as HTMLOptionElement | null;
  for (const {value, text} of lines) {
    if (line?.value !== value || line.text !== text) return false;
    line = line.nextElementSibling as HTMLOptionElement | null;
  }
  return line === null;
}

/** Lines of drop-downs made before, by what they say: many questions offer the same choices. */
const linesMade = new Map<string, DocumentFragment>();
const MOST_KEPT = 50;

function copyLines(lines: readonly Line[]): Node {
  const key = JSON.stringify(lines);
  let made = linesMade.get(key);
  if (!made) {
    made = document.createDocumentFragment();
    made.append(...lines.map(({text, value}) => new Option(text, value)));
    if (linesMade.size >= MOST_KEPT) linesMade.clear();
    linesMade.set(key, made);
  }
  return made.cloneNode(true);
}

/** How one of several choices stands, and what happens when the person ticks it. */
export interface Tick {
  readonly checked: boolean;
  choose(checked: boolean): void;
}

/** A few choices, all in sight: of which one holds, or several. */
export function drawTicks(
  host: FieldHost,
  type: 'radio' | 'checkbox',
  options: readonly Option[],
  state: (option: Option) => Tick,
): HTMLElement {
  const {ctx, controlId} = host;
  const group = host.native(choices, ({type, target}) => {
    const option = type === 'change' && options[[...group.querySelectorAll('input')].indexOf(target as HTMLInputElement)];
    if (option) state(option).choose((target as HTMLInputElement).checked);
  });
  while (group.childElementCount > options.length) group.lastElementChild?.remove();
  options.forEach((option, index) => {
    const label = group.children[index] ?? group.appendChild(choice());
    const [box, words] = label.children as unknown as [HTMLInputElement, HTMLElement];
    mark(box, 'type', type);
    if (index === 0) {
      mark(box, 'id', controlId);
      mark(box, 'aria-describedby', host.describedBy);
    }
    mark(box, 'name', controlId);
    mark(box, 'value', String(option.value));
    mark(box, 'aria-invalid', host.invalid ? 'true' : undefined);
    const {checked} = state(option);
    if (box.checked !== checked) box.checked = checked;
    write(words, ctx.text(option.label));
  });
  return group;
}

/** A tick box with its label behind it. */
export function drawTickBox(host: FieldHost): HTMLElement {
  const {field, ctx} = host;
  // What must be agreed to is not answered with a no: taken back, it is to be answered again.
  const no = typeof field.schema === 'object' && field.schema['const'] === true ? undefined : false;
  const label = host.native(tick, ({type}) => type === 'change' && host.choose(box.checked || no));
  const [box, words] = label.children as unknown as [HTMLInputElement, HTMLElement];
  mark(box, 'id', host.controlId);
  flag(box, 'disabled', field.readonly || ctx.readonly);
  describe(box, host);
  const chosen = field.value === true;
  if (box.checked !== chosen) box.checked = chosen;
  drawLabel(words, host);
  return label;
}

/**
 * A value as text, where a control would stand. A text box that cannot be edited: so that it can be reached, read and
 * copied, and screen readers say its name, its value and that it is read-only.
 */
export function drawOutput(host: FieldHost, text: string): HTMLOutputElement {
  const {field, ctx} = host;
  const control = host.native(output, () => undefined);
  mark(control, 'id', host.controlId);
  mark(control, 'aria-label', host.label);
  mark(control, 'aria-describedby', host.describedBy);
  const words = control.lastElementChild ?? control;
  if (words.previousElementSibling === null && field.lockedBy) words.before(iconNode('lock'));
  else if (!field.lockedBy) words.previousElementSibling?.remove();
  mark(words, 'class', text === '' ? 'none' : undefined);
  write(words, text === '' ? ctx.t('empty') : text);
  return control;
}

const star = pattern(() => element('span', {class: 'required', 'aria-hidden': 'true'}, '\u00a0*'));
const unseen = pattern(() => element('span', {class: 'unseen'}));

/**
 * The question's words, with a mark that an answer is needed. `said` when the mark is to be said in words as well: where no
 * control says by itself that it is required.
 */
export function drawLabel(target: Element, host: FieldHost, said = false): void {
  const {label, field, ctx} = host;
  let words = target.firstChild;
  if (!words) words = target.appendChild(document.createTextNode(label));
  else if (words.nodeValue !== label) words.nodeValue = label;
  if (!field.required) {
    while (words.nextSibling) words.nextSibling.remove();
    return;
  }
  if (!words.nextSibling) target.append(star());
  if (!said) return;
  if (target.childElementCount === 1) target.append(unseen());
  if (target.lastChild) write(target.lastChild, ` (${ctx.t('form.required')})`);
}
