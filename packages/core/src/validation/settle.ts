import type {Issue} from '../issue.ts';

/**
 * The order in which every engine gives its issues: by pointer, then code, then params, as texts compare; each issue once.
 * Engines find the same issues in different orders and, through `allOf` or `$ref`, some of them twice.
 */
export function settleIssues(issues: readonly Issue[]): readonly Issue[] {
  if (issues.length < 2) return issues;
  const keyed = issues.map(
    (issue) => [`${issue.pointer}\u0000${issue.code}\u0000${JSON.stringify(issue.params ?? null)}`, issue] as const,
  );
  keyed.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return keyed.filter(([key], i) => key !== keyed[i - 1]?.[0]).map(([, issue]) => issue);
}

/** What an engine says of a value that is nested deeper than it can follow. */
export const TOO_DEEP: readonly Issue[] = [{code: 'schema.depth', pointer: '', severity: 'error'}];
