/** Make an element: attributes by name, then children (texts or nodes; empty ones are left out). */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.flat().filter((child) => child !== '' && child !== undefined && child !== null));
  return element;
}

/** A person's text among other words: set apart, and without characters that only turn text around. */
export function own(text) {
  return make('bdi', {}, String(text).replace(/[\u202a-\u202e\u2066-\u2069]/gu, ''));
}

/** `dt` and `dd` in a `div`, as a row of a definition list. */
export function row(term, ...values) {
  return make('div', {class: 'row'}, make('dt', {}, term), make('dd', {}, ...values));
}
