/** What changed about papers, look-ups, parties and the end of a form. */
import type {DocumentSettings, Json, LookupSettings, MigrationStep, Text} from '@egov-form/core';
import {type DocumentPlan, escapeSegment, type FormPlan} from '@egov-form/core/plan';
import type {Difference} from './comparison.ts';
import {type Changes, condition, conditions, Found, type Names, same} from './field-changes.ts';

const DEFAULT_BYTES = 20 * 1024 * 1024;

/** Old slot to new slot, of papers that are called otherwise now: the same title and nature. */
export function movedDocuments(old: FormPlan, now: FormPlan): ReadonlyMap<string, string> {
  const key = ({settings}: DocumentPlan): string => JSON.stringify([settings.title, settings.nature ?? null]);
  const gone = [...old.documents.values()].filter(({name}) => !now.documents.has(name));
  const fresh = [...now.documents.values()].filter(({name}) => !old.documents.has(name));
  const moved = new Map<string, string>();
  for (const one of gone) {
    const alike = fresh.filter((other) => key(other) === key(one));
    if (alike.length === 1 && gone.filter((other) => key(other) === key(one)).length === 1)
      moved.set(one.name, (alike[0] as DocumentPlan).name);
  }
  return moved;
}

export function documentChanges(old: FormPlan, now: FormPlan, names: Names): Changes {
  const moved = movedDocuments(old, now);
  const differences: Difference[] = [];
  const steps: MigrationStep[] = [];
  for (const document of old.documents.values()) {
    const name = moved.get(document.name) ?? document.name;
    const other = now.documents.get(name);
    if (!other) {
      differences.push({
        code: 'diff.document-removed',
        level: 'major',
        pointer: documentAt(name),
        params: titleOf(name, document.settings.title),
      });
      steps.push({removeDocument: name});
      continue;
    }
    const found = new Found(documentAt(name), titleOf(name, other.settings.title));
    if (name !== document.name) {
      found.add('diff.document-moved', 'major');
      steps.push({moveDocument: [document.name, name]});
    }
    documentChange(document, other, found, names);
    differences.push(...found.differences);
  }
  for (const {name, settings, required} of now.documents.values()) {
    if (old.documents.has(name) || [...moved.values()].includes(name)) continue;
    const isRequired = required !== undefined && required.source !== false;
    const code = isRequired ? 'diff.document-added-required' : 'diff.document-added';
    differences.push({
      code,
      level: isRequired ? 'major' : 'minor',
      pointer: documentAt(name),
      params: titleOf(name, settings.title),
    });
  }
  return {differences, steps};
}

function documentAt(name: string): string {
  return `/documents/${escapeSegment(name)}`;
}

function titleOf(name: string, label: Text | undefined): Difference['params'] {
  return {name, ...(label !== undefined && {label})};
}

function documentChange(old: DocumentPlan, now: DocumentPlan, found: Found, {rename, directions}: Names): void {
  const [before, after] = [old.settings, now.settings];
  found.direction(directions.between(condition(old.required, rename), condition(now.required)), 'required', 'more');
  const shown = directions.between(conditions(old.visible, rename), conditions(now.visible));
  const isAsked = now.required !== undefined && now.required.source !== false;
  if (shown === 'more' && !isAsked) found.looser('visible');
  else if (shown !== 'same') found.stricter('visible');
  found.direction(directions.between(condition(old.notNeededWhen, rename), condition(now.notNeededWhen)), 'notNeeded', 'less');
  fileChanges(before, after, found);
  if (!same(before.nature, after.nature)) found.add('diff.changed', 'minor', 'nature');
  if (!same(rename((before.fill ?? null) as Json), after.fill) || !same(rename((before.compare ?? null) as Json), after.compare))
    found.add('diff.changed', 'minor', 'fill');
  if (['title', 'hint', 'notNeededText'].some((name) => !same(before[name as 'title'], after[name as 'title'])))
    found.add('diff.text', 'patch');
}

function fileChanges(before: DocumentSettings, after: DocumentSettings, found: Found): void {
  const ALL = ['application/pdf', 'image/jpeg', 'image/png'] as const;
  const [old, now]: (readonly string[])[] = [before.accept ?? ALL, after.accept ?? ALL];
  if (old?.some((type) => !now?.includes(type))) found.stricter('accept');
  else if (now?.some((type) => !old?.includes(type))) found.looser('accept');
  const sizes = [
    [before.maxBytes ?? DEFAULT_BYTES, after.maxBytes ?? DEFAULT_BYTES, 'size'],
    [before.maxFiles ?? 1, after.maxFiles ?? 1, 'count'],
  ] as const;
  for (const [was, is, aspect] of sizes) {
    if (is < was) found.stricter(aspect);
    else if (is > was) found.looser(aspect);
  }
}

const LOOKUP_TEXTS: ReadonlySet<string> = new Set(['title', 'purpose', 'correction']);

export function lookupChanges(old: FormPlan, now: FormPlan, {rename}: Names): readonly Difference[] {
  const names = new Set([...old.lookups.keys(), ...now.lookups.keys()]);
  return [...names].flatMap((name): readonly Difference[] => {
    const [before, after] = [old.lookups.get(name)?.settings, now.lookups.get(name)?.settings];
    const found = new Found(`/lookups/${escapeSegment(name)}`, titleOf(name, (after ?? before)?.title));
    if (!before) found.add('diff.lookup-added', 'minor');
    else if (!after) found.add('diff.lookup-removed', 'minor');
    else lookupChange(rename(before as unknown as Json) as unknown as LookupSettings, after, found);
    return found.differences;
  });
}

function lookupChange(before: LookupSettings, after: LookupSettings, found: Found): void {
  const members = new Set([...Object.keys(before), ...Object.keys(after)]) as ReadonlySet<keyof LookupSettings>;
  const differing = [...members].filter((member) => !same(before[member], after[member]));
  if (locks(before, after)) found.add('diff.lookup-locks', 'major');
  if (differing.some((member) => !LOOKUP_TEXTS.has(member))) found.add('diff.lookup-changed', 'minor');
  if (differing.some((member) => LOOKUP_TEXTS.has(member))) found.add('diff.text', 'patch');
}

/** A register's value stands where the person had the last word. */
function locks(before: LookupSettings, after: LookupSettings): boolean {
  const trustOf = ({trust = {}}: LookupSettings, pointer: string): string => trust[pointer] ?? trust['*'] ?? 'correctable';
  return Object.keys(after.fill).some(
    (pointer) =>
      Object.hasOwn(before.fill, pointer) && trustOf(after, pointer) === 'locked' && trustOf(before, pointer) !== 'locked',
  );
}

export function partyChanges(old: FormPlan, now: FormPlan, {rename, directions}: Names): readonly Difference[] {
  const names = new Set([...old.parties.keys(), ...now.parties.keys()]);
  return [...names].flatMap((name): readonly Difference[] => {
    const [before, after] = [old.parties.get(name), now.parties.get(name)];
    const found = new Found(`/parties/${escapeSegment(name)}`, titleOf(name, (after ?? before)?.settings.title));
    const [was, is] = [before?.same, after?.same];
    const follows = directions.between(condition(was?.when, rename), condition(is?.when));
    // What follows another party must be what that one says: what was sent may say otherwise.
    if (is && (was?.as !== is.as || follows === 'more' || follows === 'other')) found.add('diff.party-same', 'major');
    else if (was && (!is || follows !== 'same')) found.add('diff.party-changed', 'minor');
    const plain = (party: typeof before): Json =>
      party ? {at: party.settings.at, subject: (party.settings.subject ?? null) as Json} : null;
    if (!same(rename(plain(before)), plain(after))) found.add('diff.party-changed', 'minor');
    if (before && after && !same(before.settings.title, after.settings.title)) found.add('diff.text', 'patch');
    return found.differences;
  });
}

/** What is said before and after the questions, and how they are laid out. */
export function frameChanges(old: FormPlan, now: FormPlan, {rename}: Names): readonly Difference[] {
  const [before, after] = [old.definition, now.definition];
  const found = new Found('', {});
  if (before.id !== after.id) found.add('diff.form-id', 'major');
  if (
    !same(
      [before.title, before.description ?? null, before.procedure ?? null],
      [after.title, after.description ?? null, after.procedure ?? null],
    )
  )
    found.add('diff.text', 'patch');
  const layout = ({pages, paging}: typeof before): Json => [(pages ?? null) as unknown as Json, paging ?? 'pages'];
  if (!same(rename(layout(before)), layout(after))) found.add('diff.layout', 'patch');
  if (!same(rename((before.output ?? null) as unknown as Json), after.output)) found.add('diff.output', 'patch');
  const end = new Found('/submit', {});
  const [was, is] = [before.submit ?? {}, after.submit ?? {}];
  if (was.declaration === undefined && is.declaration !== undefined) end.add('diff.declaration-added', 'major');
  else if (was.declaration !== undefined && is.declaration === undefined) end.looser('declaration');
  else if (!same(was.declaration, is.declaration)) end.add('diff.text', 'patch');
  if (!same(was.label, is.label)) end.add('diff.text', 'patch');
  if (!same(rename((was.matter ?? null) as Json), is.matter)) end.add('diff.changed', 'minor', 'matter');
  return [...found.differences, ...end.differences];
}
