import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {appendFile, readFile, writeFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';
import {describe, it} from 'node:test';
import {fileURLToPath} from 'node:url';
import {inFolder, run} from '../testing/command-line.ts';

const EXAMPLES = fileURLToPath(new URL('../../../../examples/procedures', import.meta.url));
// The part of core that the types name.
const CORE = fileURLToPath(new URL('../../../core/src/submission/submission.ts', import.meta.url));
const COMPILER = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');

describe('egov-form types', () => {
  it('makes types that compile, and that recorded submissions and look-ups are of', async () => {
    await inFolder({}, async (cwd) => {
      const lines: string[] = [];
      for (const [procedure, recorded] of [
        ['khai-sinh', ['minimal', 'father-unknown', 'full', 'abandoned']],
        ['phu-hieu-xe', ['minimal', 'reissue-rented']],
      ] as const) {
        const made = await run(['types', join(EXAMPLES, procedure), '--out', `${procedure}.ts`, '--json'], {cwd});
        assert.deepEqual(JSON.parse(made.out), {file: `${procedure}.ts`});
        const name = procedure.replaceAll('-', '_');
        lines.push(`import type * as ${name} from './${procedure}.ts';`);
        for (const one of recorded) {
          const {answers} = JSON.parse(await readFile(join(EXAMPLES, procedure, 'cases', `${one}.json`), 'utf8'));
          lines.push(`void (${JSON.stringify(answers)} satisfies ${name}.SubmittedAnswers);`);
        }
      }
      lines.push(
        "void ({requester: {fullName: 'A'}} satisfies khai_sinh.Answers);",
        "void ('khai-sinh' satisfies khai_sinh.Submission['form']);",
        "void ('population' satisfies khai_sinh.Lookups['requester']['connector']);",
        '// @ts-expect-error An answer of another kind.',
        'void ({requester: {fullName: 1}} satisfies khai_sinh.Answers);',
        '// @ts-expect-error What is required always.',
        'void ({} satisfies khai_sinh.SubmittedAnswers);',
        '// @ts-expect-error A slot that is not there.',
        "void ('passport' satisfies keyof khai_sinh.Submission['documents']);",
        '// @ts-expect-error A key that is needed.',
        "void ({} satisfies khai_sinh.Lookups['requester']['keys']);",
      );
      await writeFile(join(cwd, 'uses.ts'), `${lines.join('\n')}\n`);
      const compilerOptions = {
        target: 'es2023',
        module: 'nodenext',
        strict: true,
        noEmit: true,
        allowImportingTsExtensions: true,
        types: [],
        paths: {'@egov-form/core': [CORE]},
      };
      await writeFile(join(cwd, 'tsconfig.json'), JSON.stringify({compilerOptions, files: ['uses.ts']}));
      const {stdout} = spawnSync(process.execPath, [COMPILER, '-p', '.', '--pretty', 'false'], {cwd, encoding: 'utf8'});
      assert.deepEqual(
        stdout.split('\n').filter((line) => /^(?:uses|khai-sinh|phu-hieu-xe)\.ts/u.test(line)),
        [],
      );
    });
  });

  it('compares with the file that is there, and writes nothing then', async () => {
    const form = await readFile(join(EXAMPLES, 'khai-sinh/form.json'), 'utf8');
    await inFolder({'form.json': form}, async (cwd) => {
      const absent = await run(['types', '--check'], {cwd});
      assert.deepEqual([absent.code, absent.out], [1, 'types.d.ts does not fit the definition. Run egov-form types again.\n']);
      assert.equal((await run(['types'], {cwd})).code, 0);
      const same = await run(['types', '--check'], {cwd, env: {LANG: 'vi_VN'}});
      assert.deepEqual([same.code, same.out], [0, 'types.d.ts đúng với định nghĩa.\n']);
      await appendFile(join(cwd, 'types.d.ts'), '\n');
      assert.equal((await run(['types', '--check'], {cwd})).code, 1);
    });
  });

  it('says where a definition is no form', async () => {
    await inFolder({'form.json': '{"id": 1}'}, async (cwd) => {
      const {code, error} = await run(['types'], {cwd});
      assert.equal(code, 2);
      assert.match(error, /"version" is missing/u);
    });
  });
});
