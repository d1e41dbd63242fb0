/**
 * What one line says for all: of questions that stand together and were filled in one go, source, time and the way back are
 * said once, above them or by the look-up that filled them; each has a sign that unfolds to the rest.
 */
import {type Field, isFill} from '@egov-form/core';
import {html, render} from 'lit';
import {showMoment} from '../display/dates.ts';
import {element, flag} from '../drawing/dom.ts';
import {DrawnElement} from '../drawing/drawn-element.ts';
import {icon} from '../drawing/icons.ts';
import {define} from '../drawing/light-element.ts';
import {computed, type ReadonlySignal} from '../drawing/signals.ts';
import type {FormContext} from '../form/form-context.ts';
import {besides} from '../form/form-map.ts';
import {documentTitle, SURE} from './source.ts';

/** One fill among questions that stand together. */
interface Fill {
  /** The first question that it filled here. */
  readonly lead: Field;
  readonly count: number;
  /** The panel of the look-up stands among them and says it already. */
  readonly shownByLookup: boolean;
}

/** What tells one fill from another; nothing for a value that nobody filled, or of which nothing may be left out. */
function fillOf({visible, origin, replaced}: Field): string | undefined {
  if (!isFill(origin) || !visible || replaced !== undefined) return undefined;
  if (origin.kind === 'register') return origin.disputed ? undefined : `register ${origin.lookup} ${origin.at}`;
  return origin.confidence < SURE ? undefined : `document ${origin.document}`;
}

type Fills = ReadonlyMap<string, Fill>;

/** By the first question of those that stand together; made when one of them is filled. */
const known = new WeakMap<FormContext, Map<string, ReadonlySignal<Fills>>>();

/** The fills among a question and those beside it. Tracked. */
function fillsAround(ctx: FormContext, pointer: string): Fills {
  const pointers = besides(ctx.form, pointer);
  const [first] = pointers;
  // A question alone on the screen has nothing beside it.
  if (first === undefined || ctx.form.definition.paging === 'questions') return new Map();
  const all = known.get(ctx) ?? new Map<string, ReadonlySignal<Fills>>();
  const fills = all.get(first) ?? computed(() => findFills(ctx, pointers));
  known.set(ctx, all.set(first, fills));
  return fills.value;
}

function findFills({form, readonly}: FormContext, pointers: readonly string[]): Fills {
  const told = new Set<string>();
  const fills = new Map<string, Fill>();
  for (const pointer of pointers) {
    for (const lookup of form.lookupsAt(pointer)) {
      if (readonly || !lookup.visible || (lookup.state !== 'filled' && lookup.state !== 'partial')) continue;
      for (const filled of lookup.filled) told.add(filled);
    }
  }
  for (const pointer of pointers) {
    const field = form.field(pointer);
    const key = fillOf(field);
    if (key === undefined) continue;
    const {lead = field, count = 0, shownByLookup = false} = fills.get(key) ?? {};
    fills.set(key, {lead, count: count + 1, shownByLookup: shownByLookup || told.has(pointer)});
  }
  return fills;
}

/**
 * Whether the source of a question is said together with that of others; then it need only be hinted at here. Puts the line
 * that says it above those in `box`. Tracked.
 */
export function isSummarized(ctx: FormContext, field: Field, box: Element | null): boolean {
  const key = fillOf(field);
  const fill = key === undefined ? undefined : fillsAround(ctx, field.pointer).get(key);
  if (!fill) return false;
  if (fill.shownByLookup) return true;
  if (fill.count < 2 || !box?.classList.contains('items')) return false;
  if (!box.querySelector(':scope > egov-filled')) {
    box.prepend(Object.assign(element('egov-filled', {part: 'filled'}), {ctx, field}));
  }
  return true;
}

/** Whether the line above questions that a paper filled together takes back what filled this one, sure of it or not. Tracked. */
export function isUndoneAbove(ctx: FormContext, field: Field): boolean {
  const {filledBy, pointer, origin} = field;
  if (filledBy === undefined || origin?.kind !== 'document') return false;
  return [...fillsAround(ctx, pointer).values()].some(
    ({lead, count, shownByLookup}) => count > 1 && !shownByLookup && lead.filledBy === filledBy,
  );
}

/** Above questions that were filled together: from where, when, and the way back. Lives inside `<egov-form>`. */
export class EgovFilled extends DrawnElement {
  /** One of the questions; it stays itself whatever row it moves to. */
  declare field: Field;

  protected override draw(): void {
    const {ctx, field} = this;
    const fills = [...fillsAround(ctx, field.pointer).values()].filter(({count, shownByLookup}) => count > 1 && !shownByLookup);
    flag(this, 'hidden', fills.length === 0);
    render(
      fills.map((fill) => this.#line(fill)),
      this,
    );
  }

  #line({lead, count}: Fill): unknown {
    const {ctx} = this;
    const {origin, filledBy} = lead;
    if (!isFill(origin)) return undefined;
    const words =
      origin.kind === 'register'
        ? ctx.t('source.registerAll', {n: count, source: ctx.text(origin.title), moment: showMoment(origin.at)})
        : ctx.t('source.documentAll', {n: count, source: documentTitle(ctx, origin.document)});
    return html`<p class="filled" data-kind=${origin.kind}>
      <span class="badge">${icon(origin.kind === 'register' ? 'register' : 'paper')}<span>${words}</span></span>
      ${
        filledBy && !ctx.readonly
          ? html`<button
            type="button"
            class="quiet"
            part="undo"
            aria-label=${ctx.t('source.undoOf', {source: words})}
            @click=${() => this.#undo(lead)}
          >
            ${icon('undo')}${ctx.t('source.undo')}
          </button>`
          : undefined
      }
    </p>`;
  }

  #undo({filledBy, pointer}: Field): void {
    if (!filledBy) return;
    this.ctx.form.undo(filledBy);
    this.ctx.host.announce(this.ctx.t('source.undone'));
    // The line is gone; the focus must not be.
    void this.ctx.host.focusField(pointer);
  }
}

define('egov-filled', EgovFilled);

declare global {
  interface HTMLElementTagNameMap {
    'egov-filled': EgovFilled;
  }
}
