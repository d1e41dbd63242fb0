/** Servers that render pages import what the pages import: that must do nothing there. */
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {before, describe, test} from 'node:test';
import {root} from '../root.ts';
import {buildPackages} from './build-packages.ts';

/** What pages import; the others are a server's own. */
const PACKAGES = ['core', 'vietnam', 'connectors', 'drafts', 'elements', 'digitize', 'egov-form'];

/** Of Lit, in Node: its versions, and a registry of elements that it fills for renderers of its own. */
const OF_LIT = /^(?:customElements|lit\w+|reactiveElementVersions)$/u;

interface Imported {
  readonly failed: readonly string[];
  readonly added: readonly string[];
  readonly defined: readonly string[];
}

/** Imports modules one after the other in a process of its own, which must end by itself, and says what that changed. */
function imported(names: readonly string[], conditions: readonly string[]): Imported {
  const script = `
    const before = new Set(Object.getOwnPropertyNames(globalThis));
    const failed = [];
    for (const name of ${JSON.stringify(names)}) await import(name).catch((error) => failed.push(name + ': ' + error.message));
    const added = Object.getOwnPropertyNames(globalThis).filter((name) => !before.has(name));
    const tags = ['egov-form', 'egov-page', 'egov-field', 'egov-list', 'egov-review', 'egov-summary'];
    const defined = tags.filter((tag) => globalThis.customElements?.get(tag));
    process.stdout.write(JSON.stringify({failed, added, defined}));`;
  const {status, stdout, stderr} = spawnSync(
    process.execPath,
    [...conditions, '--disable-warning=ExperimentalWarning', '--input-type=module', '-e', script],
    {cwd: join(root, 'packages/egov-form'), encoding: 'utf8', timeout: 60_000},
  );
  assert.equal(status, 0, `it does not end by itself: ${stderr}`);
  assert.equal(stderr, '');
  return JSON.parse(stdout) as Imported;
}

/** Every module that a package hands out to pages. */
function entriesOf(folder: string): readonly string[] {
  const {name, exports} = JSON.parse(readFileSync(join(root, 'packages', folder, 'package.json'), 'utf8'));
  return Object.keys(exports as object)
    .filter((path) => !path.includes('*') && !/\.(?:json|css)$/u.test(path) && path !== './testing')
    .map((path) => `${name}${path.slice(1)}`);
}

describe('importing in Node', () => {
  // The sources hand out some built files too.
  before(async () => {
    assert.ok(await buildPackages());
  });
  for (const [what, conditions] of [
    ['the source', ['--conditions=egov-source']],
    ['what is published', []],
  ] as const) {
    describe(what, () => {
      for (const folder of PACKAGES) {
        test(`${folder} does nothing and throws nothing`, () => {
          const {failed, added, defined} = imported(entriesOf(folder), conditions);
          assert.deepEqual(failed, []);
          assert.deepEqual(
            added.filter((name) => !OF_LIT.test(name)),
            [],
          );
          assert.deepEqual(defined, []);
        });
      }
    });
  }

  test('React writes the tag on the server', () => {
    const script = `
      import {createElement} from 'react';
      import {renderToString} from 'react-dom/server';
      import {EgovForm} from 'egov-form/react';
      process.stdout.write(renderToString(createElement(EgovForm, {src: '/form.json', locale: 'vi', onReady() {}})));`;
    const {stdout, stderr} = spawnSync(
      process.execPath,
      ['--conditions=egov-source', '--disable-warning=ExperimentalWarning', '--input-type=module', '-e', script],
      {cwd: join(root, 'packages/egov-form'), encoding: 'utf8', timeout: 60_000},
    );
    assert.match(stdout, /^<egov-form/u, stderr);
  });
});
