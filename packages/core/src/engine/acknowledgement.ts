/** Warnings ask once: what the person has read stays quiet until the answer is another one. */
import {canonicalJson, sameJson} from '../json/canonical.ts';
import type {Json} from '../json/json.ts';
import type {Issue} from '../messages/issue.ts';

/** Which warnings about a field or list were read, and what its value was then. */
export interface Acknowledgement {
  readonly warnings: readonly string[];
  /** Absent when there was none. */
  readonly value?: Json;
}

/** One warning among those of a field: two checks with the same code differ in what they say. */
function nameOf(issue: Issue): string {
  return issue.message === undefined ? issue.code : `${issue.code} ${canonicalJson(issue.message)}`;
}

/** The acknowledgement after the warnings of this code were read; the same one when there is no such warning. */
export function acknowledge(
  before: Acknowledgement | undefined,
  value: Json | undefined,
  issues: readonly Issue[],
  code: string,
): Acknowledgement | undefined {
  const read = issues.filter((issue) => issue.severity === 'warning' && issue.code === code).map(nameOf);
  if (read.length === 0) return before;
  const earlier = stands(before, value) ? before.warnings : [];
  return {warnings: [...new Set([...earlier, ...read])], ...(value !== undefined && {value})};
}

/** Whether the value is still the one that the person was warned about. */
export function stands(mark: Acknowledgement | undefined, value: Json | undefined): mark is Acknowledgement {
  return mark !== undefined && sameJson(mark.value, value);
}

/** The issues without the warnings that were read. */
export function unreadIssues(issues: readonly Issue[], mark: Acknowledgement): readonly Issue[] {
  return issues.filter((issue) => issue.severity !== 'warning' || !mark.warnings.includes(nameOf(issue)));
}
