import {type CSSResult, css} from 'lit';

/** Where a value came from, what is wrong about it, and two values that do not agree. */
export const sources: CSSResult = css`
  .source {
    display: flex;
    flex-wrap: wrap;
    gap: 0.125rem 0.375rem;
    align-items: center;
    margin-top: 0.3125rem;
    font-size: 0.875em;
  }
  .badge {
    display: inline-flex;
    gap: 0.375em;
    align-items: flex-start;
    color: var(--muted);
    line-height: 1.4;
  }
  .badge .icon {
    width: 1.15em;
    height: 1.15em;
    margin-top: 0.1em;
  }
  [data-kind='register'] > .badge,
  [data-kind='register'] > .source-more > .badge,
  .badge[data-kind='register'] {
    color: var(--good);
  }
  [data-kind='document'] > .badge,
  [data-kind='document'] > .source-more > .badge,
  .badge[data-kind='document'] {
    color: var(--primary);
  }
  .source .quiet {
    min-height: 1.75rem;
    padding: 0 0.375em 0 0;
    gap: 0.3em;
    font-size: 1em;
    font-weight: 500;
  }
  .source .quiet .icon {
    width: 1.1em;
    height: 1.1em;
  }
  /* A sign beside the control; what it unfolds to stands below. */
  .brief > .body {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-start;
    column-gap: 0.125rem;
  }
  .brief > .body > * {
    order: 1;
    flex: 1 1 100%;
    min-width: 0;
  }
  .brief > .body > :first-child {
    order: 0;
    flex-basis: 0;
  }
  .brief > .body > .below,
  .source.folded {
    display: contents;
  }
  .brief > .body > .below > :not(.source) {
    order: 1;
    flex: 1 1 100%;
  }
  .sign {
    display: inline-flex;
    flex: none;
    align-items: center;
    justify-content: center;
    min-width: 1.75rem;
    min-height: var(--target);
    padding: 0;
    border: 0;
    border-radius: var(--radius);
    background: none;
    color: var(--muted);
    cursor: pointer;
  }
  span.sign {
    min-height: 0;
    cursor: default;
  }
  button.sign:hover,
  .sign[aria-expanded='true'] {
    background: var(--primary-soft);
  }
  .folded[data-kind='register'] > .sign {
    color: var(--good);
  }
  .folded[data-kind='document'] > .sign {
    color: var(--primary);
  }
  .source-more {
    order: 1;
    flex: 1 1 100%;
    display: flex;
    flex-wrap: wrap;
    gap: 0.125rem 0.375rem;
    align-items: center;
    margin-top: 0.375rem;
    padding: 0.375rem 0.625rem;
    border-inline-start: 3px solid var(--line);
    font-size: 0.875em;
  }
  .brief:not(.lined) {
    position: relative;
  }
  .brief > fieldset > legend {
    padding-inline-end: 2.25rem;
  }
  .brief > fieldset > .below > .source > .sign {
    position: absolute;
    inset-block-start: -0.25rem;
    inset-inline-end: 0;
    min-height: 2rem;
  }
  .items > egov-filled {
    grid-row: auto;
    grid-column: 1 / -1;
    margin: 0 0 1rem;
    font-size: 0.875em;
  }
  .items[data-columns='1'] > egov-filled {
    margin-bottom: 0;
  }
  .filled {
    display: flex;
    flex-wrap: wrap;
    gap: 0.125rem 0.75rem;
    align-items: center;
  }
  .filled .quiet {
    min-height: 1.75rem;
    padding: 0;
    gap: 0.3em;
    font-size: 1em;
    font-weight: 500;
  }
  .filled .quiet .icon {
    width: 1.1em;
    height: 1.1em;
  }
  .wrong {
    flex-basis: 100%;
  }
  .wrong summary {
    display: inline-block;
    min-height: 1.5rem;
    color: var(--primary);
    cursor: pointer;
  }
  .wrong summary:hover {
    text-decoration: underline;
    text-underline-offset: 0.18em;
  }
  .wrong p {
    max-width: 60ch;
    padding: 0.375rem 0 0.25rem;
    color: var(--muted);
  }
  .wrong-note {
    display: grid;
    gap: 0.125rem;
    max-width: 36rem;
    padding-block: 0.25rem 0.5rem;
    font-size: 1rem;
  }
  .wrong-note label {
    font-weight: 600;
  }
  .corrected p {
    color: var(--text);
  }
  @media (pointer: coarse) {
    .source .quiet,
    .filled .quiet,
    .wrong summary {
      min-height: var(--target);
    }
  }

  .conflict {
    margin-top: 0.625rem;
    padding: 0.875rem 1rem 1rem;
    border: 1px solid var(--warning);
    border-radius: var(--radius);
    background: var(--warning-soft);
  }
  .conflict .title {
    display: flex;
    gap: 0.5em;
    align-items: flex-start;
    color: var(--warning);
    font-weight: 600;
  }
  .sides {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(13rem, 100%), 1fr));
    gap: 0.75rem;
    margin-top: 0.75rem;
  }
  .side {
    display: flex;
    flex-direction: column;
    gap: 0.25rem;
    padding: 0.75rem;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
  }
  .side .from {
    color: var(--muted);
    font-size: 0.875em;
  }
  .side .value {
    flex: 1;
    margin-bottom: 0.375rem;
    font-weight: 600;
  }
`;
