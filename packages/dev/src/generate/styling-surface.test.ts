import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {it} from 'node:test';
import {root} from '../root.ts';
import {PARTS, partsInSources, TOKENS} from './styling-surface.ts';

it('every part of a template is described, and every described part exists', async () => {
  assert.deepEqual(Object.keys(PARTS).sort(), [...(await partsInSources())].sort());
});

it('every custom property is described, and every described one exists', async () => {
  const text = await readFile(join(root, 'packages/elements/src/styles/tokens.ts'), 'utf8');
  const colors = [...text.matchAll(/^ {2}'?([\w-]+)'?: \['#/gmu)].map(([, name]) => `color-${name}`);
  const others = [...text.matchAll(/var\(--egov-(?!color-)([\w-]+)/gu)].map(([, name]) => name);
  assert.deepEqual(Object.keys(TOKENS).sort(), [...colors, ...others].sort());
});
