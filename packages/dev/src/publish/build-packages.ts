/** `dist` of every package: compiled modules with their types, and in `schemas` the published schemas. */
import {spawnSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import {cp, readdir, rm} from 'node:fs/promises';
import {join, sep} from 'node:path';
import {root} from '../root.ts';
import {PUBLISHED} from './published.ts';

/** Which package carries which of the published schemas: where a definition, or a configuration of registers, can name it. */
const SCHEMAS: readonly {readonly from: string; readonly to: string}[] = [
  ...['address', 'bank-account', 'block', 'document', 'form', 'organization', 'overlay', 'person', 'source'].map((name) => ({
    from: `schemas/${name}`,
    to: `packages/core/schemas/${name}`,
  })),
  {from: 'schemas/connectors', to: 'packages/connectors/schemas'},
];

/** Compile what has changed. Answers whether all of it could be compiled. */
export async function buildPackages(): Promise<boolean> {
  for (const folder of PUBLISHED) await removeLeftovers(folder);
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  const {status} = spawnSync(process.execPath, [compiler, '-b'], {cwd: root, stdio: 'inherit'});
  for (const to of new Set(SCHEMAS.map(({to}) => to))) await rm(join(root, to), {recursive: true, force: true});
  for (const {from, to} of SCHEMAS) await cp(join(root, from), join(root, to), {recursive: true});
  return status === 0;
}

/** What was compiled of a source that is gone: it would be published still. */
async function removeLeftovers(folder: string): Promise<void> {
  const dist = join(root, 'packages', folder, 'dist');
  if (!existsSync(dist)) return;
  for (const name of await readdir(dist, {recursive: true})) {
    const [, stem] = /^(.+)\.d\.ts$/u.exec(name) ?? [];
    if (stem === undefined || existsSync(join(root, 'packages', folder, 'src', `${stem}.ts`))) continue;
    for (const ending of ['.d.ts', '.d.ts.map', '.js', '.js.map'])
      await rm(join(dist, ...`${stem}${ending}`.split(sep)), {force: true});
  }
}
