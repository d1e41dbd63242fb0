/** First phase: where each part of the form stands, by its pages, or by its data where it has none. */
import type {Item, Page} from '../generated/definition.ts';
import {type Pattern, WHOLE} from '../json/pattern.ts';
import {didYouMean, nearestName} from '../rules/nearest.ts';
import type {SchemaView} from '../schema/schema-view.ts';
import {typesOf} from '../schema/value-types.ts';
import {settingsFor} from './field-defaults.ts';
import type {PagePlan, PlannedRule} from './plan.ts';
import {type PlanContext, textsOf} from './plan-context.ts';
import {withRule} from './plan-rules.ts';

/** A field or list, and where it was named. */
export interface Placement {
  readonly pattern: Pattern;
  readonly view: SchemaView;
  /** Pointer into the definition. */
  readonly where: string;
  /** What must hold for the parts around it to be shown. */
  readonly around: readonly PlannedRule[];
  /** Id of its page; `undefined` for what no page shows. */
  readonly page: string | undefined;
}

export interface DocumentPlacement {
  readonly around: readonly PlannedRule[];
  readonly page: string;
}

export interface Placements {
  readonly pages: readonly PagePlan[];
  /** By pattern text, in page order. */
  readonly fields: ReadonlyMap<string, Placement>;
  /** By pattern text. */
  readonly lists: ReadonlyMap<string, Placement>;
  readonly documents: ReadonlyMap<string, DocumentPlacement>;
  /** When a text block is shown, for those that say so. */
  readonly texts: ReadonlyMap<Item, PlannedRule>;
}

export function placePages(context: PlanContext): Placements {
  const {definition, rules} = context;
  const walk = new ItemWalk(context);
  const ids = new Set<string>();
  const pages = (definition.pages ?? [derivedPage(context)]).map((page, i) => {
    const at = `/pages/${i}`;
    if (ids.has(page.id))
      context.report(`${at}/id`, 'page.twice', `Another page has the id "${page.id}". Give this one its own.`);
    ids.add(page.id);
    const visible = rules.written(page.visible, `${at}/visible`);
    walk.place(page.items, {at: `${at}/items`, around: withRule([], visible), page: page.id, row: WHOLE});
    return {page, visible};
  });
  const {fields, lists, documents, texts} = walk;
  return {pages, fields, lists, documents, texts};
}

/** One page with everything that `data` knows, in its order, members of an object under its heading; and every document. */
function derivedPage(context: PlanContext): Page {
  const items: Item[] = [];
  const inside = new Map<string, Item[]>();
  for (const leaf of context.leaves()) {
    let around = items;
    for (let length = 1; length < leaf.length; length += 1) {
      const isList = leaf.rows.includes(length);
      // A row is told by its list.
      if (!isList && leaf.rows.includes(length - 1)) continue;
      const part = leaf.prefix(length);
      let own = inside.get(part.text);
      if (!own) {
        own = [];
        inside.set(part.text, own);
        around.push(isList ? {list: part.text, items: own} : groupOf(context, part, own));
      }
      around = own;
    }
    around.push({field: leaf.text});
  }
  for (const document of Object.keys(context.definition.documents ?? {})) items.push({document});
  return {id: 'form', title: context.definition.title, items};
}

function groupOf(context: PlanContext, part: Pattern, items: Item[]): Item {
  const view = context.viewOf(part);
  const {label, hint} = view ? settingsFor(part, view, context.definition.fields?.[part.text]) : {};
  return {group: label ?? part.text, ...(hint !== undefined && {description: hint}), items};
}

/** Where items stand. */
interface Surroundings {
  /** Pointer of the items in the definition. */
  readonly at: string;
  readonly around: readonly PlannedRule[];
  readonly page: string;
  /** The row that they are asked in. */
  readonly row: Pattern;
}

class ItemWalk {
  readonly fields: Map<string, Placement> = new Map();
  readonly lists: Map<string, Placement> = new Map();
  readonly documents: Map<string, DocumentPlacement> = new Map();
  readonly texts: Map<Item, PlannedRule> = new Map();
  readonly #context: PlanContext;

  constructor(context: PlanContext) {
    this.#context = context;
  }

  place(items: readonly Item[], here: Surroundings): void {
    const {around, page, row} = here;
    items.forEach((item, i) => {
      const at = `${here.at}/${i}`;
      if ('field' in item) this.#placeField(item.field, `${at}/field`, here);
      else if ('group' in item) {
        const visible = this.#context.rules.written(item.visible, `${at}/visible`, row);
        this.place(item.items, {at: `${at}/items`, around: withRule(around, visible), page, row});
      } else if ('list' in item) {
        const list = this.#placeList(item.list, `${at}/list`, here);
        if (list) this.place(item.items, {at: `${at}/items`, around, page, row: list.item()});
      } else if ('text' in item) {
        const visible = this.#context.rules.written(item.visible, `${at}/visible`, row);
        if (visible) this.texts.set(item, visible);
      } else this.#placeDocument(item.document, `${at}/document`, here);
    });
  }

  #placeField(pointer: string, where: string, {around, page, row}: Surroundings): void {
    const context = this.#context;
    const pattern = context.readPointer(pointer, where);
    if (!pattern) return;
    const view = context.viewOf(pattern);
    const fault = view && misplaced(pattern, row);
    if (!view) context.reportUnknown(pattern, where, textsOf(context.leaves()));
    else if (fault) context.report(where, ...fault);
    else if (this.fields.has(pattern.text))
      context.report(where, 'field.twice', `Field "${pattern.text}" is placed twice. Keep one of the two.`);
    else this.fields.set(pattern.text, {pattern, view, where, around, page});
  }

  /** Answers the pattern of the list, unless something is wrong with it. */
  #placeList(pointer: string, where: string, {around, page, row}: Surroundings): Pattern | undefined {
    const context = this.#context;
    const pattern = context.readPointer(pointer, where);
    if (!pattern) return undefined;
    const view = context.viewOf(pattern);
    const fault = view && misplaced(pattern, row);
    if (fault) context.report(where, ...fault);
    else if (!view || !isList(view.keywords)) {
      const guess = nearestName(pattern.text, view ? [] : outermostLists(context.leaves()));
      context.report(where, 'list.unknown', `"${pattern.text}" is not an array in \`data\`.${didYouMean(guess)}`, guess);
    } else if (this.lists.has(pattern.text))
      context.report(where, 'list.twice', `List "${pattern.text}" is placed twice. Keep one of the two.`);
    else {
      this.lists.set(pattern.text, {pattern, view, where, around, page});
      return pattern;
    }
    return undefined;
  }

  #placeDocument(name: string, where: string, {around, page, row}: Surroundings): void {
    const {definition, report} = this.#context;
    if (!definition.documents || !Object.hasOwn(definition.documents, name)) {
      const guess = nearestName(name, Object.keys(definition.documents ?? {}));
      report(where, 'document.unknown', `No document "${name}" is defined.${didYouMean(guess)}`, guess);
    } else if (row.length > 0) {
      report(where, 'document.in-list', `Document "${name}" belongs to the form, not to a row. Place it outside of the list.`);
    } else if (this.documents.has(name)) {
      report(where, 'document.twice', `Document "${name}" is placed twice. Keep one of the two.`);
    } else this.documents.set(name, {around, page});
  }
}

/** Fields stand in the items of their list, and nothing else does: code and message of what is otherwise. */
function misplaced(pattern: Pattern, row: Pattern): readonly [code: string, message: string] | undefined {
  // A row of plain values is itself the field.
  if (!pattern.isWithin(row)) {
    const list = row.prefix(row.length - 1).text;
    return ['list.item', `"${pattern.text}" does not lie in the rows of "${list}". Place it outside of this list.`];
  }
  const inner = pattern.rows.find((at) => at >= row.length);
  if (inner === undefined) return undefined;
  const list = pattern.prefix(inner).text;
  return ['list.outside', `"${pattern.text}" lies in the rows of "${list}". Place it in the items of that list.`];
}

/** A schema that only says what its items are is one of a list. */
function isList(keywords: SchemaView['keywords']): boolean {
  const types = typesOf(keywords);
  return types.includes('array') || (types.length === 0 && keywords['items'] !== undefined);
}

function outermostLists(leaves: readonly Pattern[]): ReadonlySet<string> {
  return new Set(leaves.flatMap(({rows: [row], prefixTexts}) => (row === undefined ? [] : [prefixTexts[row - 1] ?? ''])));
}
