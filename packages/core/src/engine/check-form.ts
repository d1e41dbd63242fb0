/** The issues of a whole form: what its visible parts say, and what only the whole schema knows. */

import {batch} from '@preact/signals-core';
import type {DocumentNode} from '../documents/document-node.ts';
import {parsePointer} from '../json/pointer.ts';
import type {Issue} from '../messages/issue.ts';
import type {IssueList} from '../messages/issue-list.ts';
import type {FormField, FormList, FormScope} from './engine-context.ts';
import {allFields, locateField, locateList, scopeAround} from './scopes/locate.ts';
import type {Steps} from './steps.ts';

/** Which parts of a form are meant, by their page; those on no page have none. */
type PageFilter = (page: string | undefined) => boolean;

/** A field or a list. */
export type Part = FormField | FormList;

/** Every field and list that is shown on the wanted pages, in page order. */
function* shownParts(scope: FormScope, wanted: PageFilter): Generator<Part> {
  for (const field of scope.fields.values()) if (wanted(field.plan.page) && field.visible) yield field;
  for (const list of scope.lists.values()) {
    if (!wanted(list.plan.page) || !list.visible) continue;
    yield list;
    for (const row of list.scopes.peek()) yield* shownParts(row, wanted);
  }
}

/**
 * Marks everything on the wanted pages as touched, all of it at once and before its issues are collected: who watches finds
 * them then, and they need not be found a second time. Untracked use only.
 */
export function touchAll(root: FormScope, documents: readonly DocumentNode[], wanted: PageFilter): void {
  const parts = [...shownParts(root, wanted)];
  batch(() => {
    for (const part of parts) if ('touched' in part) part.touched = true;
    for (const paper of documents) if (wanted(paper.plan.page)) paper.touched = true;
  });
}

/** Adds the issues of everything on the wanted pages, in page order, part by part. Untracked use only. */
export function* collectIssues(
  root: FormScope,
  documents: readonly DocumentNode[],
  wanted: PageFilter,
  found: IssueList,
  issuesOf: (part: Part) => readonly Issue[],
): Steps<void> {
  for (const part of shownParts(root, wanted)) {
    found.addAll(issuesOf(part));
    yield;
  }
  for (const paper of documents) if (wanted(paper.plan.page)) found.addAll(paper.issues);
}

const SUMS_UP: ReadonlySet<string> = new Set(['schema.oneOf', 'schema.anyOf', 'schema.not']);

/**
 * Adds what the whole says and the fields' own issues did not. Once there are more than can be told, nothing is.
 * @returns what was added.
 */
export function* addWholeIssues(root: FormScope, found: IssueList, whole: readonly Issue[]): Steps<readonly Issue[]> {
  const added: Issue[] = [];
  if (whole.length === 0) return added;
  const known = new KnownErrors(found.kept);
  for (const issue of whole) {
    if (found.full) break;
    if (known.addsTo(root, issue)) {
      found.add(issue);
      known.note(issue);
      added.push(issue);
    }
    yield;
  }
  return added;
}

/** What tells issues of one place apart. */
function nameOf({code, pointer, message}: Issue): string {
  return `${pointer} ${code} ${message === undefined ? '' : JSON.stringify(message)}`;
}

/** Errors that were found, so that what lies around one of them is not asked of all. */
class KnownErrors {
  readonly #said: Set<string> = new Set();
  /** Their pointers, and those of all that they lie in. */
  readonly #places: Set<string> = new Set();
  readonly #around: Set<string> = new Set();

  constructor(issues: readonly Issue[]) {
    for (const issue of issues) this.note(issue);
  }

  note(issue: Issue): void {
    const {pointer, severity} = issue;
    this.#said.add(nameOf(issue));
    if (severity !== 'error') return;
    this.#places.add(pointer);
    for (const outer of placesAround(pointer)) this.#around.add(outer);
  }

  /** Whether an issue of the whole schema says something that the fields' own issues did not, about a part that is shown. */
  addsTo(root: FormScope, issue: Issue): boolean {
    const {code, pointer} = issue;
    if (this.#said.has(nameOf(issue))) return false;
    // A check of the definition has words of its own: the next one says something else.
    if (code === 'check.failed') return !this.#around.has(pointer);
    // That the whole is in none of its forms says nothing new while a part of it is wrong.
    if (pointer === '') return !SUMS_UP.has(code) || this.#places.size === 0;
    if (this.#around.has(pointer) || ['', pointer, ...placesAround(pointer)].some((place) => this.#places.has(place)))
      return false;
    const followed = locateField(root, pointer).field?.follows;
    return (followed === undefined || !this.#places.has(followed)) && isAskedFor(root, pointer);
  }
}

/** Whether the form asks for what stands at a pointer: it, or a part of it, is shown; or the form has no question there. */
export function isAskedFor(root: FormScope, pointer: string): boolean {
  const {field} = locateField(root, pointer);
  if (field) return field.visible;
  const list = locateList(root, parsePointer(pointer));
  if (list) return list.visible;
  // A part whose every field is hidden is never asked for.
  let inside = false;
  for (const one of allFields(scopeAround(root, pointer))) {
    if (!one.pointer.startsWith(`${pointer}/`)) continue;
    if (one.visible) return true;
    inside = true;
  }
  return !inside;
}

/** Pointers of all that a place lies in, the whole form left out. */
function placesAround(pointer: string): readonly string[] {
  const places: string[] = [];
  for (let slash = pointer.lastIndexOf('/'); slash > 0; slash = pointer.lastIndexOf('/', slash - 1))
    places.push(pointer.slice(0, slash));
  return places;
}
