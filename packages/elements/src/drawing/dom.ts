/** Drawing by hand: elements copied from a ready one, and changes that touch the document only where it differs. */

/**
 * Makes copies of one element. Copying is several times cheaper than making an element and naming its attributes; the
 * original is made when the first copy is asked for.
 */
export function pattern<T extends Element>(make: () => T): () => T {
  let original: T | undefined;
  return () => {
    original ??= make();
    return original.cloneNode(true) as T;
  };
}

/** An element with attributes and children. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: {readonly [name: string]: string},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** Set an attribute, or remove it when there is no value. */
export function mark(target: Element, name: string, value: string | undefined): void {
  if (value === undefined) {
    if (target.hasAttribute(name)) target.removeAttribute(name);
  } else if (target.getAttribute(name) !== value) target.setAttribute(name, value);
}

/** An attribute that is there or not. */
export function flag(target: Element, name: string, on: boolean): void {
  mark(target, name, on ? '' : undefined);
}

/** The text inside, as one text node. */
export function write(target: Node, text: string): void {
  if (target.textContent !== text) target.textContent = text;
}
