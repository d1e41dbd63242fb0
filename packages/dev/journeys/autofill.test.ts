import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {autofillForms, showAutofillForm} from './autofill-form.ts';
import {openStage, type Stage} from './demo.ts';
import {Visit, wordsOf} from './visit.ts';

let stage: Stage;
before(async () => {
  stage = await openStage(autofillForms);
});
after(() => stage?.close());

async function enter(locale: string, width = 1280): Promise<Visit> {
  const visit = await Visit.open(stage.browser, stage.demo, {width});
  await visit.signIn('NGUYỄN THỊ MẪU', '/procedures/khai-sinh/');
  await showAutofillForm(visit.page, stage.demo.url, locale);
  return visit;
}

const ID = '026190000042';

test('choices are searched in a shared database: by words, by keyboard, by hand when it is down', async () => {
  const visit = await enter('vi');
  const {page} = visit;
  const box = visit.control('/industry');
  const list = visit.field('/industry').getByRole('listbox', {includeHidden: true});
  await box.click();
  await page.getByText('Gõ ít nhất 2 ký tự để tìm.').waitFor();
  stage.demo.industries.setFault('slow', 400);
  const asked = stage.demo.industries.count();
  await box.pressSequentially('van tai hang', {delay: 20});
  await page.getByText('Đang tìm…').waitFor();
  assert.equal(await box.getAttribute('aria-busy'), 'true');
  await visit.field('/industry').getByRole('option', {name: '4933'}).waitFor();
  stage.demo.industries.setFault('none');
  assert.ok(stage.demo.industries.count() - asked <= 4, 'not every letter is asked');
  assert.equal(await box.getAttribute('aria-busy'), null);
  await page.getByText(/Tìm thấy \d+ kết quả/u).waitFor({state: 'attached'});
  await box.press('ArrowDown');
  const active = await box.getAttribute('aria-activedescendant');
  assert.ok(active && (await list.locator(`#${active}`).getAttribute('role')) === 'option');
  await box.press('Enter');
  assert.equal(await visit.valueOf('/industry'), '4933');
  assert.equal(await box.inputValue(), '4933 - Vận tải hàng hóa bằng đường bộ');
  assert.equal(await box.getAttribute('aria-expanded'), 'false');

  // A code that is written out is the choice of that code; a text that is none stays as it was written.
  await box.fill('0127');
  await visit.field('/industry').getByRole('option', {name: 'Trồng cây chè'}).waitFor();
  await box.press('Tab');
  assert.equal(await visit.valueOf('/industry'), '0127');
  await box.fill('Nghề làm tranh');
  await page.getByText('Ông/Bà cứ nhập tay, nội dung được giữ nguyên.').first().waitFor();
  await box.press('Tab');
  assert.equal(await visit.valueOf('/industry'), 'Nghề làm tranh');

  // Where `data` lists the values, only they are answers: the database knows a drink without gas.
  const listed = visit.control('/sector');
  await listed.click();
  await listed.fill('không cồn');
  await visit.field('/sector').getByText('Không có kết quả nào phù hợp').waitFor();
  await listed.press('Tab');
  assert.equal(await visit.valueOf('/sector'), undefined);

  stage.demo.industries.setFault('down');
  visit.expect(/50\d/u);
  await box.click();
  await box.fill('Đan lát');
  await page.getByText('Chưa tìm được trong danh mục.').first().waitFor();
  await box.press('Enter');
  assert.equal(await visit.valueOf('/industry'), 'Đan lát');
  stage.demo.industries.setFault('none');
  visit.assertNoProblems();
  await visit.close();
});

test('what differs is shown before it changes; what is wrong is told with a reason', async () => {
  const visit = await enter('vi');
  const {page} = visit;
  await visit.type('/fullName', 'NGUYỄN THỊ MẪN');
  await visit.type('/idNumber', '026088000045');
  await visit.type('/birthDate', '15/02/1990');
  await visit.type('/citizenId', ID);
  const panel = page.locator('egov-form [part~="differences"]');
  await panel.getByText('2 mục Ông/Bà khai khác với cơ sở dữ liệu').waitFor();
  const words = await wordsOf(panel);
  assert.match(words, /NGUYỄN THỊ MẪN.*Nguyễn Thị Mẫu/su);
  assert.match(words, /026\*{5}0045/u, 'the number of another person is masked');
  assert.ok(!words.includes('026088000045'));
  assert.match(words, /1 mục đã được thay/u);
  assert.equal(await visit.valueOf('/fullName'), 'NGUYỄN THỊ MẪN');
  await panel.getByRole('button', {name: 'Dùng tất cả theo cơ sở dữ liệu'}).click();
  assert.equal(await visit.valueOf('/fullName'), 'Nguyễn Thị Mẫu');
  assert.equal(await visit.originOf('/idNumber'), 'register');

  // Correctable: edited with a reason. Locked: a note for the office.
  const name = visit.control('/fullName');
  await name.fill('NGUYỄN THỊ MẬU');
  await name.press('Tab');
  const below = visit.field('/fullName');
  await below.getByText('Nguyễn Thị Mẫu').waitFor();
  await below.getByLabel('Vì sao Ông/Bà sửa?').fill('Sai dấu');
  await below.getByLabel('Vì sao Ông/Bà sửa?').press('Tab');
  const birth = visit.field('/birthDate');
  await birth.getByText('Thông tin chưa đúng?').click();
  await birth.getByLabel('Thông tin đúng là gì?').fill('Sinh ngày 15/02/1990');
  await birth.getByLabel('Thông tin đúng là gì?').press('Tab');
  const sent = await page.locator('egov-form').evaluate((element) => {
    const {model} = element as unknown as {
      model: {submission(files: object, locale: string, declared: boolean): {origins: object}};
    };
    return JSON.parse(JSON.stringify(model.submission({}, 'vi', true).origins)) as {
      [pointer: string]: {reason?: string; disputed?: string; registered?: {value: string; origin: {receipt?: string}}};
    };
  });
  assert.deepEqual([sent['/fullName']?.reason, sent['/fullName']?.registered?.value], ['Sai dấu', 'Nguyễn Thị Mẫu']);
  assert.ok(sent['/fullName']?.registered?.origin.receipt);
  assert.equal(sent['/birthDate']?.disputed, 'Sinh ngày 15/02/1990');
  await below.getByRole('button', {name: /Dùng lại/u}).click();
  assert.deepEqual([await visit.valueOf('/fullName'), await visit.originOf('/fullName')], ['Nguyễn Thị Mẫu', 'register']);
  visit.assertNoProblems();
  await visit.close();
});

test('only what is empty, and nothing at all; in English, on a phone', async () => {
  const visit = await enter('en', 360);
  const {page} = visit;
  await visit.type('/fullName', 'NGUYEN THI MAN');
  await visit.type('/citizenId', ID);
  const panel = page.locator('egov-form [part~="differences"]');
  await panel.waitFor();
  await visit.assertNoSidewaysScroll();
  await panel.getByRole('button', {name: 'Fill in nothing'}).click();
  assert.deepEqual([await visit.valueOf('/fullName'), await visit.valueOf('/idNumber')], ['NGUYEN THI MAN', undefined]);
  await visit
    .field('/citizenId')
    .getByRole('button', {name: /Look|Get/u})
    .first()
    .click();
  await panel.getByRole('button', {name: 'Fill in only what is empty'}).click();
  assert.deepEqual([await visit.valueOf('/fullName'), await visit.originOf('/idNumber')], ['NGUYEN THI MAN', 'register']);
  await panel.waitFor({state: 'detached'});
  visit.assertNoProblems();
  await visit.close();
});

test('keys that change faster than the register answers never leave a stale fill', async () => {
  const visit = await enter('vi');
  const {page} = visit;
  const companies = ['9999999997', '9999999972'];
  let seed = 20_261_122;
  const random = (): number => {
    seed = (seed * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return seed / 4_294_967_296;
  };
  const turns = Number(process.env['EGOV_RACE_TURNS'] ?? 40);
  const names = new Map<string, string>();
  for (const code of companies) {
    await visit.control('/company').fill(code);
    await visit.known('/companyName');
    names.set(code, String(await visit.valueOf('/companyName')));
  }
  assert.equal(new Set(names.values()).size, 2);
  for (let i = 0; i < turns; i += 1) {
    stage.demo.simulators.setFault({service: 'business', fault: 'slow', ms: Math.floor(random() * 250)});
    const code = companies[Math.floor(random() * 2)] ?? '';
    await visit.control('/company').fill(random() < 0.2 ? code.slice(0, 9) : code);
    await page.waitForTimeout(Math.floor(random() * 120));
    const [asked, shown] = [await visit.valueOf('/company'), await visit.valueOf('/companyName')];
    if (shown !== undefined && asked === (await visit.valueOf('/company'))) assert.equal(shown, names.get(String(asked)));
  }
  stage.demo.simulators.setFault({service: 'business', fault: 'none'});
  await visit.control('/company').fill('');
  await visit.control('/company').fill('9999999997');
  await visit.known('/companyName');
  assert.equal(await visit.valueOf('/companyName'), names.get('9999999997'));
  visit.assertNoProblems();
  await visit.close();
});
