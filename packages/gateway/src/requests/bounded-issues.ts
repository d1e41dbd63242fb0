import {type Issue, limitIssues} from '@egov-form/core';
import {ISSUE_LIMITS, SUBMISSION_LIMITS} from '../limits.ts';

/**
 * Issues as an answer has them: the first ones, whatever they say, within `ISSUE_LIMITS`, and at the end `issues.more` with
 * how many more there are.
 */
export function boundedIssues(issues: readonly Issue[]): readonly Issue[] {
  const shown = limitIssues(issues, ISSUE_LIMITS.issues).map(withinPointer);
  let bytes = 0;
  const fitting = shown.findIndex((issue) => {
    bytes += Buffer.byteLength(JSON.stringify(issue)) + 1;
    return bytes > ISSUE_LIMITS.bytes;
  });
  return fitting < 0 ? shown : limitIssues(shown, fitting);
}

/** A place with a longer name is none of any form: the sender made it up. */
function withinPointer(issue: Issue): Issue {
  return issue.pointer.length <= SUBMISSION_LIMITS.pointerLength ? issue : {...issue, pointer: ''};
}
