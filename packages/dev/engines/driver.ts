/** What the smoke journeys ask of a browser, whatever its engine: a small port, one adapter for each protocol. */

/** Which element is meant. Every part that is given must hold; of several elements the first in the page is taken. */
export interface Query {
  /** Inside an element of this selector. */
  readonly within?: string;
  readonly css?: string;
  /** Its role, given or by its kind. */
  readonly role?: 'button' | 'link' | 'textbox' | 'radio' | 'checkbox' | 'combobox' | 'option' | 'heading';
  /** Part of its accessible name, without regard to case and runs of space. */
  readonly name?: string;
}

export interface TabOptions {
  /** CSS pixels. Defaults to 1280. */
  readonly width?: number;
}

/** One tab, with storage that no other tab of the engine shares. */
export interface Tab {
  goto(url: string): Promise<void>;
  reload(): Promise<void>;
  /** Runs in the page; arguments and result are JSON. */
  evaluate<Parameters extends readonly unknown[], Result>(
    script: (...parameters: Parameters) => Result,
    ...parameters: Parameters
  ): Promise<Awaited<Result>>;
  /** What the elements in sight say, spaces made single. */
  texts(query: Query): Promise<readonly string[]>;
  /** Press it with the pointer. It must be there already. */
  click(query: Query): Promise<void>;
  /** Key by key, then Tab. */
  type(query: Query, text: string): Promise<void>;
  /** Take the choice of a drop-down list that has these words. */
  select(query: Query, words: string): Promise<void>;
  /** @param path of the file on this machine. */
  upload(query: Query, path: string): Promise<void>;
  /** What is in sight, as PNG. */
  screenshot(): Promise<Uint8Array>;
  /** Errors on the console, uncaught errors, violations of the policy, and answers of servers from 400 on. */
  problems(): Promise<readonly string[]>;
  close(): Promise<void>;
}

export interface Engine {
  newTab(options?: TabOptions): Promise<Tab>;
  close(): Promise<void>;
}

/** The elements in sight that a query means, in the page's order, through open shadow roots. Runs in the page: it uses nothing from outside. */
export function findAll({within, css = '*', role, name}: Query): readonly Element[] {
  const deep = (root: ParentNode, selector: string): Element[] => {
    const found = [...root.querySelectorAll(selector)];
    for (const element of root.querySelectorAll('*')) if (element.shadowRoot) found.push(...deep(element.shadowRoot, selector));
    return found;
  };
  const words = (text: string | null | undefined): string => (text ?? '').replace(/\s+/gu, ' ').trim().toLocaleLowerCase('vi');
  const roleOf = (element: Element): string | null => {
    const given = element.getAttribute('role');
    if (given !== null) return given;
    if (element instanceof HTMLInputElement)
      return {radio: 'radio', checkbox: 'checkbox', button: 'button', submit: 'button', file: 'file'}[element.type] ?? 'textbox';
    const kinds: {readonly [kind: string]: string} = {
      ...{button: 'button', a: 'link', textarea: 'textbox', select: 'combobox', option: 'option'},
      ...{h1: 'heading', h2: 'heading', h3: 'heading'},
    };
    return kinds[element.localName] ?? null;
  };
  const nameOf = (element: Element): string => {
    const root = element.getRootNode() as ShadowRoot;
    const ids = (element.getAttribute('aria-labelledby') ?? '').split(' ').filter(Boolean);
    if (ids.length > 0) return ids.map((id) => root.getElementById(id)?.textContent ?? '').join(' ');
    const label = element.getAttribute('aria-label');
    if (label !== null) return label;
    const labels = 'labels' in element ? [...((element as HTMLInputElement).labels ?? [])] : [];
    return labels.length > 0 ? labels.map(({textContent}) => textContent).join(' ') : (element.textContent ?? '');
  };
  const roots: readonly ParentNode[] = within === undefined ? [document] : deep(document, within);
  return roots
    .flatMap((root) => [...deep(root, css), ...(root instanceof Element && root.shadowRoot ? deep(root.shadowRoot, css) : [])])
    .filter((element) => role === undefined || roleOf(element) === role)
    .filter((element) => name === undefined || words(nameOf(element)).includes(words(name)))
    .filter((element) => element.checkVisibility() || (element instanceof HTMLInputElement && element.type === 'file'));
}

/** Runs in the page. */
export function textsOf(elements: readonly Element[]): readonly string[] {
  return elements.map(({textContent}) => textContent.replace(/\s+/gu, ' ').trim());
}

/** A query in words, for the sentence of a failure. */
export function describeQuery({within, css, role, name}: Query): string {
  return [role ?? css ?? 'an element', name !== undefined && `"${name}"`, role && css, within !== undefined && `in ${within}`]
    .filter(Boolean)
    .join(' ');
}
