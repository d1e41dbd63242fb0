import type {PropertyDeclarations} from 'lit';
import type {FormContext} from '../form/form-context.ts';
import {WatchingElement} from './watching-element.ts';

/**
 * A part of the form. It renders into its own light tree, so that all parts share the one shadow root of
 * `<egov-form>`: labels, descriptions and links reach across, and one style sheet serves all.
 */
export abstract class LightElement extends WatchingElement {
  static override properties: PropertyDeclarations = {ctx: {attribute: false}};

  /** What the parts of one form share. Set by the part above before the first update. */
  declare ctx: FormContext;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** Set or remove one of the element's own attributes, touching the document only when it changes. */
  protected mark(name: string, value: string | undefined): void {
    if (value === undefined) this.removeAttribute(name);
    else if (this.getAttribute(name) !== value) this.setAttribute(name, value);
  }
}

/**
 * Define an element unless a copy of this library already has. Where there is no document nothing is defined: a server that
 * renders the page writes the tag, and the browser makes the element of it.
 */
export function define(tag: string, element: CustomElementConstructor): void {
  if (!('document' in globalThis)) return;
  if (!customElements.get(tag)) customElements.define(tag, element);
}
