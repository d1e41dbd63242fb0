import type {CSSResult} from 'lit';

/** Adds a style sheet to the tree that an element stands in, once: what a form may never show brings its looks along. */
export function adoptStyles(inside: Node, {styleSheet}: CSSResult): void {
  const root = inside.getRootNode();
  if (!(root instanceof ShadowRoot) || !styleSheet || root.adoptedStyleSheets.includes(styleSheet)) return;
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, styleSheet];
}
