import {html, nothing, type TemplateResult} from 'lit';
import {live} from 'lit/directives/live.js';

export interface NoteBox {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly text: string;
  readonly required?: boolean;
  readonly missing?: boolean;
  /** When the person leaves the box. */
  keep(text: string): void;
}

/** What the person writes to the office about a value. Nothing of it goes to whoever checks spelling. */
export function noteBox({id, label, hint, text, required, missing, keep}: NoteBox): TemplateResult {
  return html`<label for=${id}>${label}</label>
    ${hint === undefined ? nothing : html`<p class="hint" id=${`${id}-hint`}>${hint}</p>`}
    <textarea
      class="control"
      id=${id}
      rows="2"
      maxlength="2000"
      autocomplete="off"
      spellcheck="false"
      autocorrect="off"
      writingsuggestions="false"
      aria-describedby=${hint === undefined ? nothing : `${id}-hint`}
      aria-required=${required ? 'true' : nothing}
      aria-invalid=${missing ? 'true' : nothing}
      .value=${live(text)}
      @change=${(event: Event) => keep((event.target as HTMLTextAreaElement).value)}
    ></textarea>`;
}
