/** Every page of both procedures, in the portal that embeds them, held to WCAG 2.2 AA by axe: empty, with errors, filled. */
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {recordedAnswers} from '../src/fixtures/recorded-answers.ts';
import {addAxe, violations} from './axe.ts';
import {openStage, type Stage} from './demo.ts';
import {Visit} from './visit.ts';

/** What a journey calls of the element and its engine. */
interface FormElement extends HTMLElement {
  answers: unknown;
  model: {page: string; pages: readonly {id: string; visible: boolean}[]};
  validate(): boolean;
  updateComplete: Promise<unknown>;
}

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage?.close());

function pagesOf(visit: Visit): Promise<string[]> {
  return visit.page
    .locator('egov-form')
    .evaluate((element) => (element as FormElement).model.pages.filter((page) => page.visible).map((page) => page.id));
}

async function show(visit: Visit, page: string): Promise<void> {
  await visit.page.locator('egov-form').evaluate(async (element, id) => {
    (element as FormElement).model.page = id;
    await (element as FormElement).updateComplete;
  }, page);
}

for (const [form, answers, locale, width] of [
  ['khai-sinh', 'full', 'vi', 1280],
  ['khai-sinh', 'full', 'en', 360],
  ['phu-hieu-xe', 'reissue-rented', 'vi', 360],
  ['phu-hieu-xe', 'reissue-rented', 'en', 1280],
] as const) {
  test(`${form}, ${locale}, ${width} px: no violation on any page`, async () => {
    const visit = await Visit.open(stage.browser, stage.demo, {width, bypassCSP: true});
    const {page} = visit;
    // The button that stays in sight on a phone covers what is scrolled below it, which is no smaller for that.
    await page.setViewportSize({width, height: 12_000});
    await visit.signIn('NGUYỄN THỊ MẪU', `/procedures/${form}/`);
    await visit.openForm(form);
    await page.locator(`button[data-language="${locale}"]`).click();
    await addAxe(page);
    const found: string[] = [];
    const check = async (state: string): Promise<void> => {
      for (const id of await pagesOf(visit)) {
        await show(visit, id);
        for (const violation of await violations(page)) found.push(`${state}, page ${id}: ${violation}`);
      }
    };
    await check('empty');
    await page.locator('egov-form').evaluate((element) => (element as FormElement).validate());
    await check('with errors');
    const filled: unknown = await recordedAnswers(form, answers);
    await page.locator('egov-form').evaluate((element, value) => {
      (element as FormElement).answers = value;
    }, filled);
    await check('filled');
    for (const path of ['/', '/dossiers.html']) {
      await page.goto(`${stage.demo.url}${path}`);
      await addAxe(page);
      for (const violation of await violations(page)) found.push(`${path}: ${violation}`);
    }
    assert.deepEqual(found, []);
    await visit.close();
  });
}
