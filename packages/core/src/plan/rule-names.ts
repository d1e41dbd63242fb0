/** What a form calls the things that its rules speak of: labels of fields, of their choices, and of functions. */

import type {Option} from '../definition/option.ts';
import {textIn} from '../definition/text.ts';
import type {FormDefinition, Item, Rule, Text} from '../generated/definition.ts';
import {formatPointer, parsePointer, type Segments} from '../json/pointer.ts';
import type {Pack} from '../ports/ports.ts';
import {type ExplainOptions, explain, type Purpose} from '../rules/explain.ts';
import {en} from '../rules/wording/en.ts';
import {vi} from '../rules/wording/vi.ts';
import {viewSchema} from '../schema/schema-view.ts';
import {typesOf} from '../schema/value-types.ts';
import type {FormPlan} from './plan.ts';
import {planForm} from './plan-form.ts';

/**
 * A rule of a form in plain words, with the form's own labels: `explain` with everything that the form knows. `field` is the
 * pointer of the field whose value or default it is.
 */
export function explainRule(plan: FormPlan, rule: Rule, locale: string, purpose?: Purpose, field?: string): string {
  const options: ExplainOptions = {
    ...(purpose && {purpose}),
    ...(field !== undefined && {field}),
    choiceOf: (pointer, value) => choiceOf(plan, parsePointer(pointer), value, locale),
    readsRows: (pointer) => plan.patterns.of(parsePointer(pointer)).rows.length > 0,
    functionOf: (name) => {
      const known = plan.functions.get(name);
      if (!known?.title) return undefined;
      return {text: textIn(known.title, locale), choiceOf: (value) => optionLabel(known.results, value, locale)};
    },
  };
  return explain(rule, locale, (pointer) => nameOf(plan, parsePointer(pointer), locale), options);
}

/**
 * Explains rules of a definition that passed `checkDefinition`, for whoever has no form at hand: a page of documentation, or the
 * "Why?" of a form.
 * @throws FormError `EGOV_CORE_DEFINITION` when no form can be made of it.
 */
export function ruleExplainer(
  definition: FormDefinition,
  packs: readonly Pack[] = [],
): (rule: Rule, locale: string, purpose?: Purpose, field?: string) => string {
  const plan = planForm(definition, packs);
  return (rule, locale, purpose, field) => explainRule(plan, rule, locale, purpose, field);
}

/** The label, after the heading of its outermost group where another question of the pages has the same label. */
function nameOf(plan: FormPlan, segments: Segments, locale: string): string | undefined {
  const label = labelOf(plan, segments, locale);
  const sections = sectionsOf(plan);
  const {text, segments: whole} = plan.patterns.of(segments);
  const place = sections.has(text) ? text : formatPointer(whole.slice(0, -1));
  const section = textIn(sections.get(place), locale);
  const shared = labelOf(plan, parsePointer(place), locale);
  if (label === undefined || section === '') return label;
  const isShared = [...sections.keys()].some((other) => other !== place && labelOf(plan, parsePointer(other), locale) === shared);
  return isShared ? `${section}: ${label}` : label;
}

const sectionMaps = new WeakMap<FormPlan, ReadonlyMap<string, Text | undefined>>();

/** Heading of the outermost group of each field that the pages ask outside of rows. */
function sectionsOf(plan: FormPlan): ReadonlyMap<string, Text | undefined> {
  const known = sectionMaps.get(plan);
  if (known) return known;
  const sections = new Map<string, Text | undefined>();
  const visit = (items: readonly Item[], section: Text | undefined): void => {
    for (const item of items) {
      if ('field' in item) sections.set(item.field, section);
      else if ('group' in item) visit(item.items, section ?? item.group);
    }
  };
  for (const {page} of plan.pages) visit(page.items, undefined);
  sectionMaps.set(plan, sections);
  return sections;
}

function labelOf(plan: FormPlan, segments: Segments, locale: string): string | undefined {
  const pattern = plan.patterns.of(segments);
  const known = plan.fields.get(pattern.text) ?? plan.lists.get(pattern.text);
  if (known) return textIn(known.settings.label, locale);
  const view = viewSchema(plan.definition.data, pattern.segments, plan.schemas);
  if (!view) return undefined;
  const label: Text | undefined = view.modelSettings.findLast((settings) => settings.label !== undefined)?.label;
  const own = label === undefined ? view.keywords['title'] : textIn(label, locale);
  if (typeof own !== 'string') return undefined;
  // A part of a compound field is named after the whole.
  const whole = pattern.length > 1 ? plan.fields.get(pattern.prefix(pattern.length - 1).text) : undefined;
  return whole ? `${textIn(whole.settings.label, locale)}: ${own}` : own;
}

function optionLabel(options: readonly Option[] | undefined, value: Option['value'], locale: string): string | undefined {
  const label = options?.find((option) => option.value === value)?.label;
  return label === undefined ? undefined : textIn(label, locale);
}

function choiceOf(plan: FormPlan, segments: Segments, value: Option['value'], locale: string): string | undefined {
  const field = plan.fields.get(plan.patterns.of(segments).text);
  if (!field) return undefined;
  const {options} = field.settings;
  if (Array.isArray(options)) {
    const label = optionLabel(options, value, locale);
    if (label !== undefined) return label;
  } else if (options && 'list' in options) {
    const list = plan.optionLists.get(options.list)?.load({});
    // A list that comes later cannot be waited for in a sentence.
    return Array.isArray(list) ? optionLabel(list as readonly Option[], value, locale) : undefined;
  }
  if (typeof value !== 'boolean' || !typesOf(field.keywords).includes('boolean')) return undefined;
  const words = locale.startsWith('en') ? en : vi;
  return value ? words.yes : words.no;
}
