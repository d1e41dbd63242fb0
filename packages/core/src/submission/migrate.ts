/**
 * Drafts and submissions of an older version of a form, made into ones of this version by the steps that the definition
 * declares. Nothing is dropped in silence: what has no place any more is handed back.
 */

import {FormError} from '../definition/errors.ts';
import type {FormDefinition, Migration, MigrationStep} from '../generated/definition.ts';
import {sameJson} from '../json/canonical.ts';
import type {Json, JsonObject} from '../json/json.ts';
import {formatPointer, parsePointer, type Segments} from '../json/pointer.ts';
import type {FormPlan} from '../plan/plan.ts';
import {planForm} from '../plan/plan-form.ts';
import type {Pack} from '../ports/ports.ts';
import type {Decision} from '../provenance/conflict.ts';
import type {Origin} from '../provenance/origin.ts';
import {compileRule} from '../rules/evaluate.ts';
import {answersVersion} from './answers-version.ts';
import {MigratedAnswers} from './migrated-answers.ts';

/** What drafts and submissions have in common. */
export interface Migratable<File = unknown> {
  readonly form: string;
  readonly version: string;
  readonly answers: JsonObject;
  readonly origins: {readonly [pointer: string]: Origin};
  readonly documents: {readonly [slot: string]: readonly File[]};
  readonly decisions: readonly Decision[];
  readonly lookups?: object;
  readonly page?: string;
}

/** A value that has no place in the new version, or gave way to another one. Personal data: show it, never log it. */
export interface LostAnswer {
  /** Where it stood. */
  readonly pointer: string;
  readonly value: Json;
  /** The version in which it stood there. */
  readonly version: string;
}

export interface Migrated<S extends Migratable> {
  readonly snapshot: S;
  /** Places whose answer is new, moved or translated: pointers of this version, `#/documents/<slot>` for documents. */
  readonly changed: readonly string[];
  readonly lost: {
    readonly answers: readonly LostAnswer[];
    readonly documents: readonly {readonly slot: string; readonly files: S['documents'][string]; readonly version: string}[];
  };
}

export interface MigrationSettings {
  /** Those that the form is made with. */
  readonly packs?: readonly Pack[];
  /** What `today` gives in rules of `set` steps, `2026-11-21`. Without it dates that follow from today stay empty. */
  readonly today?: string;
}

/** Every migration between two versions, in order; none when only the patch version differs. */
function chainOf(definition: FormDefinition, from: string): readonly Migration[] {
  const wanted = answersVersion(definition.version);
  const chain: Migration[] = [];
  let here = answersVersion(from);
  while (here !== wanted) {
    const next = definition.migrations?.find((migration) => answersVersion(migration.from) === here);
    if (!next || chain.includes(next)) {
      throw new FormError(
        'EGOV_CORE_MIGRATION',
        `Expected answers to version ${definition.version} of "${definition.id}" or to one that leads there, found version ${from}. Declare the steps in "migrations".`,
        {form: definition.id, from, to: definition.version},
      );
    }
    chain.push(next);
    here = answersVersion(next.to);
  }
  return chain;
}

/**
 * Answers to an older version as answers to this one. Look-ups forget that they were answered, because receipts name the
 * version: they ask again. The same version gives the same snapshot.
 *
 * @throws FormError `EGOV_CORE_MIGRATION` for another form, or a version from which no declared steps lead here;
 *     `EGOV_CORE_DEFINITION` when the definition cannot be used.
 */
export function migrateSnapshot<S extends Migratable>(
  definition: FormDefinition,
  snapshot: S,
  settings: MigrationSettings = {},
): Migrated<S> {
  if (snapshot.form !== definition.id) {
    throw new FormError(
      'EGOV_CORE_MIGRATION',
      `Expected answers to the form "${definition.id}", found those to "${snapshot.form}".`,
      {form: definition.id, found: snapshot.form},
    );
  }
  if (snapshot.version === definition.version) return {snapshot, changed: [], lost: {answers: [], documents: []}};
  const plan = planForm(definition, settings.packs ?? []);
  const state = new MigratedAnswers(snapshot.answers, snapshot.origins, snapshot.decisions, plan.patterns);
  const papers = new Map<string, readonly unknown[]>(Object.entries(snapshot.documents));
  const lostDocuments: {slot: string; files: readonly unknown[]; version: string}[] = [];
  state.version = snapshot.version;

  const dropDocuments = (slot: string): void => {
    const files = papers.get(slot) ?? [];
    papers.delete(slot);
    if (files.length > 0) lostDocuments.push({slot, files, version: state.version});
    state.mapOrigins((origin) =>
      origin.kind === 'document' && origin.document === slot ? {kind: 'typed', was: 'document'} : origin,
    );
  };
  const moveDocuments = (from: string, to: string): void => {
    const files = papers.get(from) ?? [];
    papers.delete(from);
    if (files.length === 0) return;
    papers.set(to, [...(papers.get(to) ?? []), ...files]);
    state.changed.add(`#/documents/${to}`);
    state.mapOrigins((origin) => (origin.kind === 'document' && origin.document === from ? {...origin, document: to} : origin));
  };
  const take = (step: MigrationStep): void => {
    if ('move' in step) state.move(parsePointer(step.move[0]), parsePointer(step.move[1]));
    else if ('remove' in step) state.remove(parsePointer(step.remove));
    else if ('set' in step) setByRule(state, step, plan, settings.today ?? '');
    else if ('map' in step) translate(state, parsePointer(step.map), step.values);
    else if ('moveDocument' in step) moveDocuments(...step.moveDocument);
    else dropDocuments(step.removeDocument);
  };
  for (const {to, steps} of chainOf(definition, snapshot.version)) {
    steps.forEach(take);
    state.version = to;
  }
  state.keepOnly((pattern) => placeOf(plan, pattern));
  for (const slot of [...papers.keys()]) if (!plan.documents.has(slot)) dropDocuments(slot);

  const {answers, origins, decisions, changed, lost} = state.result();
  const page = plan.pages.some((one) => one.page.id === snapshot.page) ? snapshot.page : plan.pages[0]?.page.id;
  return {
    snapshot: {
      ...snapshot,
      version: definition.version,
      answers,
      origins,
      decisions,
      documents: Object.fromEntries(papers),
      ...(snapshot.lookups && {lookups: {}}),
      ...(snapshot.page !== undefined && {page: page ?? ''}),
    },
    changed,
    lost: {answers: lost, documents: lostDocuments as unknown as Migrated<S>['lost']['documents']},
  };
}

/** Whether a place is a field (or lies in one), holds fields, or is nothing of the form. */
function placeOf(plan: FormPlan, pattern: Segments): 'field' | 'part' | 'nothing' {
  const text = formatPointer(pattern);
  if (text === '') return 'part';
  if (plan.fields.has(text)) return 'field';
  if (plan.lists.has(text)) return 'part';
  for (const name of plan.fields.keys()) if (name.startsWith(`${text}/`)) return 'part';
  return 'nothing';
}

/** A `set` step: the rule sees the answers as they stand, and its own row's where there are rows. */
function setByRule(
  state: MigratedAnswers,
  step: Extract<MigrationStep, {readonly set: string}>,
  plan: FormPlan,
  today: string,
): void {
  const pattern = parsePointer(step.set);
  const rule = compileRule(step.value, plan.functions);
  for (const place of state.placesFor(pattern)) {
    const value = rule.evaluate({
      // As far as the path and the target name the same rows, the path means the target's own.
      read: (path) => {
        let same = true;
        return state.read(
          path.map((segment, i) => {
            same &&= segment === pattern[i];
            return same && segment === '*' ? (place[i] ?? segment) : segment;
          }),
        );
      },
      origin: (path) => state.originAt(path)?.kind ?? null,
      today: () => today,
    });
    if (value !== null && !sameJson(value, state.read(place))) state.write(place, value);
  }
}

/** A `map` step: codes under their new names, also within lists of codes. */
function translate(state: MigratedAnswers, pattern: Segments, values: {readonly [old: string]: Json}): void {
  for (const place of state.placesOf(pattern)) {
    const before = state.read(place);
    const codes = Array.isArray(before) ? before : [before ?? null];
    const renamed = codes.flatMap((code: Json): Json[] => {
      const key = String(code);
      return Object.hasOwn(values, key) ? [values[key] ?? null].filter((one) => one !== null) : [code];
    });
    const after = Array.isArray(before) ? renamed : renamed[0];
    if (sameJson(before, after)) continue;
    if (after === undefined || (Array.isArray(before) && renamed.length < codes.length)) state.lose(place);
    if (after === undefined) state.remove(place, true);
    else state.replace(place, after);
  }
}
