import {type CSSResult, css} from 'lit';

/** What the person had kept of an earlier application. */
export const reuse: CSSResult = css`
  .kept {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 0.625rem;
    align-items: center;
    margin: 0.375rem 0 0;
    font-size: 0.9375em;
    overflow-wrap: anywhere;
  }
`;
