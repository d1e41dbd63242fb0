import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {root} from '../root.ts';
import {addressFiles} from './addresses.ts';

test('the address tables are what the generator makes, with known faults repaired', async () => {
  const {files, repairs} = await addressFiles();
  assert.equal(files.size, 2);
  for (const [path, text] of files) {
    assert.equal(await readFile(join(root, path), 'utf8'), text, `${path} differs: run \`npm run generate\`.`);
    assert.equal(text, text.normalize('NFC'));
  }
  assert.deepEqual(repairs, {
    composedNames: 32,
    correctedCodes: 1,
    retargetedRows: 431,
    rowsWithoutFormerCode: 943,
    formerUnits: 10_809,
    dividedUnits: 25,
  });
});
