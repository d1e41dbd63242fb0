import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {demoCompanies} from '@egov-form/connectors/simulators';
import {blankPdf} from '../fixtures/bad-files.ts';
import {openStage, type Stage} from './demo.ts';
import {readDossier} from './dossier.ts';
import {Visit} from './visit.ts';

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage?.close());

test('badges are asked for with a company code and two plates', async () => {
  const visit = await Visit.open(stage.browser, stage.demo);
  const {page} = visit;
  await visit.signIn('LÊ VĂN CHỒNG', '/procedures/phu-hieu-xe/');
  await visit.openForm('phu-hieu-xe');

  // A wrong check digit is named; the right code fills the company.
  await visit.type('/organization/code', '9999999998');
  await visit.field('/organization/code').locator('[data-code="vn-tax-code.check-digit"]').waitFor();
  await visit.control('/organization/code').fill('');
  const carrier = demoCompanies().find((company) => company.transport);
  assert.ok(carrier, 'the simulated registry has a carrier');
  await visit.type('/organization/code', carrier.code);
  await visit.field('/organization/name').locator('[part~="badge"]').waitFor();
  assert.equal(await visit.originOf('/organization/headOffice'), 'register');
  assert.equal(await visit.originOf('/organization/transportLicence/number'), 'register');
  if ((await visit.valueOf('/organization/phone')) === undefined) await visit.type('/organization/phone', '0912 345 678');
  if ((await visit.valueOf('/authority')) === undefined)
    await visit.control('/authority').evaluate((select: HTMLSelectElement) => {
      select.selectedIndex = 1;
      select.dispatchEvent(new Event('change', {bubbles: true}));
    });
  await visit.next();

  await visit.control('/badge/kind').evaluate((select: HTMLSelectElement) => {
    select.selectedIndex = 1;
    select.dispatchEvent(new Event('change', {bubbles: true}));
  });
  await visit.choose('/badge/reissue', 'Không');
  await visit.type('/vehicles/0/plate', '88a00001');
  await visit.field('/vehicles/0/brand').locator('[part~="badge"]').waitFor();
  assert.equal(await visit.valueOf('/vehicles/0/plate'), '88A-000.01');
  await visit.choose('/vehicles/0/owned', 'Có');

  // The same plate twice is said at the list; mending the row clears it, and the second row fills by its own plate.
  await page.locator('egov-form [part~="add"]').click();
  await visit.type('/vehicles/1/plate', '88A-000.01');
  await visit.control('/vehicles/1/plate').fill('');
  await visit.type('/vehicles/1/plate', '88B-000.02');
  await visit.field('/vehicles/1/brand').locator('[part~="badge"]').waitFor();
  await visit.choose('/vehicles/1/owned', 'Có');
  const kept = (await visit.answers()) as {vehicles: {plate: string; brand: string}[]};
  assert.deepEqual(
    kept.vehicles.map(({plate}) => plate),
    ['88A-000.01', '88B-000.02'],
  );

  // Rows keep what they hold when they change places.
  await page.locator('egov-form [data-row]').nth(1).getByRole('button', {name: /lên/iu}).click();
  const moved = (await visit.answers()) as {vehicles: {plate: string; brand: string}[]};
  assert.deepEqual(moved.vehicles, kept.vehicles.toReversed());
  await visit.next();

  const slot = visit.slot('vehicleRegistration');
  if (await slot.locator('input[type=file]').count()) {
    await visit.attach('vehicleRegistration', {
      name: 'dang-ky-xe.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from(await blankPdf()),
    });
    await visit.read('vehicleRegistration');
  }
  await visit.next();
  await page.locator('egov-form [part~="declaration"] input[type=checkbox]').check();
  const code = await visit.send();
  visit.assertNoProblems();
  await visit.close();

  await stage.demo.close();
  const dossier = await readDossier(stage.folder, code);
  assert.equal(dossier.marks['/organization/name'], 'register');
  assert.equal(dossier.marks['/vehicles/0/brand'], 'register');
  assert.equal((dossier.answers as {badge: {count: number}}).badge.count, 2);
});
