/** One process has the data folder, whatever containers its rivals are in. Containers are stood in for by namespaces. */
import assert from 'node:assert/strict';
import {type ChildProcess, spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, test} from 'node:test';
import {takeDataFolder} from './data-folder.ts';

/** Process and mount namespaces of its own: its first process is number 1, as in a container. */
const CONTAINER = ['unshare', '--pid', '--fork', '--mount-proc', '--kill-child'];
const unshared = spawnSync(CONTAINER[0] ?? '', [...CONTAINER.slice(1), 'true']).status === 0;
const skip = unshared ? false : 'this machine lets nobody make namespaces (unshare)';

const TAKE = `
  import {takeDataFolder} from '${new URL('./data-folder.ts', import.meta.url)}';
  try {
    await takeDataFolder(process.argv[1]);
    console.log('taken by ' + process.pid);
    setInterval(() => undefined, 1000);
  } catch (error) {
    console.log(error.code + ' ' + error.message);
  }`;

describe('a data folder', () => {
  let folder: string;
  const children: ChildProcess[] = [];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'egov-folder-'));
  });
  afterEach(async () => {
    for (const child of children.splice(0)) await end(child);
    await rm(folder, {recursive: true, force: true});
  });

  /** A process that tries to take the folder, and the line that it says. */
  async function take(wrap: readonly string[] = [], place = folder): Promise<{child: ChildProcess; said: string}> {
    const [program = '', ...args] = [
      ...wrap,
      ...[process.execPath, '--conditions=egov-source', '--input-type=module', '-e', TAKE, place],
    ];
    const child = spawn(program, args, {stdio: ['ignore', 'pipe', 'ignore']});
    children.push(child);
    let said = '';
    for await (const chunk of child.stdout ?? []) {
      said += String(chunk);
      if (said.includes('\n')) break;
    }
    return {child, said: said.trim()};
  }

  async function end(child: ChildProcess): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  test('is taken once by two containers, both number 1; the second says why', {skip, timeout: 60_000}, async () => {
    const first = await take(CONTAINER);
    assert.equal(first.said, 'taken by 1');
    const second = await take(CONTAINER);
    assert.match(second.said, /^EGOV_GATEWAY_DATA_FOLDER .* in use by process 1 on \S+ since \d{4}-.*stop the other gateway/u);
    // Killed from outside, as an orchestrator does it.
    await end(first.child);
    assert.equal((await take(CONTAINER)).said, 'taken by 1');
  });

  test('is taken once by processes with other mounts and another network', {skip, timeout: 60_000}, async () => {
    assert.match((await take([...CONTAINER, '--net', '--uts', '--ipc'])).said, /^taken/u);
    assert.match((await take([...CONTAINER, '--net', '--uts', '--ipc'])).said, /^EGOV_GATEWAY_DATA_FOLDER/u);
    assert.match((await take()).said, /^EGOV_GATEWAY_DATA_FOLDER/u);
  });

  test('is kept by a suspended process, and free when that is killed', {timeout: 60_000}, async () => {
    const {child} = await take();
    child.kill('SIGSTOP');
    await assert.rejects(takeDataFolder(folder), {code: 'EGOV_GATEWAY_DATA_FOLDER', message: /suspended/u});
    await end(child);
    await (await takeDataFolder(folder)).release();
  });

  test('is taken by one of six that start together', {timeout: 120_000}, async () => {
    const said = await Promise.all(Array.from({length: 6}, () => take()));
    assert.equal(said.filter((one) => one.said.startsWith('taken')).length, 1, JSON.stringify(said.map((one) => one.said)));
  });

  test('is taken once within a process, and as often as it was given back', async () => {
    const first = await takeDataFolder(folder);
    await assert.rejects(takeDataFolder(folder), {code: 'EGOV_GATEWAY_DATA_FOLDER'});
    await first.release();
    await first.release();
    const again = await takeDataFolder(folder);
    await again.release();
    await assert.rejects(readFile(join(folder, 'in-use-by')), {code: 'ENOENT'});
  });

  test('that was copied while it was in use is free, and the first one stays taken', async () => {
    const copy = `${folder}-copy`;
    const first = await takeDataFolder(folder);
    assert.equal(spawnSync('cp', ['-a', folder, copy]).status, 0);
    await (await takeDataFolder(copy)).release();
    assert.match((await take()).said, /^EGOV_GATEWAY_DATA_FOLDER/u);
    await first.release();
    await rm(copy, {recursive: true});
  });

  test('with the note of an earlier version is free unless that process lives', {timeout: 60_000}, async () => {
    const note = (text: string): Promise<void> => writeFile(join(folder, 'in-use-by'), text);
    const rival = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)']);
    children.push(rival);
    await once(rival, 'spawn');
    await note(String(rival.pid));
    await assert.rejects(takeDataFolder(folder), {message: new RegExp(`process ${rival.pid}, .*earlier version`, 'u')});
    // Refused for that note only: the lock itself was given back.
    await assert.rejects(takeDataFolder(folder), {message: /earlier version/u});
    await end(rival);
    await (await takeDataFolder(folder)).release();
    for (const left of [String(process.pid), '0', 'no number', '']) {
      await note(left);
      await (await takeDataFolder(folder)).release();
    }
  });

  test('that gives no lock is refused in words', async () => {
    await writeFile(join(folder, 'lock'), 'this is no lock'.repeat(100));
    await assert.rejects(takeDataFolder(folder), {code: 'EGOV_GATEWAY_DATA_FOLDER', message: /gave no lock.*DATA_FOLDER/u});
  });
});
