/** What registers say otherwise by now than when they filled a draft that was opened again: found quietly, decided by the person. */
import type {Form, Lookup} from '@egov-form/core';
import {answeredLookups, type Comparison, compareLookup, type RegisterChange, type RegisterRow} from '@egov-form/core/changes';
import {showMoment} from '../display/dates.ts';
import {type Signal, signal} from '../drawing/signals.ts';
import type {FormSession} from '../form/session.ts';

/** What one look-up says otherwise. */
export interface LookupChanges {
  readonly lookup: Lookup;
  readonly changes: readonly RegisterChange[];
  readonly rows: readonly RegisterRow[];
  readonly settle: Comparison['settle'];
}

/** What was answered so short a time ago is not asked again, in milliseconds: a reload costs no register a question. */
const FRESH_MS = 10 * 60 * 1000;
/** Look-ups that are asked again at once at most. The person needs the budget of their session themselves. */
const MOST = 10;

const found = new WeakMap<Form, Signal<readonly LookupChanges[]>>();

function changesIn(form: Form): Signal<readonly LookupChanges[]> {
  const known = found.get(form) ?? signal([]);
  found.set(form, known);
  return known;
}

/** What is to be decided. Tracked. */
export function openChanges({form}: FormSession): readonly LookupChanges[] {
  return changesIn(form).value;
}

/**
 * Ask again what filled the form, one look-up after the other, and tell the person once when something has changed. Never
 * rejects: what cannot be asked is as it was.
 * @param all those that were answered a moment ago too.
 */
export async function findChanges(session: FormSession, all = false): Promise<void> {
  const {form, ctx, owner, ports, elsewhere} = session;
  if (owner === '' || !ports.connector || ctx.readonly || elsewhere.peek()) return;
  const old = (lookup: Lookup): boolean => all || Date.now() - Date.parse(lookup.source?.at ?? '') > FRESH_MS;
  const open: LookupChanges[] = [];
  for (const lookup of answeredLookups(form).filter(old).slice(0, MOST)) {
    const {changes, rows, settle} = await compareLookup(lookup);
    if (changes.length + rows.length > 0) open.push({lookup, changes, rows, settle});
  }
  if (open.length === 0) return;
  changesIn(form).value = open;
  ctx.host.announce(`${ctx.t('changes.title', {n: countOf(open)})}. ${ctx.t('changes.lead')}`);
}

/** How many things have changed. */
export function countOf(open: readonly LookupChanges[]): number {
  return open.reduce((sum, {changes, rows}) => sum + changes.length + rows.length, 0);
}

/** What the person may take: pointers of fields, ids of rows. */
export function choicesOf(open: readonly LookupChanges[]): readonly string[] {
  return open.flatMap(({changes, rows}) => [
    ...changes.filter(isChoice).map(({pointer}) => pointer),
    ...rows.filter(({full}) => !full).map(({id}) => id),
  ]);
}

/** Whether the person has a choice. */
export function isChoice({locked, edited, now}: RegisterChange): boolean {
  return !locked && !edited && now !== undefined;
}

/** The person has decided: what is not `taken` stays, unless it is locked. */
export function settleChanges({form, ctx}: FormSession, taken: ReadonlySet<string>): void {
  const found = changesIn(form);
  const open = found.peek();
  form.batch(() => {
    for (const {changes, settle} of open) settle([...taken], ctx.t('changes.reason', {moment: showMoment(changes[0]?.at ?? '')}));
  });
  found.value = [];
  const locked = open
    .flatMap(({changes}) => changes)
    .filter((one) => !taken.has(one.pointer) && one.locked && one.now !== undefined);
  const n = choicesOf(open).filter((id) => taken.has(id)).length + locked.length;
  ctx.host.announce(ctx.t('changes.done', {n, kept: countOf(open) - n}));
}
