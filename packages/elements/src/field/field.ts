import type {Conflict, Field, Issue, Json, Lookup, Option} from '@egov-form/core';
import {html, nothing, render} from 'lit';
import {loadOptions} from '../internal/display.ts';
import {element, mark, pattern, write} from '../internal/dom.ts';
import {DrawnElement} from '../internal/drawn-element.ts';
import {define} from '../internal/light-element.ts';
import {afterPress} from '../internal/pointer-press.ts';
import {computed, type ReadonlySignal, untracked} from '../internal/signals.ts';
import '../lookup/lookup.ts';
import {Combobox} from './combobox.ts';
import {conflictBox} from './conflict.ts';
import {type FieldHost, type FieldType, fieldType} from './field-type.ts';
import {drawIssues} from './issues.ts';
import {drawLabel} from './native-controls.ts';
import {sourceLine} from './source.ts';

const NOTHING_SAID: readonly Issue[] = [];

const label = pattern(() => element('label', {part: 'label'}));
const body = pattern(() => element('div', {class: 'body'}));
const fieldset = pattern(() => element('fieldset', {part: 'fieldset'}));
const legend = pattern(() => element('legend', {part: 'label'}));
const hint = pattern(() => element('p', {class: 'hint', part: 'hint'}));
const below = pattern(() => element('div', {class: 'below'}));

/** The nodes of a question that is shown. */
interface Frame {
  /** Where control, issues and the rest stand: the element itself, its body or its fieldset. */
  readonly holder: Element;
  readonly label: Element | undefined;
  hint: Element | undefined;
  /** The control, or the comment before which the template of a control is drawn. */
  control: Element | Comment | undefined;
  issues: HTMLElement | undefined;
  /** Source, conflict and look-ups: a template, made when first needed. */
  below: HTMLElement | undefined;
}

/**
 * One question: label, hint, control, what is wrong, where the value came from, and the look-up that it starts.
 * Lives inside an `<egov-page>`, which hears its events; the kind of control comes from the field type of the question's
 * `widget`.
 *
 * @summary One question of a form.
 */
export class EgovField extends DrawnElement implements FieldHost {
  /** Set by the part above, like `ctx`. The field stays itself whatever row it moves to. */
  declare field: Field;

  #frame: Frame | undefined;
  #native: {readonly make: () => Element; readonly control: Element; heard: (event: Event) => void} | undefined;
  #said: ReadonlySignal<readonly Issue[]> | undefined;
  /** Text in the control while the person types; the engine may hold it in another form already. */
  #typed: {readonly text: string; readonly stored: Json | undefined; readonly member: string} | undefined;
  /** Codes of the issues that were in sight when typing began: only those may stay, no new one interrupts. */
  #quiet: ReadonlySet<string> | undefined;
  #comboboxes: Map<string, Combobox> | undefined;

  get controlId(): string {
    return `f-${this.field.id}`;
  }

  get label(): string {
    return this.ctx.text(this.field.label);
  }

  get invalid(): boolean {
    return this.#issues().some((issue) => issue.severity === 'error');
  }

  get describedBy(): string | undefined {
    let ids = this.field.settings.hint ? `${this.controlId}-hint` : '';
    if (this.#ownIssues().length > 0) ids += ` ${this.controlId}-issues`;
    if (this.#hasSource()) ids += ` ${this.controlId}-source`;
    return ids.trim() || undefined;
  }

  shown(stored: string, member = ''): string {
    const typed = this.#typed;
    if (typed?.member !== member) return stored;
    if (typed.stored === this.field.value || JSON.stringify(typed.stored) === JSON.stringify(this.field.value)) return typed.text;
    // Somebody else (a register, a rule) changed the answer meanwhile: what was typed is no longer the answer.
    this.#typed = undefined;
    this.#quiet = undefined;
    return stored;
  }

  typing(control: HTMLInputElement | HTMLTextAreaElement, store: (text: string) => unknown, member = ''): void {
    untracked(() => {
      const {field} = this;
      this.#quiet ??= new Set(field.touched ? field.issues.map((issue) => issue.code) : []);
      this.ctx.form.set(field.pointer, store(control.value) as Json | undefined);
      this.#typed = {text: control.value, stored: field.value, member};
    });
  }

  commit(): void {
    if (!this.#typed && !this.#quiet) return;
    this.#typed = undefined;
    this.#quiet = undefined;
    this.requestUpdate();
  }

  choose(value: unknown): void {
    this.#typed = undefined;
    this.#quiet = undefined;
    this.ctx.form.set(this.field.pointer, value as Json | undefined);
    this.requestUpdate();
  }

  options(): readonly Option[] | undefined {
    return loadOptions(this.ctx, this, this.field);
  }

  list(name: string, where: {readonly [key: string]: string}): readonly Option[] | undefined {
    return this.later(`list:${name}:${JSON.stringify(where)}`, () => this.ctx.list(name, where));
  }

  combobox(name: string): Combobox {
    this.#comboboxes ??= new Map();
    const known = this.#comboboxes.get(name);
    if (known) return known;
    const made = new Combobox(this);
    this.#comboboxes.set(name, made);
    return made;
  }

  native<T extends Element>(make: () => T, heard: (event: Event) => void): T {
    if (this.#native?.make === make) this.#native.heard = heard;
    else this.#native = {make, control: make(), heard};
    return this.#native.control as T;
  }

  /** An event from inside; the page calls this. */
  hear(event: Event): void {
    if (event.type === 'focusout') this.#left(event as FocusEvent);
    else if (event.target instanceof Element && this.#native?.control.contains(event.target)) this.#native.heard(event);
  }

  #left(event: FocusEvent): void {
    // Only the question's own controls count: going on to the buttons of its look-up is leaving them.
    const own = (target: EventTarget | null): boolean =>
      target instanceof Element && this.contains(target) && !target.closest('egov-lookup, .source, .conflict');
    if (!own(event.target) || own(event.relatedTarget)) return;
    // Going to another window is not leaving the question.
    if (event.relatedTarget === null && !document.hasFocus()) return;
    afterPress(() => {
      if (!this.ctx) return;
      this.commit();
      this.field.touched = true;
    });
  }

  /**
   * What is wrong with the answer, once the person has been there. The same empty list while there is nothing to say, so
   * that checking a page draws only what is wrong. Before, an answer is only judged where a word of information may be due.
   */
  get #spoken(): readonly Issue[] {
    const {field} = this;
    this.#said ??= computed(() => {
      if (!field.touched && !informs(field)) return NOTHING_SAID;
      const issues = field.touched ? field.issues : field.issues.filter((issue) => issue.severity === 'info');
      return issues.length > 0 ? issues : NOTHING_SAID;
    });
    return this.#said.value;
  }

  #issues(): readonly Issue[] {
    const quiet = this.#quiet;
    const issues = this.#spoken;
    return quiet && issues.length > 0 && this.field.touched ? issues.filter((issue) => quiet.has(issue.code)) : issues;
  }

  issuesOf(member: string): readonly Issue[] {
    return this.#issues().filter((issue) => issue.pointer === `${this.field.pointer}/${member}`);
  }

  /** Without those that the type shows itself, at a member of the value. */
  #ownIssues(): readonly Issue[] {
    const {field} = this;
    const {members} = fieldType(field.widget);
    if (!members || field.readonly || this.ctx.readonly) return this.#issues();
    return this.#issues().filter((issue) => !members.some((member) => issue.pointer === `${field.pointer}/${member}`));
  }

  #hasSource(): boolean {
    const {origin, lockedBy, value} = this.field;
    if (value === undefined) return false;
    return (
      lockedBy !== undefined ||
      origin?.kind === 'register' ||
      origin?.kind === 'document' ||
      (origin?.kind === 'typed' && !!origin.was)
    );
  }

  protected override draw(): void {
    const {ctx, field} = this;
    const type = fieldType(field.widget);
    if (!field.visible || type.unseen) {
      this.#clear();
      return;
    }
    const lookups = ctx.form.lookupsAt(field.pointer);
    const {conflict} = field;
    const wide = lookups.length > 0 || conflict !== undefined || type.wide === true;
    mark(this, 'data-pointer', field.pointer);
    mark(this, 'data-widget', field.widget);
    const classes = `${type.controls === 'one' ? 'lined' : ''}${wide ? ' wide' : ''}${this.invalid ? ' invalid' : ''}`.trim();
    mark(this, 'class', classes || undefined);
    mark(this, 'hidden', undefined);
    this.#frame ??= this.#makeFrame(type);
    const frame = this.#frame;
    if (frame.label) drawLabel(frame.label, this);
    this.#drawHint(frame, type);
    if (frame.holder.localName === 'fieldset') this.#describeGroup(frame.holder);
    this.#drawControl(frame, type);
    this.#drawIssues(frame);
    this.#drawBelow(frame, lookups, conflict);
  }

  /** Out of sight and out of the accessibility tree; nothing of it stays. */
  #clear(): void {
    mark(this, 'hidden', '');
    mark(this, 'data-pointer', undefined);
    if (!this.#frame) return;
    this.replaceChildren();
    this.#frame = undefined;
    this.#native = undefined;
  }

  #makeFrame({controls}: FieldType): Frame {
    const rest = {hint: undefined, control: undefined, issues: undefined, below: undefined};
    if (controls === 'none') return {holder: this, label: undefined, ...rest};
    const inFieldset = controls === 'many';
    const holder = inFieldset ? fieldset() : body();
    const words = inFieldset ? legend() : label();
    if (inFieldset) holder.append(words);
    else {
      mark(words, 'for', this.controlId);
      this.append(words);
    }
    this.append(holder);
    return {holder, label: words, ...rest};
  }

  #drawHint(frame: Frame, {controls}: FieldType): void {
    const {settings} = this.field;
    if (!settings.hint) return;
    if (!frame.hint) {
      frame.hint = hint();
      frame.hint.id = `${this.controlId}-hint`;
      if (frame.label) frame.label.after(frame.hint);
      else if (controls === 'none') frame.holder.append(frame.hint);
    }
    write(frame.hint, this.ctx.text(settings.hint));
  }

  #describeGroup(holder: Element): void {
    const {field} = this;
    const {radios} = fieldType(field.widget);
    mark(holder, 'role', radios ? 'radiogroup' : undefined);
    mark(holder, 'aria-required', radios && field.required ? 'true' : undefined);
    mark(holder, 'aria-invalid', radios && this.invalid ? 'true' : undefined);
    mark(holder, 'aria-describedby', this.describedBy);
  }

  #drawControl(frame: Frame, type: FieldType): void {
    const drawn = type.render(this);
    if (drawn instanceof Element) {
      if (frame.control === drawn) return;
      if (frame.control instanceof Comment) render(nothing, frame.holder as HTMLElement, {renderBefore: frame.control});
      this.#placeControl(frame, drawn);
    } else {
      if (!(frame.control instanceof Comment)) this.#placeControl(frame, document.createComment(''));
      render(drawn, frame.holder as HTMLElement, {renderBefore: frame.control ?? null});
    }
  }

  /** An element, or the comment before which a template is drawn. */
  #placeControl(frame: Frame, control: Element | Comment): void {
    if (frame.control) frame.control.replaceWith(control);
    else if (frame.holder.localName === 'fieldset') (frame.hint ?? frame.label)?.after(control);
    else frame.holder.prepend(control);
    frame.control = control;
  }

  #drawIssues(frame: Frame): void {
    const issues = this.#ownIssues();
    if (issues.length === 0) {
      frame.issues?.remove();
      frame.issues = undefined;
      return;
    }
    const drawn = drawIssues(this.ctx, `${this.controlId}-issues`, issues, frame.issues);
    if (!frame.issues) {
      if (frame.below) frame.below.before(drawn);
      else frame.holder.append(drawn);
    }
    frame.issues = drawn;
  }

  #drawBelow(frame: Frame, lookups: readonly Lookup[], conflict: Conflict | undefined): void {
    const {ctx, field} = this;
    const hasSource = this.#hasSource();
    if (!frame.below) {
      if (!hasSource && !conflict && lookups.length === 0) return;
      frame.below = below();
      frame.holder.append(frame.below);
    }
    render(
      html`${hasSource ? sourceLine(ctx, field, `${this.controlId}-source`, () => this.#undo()) : nothing}
      ${conflict ? conflictBox(ctx, this, field, conflict, (choice) => this.#decide(choice)) : nothing}
      ${lookups.map((lookup) => html`<egov-lookup .ctx=${ctx} .lookup=${lookup}></egov-lookup>`)}`,
      frame.below,
    );
  }

  #undo(): void {
    const {filledBy} = this.field;
    if (!filledBy) return;
    this.ctx.form.undo(filledBy);
    this.ctx.host.announce(this.ctx.t('source.undone'));
    // The button is gone; the focus must not be.
    void this.updateComplete.then(() => this.focusControl());
  }

  #decide(choice: 'keep' | 'take'): void {
    this.#typed = undefined;
    this.ctx.form.decide(this.field.pointer, choice);
    this.ctx.host.announce(this.ctx.t('conflict.decided'));
    void this.updateComplete.then(() => this.focusControl());
  }

  /** Put the focus on the first control. Answers whether there was one. */
  focusControl(): boolean {
    const control = this.querySelector<HTMLElement>(
      'input:not([aria-hidden]):not([disabled]), select:not([disabled]), textarea:not([disabled]), output[tabindex]',
    );
    control?.focus();
    return control !== null;
  }
}

/** Whether an answer may call for a word of information before anybody has been at the field. */
function informs({value, format, settings}: Field): boolean {
  if (value === undefined) return false;
  return format !== undefined || settings.checks?.some(({severity}) => severity === 'info') === true;
}

const HEARD = ['input', 'change', 'compositionend', 'focusout'] as const;

/** Let the questions below hear their events: one listener of a kind for all of them. */
export function overhear(root: EventTarget): void {
  for (const type of HEARD) {
    root.addEventListener(type, (event) => {
      if (event.target instanceof Element) event.target.closest('egov-field')?.hear(event);
    });
  }
}

define('egov-field', EgovField);

declare global {
  interface HTMLElementTagNameMap {
    'egov-field': EgovField;
  }
}
