import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {before, describe, it} from 'node:test';
import {root} from '../root.ts';
import {apiReports, compileTypes} from './api-report.ts';
import {PUBLISHED} from './published.ts';

describe('what the packages offer', () => {
  let reports: ReadonlyMap<string, string> = new Map();
  before(async () => {
    compileTypes();
    reports = await apiReports();
  });

  it('is what their reports say: a change of it is seen as a change of lines', async () => {
    for (const [path, text] of reports) {
      const kept = await readFile(join(root, path), 'utf8').catch(() => '');
      assert.ok(kept === text, `${path} is of another day: run "npm run generate", and look at what changed`);
    }
  });

  it('is reported for each package, with every name in full', () => {
    const silent = PUBLISHED.filter((folder) => !reports.has(`packages/${folder}/api-report.md`));
    // Data and no types.
    assert.deepEqual(
      silent,
      silent.filter((folder) => folder === 'blocks'),
    );
    const core = reports.get('packages/core/api-report.md') ?? '';
    assert.match(core, /^export declare function createForm\(/mu);
    assert.match(core, /^## `@egov-form\/core\/check`$/mu);
    for (const [path, text] of reports) assert.doesNotMatch(text, /^export \{ .* \} from '(?:\.|';)/mu, path);
  });
});
