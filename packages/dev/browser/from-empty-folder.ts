/** docs/procedures.md, carried out with the packed packages: from an empty folder to a dossier. */
import assert from 'node:assert/strict';
import {type ChildProcess, spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {cp, mkdir, readFile, writeFile} from 'node:fs/promises';
import {delimiter, dirname, join} from 'node:path';
import {createInterface} from 'node:readline';
import {freePort} from '@egov-form/gateway';
import {formOnPage} from '@egov-form/testing/page';
import type {Browser, Page} from 'playwright-core';
import {openStrictPage, serveStrictPages} from '../src/fixtures/strict-pages.ts';
import {until} from '../src/fixtures/until.ts';
import {merged, type Step, stepsOf} from '../src/publish/procedures-page.ts';
import {root} from '../src/root.ts';

const NAME = '@so-mau/xac-nhan';
/** What the page changes. */
export const CHANGED_TITLE = 'Đơn đề nghị xác nhận nơi cư trú tại Sở Mẫu';

/** A shell in which the commands of the page run. Packages that it installs are the packed ones around it. */
export class Walk {
  #folder: string;
  readonly #around: string;
  readonly #steps: ReadonlyMap<string, readonly Step[]>;

  private constructor(around: string, folder: string, steps: ReadonlyMap<string, readonly Step[]>) {
    this.#around = around;
    this.#folder = folder;
    this.#steps = steps;
  }

  /** @param around - folder with the installed packages. */
  static async begin(around: string): Promise<Walk> {
    const folder = join(around, 'from-empty');
    await mkdir(folder);
    return new Walk(around, folder, stepsOf(await readFile(join(root, 'docs/procedures.md'), 'utf8')));
  }

  get folder(): string {
    return this.#folder;
  }

  /** Carries out what stands under a heading. @returns what the commands said. */
  async follow(heading: string): Promise<string> {
    const steps = this.#steps.get(heading) ?? assert.fail(`No heading "${heading}" in docs/procedures.md`);
    let said = '';
    for (const step of steps) {
      if (step.kind === 'shell') for (const line of step.lines) said += await this.#run(line);
      else await this.#write(step);
    }
    return said;
  }

  /** The environment of a command, without this repository's settings. */
  get env(): NodeJS.ProcessEnv {
    const {NODE_OPTIONS: _, NODE_TEST_CONTEXT: __, ...env} = process.env;
    const bins = [join(this.#around, 'node_modules/.bin'), join(root, 'node_modules/.bin')];
    return {...env, LANG: 'en_US.UTF-8', PATH: [dirname(process.execPath), ...bins, env['PATH']].join(delimiter)};
  }

  async #write({path, text, kind}: Exclude<Step, {kind: 'shell'}>): Promise<void> {
    const file = join(this.#folder, path);
    await mkdir(dirname(file), {recursive: true});
    if (kind === 'file') return writeFile(file, text);
    const found: unknown = JSON.parse(await readFile(file, 'utf8'));
    return writeFile(file, JSON.stringify(merged(found, JSON.parse(text)), null, 2));
  }

  async #run(line: string): Promise<string> {
    const [command = '', verb = '', ...rest] = line.split(' ');
    if (command === 'cd') {
      this.#folder = join(this.#folder, verb);
      return '';
    }
    if (command === 'npm' && verb === 'install') return this.#install(rest);
    // Runs on: the test starts it itself.
    if (line === 'npm start') return '';
    const {status, stdout, stderr} = spawnSync('sh', ['-c', line.replace(/^npx /u, '')], {
      cwd: this.#folder,
      encoding: 'utf8',
      env: this.env,
      timeout: 120_000,
    });
    assert.equal(status, 0, `${line}\n${stdout}${stderr}`);
    return stdout;
  }

  /** What is ours is there already; a procedure that was built is unpacked, and named as npm names it. */
  async #install(names: readonly string[]): Promise<string> {
    for (const name of names.filter((one) => one.endsWith('.tgz'))) {
      const to = join(this.#folder, 'node_modules', NAME);
      await mkdir(to, {recursive: true});
      const {status, stderr} = spawnSync('tar', ['xzf', join(this.#folder, name), '-C', to, '--strip-components=1']);
      assert.equal(status, 0, String(stderr));
      const file = join(this.#folder, 'package.json');
      const own = JSON.parse(await readFile(file, 'utf8').catch(() => '{"private":true}'));
      await writeFile(file, JSON.stringify({...own, dependencies: {...own.dependencies, [NAME]: `file:${name}`}}));
    }
    return '';
  }
}

/** The heading of the form that a strict page shows. */
async function titleOf(browser: Browser, folders: readonly string[], policy = ''): Promise<string> {
  const pages = await serveStrictPages({}, folders, policy);
  const {page, problems} = await openStrictPage(browser, `${pages.url}/`);
  try {
    const title = await page
      .locator('egov-form')
      .getByRole('heading', {level: 1})
      .or(page.locator('egov-form').getByText(CHANGED_TITLE))
      .first()
      .textContent();
    assert.deepEqual(problems, []);
    return title?.trim() ?? '';
  } finally {
    await page.context().close();
    await pages.close();
  }
}

/** What the Vite application, and the page without any tool, show. */
export async function shownByPages(browser: Browser, walk: Walk, around: string): Promise<readonly string[]> {
  const element = join(around, 'node_modules/egov-form/dist');
  const plain = join(walk.folder, 'plain');
  await cp(join(walk.folder, 'node_modules', NAME, 'bundle.js'), join(plain, 'bundle.js'));
  return [await titleOf(browser, [join(walk.folder, 'app/dist')]), await titleOf(browser, [plain, element])];
}

/** A dossier that was sent: its code, and what the gateway keeps under it. */
export interface Sent {
  readonly code: string;
  readonly dossier: {readonly code: string; readonly form: string; readonly name: string; readonly reason: string};
}

/** Starts the portal in the walk's folder, signs in, fills and sends. @returns the dossier as the gateway keeps it. */
export async function sentOnPortal(browser: Browser, walk: Walk): Promise<Sent> {
  const settings = join(walk.folder, 'gateway.env');
  await writeFile(settings, (await readFile(settings, 'utf8')).replaceAll('8080', String(await freePort())));
  const child = spawn('npm', ['start'], {cwd: walk.folder, env: walk.env, stdio: ['ignore', 'pipe', 'pipe'], detached: true});
  const context = await browser.newContext({locale: 'vi-VN'});
  try {
    return await send(await context.newPage(), await originOf(child));
  } finally {
    await context.close();
    // npm does not pass it on to what it started in every version.
    if (child.pid !== undefined && child.exitCode === null) {
      process.kill(-child.pid, 'SIGTERM');
      await once(child, 'exit');
    }
  }
}

async function originOf(child: ChildProcess): Promise<string> {
  let log = '';
  child.stderr?.on('data', (bytes) => (log += bytes));
  if (!child.stdout) return assert.fail('no output');
  for await (const line of createInterface(child.stdout)) {
    const [, origin] = / for (http:\S+)$/u.exec(line) ?? [];
    if (origin !== undefined) return origin;
  }
  return assert.fail(`The portal did not start.\n${log}`);
}

async function send(page: Page, origin: string): Promise<Sent> {
  await page.goto(`${origin}/`);
  await page.getByRole('link', {name: CHANGED_TITLE}).click();
  // The form has a link of its own.
  await page.locator('header').getByRole('link', {name: 'Đăng nhập'}).click();
  await page.getByRole('button', {name: /NGUYỄN THỊ MẪU/u}).click();
  const form = formOnPage(page);
  // By the number that the session knows.
  await until('the register has filled the name', async () => (await form.value('Họ và tên')) === 'Nguyễn Thị Mẫu');
  await form.next();
  await form.answer('Lý do đề nghị', 'Vay vốn học tập');
  await form.next();
  const code = await form.send();
  const dossier = await page.evaluate(async (path) => {
    const {code, form, answers} = await (await fetch(path)).json();
    return {code, form, name: answers.requester.fullName, reason: answers.reason};
  }, `/api/submissions/${code}`);
  return {code, dossier};
}
