/**
 * `npm run bench -- screen --harness <folder>`: puts our adapter into a copy of the peer benchmark, runs it, and prints every
 * figure as a ratio to hand-written HTML in the same run.
 */
import {spawnSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import {cp, mkdir, mkdtemp, readFile, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {basename, join} from 'node:path';
import {parseArgs} from 'node:util';
import {build} from 'esbuild';
import {BUNDLE_FOLDER, buildBundle, readManifest} from '../rollup/bundle.ts';
import {root} from '../root.ts';
import {type ScreenRecord, screenTable} from './screen-table.ts';

const NAME = 'egov-form';

const USAGE =
  'Expected: npm run bench -- screen --harness <folder of the peer benchmark> [--work <folder>] [--only raw-html,egov-form] [--n 100,1000,5000] [--runs 3] [--kinds form,rows,leak] [--label ours]\n';

/** @returns exit code: 0 when the run ended, 2 for wrong use. */
export async function measureScreen(args: readonly string[]): Promise<number> {
  const {values} = parseArgs({
    args: [...args],
    options: {
      harness: {type: 'string'},
      work: {type: 'string'},
      only: {type: 'string', default: `raw-html,${NAME}`},
      n: {type: 'string', default: '100,1000,5000'},
      runs: {type: 'string', default: '3'},
      kinds: {type: 'string', default: 'form,rows,leak'},
      label: {type: 'string', default: 'ours'},
    },
  });
  if (values.harness === undefined || !existsSync(join(values.harness, 'run.mjs'))) {
    process.stderr.write(USAGE);
    return 2;
  }
  const work = values.work ?? (await mkdtemp(join(tmpdir(), 'egov-bench-')));
  await copyHarness(values.harness, work);
  if (!existsSync(join(work, 'node_modules')))
    run(work, 'npm', ['ci', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund']);
  await buildBundle();
  await putOurs(work);
  run(work, process.execPath, ['build.mjs', '--only', values.only]);
  const {only, n, runs, kinds, label} = values;
  run(work, process.execPath, ['run.mjs', '--only', only, '--n', n, '--runs', runs, '--kinds', kinds, '--label', label]);
  const {records} = JSON.parse(await readFile(join(work, 'results', `${label}.json`), 'utf8')) as {records: ScreenRecord[]};
  process.stdout.write(`${screenTable(records, NAME)}\n`);
  return 0;
}

/** The benchmark without what it made or installed where it lies. */
async function copyHarness(from: string, to: string): Promise<void> {
  const left = ['node_modules', 'dist', 'results'];
  await cp(from, to, {recursive: true, filter: (source) => !left.includes(basename(source))});
}

/** Our bundle, the checks that a gateway makes before it serves a definition, and the adapter. */
async function putOurs(work: string): Promise<void> {
  const bundle = join(work, 'node_modules', NAME);
  await mkdir(bundle, {recursive: true});
  await cp(BUNDLE_FOLDER, bundle, {recursive: true});
  await writeFile(join(bundle, 'package.json'), JSON.stringify({name: NAME, type: 'module', exports: `./${NAME}.js`}));
  for (const {file} of Object.values(await readManifest())) {
    // Its pages load classic scripts, which have no `import.meta`.
    const text = (await readFile(join(bundle, file), 'utf8')).replaceAll('import.meta.url', 'document.baseURI');
    await writeFile(join(bundle, file), text);
  }
  const core = join(work, 'node_modules/@egov-form/core');
  await build({
    entryPoints: [join(root, 'packages/core/src/definition/check.ts')],
    outfile: join(core, 'check.js'),
    bundle: true,
    format: 'esm',
    conditions: ['egov-source'],
    logLevel: 'error',
  });
  await writeFile(
    join(core, 'package.json'),
    JSON.stringify({name: '@egov-form/core', type: 'module', exports: {'./check': './check.js'}}),
  );
  await cp(join(root, 'packages/dev/bench', `${NAME}.ts`), join(work, 'adapters', `${NAME}.ts`));
}

function run(folder: string, command: string, args: readonly string[]): void {
  const {status, error} = spawnSync(command, args, {cwd: folder, stdio: 'inherit'});
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed in ${folder}.`, {cause: error});
}
