/** examples/language: a page that speaks a third language. */
import assert from 'node:assert/strict';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import type {Browser} from 'playwright-core';
import {openBrowser} from '../src/fixtures/render.ts';
import {openStrictPage, type StrictPages, serveStrictPages} from '../src/fixtures/strict-pages.ts';
import {BUNDLE_FOLDER, buildBundle} from '../src/rollup/bundle.ts';
import {root} from '../src/root.ts';

describe('a third language that a page brings along', () => {
  let browser: Browser;
  let pages: StrictPages;
  before(async () => {
    await buildBundle();
    browser = await openBrowser();
    pages = await serveStrictPages({}, [join(root, 'examples/language'), BUNDLE_FOLDER]);
  });
  after(async () => {
    await browser?.close();
    await pages?.close();
  });

  it('is spoken by the form, by what is wrong and by the definition, and the rest falls back', async () => {
    const {page, problems} = await openStrictPage(browser, `${pages.url}/`);
    const form = page.locator('egov-form');
    await form.getByText('Votre remarque').first().waitFor();
    await form.locator('[part~="next"]').click();
    await form.getByText('Veuillez remplir : Votre remarque.').first().waitFor();

    await form.getByLabel('Votre remarque').fill('Très bien');
    await form.evaluate((element) => element.setAttribute('locale', 'en'));
    await form.getByText('Your comment').first().waitFor();
    assert.equal(await form.getByLabel('Your comment').inputValue(), 'Très bien');
    await form.evaluate((element) => element.setAttribute('locale', 'fr'));
    assert.equal(await form.getByLabel('Votre remarque').inputValue(), 'Très bien');

    await form.locator('[part~="next"]').click();
    await form.locator('[data-answer="/comment"]').getByText('Très bien').waitFor();
    await form.getByRole('button', {name: 'Retour'}).waitFor();
    assert.deepEqual(problems, []);
  });
});
