/**
 * What only the whole plan shows about proposals: the one sanctioned way from what a register says about the signed-in person
 * to another party.
 *
 * Rule    1. A look-up that proposes asks about a party that may be the signed-in person. 2. It proposes to a look-up of another
 *         party that fills its own first key and has a second one, by which the person shows that they know whom they mean.
 *         3. Neither stands in rows, and nobody is proposed to a look-up that proposes.
 */
import {escapeSegment} from '../../json/pointer.ts';
import {didYouMean, nearestName} from '../../rules/nearest.ts';
import type {FormPlan, LookupPlan} from '../plan.ts';
import type {Report} from '../plan-context.ts';

export function checkProposals(plan: FormPlan, report: Report): void {
  for (const lookup of plan.lookups.values()) {
    const {proposes} = lookup.settings;
    if (!proposes) continue;
    const at = `/lookups/${escapeSegment(lookup.name)}/proposes`;
    if (!lookup.subject)
      report(
        at,
        'proposal.subject',
        `Look-up "${lookup.name}" is not about the signed-in person, and whom others belong to is told to nobody. Give it a party with "subject".`,
      );
    const target = plan.lookups.get(proposes.to);
    if (target) checkTarget(lookup, target, `${at}/to`, report);
    else {
      const guess = nearestName(proposes.to, plan.lookups.keys());
      report(`${at}/to`, 'proposal.unknown', `No look-up is called "${proposes.to}".${didYouMean(guess)}`, guess);
    }
  }
}

function checkTarget(lookup: LookupPlan, target: LookupPlan, where: string, report: Report): void {
  const [own, second] = target.keys;
  if (!target.party || target.party === lookup.party)
    report(
      where,
      'proposal.party',
      `Look-up "${target.name}" is not about another party, so nobody is proposed to it. Name a look-up of the party that the person is.`,
    );
  else if (target.settings.proposes || !own || !target.fill.some(({pattern}) => pattern.text === own.pattern.text))
    report(
      where,
      'proposal.own-key',
      `Look-up "${target.name}" does not fill its first key, so the form would not say who was confirmed. Add it to "fill".`,
    );
  else if (!second)
    report(
      where,
      'proposal.second-key',
      `Look-up "${target.name}" has one key only, so nothing would show that the person knows whom they mean. Add a second one, such as the date of birth.`,
    );
}

/** Whether somebody may be proposed to a look-up: it is then asked without its first key, and fills it. */
export function isProposedTo({lookups}: FormPlan, name: string): boolean {
  return [...lookups.values()].some(({settings}) => settings.proposes?.to === name);
}
