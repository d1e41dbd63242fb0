/** The kit for pages on a real form under a strict policy: by label, by keyboard, with what a checker finds. */
import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {after, before, describe, it} from 'node:test';
import {accessibilityProblems, formOnPage} from '@egov-form/testing/page';
import type {Browser} from 'playwright-core';
import {openBrowser} from '../src/fixtures/render.ts';
import {openStrictPage, type StrictPages, serveStrictPages} from '../src/fixtures/strict-pages.ts';
import {BUNDLE_FOLDER, buildBundle} from '../src/rollup/bundle.ts';

const DEFINITION = {
  id: 'kit',
  version: '1.0.0',
  title: {vi: 'Mẫu', en: 'Sample'},
  data: {
    type: 'object',
    required: ['name', 'kind', 'many'],
    properties: {
      name: {type: 'string', title: 'Name'},
      kind: {enum: ['a', 'b'], title: 'Kind'},
      many: {type: 'boolean', title: 'More than one'},
      copies: {type: 'integer', minimum: 1, title: 'Copies'},
    },
  },
  fields: {
    '/kind': {
      options: [
        {value: 'a', label: 'First'},
        {value: 'b', label: 'Second'},
      ],
    },
    '/copies': {visible: {'==': [{var: '/many'}, true]}, required: true},
  },
  documents: {deed: {title: 'Deed'}},
  pages: [
    {id: 'one', title: 'One', items: [{field: '/name'}, {field: '/kind'}, {field: '/many'}, {field: '/copies'}]},
    {id: 'two', title: 'Two', items: [{document: 'deed'}]},
  ],
};
const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Kit</title><script type="module" src="/egov-form.js"></script>
  <body><main><h1>Kit</h1><egov-form src="/form.json" locale="en" draft="off"></egov-form></main></body></html>`;

describe('@egov-form/testing/page', () => {
  let browser: Browser;
  let pages: StrictPages;
  before(async () => {
    await buildBundle();
    pages = await serveStrictPages({'/index.html': PAGE, '/form.json': JSON.stringify(DEFINITION)}, [BUNDLE_FOLDER]);
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await pages?.close();
  });

  it('answers by label, attaches, goes on, and says what is wrong', async () => {
    const {page, problems} = await openStrictPage(browser, `${pages.url}/`);
    const form = formOnPage(page);
    await form.next();
    await form.expectIssue('Name', 'value.required');
    await form.answer('Name', 'Nguyễn Thị Mẫu');
    await form.answer('Kind', 'Second');
    await assert.rejects(form.answer('Copies', 2), /Expected a question "Copies" to be asked now/u);
    await form.answer('More than one', true);
    await form.answer(['One', 'Copies'], 2);
    assert.deepEqual(
      [await form.value('Name'), await form.value('/kind'), await form.value('Copies')],
      ['Nguyễn Thị Mẫu', 'b', 2],
    );
    await form.next();
    await form.attach('Deed', {name: 'deed.pdf', type: 'application/pdf', bytes: Buffer.from('%PDF-')});
    assert.deepEqual(problems, []);
    await page.context().close();
  });

  it('is filled by the keyboard alone, and looked over by a checker', async () => {
    const {page, problems} = await openStrictPage(browser, `${pages.url}/`);
    const form = formOnPage(page);
    await form.answerByKeyboard('Name', 'Trần Văn Mẫu');
    assert.equal(await form.value('Name'), 'Trần Văn Mẫu');
    const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    assert.deepEqual(await accessibilityProblems(page, axe), []);
    await page.locator('h1').evaluate((heading) => {
      heading.append(document.createElement('img'));
    });
    assert.match((await accessibilityProblems(page, axe)).join(), /image-alt at /u);
    assert.deepEqual(problems, []);
    await page.context().close();
  });
});
