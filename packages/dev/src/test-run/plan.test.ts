import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {root} from '../root.ts';
import {type Plan, planOf, STAGES, WrongUse} from './plan.ts';
import {placeOf, testFiles, usesDatabase} from './test-files.ts';

const PACKAGE = (name: string): string =>
  JSON.stringify({name: `@egov-form/${name}`, exports: {'.': {'egov-source': './src/index.ts', default: './dist/index.js'}}});

/** A small repository with a test of every kind. */
const FILES: {readonly [path: string]: string} = {
  'package.json': '{}',
  'docs/rules.md': 'Rules',
  'packages/core/package.json': PACKAGE('core'),
  'packages/core/src/index.ts': "export {plus} from './plus.ts';\n",
  'packages/core/src/plus.ts': 'export const plus = (a: number, b: number): number => a + b;\n',
  'packages/core/src/plus.test.ts': "import {plus} from './plus.ts';\nplus(1, 1);\n",
  'packages/core/src/minus.test.ts': 'export {};\n',
  'packages/elements/package.json': PACKAGE('elements'),
  'packages/elements/src/field.ts': "import {plus} from '@egov-form/core';\nexport const two = plus(1, 1);\n",
  'packages/elements/src/field.test.ts': "import {two} from './field.ts';\nexport const same = two;\n",
  'packages/elements/src/words.node.test.ts': 'export {};\n',
  'packages/gateway/src/server.test.ts': "import type {Answer} from '@egov-form/core';\nexport type Same = Answer;\n",
  'packages/dev/docs-tests/rules.test.ts': "const page = 'docs/rules.md';\nexport const same = page;\n",
  'packages/dev/browser/page.test.ts': "export const script = join(root, 'packages/elements/src');\n",
  'packages/dev/src/rollup/bundle.ts': 'export {};\n',
  'packages/dev/journeys/demo.ts': "import '../src/rollup/bundle.ts';\n",
  'packages/dev/journeys/visit.test.ts': "import './demo.ts';\n",
  'packages/dev/engines/firefox.test.ts': "import '../journeys/demo.ts';\n",
  'packages/dev/engines/webkit.test.ts': "import '../journeys/demo.ts';\n",
};

describe('npm test', () => {
  let folder = '';
  const plan = async (...args: readonly string[]): Promise<Plan> => {
    const made = await planOf(args, folder, join(folder, 'packages/core'));
    assert.ok(made !== 'help');
    return made;
  };
  const shown = ({stages}: Plan): {[stage: string]: readonly string[]} =>
    Object.fromEntries(stages.map(({name, files}) => [name, files.map((file) => file.replace(/^.*\//u, ''))]));
  const git = (...args: readonly string[]): void => {
    const {status, stderr} = spawnSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], {
      cwd: folder,
      encoding: 'utf8',
    });
    assert.equal(status, 0, stderr);
  };
  const write = async (path: string, text: string): Promise<void> => {
    await mkdir(dirname(join(folder, path)), {recursive: true});
    await writeFile(join(folder, path), text);
  };
  const restore = async (): Promise<void> => {
    git('checkout', '-q', '-f', 'main');
    git('clean', '-q', '-fd');
  };

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'egov-plan-'));
    for (const [path, text] of Object.entries(FILES)) await write(path, text);
    git('init', '-q', '-b', 'main');
    git('add', '-A');
    git('commit', '-q', '-m', 'all');
  });
  after(() => rm(folder, {recursive: true, force: true}));

  it('runs everything without arguments, each file in its stage', async () => {
    assert.deepEqual(shown(await plan()), {
      checks: [],
      bundle: [],
      node: ['minus.test.ts', 'plus.test.ts', 'rules.test.ts', 'words.node.test.ts', 'server.test.ts'],
      postgres: ['server.test.ts'],
      browser: ['page.test.ts', 'field.test.ts'],
      journeys: ['visit.test.ts'],
      engines: ['firefox.test.ts'],
    });
  });

  it('runs the other engines whole when they are asked for, with the tests of pages', async () => {
    assert.deepEqual(shown(await plan('--stage', 'engines')), {
      engines: ['firefox.test.ts', 'webkit.test.ts', 'field.test.ts'],
    });
    assert.deepEqual(shown(await plan('packages/dev/engines/webkit.test.ts')), {engines: ['webkit.test.ts']});
    assert.deepEqual(shown(await plan('packages/elements', '--stage', 'engines')), {engines: ['field.test.ts']});
  });

  it('runs the named stages in their order', async () => {
    assert.deepEqual(Object.keys(shown(await plan('--stage', 'journeys', '--stage', 'node'))), ['node', 'journeys']);
    for (const stage of STAGES) assert.deepEqual(Object.keys(shown(await plan('--stage', stage))), [stage]);
  });

  it('runs files and folders where they belong, named from where the person is or from the root', async () => {
    const made = await plan('src/plus.test.ts', 'packages/elements', 'packages/dev/journeys/visit.test.ts');
    assert.deepEqual(shown(made), {
      node: ['plus.test.ts', 'words.node.test.ts'],
      browser: ['field.test.ts'],
      journeys: ['visit.test.ts'],
    });
    assert.deepEqual(shown(await plan('packages/gateway', '--stage', 'postgres')), {postgres: ['server.test.ts']});
    assert.deepEqual(shown(await plan('src/plus.test.ts', '--stage', 'checks', '--stage', 'node')), {
      checks: [],
      node: ['plus.test.ts'],
    });
    assert.deepEqual([made.needsBundle, (await plan('packages/dev/docs-tests')).needsBundle], [true, false]);
    assert.deepEqual(shown(await plan('.', '--stage', 'node')), {node: ['minus.test.ts', 'plus.test.ts']});
  });

  it('refuses what it does not understand, and says what it expected', async () => {
    const wrong: readonly (readonly [args: readonly string[], said: RegExp])[] = [
      [['--stage', 'nodes'], /^Expected a stage of checks, bundle, node, .*, found "nodes"\.$/u],
      [['--stage'], /--stage.*--help/u],
      [['--sage', 'node'], /Unknown option '--sage'.*--help/u],
      [['nowhere.test.ts'], /found nothing at "nowhere\.test\.ts"/u],
      [['src/plus.ts'], /ends with "\.test\.ts".*beside it is packages\/core\/src\/plus\.test\.ts/u],
      [['docs'], /found nothing at "docs"|ends with "\.test\.ts"/u],
      [['--changed', 'src/plus.test.ts'], /found both/u],
      [['src/plus.test.ts', '--stage', 'journeys'], /belongs to the stage journeys, found tests of node/u],
      [['packages/elements', '--stage', 'postgres'], /belongs to the stage postgres, found tests of node and browser/u],
    ];
    for (const [args, said] of wrong)
      await assert.rejects(plan(...args), (error) => error instanceof WrongUse && said.test(error.message), args.join(' '));
  });

  it('--changed on an unchanged tree chooses nothing', async () => {
    const {stages, said} = await plan('--changed');
    assert.deepEqual(stages, []);
    assert.match(said.join('\n'), /0 files differ from the last commit:\nNo test that would run hangs on them/u);
  });

  it('--changed finds a test by imports, through packages and types, and says how', async (t) => {
    t.after(restore);
    await write('packages/core/src/plus.ts', '// changed\n');
    const made = await plan('--changed');
    assert.deepEqual(shown(made), {
      node: ['plus.test.ts', 'server.test.ts'],
      browser: ['page.test.ts', 'field.test.ts'],
    });
    const said = made.said.join('\n');
    assert.match(said, /core\/src\/plus\.test\.ts: imports packages\/core\/src\/plus\.ts$/mu);
    assert.match(said, /field\.test\.ts: hangs on packages\/core\/src\/plus\.ts, 2 files between$/mu);
  });

  it('--changed finds a test by a path that it reads, and an untracked test', async (t) => {
    t.after(restore);
    await write('docs/rules.md', 'Other rules');
    await write('packages/core/src/new.test.ts', 'export {};\n');
    const made = await plan('--changed');
    assert.deepEqual(shown(made), {node: ['new.test.ts', 'rules.test.ts']});
    assert.match(made.said.join('\n'), /rules\.test\.ts: reads docs\/rules\.md$/mu);
    assert.match(made.said.join('\n'), /new\.test\.ts: is changed$/mu);
  });

  it('--changed counts what the branch committed, and files that are gone', async (t) => {
    t.after(restore);
    git('checkout', '-q', '-b', 'work');
    await rm(join(folder, 'packages/core/src/plus.ts'));
    git('commit', '-q', '-a', '-m', 'gone');
    const made = await plan('--changed', '--stage', 'node');
    assert.deepEqual(shown(made), {node: ['plus.test.ts', 'server.test.ts']});
    assert.match(made.said.join('\n'), /1 file differs from main:/u);
  });

  it('--changed takes settings of a package for its sources, of the root for everything', async (t) => {
    t.after(restore);
    await write('packages/elements/package.json', `${PACKAGE('elements')}\n`);
    assert.deepEqual(shown(await plan('--changed')), {
      node: ['words.node.test.ts'],
      browser: ['page.test.ts', 'field.test.ts'],
    });
    await write('package-lock.json', '{}');
    assert.equal((await plan('--changed')).stages.flatMap(({files}) => files).length, 9);
  });

  it('--changed outside of git says what to do instead', async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), 'egov-no-git-'));
    await assert.rejects(planOf(['--changed'], elsewhere, elsewhere), /Expected a git checkout.*name the files instead/u);
    await rm(elsewhere, {recursive: true});
  });
});

describe('the tests of this repository', async () => {
  const all = await testFiles(root);

  it('are found in every place', () => {
    for (const [place, fewest] of Object.entries({node: 100, page: 20, driver: 5, journey: 10, engine: 2}))
      assert.ok(all.filter((file) => placeOf(file) === place).length >= fewest, place);
    assert.ok(all.filter(usesDatabase).length > 20);
  });

  it('run by the command as a person calls it', () => {
    const command = (...args: readonly string[]) => {
      const {NODE_TEST_CONTEXT: _, ...env} = process.env;
      const {status, stdout, stderr} = spawnSync(process.execPath, ['packages/dev/bin/egov-dev.mjs', 'test', ...args], {
        cwd: root,
        encoding: 'utf8',
        env,
      });
      return {status, said: `${stdout}${stderr}`};
    };
    const help = command('--help');
    assert.deepEqual([help.status, /--stage <name>/u.test(help.said)], [0, true]);
    const wrong = command('--stage', 'everything');
    assert.deepEqual([wrong.status, /^Expected a stage of .*found "everything"\.\n$/u.test(wrong.said)], [2, true]);
    const one = command('packages/dev/src/repo-rules/imports.test.ts');
    assert.equal(one.status, 0, one.said);
    assert.match(one.said, /\nnode: tests in Node: (\d+) passed, 0 failed, [\d.]+ s\ntests: \1 passed, 0 failed\n$/u);
  });
});
