import type {Attachment, DocumentSlot, Json} from '@egov-form/core';
import {html, nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {joinWords} from '../display/join-words.ts';
import {showBytes} from '../display/numbers.ts';
import {personText} from '../display/person-text.ts';
import {icon} from '../drawing/icons.ts';
import {define, LightElement} from '../drawing/light-element.ts';
import {EgovDocumentEvent} from '../events.ts';
import {shownIssues} from '../field/issues.ts';
import type {MessageKey} from '../messages/keys.ts';
import {isStated, settleBox} from './settle.ts';
import {drawThumbnail} from './thumbnail.ts';

const TYPE_NAMES: {readonly [type: string]: string} = {'application/pdf': 'PDF', 'image/jpeg': 'JPEG', 'image/png': 'PNG'};
const ALL_TYPES = Object.keys(TYPE_NAMES);
const DEFAULT_MAX_BYTES = 20 * 1024 * 1024;
const STEPS: {readonly [step: string]: MessageKey} = {
  read: 'document.step.read',
  codes: 'document.step.codes',
  text: 'document.step.text',
  ocr: 'document.step.ocr',
};

/**
 * A place for one document: choose, photograph or drop a file, watch it being read, see what it says beside the answers.
 * Lives inside `<egov-form>`.
 */
export class EgovDocument extends LightElement {
  static override properties: PropertyDeclarations = {
    ...LightElement.properties,
    name: {attribute: false},
    dropping: {state: true},
  };

  /** Name of the slot in the definition. */
  declare name: string;
  declare dropping: boolean;

  readonly #states = new Map<string, Attachment['state']>();

  constructor() {
    super();
    this.dropping = false;
  }

  get slotModel(): DocumentSlot {
    return this.ctx.form.document(this.name);
  }

  protected override render(): unknown {
    const {ctx, slotModel: slot} = this;
    this.hidden = !slot.visible;
    if (!slot.visible) {
      this.mark('data-pointer', undefined);
      return nothing;
    }
    const {settings, attachments} = slot;
    this.mark('data-pointer', `#/documents/${this.name}`);
    this.mark('data-document', this.name);
    const id = `d-${this.name.replace(/[^\w-]+/gu, '-')}`;
    const kept = attachments.filter((attachment) => attachment.state !== 'refused');
    const issues = slot.touched ? slot.issues : slot.issues.filter((issue) => issue.severity !== 'error');
    const invalid = issues.some((issue) => issue.severity === 'error');
    // A paper that is not asked for needs no word but why.
    const spared = slot.notNeeded && kept.length === 0;
    const described = [`${id}-limits`, settings.hint ? `${id}-hint` : '', issues.length > 0 ? `${id}-issues` : '']
      .filter(Boolean)
      .join(' ');
    const full = kept.length >= slot.maxFiles;
    return html`<section class="slot ${invalid ? 'invalid' : ''} ${spared ? 'spared' : ''}" part="slot" aria-labelledby=${`${id}-title`}>
      <div class="slot-head">
        ${icon('paper')}
        <div>
          <h4 id=${`${id}-title`} part="label">
            ${ctx.text(settings.title)}${
              slot.required && !slot.notNeeded
                ? html`<span class="required" aria-hidden="true"> *</span><span class="unseen"> (${ctx.t('form.required')})</span>`
                : nothing
            }
          </h4>
          ${settings.hint && !spared ? html`<p class="hint" id=${`${id}-hint`}>${ctx.text(settings.hint)}</p>` : nothing}
        </div>
      </div>
      ${
        slot.notNeeded
          ? html`<p class="notice" data-tone="good">${icon('check')}<span>${ctx.text(settings.notNeededText) || ctx.t('document.notNeeded')}</span></p>`
          : nothing
      }
      ${
        attachments.length > 0
          ? html`<ul class="files" part="files">
            ${repeat(
              attachments,
              (attachment) => attachment.id,
              (attachment) =>
                html`<li class="file" part="file" data-state=${attachment.state}>${this.#file(slot, attachment)}</li>`,
            )}
          </ul>`
          : nothing
      }
      ${full || ctx.readonly || spared ? nothing : this.#chooser(slot, id, described, invalid)}
      ${issues.length > 0 ? shownIssues(ctx, `${id}-issues`, issues) : nothing}
    </section>`;
  }

  protected override updated(): void {
    const {ctx} = this;
    for (const {id, file} of this.slotModel.attachments) {
      const canvas = this.querySelector<HTMLCanvasElement>(`canvas[data-file="${id}"]`);
      if (canvas && file) void drawThumbnail(canvas, file);
    }
    for (const {id, name, state} of this.slotModel.attachments) {
      if (this.#states.get(id) === state) continue;
      this.#states.set(id, state);
      if (state === 'ready') ctx.host.announce(ctx.t('document.ready', {name}));
      if (state === 'refused') ctx.host.announce(ctx.t('document.refused', {name}));
      if (state === 'unread') ctx.host.announce(ctx.t('document.unread'));
      if (state === 'reading') ctx.host.announce(ctx.t('document.reading', {name}));
      this.dispatchEvent(new EgovDocumentEvent(this.name, state));
    }
  }

  #chooser(slot: DocumentSlot, id: string, described: string, invalid: boolean): TemplateResult {
    const {ctx} = this;
    const accept = slot.settings.accept ?? ALL_TYPES;
    const label = ctx.text(slot.settings.title);
    const photos = accept.some((type) => type.startsWith('image/'));
    // Who has attached one knows how.
    const another = slot.attachments.some(({state}) => state !== 'refused');
    return html`<div
      class="drop ${another ? 'another' : ''} ${this.dropping ? 'over' : ''}"
      part="drop"
      @dragenter=${this.#over}
      @dragover=${this.#over}
      @dragleave=${(event: DragEvent) => {
        if (!(event.relatedTarget instanceof Node && this.contains(event.relatedTarget))) this.dropping = false;
      }}
      @drop=${(event: DragEvent) => this.#drop(event)}
    >
      <div class="drop-do">
        <label class="secondary file-button" part="choose">
          ${icon('upload')}<span>${ctx.t(another ? 'document.add' : 'document.choose')}</span>
          <input
            type="file"
            id=${`${id}-file`}
            accept=${accept.join(',')}
            ?multiple=${slot.maxFiles > 1 || slot.joinsPhotos}
            aria-label=${`${ctx.t(another ? 'document.addOf' : 'document.chooseOf', {label})}${slot.required ? ` (${ctx.t('form.required')})` : ''}`}
            aria-describedby=${described}
            aria-invalid=${invalid ? 'true' : nothing}
            @change=${this.#chosen}
          />
        </label>
        ${
          photos
            ? html`<label class="quiet file-button photo" part="photo">
              ${icon('camera')}<span>${ctx.t('document.photo')}</span>
              <input
                type="file"
                accept="image/*"
                capture="environment"
                aria-label=${ctx.t('document.photoOf', {label})}
                @change=${this.#chosen}
              />
            </label>`
            : nothing
        }
        <span class="drop-hint">${ctx.t('document.drop')}</span>
      </div>
      <p class="hint" id=${`${id}-limits`}>
        ${ctx.t('document.limits', {
          types: joinWords(
            ctx.locale,
            accept.map((type) => TYPE_NAMES[type] ?? type),
            'disjunction',
          ),
          size: showBytes(slot.settings.maxBytes ?? DEFAULT_MAX_BYTES, ctx.locale),
        })}
      </p>
    </div>`;
  }

  readonly #over = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.dropping = true;
  };

  #drop(event: DragEvent): void {
    event.preventDefault();
    this.dropping = false;
    this.#attach([...(event.dataTransfer?.files ?? [])]);
  }

  readonly #chosen = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const files = [...(input.files ?? [])];
    // So that the same file can be chosen again after it was removed.
    input.value = '';
    this.#attach(files);
  };

  #attach(files: readonly File[]): void {
    const slot = this.slotModel;
    // A refused file stays only to say why; a new try replaces it.
    for (const attachment of slot.attachments) if (attachment.state === 'refused') slot.remove(attachment.id);
    const free = slot.maxFiles - slot.attachments.length;
    const photos = files.every((file) => file.type.startsWith('image/'));
    // More photos than there is room for files are the pages of one document.
    if (photos && slot.joinsPhotos && files.length > free) void slot.attachPhotos(files);
    // One too many is refused in words, not dropped.
    else for (const file of files) void slot.attach(file);
  }

  #remove(slot: DocumentSlot, attachment: Attachment): void {
    const {ctx} = this;
    slot.remove(attachment.id);
    if (attachment.state !== 'refused') {
      ctx.host.announce(ctx.t('document.removed', {name: attachment.name}));
      this.dispatchEvent(new EgovDocumentEvent(this.name, 'removed'));
    }
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('input[type=file]')?.focus());
  }

  #file(slot: DocumentSlot, attachment: Attachment): TemplateResult {
    const {ctx} = this;
    const {name, state} = attachment;
    const facts = [
      showBytes(attachment.sizeBytes, ctx.locale),
      attachment.pageCount > 0 ? ctx.t('document.pages', {n: attachment.pageCount}) : '',
    ].filter(Boolean);
    const button =
      state === 'reading'
        ? html`<button
            type="button"
            class="secondary small"
            aria-label=${ctx.t('document.cancelOf', {name})}
            @click=${() => {
              slot.cancel(attachment.id);
              void this.updateComplete.then(() => this.querySelector<HTMLElement>('input[type=file]')?.focus());
            }}
          >
            ${ctx.t('cancel')}
          </button>`
        : ctx.readonly
          ? nothing
          : html`<button
            type="button"
            class="quiet small"
            aria-label=${ctx.t(state === 'refused' ? 'document.dismissOf' : 'document.removeOf', {name})}
            @click=${() => this.#remove(slot, attachment)}
          >
            ${state === 'refused' ? ctx.t('document.dismiss') : html`${icon('trash')}${ctx.t('document.remove')}`}
          </button>`;
    return html`<div class="file-head">
        <canvas class="thumbnail" part="thumbnail" data-file=${attachment.id} aria-hidden="true" hidden></canvas>
        ${icon(state === 'refused' ? 'error' : state === 'ready' ? 'check' : 'paper')}
        <div class="file-words">
          <p class="file-name">${state === 'refused' ? ctx.t('document.refused', {name}) : personText(name)}</p>
          <p class="file-facts">${facts.join(' · ')}</p>
        </div>
        <div class="file-do">${ctx.readonly ? nothing : this.#improve(slot, attachment)}${button}</div>
      </div>
      ${
        state === 'reading'
          ? html`<div class="reading">
            <progress part="progress" max="1" .value=${attachment.progress} aria-label=${ctx.t('document.reading', {name})}></progress>
            <p>${ctx.t(STEPS[attachment.step] ?? 'document.step.read')}… ${ctx.t('document.goOn')}</p>
          </div>`
          : nothing
      }
      ${state === 'unread' ? html`<p class="notice" data-tone="info">${icon('info')}<span>${ctx.t('document.unread')}</span></p>` : nothing}
      ${attachment.issues.length > 0 ? shownIssues(ctx, `a-${attachment.id}`, attachment.issues) : nothing} ${this.#comparisons(attachment)}`;
  }

  /** What can be done for a file beside taking it away: a further page, another try at reading it. */
  #improve(slot: DocumentSlot, {id, name, state}: Attachment): TemplateResult {
    const {ctx} = this;
    return html`${
      (state === 'ready' || state === 'unread') && slot.takesPages(id)
        ? html`<label class="quiet small file-button" part="add-page">
          ${icon('plus')}<span>${ctx.t('document.addPage')}</span>
          <input
            type="file"
            accept="image/*"
            multiple
            aria-label=${ctx.t('document.addPageOf', {name})}
            @change=${(event: Event) => {
              const input = event.target as HTMLInputElement;
              void slot.addPages(id, [...(input.files ?? [])]);
            }}
          />
        </label>`
        : nothing
    }${
      state === 'unread'
        ? html`<button
          type="button"
          class="quiet small"
          aria-label=${ctx.t('document.retryOf', {name})}
          @click=${() => {
            void slot.retry(id);
            void this.updateComplete.then(() => this.querySelector<HTMLElement>('.file button')?.focus());
          }}
        >
          ${ctx.t('document.retry')}
        </button>`
        : nothing
    }`;
  }

  #comparisons(attachment: Attachment): TemplateResult | typeof nothing {
    const {ctx} = this;
    if (attachment.comparisons.length === 0) return nothing;
    const {slotModel: slot} = this;
    const settled = attachment.comparisons.filter(
      ({verdict, pointer, fact}) =>
        (verdict === 'same' || verdict === 'filled') &&
        !isStated(ctx.form.field(pointer), slot, attachment.facts[fact]?.value as Json),
    );
    const others = attachment.comparisons.filter((one) => !settled.includes(one));
    const list = (some: Attachment['comparisons']) => html`<ul>
      ${some.map((one) => this.#comparison(attachment, one))}
    </ul>`;
    // Of what is as it should be the number is enough, until somebody wants to see it.
    return html`<div class="compare" part="compare">
      ${others.length > 0 ? html`<p class="compare-title">${ctx.t('document.compare')}</p>${list(others)}` : nothing}
      ${
        settled.length > 0
          ? html`<details>
            <summary>${icon('check')}${ctx.t('document.settled', {n: settled.length})}</summary>
            ${list(settled)}
          </details>`
          : nothing
      }
    </div>`;
  }

  #comparison(attachment: Attachment, {pointer, fact, verdict}: Attachment['comparisons'][number]): TemplateResult {
    const {ctx} = this;
    const icons = {same: 'check', filled: 'check', settled: 'check', different: 'alert', open: 'info'} as const;
    const {slotModel: slot} = this;
    const replace = (): void => this.#remove(slot, attachment);
    return html`<li data-verdict=${verdict}>
      ${icon(icons[verdict])}<span>${ctx.nameOf(pointer)} <span class="compare-verdict">${ctx.t(`document.${verdict === 'settled' ? 'different' : verdict}`)}</span></span>
      ${
        verdict === 'different' ||
        verdict === 'settled' ||
        isStated(ctx.form.field(pointer), slot, attachment.facts[fact]?.value as Json)
          ? settleBox({ctx, waiting: this, slot, attachment, pointer, fact, replace})
          : nothing
      }
    </li>`;
  }
}

define('egov-document', EgovDocument);

declare global {
  interface HTMLElementTagNameMap {
    'egov-document': EgovDocument;
  }
}
