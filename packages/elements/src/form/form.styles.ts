import {type CSSResultGroup, css} from 'lit';
import {base} from '../styles/base.ts';
import {fields} from '../styles/fields.ts';
import {parts} from '../styles/parts.ts';
import {sources} from '../styles/sources.ts';
import {tokens} from '../styles/tokens.ts';

const frame = css`
  .form {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 1.25rem;
    max-width: 60rem;
    margin-inline: auto;
  }
  .head .lead {
    margin-top: 0.375rem;
  }
  .loading {
    display: flex;
    gap: 0.75em;
    align-items: center;
    min-height: 8rem;
    color: var(--muted);
  }
  .card {
    padding: clamp(1rem, 4cqi, 2rem);
    border: 1px solid var(--line);
    border-radius: calc(var(--radius) + 4px);
    background: var(--surface);
  }
  .required-note {
    margin-block: 0.25rem 1.125rem;
    color: var(--muted);
    font-size: 0.875em;
  }
  .card ~ .card .required-note {
    display: none;
  }
  .page-title {
    margin-bottom: 0.25rem;
  }

  .start {
    border: 1px solid var(--line);
    border-radius: calc(var(--radius) + 4px);
    background: var(--surface);
  }
  .start summary {
    display: flex;
    gap: 0.625em;
    align-items: center;
    min-height: var(--target);
    padding: 0.5rem 1rem;
    border-radius: inherit;
    font-weight: 600;
  }
  .effort {
    display: block;
    color: var(--muted);
    font-weight: 400;
    font-size: 0.9375em;
  }
  .start summary > .icon {
    color: var(--primary);
  }
  .start summary::after {
    content: '';
    width: 0.5rem;
    height: 0.5rem;
    margin-inline-start: auto;
    border: solid var(--muted);
    border-width: 0 2px 2px 0;
    rotate: 45deg;
  }
  .start[open] summary::after {
    rotate: 225deg;
  }
  .start > dl {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(17rem, 100%), 1fr));
    gap: 1rem 2rem;
    padding: 0.5rem 1rem 1.25rem;
  }
  .start dt {
    color: var(--muted);
    font-size: 0.875em;
  }
  .start dd ul {
    list-style: disc;
    padding-inline-start: 1.125em;
  }

  .progress ol {
    display: flex;
    gap: 0.25rem;
  }
  .progress li {
    flex: 1;
    min-width: 0;
  }
  .progress button,
  .progress .step {
    display: flex;
    flex-direction: column;
    gap: 0.25rem;
    align-items: flex-start;
    justify-content: flex-start;
    width: 100%;
    min-height: var(--target);
    padding: 0.5rem 0.25rem 0.25rem 0;
    border: 0;
    border-top: 4px solid var(--line);
    border-radius: 0;
    color: var(--muted);
    font-weight: 500;
    font-size: 0.875em;
    line-height: 1.3;
    text-align: start;
  }
  .progress [data-state='current'] .step {
    border-top-color: var(--primary);
    color: var(--text);
    font-weight: 700;
  }
  .progress [data-state='done'] button {
    border-top-color: var(--good);
    color: var(--text);
  }
  .progress button:hover {
    color: var(--primary);
  }
  .progress button:hover .step-title {
    text-decoration: underline;
  }
  .dot {
    display: none;
  }
  .progress-words {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1rem;
    justify-content: space-between;
    margin-bottom: 0.375rem;
    font-size: 0.9375em;
  }
  .step-next {
    color: var(--muted);
  }
  /* Where the steps have room for their names they say it themselves. */
  @container egov-form (min-width: 40rem) {
    .step-here,
    .step-next {
      display: none;
    }
  }
  @container egov-form (max-width: 39.99rem) {
    .progress li:not([data-state='current']) .step-title {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .progress li {
      flex: 1 1 0;
    }
    .progress button,
    .progress .step {
      position: relative;
    }
    .progress ol {
      align-items: flex-start;
    }
    .progress [data-state='current'] .step-title {
      position: absolute;
      inset-block-start: -2.0625rem;
      inset-inline-start: 0;
    }
  }
  @container egov-form (max-width: 39.99rem) {
    .progress .step,
    .progress button {
      min-height: 0.5rem;
      padding: 0;
    }
    .progress button {
      min-height: 1.75rem;
    }
    .progress [data-state='current'] .step-title {
      display: none;
    }
  }

  .summary {
    padding: 1rem 1.25rem;
    border: 2px solid var(--danger);
    border-radius: var(--radius);
    background: var(--danger-soft);
  }
  .summary-title {
    display: flex;
    gap: 0.5em;
    align-items: center;
    color: var(--danger);
    font-size: 1.0625em;
  }
  .summary[data-tone='warning'] {
    border-color: var(--warning);
    background: var(--warning-soft);
  }
  .summary[data-tone='warning'] > :is(.summary-title, ul, .link) {
    color: var(--warning);
  }
  .summary[data-tone='todo'] {
    border-color: var(--primary);
    background: var(--primary-soft);
  }
  .summary[data-tone='todo'] > :is(.summary-title, ul, .link) {
    color: var(--primary);
  }
  .summary ul {
    margin-top: 0.375rem;
    padding-inline-start: 1.25rem;
    color: var(--danger);
    list-style: disc;
  }
  .summary .link {
    color: inherit;
    line-height: 1.45;
    text-decoration-thickness: 1px;
  }
  .summary > .link {
    margin-top: 0.5rem;
    color: var(--danger);
    font-weight: 600;
  }
  @media (pointer: coarse) {
    .summary .link {
      min-height: var(--target);
    }
  }
  @container egov-form (max-width: 30rem) {
    .summary {
      padding: 0.875rem 1rem;
    }
  }

  .nav {
    display: flex;
    flex-wrap: wrap;
    gap: 0.75rem;
    align-items: center;
  }
  .nav .primary {
    margin-inline-start: auto;
  }
  @container egov-form (max-width: 39.99rem) {
    .nav .primary {
      flex: 1;
      min-height: 3rem;
    }
    .nav .secondary {
      min-height: 3rem;
    }
  }
  @container egov-form (max-width: 39.99rem) {
    .form {
      gap: 0.75rem;
    }
  }
  /* On a phone the way on is always at hand. What takes the focus scrolls clear of it; a low window has no room for it. */
  @media (min-height: 30rem) {
    @container egov-form (max-width: 39.99rem) {
      .nav {
        position: sticky;
        z-index: 1;
        inset-block-end: 0;
        margin-inline: -0.5rem;
        padding: 0.5rem;
        background: var(--surface);
        border-block-start: 1px solid var(--line);
      }
      .card :is(input, select, textarea, button, summary, a, [tabindex], label, .file-button) {
        scroll-margin-block: 1rem 6rem;
      }
    }
  }
  .notice-actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    margin-top: 0.625rem;
  }
  .draft {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1rem;
    align-items: center;
    justify-content: space-between;
    min-height: var(--target);
    color: var(--muted);
    font-size: 0.9375em;
  }
  .draft-words,
  .sure {
    display: inline-flex;
    flex-wrap: wrap;
    gap: 0.4em;
    align-items: center;
  }
  .draft[data-state='failed'] .draft-words {
    color: var(--warning);
    font-weight: 600;
  }
  .draft[data-state='saved'] .draft-words .icon {
    color: var(--good);
  }

  .why {
    margin-top: 0.25rem;
    font-size: 0.9375em;
  }
  .why > .link {
    min-height: 1.5rem;
    padding-block: 0;
  }
  .why :is(p, li) {
    margin-top: 0.25rem;
    color: var(--muted);
    max-width: 68ch;
  }
  .panel {
    display: grid;
    gap: 0.75rem;
    justify-items: start;
    padding: clamp(1.25rem, 5cqi, 2.25rem);
    border: 1px solid var(--line);
    border-inline-start: 6px solid var(--danger);
    border-radius: calc(var(--radius) + 4px);
    background: var(--surface);
  }
  .panel[data-tone='good'] {
    border-inline-start-color: var(--good);
  }
  .panel h2 {
    display: flex;
    gap: 0.5em;
    align-items: center;
  }
  .panel h2 .icon {
    color: var(--danger);
  }
  .panel[data-tone='good'] h2 .icon {
    color: var(--good);
  }
  .panel ul {
    padding-inline-start: 1.25rem;
    list-style: disc;
  }
  .panel dt {
    color: var(--muted);
    font-size: 0.9375em;
  }
  .timeline {
    display: grid;
    margin-block: 0.25rem;
  }
  .timeline li {
    position: relative;
    display: grid;
    padding: 0 0 1rem 1.75rem;
  }
  .timeline li::before {
    content: '';
    position: absolute;
    inset: 0.375rem auto auto 0;
    width: 0.875rem;
    height: 0.875rem;
    border: 2px solid var(--control);
    border-radius: 50%;
    background: var(--surface);
  }
  .timeline li:not(:last-child)::after {
    content: '';
    position: absolute;
    inset: 1.375rem auto -0.25rem calc(0.4375rem - 1px);
    border-inline-start: 2px solid var(--line);
  }
  .timeline [data-state='done']::before {
    border-color: var(--good);
    background: var(--good);
  }
  .timeline [data-state='current']::before {
    border: 4px solid var(--primary);
  }
  .timeline [data-state='ahead'] strong,
  .timeline span {
    color: var(--muted);
    font-weight: 400;
  }
  .panel dd + dt {
    margin-top: 0.5rem;
  }
  @media (forced-colors: active) {
    .progress [data-state='current'] .step {
      border-top-color: Highlight;
    }
    .progress [data-state='ahead'] .step {
      border-top: 4px dotted GrayText;
    }
    .timeline [data-state='done']::before {
      background: CanvasText;
      forced-color-adjust: none;
    }
    .timeline [data-state='current']::before {
      border-color: Highlight;
    }
    .summary[data-tone='todo'] {
      border-style: dashed;
    }
    .summary[data-tone='warning'] {
      border-style: double;
      border-width: 4px;
    }
    select.control {
      appearance: auto;
    }
    .choice:has(:checked),
    .listbox li.active {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
    .control:focus,
    :focus-visible {
      outline: 3px solid Highlight;
    }
  }
  @media print {
    .nav,
    .draft,
    .progress,
    .start {
      display: none;
    }
    .card {
      border: 0;
      padding: 0;
    }
  }
`;

/** All styles of the form's shadow root. One sheet for all its parts: they share the root. */
export const styles: CSSResultGroup = [tokens, base, fields, sources, parts, frame];
