import {type CSSResult, css} from 'lit';

/** Type, headings, buttons, links, focus: what every part shares. */
export const base: CSSResult = css`
  :host {
    display: block;
    container: egov-form / inline-size;
    color: var(--text);
    font: 400 var(--size) / 1.55 var(--font);
    text-align: start;
    -webkit-text-size-adjust: 100%;
    overflow-wrap: break-word;
  }
  /* What the page says about the element, or about everything, would be inherited in here. */
  :where(:host > *) {
    color: var(--text);
    cursor: auto;
    font: 400 var(--size) / 1.55 var(--font);
    letter-spacing: normal;
    list-style: disc outside;
    text-align: start;
    text-indent: 0;
    text-shadow: none;
    text-transform: none;
    white-space: normal;
    word-spacing: normal;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  h2,
  h3,
  h4,
  h5,
  p,
  ul,
  ol,
  dl,
  dd,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
  }
  fieldset {
    min-width: 0;
  }
  legend {
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  h2 {
    font-size: 1.625em;
    line-height: 1.25;
    font-weight: 700;
    letter-spacing: -0.01em;
    text-wrap: balance;
  }
  h3 {
    font-size: 1.3125em;
    line-height: 1.3;
    font-weight: 700;
  }
  h4 {
    font-size: 1.0625em;
    line-height: 1.4;
    font-weight: 700;
  }
  h5 {
    font-size: 1em;
    line-height: 1.4;
    font-weight: 700;
  }
  code {
    font: 0.925em ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace;
  }
  a,
  .link {
    color: var(--primary);
    text-decoration: underline;
    text-underline-offset: 0.18em;
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .none {
    color: var(--muted);
  }
  .required {
    color: var(--danger);
    font-weight: 700;
  }
  .icon {
    flex: none;
    width: 1.25em;
    height: 1.25em;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.9;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .lead {
    color: var(--muted);
    max-width: 68ch;
  }
  .lead > * + *,
  .text > div > * + * {
    margin-top: 0.5em;
  }
  .lead ul,
  .text ul {
    list-style: disc;
    padding-inline-start: 1.25em;
  }
  .lead ol,
  .text ol {
    list-style: decimal;
    padding-inline-start: 1.5em;
  }

  button,
  .file-button,
  .link-button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5em;
    min-height: var(--target);
    padding: 0.5em 1.125em;
    border: 1px solid transparent;
    border-radius: var(--radius);
    background: none;
    color: inherit;
    font: inherit;
    font-weight: 600;
    line-height: 1.3;
    text-align: center;
    cursor: pointer;
    touch-action: manipulation;
  }
  .primary {
    background: var(--primary);
    color: var(--on-primary);
    text-decoration: none;
    padding-inline: 1.75em;
  }
  .primary:hover {
    background: var(--primary-strong);
  }
  .secondary {
    background: var(--surface);
    border-color: var(--control);
    color: var(--primary);
  }
  .secondary:hover {
    background: var(--primary-soft);
    border-color: var(--primary);
  }
  .quiet {
    color: var(--primary);
    padding-inline: 0.625em;
  }
  .quiet:hover {
    background: var(--primary-soft);
  }
  .danger {
    color: var(--danger);
    border-color: var(--danger);
  }
  .small {
    padding-block: 0.375em;
    padding-inline: 0.75em;
    font-size: 0.9375em;
  }
  .link {
    min-height: 0;
    padding: 0.25em 0;
    border: 0;
    border-radius: 2px;
    font-weight: 400;
    text-align: start;
  }
  .iconic {
    width: var(--target);
    padding: 0;
  }
  button:disabled {
    color: var(--muted);
    opacity: 0.55;
    cursor: default;
    background: none;
  }
  button[aria-disabled='true'] {
    opacity: 0.8;
    cursor: progress;
  }
  :focus {
    outline: none;
  }
  :focus-visible,
  .file-button:focus-within {
    outline: 2px solid var(--text);
    outline-offset: 2px;
    box-shadow: var(--ring);
  }
  .page-title:focus,
  .summary:focus,
  .accepted:focus,
  h5:focus,
  .list-title:focus {
    outline: none;
    box-shadow: none;
  }
  h5:focus-visible,
  .list-title:focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 4px;
    border-radius: 2px;
  }

  /* A dossier code is copied and read aloud: it stays in one piece, down to the narrowest phone. */
  dd.code {
    white-space: nowrap;
    font-size: clamp(1rem, 5.2vw, 1.5rem);
  }

  .spinner {
    flex: none;
    width: 1.125em;
    height: 1.125em;
    border: 2px solid currentColor;
    border-inline-end-color: transparent;
    border-radius: 50%;
    animation: turn 0.9s linear infinite;
  }
  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .spinner {
      animation-duration: 4s;
    }
    * {
      transition: none !important;
    }
  }
`;
