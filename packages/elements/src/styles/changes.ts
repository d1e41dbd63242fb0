import {type CSSResult, css} from 'lit';

/** What registers say otherwise than when they filled a draft. */
export const changes: CSSResult = css`
  .changes-body {
    display: grid;
    gap: 0.625rem;
    min-width: 0;
  }
  .changes-title,
  .changes-of {
    margin: 0;
    font-size: 1em;
    line-height: 1.4;
  }
  .changes-of {
    margin-top: 0.25rem;
    color: var(--muted);
    font-weight: 500;
  }
  .change {
    display: grid;
    gap: 0.25rem;
    min-width: 0;
    margin: 0;
    padding: 0.625rem 0.75rem;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
    overflow-wrap: anywhere;
  }
  .change legend,
  .change-label {
    padding: 0;
    font-weight: 600;
  }
  .change legend {
    float: inline-start;
    width: 100%;
  }
  .change ul,
  .change p {
    margin: 0;
    padding: 0;
    list-style: none;
  }
`;
