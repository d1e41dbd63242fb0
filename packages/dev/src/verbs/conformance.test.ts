import assert from 'node:assert/strict';
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {failuresOf, main, runConformance} from './conformance.ts';

/** A suite of a few cases in the shape of the real ones, some with verdicts that are deliberately false. */
async function writeSuite(folder: string, truth: boolean): Promise<void> {
  const tests = join(folder, 'json-schema-test-suite/tests/draft2020-12');
  const files: {readonly [path: string]: unknown} = {
    [join(tests, 'type.json')]: [
      {
        description: 'integers',
        schema: {$ref: 'http://localhost:1234/draft2020-12/integer.json'},
        tests: [
          {description: 'one', data: 1, valid: true},
          {description: 'a word', data: 'x', valid: !truth},
        ],
      },
      {description: 'elsewhere', schema: {$ref: 'https://example.com/none'}, tests: [{description: 'any', data: 1, valid: true}]},
    ],
    [join(tests, 'optional/none.json')]: [],
    [join(tests, 'optional/format/date.json')]: [
      {description: 'dates', schema: {format: 'date'}, tests: [{description: 'no such day', data: '2026-02-29', valid: !truth}]},
    ],
    [join(folder, 'json-schema-test-suite/remotes/draft2020-12/integer.json')]: {type: 'integer'},
    [join(folder, 'json-logic-compat/suites/compatible.json')]: [
      '# a comment',
      {description: 'sum', rule: {'+': [1, 1]}, result: truth ? 2 : 3},
    ],
  };
  for (const [path, content] of Object.entries(files)) {
    await mkdir(join(path, '..'), {recursive: true});
    await writeFile(path, JSON.stringify(content));
  }
}

describe('conformance', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'conformance-'));
    await writeSuite(join(folder, 'right'), true);
    await writeSuite(join(folder, 'wrong'), false);
  });
  after(() => rm(folder, {recursive: true}));

  it('counts what is right and what is refused, with the reason', async () => {
    const report = await runConformance({suitesDir: join(folder, 'right')});
    assert.deepEqual(failuresOf(report), []);
    const {right, refused, reasons} = report.required;
    assert.deepEqual([right, refused], [2, 1]);
    assert.match([...reasons.keys()].join(), /nothing is fetched/);
    assert.deepEqual(report.judgeDiffers, ['type.json: elsewhere: any']);
    assert.equal(report.formats.get('date')?.right, 1);
    assert.equal(report.rules.right, 1);
  });

  it('names every wrong verdict', async () => {
    const failures = failuresOf(await runConformance({suitesDir: join(folder, 'wrong')}));
    assert.deepEqual(failures, ['type.json: integers: a word', 'date: no such day', 'JSON Logic: sum']);
  });

  it('tells of each schema of a folder whether a person can use it as a form', async (t) => {
    const schemas = join(folder, 'schemas');
    await mkdir(schemas);
    const files: {readonly [name: string]: unknown} = {
      'a-usable.json': {
        $schema: 'http://json-schema.org/draft-04/schema#',
        definitions: {code: {type: 'string', pattern: '^[A-Z]{2}\\d{3}$'}},
        properties: {code: {$ref: '#/definitions/code'}, amount: {type: 'number', minimum: 5, exclusiveMinimum: true}},
        required: ['code', 'amount'],
      },
      // A text cannot have both.
      'b-stuck.json': {type: 'object', properties: {a: {type: 'string', pattern: '^b$', minLength: 2}}, required: ['a']},
      'c-refused.json': {type: 'object', properties: {a: {$ref: 'https://example.com/none'}}, required: ['a']},
    };
    for (const [name, content] of Object.entries(files)) await writeFile(join(schemas, name), JSON.stringify(content));
    const told: string[] = [];
    t.mock.method(process.stdout, 'write', (text: string) => told.push(text));
    const end = await main(['--schemas', schemas]);
    t.mock.restoreAll();
    assert.equal(end, 1);
    assert.match(told[0] ?? '', /^usable +a-usable\.json .* 2 questions.*all of it too/);
    assert.match(told[1] ?? '', /^stuck +b-stuck\.json .*\w+\.\w+ at "\/a"/);
    assert.match(told[2] ?? '', /^refused +c-refused\.json .*example\.com\/none/);
    assert.match(told.join(''), /opened +2\/3 .*\nusable +1\/3 /);
  });

  it('is used with a folder', async (t) => {
    t.mock.method(process.stderr, 'write', () => true);
    assert.equal(await main([]), 2);
    assert.equal(await main(['--what']), 2);
  });
});
