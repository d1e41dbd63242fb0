/** What changed about one question or list that both versions have. */
import {canonicalJson, type Json, type MigrationStep, sameJson} from '@egov-form/core';
import {
  escapeSegment,
  type FieldPlan,
  type ListPlan,
  type PlannedCheck,
  type PlannedRule,
  typesOf,
  valuesOf,
} from '@egov-form/core/plan';
import {firstPlace} from '../prove/state-model.ts';
import type {Aspect, Difference} from './comparison.ts';
import type {Conjunction, Directions} from './rule-direction.ts';
import {schemaChanges} from './schema-changes.ts';

export interface Changes {
  readonly differences: readonly Difference[];
  readonly steps: readonly MigrationStep[];
}

export interface Names {
  /** Pointers of the old version as the new one has them. */
  readonly rename: (rule: Json) => Json;
  readonly directions: Directions;
}

export function settingsAt(pattern: string): string {
  return `/fields/${escapeSegment(pattern)}`;
}

/** Collects what differs about one thing. */
export class Found {
  readonly differences: Difference[] = [];
  readonly #pointer: string;
  readonly #params: Difference['params'];

  constructor(pointer: string, params: Difference['params']) {
    this.#pointer = pointer;
    this.#params = params;
  }

  add(code: Difference['code'], level: Difference['level'], aspect?: Aspect): void {
    const params = {...this.#params, ...(aspect && {aspect})};
    const known = this.differences.some((one) => one.code === code && one.params.aspect === aspect && one.level === level);
    if (!known) this.differences.push({code, level, pointer: this.#pointer, params});
  }

  stricter(aspect: Aspect): void {
    this.add('diff.stricter', 'major', aspect);
  }

  looser(aspect: Aspect): void {
    this.add('diff.looser', 'minor', aspect);
  }

  /** More of it is stricter, or looser: `asks` says which. */
  direction(direction: ReturnType<Directions['between']>, aspect: Aspect, asks: 'more' | 'less'): void {
    if (direction === 'same') return;
    if (direction === 'other' || direction === asks) this.stricter(aspect);
    else this.looser(aspect);
  }
}

const TEXTS = ['label', 'hint', 'placeholder'] as const;
const LOOKS = ['widget', 'autocomplete', 'sensitivity', 'reuse'] as const;

export function fieldChanges(old: FieldPlan, now: FieldPlan, names: Names): Changes {
  const found = new Found(settingsAt(now.pattern.text), nameOf(now));
  const steps: MigrationStep[] = [];
  const place = firstPlace(now.pattern);
  const {rename, directions} = names;
  for (const {aspect, kind} of schemaChanges(old.keywords, now.keywords)) {
    if (kind === 'stricter') found.stricter(aspect);
    else found.looser(aspect);
    if (aspect === 'type' && kind === 'stricter') steps.push(...conversion(old, now));
  }
  steps.push(...choiceChanges(old, now, found, names));
  if (structureOf(old) !== structureOf(now)) found.stricter('shape');
  requiredChange(old, now, found, names);
  const shown = directions.between(conditions(old.visible, rename), conditions(now.visible), place);
  visibleChange(shown, now, found);
  const locked = directions.between(condition(old.readonly, rename), condition(now.readonly), place);
  if (locked !== 'same') found.add('diff.changed', 'minor', 'readonly');
  valueChange(old, now, found, rename);
  checkChanges(old.checks, now.checks, found, {names, place});
  if (TEXTS.some((name) => !same(old.settings[name], now.settings[name]))) found.add('diff.text', 'patch');
  if (LOOKS.some((name) => !same(old.settings[name], now.settings[name]))) found.add('diff.layout', 'patch');
  return {differences: found.differences, steps};
}

export function listChanges(old: ListPlan, now: ListPlan, names: Names): Changes {
  const found = new Found(settingsAt(now.pattern.text), nameOf(now));
  const place = firstPlace(now.pattern);
  const {rename, directions} = names;
  const kinds = (list: ListPlan) => ({minItems: list.minItems, maxItems: list.maxItems, uniqueItems: list.unique});
  for (const {aspect, kind} of schemaChanges(kinds(old), kinds(now)))
    found.add(`diff.${kind}`, kind === 'stricter' ? 'major' : 'minor', aspect);
  if (old.required !== now.required)
    found.add(now.required ? 'diff.stricter' : 'diff.looser', now.required ? 'major' : 'minor', 'required');
  const shown = directions.between(conditions(old.visible, rename), conditions(now.visible), place);
  if (shown === 'less' || shown === 'other') found.stricter('visible');
  else if (shown === 'more') found.looser('visible');
  const all = ({checks, distinct}: ListPlan): readonly PlannedCheck[] => [...checks, ...distinct.values()];
  checkChanges(all(old), all(now), found, {names, place});
  if (TEXTS.some((name) => !same(old.settings[name], now.settings[name]))) found.add('diff.text', 'patch');
  return {differences: found.differences, steps: []};
}

export function nameOf({pattern, settings}: Pick<FieldPlan, 'pattern' | 'settings'>): Difference['params'] {
  return {name: pattern.text, ...(settings.label !== undefined && settings.label !== '' && {label: settings.label})};
}

export function same(a: unknown, b: unknown): boolean {
  return sameJson((a ?? null) as Json, (b ?? null) as Json);
}

export function condition(rule: PlannedRule | undefined, rename: (rule: Json) => Json = (each) => each): Conjunction {
  return rule ? [rename(rule.source)] : [false];
}

export function conditions(rules: readonly PlannedRule[], rename: (rule: Json) => Json = (each) => each): Conjunction {
  return rules.map(({source}) => rename(source));
}

/** What is compared whole: an object or a map that one question asks. */
function structureOf({keywords, widget}: FieldPlan): string {
  const {properties = null, items = null, required = null} = keywords;
  return widget === 'structure' || properties !== null
    ? canonicalJson([properties, items, required])
    : canonicalJson([enumless(items)]);
}

/** Choices of a list are compared as choices. */
function enumless(items: Json): Json {
  if (items === null || typeof items !== 'object' || Array.isArray(items)) return items;
  const {enum: _choices, title: _title, description: _description, ...rest} = items as {readonly [name: string]: Json};
  return rest;
}

/** What makes an old answer one of the new kind, where a rule can; nothing where a person has to. */
function conversion(old: FieldPlan, now: FieldPlan): readonly MigrationStep[] {
  const [[from], [to]] = [typesOf(old.keywords), typesOf(now.keywords)];
  const at = now.pattern.text;
  const read: Json = {var: at};
  const isNumber = (type: Json | undefined): boolean => type === 'integer' || type === 'number';
  if (isNumber(from) && to === 'string') return [{set: at, value: {if: [{'==': [read, null]}, null, {cat: [read]}]}}];
  if (from === 'string' && isNumber(to)) return [{set: at, value: {'+': [read]}}];
  if (from === 'number' && to === 'integer') return [];
  return [{remove: at}];
}

type Choice = {readonly value: Json; readonly label: Json};

/** Values that may be chosen, with their labels; nothing where any may. */
function choicesOf({keywords, settings}: FieldPlan): readonly Choice[] | undefined {
  const written: readonly Choice[] = Array.isArray(settings.options)
    ? settings.options.map(({value, label}) => ({value, label: label as Json}))
    : [];
  const items = keywords['items'];
  const values =
    valuesOf(keywords) ??
    (items !== null && typeof items === 'object' && !Array.isArray(items) ? valuesOf(items as FieldPlan['keywords']) : undefined);
  if (keywords['const'] !== undefined) return undefined;
  if (values) return values.map((value) => written.find((one) => one.value === value) ?? {value, label: value});
  return written.length > 0 ? written : undefined;
}

function choiceChanges(old: FieldPlan, now: FieldPlan, found: Found, {rename, directions}: Names): readonly MigrationStep[] {
  const [before, after] = [choicesOf(old), choicesOf(now)];
  if (!before || !after) {
    if (before && !after) found.looser('options');
    else if (after) found.stricter('options');
    else sourceChange(old, now, found);
    return [];
  }
  const gone = before.filter(({value}) => !after.some((one) => sameJson(one.value, value)));
  const fresh = after.filter(({value}) => !before.some((one) => sameJson(one.value, value)));
  const labels = (choices: readonly Choice[]) => canonicalJson(choices.map(({value, label}) => [value, label]));
  if (gone.length === 0 && fresh.length === 0) {
    if (labels(before) !== labels(after)) found.add('diff.text', 'patch');
    offerChange(old, now, found, {rename, directions});
    return [];
  }
  const renamed = gone.map(
    ({value, label}) => [String(value), fresh.find((one) => sameJson(one.label, label))?.value ?? null] as const,
  );
  if (gone.length === 0) found.add('diff.choices-added', 'minor');
  else found.add(renamed.every(([, value]) => value !== null) ? 'diff.choices-renamed' : 'diff.choices-removed', 'major');
  const values = Object.fromEntries(renamed) as {[old: string]: string | number | boolean | null};
  return gone.length > 0 ? [{map: now.pattern.text, values}] : [];
}

/** A registered or searched list instead of another one. */
function sourceChange(old: FieldPlan, now: FieldPlan, found: Found): void {
  const [before, after] = [old.settings.options, now.settings.options];
  if (same(before, after)) return;
  const plain = (source: typeof before): Json => {
    if (source === undefined || Array.isArray(source)) return null;
    const {order: _order, minimum: _minimum, ...rest} = source as unknown as {readonly [name: string]: Json};
    return rest;
  };
  if (same(plain(before), plain(after))) found.add('diff.layout', 'patch');
  else if (after === undefined) found.looser('options');
  else found.stricter('options');
}

function offerChange(old: FieldPlan, now: FieldPlan, found: Found, {rename, directions}: Names): void {
  const whenOf = (field: FieldPlan, value: Json): Conjunction => {
    const {options} = field.settings;
    const when = Array.isArray(options) ? options.find((one) => sameJson(one.value, value))?.when : undefined;
    return when === undefined ? [] : [field === old ? rename(when) : when];
  };
  for (const {value} of choicesOf(now) ?? [])
    found.direction(directions.between(whenOf(old, value), whenOf(now, value), firstPlace(now.pattern)), 'options', 'less');
}

function requiredChange(old: FieldPlan, now: FieldPlan, found: Found, {rename, directions}: Names): void {
  const of = ({required, requiredBySchema}: FieldPlan, naming?: (rule: Json) => Json): Conjunction =>
    required ? condition(required, naming) : requiredBySchema ? [true] : [false];
  found.direction(directions.between(of(old, rename), of(now), firstPlace(now.pattern)), 'required', 'more');
  if (old.requiredBySchema && now.requiredBySchema && old.optionalPart !== now.optionalPart && !old.required && !now.required)
    found.add(
      now.optionalPart === undefined ? 'diff.stricter' : 'diff.looser',
      now.optionalPart === undefined ? 'major' : 'minor',
      'required',
    );
}

/** Shown less: an answer that was sent is one too many. Shown more: only what must be answered is missing then. */
function visibleChange(shown: ReturnType<Directions['between']>, now: FieldPlan, found: Found): void {
  if (shown === 'same') return;
  const isAsked = now.requiredBySchema || (now.required !== undefined && now.required.source !== false);
  if (shown === 'more' && !isAsked) found.looser('visible');
  else found.stricter('visible');
}

function valueChange(old: FieldPlan, now: FieldPlan, found: Found, rename: (rule: Json) => Json): void {
  const [before, after] = [old.value?.source, now.value?.source].map((source) => source ?? null);
  if (!same(rename(before ?? null), after))
    found.add(after === null ? 'diff.looser' : 'diff.stricter', after === null ? 'minor' : 'major', 'value');
  if (
    !same(
      rename((old.settings.default ?? old.keywords['default'] ?? null) as Json),
      now.settings.default ?? now.keywords['default'],
    )
  )
    found.add('diff.changed', 'minor', 'default');
}

export function checkChanges(
  before: readonly PlannedCheck[],
  after: readonly PlannedCheck[],
  found: Found,
  {names: {rename, directions}, place}: {readonly names: Names; readonly place: ReturnType<typeof firstPlace>},
): void {
  const left = [...before];
  const fresh: PlannedCheck[] = [];
  for (const one of after) {
    const at = left.findIndex(({rule}) => same(rename(rule.source), one.rule.source));
    if (at < 0) fresh.push(one);
    else sameCheck(left.splice(at, 1)[0] as PlannedCheck, one, found);
  }
  for (const {rule, check} of fresh) {
    // One that holds whenever an old error check did refuses nothing new.
    const weaker = left.findIndex(
      (old) => isError(old) && ['more', 'same'].includes(directions.between([rename(old.rule.source)], [rule.source], place)),
    );
    if (weaker >= 0) {
      left.splice(weaker, 1);
      found.add('diff.check-looser', 'minor');
    } else if ((check.severity ?? 'error') === 'error') found.add('diff.check-added', 'major');
    else found.add('diff.check-warning-added', 'minor');
  }
  if (left.length > 0) found.add('diff.check-removed', 'minor');
}

function isError({check}: PlannedCheck): boolean {
  return (check.severity ?? 'error') === 'error';
}

function sameCheck(old: PlannedCheck, now: PlannedCheck, found: Found): void {
  if (isError(old) !== isError(now))
    found.add(isError(now) ? 'diff.check-added' : 'diff.check-looser', isError(now) ? 'major' : 'minor');
  else if (!same(old.check.message, now.check.message) || old.check.severity !== now.check.severity)
    found.add('diff.text', 'patch');
}
