import {type CSSResult, css} from 'lit';

/** Rows, as panels and as lines of a table. */
export const lists: CSSResult = css`
  egov-offer:not([hidden]) {
    display: block;
    margin-block: 0.5rem 0.75rem;
  }
  .offer {
    padding: 0.25rem 0.875rem;
    border: 1px solid var(--line);
    border-radius: var(--radius);
  }
  .offer > summary {
    color: var(--primary);
    font-weight: 600;
  }
  .offer fieldset {
    display: grid;
    grid-auto-rows: max-content;
    gap: 0.25rem;
    max-height: 22rem;
    margin-block: 0.5rem;
    overflow-y: auto;
  }
  .offer legend {
    margin-block-end: 0.25rem;
    font-weight: 600;
  }
  .offer-search {
    display: grid;
    gap: 0.25rem;
    max-width: 24rem;
  }
  .lookup-progress {
    display: flex;
    gap: 0.5rem;
    align-items: center;
    margin-block: 0.5rem;
    color: var(--muted);
  }
  .rows {
    display: grid;
    gap: 1rem;
    margin-block: 0.75rem 1rem;
  }
  .row {
    padding: 0.75rem 1rem 1.125rem;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: color-mix(in srgb, var(--ground) 55%, transparent);
  }
  .row-head {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 0.5rem;
    align-items: center;
    justify-content: space-between;
    margin-bottom: 0.5rem;
  }
  .row-do {
    display: flex;
    margin-inline-end: -0.5rem;
  }

  .table {
    margin-block: 0.75rem 1rem;
  }
  .table .row {
    margin-bottom: 1rem;
  }
  .row-name {
    font-weight: 700;
  }
  .row > .row-name[role] {
    color: var(--muted);
  }
  .table .row > egov-field {
    margin-top: 0.75rem;
  }
  .lines-head {
    display: none;
  }
  egov-totals {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 1.5rem;
    font-weight: 700;
  }
  @container egov-form (min-width: 40rem) {
    .lines-head {
      display: block;
    }
    .lines-head > [role='row'],
    .table .row,
    egov-totals {
      display: grid;
      grid-template-columns: 2rem repeat(var(--columns), minmax(0, 1fr)) 7rem;
      gap: 0.5rem;
      align-items: start;
    }
    .lines-head > [role='row'] {
      padding-bottom: 0.375rem;
      border-bottom: 1px solid var(--control);
      font-weight: 600;
    }
    .table .row {
      margin: 0;
      padding: 0.375rem 0;
      border: 0;
      border-bottom: 1px solid var(--line);
      border-radius: 0;
      background: none;
    }
    .table .row > egov-field {
      margin: 0;
    }
    /* An empty place in its column, so that the others stay in theirs. */
    .table .row > egov-field[hidden] {
      display: block !important;
      visibility: hidden;
    }
    /* Seen above the column, and heard here. */
    .table egov-field > label:not(.choice),
    .table egov-field > label.choice > [part='label'],
    .table egov-field > fieldset > legend {
      position: absolute;
      width: 1px;
      height: 1px;
      margin: -1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
    .table .row > .row-name {
      padding-top: 0.5625em;
    }
    .table .brief > .body {
      display: block;
    }
    .table .sign {
      min-height: 1.5rem;
    }
    .table .row-do {
      margin: 0;
    }
    .table .row-do .iconic {
      width: 2.25rem;
    }
    .table .control {
      padding-inline: 0.5em;
    }
    .table .date .control,
    .table select.control {
      padding-inline-end: 2rem;
    }
    .table .adorn {
      width: 2.25rem;
    }
    .table .choice {
      border-color: transparent;
      background: none;
      box-shadow: none;
    }
    egov-totals {
      padding-block: 0.625rem;
    }
  }
`;
