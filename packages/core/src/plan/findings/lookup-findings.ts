/** What only the whole plan shows about look-ups and searches: rows that do not fit, chains without end. */

import {innermostRow, type Pattern} from '../../json/pattern.ts';
import {escapeSegment} from '../../json/pointer.ts';
import {didYouMean, nearestName} from '../../rules/nearest.ts';
import {typesOf} from '../../schema/value-types.ts';
import type {FormPlan} from '../plan.ts';
import type {Report} from '../plan-context.ts';
import {circlesIn, type Edges} from '../plan-references.ts';
import {isProposedTo} from './proposal-findings.ts';

/** Keys and targets of a look-up share a row; what it fills is typed by nobody else; chains end. */
export function checkLookups(plan: FormPlan, edges: Edges, report: Report): void {
  for (const {name, settings, keys, fill, rows} of plan.lookups.values()) {
    const at = `/lookups/${escapeSegment(name)}`;
    const row = innermostRow(keys.map(({pattern}) => pattern));
    for (const {name: key, pattern} of keys) {
      if (!pattern.isSeenFrom(row))
        report(
          `${at}/keys/${escapeSegment(key)}`,
          'row.other',
          `The key "${pattern.text}" is in another row than the other keys.`,
        );
    }
    for (const {pattern} of fill) checkTarget(plan, pattern, row, `${at}/fill/${escapeSegment(pattern.text)}`, report);
    for (const {list, cells} of rows) {
      for (const {pattern} of cells) checkCell(plan, pattern, list, row, `${at}/fill/${escapeSegment(pattern.text)}`, report);
    }
    const perField = [
      ['trust', settings.trust],
      ['maxAgeDays', settings.maxAgeDays],
    ] as const;
    const pointers = perField.flatMap(([member, map]) => Object.keys(map ?? {}).map((pointer) => ({member, pointer})));
    for (const {member, pointer} of pointers) {
      if (pointer === '*' || Object.hasOwn(settings.fill, pointer)) continue;
      const guess = nearestName(pointer, Object.keys(settings.fill));
      report(
        `${at}/${member}/${escapeSegment(pointer)}`,
        `${member}.unfilled`,
        `"${pointer}" is not filled by this look-up.${didYouMean(guess)} Fill it, or leave it out here.`,
        guess,
      );
    }
  }
  checkChains(plan, edges, report);
}

export function checkTarget(plan: FormPlan, pattern: Pattern, row: Pattern, where: string, report: Report): void {
  const {text} = pattern;
  if (plan.fields.get(text)?.settings.value !== undefined)
    report(where, 'fill.computed', `"${text}" is computed and cannot be filled. Drop its "value", or do not fill it.`);
  if (!pattern.isSeenFrom(row))
    report(
      where,
      'row.other',
      `"${text}" is in a row, but this part does not say which. Fill answers of the same row or of the form.`,
    );
}

/** A list of the answer goes into the rows of one list of the form, in the row of the keys or outside all. */
function checkCell(plan: FormPlan, pattern: Pattern, list: string, row: Pattern, where: string, report: Report): void {
  const {text} = pattern;
  const own = pattern.row;
  const around = own.prefix(own.length - 1);
  if (pattern.length === own.length || list === '' || !around.isSeenFrom(row) || around.length <= row.length)
    report(
      where,
      'fill.rows',
      `A list of the answer fills rows, but "${text}" names no field of a row such as "/members/*/name".`,
    );
  else if (!plan.lists.has(list))
    report(where, 'fill.rows', `"${list}" is on no page as a list, so nobody would see its rows. Place it, or do not fill it.`);
  else checkTarget(plan, pattern, own, where, report);
}

/** Choices that are searched are looked for in a text box, and are texts or numbers. */
export function checkSearches(plan: FormPlan, report: Report): void {
  for (const [text, {settings, keywords, widget, control}] of plan.fields) {
    if (!settings.options || !('connector' in settings.options)) continue;
    const at = `/fields/${escapeSegment(text)}/options`;
    const types = typesOf(keywords);
    if (types.length > 0 && !types.some((type) => type === 'string' || type === 'integer' || type === 'number'))
      report(
        at,
        'options.search',
        `What a search finds is a text or a number, and "${text}" is neither. Search for a part of it.`,
      );
    else if (!control.searches)
      report(
        at,
        'options.search',
        `Choices that are searched need a text box, which the field type "${widget}" has not. Leave "widget" out, or list the choices.`,
      );
  }
}

/** Look-ups that one answer can set off, one after the other. */
const MOST_LINKS = 4;

/** A look-up may ask with what another one filled, but not in a circle. */
function checkChains(plan: FormPlan, {values}: Edges, report: Report): void {
  if (plan.lookups.size === 0) return;
  const followers = new Map<string, string[]>();
  for (const [field, reads] of values) for (const read of reads) followers.set(read, [...(followers.get(read) ?? []), field]);
  const chains = new Map<string, Set<string>>();
  for (const {
    name,
    fill,
    rows,
    keys: [own],
    subject,
  } of plan.lookups.values()) {
    // With the number of the signed-in person, or of who was proposed, it does not ask again.
    const isKnown = subject !== undefined || isProposedTo(plan, name);
    const isOwn = (text: string): boolean => isKnown && text === own?.pattern.text;
    const targets = [...fill, ...rows.flatMap(({cells}) => cells)].filter(({pattern}) => !isOwn(pattern.text));
    const reached = new Set(targets.map(({pattern}) => pattern.text));
    for (const field of reached) for (const next of followers.get(field) ?? []) reached.add(next);
    const asks = [...plan.lookups.values()].filter(({keys}) =>
      keys.some(({pattern, optional}) => !optional && reached.has(pattern.text)),
    );
    chains.set(name, new Set(asks.map((lookup) => lookup.name)));
  }
  const circles = circlesIn(chains);
  for (const circle of circles) {
    const [first = ''] = circle;
    const message =
      circle.length === 2
        ? `Look-up "${first}" fills its own key. Ask with another answer, or mark the key optional.`
        : `Look-ups ask with what the other fills, in a circle: ${circle.join(' → ')}. Take one key out of it.`;
    report(`/lookups/${escapeSegment(first)}`, 'lookup.cycle', message);
  }
  if (circles.length === 0) checkDepth(plan, chains, report);
}

/** Each link is a question that the person waits for, and a way for one wrong number to spread. */
function checkDepth(plan: FormPlan, chains: ReadonlyMap<string, ReadonlySet<string>>, report: Report): void {
  const longest = new Map<string, readonly string[]>();
  const wayFrom = (name: string): readonly string[] => {
    const known = longest.get(name);
    if (known) return known;
    // A button stops the chain: nothing is asked that nobody wants.
    const next = [...(chains.get(name) ?? [])].filter((one) => plan.lookups.get(one)?.settings.auto !== false);
    const ways = next.map(wayFrom);
    const way = [name, ...ways.reduce((best, one) => (one.length > best.length ? one : best), [])];
    longest.set(name, way);
    return way;
  };
  for (const name of chains.keys()) {
    const way = wayFrom(name);
    const isStart = ![...chains.values()].some((next) => next.has(name));
    if (isStart && way.length > MOST_LINKS)
      report(
        `/lookups/${escapeSegment(name)}`,
        'lookup.depth',
        `One answer sets off ${way.length} look-ups: ${way.join(' → ')}. At most ${MOST_LINKS} follow each other; ask the last ones on a button ("auto": false).`,
      );
  }
}
