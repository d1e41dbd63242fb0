/** Last phase: every field of the form, those on pages first, then those that only settings, look-ups and documents name. */
import type {ControlTraits} from '../field-types/field-type-record.ts';
import type {Format} from '../formats/format.ts';
import type {FieldSettings, OptionsSource} from '../generated/definition.ts';
import {OTHERS} from '../json/auxiliary.ts';
import type {Json} from '../json/json.ts';
import type {Pattern} from '../json/pattern.ts';
import {escapeSegment} from '../json/pointer.ts';
import {didYouMean, nearestName} from '../rules/nearest.ts';
import type {SchemaView} from '../schema/schema-view.ts';
import {valuesOf} from '../schema/value-types.ts';
import {constantOf, settingsFor, widgetOf} from './field-defaults.ts';
import type {Placement} from './pages.ts';
import type {FieldPlan, PlannedCheck, PlannedRule} from './plan.ts';
import {type PlanContext, textsOf} from './plan-context.ts';
import {type RuleSource, settingsAt} from './plan-rules.ts';
import type {Reference} from './references.ts';

type Keywords = SchemaView['keywords'];

/** A control that nobody has described. */
const LINE_OF_TEXT: ControlTraits = {};
const NO_CHECKS: readonly PlannedCheck[] = [];

/** @param lists Those of the form: as a whole they are filled row by row, and are no fields. */
export function planFields(
  context: PlanContext,
  placements: Iterable<Placement>,
  references: readonly Reference[],
  lists: ReadonlyMap<string, unknown>,
): Map<string, FieldPlan> {
  const fields = new Map<string, FieldPlan>();
  const add = (placement: Placement): void => {
    fields.set(placement.pattern.text, planField(context, placement, fields.size));
  };
  const addUnplaced = ({pattern, where}: Reference): void => {
    if (fields.has(pattern.text)) return;
    const view = context.viewOf(pattern);
    if (view) add({pattern, view, where, around: [], page: undefined});
    else context.reportUnknown(pattern, where, textsOf(context.leaves()));
  };
  for (const placement of placements) add(placement);
  for (const [pointer, settings] of Object.entries(context.definition.fields ?? {})) {
    const isComputed = settings.value !== undefined;
    if (fields.has(pointer) || (!isComputed && lists.has(pointer))) continue;
    const where = settingsAt(pointer);
    const pattern = context.readPointer(pointer, where);
    if (!pattern) continue;
    if (isComputed) addUnplaced({pattern, where});
    else if (!context.viewOf(pattern)) context.reportUnknown(pattern, where, [...fields.keys(), ...lists.keys()]);
  }
  for (const reference of references) if (!lists.has(reference.pattern.text)) addUnplaced(reference);
  return fields;
}

function planField(context: PlanContext, {pattern, view, where, around, page}: Placement, order: number): FieldPlan {
  const {rules} = context;
  const {keywords, requiredWhen} = view;
  const settings = settingsFor(pattern, view, context.definition.fields?.[pattern.text], view.options);
  const at = (member: string): string => `${settingsAt(pattern.text)}/${member}`;
  const ruleOf = (member: 'required' | 'readonly' | 'value' | 'default', use?: RuleSource['use']): PlannedRule | undefined =>
    settings[member] === undefined ? undefined : rules.written(settings[member], at(member), pattern, use);
  if (!view.isStructured) checkCompound(context, pattern, where, settings, keywords);
  const format = formatOf(context, pattern, where, keywords);
  if (settings.options !== undefined) checkOptions(context, settings.options, pattern, at('options'), keywords);
  const choices = Array.isArray(settings.options) ? settings.options : [];
  const offered = choices.some((option) => option.when !== undefined)
    ? choices.map((option, i) => rules.written(option.when, at(`options/${i}/when`), pattern))
    : undefined;
  const widget = widgetOf(view, settings, format);
  const plan: FieldPlan = {
    pattern,
    order,
    settings,
    keywords,
    written: view.written,
    root: view.root,
    requiredBySchema: view.required,
    optionalPart: view.optionalAt === undefined ? undefined : pattern.prefix(view.optionalAt).text,
    widget,
    control: context.registry.controls.get(widget) ?? LINE_OF_TEXT,
    format,
    visible: rules.shownWhen(pattern, around, view),
    required: ruleOf('required') ?? (requiredWhen === undefined ? undefined : rules.implied(requiredWhen, at('required'))),
    readonly: ruleOf('readonly') ?? (keywords['readOnly'] === true ? literal(true, at) : undefined),
    value: ruleOf('value', 'result') ?? literal(constantOf(keywords), at),
    defaultValue: ruleOf('default', 'result') ?? literal(keywords['default'] ?? emptyOf(view), at),
    checks: settings.checks ? rules.checks(settings.checks, at('checks'), pattern) : NO_CHECKS,
    page,
    aside: view.alternatives ? 'choice' : pattern.text.endsWith(`/${OTHERS}`) ? 'others' : undefined,
    alternatives: view.alternatives,
  };
  return offered ? {...plan, offered} : plan;
}

/** What a map or a list of anything is that must be there, and may be empty. */
function emptyOf({isStructured, required, keywords}: SchemaView): Json | undefined {
  const {type, minItems, minProperties, required: names} = keywords;
  if (!isStructured || !required || Number(minItems ?? minProperties ?? 0) > 0) return undefined;
  if (type === 'array') return [];
  return type === 'object' && !(Array.isArray(names) && names.length > 0) ? {} : undefined;
}

/** A `default` of the schema is a value, whatever it looks like; only the definition's own is a rule. */
function literal(value: Json | undefined, at: (member: string) => string): PlannedRule | undefined {
  return value === undefined ? undefined : {compiled: {evaluate: () => value}, source: null, at: at('default')};
}

function formatOf({registry, report}: PlanContext, {text}: Pattern, where: string, {format: name}: Keywords): Format | undefined {
  if (typeof name !== 'string') return undefined;
  const format = registry.formats.get(name);
  if (!format) {
    const guess = nearestName(name, registry.formats.keys());
    report(where, 'format.unknown', `Field "${text}" has the unknown format "${name}".${didYouMean(guess)}`, guess);
  }
  return format;
}

function checkCompound({report}: PlanContext, {text}: Pattern, where: string, {widget}: FieldSettings, keywords: Keywords): void {
  if (keywords['properties'] === undefined || widget !== undefined || keywords['x-egov-widget'] !== undefined) return;
  report(where, 'field.compound', `"${text}" is a group of answers, not one. Place its members, or name a widget for all of it.`);
}

function checkOptions(context: PlanContext, options: OptionsSource, pattern: Pattern, at: string, keywords: Keywords): void {
  const {registry, report} = context;
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
    const other = context.readPointer(pointer, where);
    if (!other) continue;
    if (!context.viewOf(other)) context.reportUnknown(other, where, textsOf(context.leaves()));
    else if (!other.isSeenFrom(pattern))
      report(
        where,
        'row.other',
        `"${pointer}" is in another row than "${pattern.text}". Take an answer of the same row or of the form.`,
      );
  }
}
