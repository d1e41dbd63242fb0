/** Which people and organisations a form is about, what belongs to each, and what follows another one while both are the same. */
import type {Party} from '../generated/definition.ts';
import type {Pattern} from '../json/pattern.ts';
import {escapeSegment} from '../json/pointer.ts';
import {didYouMean, nearestName} from '../rules/nearest.ts';
import type {FieldPlan, PartyPlan, SameParty} from './plan.ts';
import type {PlanContext} from './plan-context.ts';

type Parties = ReadonlyMap<string, PartyPlan>;

const NO_PARTIES: Parties = new Map();

/** Pointer of a party in the definition. */
export function partyAt(name: string): string {
  return `/parties/${escapeSegment(name)}`;
}

export function planParties(context: PlanContext): Parties {
  const written = context.definition.parties;
  if (!written) return NO_PARTIES;
  const parties = new Map<string, PartyPlan>();
  for (const [name, settings] of Object.entries(written)) {
    const at = partyAt(name);
    const pattern = context.readPointer(settings.at, `${at}/at`);
    if (!pattern) continue;
    const subject = context.rules.written(settings.subject, `${at}/subject`);
    parties.set(name, {name, pattern, settings, subject, same: planSame(context, settings, at)});
  }
  return parties;
}

function planSame({definition, rules, report}: PlanContext, {same}: Party, at: string): SameParty | undefined {
  if (!same) return undefined;
  const {as} = same;
  const when = rules.written(same.when, `${at}/same/when`);
  if (definition.parties && Object.hasOwn(definition.parties, as)) return when && {as, when};
  const guess = nearestName(as, Object.keys(definition.parties ?? {}));
  report(`${at}/same/as`, 'party.unknown', `No party is called "${as}".${didYouMean(guess)} Name one of "parties".`, guess);
  return undefined;
}

/** The party that a place belongs to. */
export function partyOf(parties: Parties, pattern: Pattern): PartyPlan | undefined {
  for (const party of parties.values()) if (pattern.isWithin(party.pattern)) return party;
  return undefined;
}

/** The same member of another party, by pattern text. */
export function counterpart(text: string, from: PartyPlan, to: PartyPlan): string {
  return `${to.pattern.text}${text.slice(from.pattern.text.length)}`;
}

/**
 * Each member that both parties have follows the other party while they are the same. Rows and what a rule computes in any case
 * stay as they are.
 */
export function planFollowers(context: PlanContext, parties: Parties, fields: Map<string, FieldPlan>): void {
  for (const party of parties.values()) {
    const {same, name} = party;
    const other = same && parties.get(same.as);
    // Where parties follow each other in a circle none does: the checks say so.
    if (!same || !other || leadsTo(parties, other, party)) continue;
    for (const [text, field] of fields) {
      if (!field.pattern.isWithin(party.pattern) || field.pattern.rows.length > 0 || field.value || field.aside) continue;
      const from = counterpart(text, party, other);
      if (!isAsked(fields, from)) continue;
      const value = context.rules.implied({var: from}, `${partyAt(name)}/same`);
      fields.set(text, {...field, follows: {when: same.when, value, from}});
    }
  }
}

function leadsTo(parties: Parties, from: PartyPlan, wanted: PartyPlan): boolean {
  const passed = new Set<PartyPlan>();
  for (let party: PartyPlan | undefined = from; party && !passed.has(party); party = parties.get(party.same?.as ?? '')) {
    if (party === wanted) return true;
    passed.add(party);
  }
  return false;
}

/** Whether there is a question at a place, around it or in it. */
function isAsked(fields: ReadonlyMap<string, FieldPlan>, text: string): boolean {
  if (fields.has(text)) return true;
  for (const other of fields.keys()) if (text.startsWith(`${other}/`) || other.startsWith(`${text}/`)) return true;
  return false;
}
