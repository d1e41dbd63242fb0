/** The examples of docs/embedding.md and docs/theming.md, each opened as it stands. */
import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import type {Browser} from 'playwright-core';
import {openBrowser} from '../src/fixtures/render.ts';
import {openStrictPage, type StrictPages, serveStrictPages} from '../src/fixtures/strict-pages.ts';
import {BUNDLE_FOLDER, buildBundle} from '../src/rollup/bundle.ts';
import {root} from '../src/root.ts';

const PAGES = ['embedding', 'theming'];

/** Blocks of HTML are pages; a block whose first line is a comment with a path is the file of that name. */
async function examplesOf(
  name: string,
): Promise<{readonly pages: readonly string[]; readonly files: readonly [string, string][]}> {
  const text = await readFile(join(root, 'docs', `${name}.md`), 'utf8');
  const blocks = [...text.matchAll(/^```(html|js|css)\n([\s\S]*?)^```$/gmu)];
  const pages = blocks.filter(([, kind]) => kind === 'html').map(([, , code = '']) => code);
  const files = blocks.flatMap(([, kind, code = '']): [string, string][] => {
    const path = /^(?:\/\/|\/\*) (\/[\w.-]+)/u.exec(code)?.[1];
    return kind !== 'html' && path ? [[path, code]] : [];
  });
  return {pages, files};
}

describe('examples of the documentation', async () => {
  const examples = await Promise.all(PAGES.map(async (name) => ({name, ...(await examplesOf(name))})));
  let browser: Browser;
  let served: StrictPages;
  before(async () => {
    await buildBundle();
    const texts: {[path: string]: string} = {};
    for (const id of ['khai-sinh', 'phu-hieu-xe'])
      texts[`/forms/${id}/form.json`] = await readFile(join(root, 'examples/procedures', id, 'form.json'), 'utf8');
    for (const {name, pages, files} of examples) {
      Object.assign(texts, Object.fromEntries(files));
      pages.forEach((code, index) => {
        texts[`/${name}-${index}.html`] =
          `<!doctype html><html lang="vi"><meta charset="utf-8"><title>${name}</title>${code}</html>`;
      });
    }
    served = await serveStrictPages(texts, [BUNDLE_FOLDER]);
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await served?.close();
  });

  for (const {name, pages} of examples) {
    it(`${name}: there are some`, () => assert.ok(pages.length >= 3));
    pages.forEach((_, index) => {
      it(`${name}, example ${index + 1}`, async () => {
        const {page, problems} = await openStrictPage(browser, `${served.url}/${name}-${index}.html`);
        await page.locator('egov-form [data-pointer] input, egov-form [data-pointer] select').first().waitFor();
        assert.deepEqual(problems, []);
        await page.context().close();
      });
    });
  }

  it('embedding: the page hears the form', async () => {
    const index = examples[0]?.pages.findIndex((code) => code.includes('/page.js'));
    const {page} = await openStrictPage(browser, `${served.url}/embedding-${index}.html`);
    await page
      .locator('#said')
      .getByText(/\d+ trang/u)
      .waitFor();
    await page.context().close();
  });

  it('theming: tokens and parts reach what they name', async () => {
    const looks = async (file: string): Promise<{readonly weight: string; readonly radius: string; readonly color: string}> => {
      const index = examples[1]?.pages.findIndex((code) => code.includes(file));
      const {page} = await openStrictPage(browser, `${served.url}/theming-${index}.html`);
      await page.locator('egov-form [part~="next"]').waitFor();
      const look = await page.evaluate(() => {
        const shadow = document.querySelector('egov-form')?.shadowRoot;
        const styleOf = (part: string): CSSStyleDeclaration =>
          getComputedStyle(shadow?.querySelector(`[part~="${part}"]`) ?? document.body);
        return {
          weight: styleOf('label').fontWeight,
          radius: styleOf('next').borderRadius,
          color: styleOf('next').backgroundColor,
        };
      });
      await page.context().close();
      return look;
    };
    assert.deepEqual(await looks('/tokens.css').then(({radius, color}) => [radius, color]), ['2px', 'rgb(0, 89, 79)']);
    assert.deepEqual(await looks('/parts.css').then(({weight, radius}) => [weight, radius]), ['700', '999px']);
    assert.equal((await looks('state-portal.css')).color, 'rgb(138, 69, 19)');
  });
});
