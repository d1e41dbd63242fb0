import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {Browser, Page} from 'playwright-core';
import {openBrowser} from '../src/fixtures/render.ts';
import {type StrictPages, serveStrictPages} from '../src/fixtures/strict-pages.ts';
import {BUNDLE_FOLDER, buildBundle} from '../src/rollup/bundle.ts';

const DEFINITION = {
  $schema: 'urn:egov-form:form:v1',
  id: 'pieces',
  version: '1.0.0',
  title: {vi: 'Đơn mẫu', en: 'Sample request'},
  data: {
    type: 'object',
    properties: {name: {type: 'string'}, cars: {type: 'array', items: {type: 'object', properties: {plate: {type: 'string'}}}}},
  },
  pages: [
    {
      id: 'one',
      title: {vi: 'Nội dung', en: 'Content'},
      items: [{field: '/name'}, {list: '/cars', items: [{field: '/cars/*/plate'}]}, {document: 'card'}],
    },
  ],
  fields: {
    '/name': {label: {vi: 'Họ tên', en: 'Full name'}},
    '/cars': {label: {vi: 'Xe', en: 'Cars'}},
    '/cars/*/plate': {label: {vi: 'Biển số', en: 'Plate'}},
  },
  documents: {card: {title: {vi: 'Thẻ mẫu', en: 'Sample card'}}},
};

const pageOf = (attributes: string): string =>
  `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Cổng</title><script type="module" src="/egov-form.js"></script></head><body><egov-form src="/form.json" ${attributes}></egov-form></body></html>`;

describe('a piece that cannot be loaded', () => {
  let browser: Browser;
  let pages: StrictPages;
  before(async () => {
    await buildBundle();
    pages = await serveStrictPages(
      {
        '/form.json': JSON.stringify(DEFINITION),
        '/plain.html': pageOf('draft="off"'),
        '/kept.html': pageOf(''),
      },
      [BUNDLE_FOLDER],
    );
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await pages?.close();
  });

  /** A page on which some pieces are out of reach until `mend` is called. */
  const visit = async (path: string, missing: readonly string[]): Promise<{page: Page; mend: () => void}> => {
    const page = await (await browser.newContext({locale: 'vi-VN'})).newPage();
    let broken = true;
    for (const piece of missing) {
      await page.route(`**/egov-form/${piece}-*.js`, (route) =>
        broken ? route.abort('internetdisconnected') : route.continue(),
      );
    }
    await page.goto(pages.url + path);
    return {page, mend: () => (broken = false)};
  };
  const name = (page: Page) => page.locator('egov-form [data-pointer="/name"] input');

  it('is told of with a way to try again, and the form opens then', async () => {
    const {page, mend} = await visit('/plain.html', ['documents-part']);
    const panel = page.locator('egov-form [part~="error"]');
    await panel.getByText('EGOV_ELEMENTS_PART_FETCH').waitFor();
    mend();
    await panel.getByRole('button', {name: 'Thử lại'}).click();
    await page.locator('egov-form egov-document').getByText('Thẻ mẫu').first().waitFor();
    await page.locator('egov-form egov-list').getByRole('button', {name: 'Thêm'}).click();
    await page.locator('egov-form [data-pointer="/cars/0/plate"] input').fill('88A-000.01');
    await page.context().close();
  });

  it('does not stop the person where it is the review, and what they entered stays', async () => {
    const {page, mend} = await visit('/plain.html', ['review-part']);
    await name(page).fill('Nguyễn Thị Mẫu');
    await page.locator('egov-form [part~="next"]').click();
    const notice = page.locator('egov-form').getByRole('alert');
    await notice.getByText('những gì đã khai vẫn còn nguyên').waitFor();
    mend();
    await notice.getByRole('button', {name: 'Thử lại'}).click();
    await page.locator('egov-form egov-review').getByText('Nguyễn Thị Mẫu').waitFor();
    await page.context().close();
  });

  it('leaves Vietnamese words where it is the English ones, until they come', async () => {
    const {page, mend} = await visit('/plain.html', ['english']);
    await name(page).fill('Nguyễn Thị Mẫu');
    await page.locator('egov-form').evaluate((form) => form.setAttribute('locale', 'en'));
    await page.locator('egov-form').getByText('Full name').waitFor();
    await page.locator('egov-form [part~="next"]').getByText('Xem lại và gửi').waitFor();
    mend();
    await page.locator('egov-form [part~="next"]').getByText('Review and send').waitFor();
    assert.equal(await name(page).inputValue(), 'Nguyễn Thị Mẫu');
    await page.context().close();
  });

  const KEEPING = {'kept-drafts': 'EGOV_DRAFTS_UNAVAILABLE', 'drafts-part': 'EGOV_ELEMENTS_PART_FETCH'};
  for (const [piece, code] of Object.entries(KEEPING)) {
    it(`does not cost the person their draft where it is ${piece}`, async () => {
      const {page} = await visit('/kept.html', []);
      await name(page).fill('Nguyễn Thị Mẫu');
      await page.locator('egov-form [part~="draft"][data-state="saved"]').waitFor();
      await page.route(`**/egov-form/${piece}-*.js`, (route) => route.abort('internetdisconnected'));
      await page.reload();
      await page.locator('egov-form').getByText(code).waitFor();
      await page.unroute(`**/egov-form/${piece}-*.js`);
      await page.locator('egov-form').getByRole('button', {name: 'Thử lại'}).click();
      await name(page).waitFor();
      assert.equal(await name(page).inputValue(), 'Nguyễn Thị Mẫu');
      await page.context().close();
    });
  }

  it('is not loaded by a form that has no use for it', async () => {
    const page = await (await browser.newContext()).newPage();
    const asked: string[] = [];
    page.on('request', (request) => {
      const piece = /egov-form\/([\w.-]+)-[0-9a-f]{12}\.js$/u.exec(request.url())?.[1];
      if (piece !== undefined) asked.push(piece);
    });
    await page.goto(`${pages.url}/plain.html`);
    await name(page).waitFor();
    await page.waitForFunction(() => customElements.get('egov-review') !== undefined);
    assert.deepEqual(asked.sort(), [
      ...['check', 'decision-text', 'documents-part', 'hash', 'lists-part', 'main', 'note-box', 'review-part', 'signatures'],
    ]);
    await page.context().close();
  });
});
