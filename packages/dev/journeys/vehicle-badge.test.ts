import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {demoCompanies} from '@egov-form/simulators';
import {blankPdf} from '../src/fixtures/bad-files.ts';
import {openStage, type Stage} from './demo.ts';
import {readDossier} from './dossier.ts';
import {Visit, wordsOf} from './visit.ts';

let stage: Stage;

/** As somebody might call a file who wants it to run where it is shown. */
const HOSTILE_NAME = `"><img src=x onerror="document.title='ran'"><b>dang-ky-xe.pdf`;

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
  await visit.known('/organization/name');
  assert.equal(await visit.originOf('/organization/headOffice'), 'register');
  assert.equal(await visit.originOf('/organization/transportLicence/number'), 'register');
  // The register names somebody else as its representative: in what capacity he asks is for him to say.
  assert.equal(await visit.valueOf('/submitter/representative'), false);
  await visit.choose('/submitter/capacity', 'Người của đơn vị, có giấy giới thiệu');
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
  await visit.known('/vehicles/0/brand');
  assert.equal(await visit.valueOf('/vehicles/0/plate'), '88A-000.01');

  // The same plate twice is said at the row at once; mending the row clears it, and the second row fills by its own plate.
  await page.locator('egov-form [part~="add"]').click();
  await visit.type('/vehicles/1/plate', '88A-000.01');
  await visit.field('/vehicles/1/plate').getByText('Biển kiểm soát giống dòng 1.').first().waitFor();
  await visit.control('/vehicles/1/plate').fill('');
  // Their own one is ticked in the list of the register.
  const offer = page.locator('egov-form egov-offer');
  await offer.locator('summary').click();
  await offer.getByRole('searchbox').fill('000.02');
  await offer.getByRole('checkbox', {name: '88B-000.02'}).check();
  await visit.known('/vehicles/1/brand');
  // Whose they are the two registers say together: nobody is asked.
  assert.deepEqual([await visit.valueOf('/vehicles/0/owned'), await visit.valueOf('/vehicles/1/owned')], [false, true]);
  assert.equal(await visit.field('/vehicles/1/owned').count(), 0);
  const kept = (await visit.answers()) as {vehicles: {plate: string; brand: string}[]};
  assert.deepEqual(
    kept.vehicles.map(({plate}) => plate),
    ['88A-000.01', '88B-000.02'],
  );

  // Rows keep what they hold when they change places.
  await page.locator('egov-form [data-row]').nth(1).getByRole('button', {name: /lên/iu}).click();
  const moved = (await visit.answers()) as {vehicles: {plate: string; brand: string}[]};
  assert.deepEqual(moved.vehicles, kept.vehicles.toReversed());

  // The register knows both: their papers are not asked for. That one is rented is shown by its contract.
  assert.equal(await visit.slot('vehicleRegistration').locator('input[type=file]').count(), 0);
  const letter = Buffer.from(await blankPdf());
  await visit.attach('introduction', {name: 'giay-gioi-thieu.pdf', mimeType: 'application/pdf', buffer: letter});
  await visit.read('introduction');
  const slot = visit.slot('rentalContract');
  await visit.attach('rentalContract', {name: HOSTILE_NAME, mimeType: 'application/pdf', buffer: Buffer.from(await blankPdf())});
  await visit.read('rentalContract');
  assert.ok((await wordsOf(slot)).includes(HOSTILE_NAME), 'the slot shows the name as it stands');
  await visit.next();
  assert.ok((await wordsOf(page.locator('egov-review'))).includes(HOSTILE_NAME), 'so does the review');
  await page.locator('egov-form [part~="declaration"] input[type=checkbox]').check();
  const code = await visit.send();
  // What was sent, as the person finds it again.
  await page.goto(`${stage.demo.url}/dossiers.html#${encodeURIComponent(code)}`);
  await page.getByText(HOSTILE_NAME).waitFor();
  assert.notEqual(await page.title(), 'ran');
  visit.assertNoProblems();
  await visit.close();

  await readAsOfficer(code);

  await stage.demo.close();
  const dossier = await readDossier(stage.folder, code);
  assert.equal(dossier.marks['/organization/name'], 'register');
  assert.equal(dossier.marks['/vehicles/0/brand'], 'register');
  assert.equal((dossier.answers as {badge: {count: number}}).badge.count, 2);
});

/** The officer finds the dossier, and reads every answer with its source and how far it was verified. */
async function readAsOfficer(code: string): Promise<void> {
  const visit = await Visit.open(stage.browser, stage.demo, {width: 360});
  const {page} = visit;
  await visit.signIn('TRẦN VĂN CÁN BỘ', '/dossiers.html');
  const listed = page.locator('.dossier').filter({hasText: code});
  assert.match(await wordsOf(listed), /đã kiểm chứng/u);
  await listed.getByRole('link').click();
  const answer = (pointer: string) => page.locator(`egov-form [data-answer="${pointer}"]`);
  // What is verified is folded away: the officer unfolds it.
  await page.locator('egov-form [part~="review-known"] > summary').first().click();
  await answer('/organization/name').waitFor();
  assert.match(await wordsOf(answer('/organization/name')), /Lấy từ .+ · đã kiểm chứng/u);
  assert.match(await wordsOf(answer('/badge/reissue')), /Không Người nộp tự khai/u);
  assert.ok((await wordsOf(page.locator('egov-officer'))).includes(HOSTILE_NAME));
  assert.equal(await page.locator('egov-form').locator('input, select, textarea').count(), 0);
  await visit.assertNoSidewaysScroll();
  await page.locator('[data-language=en]').click();
  await page.getByText('Declared by the applicant').first().waitFor();
  assert.notEqual(await page.title(), 'ran');
  visit.assertNoProblems();
  await visit.close();
}
