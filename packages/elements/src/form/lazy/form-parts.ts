import {type EngineParts, type FormDefinition, FormError} from '@egov-form/core';
import type {CSSResult} from 'lit';
import {type Signal, signal} from '../../drawing/signals.ts';
import {adoptStyles} from './late-styles.ts';

/** Something that only some forms need, or that they need late: elements that it defines, and their looks. */
export interface FormPart {
  readonly styles: CSSResult;
}

/** Every part that is there, in the order in which they came. */
const loaded = new Map<string, FormPart>();

/**
 * Load what the engine needs for a definition beside what every form needs: look-ups, which are drawn with the first page in most
 * forms, and slots for papers.
 * @throws FormError `EGOV_ELEMENTS_PART_FETCH` when something could not be loaded; the next call tries again.
 */
export async function loadEngineParts({documents, lookups}: FormDefinition): Promise<Partial<EngineParts>> {
  const [asking, attaching] = await Promise.all([
    isUsed(lookups) ? loading('lookups', () => import('../../lookup/lookups-part.ts')) : undefined,
    isUsed(documents) ? loading('documents', () => import('@egov-form/core/documents')) : undefined,
  ]);
  if (asking) loaded.set('lookups', asking.part);
  return {...(asking && {LookupNode: asking.LookupNode}), ...(attaching && {DocumentNode: attaching.DocumentNode})};
}

function isUsed(named: {readonly [name: string]: unknown} | undefined): boolean {
  return named !== undefined && Object.keys(named).length > 0;
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
