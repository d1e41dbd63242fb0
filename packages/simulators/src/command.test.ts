import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {describe, it} from 'node:test';
import {fileURLToPath} from 'node:url';
import {openConnectors} from '@egov-form/connectors/server';
import {ask, SAMPLE_KEYS, SURROUNDINGS} from '@egov-form/connectors/testing';
import {simulate} from './command.ts';

const BIN = fileURLToPath(new URL('../bin/egov-simulate.mjs', import.meta.url));

describe('egov-simulate', () => {
  it('serves every register until it is stopped, and writes the configuration of a gateway', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'egov-simulate-'));
    const file = join(folder, 'connectors.json');
    const args = ['--conditions=egov-source', BIN, '--port', '0', '--json', '--write', file];
    const child = spawn(process.execPath, args, {stdio: ['ignore', 'pipe', 'inherit']});
    const exit = once(child, 'exit');
    try {
      const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
      const {configuration, environment, control} = JSON.parse(line);
      assert.deepEqual(JSON.parse(await readFile(file, 'utf8')), configuration);
      const text = await readFile(file, 'utf8');
      for (const secret of Object.values(environment) as string[])
        assert.equal(text.includes(secret), false, 'no secret is written');

      const {registers, close} = openConnectors(configuration, {...SURROUNDINGS, environment});
      for (const [service, register] of Object.entries(registers)) {
        assert.equal((await ask(register, SAMPLE_KEYS[service] ?? {})).state, 'found', service);
      }
      const broken = await fetch(`${control}/faults`, {
        method: 'POST',
        headers: {'Content-Type': 'application/json'},
        body: JSON.stringify({service: 'tax', fault: 'down', times: 1}),
      });
      assert.deepEqual(await broken.json(), {'tax *': 'down'});
      const states = [];
      for (let tries = 0; tries < 2; tries += 1) states.push((await ask(registers['tax'], SAMPLE_KEYS['tax'] ?? {})).state);
      assert.deepEqual(states, ['unavailable', 'found']);
      await close();
    } finally {
      child.kill('SIGTERM');
      assert.deepEqual(await exit, [0, null]);
      await rm(folder, {recursive: true});
    }
  });

  it('says what is wrong with its arguments, and where a port is taken', async () => {
    const run = async (...args: readonly string[]): Promise<readonly [number, string]> => {
      const said: string[] = [];
      const complain = (line: string): void => void said.push(line);
      return [await simulate(args, {say: complain, complain, stopped: Promise.resolve()}), said.join('\n')];
    };
    for (const args of [['--prot', '1'], ['--port', 'x'], ['--port', '99999'], ['extra']]) {
      const [code, said] = await run(...args);
      assert.equal(code, 2, args.join(' '));
      assert.match(said, /egov-simulate \[--port N\]/u);
    }
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const {port} = other.address() as {port: number};
    const [code, said] = await run('--port', String(port));
    assert.match(said, new RegExp(`Port ${port} or one of the \\d+ after it is in use`, 'u'));
    assert.equal(code, 1);
    other.close();
    const [stopped, table] = await run('--port', '0', '--latency', '0', '--seed', '7');
    assert.equal(stopped, 0);
    assert.match(table, /^population +http:\/\/127\.0\.0\.1:\d+\/dancu/mu);
  });
});
