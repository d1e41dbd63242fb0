/** What changed about the objects around questions: what they must be as a whole, and the checks of parts and of the form. */
import {canonicalJson, type Json} from '@egov-form/core';
import {type FormPlan, viewSchema} from '@egov-form/core/plan';
import {FORM, firstPlace} from '../prove/state-model.ts';
import type {Difference} from './comparison.ts';
import {checkChanges, Found, type Names, settingsAt} from './field-changes.ts';
import {askedIn, type Moves} from './moves.ts';
import {bareSchema, type Keywords, schemaChanges} from './schema-changes.ts';

/** What each question says by itself already, by place. */
const TOLD: ReadonlySet<string> = new Set(['properties', 'required', 'items', 'type', 'allOf', '$ref']);

export function partDifferences(old: FormPlan, now: FormPlan, moves: Moves, names: Names): readonly Difference[] {
  const places = new Map(placesAround(old).map((text) => [moves.placeOf(text), text]));
  const found = [...places].flatMap(([text, before]): readonly Difference[] => {
    const [was, is] = [keywordsAt(old, before), keywordsAt(now, text)];
    if (!was || !is || canonicalJson(was) === canonicalJson(is)) return [];
    const one = new Found(text === '' ? '/data' : settingsAt(text), {name: text});
    for (const {aspect, kind} of schemaChanges(was, is)) one.add(`diff.${kind}`, kind === 'stricter' ? 'major' : 'minor', aspect);
    return one.differences;
  });
  return [...found, ...checkDifferences(old, now, moves, names)];
}

/** Patterns of the objects and rows in which something is asked, the form itself among them. */
function placesAround(plan: FormPlan): readonly string[] {
  const found = new Set<string>(['']);
  for (const {pattern} of askedIn(plan).values()) for (const text of pattern.prefixTexts.slice(0, -1)) found.add(text);
  return [...found].filter((text) => !plan.fields.has(text) && !plan.lists.has(text));
}

function keywordsAt(plan: FormPlan, text: string): {readonly [keyword: string]: Json} | undefined {
  const view = viewSchema(plan.definition.data, text === '' ? [] : plan.patterns.parse(text).segments, plan.schemas);
  if (!view) return undefined;
  const bare = bareSchema(view.keywords as Json) as Keywords;
  return Object.fromEntries([...Object.entries(bare).filter(([name]) => !TOLD.has(name)), ...branchesOf(bare)]);
}

/** Conditions of the schema count as one thing. */
function branchesOf({allOf}: Keywords): readonly (readonly [string, Json])[] {
  const parts = Array.isArray(allOf) ? (allOf as readonly Json[]).filter((part) => canonicalJson(part).includes('"if"')) : [];
  return parts.length > 0 ? [['allOf', parts as Json]] : [];
}

function checkDifferences(old: FormPlan, now: FormPlan, moves: Moves, names: Names): readonly Difference[] {
  const before = new Map([...old.parts.values()].map((part) => [moves.placeOf(part.pattern.text), part]));
  const texts = new Set([...before.keys(), ...now.parts.keys()]);
  return [...texts].flatMap((text): readonly Difference[] => {
    const part = now.parts.get(text);
    const found = new Found(settingsAt(text), {name: text});
    const place = part ? firstPlace(part.pattern) : FORM;
    checkChanges(before.get(text)?.checks ?? [], part?.checks ?? [], found, {names, place});
    return found.differences;
  });
}
