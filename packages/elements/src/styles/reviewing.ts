import {type CSSResult, css} from 'lit';

/** Looking everything over, and what came of handing it in. */
export const reviewing: CSSResult = css`
  .review-page {
    padding-block: 1.25rem;
    border-bottom: 1px solid var(--line);
  }
  .review-page:first-child {
    padding-top: 0.5rem;
  }
  .review-head {
    display: flex;
    gap: 1rem;
    align-items: center;
    justify-content: space-between;
  }
  .review-head > h4 {
    min-width: 0;
  }
  .review-page h5 {
    margin: 0.875rem 0 0.25rem;
    color: var(--muted);
    font-size: 0.9375em;
  }
  .answer {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0 1.5rem;
    padding-block: 0.4375rem;
  }
  .answer dt {
    color: var(--muted);
  }
  .answer dd {
    display: grid;
    justify-items: start;
    min-width: 0;
  }
  .answer .value {
    font-weight: 500;
    overflow-wrap: anywhere;
  }
  .answer .badge,
  .decided {
    font-size: 0.875em;
  }
  .decided {
    color: var(--muted);
  }
  .answer .quiet {
    margin-inline-start: -0.75em;
  }
  .review-fold > summary {
    display: flex;
    gap: 0.4375em;
    align-items: center;
    min-height: 1.75rem;
    padding-block: 0.1875rem;
    color: var(--primary);
    cursor: pointer;
    overflow-wrap: anywhere;
  }
  .review-fold > summary::after {
    content: '';
    flex: none;
    width: 0.4375rem;
    height: 0.4375rem;
    margin-inline: 0.25rem;
    border: solid currentColor;
    border-width: 0 2px 2px 0;
    rotate: 45deg;
  }
  .review-fold[open] > summary::after {
    rotate: 225deg;
  }
  @media (pointer: coarse) {
    .review-fold > summary {
      min-height: var(--target);
    }
  }
  .attached {
    display: inline-flex;
    gap: 0.375em;
    align-items: center;
  }
  @container egov-form (min-width: 40rem) {
    .answer {
      grid-template-columns: minmax(0, 2fr) minmax(0, 3fr);
    }
  }
  .print-do {
    margin-block: 1.25rem;
  }
  .keep {
    display: grid;
    gap: 0.25rem;
    justify-items: start;
    margin-top: 0.75rem;
  }
  .declaration {
    margin-top: 1.5rem;
  }
  .declaration h4 {
    margin-bottom: 0.5rem;
  }
  .declaration .choice {
    display: flex;
  }
  [part='outcome'] {
    margin-top: 1.25rem;
  }
  .code {
    font-size: 1.5em;
    font-weight: 700;
    letter-spacing: 0.02em;
    overflow-wrap: anywhere;
  }
`;
