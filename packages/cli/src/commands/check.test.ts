import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {inFolder, run} from '../testing/command-line.ts';

const FORM = `{
  "id": "sample",
  "version": "1.0.0",
  "title": {"vi": "Mẫu", "en": "Sample"},
  "data": {"type": "object", "properties": {"code": {"type": "string", "maxLength": 12}, "name": {"type": "string",   "maxLength": 9}}},
  "fields": {
    "/code": {"label": {"vi": "Mã số", "en": "Code"}},
    "/nmae": {"label": {"vi": "Tên", "en": "Name"}},
    "/name": {"label": {"vi": "Tên", "en": "Name"}}
  },
  "checked": "1-0000000000000000"
}
`;
const GOOD = FORM.replace('    "/nmae": {"label": {"vi": "Tên", "en": "Name"}},\n', '').replace(
  ',\n  "checked": "1-0000000000000000"',
  '',
);
const LOOKUP = {
  connector: 'schools',
  keys: {code: '/code'},
  fill: {'/name': 'name'},
  purpose: {vi: 'Điền sẵn', en: 'To fill in'},
};

describe('egov-form check', () => {
  it('names file, line and column, code, sentence and mend of each finding', async () => {
    await inFolder({'form.json': FORM}, async (cwd) => {
      const {code, out} = await run(['check'], {cwd});
      assert.equal(code, 1);
      assert.match(out, /^form\.json:8:5 error field\.unknown "\/nmae" is not in .*Did you mean "\/name"\?/mu);
      assert.match(out, /^form\.json:11:3 \w+ checked\.stale .+\n {4}mend: remove \/checked$/mu);
      const vietnamese = await run(['check', '--lang', 'vi'], {cwd});
      assert.match(vietnamese.out, /^form\.json:8:5 lỗi field\.unknown Con trỏ này .*“\/name”\?$/mu);
      assert.match(vietnamese.out, /^ {4}cách sửa: bỏ \/checked$/mu);
    });
  });

  it('ends with 0 where nothing is wrong, in a folder, of a file and of several', async () => {
    await inFolder({'a/form.json': GOOD, 'b.json': GOOD}, async (cwd) => {
      const {code, out} = await run(['check', 'a', 'b.json'], {cwd});
      assert.deepEqual([code, out], [0, 'Nothing is wrong. Definitions checked: 2.\n']);
    });
  });

  it('mends what is always right and leaves the rest of the text alone', async () => {
    await inFolder({'form.json': FORM}, async (cwd) => {
      const {code, out} = await run(['check', '--fix', '--json'], {cwd});
      assert.equal(code, 1);
      const {mended, findings} = JSON.parse(out);
      assert.equal(mended, 1);
      assert.deepEqual(
        findings.map(({file, line, code: found}: {file: string; line: number; code: string}) => [file, line, found]),
        [['form.json', 8, 'field.unknown']],
      );
      const text = await readFile(join(cwd, 'form.json'), 'utf8');
      assert.equal(text, FORM.replace(',\n  "checked": "1-0000000000000000"', ''));
      await run(['check', '--fix'], {cwd});
      assert.equal(await readFile(join(cwd, 'form.json'), 'utf8'), text);
    });
  });

  it('gives one SARIF log with a run for each procedure', async () => {
    await inFolder({'a/form.json': FORM, 'b/form.json': GOOD}, async (cwd) => {
      const {code, out} = await run(['check', 'a', 'b', '--sarif'], {cwd});
      assert.equal(code, 1);
      const {version, runs} = JSON.parse(out);
      assert.deepEqual([version, runs.length, runs[1].results], ['2.1.0', 2, []]);
      assert.equal(runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri, 'a/form.json');
    });
  });

  it('knows the services that ship, or those of a configuration of registers', async () => {
    const form = {...JSON.parse(GOOD), lookups: {school: LOOKUP}};
    const connectors = {schools: {service: {keys: {code: {}}, attributes: {name: {at: '$.name'}}}, through: {}}};
    await inFolder({'a/form.json': form, 'b/form.json': form, 'b/connectors.json': {connectors}}, async (cwd) => {
      const unknown = await run(['check', 'a'], {cwd});
      assert.equal(unknown.code, 1);
      assert.match(unknown.out, /"schools"/u);
      const {out} = await run(['check', 'b'], {cwd});
      assert.doesNotMatch(out, /"schools"/u);
    });
  });

  it('finds what package.json names, and says where it cannot be read', async () => {
    const files = {
      'package.json': {type: 'module', egovForm: {definition: 'definition.json', packs: ['./pack.js']}},
      'definition.json': GOOD,
    };
    await inFolder(files, async (cwd) => {
      const {code, error} = await run(['check', '.'], {cwd});
      assert.equal(code, 2);
      assert.match(error, /^The pack "\.\/pack\.js" that egovForm\.packs of package\.json names cannot be loaded: /u);
    });
    const pack = "export default {formats: [{name: 'x-code', check: () => true}]};";
    await inFolder({...files, 'pack.js': pack}, async (cwd) => assert.equal((await run(['check'], {cwd})).code, 0));
    await inFolder({'package.json': '{'}, async (cwd) => assert.match((await run(['check'], {cwd})).error, /package\.json/u));
  });

  it('shows what it is at on a terminal, and nothing of it elsewhere', async () => {
    await inFolder({'form.json': GOOD}, async (cwd) => {
      const {error} = await run(['check'], {cwd, isTerminal: true});
      assert.match(error, /^Checking \./u);
      assert.equal((await run(['check'], {cwd})).error, '');
    });
  });
});
