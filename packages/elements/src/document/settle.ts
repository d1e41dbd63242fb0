import {
  type Attachment,
  type Conflict,
  correctValue,
  type DocumentOrigin,
  type DocumentSlot,
  type Field,
  type Json,
  noteText,
  type RegisterSource,
} from '@egov-form/core';
import {html, nothing, type TemplateResult} from 'lit';
import {displayValue} from '../display/display.ts';
import {maskedValue} from '../display/masked.ts';
import {icon} from '../drawing/icons.ts';
import {sourceName} from '../field/conflict.ts';
import type {Waiting} from '../field/field-type.ts';
import {noteBox} from '../field/note-box.ts';
import type {FormContext} from '../form/form-context.ts';
import type {MessageKey} from '../messages/keys.ts';

/** One thing that a paper says, beside the answer that it is held against. */
export interface PaperDifference {
  readonly ctx: FormContext;
  readonly waiting: Partial<Waiting>;
  readonly slot: DocumentSlot;
  readonly attachment: Attachment;
  readonly pointer: string;
  readonly fact: string;
  /** Takes the file away, for another one. */
  readonly replace: () => void;
}

type Wrong = 'document' | 'register';

/** Whether the person has said of this paper, of what it says at this answer, which side is wrong. Tracked. */
export function isStated({decision}: Field, slot: DocumentSlot, says: Json | undefined): boolean {
  if (decision?.wrong === undefined || decision.document !== slot.name) return false;
  // Of another file that says something else nothing was said yet.
  return decision.dropped !== 'document' || JSON.stringify(decision.other) === JSON.stringify(says);
}

/** What both say, and what the person can do about it; once they did, their note and where the register is put right. */
export function settleBox(difference: PaperDifference): TemplateResult {
  const {ctx, pointer} = difference;
  return html`<div class="settle" part="settle" role="group" aria-label=${ctx.nameOf(pointer)}>
    ${bothSides(difference)} ${ctx.readonly ? nothing : choices(difference)}
  </div>`;
}

/** Nobody can decide on "different" alone. */
function bothSides(difference: PaperDifference): TemplateResult {
  const {ctx, waiting, slot} = difference;
  const field = fieldOf(difference);
  const show = (value: Json | undefined): string => maskedValue(field, value) ?? displayValue(ctx, waiting, field, value);
  const {title, value} = dataSide(difference);
  return html`<dl class="compare-sides" part="compare-sides">
    <div>
      <dt>${ctx.text(slot.settings.title)}</dt>
      <dd>${show(paperValue(difference))}</dd>
    </div>
    <div>
      <dt>${title}</dt>
      <dd>${show(value)}</dd>
    </div>
  </dl>`;
}

function choices(difference: PaperDifference): TemplateResult {
  const {ctx, slot, replace} = difference;
  const field = fieldOf(difference);
  const wrong = isStated(field, slot, paperValue(difference)) ? (field.decision?.wrong as Wrong) : undefined;
  const choice = (key: MessageKey, act: () => void, isChosen?: boolean): TemplateResult =>
    html`<button
      type="button"
      class="secondary small"
      aria-label=${`${ctx.nameOf(field.pointer)}: ${ctx.t(key)}`}
      aria-pressed=${isChosen === undefined ? nothing : String(isChosen)}
      @click=${act}
    >
      ${ctx.t(key)}
    </button>`;
  const take = (): void => ctx.form.decide(field.pointer, 'take', {about: aboutOf(difference)});
  return html`<div class="settle-do">
      ${choice('settle.paper', () => state(difference, 'document'), wrong === 'document')}
      ${
        registerOf(field)
          ? choice('settle.register', () => state(difference, 'register'), wrong === 'register')
          : choice('settle.take', take)
      }
      ${choice('settle.another', replace)}
    </div>
    ${wrong ? statement(difference, wrong) : nothing}`;
}

/** What the person said, in whole words, with their note. */
function statement(difference: PaperDifference, wrong: Wrong): TemplateResult {
  const {ctx, slot} = difference;
  const field = fieldOf(difference);
  const id = `s-${slot.name}-${field.pointer}`.replace(/[^\w-]+/gu, '-');
  return html`<p class="settle-said" part="settle-said">${icon('check')}<span>${ctx.t(SAID[wrong])}</span></p>
    ${wrong === 'register' ? where(ctx, field) : nothing}
    ${noteBox({
      ...{id, label: ctx.t('settle.note'), text: field.decision?.note ?? ''},
      keep: (text) => state(difference, wrong, text),
    })}`;
}

const SAID: {readonly [wrong in Wrong]: MessageKey} = {document: 'settle.isPaper', register: 'settle.isRegister'};

/** Where the register's mistake can be put right: sending the form does not do that. */
function where(ctx: FormContext, field: Field): unknown {
  const lookup = registerOf(field)?.lookup;
  const correction = lookup === undefined ? undefined : ctx.form.definition.lookups?.[lookup]?.correction;
  if (!correction) return nothing;
  const {text, link} = correction;
  return html`<p class="hint" part="settle-where">
    ${ctx.t('settle.where', {text: ctx.text(text)})}
    ${link ? html`<a href=${link} target="_blank" rel="noreferrer">${ctx.t('settle.link')}</a>` : nothing}
  </p>`;
}

/** Records which side is wrong. A register's value that may be corrected becomes what the paper says, and the other way round. */
function state(difference: PaperDifference, wrong: Wrong, text = fieldOf(difference).decision?.note ?? ''): void {
  const {ctx, pointer, slot} = difference;
  const {form} = ctx;
  const note = noteText(text);
  const said = {wrong, ...(note !== '' && {note})};
  form.batch(() => {
    const field = fieldOf(difference);
    const {origin} = field;
    const about = aboutOf(difference);
    if (wrong === 'document') {
      if (origin?.kind === 'typed' && origin.registered) {
        const {value, origin: from} = origin.registered;
        form.transact([{pointer, value}], from);
      }
      form.decide(pointer, 'keep', {...said, about});
    } else if (field.readonly) form.decide(pointer, 'keep', {...said, about});
    else {
      const reason = note === '' ? ctx.t('settle.reason', {paper: ctx.text(slot.settings.title)}) : note;
      correctValue(form, pointer, paperValue(difference), reason);
      form.decide(pointer, 'keep', {...said, about: {current: about.proposed, proposed: about.current}});
    }
  });
  ctx.host.announce(ctx.t(SAID[wrong]));
}

function fieldOf({ctx, pointer}: PaperDifference): Field {
  return ctx.form.field(pointer);
}

function paperValue({attachment, fact}: PaperDifference): Json | undefined {
  return attachment.facts[fact]?.value as Json | undefined;
}

/** The register whose word is in the answer, also by way of a rule, or was before the person corrected it. */
function registerOf({origin}: Field): RegisterSource | undefined {
  if (origin?.kind === 'register') return origin;
  if (origin?.kind === 'typed') return origin.registered?.origin;
  return origin?.kind === 'computed' || origin?.kind === 'default' ? origin.from?.[0] : undefined;
}

/** What the paper is held against: what the register says, or the person. */
function dataSide(difference: PaperDifference): {readonly title: string; readonly value: Json | undefined} {
  const {ctx} = difference;
  const field = fieldOf(difference);
  const {origin, value} = field;
  const register = registerOf(field);
  const title = register ? ctx.text(register.title) : sourceName(ctx, origin ?? {kind: 'typed'});
  return {title, value: origin?.kind === 'typed' && origin.registered ? origin.registered.value : value};
}

function aboutOf(difference: PaperDifference): Omit<Conflict, 'pointer'> {
  const {slot, attachment, fact} = difference;
  const {origin = {kind: 'typed'}, value = null} = fieldOf(difference);
  const read = attachment.facts[fact];
  const paper: DocumentOrigin = {
    ...{kind: 'document', document: slot.name, fact},
    ...{from: read?.from ?? 'ocr', page: read?.page ?? 1, confidence: read?.confidence ?? 0},
  };
  const told = origin.kind === 'typed' && origin.registered ? origin.registered : {value, origin};
  return {current: told, proposed: {value: paperValue(difference) ?? null, origin: paper}};
}
