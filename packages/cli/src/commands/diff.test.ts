import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {inFolder, run} from '../testing/command-line.ts';

const OLD = {
  id: 'sample',
  version: '1.0.0',
  title: {vi: 'Mẫu', en: 'Sample'},
  data: {type: 'object', properties: {name: {type: 'string', maxLength: 9}}},
  fields: {'/name': {label: {vi: 'Tên', en: 'Name'}}},
};
const NEW = {
  ...OLD,
  data: {type: 'object', required: ['code'], properties: {...OLD.data.properties, code: {type: 'string', maxLength: 9}}},
  fields: {...OLD.fields, '/code': {label: {vi: 'Mã', en: 'Code'}, required: true}},
};

describe('egov-form diff', () => {
  it('ends with 1 where the version is lower than what changed, and with 0 where it is not', async () => {
    await inFolder(
      {'old/form.json': OLD, 'low.json': {...NEW, version: '1.0.1'}, 'enough.json': {...NEW, version: '2.0.0'}},
      async (cwd) => {
        const low = await run(['diff', 'old', 'low.json'], {cwd});
        assert.equal(low.code, 1, low.out);
        assert.match(low.out, /^sample, from 1\.0\.0 to 1\.0\.1: a major version\. It takes version 2\.0\.0 at least\.$/mu);
        const enough = await run(['diff', 'old', 'enough.json', '--json'], {cwd});
        assert.equal(enough.code, 0);
        const {level, differences} = JSON.parse(enough.out);
        assert.deepEqual([level, typeof differences[0].message], ['major', 'string']);
        const vietnamese = await run(['diff', 'old', 'low.json', '--lang', 'vi'], {cwd});
        assert.match(vietnamese.out, /Cần ít nhất phiên bản 2\.0\.0\./u);
      },
    );
  });

  it('takes a package that is installed, and says what it does not find', async () => {
    const installed = {'node_modules/@agency/sample/form.json': OLD, 'work/form.json': OLD};
    await inFolder(installed, async (cwd) => {
      const {code, out} = await run(['diff', '@agency/sample', 'work'], {cwd});
      assert.equal(code, 0, out);
      const missing = await run(['diff', '@agency/other', 'work'], {cwd});
      assert.deepEqual([missing.code, missing.error.includes('@agency/other')], [2, true]);
      assert.match((await run(['diff', 'work'], {cwd})).error, /^The argument "new" is missing\./u);
    });
  });
});
