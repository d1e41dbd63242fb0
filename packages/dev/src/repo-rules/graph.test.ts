import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {root} from '../root.ts';
import {
  compilerFindings,
  configFindings,
  cycleFindings,
  folderFindings,
  importFindings,
  lintZones,
  manifestFindings,
  packageFolders,
  sourcesOf,
} from './graph.ts';
import {PACKAGES} from './package-graph.ts';

const source = (folder: string, text: string, name = 'a.ts') => ({folder, path: `packages/${folder}/src/${name}`, text});
const rowOf = (folder: string) => {
  const row = PACKAGES.find((one) => one.folder === folder);
  assert(row);
  return row;
};

describe('the graph test itself', () => {
  const findings = (folder: string, text: string, name?: string) => importFindings([source(folder, text, name)]);

  it('refuses an arrow that the table does not have', () => {
    assert.match(
      findings('elements', `import {vietnam} from '@egov-form/vietnam';`)[0] ?? '',
      /^packages\/elements\/src\/a\.ts:1 imports/,
    );
    assert.equal(findings('elements', `import type {Pack} from '@egov-form/vietnam';`).length, 1);
    assert.equal(findings('core', `const lit = await import('@egov-form/elements');`).length, 1);
    assert.equal(findings('gateway', `import 'egov-form';`).length, 1);
    assert.equal(findings('drafts', `import {x} from '@egov-form/unheard-of';`).length, 1);
  });

  it('refuses guarded entries, own names, ways out of the package and Node in the browser', () => {
    assert.equal(findings('egov-form', `import {ajv} from '@egov-form/core/ajv';`).length, 1);
    assert.equal(findings('gateway', `import {simulate} from '@egov-form/simulators';`).length, 1);
    assert.equal(findings('core', `import {a} from '@egov-form/core';`).length, 1);
    assert.equal(findings('vietnam', `import {a} from '../../../core/src/index.ts';`).length, 1);
    assert.equal(findings('core', `import {a} from 'node:fs';`).length, 1);
    assert.equal(findings('gateway', `import {a} from 'fs';`).length, 1);
  });

  it('lets allowed arrows pass, and tests import by name', () => {
    assert.deepEqual(findings('vietnam', `import {fail} from '@egov-form/core';`), []);
    assert.deepEqual(findings('gateway', `import {ajv} from '@egov-form/core/ajv';\nimport {join} from 'node:path';`), []);
    assert.deepEqual(findings('elements', `import {vietnam} from '@egov-form/vietnam';`, 'a.test.ts'), []);
    assert.deepEqual(findings('core', `import {a} from '../pointer.ts';`, 'rules/a.ts'), []);
  });

  it('finds cycles of imports, also of types and of what is loaded later', () => {
    const a = source('core', `import {b} from './b.ts';`, 'a.ts');
    assert.deepEqual(cycleFindings([a, source('core', `import {a} from './a.ts';`, 'b.ts')]), [
      'Cycle: packages/core/src/a.ts → packages/core/src/b.ts → packages/core/src/a.ts',
    ]);
    for (const back of [`import type {a} from './a.ts';`, `type A = import('./a.ts').A;`, `const a = await import('./a.ts');`])
      assert.equal(cycleFindings([a, source('core', back, 'b.ts')]).length, 1, back);
    assert.deepEqual(cycleFindings([a, source('core', `import {c} from './c.ts';`, 'b.ts')]), []);
    assert.deepEqual(cycleFindings([a, source('core', `import {a} from './a.ts';`, 'b.test.ts')]), []);
  });

  it('refuses a folder of more than 25 sources, tests not counted', () => {
    const files = (count: number, end: string) => Array.from({length: count}, (_, i) => source('core', '', `engine/f${i}${end}`));
    assert.deepEqual(folderFindings([...files(25, '.ts'), ...files(20, '.test.ts')]), []);
    assert.match(folderFindings(files(26, '.ts'))[0] ?? '', /^packages\/core\/src\/engine has 26 files/u);
  });

  it('refuses undeclared, forbidden and unreferenced dependencies, and foreign globals', () => {
    const drafts = rowOf('drafts');
    const manifest = {name: '@egov-form/drafts', dependencies: {'@egov-form/elements': '0.1.0'}};
    assert.deepEqual(manifestFindings(drafts, manifest, [source('drafts', `import {openDB} from 'idb';`)]), [
      'idb is imported but not declared.',
      `@egov-form/elements is declared, but ${drafts.because}`,
    ]);
    const compiler = {compilerOptions: {lib: ['es2023', 'dom'], types: []}, references: [{path: '../core'}]};
    assert.equal(compilerFindings(drafts, manifest, compiler).length, 2);
    assert.equal(compilerFindings(rowOf('core'), {name: '@egov-form/core'}, {...compiler, references: []}).length, 1);
  });
});

describe('the packages of this repository', async () => {
  const folders = await packageFolders(root);

  it('are all in the table', () => {
    assert(folders.length >= 9);
    assert.deepEqual(
      folders.filter((folder) => !PACKAGES.some((row) => row.folder === folder)),
      [],
    );
  });

  for (const folder of folders) {
    it(`${folder}: imports, dependencies, references, globals, no cycles, small folders`, async () => {
      const sources = await sourcesOf(root, folder);
      assert.deepEqual(
        [
          ...importFindings(sources),
          ...cycleFindings(sources),
          ...folderFindings(sources),
          ...(await configFindings(root, folder)),
        ],
        [],
      );
    });
  }

  it('have the lint zones of the table', async () => {
    const settings = JSON.parse(await readFile(join(root, 'biome.json'), 'utf8'));
    assert.deepEqual(settings.overrides, lintZones(), 'run "npm run generate"');
  });
});
