import {type CSSResult, css, unsafeCSS} from 'lit';

/**
 * The form's own colours, light and dark. A page overrides one by the custom property `--egov-color-<name>` on the
 * element or anything above it. Which side is used follows `color-scheme` of the page: a page that says nothing is light.
 * Every text colour has 4.5:1 or more on the grounds that it is used on; `control` has 3:1 on `surface`.
 */
const COLORS: {readonly [name: string]: readonly [light: string, dark: string]} = {
  text: ['#1a2233', '#e7ebf1'],
  muted: ['#525d6f', '#a9b4c4'],
  surface: ['#ffffff', '#1a2029'],
  ground: ['#f4f6f9', '#12171e'],
  line: ['#d5dbe4', '#343d4a'],
  control: ['#76839a', '#78859a'],
  primary: ['#1b4f9c', '#8fb8fa'],
  'primary-strong': ['#143d7a', '#b5d0ff'],
  'primary-soft': ['#ecf2fb', '#1f2b3e'],
  'on-primary': ['#ffffff', '#0d1b33'],
  good: ['#17653a', '#7fd6a3'],
  'good-soft': ['#ebf6ef', '#14281d'],
  warning: ['#7f4c00', '#f1c068'],
  'warning-soft': ['#fff6e3', '#2d2411'],
  danger: ['#b0241c', '#ff9e96'],
  'danger-soft': ['#fdf0ee', '#321917'],
  focus: ['#f5b800', '#ffd24d'],
};

const declare = (value: (sides: readonly [string, string]) => string): CSSResult =>
  unsafeCSS(
    Object.entries(COLORS)
      .map(([name, sides]) => `--${name}:var(--egov-color-${name},${value(sides)});`)
      .join(''),
  );

export const tokens: CSSResult = css`
  :host {
    ${declare(([light]) => light)}
    --radius: var(--egov-radius, 8px);
    --space: var(--egov-space, 1rem);
    --font: var(--egov-font, system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Helvetica Neue', Arial, sans-serif);
    --size: var(--egov-font-size, 1rem);
    --ring: 0 0 0 3px var(--focus);
    --target: 2.75rem;
  }
  @supports (color: light-dark(#000, #fff)) {
    :host {
      ${declare(([light, dark]) => `light-dark(${light},${dark})`)}
    }
  }
`;
