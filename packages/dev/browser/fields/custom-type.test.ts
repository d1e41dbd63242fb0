/** examples/field-type: a page that brings a kind of question of its own. */
import assert from 'node:assert/strict';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import type {Browser} from 'playwright-core';
import {openBrowser} from '../../src/fixtures/render.ts';
import {openStrictPage, type StrictPages, serveStrictPages} from '../../src/fixtures/strict-pages.ts';
import {BUNDLE_FOLDER, buildBundle} from '../../src/rollup/bundle.ts';
import {root} from '../../src/root.ts';
import {spokenFields} from './accessibility-tree.ts';
import {axeFindings, settle} from './field-page.ts';

describe('a kind of question that a page brings along', () => {
  let browser: Browser;
  let pages: StrictPages;
  before(async () => {
    await buildBundle();
    browser = await openBrowser();
    pages = await serveStrictPages({}, [join(root, 'examples/field-type'), BUNDLE_FOLDER]);
  });
  after(async () => {
    await browser?.close();
    await pages?.close();
  });

  it('is asked, answered by keyboard, checked, translated and reviewed like any other', async () => {
    const {page, problems} = await openStrictPage(browser, `${pages.url}/`, {bypassCSP: true});
    const service = page.locator('egov-form [data-pointer="/service"]');
    await service.getByText('4 sao').waitFor();
    assert.equal(await service.locator('input[type=radio]').count(), 5);

    await page.locator('egov-form [part~="next"]').click();
    await service.locator('[data-severity=error]').waitFor();
    const [group] = (await spokenFields(page)).get('/service') ?? [];
    assert.deepEqual([group?.role, group?.required, group?.invalid, group?.name], ['radiogroup', true, true, 'Thái độ phục vụ']);

    await service.locator('input').first().focus();
    await page.keyboard.press('Space');
    for (let i = 0; i < 3; i += 1) await page.keyboard.press('ArrowRight');
    await settle(page);
    assert.equal(await service.locator('[data-severity=error]').count(), 0);
    assert.deepEqual(await axeFindings(page), []);

    await page.locator('egov-form').evaluate((form) => form.setAttribute('locale', 'en'));
    await service.getByText('1 star', {exact: true}).waitFor();
    assert.ok(await service.getByText('4 stars').locator('..').locator('input').isChecked());

    await page.locator('egov-form [part~="next"]').click();
    await page.locator('egov-form [data-answer="/service"]').getByText('4 stars').waitFor();
    const answers = await page.locator('egov-form').evaluate((form) => (form as HTMLElement & {answers: unknown}).answers);
    assert.deepEqual(answers, {service: 4});
    assert.deepEqual(problems, []);
  });

  it('gives its record to whoever asks', async () => {
    const {page} = await openStrictPage(browser, `${pages.url}/`);
    await page.locator('egov-form [data-pointer="/service"] input').first().waitFor();
    const titles = await page.evaluate(async () => {
      const library = '/egov-form.js';
      const {registeredFieldTypes} = (await import(library)) as {
        registeredFieldTypes(): readonly {readonly record?: {readonly title: unknown}}[];
      };
      return registeredFieldTypes().flatMap(({record}) => (record ? [record.title] : []));
    });
    assert.deepEqual(titles, [{vi: 'Đánh giá bằng sao', en: 'Rating in stars'}]);
  });
});
