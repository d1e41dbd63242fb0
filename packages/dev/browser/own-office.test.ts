/** docs/embedding.md and docs/server.md together: a page hands a dossier with its papers to an office of its own. */
import assert from 'node:assert/strict';
import {mkdtemp, readFile, rm, symlink, writeFile} from 'node:fs/promises';
import type {Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {pathToFileURL} from 'node:url';
import type {Browser, Page} from 'playwright-core';
import {makeCitizenCardJpeg} from '../src/fixtures/citizen-card.ts';
import {requesterCard} from '../src/fixtures/fictional-people.ts';
import {openBrowser} from '../src/fixtures/render.ts';
import {openStrictPage, type StrictPages, serveStrictPages} from '../src/fixtures/strict-pages.ts';
import {BUNDLE_FOLDER, buildBundle} from '../src/rollup/bundle.ts';
import {root} from '../src/root.ts';

const DEFINITION = {
  id: 'own',
  version: '1.0.0',
  title: 'Own',
  data: {type: 'object', required: ['reason'], properties: {reason: {type: 'string'}}},
  documents: {card: {title: 'Card', accept: ['image/jpeg'], required: true}},
};

async function blocksOf(page: string, name: RegExp): Promise<readonly (readonly [name: string, code: string])[]> {
  const text = await readFile(join(root, 'docs', page), 'utf8');
  return [...text.matchAll(name)].map(([, file = '', code = '']) => [file, code] as const);
}

describe('an office of its own', () => {
  let folder = '';
  let browser: Browser;
  let pages: StrictPages;
  let office: Server;
  let officeUrl = '';
  before(async () => {
    await buildBundle();
    folder = await mkdtemp(join(tmpdir(), 'egov-own-office-'));
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
    await writeFile(join(folder, 'form.json'), JSON.stringify(DEFINITION));
    await writeFile(join(folder, 'card.jpg'), await makeCitizenCardJpeg(requesterCard));
    for (const [name, code] of await blocksOf('server.md', /^```js (\S+)\n(.*?)^```/gmsu))
      await writeFile(join(folder, name), code);
    const here = process.cwd();
    process.chdir(folder);
    ({server: office} = (await import(pathToFileURL(join(folder, 'server.mjs')).href)) as {server: Server});
    process.chdir(here);
    await new Promise<void>((listening) => office.listen(0, '127.0.0.1', listening));
    officeUrl = `http://127.0.0.1:${(office.address() as AddressInfo).port}`;
    const html = (script: string): string =>
      `<!doctype html><html lang="vi"><meta charset="utf-8"><title>x</title><script type="module" src="/egov-form.js"></script>
<script type="module" src="${script}"></script><egov-form src="/form.json" draft="off"></egov-form><p id="said"></p></html>`;
    pages = await serveStrictPages(
      {
        ...Object.fromEntries(await blocksOf('embedding.md', /^```js\n\/\/ (\/[\w.-]+)\n(.*?)^```/gmsu)),
        '/form.json': JSON.stringify(DEFINITION),
        '/page.html': html('/page.js'),
        '/recipient.html': html('/recipient.js'),
      },
      [BUNDLE_FOLDER],
    );
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await pages?.close();
    if (office) await new Promise((closed) => office.close(closed));
    await rm(folder, {recursive: true, force: true});
  });

  async function handIn(page: Page): Promise<string> {
    const form = page.locator('egov-form');
    await form.locator('[data-pointer="/reason"] input').fill('Vay vốn');
    await form.locator('egov-document input[type=file]').first().setInputFiles(join(folder, 'card.jpg'));
    await form.locator('[part~="file"][data-state="ready"]').waitFor({timeout: 90_000});
    await form.locator('[part~="next"]').click();
    await form.locator('[part~="declaration"] input').check();
    await form.locator('[part~="send"]').click();
    return ((await form.locator('[part~="code"]').textContent()) ?? '').trim();
  }

  it('gets answers and papers from "egov-submit", and finds both whole', async () => {
    const {page, problems} = await openStrictPage(browser, `${pages.url}/page.html`);
    await page.route('**/my-office', (route) => route.continue({url: `${officeUrl}/my-office`}));
    assert.equal(await handIn(page), 'HS-0001');
    assert.deepEqual(problems, []);
    await page.context().close();
  });

  it('gets them by a "recipient", each paper before the answers', async () => {
    const {page, problems} = await openStrictPage(browser, `${pages.url}/recipient.html`);
    const calls: string[] = [];
    await page.route('**/my-office/*', async (route) => {
      const request = route.request();
      const isFile = request.url().endsWith('/files');
      calls.push(
        isFile ? 'file' : JSON.stringify(request.postDataJSON().documents.card.map(({uploadId}: {uploadId: string}) => uploadId)),
      );
      if (!isFile) assert.match((await request.headerValue('idempotency-key')) ?? '', /^[\w-]{36}$/u);
      await route.fulfill({status: 201, body: isFile ? 'file-1' : 'HS-0002'});
    });
    assert.equal(await handIn(page), 'HS-0002');
    assert.deepEqual(calls, ['file', '["file-1"]']);
    assert.deepEqual(problems, []);
    await page.context().close();
  });
});
