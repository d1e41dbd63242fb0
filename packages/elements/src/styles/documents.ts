import {type CSSResult, css} from 'lit';

/** Slots for papers. */
export const documents: CSSResult = css`
  .slot {
    padding: 1rem;
    border: 1px solid var(--line);
    border-radius: var(--radius);
  }
  .slot.invalid {
    border-color: var(--danger);
    box-shadow: inset 0 0 0 1px var(--danger);
  }
  .slot.spared {
    padding: 0;
    border: 0;
  }
  .slot.spared > .notice {
    margin-top: 0.25rem;
    padding: 0.375rem 0.625rem;
    font-size: 0.875em;
  }
  .slot.spared h4 {
    font-size: 1em;
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
  .drop.another:not(.over) {
    padding: 0;
    border-color: transparent;
  }
  .drop.another .hint,
  .drop.another .drop-hint {
    display: none;
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
  .compare summary {
    display: flex;
    gap: 0.5em;
    align-items: center;
    min-height: 2rem;
    color: var(--good);
    cursor: pointer;
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
  .settle {
    grid-column: 2 / -1;
    display: grid;
    gap: 0.5rem;
  }
  .settle-do {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }
  .settle-do [aria-pressed='true'] {
    border-color: currentColor;
    box-shadow: inset 0 0 0 1px currentColor;
    font-weight: 600;
  }
  .settle-said {
    display: flex;
    gap: 0.5em;
    align-items: flex-start;
  }
  .settle-said .icon {
    flex: none;
    margin-top: 0.15em;
  }
  .compare-verdict {
    color: var(--muted);
  }
  .compare-verdict::before {
    content: '— ';
  }
  [data-verdict='same'] .icon,
  [data-verdict='settled'] .icon,
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
`;
