import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {describe, it} from 'node:test';
import {fileURLToPath} from 'node:url';
import {COMMANDS} from '../commands/index.ts';
import {en} from '../messages/en.ts';
import {vi} from '../messages/vi.ts';
import {inFolder, run} from '../testing/command-line.ts';

const BIN = fileURLToPath(new URL('../../bin/egov-form.mjs', import.meta.url));
const NOT_JSON = {'form.json': '{'};

describe('the command line', () => {
  it('shows every command in both languages, by --lang or the language of the session', async () => {
    const english = await run(['--help']);
    const vietnamese = await run(['--help', '--lang', 'vi']);
    for (const {name} of COMMANDS) {
      assert.ok(english.out.includes(en[`${name}.summary`].slice(0, 40)), name);
      assert.ok(vietnamese.out.includes(vi[`${name}.summary`].slice(0, 40)), name);
    }
    assert.match(vietnamese.out, /^Cách dùng: egov-form <lệnh> \[tùy chọn\]\n/u);
    assert.deepEqual(await run(['--help'], {env: {LANG: 'vi_VN.UTF-8'}}), vietnamese);
    assert.deepEqual(await run(['--help', '--lang=en'], {env: {LANG: 'vi'}}), english);
    assert.deepEqual({...english, out: ''}, {code: 0, out: '', error: ''});
  });

  for (const {name, load} of COMMANDS) {
    it(`explains ${name}, its arguments and options in both languages`, async () => {
      if ('handOver' in (await load()).command) return;
      const english = await run([name, '--help']);
      const vietnamese = await run([name, '--help'], {env: {LANG: 'vi_VN'}});
      assert.ok(english.out.startsWith(`Usage: egov-form ${name} [options]`), english.out);
      assert.ok(vietnamese.out.startsWith(`Cách dùng: egov-form ${name} [tùy chọn]`), vietnamese.out);
      assert.equal(english.code + vietnamese.code, 0);
    });
  }

  for (const [args, sentence] of [
    [['chek'], 'There is no command "chek". Did you mean check? See: egov-form --help.'],
    [['check', '--jsn'], 'There is no option "--jsn". Did you mean --json? See: egov-form check --help.'],
    [
      ['check', '--lang', 'fr'],
      'The value "fr" of "--lang <language>" is not accepted. Accepted are: vi, en. See: egov-form check --help.',
    ],
    [['check', '--lang'], 'The option "--lang <language>" needs a value. See: egov-form check --help.'],
  ] as const) {
    it(`says what is wrong with "${args.join(' ')}" and ends with 2`, async () => {
      assert.deepEqual(await run(args), {code: 2, out: '', error: `${sentence}\n`});
    });
  }

  it('says it in Vietnamese, and to a program as JSON', async () => {
    const {error} = await run(['chek'], {env: {LANG: 'vi_VN.UTF-8'}});
    assert.equal(error, 'Không có lệnh "chek". Có phải ý bạn là check? Xem: egov-form --help.\n');
    const {code, out} = await run(['chek', '--json']);
    assert.equal(code, 2);
    assert.equal(JSON.parse(out).error.code, 'EGOV_CLI_USAGE');
  });

  it('has wrong use explained where nothing is said', async () => {
    const {code, out} = await run([]);
    assert.equal(code, 2);
    assert.match(out, /^Usage: /u);
  });

  it('colours at a terminal, and not with NO_COLOR, --no-color, a dumb terminal or into a file', async () => {
    await inFolder(NOT_JSON, async (cwd) => {
      const isColoured = async (args: readonly string[], env: {readonly [name: string]: string}, isTerminal = true) =>
        (await run(['check', ...args], {cwd, env, isTerminal})).out.includes('\u001B[');
      assert.equal(await isColoured([], {}), true);
      assert.equal(await isColoured([], {NO_COLOR: '1'}), false);
      assert.equal(await isColoured(['--no-color'], {}), false);
      assert.equal(await isColoured([], {TERM: 'dumb'}), false);
      assert.equal(await isColoured([], {}, false), false);
    });
  });

  it('tells in one sentence what the system refuses', async () => {
    await inFolder({'form.json/inner': ''}, async (cwd) => {
      const {code, error} = await run(['check'], {cwd});
      assert.equal(code, 2);
      assert.match(error, /^EISDIR: [^\n]*\n$/u);
    });
  });

  it('has the same texts in both languages, with the same places to fill in', () => {
    assert.deepEqual(Object.keys(en), Object.keys(vi));
    const places = (text: string): readonly string[] => [...text.matchAll(/\{\w+\}/gu)].map(([place]) => place).sort();
    for (const [key, text] of Object.entries(vi)) assert.deepEqual(places(en[key as keyof typeof vi]), places(text), key);
  });

  it('is a program with the exit code of what it found', async () => {
    await inFolder(NOT_JSON, async (cwd) => {
      const args = ['--conditions=egov-source', '--disable-warning=ExperimentalWarning', BIN, 'check', '--lang', 'en'];
      const {status, stdout, stderr} = spawnSync(process.execPath, args, {cwd, encoding: 'utf8'});
      assert.deepEqual([status, stderr], [1, '']);
      assert.match(stdout, /^form\.json:1:2 error json\.syntax /u);
    });
  });
});
