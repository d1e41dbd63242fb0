/**
 * Two versions of a form side by side: what differs, how much it weighs, and what carries the answers to the old one across.
 *
 * Rule    What makes a stored draft or submission wrong, or loses an answer, is major; what only asks or allows more is minor;
 *         what only reads or looks otherwise is a patch. See docs/versioning.md.
 */
import {canonicalJson, type FormDefinition, type Json, type Migration, type MigrationStep, type Pack} from '@egov-form/core';
import {type FieldPlan, type FormPlan, type ListPlan, readPlan} from '@egov-form/core/plan';
import {partDifferences} from './around-changes.ts';
import {type Comparison, type Difference, isAtLeast, type Level, weightiest} from './comparison.ts';
import {fieldChanges, listChanges, type Names, nameOf, settingsAt} from './field-changes.ts';
import {askedIn, type Moves, movesBetween} from './moves.ts';
import {documentChanges, frameChanges, lookupChanges, partyChanges} from './part-changes.ts';
import {Directions} from './rule-direction.ts';

/**
 * Compare two versions. Nothing differs between a definition and itself.
 * @throws FormError `EGOV_CORE_DEFINITION` for a definition of which no form can be made.
 */
export function compare(
  old: FormDefinition,
  now: FormDefinition,
  {packs = []}: {readonly packs?: readonly Pack[]} = {},
): Comparison {
  const [before, after] = [readPlan(old, packs), readPlan(now, packs)];
  const moves = movesBetween(before, after);
  const names: Names = {rename: renaming(moves), directions: new Directions(after)};
  const fields = askedChanges(before, after, moves, names);
  const documents = documentChanges(before, after, names);
  const found = ordered([
    ...frameChanges(before, after, names),
    ...fields.differences,
    ...partDifferences(before, after, moves, names),
    ...documents.differences,
    ...lookupChanges(before, after, names),
    ...partyChanges(before, after, names),
  ]);
  const differences = found.length === 0 ? writtenOtherwise(before, after) : found;
  const level = weightiest(differences.map((one) => one.level));
  const [from, to] = [before.definition.version, after.definition.version];
  const steps = [...fields.steps, ...documents.steps];
  const migration: Migration | undefined = isAtLeast(level, 'minor')
    ? {from, to: isEnough(level, from, to) ? to : raised(from, level), steps}
    : undefined;
  return {
    form: after.definition.id,
    ...{from, to, level, differences},
    wanted: raised(from, level),
    isEnough: isEnough(level, from, to),
    isDeclared: after.definition.migrations?.some((one) => answersVersion(one.from) === answersVersion(from)) === true,
    ...(migration && {migration}),
  };
}

/** Two texts may mean the same form: a title that no question shows, a condition that another one implies. */
function writtenOtherwise(before: FormPlan, after: FormPlan): readonly Difference[] {
  const content = ({definition}: FormPlan): string => {
    const {version: _version, $schema: _schema, checked: _checked, migrations: _migrations, ...rest} = definition;
    return canonicalJson(rest as unknown as Json);
  };
  return content(before) === content(after) ? [] : [{code: 'diff.written', level: 'patch', pointer: '', params: {}}];
}

/** Pointers of the old version as the new one has them, wherever a rule or a setting writes them. */
function renaming(moves: Moves): (rule: Json) => Json {
  if (moves.steps.length === 0) return (rule) => rule;
  const rename = (part: Json): Json => {
    if (typeof part === 'string') return part.startsWith('/') ? moves.placeOf(part) : dotted(part);
    if (Array.isArray(part)) return part.map((each: Json) => rename(each));
    if (part === null || typeof part !== 'object') return part;
    return Object.fromEntries(
      Object.entries(part as {readonly [name: string]: Json}).map(([name, each]) => [renamedKey(name), rename(each)]),
    );
  };
  const renamedKey = (name: string): string => (name.startsWith('/') ? moves.placeOf(name) : name);
  // `child.birthDate` is `/child/birthDate`.
  const dotted = (text: string): string => {
    const pointer = `/${text.split('.').join('/')}`;
    const place = moves.placeOf(pointer);
    return place === pointer ? text : place;
  };
  return rename;
}

type Asked = FieldPlan | ListPlan;

function askedChanges(
  before: FormPlan,
  after: FormPlan,
  moves: Moves,
  names: Names,
): {readonly differences: readonly Difference[]; readonly steps: readonly MigrationStep[]} {
  const [old, now] = [askedIn(before), askedIn(after)];
  const differences: Difference[] = [];
  const steps: MigrationStep[] = moves.steps.map(([from, to]) => ({move: [from, to]}));
  for (const [from, to] of moves.steps) {
    const one = now.get(to) ?? [...now].find(([text]) => text.startsWith(`${to}/`))?.[1];
    differences.push({
      code: 'diff.field-moved',
      level: 'major',
      pointer: settingsAt(to),
      params: {...(one && nameOf(one)), name: to, from},
    });
  }
  const gone: string[] = [];
  for (const [text, one] of old) {
    const other = now.get(moves.placeOf(text));
    const isField = 'keywords' in one;
    if (!other || isField !== 'keywords' in other) {
      differences.push({
        code: isField ? 'diff.field-removed' : 'diff.list-removed',
        level: 'major',
        pointer: settingsAt(text),
        params: nameOf(one),
      });
      gone.push(text);
      continue;
    }
    const changes =
      'keywords' in one && 'keywords' in other
        ? fieldChanges(one, other, names)
        : listChanges(one as ListPlan, other as ListPlan, names);
    differences.push(...changes.differences);
    steps.push(...changes.steps);
  }
  // With a list goes what is in its rows.
  for (const text of gone) if (!gone.some((outer) => text.startsWith(`${outer}/`))) steps.push({remove: text});
  const known = new Set([...old.keys()].map((text) => moves.placeOf(text)));
  for (const [text, one] of now) {
    if (known.has(text) && 'keywords' in one === 'keywords' in (old.get(originOf(moves, text)) ?? one)) continue;
    differences.push(added(one));
    steps.push(...filledIn(one));
  }
  return {differences, steps};
}

function originOf(moves: Moves, text: string): string {
  const step = moves.steps.find(([, to]) => text === to || text.startsWith(`${to}/`));
  return step ? step[0] + text.slice(step[1].length) : text;
}

function added(one: Asked): Difference {
  const pointer = settingsAt(one.pattern.text);
  if (!('keywords' in one)) {
    const isDue = one.minItems > 0 && one.optionalPart === undefined && one.required;
    return {
      code: isDue ? 'diff.list-added-required' : 'diff.list-added',
      level: isDue ? 'major' : 'minor',
      pointer,
      params: nameOf(one),
    };
  }
  const {required, requiredBySchema, optionalPart, value, defaultValue} = one;
  const isAsked = required ? required.source !== false : requiredBySchema && optionalPart === undefined;
  const isDue = isAsked && !value && !defaultValue;
  return {
    code: isDue ? 'diff.field-added-required' : 'diff.field-added',
    level: isDue ? 'major' : 'minor',
    pointer,
    params: nameOf(one),
  };
}

/** What stands by itself in new forms stands in old ones, too. */
function filledIn(one: Asked): readonly MigrationStep[] {
  if (!('keywords' in one) || !one.requiredBySchema || one.optionalPart !== undefined) return [];
  const value = (one.settings.default ?? undefined) as Json | undefined;
  return value === undefined || one.value ? [] : [{set: one.pattern.text, value}];
}

function ordered(differences: readonly Difference[]): readonly Difference[] {
  return (['major', 'minor', 'patch'] as const).flatMap((level) => differences.filter((one) => one.level === level));
}

function numbersOf(version: string): readonly [number, number, number] {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  return [major, minor, patch];
}

function raised(version: string, level: Level): string {
  const [major, minor, patch] = numbersOf(version);
  if (level === 'major') return `${major + 1}.0.0`;
  if (level === 'minor') return `${major}.${minor + 1}.0`;
  return level === 'patch' ? `${major}.${minor}.${patch + 1}` : version;
}

function isEnough(level: Level, from: string, to: string): boolean {
  const [old, now] = [numbersOf(from), numbersOf(to)];
  const at = old.findIndex((part, i) => part !== now[i]);
  if (at < 0) return level === 'none';
  const said = (['major', 'minor', 'patch'] as const)[at] ?? 'patch';
  return (now[at] ?? 0) > (old[at] ?? 0) && isAtLeast(said, level);
}

/** As drafts are told apart: patches change no answers. */
function answersVersion(version: string): string {
  return version.split('.').slice(0, 2).join('.');
}
