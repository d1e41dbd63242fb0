import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {Browser} from 'playwright-core';
import {buildFrameworkPage, FRAMEWORKS} from '../src/fixtures/framework-pages.ts';
import {openBrowser} from '../src/fixtures/render.ts';
import {openStrictPage, serveStrictPages} from '../src/fixtures/strict-pages.ts';
import {buildPackages} from '../src/publish/build-packages.ts';

describe('the form in a page of a framework', () => {
  let browser: Browser;
  before(async () => {
    // Angular's compiler reads the types that our packages publish.
    assert.ok(await buildPackages());
    browser = await openBrowser();
  });
  after(() => browser?.close());

  for (const name of FRAMEWORKS) {
    it(`${name}: properties, events, methods and sending work under the policy`, async () => {
      // Vue makes a policy of its own while it loads.
      const pages = await serveStrictPages({}, [await buildFrameworkPage(name)], name === 'vue' ? 'vue' : '');
      try {
        const {page, problems} = await openStrictPage(browser, `${pages.url}/`);
        const field = page.locator('egov-form [data-pointer="/fullName"]');
        await field.getByText('Họ và tên').waitFor();

        await page.locator('#check').click();
        await field.locator('[part~="issue"]').waitFor();

        await field.locator('input').fill('Nguyễn Thị Mẫu');
        await field.locator('input').press('Tab');
        await page.waitForFunction(() => Number(document.querySelector('#changes')?.textContent) > 0);

        await page.locator('#language').click();
        await field.getByText('Full name').waitFor();
        assert.equal(await field.locator('input').inputValue(), 'Nguyễn Thị Mẫu', 'switching the language loses nothing');

        const form = page.locator('egov-form');
        await form.locator('[part~="next"]').click();
        await form.locator('#egov-declare').check();
        await form.locator('[part~="send"]').click();
        await form.locator('[part~="code"]').waitFor();
        assert.equal(await page.locator('#sent').textContent(), 'de-nghi-mau');
        assert.deepEqual(problems, []);
        await page.context().close();
      } finally {
        await pages.close();
      }
    });
  }
});
