/**
 * A page of somebody else's project: the packed packages in an empty folder, bundled as its tools do. With the one step that
 * docs/embedding.md names, papers are read there.
 */
import assert from 'node:assert/strict';
import {mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {build as bundleByEsbuild} from 'esbuild';
import type {Browser, Locator, Page} from 'playwright-core';
import {build as buildByVite, createServer, type InlineConfig} from 'vite';
import {makeBirthNoticeTextPdf} from '../src/fixtures/birth-notice.ts';
import {makeCitizenCardJpeg} from '../src/fixtures/citizen-card.ts';
import {birthNotice, requesterCard} from '../src/fixtures/fictional-people.ts';
import {openBrowser} from '../src/fixtures/render.ts';
import {openStrictPage, serveStrictPages} from '../src/fixtures/strict-pages.ts';
import {installAll, runShell} from '../src/publish/consumer.ts';
import {packAll} from '../src/publish/pack.ts';
import {root} from '../src/root.ts';

const DEFINITION = {
  id: 'papers',
  version: '1.0.0',
  title: 'Papers',
  data: {type: 'object', properties: {name: {type: 'string'}, child: {type: 'string'}}},
  documents: {
    card: {title: 'Card', nature: 'vn.citizen-card', accept: ['image/jpeg'], fill: {'/name': 'fullName'}},
    notice: {title: 'Notice', nature: 'vn.birth-notice', accept: ['application/pdf'], fill: {'/child': 'childName'}},
  },
};

const MAIN = `import 'egov-form';
const element = document.createElement('egov-form');
element.draft = 'off';
element.locale = 'vi';
element.definition = ${JSON.stringify(DEFINITION)};
element.addEventListener('egov-ready', () => { document.documentElement.dataset.ready = ''; }, {once: true});
document.body.append(element);
`;

const html = (script: string, type = 'module'): string =>
  `<!doctype html><html lang="vi"><meta charset="utf-8"><title>x</title><body><script type="${type}" src="${script}"></script></body></html>`;

/** The one step, as the page about embedding writes it. */
const [, COPY = ''] =
  /### With a bundler.*?^```sh\n(.*?)\n```/msu.exec(await readFile(join(root, 'docs/embedding.md'), 'utf8')) ?? [];

interface Built {
  /** Folders that a server would serve. */
  readonly folders: readonly string[];
}

describe('an application that bundles the packed packages', () => {
  let folder = '';
  let browser: Browser;
  let card = '';
  let notice = '';

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'egov-bundled-'));
    await installAll(join(folder, 'app'), await packAll(join(folder, 'tarballs')));
    card = join(folder, 'card.jpg');
    notice = join(folder, 'notice.pdf');
    await writeFile(card, await makeCitizenCardJpeg(requesterCard));
    await writeFile(notice, await makeBirthNoticeTextPdf(birthNotice));
    const app = join(folder, 'app');
    await mkdir(join(app, 'public'));
    await writeFile(join(app, 'main.js'), MAIN);
    await writeFile(join(app, 'index.html'), html('/main.js'));
    const {status, stderr} = runShell(app, COPY);
    assert.equal(status, 0, stderr);
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    if (folder !== '') await rm(folder, {recursive: true, force: true});
  });

  const vite = (settings: InlineConfig = {}): InlineConfig => ({
    root: join(folder, 'app'),
    configFile: false,
    logLevel: 'error',
    cacheDir: join(folder, 'cache'),
    ...settings,
  });
  const byEsbuild = async (name: string, options: Parameters<typeof bundleByEsbuild>[0], type?: string): Promise<Built> => {
    const to = join(folder, name);
    await bundleByEsbuild({
      absWorkingDir: join(folder, 'app'),
      entryPoints: ['main.js'],
      outdir: join(to, 'js'),
      bundle: true,
      minify: true,
      target: 'es2022',
      logLevel: 'silent',
      ...options,
    });
    await writeFile(join(to, 'index.html'), html('/js/main.js', type));
    return {folders: [to, join(folder, 'app/public')]};
  };

  const WAYS: readonly (readonly [way: string, make: () => Promise<Built>])[] = [
    [
      'Vite',
      async () => {
        await buildByVite(vite({build: {outDir: join(folder, 'vite'), emptyOutDir: true}}));
        return {folders: [join(folder, 'vite')]};
      },
    ],
    ['esbuild, one file', () => byEsbuild('one', {format: 'esm'})],
    ['esbuild, in chunks', () => byEsbuild('chunks', {format: 'esm', splitting: true})],
    ['esbuild, a script that is no module', () => byEsbuild('plain', {format: 'iife'}, 'text/javascript')],
  ];
  for (const [way, make] of WAYS) {
    it(`reads papers: ${way}`, async () => {
      const {folders} = await make();
      const pages = await serveStrictPages({}, folders);
      const {page, problems} = await openStrictPage(browser, `${pages.url}/`);
      try {
        await readBoth(page);
        assert.deepEqual(problems, []);
      } finally {
        await page.context().close();
        await pages.close();
      }
    });
  }

  it('reads papers: Vite, while it is worked on', async () => {
    const server = await createServer(vite({server: {port: 0, host: '127.0.0.1', hmr: false}}));
    await server.listen();
    const page = await browser.newPage();
    try {
      await page.goto(server.resolvedUrls?.local[0] ?? '');
      await readBoth(page);
    } finally {
      await page.close();
      await server.close();
    }
  });

  it('says on the console where it sought the reader, where the folder is missing', async () => {
    const {folders} = await byEsbuild('without', {format: 'esm'});
    const pages = await serveStrictPages({}, [folders[0] ?? '']);
    const page = await browser.newPage();
    const warning = page.waitForEvent('console', {predicate: (message) => message.type() === 'warning'});
    try {
      await page.goto(`${pages.url}/`);
      await page.locator('html[data-ready]').waitFor({state: 'attached'});
      await page.locator('egov-form input[type=file]').first().setInputFiles(card);
      assert.match((await warning).text(), /reader of papers at http:\S+\/egov-form\/digitize\.worker\.js.*Copy the folder/u);
    } finally {
      await page.close();
      await pages.close();
    }
  });

  async function readBoth(page: Page): Promise<void> {
    await page.locator('html[data-ready]').waitFor({state: 'attached'});
    const slot = (name: string): Locator =>
      page.locator('egov-form egov-document').filter({hasText: name}).locator('input[type=file]').first();
    await slot('Card').setInputFiles(card);
    await slot('Notice').setInputFiles(notice);
    const read = await page.waitForFunction(
      () => {
        const {answers} = document.querySelector('egov-form') as unknown as {answers: {name?: string; child?: string}};
        return answers.name && answers.child ? [answers.name, answers.child] : undefined;
      },
      undefined,
      {timeout: 120_000},
    );
    assert.deepEqual(await read.jsonValue(), [requesterCard.fullName, birthNotice.childName]);
  }
});
