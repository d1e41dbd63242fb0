import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {cp, mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {root} from '../root.ts';
import {PUBLISHED} from './published.ts';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies?: {readonly [name: string]: string};
}

const manifestIn = async (folder: string, name: string): Promise<Manifest> =>
  JSON.parse(await readFile(join(folder, 'packages', name, 'package.json'), 'utf8')) as Manifest;

describe('a release', () => {
  it('raises all packages together, and what they need of each other', async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'egov-release-'));
    t.after(() => rm(folder, {recursive: true, force: true}));
    for (const name of PUBLISHED) {
      await mkdir(join(folder, 'packages', name), {recursive: true});
      await cp(join(root, 'packages', name, 'package.json'), join(folder, 'packages', name, 'package.json'));
    }
    await cp(join(root, '.changeset'), join(folder, '.changeset'), {recursive: true});
    await writeFile(
      join(folder, 'package.json'),
      '{"name": "all", "private": true, "version": "0.0.0", "workspaces": ["packages/*"]}',
    );
    await writeFile(join(folder, 'package-lock.json'), '{"lockfileVersion": 3}');
    await writeFile(join(folder, '.changeset/one.md'), '---\n"@egov-form/core": minor\n---\n\nSomething new\n');
    const command = join(root, 'node_modules/@changesets/cli/bin.js');
    const {status, stdout, stderr} = spawnSync(process.execPath, [command, 'version'], {cwd: folder, encoding: 'utf8'});
    assert.equal(status, 0, stdout + stderr);
    const all = await Promise.all(PUBLISHED.map((name) => manifestIn(folder, name)));
    const [before] = await Promise.all([manifestIn(root, 'core')]);
    const versions = new Set(all.map(({version}) => version));
    assert.equal(versions.size, 1);
    assert.ok(!versions.has(before.version));
    const ours = new Set(all.map(({name}) => name));
    for (const {name, version, dependencies = {}} of all)
      for (const [needed, range] of Object.entries(dependencies))
        if (ours.has(needed)) assert.equal(range, version, `${name} needs ${needed}`);
  });

  it('is published after all tests, with provenance and without a token', async () => {
    const workflow = await readFile(join(root, '.github/workflows/release.yml'), 'utf8');
    assert.ok(workflow.indexOf('npm cit') < workflow.indexOf('changeset publish'));
    assert.match(workflow, /id-token: write/u);
    assert.match(workflow, /NPM_CONFIG_PROVENANCE: "true"/u);
    assert.doesNotMatch(workflow, /TOKEN\b|secrets\./u);
  });
});
