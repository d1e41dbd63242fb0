/** What is asked of shared databases, held to what they say and are asked with. Names of connectors, keys and attributes: core. */
import type {Json, LookupSettings} from '@egov-form/core';
import {connectorsOf, escapeSegment, type FieldPlan, type LookupPlan, typesOf, valuesOf} from '@egov-form/core/plan';
import type {AttributeShape, ServiceShape} from '../surroundings.ts';
import {jsonTypesOf, membersOf, valuesGiven} from './attributes.ts';
import {type PlannedProcedure, type Procedure, settingAt} from './procedure.ts';

export function checkLookups({definition, plan, surroundings: {services = {}}, tell}: PlannedProcedure): void {
  const seen = new Map<string, string>();
  for (const lookup of plan.lookups.values()) {
    const {name, settings} = lookup;
    const at = `/lookups/${escapeSegment(name)}`;
    if (settings.title === undefined) tell('lookup.title', at);
    const question = questionOf(settings);
    const same = seen.get(question);
    if (same !== undefined) tell('lookup.twice', at, {other: same});
    seen.set(question, at);
    // Of a chain each connector is asked with the same keys, and fills the same fields.
    for (const connector of connectorsOf(settings)) {
      const service = Object.hasOwn(services, connector) ? services[connector] : undefined;
      if (!service) continue;
      checkKeys(lookup, service, {at, connector, isProposed: isProposed(plan.lookups, name)}, tell);
      checkFill(plan, lookup, service, {at, connector}, tell);
    }
  }
  for (const [pointer, {options}] of Object.entries(definition.fields ?? {})) {
    if (!options || !('connector' in options) || !Object.hasOwn(services, options.connector)) continue;
    if (services[options.connector]?.about === 'person')
      tell('options.person', settingAt(pointer, 'options/connector'), {connector: options.connector});
  }
}

interface Asked {
  readonly at: string;
  readonly connector: string;
  readonly isProposed?: boolean;
}

/** Two look-ups with the same one ask the same register the same question at the same time. */
function questionOf({connector, keys, visible = true, proposes}: LookupSettings): string {
  return JSON.stringify([connector, keys, visible, proposes?.to ?? null]);
}

function isProposed(lookups: PlannedProcedure['plan']['lookups'], name: string): boolean {
  return [...lookups.values()].some(({settings}) => settings.proposes?.to === name);
}

// Keys

function checkKeys(
  {keys, settings, party}: LookupPlan,
  service: ServiceShape,
  {at, connector, isProposed = false}: Asked,
  tell: Procedure['tell'],
): void {
  const {keys: known = {}, about, secondFactors = []} = service;
  // Of the signed-in person the session knows the other keys.
  const isAlwaysOwn = party?.subject?.source === true || settings.proposes !== undefined;
  if (isAlwaysOwn) return;
  const names = keys.map(({name}) => name);
  for (const [key, {required = false}] of Object.entries(known)) {
    if (!required) continue;
    const sent = keys.find(({name}) => name === key);
    if (!sent) tell('lookup.key-missing', `${at}/keys`, {key, connector});
    else if (sent.optional) {
      const place = `${at}/keys/${escapeSegment(key)}`;
      tell('lookup.key-optional', place, {key, connector}, [{op: 'replace', path: place, value: sent.pattern.text}]);
    }
  }
  if (about === 'person' && !isProposed && secondFactors.length > 0 && !secondFactors.some((key) => names.includes(key)))
    tell('lookup.second-factor', `${at}/keys`, {keys: [...secondFactors], connector});
}

// What it fills

function checkFill(
  plan: PlannedProcedure['plan'],
  {fill, rows, keys: [own], subject}: LookupPlan,
  {attributes = {}}: ServiceShape,
  {at, connector}: Asked,
  tell: Procedure['tell'],
): void {
  const place = (pointer: string): string => `${at}/fill/${escapeSegment(pointer)}`;
  for (const {pattern, attribute} of fill) {
    const shape = Object.hasOwn(attributes, attribute) ? attributes[attribute] : undefined;
    const field = plan.fields.get(pattern.text);
    // The number of the signed-in person is the session's.
    if (shape && field && !(subject && pattern.text === own?.pattern.text))
      checkType(field, shape, {at: place(pattern.text), attribute, connector}, tell);
  }
  for (const {attribute, cells} of rows) {
    const list = Object.hasOwn(attributes, attribute) ? attributes[attribute] : undefined;
    if (!list) continue;
    const members = membersOf(list);
    for (const {pattern, member} of cells) {
      const params = {attribute: `${attribute}/*/${member}`, connector};
      const field = plan.fields.get(pattern.text);
      if (!members) tell('lookup.not-list', place(pattern.text), {attribute, connector});
      else if (!Object.hasOwn(members, member))
        tell('lookup.list-member', place(pattern.text), {...params, known: Object.keys(members)});
      else if (field) checkType(field, shapeOf(members[member]), {at: place(pattern.text), ...params}, tell);
    }
  }
}

function shapeOf(member: AttributeShape | string | undefined): AttributeShape {
  return typeof member === 'object' ? member : {};
}

function checkType(
  {pattern, keywords, format}: FieldPlan,
  shape: AttributeShape,
  {at, ...params}: {at: string; attribute: string; connector: string},
  tell: Procedure['tell'],
): void {
  const given = jsonTypesOf(shape);
  const wanted = wantedTypes(keywords);
  const field = {...params, field: pattern.text};
  if (wanted.length > 0 && given.size > 0 && !wanted.some((type) => given.has(type))) {
    tell('lookup.type', at, {...field, given: [...given], wanted: [...wanted]});
    return;
  }
  if (isDate(format?.name) && neverDate(shape)) {
    tell('lookup.type', at, {...field, given: [shape.as ?? 'text'], wanted: ['date']});
    return;
  }
  const values = valuesGiven(shape);
  const taken = valuesOf(keywords);
  const refused = taken && values?.filter((value) => !taken.includes(value as never));
  if (refused && refused.length > 0) tell('lookup.values', at, {...field, values: refused});
}

/** JSON types that a field takes; `integer` takes numbers that are whole. */
function wantedTypes(keywords: FieldPlan['keywords']): readonly string[] {
  const types = typesOf(keywords).map(String);
  if (types.length > 0) return types.map((type) => (type === 'integer' ? 'number' : type));
  const values = valuesOf(keywords);
  if (values && values.length > 0) return [...new Set(values.map((value: Json) => typeof value))];
  return keywords['properties'] === undefined ? [] : ['object'];
}

function isDate(format: string | undefined): boolean {
  return format === 'date' || format === 'partial-date';
}

const NO_DATES: ReadonlySet<string> = new Set(['name', 'organization-name', 'personal-id', 'tax-code', 'plate', 'address-text']);

function neverDate({as = 'text', values, first}: AttributeShape): boolean {
  return first ? first.every(neverDate) : NO_DATES.has(as) || values !== undefined;
}
