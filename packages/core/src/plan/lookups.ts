/** Third phase: what is asked of registers, and which fields an answer fills. */
import {innermostRow} from '../json/pattern.ts';
import {escapeSegment} from '../json/pointer.ts';
import {planFill} from '../lookups/row-fill.ts';
import {asksForSubject} from './lookup-settings.ts';
import {partyOf} from './parties.ts';
import type {LookupPlan, PartyPlan} from './plan.ts';
import type {PlanContext} from './plan-context.ts';
import type {References} from './references.ts';

export function planLookups(
  context: PlanContext,
  references: References,
  parties: ReadonlyMap<string, PartyPlan>,
): ReadonlyMap<string, LookupPlan> {
  const lookups = new Map<string, LookupPlan>();
  for (const [name, settings] of Object.entries(context.definition.lookups ?? {})) {
    const at = `/lookups/${escapeSegment(name)}`;
    const keys = Object.entries(settings.keys).map(([key, target]) => {
      const {pointer, optional = false} = typeof target === 'string' ? {pointer: target} : target;
      return {name: key, pattern: references.add(pointer, `${at}/keys/${escapeSegment(key)}`), optional};
    });
    const fill = planFill(settings, (pointer) => references.add(pointer, `${at}/fill/${escapeSegment(pointer)}`));
    const row = innermostRow(keys.map(({pattern}) => pattern));
    const visible = context.rules.written(settings.visible, `${at}/visible`, row);
    const party = keys[0] && partyOf(parties, keys[0].pattern);
    const subject = asksForSubject(settings) ? party?.subject : undefined;
    lookups.set(name, {name, settings, keys, ...fill, visible, party, subject});
  }
  return lookups;
}
