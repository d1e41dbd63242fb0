/**
 * What only the whole plan shows about parties: places that are no party's, parties that are each other, and one person's
 * register values on their way into another person's answers.
 *
 * Rule    1. A look-up asks with answers of its own party (that of its first key) and of none, and fills those. 2. No `value`
 *         or `default` gives what a register says about a party (what its look-ups fill or ask with) the register values of
 *         another party, on no way through other rules. 3. None gives any party what identifies another one (the keys of its
 *         look-ups) as the same member. Only `same` does both.
 *         4. A party that may be the signed-in person has a look-up that fills its own key: the answer stands beside whose it is.
 * Limits  What a rule only decides by (conditions, comparisons) is no copy. A party that no register knows, such as a child that
 *         is not registered yet, takes what its rules give it. Documents fill what they like: a paper may be about several.
 */
import type {Pattern} from '../../json/pattern.ts';
import {escapeSegment, type Segments} from '../../json/pointer.ts';
import {resultPathsOf} from '../../rules/dependencies.ts';
import {shareKind} from '../../rules/static-type.ts';
import {viewSchema} from '../../schema/schema-view.ts';
import {typesOf} from '../../schema/value-types.ts';
import {counterpart, partyAt, partyOf} from '../parties.ts';
import type {FieldPlan, FormPlan, LookupPlan, PartyPlan} from '../plan.ts';
import type {Report} from '../plan-context.ts';
import {circlesIn, type FormPaths} from '../plan-references.ts';
import {settingsAt} from '../plan-rules.ts';

export function checkParties(plan: FormPlan, paths: FormPaths, report: Report): void {
  if (plan.parties.size === 0) return;
  for (const party of plan.parties.values()) checkPlace(plan, party, report);
  checkNesting(plan, report);
  checkSame(plan, paths, report);
  checkSubjects(plan, report);
  for (const lookup of plan.lookups.values()) checkLookup(plan, lookup, report);
  checkCopies(plan, paths, report);
}

function checkPlace({definition, schemas}: FormPlan, {name, pattern}: PartyPlan, report: Report): void {
  const {text, segments} = pattern;
  const where = `${partyAt(name)}/at`;
  const view = viewSchema(definition.data, segments, schemas);
  const types = view && typesOf(view.keywords);
  if (pattern.rows.length > 0 || segments.includes('*'))
    report(where, 'party.row', `"${text}" is in the rows of a list, and a party is one. Take an object outside of rows.`);
  else if (!types || (types.length > 0 && !types.includes('object')))
    report(
      where,
      'party.place',
      `"${text}" is no object of \`data\`, so nothing lies in it. Name the object that holds the party.`,
    );
}

/** Every answer belongs to one party at most. */
function checkNesting({parties}: FormPlan, report: Report): void {
  const all = [...parties.values()];
  all.forEach((party, i) => {
    const other = all.find(
      ({pattern}, k) => k !== i && party.pattern.isWithin(pattern) && (k < i || !pattern.isWithin(party.pattern)),
    );
    if (!other) return;
    report(
      `${partyAt(party.name)}/at`,
      'party.nested',
      `"${party.pattern.text}" is, or lies in, the place of "${other.name}", so it would be about both. Give each party an object of its own, beside the other.`,
    );
  });
}

function checkSame(plan: FormPlan, paths: FormPaths, report: Report): void {
  const {parties} = plan;
  const ways = new Map([...parties.values()].flatMap(({name, same}) => (same ? [[name, new Set([same.as])] as const] : [])));
  for (const circle of circlesIn(ways)) {
    const [first = ''] = circle;
    const message =
      circle.length === 2
        ? `"${first}" is the same as itself. Name another party.`
        : `Parties follow each other in a circle: ${circle.join(' → ')}. Take "same" out of one of them.`;
    report(`${partyAt(first)}/same/as`, 'party.circle', message);
  }
  for (const party of parties.values()) {
    const other = party.same && parties.get(party.same.as);
    if (!other || other === party) continue;
    const at = `${partyAt(party.name)}/same`;
    for (const text of plan.lists.keys()) {
      if (plan.lists.get(text)?.pattern.isWithin(party.pattern) && plan.lists.has(counterpart(text, party, other)))
        report(
          at,
          'party.list',
          `Both parties have the list "${text}", and rows follow nothing. Ask for it outside of one of them.`,
        );
    }
    for (const [text, {pattern, follows}] of plan.fields) {
      if (!follows || !pattern.isWithin(party.pattern)) continue;
      const own = paths.typeAt(pattern.segments);
      const theirs = paths.typeAt(plan.patterns.parse(follows.from).segments);
      if (own === 'nowhere' || theirs === 'nowhere' || !own || !theirs || shareKind(own, theirs)) continue;
      const [held, given] = [[...own.kinds].join(' or '), [...theirs.kinds].join(' or ')];
      report(
        at,
        'party.kind',
        `"${text}" holds ${held}, but would follow "${follows.from}", which holds ${given}. Give both the same type.`,
      );
    }
  }
}

function checkSubjects({parties, lookups}: FormPlan, report: Report): void {
  for (const party of parties.values()) {
    const own = [...lookups.values()].filter((lookup) => lookup.party === party && !lookup.settings.proposes);
    const [first] = own;
    if (!party.subject || !first || own.some(({subject}) => subject)) continue;
    const key = first.keys[0];
    report(
      `${partyAt(party.name)}/subject`,
      'party.own-key',
      `"${party.name}" may be the signed-in person, who types no number, but no look-up fills its own key. Let "${first.name}" fill "${key?.pattern.text}" from the attribute "${key?.name}".`,
    );
  }
}

function targetsOf({fill, rows}: LookupPlan): readonly Pattern[] {
  return [...fill, ...rows.flatMap(({cells}) => cells)].map(({pattern}) => pattern);
}

function checkLookup({parties}: FormPlan, lookup: LookupPlan, report: Report): void {
  const {name, keys, party} = lookup;
  const at = `/lookups/${escapeSegment(name)}`;
  const about = party ? `is about "${party.name}", as its first key says` : 'is about no party, as its first key says';
  for (const {name: key, pattern} of keys) {
    const other = partyOf(parties, pattern);
    if (other && other !== party)
      report(
        `${at}/keys/${escapeSegment(key)}`,
        'party.other-key',
        `Look-up "${name}" ${about}, but "${pattern.text}" belongs to "${other.name}". Ask with an answer of the same party.`,
      );
  }
  for (const pattern of targetsOf(lookup)) {
    const other = partyOf(parties, pattern);
    if (other && other !== party)
      report(
        `${at}/fill/${escapeSegment(pattern.text)}`,
        'party.other-fill',
        `Look-up "${name}" ${about}, but "${pattern.text}" belongs to "${other.name}". Fill it by a look-up of that party.`,
      );
  }
}

/** What look-ups of a party fill and ask with, by text of the field. */
type Known = ReadonlyMap<string, 'key' | 'filled'>;

function knownOf(plan: FormPlan): ReadonlyMap<PartyPlan, Known> {
  const known = new Map<PartyPlan, Map<string, 'key' | 'filled'>>();
  for (const lookup of plan.lookups.values()) {
    const {party, keys} = lookup;
    if (!party) continue;
    const members = known.get(party) ?? new Map<string, 'key' | 'filled'>();
    known.set(party, members);
    for (const {text} of targetsOf(lookup)) if (!members.has(text)) members.set(text, 'filled');
    for (const {pattern} of keys) members.set(pattern.text, 'key');
  }
  return known;
}

function checkCopies(plan: FormPlan, paths: FormPaths, report: Report): void {
  const known = knownOf(plan);
  if (known.size === 0) return;
  const read = new Map<FieldPlan, readonly string[]>();
  const readBy = (field: FieldPlan): readonly string[] => {
    const rules = [field.settings.value, field.settings.default];
    const found = read.get(field) ?? rules.flatMap((rule) => copiedBy(rule, paths));
    read.set(field, found);
    return found;
  };
  for (const [text, field] of plan.fields) {
    const own = partyOf(plan.parties, field.pattern);
    if (!own) continue;
    const isKnown = known.get(own)?.has(text) === true;
    for (const from of everythingCopied(plan, field, readBy)) {
      const source = plan.fields.get(from);
      const other = source && partyOf(plan.parties, source.pattern);
      const kind = other && other !== own ? known.get(other)?.get(from) : undefined;
      if (!other || !kind) continue;
      if (!isKnown && (kind !== 'key' || counterpart(from, other, own) !== text)) continue;
      const member = field.settings.value === undefined ? 'default' : 'value';
      report(
        `${settingsAt(text)}/${member}`,
        'party.copy',
        `"${text}" belongs to "${own.name}", but would be what a register says about "${other.name}" ("${from}"). Drop the rule; where both are one, say so by "same" of "${own.name}".`,
      );
      break;
    }
  }
}

function copiedBy(rule: FieldPlan['settings']['value'], paths: FormPaths): readonly string[] {
  if (rule === undefined) return [];
  try {
    return resultPathsOf(rule).flatMap((path: Segments) => paths.targets(path));
  } catch {
    // A path that is computed is told where rules are checked.
    return [];
  }
}

/** Fields whose values reach this one by rules, at once or through other rules. */
function everythingCopied(
  {fields}: FormPlan,
  start: FieldPlan,
  readBy: (field: FieldPlan) => readonly string[],
): ReadonlySet<string> {
  const reached = new Set(readBy(start));
  for (const text of reached) {
    const field = fields.get(text);
    if (field) for (const further of readBy(field)) reached.add(further);
  }
  return reached;
}
