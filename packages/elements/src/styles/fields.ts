import {type CSSResult, css} from 'lit';

/** Questions: label, hint, control, issues. */
export const fields: CSSResult = css`
  /* One below the other needs no grid, which would lay out everything twice. */
  .items {
    display: flex;
    flex-direction: column;
    gap: 1.375rem 1.5rem;
  }
  @container egov-form (min-width: 40rem) {
    .items[data-columns='2'],
    .items[data-columns='3'] {
      display: grid;
      align-items: start;
    }
    .items[data-columns='2'] {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
    .items[data-columns='3'] {
      grid-template-columns: repeat(3, minmax(0, 1fr));
    }
    .wide,
    .items > egov-group,
    .items > egov-list,
    .items > egov-document {
      grid-column: 1 / -1;
    }
    /* Controls side by side stand on one line, whatever their labels and hints need. */
    @supports (grid-template-rows: subgrid) {
      .items[data-columns='2'],
      .items[data-columns='3'] {
        row-gap: 0;
      }
      .items[data-columns='2']:has(> :not([hidden])),
      .items[data-columns='3']:has(> :not([hidden])) {
        margin-bottom: -1.375rem;
      }
      .items[data-columns='2'] > *,
      .items[data-columns='3'] > * {
        grid-row: span 3;
        margin-bottom: 1.375rem;
      }
      .items[data-columns='2'] > .lined,
      .items[data-columns='3'] > .lined {
        display: grid;
        grid-template-rows: subgrid;
        grid-template-columns: minmax(0, 1fr);
      }
      .lined > label {
        grid-row: 1;
        align-self: end;
      }
      .lined:not(.hinted) > label {
        grid-row: 1 / span 2;
      }
      .lined > .hint {
        grid-row: 2;
      }
      .lined > .body {
        grid-row: 3;
      }
    }
  }
  egov-field,
  egov-group,
  egov-list,
  egov-document,
  egov-page,
  egov-review,
  egov-summary,
  egov-lookup {
    display: block;
    min-width: 0;
    scroll-margin-top: 5rem;
  }
  egov-field > label,
  legend,
  .part > label {
    display: block;
    margin-bottom: 0.3125rem;
    font-weight: 600;
    line-height: 1.4;
  }
  .hint {
    margin: -0.125rem 0 0.4375rem;
    color: var(--muted);
    font-size: 0.9375em;
    line-height: 1.45;
  }
  .control {
    display: block;
    width: 100%;
    max-width: 34rem;
    min-height: var(--target);
    padding: 0.5625em 0.75em;
    border: 1px solid var(--control);
    border-radius: var(--radius);
    background: var(--surface);
    color: var(--text);
    font: inherit;
    line-height: 1.4;
    transition: border-color 0.12s;
  }
  .items[data-columns] .control {
    max-width: 100%;
  }
  .items[data-columns='1'] > egov-field > .body > .control:not([data-size]),
  .items[data-columns='1'] > egov-field > .body > .combobox {
    max-width: 34rem;
  }
  .control::placeholder {
    color: var(--muted);
    opacity: 1;
  }
  .items[data-columns] .control[data-size='short'] {
    max-width: 17rem;
  }
  textarea.control {
    min-height: 6rem;
    resize: vertical;
  }
  select.control {
    appearance: none;
    padding-inline-end: 2.5rem;
    background-image: linear-gradient(45deg, transparent 50%, var(--muted) 50%), linear-gradient(-45deg, transparent 50%, var(--muted) 50%);
    background-position:
      calc(100% - 1.2rem) 55%,
      calc(100% - 0.85rem) 55%;
    background-size: 0.36rem 0.36rem;
    background-repeat: no-repeat;
  }
  select.control option {
    background: var(--surface);
    color: var(--text);
  }
  .control:hover {
    border-color: var(--primary);
  }
  .control:focus {
    outline: 2px solid var(--text);
    outline-offset: 0;
    border-color: var(--text);
    box-shadow: var(--ring);
  }
  .control[aria-invalid='true'] {
    border-color: var(--danger);
    border-width: 2px;
    padding: calc(0.5625em - 1px) calc(0.75em - 1px);
    /* What is wrong is to be seen at once, on a page with hundreds of mistakes too. */
    transition: none;
  }
  .control:read-only:not(select),
  .locked {
    background: var(--ground);
    border-color: var(--line);
    color: var(--text);
  }
  .locked {
    display: flex;
    gap: 0.5em;
    align-items: center;
  }
  .locked .icon {
    color: var(--muted);
    width: 1em;
    height: 1em;
  }
  .control:disabled {
    background: var(--ground);
    border-style: dashed;
    color: var(--muted);
  }
  egov-field.invalid > label,
  egov-field.invalid legend {
    color: var(--danger);
  }

  .date,
  .combobox {
    position: relative;
    max-width: 34rem;
  }
  .date {
    max-width: 17rem;
  }
  .date .control,
  .combobox .control {
    padding-inline-end: 3rem;
  }
  .adorn {
    position: absolute;
    inset-block-start: 1px;
    inset-inline-end: 1px;
    min-height: calc(var(--target) - 2px);
    width: 2.75rem;
    padding: 0;
    color: var(--muted);
  }
  .adorn:hover {
    color: var(--primary);
  }
  .picker {
    position: absolute;
    inset-block-end: 0;
    inset-inline-start: 0;
    width: 100%;
    height: 1px;
    min-height: 0;
    padding: 0;
    border: 0;
    opacity: 0;
    pointer-events: none;
  }
  .listbox,
  .listbox-note {
    position: absolute;
    z-index: 20;
    inset-inline: 0;
    inset-block-start: calc(100% + 4px);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
    box-shadow: 0 8px 28px rgb(10 20 40 / 22%);
  }
  .listbox {
    max-height: 18rem;
    overflow: auto;
    overscroll-behavior: contain;
    padding: 0.25rem;
  }
  .listbox-note {
    padding: 0.625rem 0.875rem;
    color: var(--muted);
    font-size: 0.9375em;
  }
  .listbox:not([hidden]) + .listbox-note {
    position: static;
    margin-top: 0.25rem;
    border: 0;
    padding: 0.25rem 0;
    box-shadow: none;
    background: none;
  }
  .listbox li {
    min-height: 2.5rem;
    padding: 0.5rem 0.75rem;
    border-radius: calc(var(--radius) - 3px);
    cursor: pointer;
  }
  .listbox li:hover,
  .listbox li.active {
    background: var(--primary-soft);
    color: var(--primary-strong);
  }
  .listbox li.active {
    outline: 2px solid var(--primary);
    outline-offset: -2px;
  }
  .listbox li[aria-selected='true'] {
    font-weight: 600;
  }

  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }
  .choice {
    position: relative;
    display: inline-flex;
    gap: 0.625em;
    align-items: flex-start;
    min-height: var(--target);
    padding: 0.5625em 0.9375em 0.5625em 0.75em;
    border: 1px solid var(--control);
    border-radius: var(--radius);
    background: var(--surface);
    line-height: 1.4;
    cursor: pointer;
  }
  .choice:hover {
    border-color: var(--primary);
  }
  .choice:has(:checked) {
    border-color: var(--primary);
    background: var(--primary-soft);
    box-shadow: inset 0 0 0 1px var(--primary);
  }
  .choice:has(:disabled) {
    border-color: var(--line);
    background: var(--ground);
    box-shadow: none;
    cursor: default;
  }
  .choice:has(:focus-visible) {
    outline: 2px solid var(--text);
    outline-offset: 2px;
    box-shadow: var(--ring);
  }
  /* Drawn here: WebKit draws an empty one white on dark, where it looks chosen. Lines, not grounds, show in forced colors and print. */
  .choice input {
    flex: none;
    box-sizing: border-box;
    width: 1.25em;
    height: 1.25em;
    margin: 0.125em 0 0;
    font: inherit;
    appearance: none;
    border: 2px solid var(--control);
    border-radius: 50%;
    background: var(--surface);
  }
  .choice input:checked {
    border: 0.375em solid var(--primary);
  }
  .choice input[type='checkbox'] {
    border-radius: 0.1875em;
  }
  .choice input[type='checkbox']:checked {
    border-width: 2px;
    background: var(--primary);
    print-color-adjust: exact;
  }
  .choice input[type='checkbox']:checked::before {
    content: '';
    display: block;
    width: 0.3125em;
    height: 0.625em;
    margin: 0.0625em auto 0;
    border: solid var(--on-primary);
    border-width: 0 0.15em 0.15em 0;
    transform: rotate(42deg);
  }
  .choice input:disabled {
    border-color: var(--line);
  }
  .choice input:checked:disabled {
    border-color: var(--muted);
  }
  .choice input[type='checkbox']:checked:disabled {
    background: var(--muted);
  }
  .choice input:focus-visible {
    outline: none;
    box-shadow: none;
  }
  .invalid > .choice,
  .invalid .choices .choice {
    border-color: var(--danger);
  }

  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 0.375rem;
    margin-bottom: 0.5rem;
  }
  .chip {
    display: inline-flex;
    align-items: center;
    max-width: 100%;
    padding-inline-start: 0.75em;
    border: 1px solid var(--primary);
    border-radius: var(--radius);
    background: var(--primary-soft);
    color: var(--primary-strong);
  }
  .chip button {
    min-height: 2.25rem;
    min-width: 2.25rem;
    padding: 0;
    font-size: 1.25em;
  }
  @media (pointer: coarse) {
    .chip button {
      min-height: var(--target);
      min-width: var(--target);
    }
  }
  .signature {
    display: flex;
    align-items: center;
    justify-content: center;
    min-height: 6rem;
    max-width: 34rem;
    padding: 0.75rem 1rem;
    border: 1px dashed var(--control);
    border-radius: var(--radius);
    color: var(--muted);
    text-align: center;
  }

  .address {
    display: grid;
    gap: 0.875rem 1.5rem;
    padding: 1rem;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: color-mix(in srgb, var(--ground) 55%, transparent);
  }
  .address .part > label {
    font-weight: 500;
    font-size: 0.9375em;
  }
  @container egov-form (min-width: 40rem) {
    .address {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
    .address .part:last-child {
      grid-column: 1 / -1;
    }
    .address .control,
    .address .combobox {
      max-width: 100%;
    }
  }
  .capitals {
    text-transform: uppercase;
  }
  .capitals::placeholder {
    text-transform: none;
  }
  .affixed {
    display: flex;
    gap: 0.5rem;
    align-items: center;
    max-width: 21rem;
  }
  .affix {
    flex: none;
    color: var(--muted);
  }
  .gloss,
  .legacy {
    margin-top: 0.4375rem;
    color: var(--muted);
    font-size: 0.9375em;
  }

  .issues {
    margin-top: 0.4375rem;
    display: grid;
    gap: 0.25rem;
  }
  .issue {
    display: flex;
    gap: 0.4375em;
    align-items: flex-start;
    font-size: 0.9375em;
    line-height: 1.45;
  }
  .issue .icon {
    margin-top: 0.1em;
    width: 1.15em;
    height: 1.15em;
  }
  .issue[data-severity='error'] {
    color: var(--danger);
    font-weight: 600;
  }
  /* A circle with an exclamation mark. Drawn, not written: it is not to be read out. */
  .issue[data-severity='error']::before {
    content: '';
    flex: none;
    width: 1.05em;
    height: 1.05em;
    margin-top: 0.15em;
    border: 0.1em solid;
    border-radius: 50%;
    background:
      linear-gradient(currentcolor 0 0) 50% 28% / 0.11em 0.4em no-repeat,
      linear-gradient(currentcolor 0 0) 50% 82% / 0.12em 0.12em no-repeat;
  }
  @media (forced-colors: active) {
    .issue[data-severity='error']::before {
      forced-color-adjust: none;
      color: CanvasText;
    }
  }
  .issue[data-severity='warning'] {
    padding: 0.4375rem 0.625rem;
    border-inline-start: 3px solid var(--warning);
    border-radius: 0 var(--radius) var(--radius) 0;
    background: var(--warning-soft);
    color: var(--warning);
  }
  .issue[data-severity='info'] {
    color: var(--muted);
  }
`;
