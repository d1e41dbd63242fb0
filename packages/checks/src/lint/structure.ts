/**
 * What stands in a definition without effect, or where nobody gets to, as far as it can be read off without reasoning about
 * values: conditions that are written out, questions that nobody can answer, settings of what is not asked.
 *
 * Limits  Whether a condition that is a rule can ever hold is for the proof to say.
 */
import type {Item, Json, Rule} from '@egov-form/core';
import {dependenciesOf, isAuxiliary, nearestName} from '@egov-form/core';
import {escapeSegment, type FieldPlan, FormPaths} from '@egov-form/core/plan';
import {type PlannedProcedure, type Procedure, settingAt} from './procedure.ts';
import {readersIn} from './rule-readers.ts';

/** Questions on a page, and columns of a table, that a person still keeps an overview of. */
const MOST_QUESTIONS = 40;
const MOST_COLUMNS = 7;

export function checkStructure(procedure: PlannedProcedure): void {
  checkConditions(procedure);
  checkItems(procedure);
  checkFields(procedure);
  checkUnasked(procedure);
  checkReaders(procedure);
  checkParties(procedure);
}

// Conditions that are written out

function checkConditions({definition: {pages = [], fields = {}, documents = {}, lookups = {}}, items, tell}: Procedure): void {
  const look = (rule: Rule | undefined, at: string): void => {
    if (rule === false) tell('visible.never', at);
    if (rule === true) tell('visible.always', at, {}, [{op: 'remove', path: at}]);
  };
  pages.forEach(({visible}, i) => {
    look(visible, `/pages/${i}/visible`);
  });
  for (const {item, at} of items) if ('visible' in item) look(item.visible, `${at}/visible`);
  for (const [pointer, {visible}] of Object.entries(fields)) look(visible, settingAt(pointer, 'visible'));
  for (const [part, settings] of [
    ['documents', documents],
    ['lookups', lookups],
  ] as const)
    for (const [name, {visible}] of Object.entries(settings)) look(visible, `/${part}/${escapeSegment(name)}/visible`);
}

// Pages

function checkItems({definition: {pages = []}, items, tell}: Procedure): void {
  for (const {item, at} of items) {
    if ('items' in item && item.items.length === 0) tell('group.empty', `${at}/items`);
    if ('list' in item && item.layout === 'table') {
      const columns = item.items.filter((one: Item) => 'field' in one).length;
      if (columns > MOST_COLUMNS) tell('list.wide', `${at}/layout`, {found: columns, most: MOST_COLUMNS});
    }
  }
  pages.forEach((_page, i) => {
    const questions = items.filter(({page, item}) => page === i && 'field' in item).length;
    if (questions > MOST_QUESTIONS) tell('page.long', `/pages/${i}`, {found: questions, most: MOST_QUESTIONS});
  });
}

// Fields

/** Tokens of the attribute `autocomplete` that are about who fills the form. */
const AUTOCOMPLETE: ReadonlySet<string> = new Set(
  (
    'off on name honorific-prefix given-name additional-name family-name honorific-suffix nickname username new-password ' +
    'current-password one-time-code organization-title organization street-address address-line1 address-line2 address-line3 ' +
    'address-level4 address-level3 address-level2 address-level1 country country-name postal-code cc-name cc-given-name ' +
    'cc-additional-name cc-family-name cc-number cc-exp cc-exp-month cc-exp-year cc-csc cc-type transaction-currency ' +
    'transaction-amount language bday bday-day bday-month bday-year sex url photo tel tel-country-code tel-national ' +
    'tel-area-code tel-local tel-local-prefix tel-local-suffix tel-extension email impp'
  ).split(' '),
);
const PERSONAL = /^(?:(?:given-|additional-|family-|nick)?name|bday|sex|tel|email|street-address|postal-code)$/u;
const SECTIONS = /^(?:section-\S+|shipping|billing|home|work|mobile|fax|pager)$/u;

function checkFields({definition, plan, tell}: PlannedProcedure): void {
  const filled = new Set(
    [...plan.lookups.values(), ...plan.documents.values()].flatMap(({settings}) => Object.keys(settings.fill ?? {})),
  );
  for (const [text, field] of plan.fields) {
    const own = definition.fields?.[text];
    const given =
      field.value !== undefined || field.defaultValue !== undefined || field.follows !== undefined || filled.has(text);
    if (own?.readonly === true && !given && field.page !== undefined) {
      const isDue = field.requiredBySchema || own.required === true;
      tell(isDue ? 'field.stuck' : 'field.dead', settingAt(text, 'readonly'));
    }
    const token = own?.autocomplete?.split(' ').find((one) => !AUTOCOMPLETE.has(one) && !SECTIONS.test(one));
    if (token !== undefined && token !== '') {
      const guess = nearestName(token, AUTOCOMPLETE);
      tell('autocomplete.unknown', settingAt(text, 'autocomplete'), {
        found: token,
        ...(guess !== undefined && {suggestion: guess}),
      });
    }
    // What a browser offers for it is about who sits there.
    const ownToken = field.settings.autocomplete ?? '';
    const party = [...plan.parties.values()].find(({pattern}) => field.pattern.isWithin(pattern));
    if (field.page !== undefined && PERSONAL.test(ownToken) && ((party && !party.subject) || field.pattern.rows.length > 0))
      tell('autocomplete.other', own?.autocomplete === undefined ? settingAt(text) : settingAt(text, 'autocomplete'), {
        field: text,
        found: ownToken,
      });
    checkChecks(field, tell);
  }
}

function checkChecks({pattern, checks}: FieldPlan, tell: Procedure['tell']): void {
  checks.forEach(({rule}, i) => {
    const {paths, origins} = dependenciesOf(rule.source);
    if (paths.length + origins.length === 0) tell('check.constant', rule.at);
    const same = checks.slice(0, i).find((other) => JSON.stringify(other.rule.source) === JSON.stringify(rule.source));
    const at = settingAt(pattern.text, `checks/${i}`);
    if (same) tell('check.twice', at, {other: same.rule.at.replace(/\/rule$/u, '')}, [{op: 'remove', path: at}]);
  });
}

/** Settings and own members of `data` that no page, rule, look-up or document brings to a person. */
function checkUnasked({definition, plan, tell}: PlannedProcedure): void {
  const patterns = [...plan.fields.values(), ...plan.lists.values()].map(({pattern}) => pattern);
  const asked = patterns.map(({text}) => text);
  const around = new Set(patterns.flatMap(({prefixTexts}) => prefixTexts));
  const isReached = (text: string): boolean =>
    around.has(text) || asked.some((field) => text.startsWith(`${field}/`)) || text === '';
  for (const pointer of Object.keys(definition.fields ?? {})) if (!isReached(pointer)) tell('field.unasked', settingAt(pointer));
  visitOwn(definition.data as Json, '/data', '', (text, at) => {
    if (!isReached(text)) tell('data.unasked', at);
  });
}

/** Members that the definition itself describes; what a `$ref` brings along is not its choice. */
function visitOwn(schema: Json | undefined, at: string, text: string, seen: (text: string, at: string) => void): void {
  if (schema === null || typeof schema !== 'object' || Array.isArray(schema)) return;
  const {properties, items, required} = schema as {readonly [keyword: string]: Json | undefined};
  if (items !== undefined) visitOwn(items, `${at}/items`, `${text}/*`, seen);
  if (properties === null || typeof properties !== 'object' || Array.isArray(properties)) return;
  for (const [name, member] of Object.entries(properties)) {
    // What is required and not asked is an error of its own.
    if (isAuxiliary(name) || (Array.isArray(required) && required.includes(name))) continue;
    const segment = escapeSegment(name);
    const place = `${at}/properties/${segment}`;
    const inner = `${text}/${segment}`;
    const isPart = member !== null && typeof member === 'object' && ('properties' in member || '$ref' in member);
    if (!isPart) seen(inner, place);
    visitOwn(member, place, inner, seen);
  }
}

// Rules

/** Rules that read what is never shown, and pages that hang on what is asked after them. */
function checkReaders({definition, plan, tell}: PlannedProcedure): void {
  const paths = new FormPaths(plan);
  const never = new Set(
    [...plan.fields].filter(([, {visible}]) => visible.some(({source}) => source === false)).map(([text]) => text),
  );
  if (never.size > 0)
    for (const {at, source} of readersIn(definition)) {
      const hidden = dependenciesOf(source)
        .paths.flatMap((path) => paths.targets(path))
        .find((text) => never.has(text));
      if (hidden !== undefined) tell('rule.hidden', at, {field: hidden});
    }
  const pageOf = new Map((definition.pages ?? []).map(({id}, i) => [id, i]));
  plan.pages.forEach(({page, visible}, i) => {
    if (!visible || definition.pages === undefined) return;
    const read = dependenciesOf(visible.source).paths.flatMap((path) => paths.targets(path));
    const later = read.find((text) => (pageOf.get(plan.fields.get(text)?.page ?? '') ?? -1) > i);
    if (later !== undefined) tell('rule.later', `/pages/${i}/visible`, {field: later, page: page.id});
  });
}

function checkParties({plan, tell}: PlannedProcedure): void {
  for (const {name, pattern} of plan.parties.values()) {
    const texts = [...plan.fields.keys(), ...plan.lists.keys()];
    if (!texts.some((text) => text.startsWith(`${pattern.text}/`))) tell('party.empty', `/parties/${escapeSegment(name)}`);
  }
}
