/** Papers: why each is asked for, what stands in its place, and what is read from it. */
import {nearestName} from '@egov-form/core';
import {type DocumentPlan, escapeSegment, type FormPlan} from '@egov-form/core/plan';
import type {PlannedProcedure, Procedure} from './procedure.ts';

export function checkDocuments({plan, tell}: PlannedProcedure): void {
  const facts = new Map(
    plan.packs.flatMap(({natures = []}) => natures.flatMap(({name, facts: read}) => (read ? [[name, read] as const] : []))),
  );
  for (const document of plan.documents.values()) {
    checkReason(plan, document, tell);
    checkFacts(document, facts, tell);
  }
}

function checkReason({lookups}: FormPlan, {name, settings}: DocumentPlan, tell: Procedure['tell']): void {
  const at = `/documents/${escapeSegment(name)}`;
  const {required, hint, visible, notNeededWhen, notNeededText, accept, fill = {}} = settings;
  if (notNeededWhen !== undefined && notNeededText === undefined) tell('document.not-needed-text', `${at}/notNeededWhen`);
  if (notNeededText !== undefined && notNeededWhen === undefined)
    tell('document.never-not-needed', `${at}/notNeededText`, {}, [{op: 'remove', path: `${at}/notNeededText`}]);
  if (accept && !accept.some((type) => type.startsWith('image/'))) tell('document.photo', `${at}/accept`);
  if (required !== true || notNeededWhen !== undefined) return;
  const isKnown =
    Object.keys(fill).length > 0 &&
    Object.keys(fill).every((pointer) =>
      [...lookups.values()].some(({settings: {fill: filled}}) => Object.hasOwn(filled, pointer)),
    );
  if (isKnown) tell('document.known', at);
  else if (hint === undefined && visible === undefined) tell('document.reason', at);
}

function checkFacts(
  {name, settings}: DocumentPlan,
  known: ReadonlyMap<string, readonly string[]>,
  tell: Procedure['tell'],
): void {
  const at = `/documents/${escapeSegment(name)}`;
  const {nature} = settings;
  for (const part of ['fill', 'compare'] as const)
    for (const [pointer, fact] of Object.entries(settings[part] ?? {})) {
      const place = `${at}/${part}/${escapeSegment(pointer)}`;
      if (nature === undefined) {
        tell('document.no-nature', place);
        continue;
      }
      const facts = known.get(nature);
      if (!facts || facts.includes(fact)) continue;
      const guess = nearestName(fact, facts);
      tell('document.fact', place, {fact, nature, known: [...facts], ...(guess !== undefined && {suggestion: guess})});
    }
}
