/** Make an element: attributes by name, then children (texts or nodes; empty ones are left out). */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.flat().filter((child) => child !== '' && child !== undefined && child !== null));
  return element;
}

/** `dt` and `dd` in a `div`, as a row of a definition list. */
export function row(term, ...values) {
  return make('div', {class: 'row'}, make('dt', {}, term), make('dd', {}, ...values));
}
