import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {root} from '../root.ts';
import {packageFolders, sourcesOf} from './graph.ts';
import {clocksIn, isOfTests, LONGEST_TITLE, longTitles, sleepsIn, waitingLoopsIn} from './test-hygiene.ts';

interface Reasons {
  readonly [path: string]: string;
}

/** What waits for a time, with the reason. Everything else waits for a condition. */
const MAY_SLEEP: Reasons = {
  'packages/dev/src/repo-rules/test-hygiene.test.ts': 'it has samples',
  'packages/testing/src/until.ts': 'it is the one place that looks again and again',
  'packages/dev/browser/fields/field-page.ts': 'in the page, a task after a frame: nothing tells that a render ended',
  'packages/dev/journeys/autofill.test.ts': 'a person types on at any moment of an answer',
  'packages/dev/journeys/axe.ts': 'in the page, a task after a frame',
  'packages/dev/journeys/reflow.test.ts': 'in the page, a task after a frame',
  'packages/dev/journeys/screen-reader.test.ts': 'in the page, a task after a frame',
  'packages/gateway/src/attacks/enumeration.test.ts': 'its register gives itself away by its time',
  'packages/gateway/src/attacks/hanging-register.test.ts': 'it is load, which has its pace',
  'packages/gateway/src/attacks/health-watch.ts': 'it looks at a steady pace',
  'packages/gateway/src/testing/intake-load.ts': 'it is load: a sender comes again a little later',
};

/** What looks at a clock, with the reason. No assertion outside of the attacks hangs on it. */
const MAY_TIME: Reasons = {
  'packages/dev/src/repo-rules/test-hygiene.test.ts': 'it has samples',
  'packages/dev/browser/digitize.test.ts': 'it prints how long reading takes',
  'packages/dev/src/fixtures/core-in-page.ts': 'its figures are held against other work of the same run',
  'packages/dev/journeys/round-trips.test.ts': 'in the page, which resources came before the form was ready',
  'packages/gateway/src/submissions/submission-kill.test.ts': 'it prints how long it took',
};

describe('the rules for tests', () => {
  it('know a long title in every form, and count what a template holds as written', () => {
    const long = 'a'.repeat(LONGEST_TITLE + 1);
    const text = [
      `it('${long}', f);`,
      `  test("${long}", f);`,
      `describe(\`${long}\`, f);`,
      `it(\n  '${long}',`,
      `it.skip('${long}',`,
    ];
    for (const one of text) assert.deepEqual(longTitles({text: one}), [long], one);
    for (const one of [`it('${'a'.repeat(LONGEST_TITLE)}', f);`, `const it = '${long}';`, `// it('${long}')`])
      assert.deepEqual(longTitles({text: one}), [], one);
  });

  it('know a sleep in every form, and no timer that does something', () => {
    const sleeps = [
      'await page.waitForTimeout(500);',
      'await new Promise((done) => setTimeout(done, 5));',
      'requestAnimationFrame(() => setTimeout(resolve, 5))',
      'setTimeout(() => done(), 5)',
      "import {setTimeout as pause} from 'node:timers/promises';",
    ];
    for (const text of sleeps) assert.equal(sleepsIn({text}), 1, text);
    for (const text of [
      'setTimeout(() => control.abort(), 5)',
      'setTimeout(done)',
      'page.waitForFunction(f)',
      'clearTimeout(timer)',
    ])
      assert.equal(sleepsIn({text}), 0, text);
  });

  it('know a loop that waits, and a look at the clock', () => {
    for (const text of [
      'while (!(await held())) await turn();',
      'for (;;) {',
      'for (let tries = 0; !open && tries < 9; tries += 1) {',
    ])
      assert.equal(waitingLoopsIn({text}), 1, text);
    for (const text of ['for (;;) yield bytes;', 'while (list.length < 3) list.insert();'])
      assert.equal(waitingLoopsIn({text}), 0);
    for (const text of ['performance.now() - began', 'process.hrtime.bigint()', 'Date.now() - began'])
      assert.equal(clocksIn({text}), 1, text);
    assert.equal(clocksIn({text: 'new Date(Date.now() - DAY_MS)'}), 0);
  });
});

describe('the tests of this repository', async () => {
  const folders = await packageFolders(root);
  const tests = (await Promise.all(folders.map((folder) => sourcesOf(root, folder)))).flat().filter(isOfTests);
  const where = (countIn: (source: {text: string}) => number): readonly string[] =>
    tests
      .filter((source) => countIn(source) > 0)
      .map(({path}) => path)
      .sort();

  it(`have titles under ${LONGEST_TITLE + 1} characters`, () => {
    assert.deepEqual(
      tests.flatMap((source) => longTitles(source).map((title) => `${source.path}: ${title}`)),
      [],
    );
  });

  it('wait for no time', () => assert.deepEqual(where(sleepsIn), Object.keys(MAY_SLEEP).sort()));

  it('have no loop of their own that waits', () => {
    assert.deepEqual(
      where(waitingLoopsIn).filter((path) => !path.endsWith('test-hygiene.test.ts')),
      [],
    );
  });

  it('hold no clock against what they test, but for the attacks that measure time', () => {
    assert.deepEqual(
      where(clocksIn).filter((path) => !path.includes('/attacks/')),
      Object.keys(MAY_TIME).sort(),
    );
  });
});
