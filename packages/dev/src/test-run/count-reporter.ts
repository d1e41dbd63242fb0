/** Reporter for Node's test runner: one JSON line with what passed and failed, for the sum over all stages. */
import type {TestEvent} from 'node:test/reporters';

/** What a stage reports. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

// Node asks a reporter module for its default export.
// biome-ignore lint/style/noDefaultExport: see above
export default async function* countReporter(events: AsyncIterable<TestEvent>): AsyncGenerator<string, void> {
  for await (const event of events) {
    // The summary of all files is the one that names none. What was neither passed nor left out has failed or was cancelled.
    if (event.type !== 'test:summary' || event.data.file !== undefined) continue;
    const {tests, passed, skipped, todo} = event.data.counts;
    const counts: Counts = {passed, failed: tests - passed - skipped - todo};
    yield `${JSON.stringify(counts)}\n`;
  }
}
