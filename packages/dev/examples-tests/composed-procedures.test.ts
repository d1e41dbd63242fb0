import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {canonicalJson} from '@egov-form/core';
import {checkDefinition} from '@egov-form/core/check';
import {vietnam} from '@egov-form/vietnam';
import {composedProcedures} from '../src/generate/procedures.ts';
import {root} from '../src/root.ts';

const procedures = [...(await composedProcedures())];

describe('procedures with a source', () => {
  it('are those that share blocks', () => {
    assert.ok(procedures.length >= 2);
  });

  for (const [path, text] of procedures) {
    it(`${path} is what npm run generate composes`, () => {
      assert.equal(readFileSync(join(root, path), 'utf8'), text, 'run "npm run generate"');
    });

    it(`${path} is a definition without a fault, and longer than its source`, () => {
      assert.deepEqual(checkDefinition(JSON.parse(text), {packs: [vietnam]}), []);
      const source = readFileSync(join(root, path.replace('form.json', 'source.json')), 'utf8');
      // Without spaces: an author may lay out a source as they like.
      const length = (json: string): number => canonicalJson(JSON.parse(json)).length;
      assert.ok(length(source) < length(text), `${length(source)} of ${length(text)} characters`);
    });
  }
});
