import {type CSSResult, css, html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult} from 'lit';
import {define, LightElement} from '../../drawing/light-element.ts';
import type {MessageKey} from '../../messages/keys.ts';
import type {IdleWatch} from './idle-watch.ts';

/** Seconds at which the rest is said again. */
const SAID_AT = [30, 10];

/**
 * "Are you still there?", with the seconds that are left. It has the focus, so that it is heard and reached by keyboard at once;
 * any key answers it. Lives inside `<egov-form>`.
 */
export class EgovIdle extends LightElement {
  static override properties: PropertyDeclarations = {
    ...LightElement.properties,
    watch: {attribute: false},
    words: {attribute: false},
  };

  declare watch: IdleWatch;
  /** What happens when the time is up. */
  declare words: MessageKey;

  get #dialog(): HTMLDialogElement | null {
    return this.querySelector('dialog');
  }

  protected override render(): TemplateResult {
    const {ctx, watch} = this;
    const {seconds} = watch;
    return html`<dialog
      class="idle"
      part="idle"
      aria-labelledby="egov-idle-title"
      aria-describedby="egov-idle-words"
      @cancel=${(event: Event) => {
        event.preventDefault();
        watch.stayOn();
      }}
    >
      ${
        seconds === undefined
          ? nothing
          : html`<h2 id="egov-idle-title">${ctx.t('idle.title')}</h2>
            <div id="egov-idle-words">
              <p>${ctx.t(this.words)}</p>
              <p>${ctx.t(watch.isAtItsLongest ? 'idle.atItsLongest' : 'idle.anyKey')}</p>
            </div>
            <p class="idle-left" role="timer" aria-live="off">${ctx.t('idle.left', {n: seconds})}</p>
            <button type="button" class="primary" part="stay" @click=${() => watch.stayOn()}>${ctx.t('idle.stay')}</button>`
      }
      <p class="unseen" role="status">${this.#said(seconds)}</p>
    </dialog>`;
  }

  #said(seconds: number | undefined): string {
    const mark = SAID_AT.findLast((one) => seconds !== undefined && seconds <= one);
    return mark === undefined ? '' : this.ctx.t('idle.left', {n: mark});
  }

  protected override updated(_changed: PropertyValues): void {
    const dialog = this.#dialog;
    if (!dialog) return;
    const asking = this.watch.seconds !== undefined;
    if (asking && !dialog.open) {
      dialog.showModal();
      dialog.querySelector('button')?.focus();
    } else if (!asking && dialog.open) {
      // The focus goes back to where it was.
      dialog.close();
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#dialog?.close();
  }
}

export const styles: CSSResult = css`
  .idle {
    box-sizing: border-box;
    width: min(30rem, calc(100vw - 2rem));
    max-height: calc(100vh - 2rem);
    padding: clamp(1.25rem, 5vw, 2rem);
    border: 2px solid var(--warning);
    border-radius: calc(var(--radius) + 4px);
    background: var(--surface);
    color: var(--text);
    overflow: auto;
  }
  .idle::backdrop {
    background: rgb(0 0 0 / 0.6);
  }
  .idle p {
    margin-block: 0.75rem;
  }
  .idle-left {
    font-weight: 700;
    font-size: 1.25em;
    font-variant-numeric: tabular-nums;
  }
  .idle .primary {
    width: 100%;
  }
`;

define('egov-idle', EgovIdle);

declare global {
  interface HTMLElementTagNameMap {
    'egov-idle': EgovIdle;
  }
}
