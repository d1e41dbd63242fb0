/** The issues of a whole form: what its visible parts say, and what only the whole schema knows. */
import {batch} from '@preact/signals-core';
import type {DocumentNode} from '../documents/document-node.ts';
import {parsePointer} from '../json/pointer.ts';
import type {Issue} from '../messages/issue.ts';
import {allFields, locateField, locateList} from './locate.ts';
import type {FieldNode} from './nodes/field-node.ts';
import type {ListNode} from './nodes/list-node.ts';
import type {Scope} from './scope.ts';

/** Which parts of a form are meant, by their page; those on no page have none. */
type PendingChange = (page: string | undefined) => boolean;

/** Every field and list that is shown on the wanted pages, in page order. */
function shownParts(
  scope: Scope,
  wanted: PendingChange,
  parts: (FieldNode | ListNode)[] = [],
): readonly (FieldNode | ListNode)[] {
  for (const field of scope.fields.values()) if (wanted(field.plan.page) && field.visible) parts.push(field);
  for (const list of scope.lists.values()) {
    if (!wanted(list.plan.page) || !list.visible) continue;
    parts.push(list);
    for (const row of list.scopes.peek()) shownParts(row, wanted, parts);
  }
  return parts;
}

/**
 * Issues of everything on the wanted pages, in page order. NodeMetadata what it looks at as touched, all of it at once and before:
 * who watches finds the issues then, and they need not be found a second time here. Untracked use only.
 */
export function collectIssues(root: Scope, documents: readonly DocumentNode[], wanted: PendingChange): Issue[] {
  const parts = shownParts(root, wanted);
  const papers = documents.filter(({plan}) => wanted(plan.page));
  batch(() => {
    for (const part of parts) if ('touched' in part) part.touched = true;
    for (const paper of papers) paper.touched = true;
  });
  const found: Issue[] = [];
  for (const part of parts) for (const issue of part.issues) found.push(issue);
  for (const paper of papers) found.push(...paper.issues);
  return found;
}

const SUMS_UP: ReadonlySet<string> = new Set(['schema.oneOf', 'schema.anyOf', 'schema.not']);

/** Adds what the whole schema says and the fields' own issues did not. */
export function addWholeIssues(root: Scope, found: Issue[], whole: readonly Issue[]): void {
  if (whole.length === 0) return;
  const covered = new Set(found.map((issue) => `${issue.pointer} ${issue.code}`));
  for (const issue of whole) {
    if (!covered.has(`${issue.pointer} ${issue.code}`) && addsToFields(root, issue, found)) found.push(issue);
  }
}

/** Whether an issue of the whole schema says something that the fields' own issues did not, about a part that is shown. */
function addsToFields(root: Scope, issue: Issue, found: readonly Issue[]): boolean {
  // That the whole is in none of its forms says nothing new while a part of it is wrong.
  if (issue.pointer === '') return !SUMS_UP.has(issue.code) || !found.some(({severity}) => severity === 'error');
  const related = (pointer: string): boolean =>
    pointer === issue.pointer || pointer.startsWith(`${issue.pointer}/`) || issue.pointer.startsWith(`${pointer}/`);
  if (found.some((other) => other.severity === 'error' && related(other.pointer))) return false;
  const {field} = locateField(root, issue.pointer);
  if (field) return field.visible;
  const list = locateList(root, parsePointer(issue.pointer));
  if (list) return list.visible;
  // A part whose every field is hidden is never asked for.
  const inside = [...allFields(root)].filter((one) => one.pointer.startsWith(`${issue.pointer}/`));
  return inside.length === 0 || inside.some((one) => one.visible);
}
