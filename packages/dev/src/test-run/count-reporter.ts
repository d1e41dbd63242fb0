/** Reporter for Node's test runner: one JSON line with what passed and failed, for the sum over all stages. */
import {relative} from 'node:path';
import type {TestEvent} from 'node:test/reporters';

/** What a stage reports. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  /** Why tests were not run, one sentence each. */
  readonly leftOut?: readonly string[];
  /** The files that took longest, the slowest first: where a stage's time goes. */
  readonly slowest?: readonly {readonly file: string; readonly seconds: number}[];
}

const SHOWN = 12;

// Node asks a reporter module for its default export.
// biome-ignore lint/style/noDefaultExport: see above
export default async function* countReporter(events: AsyncIterable<TestEvent>): AsyncGenerator<string, void> {
  const files: {file: string; seconds: number}[] = [];
  for await (const event of events) {
    if (event.type !== 'test:summary') continue;
    // The summary of all files is the one that names none.
    const {file, duration_ms} = event.data;
    if (file !== undefined) {
      files.push({file: relative(process.cwd(), file), seconds: Math.round(duration_ms / 100) / 10});
      continue;
    }
    // What was neither passed nor left out has failed or was cancelled.
    const {tests, passed, skipped, todo} = event.data.counts;
    const slowest = files.sort((a, b) => b.seconds - a.seconds).slice(0, SHOWN);
    const counts: Counts = {passed, failed: tests - passed - skipped - todo, slowest};
    yield `${JSON.stringify(counts)}\n`;
  }
}
