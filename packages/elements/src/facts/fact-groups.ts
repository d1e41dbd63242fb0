/** Which groups and rows of a form are facts: filled by one look-up but for its keys, or following what is answered elsewhere. */
import type {Form, FormDefinition, Item} from '@egov-form/core';

/** A group, or the row of a list, that is shown as facts once they are known. */
export interface FactGroup {
  /** Patterns of its questions, in order, through nested groups. */
  readonly fields: readonly string[];
  /** What fills it; absent where its values only follow others. */
  readonly lookup: FactLookup | undefined;
}

export interface FactLookup {
  readonly name: string;
  /** Patterns of the keys; the first one starts it. */
  readonly keys: readonly {readonly pattern: string; readonly optional: boolean}[];
}

export type FactItem = Extract<Item, {group: unknown} | {list: unknown}>;

interface FactMap {
  readonly byItem: ReadonlyMap<Item, FactGroup>;
  readonly byField: ReadonlyMap<string, FactGroup>;
}

const NONE: FactMap = {byItem: new Map(), byField: new Map()};

/** Found once for the pages of a form. */
const maps = new WeakMap<Form['pages'], FactMap>();

/** What a group or list of the form is as facts; `undefined` for one that asks. */
export function factGroupOf(form: Form, item: FactItem): FactGroup | undefined {
  return mapOf(form).byItem.get(item);
}

/** The facts that a question belongs to, by its pattern. */
export function factGroupAt(form: Form, pattern: string): FactGroup | undefined {
  return mapOf(form).byField.get(pattern);
}

function mapOf(form: Form): FactMap {
  const {pages, definition} = form;
  // Where each question stands alone there is nothing to draw together.
  if (definition.paging === 'questions') return NONE;
  const known = maps.get(pages);
  if (known) return known;
  const made = findFacts(definition, pages);
  maps.set(pages, made);
  return made;
}

function findFacts(definition: FormDefinition, pages: Form['pages']): FactMap {
  const byItem = new Map<Item, FactGroup>();
  const byField = new Map<string, FactGroup>();
  const visit = (items: readonly Item[]): void => {
    for (const item of items) {
      if (!('items' in item)) continue;
      const group = asFacts(definition, item);
      if (!group) {
        visit(item.items);
        continue;
      }
      byItem.set(item, group);
      for (const pattern of group.fields) byField.set(pattern, group);
    }
  };
  for (const {items} of pages) visit(items);
  return byItem.size > 0 ? {byItem, byField} : NONE;
}

function asFacts(definition: FormDefinition, item: FactItem): FactGroup | undefined {
  const wanted = 'group' in item ? item.presentation : undefined;
  // The cells of a table stay in their columns.
  if (wanted === 'questions' || ('list' in item && item.layout === 'table')) return undefined;
  const fields = fieldsIn(item.items);
  if (!fields || fields.length === 0) return undefined;
  const lookup = fillerOf(definition, fields, wanted === 'facts');
  if (!lookup && wanted !== 'facts' && !fields.every((pattern) => mayFollow(definition, pattern))) return undefined;
  return {fields, lookup};
}

/** Questions through nested groups; `undefined` where rows stand among them. */
function fieldsIn(items: readonly Item[]): readonly string[] | undefined {
  const found: string[] = [];
  for (const item of items) {
    if ('field' in item) found.push(item.field);
    else if ('list' in item) return undefined;
    else if ('group' in item) {
      const inner = item.presentation === 'questions' ? undefined : fieldsIn(item.items);
      if (!inner) return undefined;
      found.push(...inner);
    }
  }
  return found;
}

/** The look-up that fills all of these but its keys; where they are said to be facts, the one that fills most of them. */
function fillerOf(definition: FormDefinition, fields: readonly string[], some: boolean): FactLookup | undefined {
  let best: {readonly lookup: FactLookup; readonly count: number} | undefined;
  for (const [name, settings] of Object.entries(definition.lookups ?? {})) {
    const keys = Object.values(settings.keys).map((key) =>
      typeof key === 'string' ? {pattern: key, optional: false} : {pattern: key.pointer, optional: key.optional === true},
    );
    const targets = Object.keys(settings.fill ?? {});
    const isKey = (pattern: string): boolean => keys.some((key) => key.pattern === pattern);
    const isFilled = (pattern: string): boolean =>
      targets.some((target) => pattern === target || pattern.startsWith(`${target}/`));
    const count = fields.filter((pattern) => isFilled(pattern) && !isKey(pattern)).length;
    const isWhole = fields.every((pattern) => isKey(pattern) || isFilled(pattern) || isComputed(definition, pattern));
    if (count === 0 || !(some || isWhole) || count <= (best?.count ?? 0)) continue;
    best = {lookup: {name, keys}, count};
  }
  return best?.lookup;
}

function isComputed({fields = {}}: FormDefinition, pattern: string): boolean {
  return fields[pattern]?.value !== undefined;
}

/** Whether an answer may be there without anybody having been asked for it. */
function mayFollow(definition: FormDefinition, pattern: string): boolean {
  if (isComputed(definition, pattern) || definition.fields?.[pattern]?.readonly !== undefined) return true;
  return Object.values(definition.parties ?? {}).some(({at, same}) => same !== undefined && pattern.startsWith(`${at}/`));
}
