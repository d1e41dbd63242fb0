/** The issues of a whole form: what its visible parts say, and what only the whole schema knows. */
import type {DocumentNode} from './document-node.ts';
import type {Issue} from './issue.ts';
import {allFields, locateField, locateList} from './locate.ts';
import {parsePointer} from './pointer.ts';
import type {Scope} from './scope.ts';

/** Issues of everything on the wanted pages, in page order. Marks what it looked at as touched. Untracked use only. */
export function collectIssues(
  root: Scope,
  documents: readonly DocumentNode[],
  wanted: (page: string | undefined) => boolean,
): Issue[] {
  const found: Issue[] = [];
  const visit = (scope: Scope): void => {
    for (const field of scope.fields.values()) {
      if (!wanted(field.plan.page) || !field.visible) continue;
      field.touched = true;
      found.push(...field.issues);
    }
    for (const list of scope.lists.values()) {
      if (!wanted(list.plan.page) || !list.visible) continue;
      found.push(...list.issues);
      for (const row of list.scopes.peek()) visit(row);
    }
  };
  visit(root);
  for (const document of documents) {
    if (!wanted(document.plan.page)) continue;
    document.touched = true;
    found.push(...document.issues);
  }
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
