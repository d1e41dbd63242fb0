import {type CSSResult, css} from 'lit';

/** Groups, texts, notices. */
export const parts: CSSResult = css`
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

  .start summary {
    cursor: pointer;
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
