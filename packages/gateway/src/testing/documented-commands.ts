/** Runs the commands that a page of docs/ tells people to type. */
import {spawnSync} from 'node:child_process';
import {chmod, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

const COMMAND = fileURLToPath(new URL('../../bin/egov-gateway.mjs', import.meta.url));

/**
 * @param block word after `sh` at the fence of the commands in deploy.md.
 * @param folder that `egov-gateway` is put in for them.
 * @returns what they wrote.
 * @throws Error when one of them fails.
 */
export async function runDocumented(
  block: string,
  folder: string,
  environment: {readonly [name: string]: string},
): Promise<string> {
  const page = await readFile(new URL('../../../../docs/deploy.md', import.meta.url), 'utf8');
  const [, script] = new RegExp(`^\`\`\`sh ${block}\\n([^]*?)^\`\`\`$`, 'mu').exec(page) ?? [];
  if (script === undefined) throw new Error(`Expected commands "${block}" in docs/deploy.md, found none.`);
  const program = join(folder, 'egov-gateway');
  await writeFile(program, `#!/bin/sh\nexec '${process.execPath}' --conditions=egov-source '${COMMAND}' "$@"\n`);
  await chmod(program, 0o700);
  const env = {...process.env, ...environment, PATH: `${folder}:${process.env['PATH'] ?? ''}`};
  const {status, stdout, stderr} = spawnSync('sh', ['-eu', '-c', script], {env, encoding: 'utf8'});
  if (status !== 0) throw new Error(`The commands "${block}" failed (${status}): ${stdout}${stderr}`);
  return stdout + stderr;
}
