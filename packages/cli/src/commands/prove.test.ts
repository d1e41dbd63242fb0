import assert from 'node:assert/strict';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {fileURLToPath} from 'node:url';
import {inFolder, run} from '../testing/command-line.ts';

const EXAMPLES = fileURLToPath(new URL('../../../../examples/procedures', import.meta.url));

const FORM = {
  id: 'sample',
  version: '1.0.0',
  title: {vi: 'Mẫu', en: 'Sample'},
  data: {
    type: 'object',
    properties: {kind: {enum: ['one', 'two']}, reason: {type: 'string', maxLength: 9}, note: {type: 'string', maxLength: 9}},
  },
  fields: {
    '/reason': {visible: {and: [{'==': [{var: 'kind'}, 'one']}, {'==': [{var: 'kind'}, 'two']}]}},
    '/note': {visible: {'==': [{var: 'kind'}, 'two']}},
  },
};

describe('egov-form prove', () => {
  it('names the place of a condition that can never hold, and ends with 1', async () => {
    await inFolder({'form.json': FORM}, async (cwd) => {
      const {code, out} = await run(['prove'], {cwd});
      assert.equal(code, 1);
      assert.match(out, /^form\.json:\d+:\d+ error proof\.unreachable The field \/reason is never shown\./mu);
      assert.match(out, /^Shortest way: /mu);
      const vietnamese = await run(['prove', '--lang', 'vi'], {cwd});
      assert.match(vietnamese.out, /lỗi proof\.unreachable Ô \/reason không bao giờ hiện ra\./u);
      const {findings, paths} = JSON.parse((await run(['prove', '--json'], {cwd})).out);
      assert.deepEqual(
        findings.map(({file, line, pointer}: {file: string; line: number; pointer: string}) => [file, typeof line, pointer]),
        [['form.json', 'number', '/fields/~1reason/visible']],
      );
      assert.equal(typeof paths.longest.minutes, 'number');
    });
  });

  it('finds nothing in a birth registration, on a day that is named', async () => {
    const {code, out} = await run(['prove', join(EXAMPLES, 'khai-sinh'), '--today', '2026-11-22']);
    assert.equal(code, 0, out);
    assert.match(out, /^khai-sinh 1\.0\.0: \d+ conditions\./u);
  });

  it('takes a day as a date and a definition that is a form', async () => {
    await inFolder({'form.json': {...FORM, title: undefined}}, async (cwd) => {
      assert.deepEqual(await run(['prove', '--today', 'tomorrow'], {cwd}), {
        code: 2,
        out: '',
        error: 'Expected a date as 2026-07-01 after --today, found "tomorrow".\n',
      });
      const {code, error} = await run(['prove'], {cwd});
      assert.equal(code, 2);
      assert.match(error, /"title" is missing/u);
    });
  });
});
