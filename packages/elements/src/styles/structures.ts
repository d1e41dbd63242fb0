import {type CSSResult, css} from 'lit';

/** Values with parts of their own: members, items, alternatives. */
export const structures: CSSResult = css`
  .structure,
  .structure .members,
  .structure .items {
    display: grid;
    gap: 0.875rem;
    justify-items: start;
  }
  .structure .items {
    margin: 0 0 0.75rem;
    padding: 0;
    list-style: none;
  }
  .structure .part,
  .structure .line,
  .structure .inner,
  .structure .item {
    width: 100%;
    min-width: 0;
  }
  .structure .inner {
    display: grid;
    gap: 0.875rem;
    justify-items: start;
    box-sizing: border-box;
    margin: 0;
    padding: 0.75rem 1rem 1rem;
    border: 1px solid var(--line);
    border-radius: var(--radius);
  }
  .structure .adder {
    display: grid;
    gap: 0.375rem;
    justify-items: start;
  }
`;
