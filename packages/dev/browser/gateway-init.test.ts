/** From nothing to a dossier: what `egov-gateway init` writes into an empty folder is checked, started, and sends one. */
import assert from 'node:assert/strict';
import {spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, readdir, readFile, rm, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {after, before, describe, it} from 'node:test';
import {freePort} from '@egov-form/gateway';
import type {Browser} from 'playwright-core';
import {openBrowser} from '../src/fixtures/render.ts';
import {buildBundle} from '../src/rollup/bundle.ts';
import {root} from '../src/root.ts';

const BIN = join(root, 'packages/gateway/bin/egov-gateway.mjs');

describe('egov-gateway init', () => {
  let folder = '';
  let browser: Browser;
  before(async () => {
    await buildBundle();
    folder = await mkdtemp(join(tmpdir(), 'egov-init-'));
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await rm(folder, {recursive: true, force: true});
  });

  const program = (...args: readonly string[]): readonly string[] => [
    '--conditions=egov-source',
    '--disable-warning=ExperimentalWarning',
    BIN,
    ...args,
  ];
  const run = (...args: readonly string[]): {readonly status: number | null; readonly stdout: string; readonly stderr: string} =>
    spawnSync(process.execPath, program(...args), {cwd: folder, encoding: 'utf8', timeout: 60_000});
  const change = async (file: string, from: string | RegExp, to: string): Promise<void> => {
    const text = await readFile(join(folder, file), 'utf8');
    const changed = text.replace(from, to);
    assert.notEqual(changed, text, `${file}: ${from}`);
    await writeFile(join(folder, file), changed);
  };

  it('writes into an empty folder, and over nothing', async () => {
    assert.equal(run('init').status, 0);
    assert.deepEqual((await readdir(folder)).sort(), [
      'README.md',
      'connectors.json',
      'forms',
      'gateway.env',
      'pages',
      'schools.csv',
      'setup.mjs',
    ]);
    await writeFile(join(folder, 'schools.csv'), 'mine');
    const {status, stderr} = run('init');
    assert.equal(status, 2);
    assert.match(stderr, /Expected a folder without README\.md, connectors\.json, .*nothing was written/u);
    assert.equal(await readFile(join(folder, 'schools.csv'), 'utf8'), 'mine');
    assert.equal(run('init', 'another').status, 0);
    await writeFile(join(folder, 'schools.csv'), await readFile(join(folder, 'another/schools.csv')));
    await rm(join(folder, 'another'), {recursive: true});
    await change('gateway.env', /8080/gu, String(await freePort()));
    // What the person installs.
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  });

  it('names schemas that editors find', async () => {
    for (const file of ['forms/xac-nhan-hoc/form.json', 'connectors.json']) {
      const {$schema} = JSON.parse(await readFile(join(folder, file), 'utf8')) as {$schema: string};
      const [, name = '', path = ''] = /node_modules\/(@egov-form\/[\w-]+)\/(.*)$/u.exec($schema) ?? [];
      const schemas = name === '@egov-form/core' ? 'schemas' : 'schemas/connectors';
      await readFile(join(root, schemas, path.replace('schemas/', '')));
    }
  });

  it('finds nothing wrong with it, and says what is wrong after a change', async () => {
    const right = run('check', '--env', 'gateway.env');
    assert.equal(right.status, 0, right.stdout + right.stderr);
    assert.match(right.stdout, /^Nothing is wrong\./u);
    assert.deepEqual((await readdir(folder)).includes('data'), false, 'nothing was opened');

    for (const [file, from, to, said] of [
      ['gateway.env', 'AGENCY_CODE=H00.00.00', 'AGENCY_CODE=h 1', /AGENCY_CODE to be capital letters/u],
      ['gateway.env', /^ORIGIN=.*/mu, 'ORIGIN=https://portal.example', /SIGN_IN to be left out where ORIGIN/u],
      ['gateway.env', 'SIGN_IN=demo', '', /OIDC_ISSUER to be the address of the sign-in provider, found nothing/u],
      ['gateway.env', 'SIGN_IN=demo', 'SIGN_IN=dmeo', /SIGN_IN to be "demo".*found "dmeo"/u],
      ['gateway.env', 'FORMS_FOLDER=forms', 'FORMS_FOLDER=froms', /FORMS_FOLDER to be a folder.*froms/u],
      ['gateway.env', 'setup.mjs', 'set-up.mjs', /GATEWAY_MODULE to be a module that loads/u],
      ['setup.mjs', 'export async', 'async', /GATEWAY_MODULE to be a module that exports a function "setup"/u],
      ['connectors.json', '"adapter": "file"', '"adapter": "fiel"', /GATEWAY_MODULE .*fiel/su],
      ['connectors.json', '"schools"', '"skools"', /Form xac-nhan-hoc, line 28, \/lookups\/school\/connector: .*schools/u],
      ['forms/xac-nhan-hoc/form.json', '"/schoolName": "name"', '"/schoolNmae": "name"', /Form xac-nhan-hoc, .*schoolNmae/u],
      ['forms/xac-nhan-hoc/form.json', '"version"', '"vresion"', /xac-nhan-hoc\/form\.json, found JSON without/u],
      ['forms/xac-nhan-hoc/form.json', '"id"', 'id', /xac-nhan-hoc\/form\.json, found no JSON in line 3/u],
    ] as const) {
      const before = await readFile(join(folder, file), 'utf8');
      await change(file, from, to);
      const {status, stdout, stderr} = run('check', '--env', 'gateway.env');
      assert.equal(status, 1, `${to}: ${stdout}${stderr}`);
      assert.match(stdout, said, to);
      assert.match(stdout, /^\d+ mistakes?\. Nothing was opened\.$/mu);
      await writeFile(join(folder, file), before);
    }
    const {status, stderr} = run('check', '--env', 'gatway.env');
    assert.equal(status, 2);
    assert.match(stderr, /--env to name a file of settings.*gatway\.env/u);
  });

  it('serves it: a made-up person signs in, a school is found, the dossier is sent', async () => {
    const child = spawn(process.execPath, program('serve', '--env', 'gateway.env'), {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let log = '';
    child.stderr.on('data', (chunk) => (log += String(chunk)));
    const exit = once(child, 'exit');
    const page = await browser.newPage({locale: 'vi-VN'});
    try {
      const [line = ''] = await Promise.race([
        once(createInterface(child.stdout), 'line') as Promise<[string]>,
        exit.then(() => ['']),
      ]);
      const [, origin = ''] = / for (\S+)$/u.exec(line) ?? [];
      assert.notEqual(origin, '', `${line}\n${log}`);
      await page.goto(`${origin}/auth/sign-in`);
      await page.getByRole('button', {name: /NGUYỄN THỊ MẪU/u}).click();
      await page.waitForURL(`${origin}/`);
      const form = page.locator('egov-form');
      await form.getByLabel('Họ và tên học sinh').fill('Lê Mẫu An');
      await form.getByLabel('Mã trường').fill('TH-012');
      await form.getByLabel('Lý do xin xác nhận').fill('Vay vốn học tập');
      await page.waitForFunction(() => {
        const {answers} = document.querySelector('egov-form') as unknown as {answers: {schoolName?: string}};
        return answers.schoolName === 'Trường Tiểu học Hoa Mẫu';
      });
      await form.locator('[part~="next"]').click();
      await form.locator('[part~="declaration"] input').check();
      await form.locator('[part~="send"]').click();
      assert.match((await form.locator('[part~="code"]').textContent()) ?? '', /^\s*H00\.00\.00-\d{6}-\d{6}\s*$/u);
    } finally {
      await page.close();
      child.kill('SIGTERM');
      await exit;
    }
    assert.doesNotMatch(log, /Lê Mẫu An|026190000042/u);
  });
});
