import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {root} from '../root.ts';
import {packageFolders, sourcesOf} from './graph.ts';
import {isOfTests, LONGEST_TITLE, longTitles, sleepsIn} from './test-hygiene.ts';

/** Tests of `dev` that wait for a time, with the reason. Elsewhere `until` waits for a condition. */
const MAY_SLEEP: {readonly [path: string]: string} = {
  'packages/dev/src/repo-rules/test-hygiene.test.ts': 'it has samples',
  'packages/dev/src/fixtures/until.ts': 'it is the one place that looks again and again',
  'packages/dev/browser/fields/field-page.ts': 'in the page, a task after a frame: nothing tells that a render ended',
  'packages/dev/browser/fields/naughty-strings.test.ts': 'in the page, between looks at a condition',
  'packages/dev/src/journeys/autofill.test.ts': 'a person types on at any moment of an answer',
  'packages/dev/src/journeys/axe.ts': 'in the page, a task after a frame',
  'packages/dev/src/journeys/reflow.test.ts': 'in the page, a task after a frame',
  'packages/dev/src/journeys/screen-reader.test.ts': 'in the page, a task after a frame',
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
      "import {setTimeout as pause} from 'node:timers/promises';",
    ];
    for (const text of sleeps) assert.equal(sleepsIn({text}), 1, text);
    for (const text of ['setTimeout(() => control.abort(), 5)', 'page.waitForFunction(f)', 'clearTimeout(timer)'])
      assert.equal(sleepsIn({text}), 0, text);
  });
});

describe('the tests of this repository', async () => {
  for (const folder of await packageFolders(root)) {
    const tests = (await sourcesOf(root, folder)).filter(isOfTests);
    const long = tests.flatMap((source) => longTitles(source).map((title) => `${source.path}: ${title}`));
    const sleeping = tests.filter((source) => sleepsIn(source) > 0).map(({path}) => path);

    it(`${folder}: titles under ${LONGEST_TITLE + 1} characters`, () => assert.deepEqual(long, []));

    it(`${folder}: no wait for a time`, (t) => {
      if (folder === 'dev') assert.deepEqual(sleeping.sort(), Object.keys(MAY_SLEEP).sort());
      // A figure for the work to come; these packages are not held to it yet.
      else if (sleeping.length > 0) t.diagnostic(`${folder}: ${sleeping.length} files of tests that wait for a time`);
    });
  }
});
