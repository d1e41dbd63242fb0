import {decisionOf, untracked} from '@egov-form/core';
import {html, nothing, type PropertyDeclarations} from 'lit';
import {displayValue} from '../display/display.ts';
import {personText} from '../display/person-text.ts';
import {adoptStyles} from '../drawing/adopt-styles.ts';
import {icon} from '../drawing/icons.ts';
import {define, LightElement} from '../drawing/light-element.ts';
import {decisionText} from '../review/decision-text.ts';
import type {SheetSource} from './sheet.ts';

type Sheet = typeof import('./sheet.ts');

/**
 * The declaration as it comes out of the printer: what the page prints while this is in the form. With `shown` it is to be seen
 * on the screen too. Lives inside `<egov-form>`.
 */
export class EgovPrint extends LightElement {
  static override properties: PropertyDeclarations = {...LightElement.properties, shown: {type: Boolean}};

  declare shown: boolean;

  /** What paper it is, while this is on the page. */
  #paper: CSSStyleSheet | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    const paper = this.#paper;
    if (paper) document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== paper);
    this.#paper = undefined;
  }

  protected override render(): unknown {
    const {ctx} = this;
    this.classList.toggle('paper', !this.shown);
    const sheet = this.later('sheet', () => import('./sheet.ts'));
    if (!sheet) return nothing;
    this.#style(sheet);
    const drawn = sheet.drawSheet(this.#source());
    return html`${
      this.shown
        ? html`<p class="print-do"><button type="button" class="primary" @click=${() => globalThis.print()}>${icon('paper')}${ctx.t('print.do')}</button></p>`
        : nothing
    }${drawn}`;
  }

  #style({SHEET_STYLES, PAGE_STYLES}: Sheet): void {
    const root = this.getRootNode();
    if (this.#paper || !(root instanceof ShadowRoot)) return;
    adoptStyles(this, SHEET_STYLES);
    this.#paper = new CSSStyleSheet();
    this.#paper.replaceSync(PAGE_STYLES);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.#paper];
  }

  /** What the person said of papers and registers that differ, and what they said nothing of. */
  #differences(): readonly string[] {
    const {ctx} = this;
    const {form} = ctx;
    const open = form.conflicts.map(({pointer, ...conflict}) => decisionOf(pointer, conflict));
    const {decisions} = untracked(() => form.snapshot());
    return [...decisions, ...open].flatMap((decision) => {
      const field = form.field(decision.pointer);
      // What was simply chosen between is the answer that stands above.
      const isWorth = field.visible && (decision.at === undefined || decision.wrong !== undefined);
      return isWorth ? [`${ctx.nameOf(decision.pointer)}. ${decisionText(ctx, this, field, decision)}`] : [];
    });
  }

  #source(): SheetSource {
    const {ctx} = this;
    const {form, locale} = ctx;
    const shown = (pointer: string) => {
      const field = form.field(pointer);
      return field.visible ? field : undefined;
    };
    const now = new Date();
    const two = (number: number) => String(number).padStart(2, '0');
    return {
      definition: form.definition,
      locale,
      today: `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`,
      text: (text) => ctx.text(text),
      own: personText,
      // The state's heading stands on what an authority asks for, not on any form.
      heading: form.definition.procedure ? (ctx.packs.findLast(({printHeading}) => printHeading)?.printHeading ?? []) : [],
      words: {
        signer: ctx.t('print.signer'),
        sign: ctx.t('print.sign'),
        date: ctx.t('print.date', {day: '{today|day}', month: '{today|month}', year: '{today|year}'}),
        blank: ctx.t('empty'),
        ticked: ctx.t('yes'),
        unticked: ctx.t('no'),
        declaration: ctx.t('review.declare'),
        differences: ctx.t('print.differs'),
      },
      answer: (pointer) => {
        const field = shown(pointer);
        return field ? displayValue(ctx, this, field, field.value) : '';
      },
      value: (pointer) => shown(pointer)?.value,
      rows: (list) => form.list(list).rows.map(({pointer}) => pointer),
      differences: this.#differences(),
      pages: () => form.review(),
    };
  }
}

define('egov-print', EgovPrint);

declare global {
  interface HTMLElementTagNameMap {
    'egov-print': EgovPrint;
  }
}
