/**
 * `npm run attacks`: the attacks on the gateway in full size, 10,000 forged submissions and numbers and 1,000 pairs of
 * answers; the test command runs the same ones small. `EGOV_ATTACKS` says another size. With a PostgreSQL server:
 * `npm run with-postgres -- npm run attacks`.
 */
import {spawnSync} from 'node:child_process';
import {readdir} from 'node:fs/promises';
import {join} from 'node:path';
import {root} from '../root.ts';

const FOLDER = join(root, 'packages/gateway/src/attacks');

/** @param only words in names of files: `forgery`. */
export async function main(only: readonly string[]): Promise<number> {
  const files = (await readdir(FOLDER)).filter(
    (name) => name.endsWith('.test.ts') && (only.length === 0 || only.some((word) => name.includes(word))),
  );
  // One after the other: they measure times.
  const {status} = spawnSync(
    process.execPath,
    ['--conditions=egov-source', '--test', '--test-concurrency=1', ...files.map((name) => join(FOLDER, name))],
    {stdio: 'inherit', env: {...process.env, EGOV_ATTACKS: process.env['EGOV_ATTACKS'] || '10000'}},
  );
  return status ?? 1;
}
