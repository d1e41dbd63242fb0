import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {readFile, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {readCase} from '@egov-form/core/cases';
import {examplesIn} from '../src/publish/readme-examples.ts';
import {root} from '../src/root.ts';

describe('docs/testing.md', async () => {
  const page = await readFile(join(root, 'docs/testing.md'), 'utf8');

  it('has examples that print what they say', async () => {
    const examples = examplesIn(page).filter(({kind}) => kind === 'run');
    assert.ok(examples.length > 1);
    for (const [index, {code, prints}] of examples.entries()) {
      const file = join(root, `packages/dev/docs-tests/example-${process.pid}-${index}.ts`);
      await writeFile(file, code);
      const {status, stdout, stderr} = spawnSync(
        process.execPath,
        ['--conditions=egov-source', '--disable-warning=ExperimentalWarning', file],
        {encoding: 'utf8', timeout: 120_000},
      );
      await rm(file);
      assert.equal(status, 0, stderr);
      assert.equal(stdout, prints);
    }
  });

  it('shows recorded cases that are some', () => {
    const cases = [...page.matchAll(/^```json case\n([\s\S]*?)^```$/gmu)];
    assert.equal(cases.length, 1);
    for (const [, text = ''] of cases) readCase(JSON.parse(text));
  });
});
