/**
 * A definition made ready to run: every field, list, look-up and document slot resolved once, rules compiled,
 * problems reported together.
 */
import {type DefinitionProblem, definitionError} from './definition.ts';
import {FormError} from './errors.ts';
import {coreFormats} from './formats.ts';
import type {
  Check,
  DocumentSettings,
  FieldSettings,
  FormDefinition,
  Item,
  LookupSettings,
  OptionsSource,
  Page,
  Rule,
} from './generated/definition.ts';
import {SHARED_MODELS} from './generated/models.ts';
import type {Json, JsonSchema} from './json.ts';
import {escapeSegment, formatPointer, parsePointer, type Segments} from './pointer.ts';
import type {Format, OptionList, Pack, RuleFunction} from './ports.ts';
import {dependenciesOf} from './rules/dependencies.ts';
import {type CompiledRule, compileRule} from './rules/evaluate.ts';
import {nearestName} from './rules/nearest.ts';
import {leavesOf, viewSchema} from './schema-view.ts';

/** A rule and where it stands in the definition. */
export interface PlannedRule {
  readonly compiled: CompiledRule;
  readonly source: Rule;
  readonly at: string;
}

export interface FieldPlan {
  /** Segments with `*` for rows. */
  readonly pattern: Segments;
  readonly settings: FieldSettings;
  readonly keywords: {readonly [keyword: string]: Json};
  readonly written: JsonSchema;
  readonly root: JsonSchema;
  readonly requiredBySchema: boolean;
  readonly widget: string;
  readonly format: Format | undefined;
  /** All must hold: those of the parts around it, and its own. */
  readonly visible: readonly PlannedRule[];
  readonly required: PlannedRule | undefined;
  readonly readonly: PlannedRule | undefined;
  readonly value: PlannedRule | undefined;
  readonly defaultValue: PlannedRule | undefined;
  readonly checks: readonly PlannedCheck[];
  readonly page: string | undefined;
}

export interface PlannedCheck {
  readonly rule: PlannedRule;
  readonly check: Check;
}

export interface ListPlan {
  /** Segments of the list itself, `*` for rows of outer lists. */
  readonly pattern: Segments;
  readonly settings: FieldSettings;
  readonly visible: readonly PlannedRule[];
  readonly minItems: number;
  readonly maxItems: number;
  readonly checks: readonly PlannedCheck[];
  readonly page: string | undefined;
}

export interface LookupKeyPlan {
  readonly name: string;
  readonly pattern: Segments;
  readonly optional: boolean;
}

export interface LookupPlan {
  readonly name: string;
  readonly settings: LookupSettings;
  readonly keys: readonly LookupKeyPlan[];
  readonly fill: readonly {readonly pattern: Segments; readonly attribute: string}[];
  readonly visible: PlannedRule | undefined;
}

export interface DocumentPlan {
  readonly name: string;
  readonly settings: DocumentSettings;
  readonly visible: readonly PlannedRule[];
  readonly required: PlannedRule | undefined;
  readonly notNeededWhen: PlannedRule | undefined;
  readonly page: string | undefined;
}

export interface FormPlan {
  readonly definition: FormDefinition;
  readonly schemas: ReadonlyMap<string, JsonSchema>;
  readonly formats: ReadonlyMap<string, Format>;
  readonly functions: ReadonlyMap<string, RuleFunction>;
  readonly optionLists: ReadonlyMap<string, OptionList>;
  readonly packs: readonly Pack[];
  readonly pages: readonly {readonly page: Page; readonly visible: PlannedRule | undefined}[];
  /** In page order, by pointer text with a star for rows. */
  readonly fields: ReadonlyMap<string, FieldPlan>;
  readonly lists: ReadonlyMap<string, ListPlan>;
  readonly lookups: ReadonlyMap<string, LookupPlan>;
  readonly documents: ReadonlyMap<string, DocumentPlan>;
  /** When a text block is shown, for those that say so. */
  readonly texts: ReadonlyMap<Item, PlannedRule>;
}

/** Collects what the packs and the definition offer. */
function registries(packs: readonly Pack[]) {
  const named = <T extends {readonly name: string}>(lists: (readonly T[] | undefined)[]): Map<string, T> =>
    new Map(lists.flatMap((list) => (list ?? []).map((entry) => [entry.name, entry] as const)));
  const schemas = new Map<string, JsonSchema>();
  for (const model of [...SHARED_MODELS, ...packs.flatMap((pack) => pack.models ?? [])]) {
    if (typeof model === 'object' && typeof model['$id'] === 'string') schemas.set(model['$id'], model);
  }
  return {
    schemas,
    formats: named<Format>([coreFormats, ...packs.map((pack) => pack.formats)]),
    functions: named<RuleFunction>(packs.map((pack) => pack.functions)),
    optionLists: named<OptionList>(packs.map((pack) => pack.optionLists)),
  };
}

const INLINE_CHOICES = 4;
const LONG_TEXT = 300;

function typesOf(keywords: FieldPlan['keywords']): readonly Json[] {
  const type = keywords['type'];
  return Array.isArray(type) ? type : type === undefined ? [] : [type];
}

/** Which field type serves a schema, unless the definition names one. */
function widgetOf(keywords: FieldPlan['keywords'], settings: FieldSettings): string {
  if (settings.widget !== undefined) return settings.widget;
  if (typeof keywords['x-egov-widget'] === 'string') return keywords['x-egov-widget'];
  if (settings.value !== undefined) return 'output';
  const types = typesOf(keywords);
  if (types.includes('boolean')) return 'checkbox';
  if (settings.options !== undefined)
    return Array.isArray(settings.options) && settings.options.length <= INLINE_CHOICES ? 'radio' : 'select';
  if (types.includes('integer') || types.includes('number')) return 'number';
  if (keywords['format'] === 'date' || keywords['format'] === 'partial-date') return keywords['format'];
  if (keywords['format'] === undefined && Number(keywords['maxLength'] ?? 0) >= LONG_TEXT) return 'textarea';
  return 'text';
}

/** Choices that the schema itself lists. */
function schemaOptions(keywords: FieldPlan['keywords']): OptionsSource | undefined {
  const values = keywords['enum'];
  if (!Array.isArray(values)) return undefined;
  return values.flatMap((value) => (typeof value === 'object' ? [] : [{value, label: String(value)}]));
}

/**
 * Make a definition ready.
 * @throws FormError `EGOV_CORE_DEFINITION`; `details.problems` lists every `DefinitionProblem` that was found.
 */
export function planForm(definition: FormDefinition, packs: readonly Pack[]): FormPlan {
  const registry = registries(packs);
  const problems: DefinitionProblem[] = [];
  const report = (pointer: string, code: string, message: string): void => {
    problems.push({pointer, code, message});
  };
  const rule = (source: Rule | undefined, at: string): PlannedRule | undefined => {
    if (source === undefined) return undefined;
    try {
      return {compiled: compileRule(source, registry.functions), source, at};
    } catch (error) {
      if (!(error instanceof FormError)) throw error;
      report(at, 'rule.invalid', error.message);
      return undefined;
    }
  };
  const rules = (...planned: (PlannedRule | undefined)[]): PlannedRule[] => planned.filter((one) => one !== undefined);
  const ownSettings = definition.fields ?? {};
  const fields = new Map<string, FieldPlan>();
  const lists = new Map<string, ListPlan>();
  const texts = new Map<Item, PlannedRule>();
  const placedDocuments = new Map<string, {page: string; visible: readonly PlannedRule[]}>();

  /** Rules on a field's own settings and on those of every part that it lies in. */
  const visibleRules = (pattern: Segments, around: readonly PlannedRule[]): PlannedRule[] => {
    const own = pattern.map((_, i) => formatPointer(pattern.slice(0, i + 1)));
    return [
      ...around,
      ...own.flatMap((pointer) => rules(rule(ownSettings[pointer]?.visible, `/fields/${escapeSegment(pointer)}/visible`))),
    ];
  };
  const settingsOf = (pattern: Segments, models: readonly FieldSettings[], keywords: FieldPlan['keywords']): FieldSettings => {
    const title = typeof keywords['title'] === 'string' ? keywords['title'] : (pattern.at(-1) ?? '');
    const options = schemaOptions(keywords);
    const merged: FieldSettings = Object.assign(
      {label: title},
      options && {options},
      ...models,
      ownSettings[formatPointer(pattern)],
    );
    return merged;
  };

  const checksOf = (settings: FieldSettings, at: string): PlannedCheck[] =>
    (settings.checks ?? []).flatMap((check, i) => {
      const compiled = rule(check.rule, `${at}/checks/${i}/rule`);
      return compiled ? [{rule: compiled, check}] : [];
    });

  const addField = (pattern: Segments, where: string, around: readonly PlannedRule[], page: string | undefined): void => {
    const text = formatPointer(pattern);
    if (fields.has(text)) {
      if (page !== undefined && fields.get(text)?.page !== undefined)
        report(where, 'field.twice', `Field "${text}" is placed twice. Keep one of the two.`);
      return;
    }
    const view = viewSchema(definition.data, pattern, registry.schemas);
    if (!view) {
      const known = leavesOf(definition.data, registry.schemas).map(formatPointer);
      const guess = nearestName(text, known);
      report(
        where,
        'field.unknown',
        `"${text}" is not in \`data\`.${guess === undefined ? '' : ` Did you mean "${guess}"?`} Add it to the schema or mend the pointer.`,
      );
      return;
    }
    const settings = settingsOf(pattern, view.modelSettings, view.keywords);
    const at = `/fields/${escapeSegment(text)}`;
    const formatName = view.keywords['format'];
    const format = typeof formatName === 'string' ? registry.formats.get(formatName) : undefined;
    if (typeof formatName === 'string' && !format) {
      const guess = nearestName(formatName, registry.formats.keys());
      report(
        where,
        'format.unknown',
        `Field "${text}" has the unknown format "${formatName}".${guess === undefined ? '' : ` Did you mean "${guess}"?`}`,
      );
    }
    if (settings.options !== undefined && !Array.isArray(settings.options) && !registry.optionLists.has(settings.options.list)) {
      const guess = nearestName(settings.options.list, registry.optionLists.keys());
      report(
        `${at}/options`,
        'options.unknown',
        `No option list "${settings.options.list}" is registered.${guess === undefined ? '' : ` Did you mean "${guess}"?`}`,
      );
    }
    fields.set(text, {
      pattern,
      settings,
      keywords: view.keywords,
      written: view.written,
      root: view.root,
      requiredBySchema: view.required,
      widget: widgetOf(view.keywords, settings),
      format,
      visible: visibleRules(pattern, around),
      required: rule(settings.required, `${at}/required`),
      readonly: rule(settings.readonly, `${at}/readonly`),
      value: rule(settings.value, `${at}/value`),
      defaultValue: rule(settings.default ?? view.keywords['default'], `${at}/default`),
      checks: checksOf(settings, at),
      page,
    });
  };

  const addList = (pattern: Segments, where: string, around: readonly PlannedRule[], page: string | undefined): boolean => {
    const view = viewSchema(definition.data, pattern, registry.schemas);
    const text = formatPointer(pattern);
    if (!view || !typesOf(view.keywords).includes('array')) {
      report(where, 'list.unknown', `"${text}" is not an array in \`data\`.`);
      return false;
    }
    const number = (keyword: string, otherwise: number): number =>
      typeof view.keywords[keyword] === 'number' ? view.keywords[keyword] : otherwise;
    const settings = settingsOf(pattern, view.modelSettings, view.keywords);
    lists.set(text, {
      pattern,
      settings,
      checks: checksOf(settings, `/fields/${escapeSegment(text)}`),
      visible: visibleRules(pattern, around),
      minItems: number('minItems', 0),
      maxItems: number('maxItems', 1000),
      page,
    });
    return true;
  };

  const walk = (items: readonly Item[], at: string, around: readonly PlannedRule[], page: string): void => {
    items.forEach((item, i) => {
      const here = `${at}/${i}`;
      if ('field' in item) addField(parsePointer(item.field), `${here}/field`, around, page);
      else if ('group' in item)
        walk(item.items, `${here}/items`, [...around, ...rules(rule(item.visible, `${here}/visible`))], page);
      else if ('list' in item) {
        if (addList(parsePointer(item.list), `${here}/list`, around, page)) walk(item.items, `${here}/items`, around, page);
      } else if ('text' in item) {
        for (const planned of rules(rule(item.visible, `${here}/visible`))) texts.set(item, planned);
      } else if ('document' in item) {
        if (definition.documents && Object.hasOwn(definition.documents, item.document))
          placedDocuments.set(item.document, {page, visible: around});
        else {
          const guess = nearestName(item.document, Object.keys(definition.documents ?? {}));
          report(
            `${here}/document`,
            'document.unknown',
            `No document "${item.document}" is defined.${guess === undefined ? '' : ` Did you mean "${guess}"?`}`,
          );
        }
      }
    });
  };

  const pageList = definition.pages ?? [derivedPage(definition, registry.schemas)];
  const pages = pageList.map((page, i) => {
    const visible = rule(page.visible, `/pages/${i}/visible`);
    walk(page.items, `/pages/${i}/items`, rules(visible), page.id);
    return {page, visible};
  });
  // Computed fields and look-up targets that no page shows are still part of the form.
  for (const [pointer, settings] of Object.entries(ownSettings)) {
    const pattern = parsePointer(pointer);
    const at = `/fields/${escapeSegment(pointer)}`;
    if (settings.value !== undefined) addField(pattern, at, [], undefined);
    else if (!fields.has(pointer) && !lists.has(pointer) && !viewSchema(definition.data, pattern, registry.schemas)) {
      const guess = nearestName(pointer, [...fields.keys(), ...lists.keys()]);
      report(at, 'field.unknown', `"${pointer}" is not in \`data\`.${guess === undefined ? '' : ` Did you mean "${guess}"?`}`);
    }
  }

  const lookups = new Map<string, LookupPlan>();
  for (const [name, settings] of Object.entries(definition.lookups ?? {})) {
    const at = `/lookups/${escapeSegment(name)}`;
    const keys = Object.entries(settings.keys).map(([key, target]) => {
      const {pointer, optional = false} = typeof target === 'string' ? {pointer: target} : target;
      const pattern = parsePointer(pointer);
      addField(pattern, `${at}/keys/${escapeSegment(key)}`, [], undefined);
      return {name: key, pattern, optional};
    });
    const fill = Object.entries(settings.fill).map(([pointer, attribute]) => {
      const pattern = parsePointer(pointer);
      addField(pattern, `${at}/fill/${escapeSegment(pointer)}`, [], undefined);
      return {pattern, attribute};
    });
    lookups.set(name, {name, settings, keys, fill, visible: rule(settings.visible, `${at}/visible`)});
  }

  const documents = new Map<string, DocumentPlan>();
  for (const [name, settings] of Object.entries(definition.documents ?? {})) {
    const at = `/documents/${escapeSegment(name)}`;
    for (const [part, map] of [
      ['fill', settings.fill],
      ['compare', settings.compare],
    ] as const) {
      for (const pointer of Object.keys(map ?? {}))
        addField(parsePointer(pointer), `${at}/${part}/${escapeSegment(pointer)}`, [], undefined);
    }
    const placed = placedDocuments.get(name);
    documents.set(name, {
      name,
      settings,
      visible: [...(placed?.visible ?? []), ...rules(rule(settings.visible, `${at}/visible`))],
      required: rule(settings.required, `${at}/required`),
      notNeededWhen: rule(settings.notNeededWhen, `${at}/notNeededWhen`),
      page: placed?.page,
    });
  }

  const plan = {definition, ...registry, packs, pages, fields, lists, lookups, documents, texts};
  checkReferences(plan, report);
  if (problems.length > 0) throw definitionError(problems);
  return plan;
}

function derivedPage(definition: FormDefinition, schemas: ReadonlyMap<string, JsonSchema>): Page {
  const items: Item[] = [];
  const listItems = new Map<string, Item[]>();
  for (const leaf of leavesOf(definition.data, schemas)) {
    const star = leaf.indexOf('*');
    const field = {field: formatPointer(leaf)};
    if (star < 0) {
      items.push(field);
      continue;
    }
    const list = formatPointer(leaf.slice(0, star));
    const inside = listItems.get(list);
    if (inside) inside.push(field);
    else {
      listItems.set(list, [field]);
      items.push({list, items: listItems.get(list) ?? []});
    }
  }
  return {id: 'form', title: definition.title, items};
}

/** Every rule names fields that exist, and no field depends on itself. */
function checkReferences(plan: FormPlan, report: (pointer: string, code: string, message: string) => void): void {
  const containers = new Set<string>();
  for (const pattern of [...plan.fields.values(), ...plan.lists.values()].map((entry) => entry.pattern)) {
    for (let i = 0; i <= pattern.length; i += 1) containers.add(formatPointer(pattern.slice(0, i)));
  }
  const targets = (path: Segments): string[] => {
    const pattern = path.map((segment) => (/^[0-9]+$/u.test(segment) ? '*' : segment));
    const text = formatPointer(pattern);
    // A member of a compound field (`/residence/provinceCode`) is that field.
    for (let i = pattern.length; i > 0; i -= 1) {
      const prefix = formatPointer(pattern.slice(0, i));
      if (plan.fields.has(prefix)) return [prefix];
    }
    return containers.has(text) ? [...plan.fields.keys()].filter((key) => key.startsWith(`${text}/`)) : [];
  };
  const edges = new Map<string, Set<string>>();
  const read = (planned: PlannedRule | undefined, from: string | undefined): void => {
    if (!planned) return;
    const {paths, origins} = dependenciesOf(planned.source);
    for (const path of [...paths, ...origins]) {
      const found = targets(path);
      const text = formatPointer(path);
      if (found.length === 0 && !containers.has(text)) {
        const guess = nearestName(text, [...plan.fields.keys(), ...plan.lists.keys()]);
        report(
          planned.at,
          'rule.unknown-field',
          `The rule refers to "${text}", which is no field of the form.${guess === undefined ? '' : ` Did you mean "${guess}"?`}`,
        );
      }
      if (from !== undefined) for (const target of found) edges.set(from, (edges.get(from) ?? new Set()).add(target));
    }
  };
  for (const [name, field] of plan.fields) {
    for (const planned of [...field.visible, field.value, field.defaultValue]) read(planned, name);
    // Checks, required and readonly do not feed back into values, so they cannot close a loop.
    for (const planned of [field.required, field.readonly, ...field.checks.map((check) => check.rule)]) read(planned, undefined);
  }
  for (const list of plan.lists.values())
    for (const planned of [...list.visible, ...list.checks.map((check) => check.rule)]) read(planned, undefined);
  for (const page of plan.pages) read(page.visible, undefined);
  for (const lookup of plan.lookups.values()) read(lookup.visible, undefined);
  for (const document of plan.documents.values())
    for (const planned of [...document.visible, document.required, document.notNeededWhen]) read(planned, undefined);

  const state = new Map<string, 'open' | 'done'>();
  const visit = (name: string, path: readonly string[]): void => {
    if (state.get(name) === 'done') return;
    if (state.get(name) === 'open') {
      const loop = [...path.slice(path.indexOf(name)), name];
      report(
        `/fields/${escapeSegment(name)}`,
        'rule.cycle',
        `Fields depend on each other in a circle: ${loop.join(' → ')}. Break one of the rules.`,
      );
      return;
    }
    state.set(name, 'open');
    for (const next of edges.get(name) ?? []) visit(next, [...path, name]);
    state.set(name, 'done');
  };
  for (const name of edges.keys()) visit(name, []);
}
