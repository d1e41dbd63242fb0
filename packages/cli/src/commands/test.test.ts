import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {inFolder, run} from '../testing/command-line.ts';

const FORM = {
  id: 'mau',
  version: '1.0.0',
  title: {vi: 'Mẫu', en: 'Sample'},
  data: {type: 'object', required: ['name'], properties: {name: {type: 'string', title: 'Name'}}},
};
const CASE = {title: 'A name', today: '2026-07-01', answers: {name: 'A'}, expect: {valid: true}};

describe('egov-form test', () => {
  it('says that there is nothing to run', async () => {
    await inFolder({'form.json': FORM}, async (cwd) => {
      const {code, out} = await run(['test'], {cwd});
      assert.deepEqual([code, out], [0, 'There is no case in cases and no test in test.\n']);
    });
  });

  it('tells each case that fails by its places, never by its answers', async () => {
    await inFolder({'form.json': FORM, 'cases/a.json': CASE, 'cases/b.json': {...CASE, answers: {}}}, async (cwd) => {
      const {code, out} = await run(['test'], {cwd});
      assert.equal(code, 1);
      assert.match(out, /^passed {2}a: A name\nfailed {2}b: A name\n {4}found value\.required at \/name/u);
      const {cases} = JSON.parse((await run(['test', '--json'], {cwd})).out);
      assert.deepEqual(cases[1].differences, [{kind: 'issue.unexpected', pointer: '/name', code: 'value.required'}]);
    });
  });

  it('refuses what is no case, and a definition that is no form', async () => {
    await inFolder({'form.json': FORM, 'cases/a.json': {title: 'x'}}, async (cwd) => {
      const {code, error} = await run(['test'], {cwd});
      assert.equal(code, 2);
      assert.match(error, /a recorded case in a\.json/u);
    });
    await inFolder({'form.json': {...FORM, pages: 7}}, async (cwd) => assert.equal((await run(['test'], {cwd})).code, 2));
  });

  it('says what page tests lack, and does not pass over them', async () => {
    await inFolder({'form.json': FORM, 'package.json': {name: 'mau'}, 'test/a.page.test.js': ''}, async (cwd) => {
      const {code, out} = await run(['test'], {cwd});
      assert.equal(code, 1);
      assert.match(out, /npm install --save-dev playwright-core/u);
    });
    const module = {'node_modules/playwright-core/package.json': {main: 'a.js'}, 'node_modules/playwright-core/a.js': ''};
    await inFolder({'form.json': FORM, 'package.json': {name: 'mau'}, 'test/a.page.test.js': '', ...module}, async (cwd) => {
      const {code, out} = await run(['test'], {cwd, env: {LANG: 'en', CHROME_PATH: '/nowhere'}});
      assert.equal(code, 1);
      assert.match(out, /name its place by CHROME_PATH/u);
    });
  });
});
