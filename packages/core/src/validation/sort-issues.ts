import type {Issue} from '../messages/issue.ts';

/**
 * The order in which every engine gives its issues: by pointer, then code, then params, as texts compare; each issue once.
 * Engines find the same issues in different orders and, through `allOf` or `$ref`, some of them twice.
 */
export function sortIssues(issues: readonly Issue[]): readonly Issue[] {
  if (issues.length < 2) return issues;
  const sorted = [...issues].sort(compare);
  return sorted.filter((issue, i) => i === 0 || compare(issue, sorted[i - 1] as Issue) !== 0);
}

function compare(a: Issue, b: Issue): number {
  return inOrder(a.pointer, b.pointer) || inOrder(a.code, b.code) || inOrder(paramsOf(a), paramsOf(b));
}

function inOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function paramsOf({params}: Issue): string {
  return params ? JSON.stringify(params) : '';
}

/** What an engine says of a value that is nested deeper than it can follow. */
export const TOO_DEEP: readonly Issue[] = [{code: 'schema.depth', pointer: '', severity: 'error'}];
