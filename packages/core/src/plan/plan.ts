/**
 * A definition made ready to run: every field, list, look-up and document slot resolved once, rules compiled,
 * problems reported together.
 */
import {type DefinitionProblem, definitionError} from '../definition/definition-error.ts';
import {FormError} from '../definition/errors.ts';
import type {Format} from '../formats/format.ts';
import {coreFormats} from '../formats/formats.ts';
import type {
  Check,
  DocumentSettings,
  FieldSettings,
  FormDefinition,
  Item,
  LookupSettings,
  Option,
  OptionsSource,
  Page,
  Rule,
} from '../generated/definition.ts';
import {SHARED_MODELS} from '../generated/models.ts';
import type {Json, JsonSchema} from '../json/json.ts';
import {innermostRow, type Pattern, WHOLE} from '../json/pattern.ts';
import {escapeSegment, splitPointer} from '../json/pointer.ts';
import {planFill, type RowFill} from '../lookups/row-fill.ts';
import type {OptionList, Pack} from '../ports/ports.ts';
import {type CompiledRule, compileRule} from '../rules/evaluate.ts';
import {didYouMean, nearestName} from '../rules/nearest.ts';
import type {RuleFunction} from '../rules/rule-function.ts';
import {typesOf, valuesOf} from '../schema/schema-type.ts';
import {leavesOf, type SchemaView, viewSchema} from '../schema/schema-view.ts';
import {constantOf, exampleOf, nameOf, schemaOptions, widgetOf} from './field-defaults.ts';
import {FormPatterns} from './form-patterns.ts';

/** A rule and where it stands in the definition. */
export interface PlannedRule {
  readonly compiled: CompiledRule;
  readonly source: Rule;
  readonly at: string;
}

export interface FieldPlan {
  readonly pattern: Pattern;
  /** Its place among the fields of the form. */
  readonly order: number;
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
  /** By place among the written choices: when it is offered. Absent when all always are. */
  readonly offered?: readonly (PlannedRule | undefined)[];
  readonly page: string | undefined;
}

export interface PlannedCheck {
  readonly rule: PlannedRule;
  readonly check: Check;
}

export interface ListPlan {
  /** Of the list itself. */
  readonly pattern: Pattern;
  /** Of each of its rows. */
  readonly row: Pattern;
  /** How many segments lead to what lies in a row. */
  readonly depth: number;
  readonly settings: FieldSettings;
  readonly visible: readonly PlannedRule[];
  readonly minItems: number;
  readonly maxItems: number;
  readonly checks: readonly PlannedCheck[];
  readonly page: string | undefined;
}

export interface LookupKeyPlan {
  readonly name: string;
  readonly pattern: Pattern;
  readonly optional: boolean;
}

export interface LookupPlan {
  readonly name: string;
  readonly settings: LookupSettings;
  readonly keys: readonly LookupKeyPlan[];
  /** Of the form, or of the keys' own row. */
  readonly fill: readonly {readonly pattern: Pattern; readonly attribute: string}[];
  /** Lists of the answer that become rows. */
  readonly rows: readonly RowFill[];
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
  readonly patterns: FormPatterns;
  readonly pages: readonly {readonly page: Page; readonly visible: PlannedRule | undefined}[];
  /** In page order, by pointer text with a star for rows. */
  readonly fields: ReadonlyMap<string, FieldPlan>;
  readonly lists: ReadonlyMap<string, ListPlan>;
  readonly lookups: ReadonlyMap<string, LookupPlan>;
  readonly documents: ReadonlyMap<string, DocumentPlan>;
  /** When a text block is shown, for those that say so. */
  readonly texts: ReadonlyMap<Item, PlannedRule>;
}

/** Takes one problem of the definition; `pointer` is into it. */
export type Report = (pointer: string, code: string, message: string, suggestion?: string) => void;

/** A rule as written, whether it could be compiled or not. */
export interface RuleSource {
  readonly source: Rule;
  /** Pointer of the rule in the definition. */
  readonly at: string;
  /** Of the field or row that it speaks for: its stars are that row's. */
  readonly pattern: Pattern;
  /** A condition holds or not; a result becomes the field's value. */
  readonly use: 'condition' | 'result';
}

/** What a definition is held to beyond what it takes to run it: see `checked-plan.ts`. */
export interface PlanChecks {
  /** Before anything walks the schema: it could lead round in circles, or be a bomb. */
  data(data: JsonSchema, registry: Registry): readonly DefinitionProblem[];
  /** Once all that can be resolved is. */
  plan(plan: FormPlan, sources: readonly RuleSource[], placedDocuments: ReadonlySet<string>, report: Report): void;
}

/** What the packs offer, by name. */
export type Registry = Pick<FormPlan, 'schemas' | 'formats' | 'functions' | 'optionLists'>;

function registries(packs: readonly Pack[]): Registry {
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

const NO_CHECKS: readonly PlannedCheck[] = [];
/**
 * Make a definition ready. Without `checks` it is taken as one that passed them: only what cannot be resolved is refused.
 * @throws FormError `EGOV_CORE_DEFINITION`; `details.problems` lists every `DefinitionProblem` that was found.
 */
export function planForm(definition: FormDefinition, packs: readonly Pack[], checks?: PlanChecks): FormPlan {
  const registry = registries(packs);
  const unloadable = checks?.data(definition.data, registry) ?? [];
  if (unloadable.length > 0) throw definitionError(unloadable);
  const patterns = new FormPatterns(definition.data, registry.schemas);
  // Not by `segments`, which a pattern keeps: few fields are asked for theirs later.
  const viewOf = ({text}: Pattern): SchemaView | undefined => viewSchema(definition.data, splitPointer(text), registry.schemas);
  const problems: DefinitionProblem[] = [];
  const report: Report = (pointer, code, message, suggestion) => {
    problems.push({pointer, code, message, ...(suggestion !== undefined && {suggestion})});
  };
  // A rule on a part belongs to every field in it: it is compiled, and its faults are told, once.
  const planned = new Map<string, PlannedRule | undefined>();
  const sources: RuleSource[] = [];
  const rule = (
    source: Rule | undefined,
    at: string,
    pattern: Pattern = WHOLE,
    use: RuleSource['use'] = 'condition',
  ): PlannedRule | undefined => {
    if (source === undefined) return undefined;
    if (planned.has(at)) return planned.get(at);
    sources.push({source, at, pattern, use});
    let ready: PlannedRule | undefined;
    try {
      ready = {compiled: compileRule(source, registry.functions), source, at};
    } catch (error) {
      if (!(error instanceof FormError)) throw error;
      // The checks say what is wrong with it, and with the rest of it.
      if (!checks) report(`${at}${String(error.details['pointer'] ?? '')}`, 'rule.refused', error.message);
    }
    planned.set(at, ready);
    return ready;
  };
  /** A rule that the schema implies. */
  const derived = (source: Rule, at: string): PlannedRule => {
    const key = JSON.stringify(source);
    const known = planned.get(key) ?? {compiled: compileRule(source, registry.functions), source, at};
    planned.set(key, known);
    return known;
  };
  const rules = (...some: (PlannedRule | undefined)[]): PlannedRule[] => some.filter((one) => one !== undefined);
  const ownSettings = definition.fields ?? {};
  const fields = new Map<string, FieldPlan>();
  const lists = new Map<string, ListPlan>();
  const texts = new Map<Item, PlannedRule>();
  const placedDocuments = new Map<string, {page: string; visible: readonly PlannedRule[]}>();
  const readPointer = (text: string, where: string): Pattern | undefined => {
    try {
      return patterns.parse(text);
    } catch (error) {
      if (!(error instanceof FormError)) throw error;
      report(where, 'field.unknown', `${error.message} Mend the pointer.`);
      return undefined;
    }
  };

  /** Levels on which something is shown by a rule of its own settings: most parts of a long form need not be looked up. */
  const shown = Object.keys(ownSettings).filter((pointer) => ownSettings[pointer]?.visible !== undefined);
  const shownLevels = [...new Set(shown.map((pointer) => pointer.split('/').length - 1))].sort((a, b) => a - b);
  /** Rules on a field's own settings and on those of every part that it lies in. */
  const visibleRules = (pattern: Pattern, around: readonly PlannedRule[]): readonly PlannedRule[] => {
    let found = around;
    const length = shownLevels.length > 0 ? pattern.length : 0;
    for (const level of shownLevels) {
      if (level > length) break;
      const part = level === length ? pattern : pattern.prefix(level);
      const pointer = part.text;
      const source = Object.hasOwn(ownSettings, pointer) ? ownSettings[pointer]?.visible : undefined;
      if (source === undefined) continue;
      found = [...found, ...rules(rule(source, `/fields/${escapeSegment(pointer)}/visible`, part))];
    }
    return found;
  };
  const settingsOf = (
    pattern: Pattern,
    {modelSettings: models, keywords}: SchemaView,
    titled: readonly Option[] | undefined,
  ): FieldSettings => {
    const own = ownSettings[pattern.text];
    const options = titled ? [...titled] : schemaOptions(keywords);
    const placeholder = exampleOf(keywords);
    // Nothing to merge: most fields of a large form say all about themselves.
    if (own?.label !== undefined && !options && placeholder === undefined && models.length === 0) return own;
    const title = typeof keywords['title'] === 'string' ? keywords['title'] : nameOf(pattern);
    const schema: FieldSettings = {label: title, ...(options && {options}), ...(placeholder !== undefined && {placeholder})};
    const merged: FieldSettings = Object.assign(schema, ...models, own);
    return merged;
  };

  const checksOf = (checks: readonly Check[], at: string, pattern: Pattern): readonly PlannedCheck[] =>
    checks
      .map((check, i) => ({rule: rule(check.rule, `${at}/${i}/rule`, pattern), check}))
      .filter((planned): planned is PlannedCheck => planned.rule !== undefined)
      // As long as it is, and no longer: what filters keeps room for more.
      .slice();
  /** Rules of the definition, and those that the schema implies. */
  const shownWhen = (
    pattern: Pattern,
    around: readonly PlannedRule[],
    {visibleWhen}: SchemaView,
    at: (member: string) => string,
  ): readonly PlannedRule[] => {
    const own = visibleRules(pattern, around);
    return visibleWhen.length === 0 ? own : [...own, ...visibleWhen.map((when) => derived(when, at('visible')))];
  };

  const addField = (pattern: Pattern, where: string, around: readonly PlannedRule[], page: string | undefined): void => {
    const {text} = pattern;
    if (fields.has(text)) {
      if (page !== undefined && fields.get(text)?.page !== undefined)
        report(where, 'field.twice', `Field "${text}" is placed twice. Keep one of the two.`);
      return;
    }
    const view = viewOf(pattern);
    if (!view) {
      reportUnknown(pattern, where, knownLeaves());
      return;
    }
    const settings = settingsOf(pattern, view, view.options);
    const at = (member: string): string => `/fields/${escapeSegment(text)}/${member}`;
    const ruleOf = (member: 'required' | 'readonly' | 'value' | 'default', use?: RuleSource['use']): PlannedRule | undefined =>
      settings[member] === undefined ? undefined : rule(settings[member], at(member), pattern, use);
    if (
      view.keywords['properties'] !== undefined &&
      settings.widget === undefined &&
      view.keywords['x-egov-widget'] === undefined
    )
      report(
        where,
        'field.compound',
        `"${text}" is a group of answers, not one. Place its members, or name a widget for all of it.`,
      );
    const formatName = view.keywords['format'];
    const format = typeof formatName === 'string' ? registry.formats.get(formatName) : undefined;
    if (typeof formatName === 'string' && !format) {
      const guess = nearestName(formatName, registry.formats.keys());
      report(where, 'format.unknown', `Field "${text}" has the unknown format "${formatName}".${didYouMean(guess)}`, guess);
    }
    if (settings.options !== undefined) checkOptions(settings.options, pattern, at('options'), view.keywords);
    const choices = Array.isArray(settings.options) ? settings.options : [];
    const offered = choices.some((option) => option.when !== undefined)
      ? choices.map((option, i) => rule(option.when, at(`options/${i}/when`), pattern))
      : undefined;
    const plan: FieldPlan = {
      pattern,
      order: fields.size,
      settings,
      keywords: view.keywords,
      written: view.written,
      root: view.root,
      requiredBySchema: view.required,
      widget: widgetOf(view.keywords, settings, format),
      format,
      visible: shownWhen(pattern, around, view, at),
      required: ruleOf('required') ?? (view.requiredWhen === undefined ? undefined : derived(view.requiredWhen, at('required'))),
      readonly: ruleOf('readonly') ?? (view.keywords['readOnly'] === true ? literal(true, at) : undefined),
      value: ruleOf('value', 'result') ?? literal(constantOf(view.keywords), at),
      defaultValue: ruleOf('default', 'result') ?? literal(view.keywords['default'], at),
      checks: settings.checks ? checksOf(settings.checks, at('checks'), pattern) : NO_CHECKS,
      page,
    };
    fields.set(text, offered ? {...plan, offered} : plan);
  };

  const addList = (pattern: Pattern, where: string, around: readonly PlannedRule[], page: string | undefined): boolean => {
    const view = viewOf(pattern);
    const {text} = pattern;
    if (!view || !typesOf(view.keywords).includes('array')) {
      const guess = nearestName(text, view ? [] : knownLists());
      report(where, 'list.unknown', `"${text}" is not an array in \`data\`.${didYouMean(guess)}`, guess);
      return false;
    }
    if (lists.has(text)) {
      report(where, 'list.twice', `List "${text}" is placed twice. Keep one of the two.`);
      return false;
    }
    const number = (keyword: string, otherwise: number): number =>
      typeof view.keywords[keyword] === 'number' ? view.keywords[keyword] : otherwise;
    const settings = settingsOf(pattern, view, undefined);
    const at = (member: string): string => `/fields/${escapeSegment(text)}/${member}`;
    const row = pattern.item();
    lists.set(text, {
      pattern,
      row,
      depth: row.length,
      settings,
      checks: checksOf(settings.checks ?? [], at('checks'), pattern),
      visible: shownWhen(pattern, around, view, at),
      minItems: number('minItems', 0),
      maxItems: number('maxItems', 1000),
      page,
    });
    return true;
  };

  /** What `data` does not know is for others to say. */
  const isPlaced = (pattern: Pattern, row: Pattern, where: string): boolean => {
    const fault = misplaced(pattern, row);
    if (!fault || !viewOf(pattern)) return true;
    report(where, ...fault);
    return false;
  };
  const walk = (items: readonly Item[], at: string, around: readonly PlannedRule[], page: string, row: Pattern): void => {
    items.forEach((item, i) => {
      if ('field' in item) {
        const where = `${at}/${i}/field`;
        const pattern = readPointer(item.field, where);
        if (pattern && isPlaced(pattern, row, where)) addField(pattern, where, around, page);
        return;
      }
      const here = `${at}/${i}`;
      if ('group' in item)
        walk(item.items, `${here}/items`, [...around, ...rules(rule(item.visible, `${here}/visible`, row))], page, row);
      else if ('list' in item) {
        const pattern = readPointer(item.list, `${here}/list`);
        if (pattern && isPlaced(pattern, row, `${here}/list`) && addList(pattern, `${here}/list`, around, page))
          walk(item.items, `${here}/items`, around, page, pattern.item());
      } else if ('text' in item) {
        for (const ready of rules(rule(item.visible, `${here}/visible`, row))) texts.set(item, ready);
      } else placeDocument(item.document, `${here}/document`, around, page, row);
    });
  };
  const placeDocument = (name: string, where: string, around: readonly PlannedRule[], page: string, row: Pattern): void => {
    if (!definition.documents || !Object.hasOwn(definition.documents, name)) {
      const guess = nearestName(name, Object.keys(definition.documents ?? {}));
      report(where, 'document.unknown', `No document "${name}" is defined.${didYouMean(guess)}`, guess);
    } else if (row.length > 0) {
      report(where, 'document.in-list', `Document "${name}" belongs to the form, not to a row. Place it outside of the list.`);
    } else if (placedDocuments.has(name)) {
      report(where, 'document.twice', `Document "${name}" is placed twice. Keep one of the two.`);
    } else placedDocuments.set(name, {page, visible: around});
  };

  const pageList = definition.pages ?? [derivedPage(definition, registry.schemas)];
  const pageIds = new Set<string>();
  const pages = pageList.map((page, i) => {
    if (pageIds.has(page.id))
      report(`/pages/${i}/id`, 'page.twice', `Another page has the id "${page.id}". Give this one its own.`);
    pageIds.add(page.id);
    const visible = rule(page.visible, `/pages/${i}/visible`);
    walk(page.items, `/pages/${i}/items`, rules(visible), page.id, WHOLE);
    return {page, visible};
  });
  // Computed fields and look-up targets that no page shows are still part of the form.
  for (const [pointer, settings] of Object.entries(ownSettings)) {
    if (settings.value === undefined && (fields.has(pointer) || lists.has(pointer))) continue;
    const at = `/fields/${escapeSegment(pointer)}`;
    const pattern = readPointer(pointer, at);
    if (!pattern) continue;
    if (settings.value !== undefined) addField(pattern, at, [], undefined);
    else if (!viewOf(pattern)) reportUnknown(pattern, at, [...fields.keys(), ...lists.keys()]);
  }

  const addReferred = (text: string, where: string): Pattern => {
    const pattern = readPointer(text, where) ?? WHOLE;
    // A list as a whole is filled row by row.
    if (pattern.text !== '' && !lists.has(pattern.text)) addField(pattern, where, [], undefined);
    return pattern;
  };
  const lookups = new Map<string, LookupPlan>();
  for (const [name, settings] of Object.entries(definition.lookups ?? {})) {
    const at = `/lookups/${escapeSegment(name)}`;
    const keys = Object.entries(settings.keys).map(([key, target]) => {
      const {pointer, optional = false} = typeof target === 'string' ? {pointer: target} : target;
      return {name: key, pattern: addReferred(pointer, `${at}/keys/${escapeSegment(key)}`), optional};
    });
    const fill = planFill(settings, (pointer) => addReferred(pointer, `${at}/fill/${escapeSegment(pointer)}`));
    const row = innermostRow(keys.map(({pattern}) => pattern));
    lookups.set(name, {name, settings, keys, ...fill, visible: rule(settings.visible, `${at}/visible`, row)});
  }

  const documents = new Map<string, DocumentPlan>();
  for (const [name, settings] of Object.entries(definition.documents ?? {})) {
    const at = `/documents/${escapeSegment(name)}`;
    for (const [part, map] of [
      ['fill', settings.fill],
      ['compare', settings.compare],
    ] as const) {
      for (const pointer of Object.keys(map ?? {})) addReferred(pointer, `${at}/${part}/${escapeSegment(pointer)}`);
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

  const plan = {definition, ...registry, packs, patterns, pages, fields, lists, lookups, documents, texts};
  checks?.plan(plan, sources, new Set(placedDocuments.keys()), report);
  if (problems.length > 0) throw definitionError(problems);
  return plan;

  function reportUnknown(pattern: Pattern, where: string, known: readonly string[]): void {
    const {text, segments, rows} = pattern;
    const guess = nearestName(text, known);
    const star = segments.findIndex((segment, i) => segment === '*' && !rows.includes(i));
    const around = pattern.prefix(star);
    if (star >= 0 && viewOf(around))
      report(where, 'field.star', `"${text}" has a star for rows, but "${around.text}" is no list in \`data\`.`);
    else
      report(
        where,
        'field.unknown',
        `"${text}" is not in \`data\`.${didYouMean(guess)} Add it to the schema or mend the pointer.`,
        guess,
      );
  }

  function knownLists(): string[] {
    const leaves = leavesOf(definition.data, registry.schemas).filter(({rows}) => rows.length > 0);
    return [...new Set(leaves.map(({rows, prefixTexts}) => prefixTexts[(rows[0] ?? 0) - 1] ?? ''))];
  }

  function knownLeaves(): string[] {
    return leavesOf(definition.data, registry.schemas).map(({text}) => text);
  }

  function checkOptions(options: OptionsSource, pattern: Pattern, at: string, keywords: FieldPlan['keywords']): void {
    if (Array.isArray(options)) {
      const values = valuesOf(keywords);
      options.forEach(({value}, i) => {
        if (!values || values.includes(value)) return;
        const guess = nearestName(String(value), values.map(String));
        report(`${at}/${i}/value`, 'options.value', `\`data\` does not allow the choice "${value}".${didYouMean(guess)}`, guess);
      });
      return;
    }
    if ('list' in options && !registry.optionLists.has(options.list)) {
      const guess = nearestName(options.list, registry.optionLists.keys());
      report(at, 'options.unknown', `No option list "${options.list}" is registered.${didYouMean(guess)}`, guess);
    }
    for (const [name, pointer] of Object.entries(options.where ?? {})) {
      const where = `${at}/where/${escapeSegment(name)}`;
      const other = readPointer(pointer, where);
      if (!other) continue;
      if (!viewOf(other)) reportUnknown(other, where, knownLeaves());
      else if (!other.isSeenFrom(pattern))
        report(
          where,
          'row.other',
          `"${pointer}" is in another row than "${pattern.text}". Take an answer of the same row or of the form.`,
        );
    }
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

/** A `default` of the schema is a value, whatever it looks like; only the definition's own is a rule. */
function literal(value: Json | undefined, at: (member: string) => string): PlannedRule | undefined {
  return value === undefined ? undefined : {compiled: {evaluate: () => value}, source: null, at: at('default')};
}

function derivedPage(definition: FormDefinition, schemas: ReadonlyMap<string, JsonSchema>): Page {
  const items: Item[] = [];
  const listItems = new Map<string, Item[]>();
  for (const leaf of leavesOf(definition.data, schemas)) {
    let around = items;
    for (const row of leaf.rows) {
      const list = leaf.prefixTexts[row - 1] ?? '';
      let inside = listItems.get(list);
      if (!inside) {
        inside = [];
        listItems.set(list, inside);
        around.push({list, items: inside});
      }
      around = inside;
    }
    around.push({field: leaf.text});
  }
  for (const document of Object.keys(definition.documents ?? {})) items.push({document});
  return {id: 'form', title: definition.title, items};
}
