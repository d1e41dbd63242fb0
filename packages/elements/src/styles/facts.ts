import {type CSSResult, css} from 'lit';

/** What is known of a group, as a card. */
export const facts: CSSResult = css`
  egov-facts,
  egov-filled,
  egov-lookup {
    display: block;
  }
  .facts {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.375rem;
    padding: 0.75rem 0.875rem 0.5rem;
    border: 1px solid var(--line);
    border-inline-start: 4px solid var(--good);
    border-radius: var(--radius);
    background: var(--good-soft);
  }
  details.facts {
    display: block;
    padding: 0.25rem 0.875rem;
  }
  .facts-who {
    line-height: 1.4;
    overflow-wrap: anywhere;
  }
  .facts-who strong {
    font-size: 1.0625em;
  }
  .facts-absent,
  .facts .badge,
  .lookup-brief {
    display: flex;
    flex-wrap: wrap;
    gap: 0.125rem 0.4375em;
    align-items: flex-start;
    font-size: 0.875em;
    line-height: 1.4;
  }
  .facts-absent,
  .facts .badge {
    flex-wrap: nowrap;
  }
  .lookup-brief {
    align-items: center;
    color: var(--good);
  }
  .lookup-brief[data-tone='warning'] {
    color: var(--warning);
  }
  .lookup-brief:is([data-tone='plain'], [data-tone='info']) > .icon {
    color: var(--primary);
  }
  .lookup-brief > .lookup-state {
    flex: 0 1 auto;
    min-width: 0;
    max-width: calc(100% - 2em);
    font-size: 1em;
  }
  .lookup-brief > .quiet,
  .lookup-brief > .secondary {
    min-height: 1.75rem;
    padding: 0 0.375em;
    border: 0;
    background: none;
    gap: 0.3em;
    font-size: 1em;
    font-weight: 500;
  }
  :is(.facts-absent, .facts .badge, .lookup-brief) .icon {
    flex: none;
    width: 1.15em;
    height: 1.15em;
    margin-top: 0.1em;
  }
  .facts .differs {
    padding: 0.375rem 0;
  }
  .facts-all > summary,
  details.facts > summary {
    display: inline-block;
    min-height: 1.75rem;
    padding-block: 0.125rem;
    color: var(--primary);
    cursor: pointer;
  }
  details.facts > summary {
    display: block;
    min-height: var(--target);
    padding-block: 0.625rem;
    color: var(--text);
  }
  details.facts > summary > :first-child {
    text-decoration: underline;
    text-decoration-color: var(--primary);
    text-underline-offset: 0.18em;
  }
  .facts dl {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(15rem, 100%), 1fr));
    gap: 0.375rem 1rem;
    padding-block: 0.375rem;
  }
  .facts dt {
    color: var(--muted);
    font-size: 0.875em;
  }
  .facts dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .facts-do {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1rem;
  }
  .facts-do > .quiet,
  .facts-foot > .quiet {
    min-height: 1.75rem;
    padding: 0;
    font-size: 0.9375em;
    font-weight: 500;
    text-align: start;
    white-space: normal;
  }
  .facts-foot:not(:empty) {
    margin-top: 0.75rem;
  }
  .facts-place:has(> *) + .items:has(> :not([hidden])) {
    margin-top: 1rem;
  }
  /* The card says it. What a paper gave stands beside it, and is said there. */
  [data-facts='card'] egov-filled > [data-kind='register'] {
    display: none;
  }
  [data-bare] > section > :is(h4, .lead),
  [data-settled] > section > .lead {
    display: none;
  }
  egov-group + egov-document {
    margin-top: 1rem;
  }
  egov-group > section > h4 + egov-facts,
  .page-title + egov-facts {
    display: block;
    margin-top: 0.75rem;
  }
  egov-group[data-settled]:has(+ egov-group:not([hidden])) > section {
    padding-bottom: 1.25rem;
  }
  .appended-title + .items {
    margin-top: 0.5rem;
  }
  .appended-title + .items > egov-group:last-child > section {
    padding-bottom: 1.25rem;
  }
  .row > egov-facts > .facts-place > details.facts {
    margin-bottom: 0;
  }
  @media (pointer: coarse) {
    .facts-do > .quiet,
    .facts-foot > .quiet,
    .facts-all > summary,
    .lookup-brief > :is(.quiet, .secondary) {
      min-height: var(--target);
    }
  }
`;
