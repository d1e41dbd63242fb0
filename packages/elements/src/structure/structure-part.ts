/**
 * The editor of a value that no layout of questions shows: alternatives, maps, lists of anything, schemas within themselves.
 * Optional groups and lists are drawn once the person asks for them. Loaded for forms that have such a question.
 */
import {formatPointer, type Json, type Option} from '@egov-form/core';
import {type Member, Part} from '@egov-form/core/structure';
import {html, nothing, type TemplateResult} from 'lit';
import {live} from 'lit/directives/live.js';
import {repeat} from 'lit/directives/repeat.js';
import {readNumber, showNumber} from '../display/numbers.ts';
import type {FieldHost} from '../field/field-type.ts';
import {shownIssues} from '../field/issues.ts';
import {hearTyping} from '../field/native-controls.ts';
import type {EditorState} from './editor-state.ts';
import {type Path, withAt} from './edits.ts';

export {viStructure as words} from '../messages/vi-structure.ts';
export {structures as styles} from '../styles/structures.ts';

/** Deeper than any person goes. */
const MOST_LEVELS = 16;

interface Place {
  readonly part: Part;
  readonly path: Path;
  readonly label: string;
  readonly required: boolean;
}

class Editor {
  readonly #host: FieldHost;
  readonly #state: EditorState;

  constructor(host: FieldHost, state: EditorState) {
    this.#host = host;
    this.#state = state;
  }

  draw(): TemplateResult {
    const {field, ctx, label} = this.#host;
    const source = ctx.form.schemaOf(field.pointer);
    this.#state.shown.clear();
    const part = new Part(source, [source], field.value, this.#state.picks.get(''));
    return html`<div class="structure">${this.#body({part, path: [], label, required: field.required})}</div>`;
  }

  #t(key: Parameters<FieldHost['ctx']['t']>[0], params?: Parameters<FieldHost['ctx']['t']>[1]): string {
    return this.#host.ctx.t(key, params);
  }

  #id(path: Path, what = ''): string {
    const {controlId} = this.#host;
    return path.length === 0 && what === '' ? controlId : `${controlId}${path.map((one) => `-${one}`).join('')}${what}`;
  }

  #key(path: Path): string {
    return formatPointer(path.map(String));
  }

  #pick(path: Path): number | undefined {
    return this.#state.picks.get(this.#key(path));
  }

  #put(path: Path, value: Json | undefined): void {
    this.#host.choose(withAt(this.#host.field.value, path, value));
  }

  /** What stands at a place, without its label: which alternative it is, and that one's own control. */
  #body(place: Place): unknown {
    const {part, path} = place;
    if (path.length > MOST_LEVELS) return nothing;
    const inner = part.alternatives.length > 1 ? this.#alternatives(place) : nothing;
    return html`${inner}${part.kind === undefined ? nothing : this.#control(place)}`;
  }

  #alternatives({part, path, label, required}: Place): TemplateResult {
    const id = this.#id(path, '-kind');
    const choose = (event: Event): void => {
      const text = (event.target as HTMLSelectElement).value;
      const index = text === '' ? undefined : Number(text);
      this.#state.pick(this.#key(path), index);
      this.#put(path, index === undefined ? undefined : part.picked(index).begin(index));
    };
    return html`<div class="part kind">
      <label for=${id} part="label">${this.#t('structure.kind', {label})}${this.#star(required)}</label>
      <select class="control" part="control" id=${id} aria-required=${required ? 'true' : nothing} @change=${choose}>
        <option value="" .selected=${part.chosen === undefined}>${this.#t('choose')}</option>
        ${part.alternatives.map(
          ({kind, label: name}, i) =>
            html`<option value=${i} .selected=${part.chosen === i}>${name ?? this.#t(`structure.${kind}`)}</option>`,
        )}
      </select>
    </div>`;
  }

  #control(place: Place): unknown {
    switch (place.part.kind) {
      case 'group':
        return this.#group(place);
      case 'list':
        return this.#list(place);
      case 'null':
        return nothing;
      default:
        return this.#single(place);
    }
  }

  #star(required: boolean): unknown {
    return required ? html`<span class="required" aria-hidden="true"> *</span>` : nothing;
  }

  /** One value, with the label of its place. */
  #single({part, path, label, required}: Place): TemplateResult {
    const id = this.#id(path);
    const issues = this.#issues(path);
    const described = [part.hint && `${id}-about`, issues.length > 0 && `${id}-issues`].filter(Boolean).join(' ');
    const common = {id, required, described, invalid: issues.some(({severity}) => severity === 'error')};
    // The legend of the question names its only control, too.
    const named = path.length === 0 && part.alternatives.length <= 1 ? 'unseen' : '';
    return html`<div class="part" data-pointer=${this.#host.field.pointer + this.#key(path)}>
      <label for=${id} class=${named} part="label">${label}${this.#star(required)}</label>
      ${part.hint && path.length > 0 ? html`<p class="hint" part="hint" id="${id}-about">${part.hint}</p>` : nothing}
      ${
        part.kind === 'boolean'
          ? this.#select(common, path, part.value, [
              {value: true, label: this.#t('yes')},
              {value: false, label: this.#t('no')},
            ])
          : part.kind === 'choice'
            ? this.#select(common, path, part.value, part.options)
            : this.#input(common, part, path)
      }
      ${issues.length > 0 ? shownIssues(this.#host.ctx, `${id}-issues`, issues) : nothing}
    </div>`;
  }

  #select(
    {id, required, described, invalid}: Common,
    path: Path,
    value: Json | undefined,
    options: readonly Option[],
  ): TemplateResult {
    const choose = (event: Event): void => {
      const chosen = (event.target as HTMLSelectElement).selectedIndex - 1;
      this.#put(path, options[chosen]?.value);
    };
    return html`<select
      class="control"
      part="control"
      id=${id}
      aria-required=${required ? 'true' : nothing}
      aria-invalid=${invalid ? 'true' : nothing}
      aria-describedby=${described || nothing}
      @change=${choose}
    >
      <option .selected=${value === undefined}>${this.#t('choose')}</option>
      ${options.map((one) => html`<option .selected=${one.value === value}>${this.#host.ctx.text(one.label)}</option>`)}
    </select>`;
  }

  #input({id, required, described, invalid}: Common, part: Part, path: Path): TemplateResult {
    const {field, ctx} = this.#host;
    const isNumber = part.kind === 'number' || part.kind === 'integer';
    const {value} = part;
    const stored = typeof value === 'number' ? showNumber(value, ctx.locale) : typeof value === 'string' ? value : '';
    const key = this.#key(path) || '/';
    const isItem = typeof path.at(-1) === 'number';
    const store = (text: string): Json | undefined => {
      const read = isNumber ? (readNumber(text, ctx.locale, part.kind === 'integer') ?? text) : text;
      // An item that is being emptied keeps its place.
      return withAt(field.value, path, read === '' && !isItem ? undefined : read);
    };
    const hear = hearTyping(this.#host, stored, store, key);
    return html`<input
      class="control"
      part="control"
      type="text"
      id=${id}
      inputmode=${isNumber ? 'decimal' : nothing}
      autocomplete="off"
      aria-required=${required ? 'true' : nothing}
      aria-invalid=${invalid ? 'true' : nothing}
      aria-describedby=${described || nothing}
      .value=${live(this.#host.shown(stored, key))}
      @input=${hear}
      @compositionend=${hear}
      @change=${hear}
    />`;
  }

  #group({part, path}: Place): TemplateResult {
    const members = part.members.map((member) => this.#member(part, path, member));
    return html`<div class="members">${members}${part.mayAdd ? this.#adder(part, path) : nothing}</div>${this.#said(path)}`;
  }

  #member(around: Part, path: Path, member: Member): unknown {
    const here: Path = [...path, member.name];
    const part = around.member(member.name, this.#pick(here));
    const isSimple = part.alternatives.length === 1 && part.kind !== 'list' && part.kind !== 'group';
    const isOpen = part.value !== undefined || member.required || this.#state.picks.has(this.#key(here));
    const {name, label, required, isNamed} = member;
    const place: Place = {part, path: here, label, required};
    if (!isOpen && !isSimple) {
      const add = (): void => {
        const value = part.alternatives.length === 1 ? part.picked(0).begin(0) : undefined;
        if (value === undefined) this.#state.pick(this.#key(here), -1);
        this.#put(here, value);
      };
      return html`<button type="button" class="secondary small" @click=${add}>${this.#t('structure.add', {label})}</button>`;
    }
    const remove = (): void => {
      this.#state.pick(this.#key(here), undefined);
      this.#put(here, undefined);
    };
    const mayGo = !required && (!isNamed || !isSimple);
    const button = mayGo
      ? html`<button type="button" class="text small" @click=${remove}>${this.#t('structure.remove', {label})}</button>`
      : nothing;
    if (isSimple) return html`<div class="line" data-member=${name}>${this.#body(place)}${button}</div>`;
    return html`<fieldset class="inner" data-pointer=${this.#host.field.pointer + this.#key(here)}>
      <legend part="label">${label}${this.#star(required)}</legend>
      ${part.hint ? html`<p class="hint" part="hint">${part.hint}</p>` : nothing} ${this.#body(place)} ${button}
    </fieldset>`;
  }

  /** For members that the schema does not name. */
  #adder(part: Part, path: Path): TemplateResult {
    const id = this.#id(path, '-name');
    const key = this.#key(path);
    const problem = this.#state.refusedNames.get(key);
    const add = (event: Event): void => {
      const input = (event.target as Element).parentElement?.querySelector('input');
      const name = input?.value.trim() ?? '';
      const fits = part.takesName(name);
      this.#state.refuseName(key, fits ? undefined : name);
      if (fits && input) {
        input.value = '';
        const inner = part.member(name);
        const value = inner.alternatives.length === 1 ? inner.begin(0) : undefined;
        // A member that holds nothing yet is there all the same.
        this.#put([...path, name], value ?? (inner.kind === 'text' ? '' : null));
      } else this.#host.choose(this.#host.field.value);
    };
    return html`<div class="adder">
      <label for=${id} part="label">${this.#t('structure.name')}</label>
      <input
        class="control"
        part="control"
        type="text"
        id=${id}
        autocomplete="off"
        aria-invalid=${problem === undefined ? nothing : 'true'}
        aria-describedby=${problem === undefined ? nothing : `${id}-issues`}
      />
      <button type="button" class="secondary small" @click=${add}>${this.#t('structure.addMember')}</button>
      ${
        problem === undefined
          ? nothing
          : html`<p class="issue" id="${id}-issues" role="alert">${this.#t('structure.badName', {name: problem})}</p>`
      }
    </div>`;
  }

  #list({part, path, label}: Place): TemplateResult {
    const items: readonly Json[] = Array.isArray(part.value) ? part.value : [];
    const add = (): void => {
      const inner = part.item(items.length);
      const value = inner.alternatives.length === 1 ? inner.begin(0) : undefined;
      this.#put([...path, items.length], value ?? (inner.kind === 'text' ? '' : null));
    };
    return html`<ol class="items">
        ${repeat(
          items,
          (_item, i) => i,
          (_item, i) => this.#item(part, path, label, i),
        )}
      </ol>
      ${
        items.length < part.maxItems
          ? html`<button type="button" class="secondary small" @click=${add}>${this.#t('structure.addItem', {label})}</button>`
          : nothing
      }${this.#said(path)}`;
  }

  #item(list: Part, path: Path, label: string, i: number): TemplateResult {
    const here: Path = [...path, i];
    const found = list.item(i, this.#pick(here));
    // Nothing was chosen yet: `null` only keeps the place.
    const part = found.value === null && found.kind !== 'null' ? found.holding(undefined) : found;
    const name = part.title ?? this.#t('structure.item', {label, n: i + 1});
    const isSimple = part.alternatives.length === 1 && part.kind !== 'list' && part.kind !== 'group';
    const body = this.#body({part, path: here, label: name, required: true});
    const remove = (): void => {
      this.#state.pick(this.#key(here), undefined);
      this.#put(here, undefined);
    };
    return html`<li class="item">
      ${isSimple ? body : html`<fieldset class="inner"><legend part="label">${name}</legend>${body}</fieldset>`}
      <button type="button" class="text small" @click=${remove}>${this.#t('structure.remove', {label: name})}</button>
    </li>`;
  }

  /** What is wrong with a part itself. */
  #said(path: Path): unknown {
    if (path.length === 0) return nothing;
    const issues = this.#issues(path);
    return issues.length > 0 ? shownIssues(this.#host.ctx, this.#id(path, '-issues'), issues) : nothing;
  }

  #issues(path: Path): ReturnType<FieldHost['issuesOf']> {
    const key = this.#key(path);
    if (key === '') return [];
    this.#state.shown.add(key);
    return this.#host.issuesOf(key.slice(1));
  }
}

interface Common {
  readonly id: string;
  readonly required: boolean;
  readonly described: string;
  readonly invalid: boolean;
}

export function drawStructure(host: FieldHost, state: EditorState): TemplateResult {
  return new Editor(host, state).draw();
}
