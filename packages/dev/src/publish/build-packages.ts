import {spawnSync} from 'node:child_process';
import {join} from 'node:path';
import {root} from '../root.ts';

/** Compile every package to `dist` with its types. */
export function buildPackages(): number {
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  return spawnSync(process.execPath, [compiler, '-b'], {cwd: root, stdio: 'inherit'}).status ?? 1;
}
