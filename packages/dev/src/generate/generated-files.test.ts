import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {it} from 'node:test';
import {root} from '../root.ts';
import {generatedFiles} from './generated-files.ts';

for (const [path, text] of await generatedFiles()) {
  it(`${path} is what npm run generate writes`, async () => {
    assert.equal(await readFile(join(root, path), 'utf8'), text, 'run "npm run generate"');
  });
}
