import {type CSSResult, css} from 'lit';

/** Look-ups, and what a register would change. */
export const lookups: CSSResult = css`
  .lookup {
    margin-top: 0.75rem;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--primary-soft);
    border-inline-start: 4px solid var(--primary);
  }
  .lookup[data-tone='good'] {
    border-inline-start-color: var(--good);
    background: var(--good-soft);
  }
  .lookup[data-tone='warning'] {
    border-inline-start-color: var(--warning);
    background: var(--warning-soft);
  }
  .lookup-head {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0.375rem 0.75rem;
    align-items: start;
    padding: 0.75rem 0.875rem 0.25rem;
  }
  .lookup-head > .icon,
  .lookup-head > .spinner {
    margin-top: 0.15em;
    color: var(--primary);
  }
  .lookup[data-tone='good'] .lookup-head > .icon {
    color: var(--good);
  }
  .lookup[data-tone='warning'] .lookup-head > .icon {
    color: var(--warning);
  }
  .lookup-title {
    font-weight: 600;
    line-height: 1.4;
  }
  .lookup-at {
    color: var(--muted);
    font-weight: 400;
    white-space: nowrap;
  }
  .lookup-state {
    font-size: 0.9375em;
  }
  .lookup-do {
    grid-column: 2;
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem;
  }
  @container egov-form (min-width: 40rem) {
    .lookup-head {
      grid-template-columns: auto minmax(0, 1fr) auto;
    }
    .lookup-do {
      grid-column: 3;
    }
  }
  .differs {
    display: grid;
    gap: 0.625rem;
    padding: 0.25rem 0.875rem 0.75rem;
  }
  .differs .title {
    font-weight: 600;
  }
  .differs table {
    width: 100%;
    border-collapse: collapse;
    background: var(--surface);
    border: 1px solid var(--line);
  }
  .differs th,
  .differs td {
    padding: 0.375rem 0.625rem;
    border-block-end: 1px solid var(--line);
    text-align: start;
    vertical-align: top;
    overflow-wrap: anywhere;
  }
  .differs thead th {
    color: var(--muted);
    font-weight: 500;
  }
  .differs tbody th {
    font-weight: 500;
  }
  .differs td {
    font-weight: 600;
  }
  /* No room for three columns: the question above, the two values below it with their names. */
  @container egov-form (max-width: 30rem) {
    .differs thead {
      display: none;
    }
    .differs tr,
    .differs tbody th,
    .differs td {
      display: block;
      border: 0;
    }
    .differs tr + tr {
      border-block-start: 1px solid var(--line);
    }
    .differs td::before {
      content: attr(data-label) ": ";
      color: var(--muted);
      font-weight: 400;
    }
  }
  .differs-do {
    display: flex;
    flex-wrap: wrap;
    gap: 0.375rem;
  }
  egov-proposal:not([hidden]) {
    display: block;
    margin-top: 0.75rem;
  }
  .proposal-question,
  .proposal-do,
  .proposal .lookup-what summary,
  .proposal .lookup-what dl {
    margin-inline-start: 2rem;
  }
  .proposal-question {
    padding: 0.25rem 0.875rem 0;
  }
  .proposal-question label {
    font-weight: 600;
  }
  .proposal-question .hint {
    color: var(--muted);
    font-size: 0.9375em;
  }
  .proposal-question input {
    max-width: 10rem;
    margin-top: 0.25rem;
  }
  .proposal-wrong {
    display: flex;
    gap: 0.375rem;
    margin-top: 0.375rem;
    color: var(--danger);
  }
  .proposal-wrong[hidden] {
    display: none;
  }
  .proposal-do {
    display: flex;
    flex-wrap: wrap;
    gap: 0.375rem;
    padding: 0.625rem 0.875rem;
  }
  .lookup-what {
    padding: 0 0.875rem 0.5rem;
    font-size: 0.9375em;
  }
  .lookup-what summary {
    cursor: pointer;
    display: inline-block;
    min-height: 2rem;
    padding-block: 0.25rem;
    margin-inline-start: 2rem;
    color: var(--primary);
    text-decoration: underline;
    text-underline-offset: 0.18em;
  }
  .lookup-what dl {
    display: grid;
    gap: 0.125rem;
    padding: 0.25rem 0 0.375rem;
    margin-inline-start: 2rem;
  }
  .lookup-what dt {
    color: var(--muted);
  }
  .lookup-what dd + dt {
    margin-top: 0.375rem;
  }
`;
