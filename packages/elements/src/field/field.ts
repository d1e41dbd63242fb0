import type {Conflict, Field, Issue, Json, Lookup, Option} from '@egov-form/core';
import {html, nothing, render} from 'lit';
import {loadOptions} from '../display/display.ts';
import {mark, write} from '../drawing/dom.ts';
import {DrawnElement} from '../drawing/drawn-element.ts';
import {define} from '../drawing/light-element.ts';
import {afterPress} from '../drawing/pointer-press.ts';
import {effect, untracked} from '../drawing/signals.ts';
import type {Facts} from '../facts/facts.ts';
import type {FormContext} from '../form/form-context.ts';
import {drawWhy, hasReason, pressWhy} from '../why/why.ts';
import {Combobox} from './combobox.ts';
import {type FieldHost, type FieldType, fieldType} from './field-type.ts';
import {isSummarized, isUndoneAbove} from './fill-summary.ts';
import {begin, beginWith, Frame, makerOf} from './frame.ts';
import {drawIssues} from './issues.ts';
import {drawLabel, redescribe} from './native-controls.ts';
import {sourceLine} from './source.ts';

const NOTHING_SAID: readonly Issue[] = [];

/** What a drawing finds out before it draws. */
interface State {
  readonly issues: readonly Issue[];
  /** The issues that stand below the control. */
  readonly own: readonly Issue[];
  readonly invalid: boolean;
  readonly hasSource: boolean;
  readonly describedBy: string | undefined;
}

const EMPTY_STATE: State = {issues: NOTHING_SAID, own: NOTHING_SAID, invalid: false, hasSource: false, describedBy: undefined};

const hearNothing = (): void => undefined;

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
  /** The facts that it belongs to: while they are known, it is not asked. */
  declare facts: Facts | undefined;

  #frame: Frame | undefined;
  #native: {readonly make: () => Element; readonly control: Element; heard: (event: Event) => void} | undefined;
  /** What is wrong, as last heard, and the end of listening for it. */
  #said: readonly Issue[] = NOTHING_SAID;
  #unsubscribe: (() => void) | undefined;
  /** Text in the control while the person types; the engine may hold it in another form already. */
  #typed: {readonly text: string; readonly stored: Json | undefined; readonly member: string} | undefined;
  /** Codes of the issues that were in sight when typing began: only those may stay, no new one interrupts. */
  #quiet: ReadonlySet<string> | undefined;
  #comboboxes: Map<string, Combobox> | undefined;
  #state: State = EMPTY_STATE;
  /** The source is unfolded, where it is said together with others. */
  #unfolded = false;

  get controlId(): string {
    return `f-${this.field.id}`;
  }

  get label(): string {
    return this.ctx.text(this.field.label);
  }

  get invalid(): boolean {
    return this.#state.invalid;
  }

  get describedBy(): string | undefined {
    return this.#state.describedBy;
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
  handleEvent(event: Event): void {
    if (event.type === 'focusout') this.#left(event as FocusEvent);
    else if (event.target instanceof Element && this.#native?.control.contains(event.target)) this.#native.heard(event);
    else if (event.type === 'click' && event.target === this.#frame?.why?.firstElementChild) {
      pressWhy(this.#frame.why, this.ctx, [this.field.pointer]);
    }
    if (event.type === 'change' && !this.#hasFocus()) this.field.touched = true;
  }

  /** The browser fills questions in without going there; then nobody leaves them either. */
  #hasFocus(): boolean {
    const root = this.getRootNode();
    return root instanceof ShadowRoot && this.contains(root.activeElement);
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
   * What is wrong with the answer, once the person has been there. Before, it is only judged where a word of information may
   * be due. Tracked.
   */
  #issuesNow(): readonly Issue[] {
    const {field} = this;
    if (field.touched) return field.issues;
    return informs(field) ? field.issues.filter((issue) => issue.severity === 'info') : NOTHING_SAID;
  }

  /**
   * Hear what is wrong, beside everything else that a drawing reads: checking a page draws what is wrong, and nothing else of
   * the questions. Who has nothing to say before and after is not drawn at all.
   */
  #listen(): void {
    if (this.#unsubscribe) return;
    let first = true;
    this.#unsubscribe = effect(() => {
      const before = this.#said;
      this.#said = this.#issuesNow();
      // Who listens draws what there is now.
      if (!first && (this.#said.length > 0 || before.length > 0)) untracked(() => this.requestPart());
      first = false;
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
  }

  /** What is to be shown: no new mistake interrupts who types. */
  #issues(): readonly Issue[] {
    const quiet = this.#quiet;
    const issues = this.#said;
    if (!quiet || issues.length === 0 || !untracked(() => this.field.touched)) return issues;
    return issues.filter((issue) => quiet.has(issue.code));
  }

  issuesOf(member: string): readonly Issue[] {
    return this.#state.issues.filter((issue) => issue.pointer === `${this.field.pointer}/${member}`);
  }

  /** What one drawing asks for in many places, found out once. */
  #findState(type: FieldType): State {
    const {field, ctx} = this;
    const issues = this.#issues();
    const hasSource = this.#hasSource();
    if (issues.length === 0 && !hasSource && !field.settings.hint) return EMPTY_STATE;
    // Those that the type shows itself, at a member of the value, are not shown below as well.
    const members = issues.length === 0 || field.readonly || ctx.readonly ? undefined : type.members?.(ctx);
    const isInside = ({pointer}: Issue): boolean =>
      pointer !== field.pointer && type.isShownInside?.(field, pointer.slice(field.pointer.length)) === true;
    const own =
      members === undefined
        ? type.isShownInside
          ? issues.filter((issue) => !isInside(issue))
          : issues
        : issues.filter((issue) => !members.some((member) => issue.pointer === `${field.pointer}/${member}`));
    const id = this.controlId;
    const describedBy = [field.settings.hint && `${id}-hint`, own.length > 0 && `${id}-issues`, hasSource && `${id}-source`];
    return {
      issues,
      own,
      invalid: issues.some((issue) => issue.severity === 'error'),
      hasSource,
      describedBy: describedBy.filter(Boolean).join(' ') || undefined,
    };
  }

  #hasSource(): boolean {
    const {origin, lockedBy, value} = this.field;
    if (value === undefined) return false;
    return (
      lockedBy !== undefined ||
      origin?.kind === 'register' ||
      origin?.kind === 'document' ||
      origin?.kind === 'earlier' ||
      (origin?.kind === 'typed' && !!origin.was)
    );
  }

  protected override draw(): void {
    const {ctx, field} = this;
    const type = fieldType(field.widget);
    const isKnown = this.facts?.asks(field) === false;
    if (!field.visible || type.unseen || isKnown) {
      this.#clear(isKnown);
      return;
    }
    // On a card the look-up stands for all that it filled.
    const lookups = this.facts?.mode === 'card' ? [] : ctx.form.lookupsAt(field.pointer);
    const {conflict} = field;
    this.#listen();
    this.#state = this.#findState(type);
    const isBrief = this.#state.hasSource && (this.facts?.saysSourceOf(field) || isSummarized(ctx, field, this.parentElement));
    const wide = lookups.length > 0 || conflict !== undefined || type.wide === true;
    mark(this, 'data-pointer', field.pointer);
    mark(this, 'data-widget', field.widget);
    const classes = [
      type.controls === 'one' && 'lined',
      field.settings.hint !== undefined && 'hinted',
      wide && 'wide',
      isBrief && 'brief',
      this.invalid && 'invalid',
    ];
    mark(this, 'class', classes.filter(Boolean).join(' ') || undefined);
    mark(this, 'hidden', undefined);
    const first = !this.#frame;
    const frame = this.#frame ?? Frame.of(this, type, this.controlId);
    this.#frame = frame;
    const make = makerOf(type);
    if (first && make && frame.control instanceof Element) this.#native = {make, control: frame.control, heard: hearNothing};
    if (frame.label) drawLabel(frame.label, this, type.controls === 'many' && !type.radios);
    this.#drawHint(frame);
    if (type.controls === 'many') this.#describeGroup(frame.holder, type);
    this.#drawControl(frame, type);
    this.#drawIssues(frame);
    this.#drawBelow(frame, lookups, conflict, isBrief);
    const native = this.#native;
    if (first && native && native.control === frame.control) beginWith(type, field.widget, native.make);
  }

  protected override drawPart(): void {
    const frame = this.#frame;
    if (!frame) return;
    const type = fieldType(this.field.widget);
    const native = this.#native;
    const {invalid, describedBy: before} = this.#state;
    this.#state = this.#findState(type);
    if (this.invalid !== invalid) this.classList.toggle('invalid', this.invalid);
    if (type.controls === 'many') this.#describeGroup(frame.holder, type);
    const isPlain = native !== undefined && native.control === frame.control;
    if (!isPlain || !redescribe(native.control, native.make, this, before)) this.#drawControl(frame, type);
    this.#drawIssues(frame);
  }

  /** Out of sight and out of the accessibility tree. Nothing of it stays that could do something meanwhile. */
  #clear(isKnown: boolean): void {
    if (isKnown && this.#hasFocus()) this.#leaveToCard();
    mark(this, 'hidden', '');
    mark(this, 'data-pointer', undefined);
    if (!this.firstChild) return;
    // A label and a control do nothing. Kept, they are shown again in no time when a hundred questions depend on one tick.
    if (!isKnown && this.#frame?.isBare && this.#frame.control === this.#native?.control) return;
    this.replaceChildren();
    this.#frame = undefined;
    this.#native = undefined;
  }

  /** What was typed here was answered: the focus goes to the card that takes the place of the question. */
  #leaveToCard(): void {
    const box = this.closest('egov-facts');
    untracked(() => this.commit());
    // Once the card is drawn.
    void Promise.resolve().then(() => box?.focusCard());
  }

  #drawHint(frame: Frame): void {
    const {hint} = this.field.settings;
    if (hint) write(frame.hint(`${this.controlId}-hint`), this.ctx.text(hint));
  }

  #describeGroup(holder: Element, {radios}: FieldType): void {
    const {field} = this;
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
      frame.control = drawn;
    } else {
      if (!(frame.control instanceof Comment)) frame.control = document.createComment('');
      render(drawn, frame.holder as HTMLElement, {renderBefore: frame.control ?? null});
    }
  }

  #drawIssues(frame: Frame): void {
    const {own} = this.#state;
    if (own.length > 0) frame.showIssues(drawIssues(this.ctx, `${this.controlId}-issues`, own, frame.issues));
    else frame.hideIssues();
  }

  #drawBelow(frame: Frame, lookups: readonly Lookup[], conflict: Conflict | undefined, isBrief: boolean): void {
    const {ctx, field} = this;
    const {hasSource} = this.#state;
    const offer = field.settings.reuse && ctx.offers.value?.(field, this);
    const place = frame.below(hasSource || conflict !== undefined || lookups.length > 0 || !!offer);
    frame.why = hasReason(field) ? drawWhy(ctx, field, frame.why) : undefined;
    if (!place) return;
    render(
      html`${hasSource ? this.#source(isBrief) : offer}
      ${conflict ? html`<egov-conflict .ctx=${ctx} .field=${field} .decide=${this.#decide}></egov-conflict>` : nothing}
      ${lookups.map((lookup) => html`<egov-lookup .ctx=${ctx} .lookup=${lookup}></egov-lookup>`)}`,
      place,
    );
  }

  #source(isBrief: boolean): unknown {
    const {ctx, field, controlId} = this;
    const toggle = (): void => {
      this.#unfolded = !this.#unfolded;
      this.requestUpdate();
    };
    const folded = isBrief ? {open: this.#unfolded, toggle} : undefined;
    return sourceLine({
      ctx,
      field,
      id: `${controlId}-source`,
      folded,
      undo: isUndoneAbove(ctx, field) ? undefined : () => this.#undo(),
    });
  }

  #undo(): void {
    const {filledBy} = this.field;
    if (!filledBy) return;
    this.ctx.form.undo(filledBy);
    this.ctx.host.announce(this.ctx.t('source.undone'));
    // The button is gone; the focus must not be.
    void this.updateComplete.then(() => this.focusControl());
  }

  readonly #decide = (choice: 'keep' | 'take'): void => {
    this.#typed = undefined;
    this.ctx.form.decide(this.field.pointer, choice);
    void this.updateComplete.then(() => this.focusControl());
  };

  /** Put the focus on the first control. Answers whether there was one. */
  focusControl(): boolean {
    const control = this.querySelector<HTMLElement>(
      'input:not([aria-hidden]):not([disabled]), select:not([disabled]), textarea:not([disabled]), output[tabindex]',
    );
    control?.focus();
    return control !== null;
  }
}

/** The element of a question. It draws itself when it is put into the document. */
export function fieldElement(ctx: FormContext, field: Field, facts?: Facts | undefined): EgovField {
  const made = begin(fieldType(field.widget)) as EgovField;
  made.ctx = ctx;
  made.field = field;
  made.facts = facts;
  return made;
}

/** Whether an answer may call for a word of information before anybody has been at the field. */
function informs({value, format, settings}: Field): boolean {
  if (value === undefined) return false;
  return format !== undefined || settings.checks?.some(({severity}) => severity === 'info') === true;
}

const HEARD = ['input', 'change', 'compositionend', 'click', 'focusout'] as const;

/** Delegates events of the questions below: one listener of a kind for all of them. */
export function delegateEvents(root: EventTarget): void {
  for (const type of HEARD) {
    root.addEventListener(type, (event) => {
      if (event.target instanceof Element) event.target.closest('egov-field')?.handleEvent(event);
    });
  }
}

define('egov-field', EgovField);

declare global {
  interface HTMLElementTagNameMap {
    'egov-field': EgovField;
  }
}
