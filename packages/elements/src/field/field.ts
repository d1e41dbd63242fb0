import type {Field, Issue, Json, Option} from '@egov-form/core';
import {html, nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import {loadOptions} from '../internal/display.ts';
import type {FormContext} from '../internal/form-context.ts';
import {define, LightElement} from '../internal/light-element.ts';
import {afterPress} from '../internal/pointer-press.ts';
import {untracked} from '../internal/signals.ts';
import '../lookup/lookup.ts';
import {Combobox} from './combobox.ts';
import {conflictBox} from './conflict.ts';
import {type FieldHost, fieldType} from './field-type.ts';
import {shownIssues} from './issues.ts';
import {sourceLine} from './source.ts';

/**
 * One question: label, hint, control, what is wrong, where the value came from, and the look-up that it starts.
 * Lives inside `<egov-form>`; the kind of control comes from the field type of the question's `widget`.
 *
 * @summary One question of a form.
 */
export class EgovField extends LightElement implements FieldHost {
  static override properties: PropertyDeclarations = {...LightElement.properties, pointer: {attribute: false}};

  /** JSON Pointer of the answer, rows by index. */
  declare pointer: string;

  #known: {readonly ctx: FormContext; readonly pointer: string; readonly field: Field} | undefined;
  /** Text in the control while the person types; the engine may hold it in another form already. */
  #typed: {readonly text: string; readonly stored: Json | undefined; readonly member: string} | undefined;
  /** Codes of the issues that were in sight when typing began: only those may stay, no new one interrupts. */
  #quiet: ReadonlySet<string> | undefined;
  readonly #comboboxes = new Map<string, Combobox>();

  /** Looked up once per pointer: a field stays itself, also while its row is being taken away. */
  get field(): Field {
    const {ctx, pointer} = this;
    if (this.#known?.pointer !== pointer || this.#known.ctx !== ctx) this.#known = {ctx, pointer, field: ctx.form.field(pointer)};
    return this.#known.field;
  }

  get controlId(): string {
    return `f-${this.field.id.replace(/[^\w-]+/gu, '-')}`;
  }

  get label(): string {
    return this.ctx.text(this.field.label);
  }

  get invalid(): boolean {
    return this.#issues().some((issue) => issue.severity === 'error');
  }

  get describedBy(): string | undefined {
    const {field, controlId: id} = this;
    const ids = [
      field.settings.hint ? `${id}-hint` : '',
      this.#ownIssues().length > 0 ? `${id}-issues` : '',
      this.#hasSource() ? `${id}-source` : '',
    ].filter((part) => part !== '');
    return ids.length > 0 ? ids.join(' ') : undefined;
  }

  constructor() {
    super();
    this.addEventListener('focusout', (event) => this.#left(event));
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
    const known = this.#comboboxes.get(name);
    if (known) return known;
    const made = new Combobox(this);
    this.#comboboxes.set(name, made);
    return made;
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

  #issues(): readonly Issue[] {
    const {field} = this;
    const quiet = this.#quiet;
    if (!field.touched) return field.issues.filter((issue) => issue.severity === 'info');
    return quiet ? field.issues.filter((issue) => quiet.has(issue.code)) : field.issues;
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

  protected override render(): unknown {
    const {ctx, field} = this;
    const type = fieldType(field.widget);
    const visible = field.visible && !type.unseen;
    this.hidden = !visible;
    if (!visible) {
      this.mark('data-pointer', undefined);
      return nothing;
    }
    this.mark('data-pointer', field.pointer);
    this.mark('data-widget', field.widget);
    const lookups = ctx.form.lookupsAt(field.pointer);
    this.classList.toggle('wide', lookups.length > 0 || field.conflict !== undefined || type.wide === true);
    this.classList.toggle('invalid', this.invalid);
    this.classList.toggle('lined', type.controls === 'one');
    const id = this.controlId;
    const own = this.#ownIssues();
    const hint = field.settings.hint
      ? html`<p class="hint" part="hint" id=${`${id}-hint`}>${ctx.text(field.settings.hint)}</p>`
      : nothing;
    const below = html`${own.length > 0 ? shownIssues(ctx, `${id}-issues`, own) : nothing}
    ${this.#hasSource() ? sourceLine(ctx, field, `${id}-source`, () => this.#undo()) : nothing}
    ${field.conflict ? conflictBox(ctx, this, field, field.conflict, (choice) => this.#decide(choice)) : nothing}
    ${lookups.map((lookup) => html`<egov-lookup .ctx=${ctx} .lookup=${lookup}></egov-lookup>`)}`;
    if (type.controls === 'one') {
      return html`<label for=${id} part="label">${this.#labelText(field)}</label>${hint}
        <div class="body">${type.render(this)}${below}</div>`;
    }
    if (type.controls === 'none') return html`${type.render(this)}${hint}${below}`;
    const {radios} = type;
    return html`<fieldset
      part="fieldset"
      role=${radios ? 'radiogroup' : nothing}
      aria-required=${radios && field.required ? 'true' : nothing}
      aria-invalid=${radios && this.invalid ? 'true' : nothing}
      aria-describedby=${this.describedBy ?? nothing}
    >
      <legend part="label">${this.#labelText(field)}</legend>
      ${hint}${type.render(this)}${below}
    </fieldset>`;
  }

  #labelText(field: Field): TemplateResult {
    return html`${this.label}${
      field.required
        ? html`<span class="required" aria-hidden="true"> *</span><span class="unseen"> (${this.ctx.t('form.required')})</span>`
        : nothing
    }`;
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

define('egov-field', EgovField);

declare global {
  interface HTMLElementTagNameMap {
    'egov-field': EgovField;
  }
}
