/** What only the whole plan shows about documents and migrations. */

import type {MigrationStep} from '../../generated/definition.ts';
import {WHOLE} from '../../json/pattern.ts';
import {escapeSegment, parsePointer} from '../../json/pointer.ts';
import {checkRule} from '../../rules/check-rule.ts';
import {didYouMean, nearestName} from '../../rules/nearest.ts';
import {viewSchema} from '../../schema/schema-view.ts';
import {answersVersion} from '../../submission/answers-version.ts';
import type {FormPlan} from '../plan.ts';
import type {Report} from '../plan-context.ts';
import {checkTarget} from './lookup-findings.ts';

export function checkDocuments(plan: FormPlan, placed: ReadonlySet<string>, report: Report): void {
  const natures = plan.packs.flatMap((pack) => pack.natures ?? []).map(({name}) => name);
  for (const {name, settings} of plan.documents.values()) {
    const at = `/documents/${escapeSegment(name)}`;
    if (!placed.has(name))
      report(at, 'document.unplaced', `Document "${name}" is on no page, so nobody can attach it. Place it, or leave it out.`);
    // A page may know no natures at all: the reader does.
    if (settings.nature !== undefined && natures.length > 0 && !natures.includes(settings.nature)) {
      const guess = nearestName(settings.nature, natures);
      report(`${at}/nature`, 'nature.unknown', `No kind of paper "${settings.nature}" is registered.${didYouMean(guess)}`, guess);
    }
    for (const pointer of Object.keys(settings.fill ?? {}))
      if (plan.fields.has(pointer))
        checkTarget(plan, plan.patterns.parse(pointer), WHOLE, `${at}/fill/${escapeSegment(pointer)}`, report);
  }
}

/** What tells one matter from another is asked, and once. */
export function checkMatter({definition, patterns, fields}: FormPlan, report: Report): void {
  definition.submit?.matter?.forEach((pointer, i) => {
    const at = `/submit/matter/${i}`;
    if (!fields.has(pointer)) {
      const guess = nearestName(pointer, fields.keys());
      report(at, 'field.unknown', `"${pointer}" is no question of the form.${didYouMean(guess)}`, guess);
    } else if (patterns.parse(pointer).rows.length > 0)
      report(at, 'matter.row', `"${pointer}" stands in rows, which a matter has many of. Name answers outside of lists.`);
  });
}

/** Every declared migration leads to this version, and what it writes is still there. */
export function checkMigrations(plan: FormPlan, report: Report): void {
  const {migrations = [], version, data} = plan.definition;
  migrations.forEach(({from, to, steps}, i) => {
    const at = `/migrations/${i}`;
    if (migrations.slice(0, i).some((other) => answersVersion(other.from) === answersVersion(from)))
      report(`${at}/from`, 'migration.twice', `Another migration begins at version ${from}. Keep one of the two.`);
    const later: MigrationStep[] = [];
    const seen = new Set<unknown>();
    let reached = answersVersion(to);
    while (reached !== answersVersion(version)) {
      const next = migrations.find((other) => answersVersion(other.from) === reached);
      if (!next || seen.has(next)) break;
      seen.add(next);
      later.push(...next.steps);
      reached = answersVersion(next.to);
    }
    if (reached !== answersVersion(version))
      report(
        `${at}/to`,
        'migration.gap',
        `From version ${from} no chain of migrations leads to ${version}. Add the missing one.`,
      );
    steps.forEach((step, k) => {
      if ('set' in step) {
        // Its paths are of another version: only what holds of every rule is said.
        const {problems} = checkRule(step.value, {
          functions: plan.functions,
          typeOf: () => undefined,
          nowhere: () => ({code: '', message: ''}),
        });
        for (const one of problems) report(`${at}/steps/${k}/value${one.pointer}`, one.code, one.message, one.suggestion);
      }
      if ('moveDocument' in step) {
        const [, to] = step.moveDocument;
        const goesOn = [...steps.slice(k + 1), ...later].some(
          (next) =>
            ('moveDocument' in next && next.moveDocument[0] === to) || ('removeDocument' in next && next.removeDocument === to),
        );
        if (!goesOn && !plan.documents.has(to)) {
          const guess = nearestName(to, plan.documents.keys());
          report(
            `${at}/steps/${k}/moveDocument/1`,
            'document.unknown',
            `No document "${to}" is defined.${didYouMean(guess)}`,
            guess,
          );
        }
        return;
      }
      const [to, place] = 'move' in step ? [step.move[1], 'move/1'] : 'set' in step ? [step.set, 'set'] : [undefined, ''];
      if (to === undefined) return;
      const goesOn = [...steps.slice(k + 1), ...later].some(
        (next) => ('move' in next && covers(next.move[0], to)) || ('remove' in next && covers(next.remove, to)),
      );
      if (goesOn || viewSchema(data, parsePointer(to), plan.schemas)) return;
      const guess = nearestName(to, [...plan.fields.keys(), ...plan.lists.keys()]);
      report(
        `${at}/steps/${k}/${place}`,
        'field.unknown',
        `"${to}" is not in \`data\`.${didYouMean(guess)} Mend the pointer.`,
        guess,
      );
    });
  });
}

function covers(part: string, pointer: string): boolean {
  return pointer === part || pointer.startsWith(`${part}/`);
}
