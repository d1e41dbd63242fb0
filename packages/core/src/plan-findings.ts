/** What only the whole plan shows about rows, look-ups, documents and migrations. */
import {answersVersion} from './answers-version.ts';
import type {MigrationStep} from './generated/definition.ts';
import {isSeenFrom, rowOf} from './own-row.ts';
import type {FormPlan, Report} from './plan.ts';
import {circlesIn, type Edges} from './plan-references.ts';
import {escapeSegment, formatPointer, parsePointer, type Segments} from './pointer.ts';
import {checkRule} from './rules/check-rule.ts';
import {didYouMean, nearestName} from './rules/nearest.ts';
import {viewSchema} from './schema-view.ts';

/** Keys and targets of a look-up share a row; what it fills is typed by nobody else; chains end. */
export function checkLookups(plan: FormPlan, edges: Edges, report: Report): void {
  for (const {name, settings, keys, fill} of plan.lookups.values()) {
    const at = `/lookups/${escapeSegment(name)}`;
    const row = rowOf(keys.map(({pattern}) => pattern));
    for (const {name: key, pattern} of keys) {
      if (!isSeenFrom(pattern, row))
        report(
          `${at}/keys/${escapeSegment(key)}`,
          'row.other',
          `The key "${formatPointer(pattern)}" is in another row than the other keys.`,
        );
    }
    for (const {pattern} of fill) {
      const text = formatPointer(pattern);
      checkTarget(plan, pattern, row, `${at}/fill/${escapeSegment(text)}`, report);
    }
    for (const pointer of Object.keys(settings.trust ?? {})) {
      if (pointer === '*' || Object.hasOwn(settings.fill, pointer)) continue;
      const guess = nearestName(pointer, Object.keys(settings.fill));
      report(
        `${at}/trust/${escapeSegment(pointer)}`,
        'trust.unfilled',
        `"${pointer}" is not filled by this look-up.${didYouMean(guess)} Fill it, or leave it out here.`,
        guess,
      );
    }
  }
  checkChains(plan, edges, report);
}

function checkTarget(plan: FormPlan, pattern: Segments, row: Segments, where: string, report: Report): void {
  const text = formatPointer(pattern);
  if (plan.fields.get(text)?.settings.value !== undefined)
    report(where, 'fill.computed', `"${text}" is computed and cannot be filled. Drop its "value", or do not fill it.`);
  if (!isSeenFrom(pattern, row))
    report(
      where,
      'row.other',
      `"${text}" is in a row, but this part does not say which. Fill answers of the same row or of the form.`,
    );
}

/** A look-up may ask with what another one filled, but not in a circle. */
function checkChains(plan: FormPlan, {values}: Edges, report: Report): void {
  if (plan.lookups.size === 0) return;
  const followers = new Map<string, string[]>();
  for (const [field, reads] of values) for (const read of reads) followers.set(read, [...(followers.get(read) ?? []), field]);
  const chains = new Map<string, Set<string>>();
  for (const {name, fill} of plan.lookups.values()) {
    const reached = new Set(fill.map(({pattern}) => formatPointer(pattern)));
    for (const field of reached) for (const next of followers.get(field) ?? []) reached.add(next);
    const asks = [...plan.lookups.values()].filter(({keys}) =>
      keys.some(({pattern, optional}) => !optional && reached.has(formatPointer(pattern))),
    );
    chains.set(name, new Set(asks.map((lookup) => lookup.name)));
  }
  for (const circle of circlesIn(chains)) {
    const [first = ''] = circle;
    const message =
      circle.length === 2
        ? `Look-up "${first}" fills its own key. Ask with another answer, or mark the key optional.`
        : `Look-ups ask with what the other fills, in a circle: ${circle.join(' → ')}. Take one key out of it.`;
    report(`/lookups/${escapeSegment(first)}`, 'lookup.cycle', message);
  }
}

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
      if (plan.fields.has(pointer)) checkTarget(plan, parsePointer(pointer), [], `${at}/fill/${escapeSegment(pointer)}`, report);
  }
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
