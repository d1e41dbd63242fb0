/**
 * What is asked of people and why: a question must lead to something, and nobody is asked what a register has said already.
 *
 * Rule    A question leads to something when a rule reads it, a look-up asks with it, the declaration prints it, it tells one
 *         matter from another, or it is how the office reaches the person. Its own rule counts where it compares the answer
 *         with another one, or decides by a choice; that a date is none of the future is no use of it. Without a declaration every answer is taken as used.
 *         A register has an answer when the look-up of the same party asks a service with an attribute of that name.
 *         What a look-up fills is shown to people, not asked of them.
 * Limits  Names are compared (`idDocument/number` is `idDocumentNumber`), not meanings.
 */
import type {Text} from '@egov-form/core';
import {dependenciesOf} from '@egov-form/core';
import {connectorsOf, escapeSegment, type FieldPlan, FormPaths, type LookupPlan, typesOf, valuesOf} from '@egov-form/core/plan';
import type {ServiceShape} from '../surroundings.ts';
import {jsonTypesOf} from './attributes.ts';
import {type PlannedProcedure, settingAt} from './procedure.ts';
import {readersIn} from './rule-readers.ts';

export function checkCollection(procedure: PlannedProcedure): void {
  const used = usedFields(procedure);
  checkUse(procedure, used);
  checkKnown(procedure);
}

/** Texts of fields that something other than their own settings reads. */
function usedFields({definition, plan}: PlannedProcedure): ReadonlySet<string> {
  const used = new Set<string>(definition.submit?.matter ?? []);
  const paths = new FormPaths(plan);
  for (const {at, source} of readersIn(definition)) {
    const {paths: answers, origins} = dependenciesOf(source);
    const read = [...answers, ...origins].flatMap((path) => paths.targets(path));
    const compares = new Set(read).size > 1;
    for (const text of read)
      if (compares || isChoice(plan.fields.get(text)) || !at.startsWith(settingAt(text, ''))) used.add(text);
  }
  for (const {follows} of plan.fields.values()) if (follows) used.add(follows.from);
  for (const {keys} of plan.lookups.values()) for (const {pattern} of keys) used.add(pattern.text);
  for (const {options} of Object.values(definition.fields ?? {}))
    if (options && 'where' in options) for (const pointer of Object.values(options.where ?? {})) used.add(pointer);
  for (const {settings} of plan.documents.values()) for (const pointer of Object.keys(settings.compare ?? {})) used.add(pointer);
  return used;
}

/** What has few answers is asked to decide by. */
function isChoice(field: FieldPlan | undefined): boolean {
  return field !== undefined && (typesOf(field.keywords).includes('boolean') || valuesOf(field.keywords) !== undefined);
}

const PRINTED_PLACE = /\{(\/[^}|=]+)/gu;

/** Places that the declaration prints; `undefined` when the definition writes none. */
function printedPlaces({definition, texts}: PlannedProcedure): readonly string[] | undefined {
  const print = definition.output?.print;
  if (!print) return undefined;
  const wordsOf = (text: Text): readonly string[] => (typeof text === 'string' ? [text] : Object.values(text));
  const printed = texts.filter(({at}) => at.startsWith('/output/')).flatMap(({text}) => wordsOf(text));
  return printed.flatMap((words) => [...words.matchAll(PRINTED_PLACE)].map(([, pointer = '']) => pointer));
}

const CONTACT: ReadonlySet<string> = new Set(['email', 'tel', 'phone']);

function isContact({settings, keywords, widget}: FieldPlan): boolean {
  const names = [settings.autocomplete, widget, keywords['format']].flatMap((name) => String(name ?? '').split(/[-. ]/u));
  return settings.reuse !== undefined || names.some((name) => CONTACT.has(name));
}

function checkUse(procedure: PlannedProcedure, used: ReadonlySet<string>): void {
  const {items, plan, tell} = procedure;
  const printed = printedPlaces(procedure);
  const filled = new Set([...plan.lookups.values()].flatMap(({settings}) => Object.keys(settings.fill)));
  const isUsed = touching([...used, ...(printed ?? [])]);
  if (printed)
    for (const {item, at} of items) {
      if (!('field' in item)) continue;
      const field = plan.fields.get(item.field);
      const isTyped = field && field.value === undefined && !filled.has(item.field);
      if (isTyped && !isContact(field) && !isUsed(item.field)) tell('collect.unused', `${at}/field`, {field: item.field});
    }
  for (const [part, entries] of [
    ['lookups', plan.lookups],
    ['documents', plan.documents],
  ] as const)
    for (const {name, settings} of entries.values())
      for (const pointer of Object.keys(settings.fill ?? {})) {
        const field = plan.fields.get(pointer);
        if (field?.page === undefined && field && !isUsed(pointer))
          tell('collect.unseen', `/${part}/${escapeSegment(name)}/fill/${escapeSegment(pointer)}`, {field: pointer});
      }
}

/** Whether a place is one of these, lies in one, or holds one. */
function touching(places: readonly string[]): (text: string) => boolean {
  const named = new Set(places);
  const around = new Set(places.flatMap(waysTo));
  return (text) => around.has(text) || waysTo(text).some((way) => named.has(way));
}

/** `/a`, `/a/b` and `/a/b/c` lead to `/a/b/c`. */
function waysTo(text: string): readonly string[] {
  const segments = text.split('/');
  return segments.slice(1).map((_, i) => segments.slice(0, i + 2).join('/'));
}

// Asked though a register has it

function checkKnown({items, plan, surroundings: {services = {}}, tell}: PlannedProcedure): void {
  const filled = new Set([...plan.lookups.values()].flatMap(({settings}) => Object.keys(settings.fill)));
  const sources = [...plan.lookups.values()].flatMap((lookup) =>
    connectorsOf(lookup.settings)
      .slice(0, 1)
      .flatMap((connector) => {
        const service = Object.hasOwn(services, connector) ? services[connector] : undefined;
        return service?.attributes && !lookup.settings.proposes ? [{lookup, service, connector, around: aroundOf(lookup)}] : [];
      }),
  );
  if (sources.length === 0) return;
  for (const {item, at} of items) {
    if (!('field' in item) || filled.has(item.field)) continue;
    const field = plan.fields.get(item.field);
    if (!field || field.value !== undefined || field.defaultValue !== undefined || field.follows !== undefined) continue;
    for (const {lookup, service, connector, around} of sources) {
      if (lookup.keys.some(({pattern}) => pattern.text === item.field)) continue;
      const attribute = attributeFor(field, around, service);
      if (attribute === undefined) continue;
      tell('collect.known', `${at}/field`, {field: item.field, attribute, connector, lookup: lookup.name});
      break;
    }
  }
}

/** Text of the part whose answers a look-up is about: its party, or the object that its first key lies in. */
function aroundOf({party, keys: [first]}: LookupPlan): string {
  if (party) return party.pattern.text;
  const text = first?.pattern.text ?? '';
  return text.slice(0, text.lastIndexOf('/'));
}

function attributeFor({pattern, keywords}: FieldPlan, around: string, {attributes = {}}: ServiceShape): string | undefined {
  // Without an object of its own nothing says whom an answer is about.
  if (around === '' || !pattern.text.startsWith(`${around}/`)) return undefined;
  const [first = '', ...others] = pattern.text.slice(around.length + 1).split('/');
  if (others.includes('*')) return undefined;
  const name = first + others.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  const shape = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
  if (!shape) return undefined;
  const types = typesOf(keywords).map((type) => (type === 'integer' ? 'number' : String(type)));
  const given = jsonTypesOf(shape);
  return types.length === 0 || types.some((type) => given.has(type)) ? name : undefined;
}
