/** The portal at a computer for everybody: what the next person finds. */
import assert from 'node:assert/strict';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {addAxe, violations} from './axe.ts';
import {openStage, type Stage} from './demo.ts';
import {Visit} from './visit.ts';

const PATH = '/procedures/khai-sinh/kiosk.html';
const PERSON = 'NGUYỄN THỊ MẪU';

// Most of the time is waiting until the person is asked: all wait at once.
describe('the portal at a computer for everybody', {timeout: 600_000, concurrency: 5}, () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  after(() => stage?.close());

  /** Begin the form anew with a short wait, and do nothing until the person is asked. */
  async function waitForQuestion(visit: Visit, seconds: number): Promise<void> {
    await visit.page.evaluate(async (idle) => {
      const form = document.querySelector('egov-form') as (Element & {idle: number; reset(): Promise<void>}) | null;
      if (form) form.idle = idle;
      await form?.reset();
    }, seconds);
    await visit.page.locator('egov-form dialog[open]').waitFor();
  }

  it('who walks away leaves nothing: no answer, no name, no session', async () => {
    const visit = await Visit.open(stage.browser, stage.demo);
    await visit.signIn(PERSON, PATH);
    await visit.page.locator('.account-name').getByText(PERSON).waitFor();
    await visit.page.locator('egov-form [part~="page-title"]').first().waitFor();
    await waitForQuestion(visit, 6);
    await visit.page.keyboard.press('Tab');
    await visit.page
      .locator('egov-form dialog[open]')
      .waitFor({state: 'detached'})
      .catch(() => undefined);
    await visit.page.waitForFunction(() => !document.querySelector('egov-form')?.shadowRoot?.querySelector('dialog[open]'));
    const name = visit.page.locator('egov-form input[type=text]').first();
    await name.fill('Người Đi Vội');
    // The page begins anew, and with it its head.
    await visit.page.locator('#account').getByText('Đăng nhập').waitFor();
    await visit.page.waitForFunction(() => Boolean((document.querySelector('egov-form') as {model?: unknown} | null)?.model));
    assert.equal(JSON.stringify(await visit.answers()).includes('Người Đi Vội'), false);
    assert.equal((await visit.page.content()).includes(PERSON), false);
    visit.assertNoProblems();
    await visit.close();
  });

  for (const width of [360, 1280]) {
    for (const [language, asked] of [
      ['vi', 'Ông/Bà còn ở đây không?'],
      ['en', 'Are you still there?'],
    ] as const) {
      it(`can be read and used at ${width} px, in ${language}`, async () => {
        const visit = await Visit.open(stage.browser, stage.demo, {width, bypassCSP: true});
        await visit.signIn(PERSON, PATH);
        await visit.page.locator(`[data-language=${language}]`).click();
        await visit.page.locator('egov-form [part~="page-title"]').first().waitFor();
        await addAxe(visit.page);
        assert.deepEqual(await violations(visit.page), []);
        await visit.assertNoSidewaysScroll();
        const pictures = process.env['EGOV_PICTURES'];
        const picture = async (what: string): Promise<void> => {
          if (pictures) await visit.page.screenshot({path: join(pictures, `${what}-${width}-${language}.png`)});
        };
        await picture('kiosk');
        await waitForQuestion(visit, 40);
        await visit.page.locator('egov-form dialog[open]').getByText(asked).waitFor();
        await picture('question');
        assert.deepEqual(await violations(visit.page), []);
        await visit.close();
      });
    }
  }
});
