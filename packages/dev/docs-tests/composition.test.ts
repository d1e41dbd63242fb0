import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import type {FormDefinition} from '@egov-form/core';
import {checkDefinition} from '@egov-form/core/check';
import {compose, overlay} from '@egov-form/core/compose';
import {vietnam} from '@egov-form/vietnam';
import {root} from '../src/root.ts';

const page = readFileSync(join(root, 'docs/composition.md'), 'utf8');

/** The one block of a kind on the page. */
function fence(kind: string): object {
  const [, text] = new RegExp(`^\`\`\`json ${kind}\n([\\s\\S]*?)^\`\`\`$`, 'mu').exec(page) ?? [];
  assert.ok(text, `docs/composition.md has no block "json ${kind}"`);
  return JSON.parse(text) as object;
}

describe('docs/composition.md', () => {
  const form = fence('form') as FormDefinition;
  const own = fence('overlay');

  it('shows what its source and its block become', () => {
    assert.deepEqual(
      compose(fence('source'), (address) => ({address, block: fence('block')})),
      form,
    );
    assert.deepEqual(checkDefinition(form, {packs: [vietnam]}), []);
  });

  it('shows an overlay that can be applied', () => {
    const {definition, conflicts} = overlay(form, [own]);
    assert.deepEqual(conflicts, []);
    assert.deepEqual(checkDefinition(definition, {packs: [vietnam]}), []);
    assert.deepEqual(definition.pages?.[0]?.items.slice(0, 2), [{field: '/adult'}, {field: '/branch'}]);
  });

  it('names every code of a conflict', () => {
    const known = page.match(/EGOV_COMPOSE_[A-Z_]+(?=` \|)/gu) ?? [];
    const source = readFileSync(join(root, 'packages/core/src/compose/overlay-conflicts.ts'), 'utf8');
    const [, codes = ''] = /type ConflictCode =([^;]+);/u.exec(source) ?? [];
    assert.deepEqual([...known].sort(), (codes.match(/EGOV_COMPOSE_[A-Z_]+/gu) ?? []).sort());
  });
});
