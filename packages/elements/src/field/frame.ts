/** The nodes of a question around its control. */
import {element, mark, pattern} from '../drawing/dom.ts';
import type {FieldType} from './field-type.ts';

const label = pattern(() => element('label', {part: 'label'}, ' '));
const body = pattern(() => element('div', {class: 'body'}));
const fieldset = pattern(() => element('fieldset', {part: 'fieldset'}));
const legend = pattern(() => element('legend', {part: 'label'}, ' '));
const hint = pattern(() => element('p', {class: 'hint', part: 'hint'}));
const below = pattern(() => element('div', {class: 'below'}));
const plain = pattern(() => element('egov-field', {part: 'field'}));

/** The nodes of a question that is shown. */
export class Frame {
  /** Where control, issues and the rest stand: the question's element, its body or its fieldset. */
  readonly holder: Element;
  /** Where the question's words stand; a tick box has its own. */
  readonly label: Element | undefined;
  /** What is wrong, while something is. */
  issues: HTMLElement | undefined;
  /** The control, or the comment before which the template of a control is drawn. */
  #control: Element | Comment | undefined;
  #hint: HTMLElement | undefined;
  #below: HTMLElement | undefined;
  #why: HTMLElement | undefined;

  private constructor(holder: Element, words: Element | undefined, control: Element | undefined, id: string) {
    this.holder = holder;
    this.label = words;
    this.#control = control;
    if (words?.localName === 'label') mark(words, 'for', id);
  }

  /** New nodes in an empty element, or those that it began with as a copy. `id` is the control's. */
  static of(target: Element, {controls}: FieldType, id: string): Frame {
    const isCopy = target.firstElementChild !== null;
    if (!isCopy) putNodes(target, controls);
    const holder = (controls === 'none' ? target : target.lastElementChild) ?? target;
    const words = {none: undefined, one: target.firstElementChild, many: holder.firstElementChild}[controls] ?? undefined;
    const control = isCopy ? (controls === 'many' ? holder.lastElementChild : holder.firstElementChild) : undefined;
    return new Frame(holder, words, control ?? undefined, id);
  }

  /** Nothing stands there but the question and its control. */
  get isBare(): boolean {
    return this.#below === undefined;
  }

  get control(): Element | Comment | undefined {
    return this.#control;
  }

  set control(control: Element | Comment) {
    if (this.#control) this.#control.replaceWith(control);
    else if (this.holder.localName === 'fieldset') (this.#hint ?? this.label)?.after(control);
    else this.holder.prepend(control);
    this.#control = control;
  }

  /** Made when first asked for: under the label, behind a tick box. */
  hint(id: string): HTMLElement {
    if (this.#hint) return this.#hint;
    const made = hint();
    made.id = id;
    if (this.label) this.label.after(made);
    else if (this.#control) this.#control.after(made);
    else this.holder.append(made);
    this.#hint = made;
    return made;
  }

  showIssues(drawn: HTMLElement): void {
    if (this.issues === drawn) return;
    this.holder.insertBefore(drawn, this.#below ?? this.#why ?? null);
    this.issues = drawn;
  }

  hideIssues(): void {
    this.issues?.remove();
    this.issues = undefined;
  }

  /** Why it is asked, behind everything else. */
  get why(): HTMLElement | undefined {
    return this.#why;
  }

  set why(why: HTMLElement | undefined) {
    if (why === this.#why) return;
    this.#why?.remove();
    if (why) this.holder.append(why);
    this.#why = why;
  }

  /** Where source, conflict and look-ups are drawn; made when `needed`. */
  below(needed: boolean): HTMLElement | undefined {
    if (!this.#below && needed) {
      this.#below = below();
      this.holder.insertBefore(this.#below, this.#why ?? null);
    }
    return this.#below;
  }
}

function putNodes(target: Element, controls: FieldType['controls']): void {
  if (controls === 'one') target.append(label(), body());
  if (controls !== 'many') return;
  const holder = fieldset();
  holder.append(legend());
  target.append(holder);
}

/**
 * How a question of a type begins, once one of them has been drawn: with its frame and its empty control in place, copied in
 * one go. What a copy cannot know is written by its own drawing.
 */
const beginnings = new Map<FieldType, {readonly make: () => Element; readonly copy: () => HTMLElement}>();

/** Questions of this type have, at first, the control that `make` makes. */
export function beginWith(type: FieldType, widget: string, make: () => Element): void {
  if (beginnings.has(type)) return;
  const copy = pattern(() => {
    const original = plain();
    mark(original, 'data-widget', widget);
    mark(original, 'class', type.controls === 'one' ? 'lined' : undefined);
    putNodes(original, type.controls);
    ((type.controls === 'none' ? original : original.lastElementChild) ?? original).append(make());
    return original;
  });
  beginnings.set(type, {make, copy});
}

/** An element for a question of this type. */
export function begin(type: FieldType): HTMLElement {
  return (beginnings.get(type)?.copy ?? plain)();
}

/** What made the control that a question of this type begins with. */
export function makerOf(type: FieldType): (() => Element) | undefined {
  return beginnings.get(type)?.make;
}
