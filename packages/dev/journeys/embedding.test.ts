import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {build} from 'esbuild';
import type {Browser, Frame, Page} from 'playwright-core';
import {openBrowser} from '../src/fixtures/render.ts';
import {openStrictPage, type StrictPages, serveStrictPages} from '../src/fixtures/strict-pages.ts';
import {BUNDLE_FOLDER, buildBundle} from '../src/rollup/bundle.ts';
import {root} from '../src/root.ts';

const FORM = '<egov-form src="/form.json" draft="off"></egov-form>';
const SCRIPT = '<script type="module" src="/egov-form.js"></script>';

const pageOf = (head: string, body: string): string =>
  `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Cổng</title>${head}</head><body>${body}</body></html>`;

/** What a careless portal's style sheet does to everything on the page; the size of `rem` is the person's, and stays. */
const HOSTILE = `
body, body * { margin: 13px !important; padding: 7px !important; letter-spacing: 4px !important; text-transform: uppercase !important;
  font: italic 900 31px/3 fantasy !important; color: magenta !important; text-align: right !important; cursor: wait !important;
  word-spacing: 9px !important; text-indent: 40px !important; white-space: nowrap !important; border-collapse: collapse !important;
  text-shadow: 2px 2px red !important; visibility: visible; list-style: square inside !important; box-sizing: content-box !important;
  float: none; transition: none; }
input, button, select, label, fieldset { display: none !important; width: 3px !important; }
`;

/** A component of somebody else's, with a Lit of its own. */
const OTHER_LIT = `
import {html, LitElement} from 'lit';
class OtherCounter extends LitElement {
  static properties = {count: {type: Number}};
  constructor() { super(); this.count = 0; }
  render() { return html\`<button @click=\${() => (this.count += 1)}>\${this.count}</button>\`; }
}
customElements.define('other-counter', OtherCounter);
`;

/** Fill a question and be told about a mistake, as a person would. */
async function useForm(place: Page | Frame): Promise<void> {
  const name = place.locator('egov-form [data-pointer="/fullName"]');
  await name.locator('input').fill('Nguyễn Thị Mẫu');
  const copies = place.locator('egov-form [data-pointer="/copies"]');
  await copies.locator('input').fill('99');
  await copies.locator('input').press('Tab');
  await copies.locator('[part~="issue"]').waitFor();
  const answers = await place
    .locator('egov-form')
    .evaluate((element) => (element as unknown as {answers: {[name: string]: unknown}}).answers);
  assert.equal(answers['fullName'], 'Nguyễn Thị Mẫu');
}

/** The look of every kind of node in the form, by its place. */
function looks(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const {shadowRoot} = document.querySelector('egov-form') ?? {};
    const names = [
      ...['font', 'letterSpacing', 'wordSpacing', 'textTransform', 'textIndent', 'textAlign', 'whiteSpace', 'textShadow'],
      ...['color', 'backgroundColor', 'margin', 'padding', 'display', 'cursor', 'boxSizing', 'listStyle', 'visibility'],
    ] as const;
    return [...(shadowRoot?.querySelectorAll<HTMLElement>('h2, h3, p, label, input, button, ol, li, egov-field') ?? [])].map(
      (node) => {
        const style = getComputedStyle(node);
        const {width, height} = node.getBoundingClientRect();
        return `${node.localName}.${node.className} ${Math.round(width)}×${Math.round(height)} ${names.map((name) => `${name}:${style[name]}`).join(' ')}`;
      },
    );
  });
}

describe('the form in other people’s pages', () => {
  let browser: Browser;
  let pages: StrictPages;
  before(async () => {
    await buildBundle();
    const {outputFiles} = await build({
      stdin: {contents: OTHER_LIT, resolveDir: root, loader: 'js'},
      bundle: true,
      format: 'esm',
      conditions: ['browser', 'production'],
      write: false,
    });
    const other = '<script type="module" src="/other.js"></script>';
    pages = await serveStrictPages(
      {
        '/form.json': await readFile(join(root, 'examples/frameworks/form.json'), 'utf8'),
        '/other.js': outputFiles[0]?.text ?? '',
        '/hostile.css': HOSTILE,
        '/calm.css': 'body, egov-form { margin: 13px; padding: 7px }',
        '/calm.html': pageOf(`<link rel="stylesheet" href="/calm.css">${SCRIPT}`, FORM),
        '/hostile.html': pageOf(`<link rel="stylesheet" href="/hostile.css">${SCRIPT}`, FORM),
        '/other-first.html': pageOf(other + SCRIPT, `<other-counter></other-counter>${FORM}`),
        '/other-last.html': pageOf(SCRIPT + other, `<other-counter></other-counter>${FORM}`),
        '/twice.html': pageOf(SCRIPT + SCRIPT.replace('egov-form.js', 'egov-form.js?v=2'), FORM),
        '/around.html': pageOf(SCRIPT, `<form action="/calm.html">${FORM}<button id="send">Gửi</button></form>`),
        '/nested.html': pageOf('<script type="module" src="/nested.js"></script>', '<my-portal></my-portal>'),
        '/nested.js': `import '/egov-form.js';
          customElements.define('my-portal', class extends HTMLElement {
            connectedCallback() {
              const form = document.createElement('egov-form');
              form.setAttribute('src', '/form.json');
              form.setAttribute('draft', 'off');
              this.attachShadow({mode: 'open'}).append(form);
            }
          });`,
        '/frame.html': pageOf('', '<iframe src="/calm.html" width="800" height="800" title="Tờ khai"></iframe>'),
      },
      [BUNDLE_FOLDER],
    );
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await pages?.close();
  });

  const on = async (path: string, work: (page: Page) => Promise<void>): Promise<void> => {
    const {page, problems} = await openStrictPage(browser, pages.url + path);
    await work(page);
    assert.deepEqual(problems, []);
    await page.context().close();
  };

  it('looks the same under a hostile style sheet', async () => {
    let calm: readonly string[] = [];
    await on('/calm.html', async (page) => {
      await page.locator('egov-form [data-pointer="/copies"]').waitFor();
      calm = await looks(page);
    });
    assert.ok(calm.length > 10, `${calm.length} nodes`);
    await on('/hostile.html', async (page) => {
      await page.locator('egov-form [data-pointer="/copies"]').waitFor();
      assert.deepEqual(await looks(page), calm);
      await useForm(page);
    });
  });

  for (const path of ['/other-first.html', '/other-last.html'])
    it(`works beside another Lit (${path})`, () =>
      on(path, async (page) => {
        await useForm(page);
        await page.locator('other-counter button').click();
        await page.locator('other-counter').getByText('1').waitFor();
      }));

  it('works when a second copy of the file is loaded', () => on('/twice.html', useForm));

  it('in a native form that is sent with mistakes shows them, and the console stays empty', () =>
    on('/around.html', async (page) => {
      await page.locator('egov-form [data-pointer="/copies"]').waitFor();
      await page.locator('#send').click();
      await page.locator('egov-form egov-summary li').first().waitFor();
      assert.ok(page.url().endsWith('/around.html'), 'nothing was sent');
      await useForm(page);
    }));

  it('works inside another shadow root', () => on('/nested.html', useForm));

  it('works in a frame', () =>
    on('/frame.html', async (page) => {
      const frame = page.frames().find((candidate) => candidate.url().endsWith('/calm.html'));
      assert.ok(frame);
      await useForm(frame);
    }));
});
