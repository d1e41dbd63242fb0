/** What only the whole plan shows about settings of fields and lists: widgets that cannot give the answer, sums of other than numbers. */
import type {Item} from '../../generated/definition.ts';
import type {Json} from '../../json/json.ts';
import {escapeSegment} from '../../json/pointer.ts';
import {didYouMean, nearestName} from '../../rules/nearest.ts';
import {typesOf, valuesOf} from '../../schema/value-types.ts';
import type {FieldPlan, FormPlan} from '../plan.ts';
import type {Report} from '../plan-context.ts';
import {settingsAt} from '../plan-rules.ts';
import {WIDGET_TYPES} from '../widget-types.ts';
import {isProposedTo} from './proposal-findings.ts';

/** A widget that is named for a field gives answers of the field's type. */
export function checkWidgets(plan: FormPlan, report: Report): void {
  for (const [text, {settings, keywords, widget, format}] of plan.fields) {
    const named = settings.widget ?? keywords['x-egov-widget'];
    const given = named === widget ? WIDGET_TYPES.get(widget) : undefined;
    const types = typesOf(keywords);
    // What a format reads is what its widget writes.
    if (!given || types.length === 0 || (format?.widget !== undefined && format.widget === widget)) continue;
    const gives = given.split(' ');
    if (types.some((type) => gives.includes(String(type)))) continue;
    const guess = widgetFor(types, plan, text);
    report(
      `${settingsAt(text)}/widget`,
      'widget.type',
      `The field type "${widget}" gives ${gives.join(' or ')}, but "${text}" holds ${types.join(' or ')}.${didYouMean(guess)}`,
      guess,
    );
  }
}

function widgetFor(types: readonly Json[], plan: FormPlan, text: string): string | undefined {
  const hasOptions = plan.fields.get(text)?.settings.options !== undefined;
  if (types.includes('boolean')) return 'yes-no';
  if (types.includes('array')) return hasOptions ? 'checkboxes' : undefined;
  if (types.includes('number') || types.includes('integer')) return hasOptions ? 'select' : 'number';
  return types.includes('string') ? (hasOptions ? 'select' : 'text') : undefined;
}

/** Choices that are written out have each value once. */
export function checkChoices(plan: FormPlan, report: Report): void {
  for (const [text, {options}] of Object.entries(plan.definition.fields ?? {})) {
    if (!Array.isArray(options)) continue;
    const seen = new Set<unknown>();
    options.forEach(({value}, i) => {
      if (seen.has(value))
        report(
          `${settingsAt(text)}/options/${i}/value`,
          'options.twice',
          `The choice ${JSON.stringify(value)} stands twice. Keep one of the two.`,
        );
      seen.add(value);
    });
  }
}

/** The sums of a table are of numbers in its own rows. */
export function checkTotals(plan: FormPlan, report: Report): void {
  const walk = (items: readonly Item[], at: string): void => {
    items.forEach((item, i) => {
      const here = `${at}/${i}`;
      if ('list' in item)
        item.totals?.forEach((pointer, k) => {
          checkTotal(plan, item.list, pointer, `${here}/totals/${k}`, report);
        });
      if ('items' in item) walk(item.items, `${here}/items`);
    });
  };
  plan.definition.pages?.forEach(({items}, i) => {
    walk(items, `/pages/${i}/items`);
  });
}

function checkTotal(plan: FormPlan, list: string, pointer: string, at: string, report: Report): void {
  const field = plan.fields.get(pointer);
  const cells = [...plan.fields.values()].filter(({pattern}) => pattern.list === list);
  if (!field || !cells.includes(field)) {
    const guess = nearestName(
      pointer,
      cells.map(({pattern}) => pattern.text),
    );
    report(
      at,
      'list.total',
      `"${pointer}" is no question in the rows of "${list}".${didYouMean(guess)} Mend the pointer.`,
      guess,
    );
  } else if (!isNumber(field)) {
    report(
      at,
      'list.total',
      `A sum is of numbers, and "${pointer}" holds ${typesOf(field.keywords).join(' or ') || 'anything'}. Leave it out.`,
    );
  }
}

function isNumber({keywords}: FieldPlan): boolean {
  const types = typesOf(keywords);
  return types.includes('number') || types.includes('integer') || keywords['format'] === 'decimal';
}

/** What is odd and may be meant. */
export function settingWarnings(plan: FormPlan, report: Report): void {
  for (const [text, {settings, keywords, widget}] of plan.fields) {
    const at = settingsAt(text);
    const own = plan.definition.fields?.[text];
    if (own?.value !== undefined)
      for (const member of ['default', 'placeholder'] as const)
        if (own[member] !== undefined)
          report(
            `${at}/${member}`,
            'field.no-effect',
            `"${text}" is computed by "value", so "${member}" does nothing. Leave it out.`,
          );
    if (Array.isArray(own?.options)) {
      const offered = own.options.map(({value}) => value);
      const missing = valuesOf(keywords)?.filter((value) => !offered.includes(value as never)) ?? [];
      if (missing.length > 0)
        report(
          `${at}/options`,
          'options.missing',
          `\`data\` allows ${missing.map((value) => JSON.stringify(value)).join(', ')} for "${text}", which is not offered. Add a text for it, or take it out of \`data\`.`,
        );
    }
    if (settings.widget !== undefined && !WIDGET_TYPES.has(widget) && !knownByPacks(plan).has(widget)) {
      const guess = nearestName(widget, [...WIDGET_TYPES.keys(), ...knownByPacks(plan)]);
      report(
        `${at}/widget`,
        'widget.unknown',
        `No field type "${widget}" is known here; a page that does not register it draws a text field.${didYouMean(guess)}`,
        guess,
      );
    }
  }
  plan.definition.pages?.forEach((page, i) => {
    if (page.items.length === 0)
      report(`/pages/${i}/items`, 'page.empty', `The page "${page.id}" has nothing on it. Fill it, or leave it out.`);
  });
}

function knownByPacks(plan: FormPlan): ReadonlySet<string> {
  return new Set(plan.packs.flatMap(({fieldTypes = []}) => fieldTypes.map(({widget}) => widget)));
}

/** An attribute or key that the connector has not is never filled, or never asked with. */
export function checkAttributes(plan: FormPlan, connectors: ReadonlyMap<string, ConnectorShape>, report: Report): void {
  for (const {
    name,
    settings,
    subject,
    keys: [own],
  } of plan.lookups.values()) {
    const at = `/lookups/${escapeSegment(name)}`;
    const named = [settings.connector].flat() as readonly string[];
    const shapes = named.flatMap((one) => connectors.get(one) ?? []);
    const [first] = named;
    // Of a connector that says nothing of itself anything may be asked.
    const attributes = shapes.length === named.length ? shapes.map((shape) => shape.attributes) : [];
    const keys = shapes.length === named.length ? shapes.map((shape) => shape.keys) : [];
    const hold = (
      asked: string,
      known: readonly (readonly string[] | undefined)[],
      place: string,
      code: string,
      what: string,
    ): void => {
      if (known.length === 0 || known.some((names) => !names || names.includes(asked))) return;
      const all = known.flatMap((names) => names ?? []);
      const guess = nearestName(asked, all);
      report(
        place,
        code,
        `The connector "${first}" has no ${what} "${asked}".${didYouMean(guess) || ` It has: ${all.join(', ')}.`}`,
        guess,
      );
    };
    // The number of the signed-in person is the session's, that of who is proposed another register's.
    const isKnown = subject !== undefined || isProposedTo(plan, name);
    for (const [pointer, attribute] of Object.entries(settings.fill))
      if (!isKnown || pointer !== own?.pattern.text)
        hold(attributeOf(attribute), attributes, `${at}/fill/${escapeSegment(pointer)}`, 'lookup.attribute', 'attribute');
    const {to: _to, where = {}, ...proposed} = settings.proposes ?? {to: ''};
    for (const [member, attribute] of Object.entries(proposed))
      hold(attribute, attributes, `${at}/proposes/${member}`, 'lookup.attribute', 'attribute');
    for (const attribute of Object.keys(where))
      hold(attribute, attributes, `${at}/proposes/where/${escapeSegment(attribute)}`, 'lookup.attribute', 'attribute');
    for (const key of Object.keys(settings.keys)) hold(key, keys, `${at}/keys/${escapeSegment(key)}`, 'lookup.key', 'key');
  }
}

/** What a connector can say, and what it is asked with; what is absent is not known. */
export interface ConnectorShape {
  readonly attributes?: readonly string[];
  readonly keys?: readonly string[];
}

/** `children/*​/name` and `residence.province` are parts of an attribute. */
function attributeOf(path: string): string {
  return path.split(/[./[]/u)[0] ?? path;
}
