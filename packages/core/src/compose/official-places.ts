import type {FormDefinition, Item, Option, Page} from '../generated/definition.ts';
import type {JsonObject} from '../json/json.ts';
import {splitPointer} from '../json/pointer.ts';
import {isJsonObject} from './merge-patch.ts';

/** What overlays can refer to in the definition of a ministry. */
export class OfficialPlaces {
  readonly definition: FormDefinition;
  readonly #anchors: Map<string, Set<string>> = new Map();
  readonly #pointers: Set<string>;
  readonly #members: ReadonlySet<string>;

  constructor(definition: FormDefinition) {
    this.definition = definition;
    const {properties} = definition.data as JsonObject;
    this.#members = new Set(isJsonObject(properties) ? Object.keys(properties) : []);
    this.#pointers = new Set(Object.keys(definition.fields ?? {}));
    for (const page of definition.pages ?? []) {
      const anchors = new Set<string>();
      for (const item of itemsIn(page.items)) {
        const anchor = anchorOf(item);
        if (anchor !== undefined) anchors.add(anchor);
        if ('field' in item) this.#pointers.add(item.field);
        if ('list' in item) this.#pointers.add(item.list);
      }
      this.#anchors.set(page.id, anchors);
    }
  }

  get pages(): readonly Page[] {
    return this.definition.pages ?? [];
  }

  get pageIds(): readonly string[] {
    return [...this.#anchors.keys()];
  }

  /** What items of a page can be found by. */
  anchorsOn(page: string): readonly string[] {
    return [...(this.#anchors.get(page) ?? [])];
  }

  get pointers(): readonly string[] {
    return [...this.#pointers];
  }

  has(pointer: string): boolean {
    return this.#pointers.has(pointer);
  }

  /** Whether the first member that a pointer leads through is the ministry's. */
  hasMember(pointer: string): boolean {
    return this.#members.has(splitPointer(pointer)[0] ?? '');
  }

  /** The choices that are written at a field. */
  optionsAt(pointer: string): readonly Option[] | undefined {
    const options = this.definition.fields?.[pointer]?.options;
    return Array.isArray(options) ? options : undefined;
  }
}

/** Every item, those within groups and lists included. */
export function itemsIn(items: readonly Item[]): readonly Item[] {
  return items.flatMap((item) => ('items' in item ? [item, ...itemsIn(item.items)] : [item]));
}

/** What an item is found by; texts and groups have nothing that stays when their words change. */
export function anchorOf(item: object): string | undefined {
  for (const kind of ['field', 'list', 'document'] as const) {
    if (kind in item) return `${kind} ${String((item as {readonly [kind: string]: unknown})[kind])}`;
  }
  return undefined;
}
