/** The looks that the portal offers: chosen, kept for the next visit, and readable, light and dark. */
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {addAxe, violations} from './axe.ts';
import {openStage, type Stage} from './demo.ts';
import {Visit} from './visit.ts';

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage?.close());

for (const theme of ['', 'state-portal', 'high-contrast', 'govuk']) {
  test(`the look "${theme}" has no violation, light or dark`, async () => {
    const visit = await Visit.open(stage.browser, stage.demo, {bypassCSP: true});
    const {page} = visit;
    await visit.openForm('khai-sinh');
    await page.locator('#theme').selectOption(theme);
    await page.reload();
    await visit.openForm('khai-sinh');
    assert.equal(await page.locator('#theme').inputValue(), theme, 'kept for the next visit');
    if (theme !== '') {
      await page.waitForFunction(
        (name) => [...document.styleSheets].some((sheet) => sheet.href?.endsWith(`/${name}.css`) && sheet.cssRules.length > 0),
        theme,
      );
    }
    await page.locator('egov-form').evaluate((element) => (element as unknown as {validate(): boolean}).validate());
    await addAxe(page);
    const found: string[] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({colorScheme});
      for (const violation of await violations(page)) found.push(`${colorScheme}: ${violation}`);
      if (process.env['EGOV_SCREENSHOTS'])
        await page.screenshot({
          path: `${process.env['EGOV_SCREENSHOTS']}/theme-${theme || 'default'}-${colorScheme}.png`,
          fullPage: true,
        });
    }
    assert.deepEqual(found, []);
    visit.assertNoProblems();
    await visit.close();
  });
}
