/** Every condition of a form, with the place from which it reads and what it is about. */
import {formatPointer, parsePointer, valueAt} from '@egov-form/core';
import type {FieldPlan, FormPlan, ListPlan, PlannedCheck, PlannedRule} from '@egov-form/core/plan';
import {FORM, firstPlace, type Place, type StateModel} from './state-model.ts';

export type ConditionKind = 'visible' | 'required' | 'readonly' | 'check' | 'offered' | 'notNeeded' | 'same' | 'subject';

/** What a condition decides about. `name` is a pattern, the id of a page, or the name of a paper, look-up or party. */
export interface Subject {
  readonly kind: 'page' | 'group' | 'field' | 'part' | 'list' | 'document' | 'lookup' | 'party' | 'text';
  readonly name: string;
}

export interface Condition {
  /** Of the rule in the definition. */
  readonly pointer: string;
  readonly kind: ConditionKind;
  readonly subject: Subject;
  readonly rule: PlannedRule;
  readonly place: Place;
  /** A check speaks only while this holds. */
  readonly speaks?: Spoken;
  readonly severity?: 'error' | 'warning' | 'info';
}

/** When a check is looked at: rules and questions that it takes, and the test. */
export interface Spoken {
  readonly rules: readonly PlannedRule[];
  readonly fields: readonly string[];
  holds(model: StateModel): boolean;
}

/** Whether the definition writes the rule at this place, or the schema implies it. */
export function isWritten(plan: FormPlan, {at, source}: PlannedRule): boolean {
  return source !== null && valueAt(plan.definition as never, parsePointer(at)) === source;
}

export function conditionsOf(plan: FormPlan): readonly Condition[] {
  return [
    ...shownConditions(plan),
    ...[...plan.fields.values()].flatMap(fieldConditions),
    ...[...plan.lists.values()].flatMap((list) => listConditions(list)),
    ...[...plan.parts.values()].flatMap((part) => {
      const speaks = {
        rules: part.visible,
        fields: [],
        holds: (model: StateModel) => model.isVisible(part, firstPlace(part.pattern)),
      };
      return checkConditions(part.checks, {kind: 'part', name: part.pattern.text}, firstPlace(part.pattern), speaks);
    }),
    ...otherConditions(plan),
  ];
}

/** The rules that show something, each once, as seen from the outermost thing that it shows. */
function shownConditions(plan: FormPlan): readonly Condition[] {
  const found = new Map<PlannedRule, Condition>();
  const add = (rule: PlannedRule | undefined, subject: Subject, place: Place): void => {
    if (!rule || !isWritten(plan, rule)) return;
    const known = found.get(rule);
    if (!known || known.place.rows.length > place.rows.length)
      found.set(rule, {pointer: rule.at, kind: 'visible', subject: known?.subject ?? subject, rule, place});
  };
  for (const {page, visible} of plan.pages) add(visible, {kind: 'page', name: page.id}, FORM);
  const shown = [...plan.lists.values(), ...plan.fields.values(), ...plan.parts.values()];
  for (const {pattern, visible} of shown) {
    for (const rule of visible) {
      const at = partOf(rule.at);
      const place = at === undefined ? firstPlace(pattern) : firstPlace(plan.patterns.parse(at));
      add(rule, at === undefined ? {kind: 'group', name: rule.at} : subjectAt(plan, at), place);
    }
  }
  for (const {name, visible} of plan.documents.values())
    for (const rule of visible)
      add(rule, rule.at.startsWith('/documents/') ? {kind: 'document', name} : {kind: 'group', name: rule.at}, FORM);
  for (const rule of plan.texts.values()) add(rule, {kind: 'text', name: rule.at}, textPlace(plan, rule));
  for (const {name, visible, keys} of plan.lookups.values())
    add(visible, {kind: 'lookup', name}, keys[0] ? firstPlace(keys[0].pattern) : FORM);
  return [...found.values()];
}

/** Pattern of the settings in which a rule stands; `undefined` for one that stands elsewhere. */
function partOf(at: string): string | undefined {
  const [fields, part] = parsePointer(at);
  return fields === 'fields' ? part : undefined;
}

function subjectAt(plan: FormPlan, text: string): Subject {
  return {kind: plan.fields.has(text) ? 'field' : plan.lists.has(text) ? 'list' : 'part', name: text};
}

/** A text reads from the row of the list that it stands in. */
function textPlace(plan: FormPlan, {at}: PlannedRule): Place {
  const segments = parsePointer(at);
  for (let length = segments.length; length > 0; length -= 1) {
    const item = valueAt(plan.definition as never, segments.slice(0, length));
    const text = item !== null && typeof item === 'object' ? (item as {list?: string}).list : undefined;
    const list = text === undefined ? undefined : plan.lists.get(text);
    if (list) return firstPlace(list.row);
  }
  return FORM;
}

function fieldConditions(field: FieldPlan): readonly Condition[] {
  const place = firstPlace(field.pattern);
  const subject: Subject = {kind: 'field', name: field.pattern.text};
  const of = (kind: ConditionKind, rule: PlannedRule | undefined): readonly Condition[] =>
    rule && rule.source !== null ? [{pointer: rule.at, kind, subject, rule, place}] : [];
  const speaks: Spoken = {
    rules: [...field.visible, ...valueRules(field)],
    fields: [field.pattern.text],
    holds: (model) => model.every([() => model.isVisible(field, place), () => model.valueOf(field, place) !== undefined]),
  };
  return [
    ...of('required', field.required),
    ...of('readonly', field.readonly),
    ...(field.offered ?? []).flatMap((rule) => of('offered', rule)),
    ...checkConditions(field.checks, subject, place, speaks),
  ];
}

function valueRules({value, follows}: FieldPlan): readonly PlannedRule[] {
  return [value, follows?.when, follows?.value].filter((rule) => rule !== undefined);
}

function listConditions(list: ListPlan): readonly Condition[] {
  const place = firstPlace(list.pattern);
  const subject: Subject = {kind: 'list', name: list.pattern.text};
  const speaks: Spoken = {rules: list.visible, fields: [], holds: (model) => model.isVisible(list, place)};
  return checkConditions([...list.checks, ...list.distinct.values()], subject, place, speaks);
}

function checkConditions(checks: readonly PlannedCheck[], subject: Subject, place: Place, speaks: Spoken): readonly Condition[] {
  return checks.map(({rule, check}) => ({
    ...{pointer: rule.at, kind: 'check' as const, subject, rule, place, speaks},
    severity: check.severity ?? 'error',
  }));
}

function otherConditions(plan: FormPlan): readonly Condition[] {
  const found: Condition[] = [];
  const add = (kind: ConditionKind, subject: Subject, rule: PlannedRule | undefined): void => {
    if (rule) found.push({pointer: rule.at, kind, subject, rule, place: FORM});
  };
  for (const {name, required, notNeededWhen} of plan.documents.values()) {
    add('required', {kind: 'document', name}, required);
    add('notNeeded', {kind: 'document', name}, notNeededWhen);
  }
  for (const {name, subject, same} of plan.parties.values()) {
    add('subject', {kind: 'party', name}, subject);
    add('same', {kind: 'party', name}, same?.when);
  }
  return found;
}

/** Choices that put something into the first row of each list around a place. */
export function rowsFor(plan: FormPlan, {text, rows}: Place): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  if (text === '') return found;
  const pattern = plan.patterns.parse(text);
  pattern.rows.forEach((at, depth) => {
    found.set(`#${formatPointer(pattern.prefix(at).bind(rows.slice(0, depth)))}`, 1);
  });
  return found;
}
