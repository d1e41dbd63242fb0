/** Styles of what a form may never show: they come along with it. */
const made = new Map<string, CSSStyleSheet>();

/** Add a style sheet to the tree that an element stands in, once. */
export function adoptStyles(inside: Node, text: string): void {
  const root = inside.getRootNode();
  if (!(root instanceof ShadowRoot)) return;
  const sheet = made.get(text) ?? new CSSStyleSheet();
  if (!made.has(text)) sheet.replaceSync(text);
  made.set(text, sheet);
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}
