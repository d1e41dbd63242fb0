import {type CSSResult, css} from 'lit';

/** Look-ups, rows, papers, notices. */
export const parts: CSSResult = css`
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
  .lookup-what {
    padding: 0 0.875rem 0.5rem;
    font-size: 0.9375em;
  }
  .lookup-what summary,
  .start summary {
    cursor: pointer;
  }
  .lookup-what summary {
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

  /* Containment clips what paints outside, focus rings too: room for them, and none while something inside is in use. */
  [data-long] egov-group > section,
  .rows[data-long] > .row,
  .lines[data-long] > .chunk {
    margin: -6px;
    padding: 6px;
    content-visibility: auto;
    contain-intrinsic-size: auto 20rem;
  }
  .rows[data-long] > .row {
    margin: 0;
    padding: 0.75rem 1rem 1.125rem;
  }
  .lines[data-long] > .chunk {
    contain-intrinsic-size: auto 72rem;
  }
  [data-long] egov-group > section:focus-within,
  .rows[data-long] > .row:focus-within,
  .lines[data-long] > .chunk:focus-within {
    content-visibility: visible;
  }
  egov-group > section > h4,
  .list-title {
    margin-bottom: 0.25rem;
  }
  egov-group > section > .lead,
  egov-page > .lead {
    margin-bottom: 1rem;
  }
  egov-group > section > h4 + .items,
  .page-title + .items {
    margin-top: 1rem;
  }
  .items > egov-group:not(:first-child, [hidden]) {
    padding-top: 1.5rem;
    border-top: 1px solid var(--line);
  }

  .fold > summary {
    display: flex;
    gap: 0.5rem;
    align-items: center;
    min-height: var(--target);
    cursor: pointer;
  }
  .fold > summary::before {
    content: '';
    flex: none;
    width: 0.5rem;
    height: 0.5rem;
    border: solid var(--muted);
    border-width: 0 2px 2px 0;
    rotate: -45deg;
  }
  .fold[open] > summary::before {
    rotate: 45deg;
  }
  .contents {
    margin-block: 0.75rem;
    padding: 0.75rem 1rem;
    border-inline-start: 4px solid var(--line);
  }
  .contents p {
    color: var(--muted);
    font-size: 0.875em;
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

  .slot {
    padding: 1rem;
    border: 1px solid var(--line);
    border-radius: var(--radius);
  }
  .slot.invalid {
    border-color: var(--danger);
    box-shadow: inset 0 0 0 1px var(--danger);
  }
  .slot-head {
    display: flex;
    gap: 0.75rem;
  }
  .slot-head > div {
    min-width: 0;
  }
  .slot-head > .icon {
    width: 1.5em;
    height: 1.5em;
    color: var(--primary);
  }
  .slot-head .hint {
    margin: 0.125rem 0 0;
  }
  .drop {
    margin-top: 0.75rem;
    padding: 0.875rem;
    border: 1.5px dashed var(--control);
    border-radius: var(--radius);
  }
  .drop.over {
    border-color: var(--primary);
    background: var(--primary-soft);
  }
  .drop-do {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 0.75rem;
    align-items: center;
  }
  .drop-hint {
    color: var(--muted);
    font-size: 0.9375em;
  }
  .drop .hint {
    margin: 0.5rem 0 0;
  }
  .file-button {
    position: relative;
    overflow: hidden;
  }
  .file-button input {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    opacity: 0;
    cursor: pointer;
    font-size: 0;
  }
  .photo {
    display: none;
  }
  @media (pointer: coarse) {
    .photo {
      display: inline-flex;
    }
    .drop-hint {
      display: none;
    }
  }
  .files {
    display: grid;
    gap: 0.5rem;
    margin-top: 0.75rem;
  }
  .file {
    padding: 0.625rem 0.75rem;
    border-radius: var(--radius);
    background: var(--ground);
  }
  .file[data-state='refused'] {
    background: var(--danger-soft);
  }
  .file-head {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 0.625rem;
    align-items: center;
  }
  .file-head > .icon {
    color: var(--muted);
  }
  .file[data-state='ready'] .file-head > .icon {
    color: var(--good);
  }
  .file[data-state='refused'] .file-head > .icon,
  .file[data-state='refused'] .file-name {
    color: var(--danger);
  }
  .thumbnail {
    flex: none;
    max-width: 4.5rem;
    max-height: 4.5rem;
    border: 1px solid var(--line);
    border-radius: 4px;
  }
  .thumbnail:not([hidden]) + .icon {
    align-self: flex-start;
  }
  .file-do {
    display: flex;
    flex-wrap: wrap;
  }
  .file-words {
    flex: 1 1 calc(100% - 9rem);
    min-width: min(9rem, 60%);
  }
  .file-name {
    font-weight: 600;
    overflow-wrap: anywhere;
    line-height: 1.35;
  }
  .file-facts,
  .reading p {
    color: var(--muted);
    font-size: 0.875em;
  }
  progress {
    display: block;
    width: 100%;
    height: 0.5rem;
    margin: 0.5rem 0 0.25rem;
    border: 0;
    border-radius: 99px;
    overflow: hidden;
    background: var(--line);
    accent-color: var(--primary);
    appearance: none;
  }
  progress::-webkit-progress-bar {
    background: var(--line);
  }
  progress::-webkit-progress-value {
    background: var(--primary);
    transition: width 0.2s;
  }
  progress::-moz-progress-bar {
    background: var(--primary);
  }
  .compare {
    margin-top: 0.5rem;
    padding-top: 0.5rem;
    border-top: 1px solid var(--line);
    font-size: 0.9375em;
  }
  .compare-title {
    font-weight: 600;
  }
  .compare li {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    gap: 0.5rem;
    align-items: start;
    padding-block: 0.1875rem;
  }
  .compare li > .icon {
    margin-top: 0.15em;
  }
  .compare li > .quiet {
    min-height: 1.75rem;
    padding-block: 0;
  }
  .compare-sides {
    grid-column: 2 / -1;
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1.5rem;
    margin: 0;
  }
  .compare-sides dt {
    color: var(--muted);
    font-size: 0.875em;
  }
  .compare-sides dd {
    margin: 0;
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .compare-verdict {
    color: var(--muted);
  }
  .compare-verdict::before {
    content: '— ';
  }
  [data-verdict='same'] .icon,
  [data-verdict='filled'] .icon {
    color: var(--good);
  }
  [data-verdict='different'] .icon,
  [data-verdict='different'] .compare-verdict {
    color: var(--warning);
    font-weight: 600;
  }
  [data-verdict='open'] .icon {
    color: var(--muted);
  }

  .notice,
  .text[data-tone='info'],
  .text[data-tone='warning'] {
    display: flex;
    gap: 0.625em;
    align-items: flex-start;
    padding: 0.75rem 1rem;
    border-radius: var(--radius);
    background: var(--primary-soft);
    color: var(--text);
  }
  .notice > .icon,
  .text > .icon {
    margin-top: 0.125em;
    color: var(--primary);
  }
  .slot > .notice,
  .file > .notice {
    margin-top: 0.625rem;
    padding: 0.5rem 0.75rem;
    font-size: 0.9375em;
  }
  .notice[data-tone='good'] {
    background: var(--good-soft);
  }
  .notice[data-tone='good'] > .icon {
    color: var(--good);
  }
  .notice[data-tone='warning'],
  .text[data-tone='warning'] {
    background: var(--warning-soft);
  }
  .notice[data-tone='warning'] > .icon,
  .text[data-tone='warning'] > .icon {
    color: var(--warning);
  }
`;
