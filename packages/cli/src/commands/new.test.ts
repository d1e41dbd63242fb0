import assert from 'node:assert/strict';
import {mkdir, readFile, symlink, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {fileURLToPath} from 'node:url';
import {inFolder, run} from '../testing/command-line.ts';

const MODULES = fileURLToPath(new URL('../../../../node_modules', import.meta.url));

describe('egov-form new', () => {
  it('makes a procedure in which nothing is wrong and whose cases and tests pass', async () => {
    await inFolder({}, async (cwd) => {
      const made = await run(['new', '@so-mau/xac-nhan.cu-tru', '--json'], {cwd});
      assert.equal(made.code, 0, made.error);
      const folder = join(cwd, 'xac-nhan.cu-tru');
      assert.equal(JSON.parse(made.out).folder, folder);
      const read = async (file: string) => JSON.parse(await readFile(join(folder, file), 'utf8'));
      assert.equal((await read('package.json')).name, '@so-mau/xac-nhan.cu-tru');
      assert.equal((await read('form.json')).id, 'xac-nhan-cu-tru');
      // What the person installs.
      await symlink(MODULES, join(folder, 'node_modules'));
      assert.deepEqual(await run(['check', '--publish'], {cwd: folder}), {
        ...{code: 0, out: 'Nothing is wrong. Definitions checked: 1.\n', error: ''},
      });
      const tested = await run(['test', '--json'], {cwd: folder, env: {...process.env, LANG: 'en'}});
      assert.equal(tested.code, 0, tested.out);
      const {cases, tests} = JSON.parse(tested.out);
      assert.deepEqual(
        cases.map(({name}: {name: string}) => name),
        ['by-hand', 'no-paper', 'signed-in'],
      );
      assert.deepEqual(tests, {passed: 2, failed: 0});

      // A rule that is gone is told by the case that is about it, a test that fails by its title.
      const form = await read('form.json');
      delete form.documents.residenceProof.required;
      await writeFile(join(folder, 'form.json'), JSON.stringify(form));
      const failed = await run(['test'], {cwd: folder, env: {...process.env, LANG: 'en'}});
      assert.equal(failed.code, 1);
      assert.match(failed.out, /^failed {2}no-paper: .*\n {4}expected document\.required at #\/documents\/residenceProof/mu);
      assert.match(failed.out, /a register that is down stops nobody/u);
      assert.match(failed.out, /^Recorded cases: 2 passed, 1 failed\.\nOwn tests: 1 passed, 1 failed\.$/mu);
    });
  });

  it('refuses a name that npm does not take, and a folder that has something in it', async () => {
    await inFolder({'taken/a.txt': 'mine'}, async (cwd) => {
      await mkdir(join(cwd, 'empty'));
      for (const name of ['Bad', 'a b', '../up', '@x', '@x/', '', `${'a'.repeat(215)}`]) {
        const {code, error} = await run(['new', '--', name], {cwd});
        assert.equal(code, 2, name);
        assert.match(error, /is no name of an npm package/u, name);
      }
      const {code, error} = await run(['new', 'taken'], {cwd});
      assert.deepEqual([code, error.includes('taken is not empty')], [2, true]);
      assert.equal((await run(['new', 'empty'], {cwd})).code, 0);
    });
  });

  it('makes a portal with what egov-gateway init writes, and its own pages', async () => {
    await inFolder({}, async (cwd) => {
      const {code, out} = await run(['new', '--portal', 'cong-mau', '--json'], {cwd});
      assert.equal(code, 0);
      const {files} = JSON.parse(out);
      for (const file of ['gateway.env', 'package.json', 'pages/portal.js', 'connectors.json'])
        assert.ok(files.includes(file), file);
      assert.match(await readFile(join(cwd, 'cong-mau/setup.mjs'), 'utf8'), /openSimulatedRegisters/u);
      assert.doesNotMatch(await readFile(join(cwd, 'cong-mau/package.json'), 'utf8'), /\{\{/u);
    });
  });
});
