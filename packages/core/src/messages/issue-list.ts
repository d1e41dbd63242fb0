import type {Issue, Severity} from './issue.ts';

/** More issues than this are counted, not told: nobody mends a thousand mistakes by a list, and a sender could ask for millions. */
export const MOST_ISSUES = 1000;

/** Says how many more issues there are: `{count}`. */
const MORE = 'issues.more';

/** Issues as they are found, the first of them kept and the others counted. */
export class IssueList {
  readonly #most: number;
  readonly #only: Severity | undefined;
  readonly #kept: Issue[] = [];
  #more = 0;

  /** @param only issues of this severity are taken. */
  constructor(most: number = MOST_ISSUES, only?: Severity) {
    this.#most = most;
    this.#only = only;
  }

  /** Whether further issues are only counted. */
  get full(): boolean {
    return this.#kept.length >= this.#most;
  }

  /** The issues kept so far. */
  get kept(): readonly Issue[] {
    return this.#kept;
  }

  add(issue: Issue): void {
    if (this.#only !== undefined && issue.severity !== this.#only) return;
    if (issue.code === MORE) this.#more += Number(issue.params?.['count'] ?? 0);
    else if (this.full) this.#more += 1;
    else this.#kept.push(issue);
  }

  addAll(issues: Iterable<Issue>): void {
    for (const issue of issues) this.add(issue);
  }

  /** The issues, and a last one that says how many more there are, if any. */
  list(): readonly Issue[] {
    if (this.#more === 0) return this.#kept;
    return [...this.#kept, {code: MORE, pointer: '', severity: 'error', params: {count: this.#more}}];
  }
}

/** The first issues, and one that says how many more there are. */
export function limitIssues(issues: readonly Issue[], most: number): readonly Issue[] {
  const list = new IssueList(most);
  list.addAll(issues);
  return list.list();
}
