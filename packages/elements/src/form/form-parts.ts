import {type EngineParts, type FormDefinition, FormError, type Item} from '@egov-form/core';
import type {CSSResult} from 'lit';
import {adoptStyles} from '../internal/late-styles.ts';
import {type Signal, signal} from '../internal/signals.ts';

/** Something that only some forms need: elements that it defines, their looks, and what the engine needs for it. */
export interface FormPart {
  readonly styles: CSSResult;
  readonly engine?: Partial<EngineParts>;
}

const LOADERS: {readonly [name in 'lists' | 'lookups' | 'papers']: () => Promise<{readonly part: FormPart}>} = {
  lists: () => import('../list/lists-part.ts'),
  lookups: () => import('../lookup/lookups-part.ts'),
  papers: () => import('../document/papers-part.ts'),
};

/** Every part that is there, in the order in which they came. */
const loaded = new Map<string, FormPart>();

/** What a definition makes use of. */
function partsOf({documents, lookups, pages}: FormDefinition): readonly (keyof typeof LOADERS)[] {
  const found: (keyof typeof LOADERS)[] = [];
  // Pages that are made of the data may hold lists.
  if (!pages || pages.some(({items}) => holdsList(items))) found.push('lists');
  if (lookups && Object.keys(lookups).length > 0) found.push('lookups');
  if (documents && Object.keys(documents).length > 0) found.push('papers');
  return found;
}

function holdsList(items: readonly Item[]): boolean {
  return items.some((item) => 'list' in item || ('items' in item && holdsList(item.items)));
}

/**
 * Load all that a definition makes use of, at once.
 * @returns what the engine needs for it.
 * @throws FormError `EGOV_ELEMENTS_PART_FETCH` when something could not be loaded; the next call tries again.
 */
export async function loadParts(definition: FormDefinition): Promise<Partial<EngineParts>> {
  const parts = await Promise.all(partsOf(definition).map(loadPart));
  return Object.assign({}, ...parts.map(({engine}) => engine));
}

async function loadPart(name: keyof typeof LOADERS): Promise<FormPart> {
  const {part} = await loading(name, LOADERS[name]);
  loaded.set(name, part);
  return part;
}

async function loading<T>(name: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (cause) {
    throw new FormError(
      'EGOV_ELEMENTS_PART_FETCH',
      `A part of the form ("${name}") could not be loaded: no connection. Try again.`,
      {part: name},
      {cause},
    );
  }
}

/** A part that no form needs at once: it is loaded when the page has time, or when it is to be seen. */
export class LatePart<T extends {readonly part: FormPart}> {
  readonly #name: string;
  readonly #load: () => Promise<T>;
  readonly #state: Signal<T | 'failed' | undefined> = signal(undefined);
  #loading: Promise<T> | undefined;

  constructor(name: string, load: () => Promise<T>) {
    this.#name = name;
    this.#load = load;
  }

  /** What it holds, `'failed'` when it could not be loaded, `undefined` while it is on its way. Tracked. */
  get state(): T | 'failed' | undefined {
    return this.#state.value;
  }

  /** @throws FormError `EGOV_ELEMENTS_PART_FETCH`; the next call tries again. */
  load(): Promise<T> {
    this.#loading ??= this.#begin();
    return this.#loading;
  }

  /** Have it there before anybody asks. That it failed is nobody's business yet. */
  async prepare(): Promise<void> {
    await this.load().catch(() => (this.#state.value = undefined));
  }

  async #begin(): Promise<T> {
    if (this.#state.peek() === 'failed') this.#state.value = undefined;
    try {
      const found = await loading(this.#name, this.#load);
      loaded.set(this.#name, found.part);
      this.#state.value = found;
      return found;
    } catch (error) {
      this.#loading = undefined;
      this.#state.value = 'failed';
      throw error;
    }
  }
}

/** Put the looks of all loaded parts on a form. */
export function adoptParts(root: ShadowRoot): void {
  for (const {styles} of loaded.values()) adoptStyles(root, styles.cssText);
}
