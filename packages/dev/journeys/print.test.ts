/** The declaration on paper: both procedures, printed to PDF by the browser, as an agency gets it on its desk. */
import assert from 'node:assert/strict';
import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {getDocument} from 'pdfjs-dist/legacy/build/pdf.mjs';
import {recordedAnswers} from '../src/fixtures/recorded-answers.ts';
import {openStage, type Stage} from './demo.ts';
import {Visit} from './visit.ts';

interface FormElement extends HTMLElement {
  answers: unknown;
  mode: string;
  updateComplete: Promise<unknown>;
}

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage?.close());

interface Printed {
  readonly pages: number;
  /** In points. */
  readonly size: readonly [width: number, height: number];
  /** All text, spaces made single. */
  readonly text: string;
}

async function readPdf(bytes: Uint8Array): Promise<Printed> {
  const task = getDocument({data: new Uint8Array(bytes), verbosity: 0});
  const pdf = await task.promise;
  const first = await pdf.getPage(1);
  const [, , width = 0, height = 0] = first.view;
  const texts: string[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const {items} = await (await pdf.getPage(number)).getTextContent();
    texts.push(items.map((item) => ('str' in item ? item.str + (item.hasEOL ? ' ' : '') : '')).join(''));
  }
  const pages = pdf.numPages;
  await task.destroy();
  return {pages, size: [Math.round(width), Math.round(height)], text: texts.join(' ').replace(/\s+/gu, ' ')};
}

/** Set `EGOV_PRINTS` to a folder to look at the papers. */
async function print(visit: Visit, name: string): Promise<Printed> {
  const bytes = await visit.page.pdf({preferCSSPageSize: true, printBackground: true});
  const folder = process.env['EGOV_PRINTS'];
  if (folder) {
    await mkdir(folder, {recursive: true});
    await writeFile(join(folder, `${name}.pdf`), bytes);
  }
  return readPdf(bytes);
}

async function open(form: string, answers: string | undefined, locale: string): Promise<Visit> {
  const visit = await Visit.open(stage.browser, stage.demo);
  await visit.signIn('NGUYỄN THỊ MẪU', `/procedures/${form}/`);
  await visit.openForm(form);
  await visit.page.locator(`button[data-language="${locale}"]`).click();
  if (answers) {
    const filled: unknown = await recordedAnswers(form, answers);
    await visit.page.locator('egov-form').evaluate((element, value) => {
      (element as FormElement).answers = value;
    }, filled);
  }
  return visit;
}

async function showPaper(visit: Visit): Promise<void> {
  await visit.page.locator('egov-form').evaluate((element) => {
    (element as FormElement).mode = 'print';
  });
  await visit.page.locator('egov-form .sheet').waitFor();
  // Names of places come with their lists.
  await visit.page.waitForFunction(
    () =>
      !/\b\d{5}\b/u.test(
        document.querySelector('egov-form')?.shadowRoot?.querySelector('.sheet')?.textContent?.slice(0, 400) ?? '',
      ),
  );
}

const A4 = [595, 842];

for (const [form, answers, locale, pages, texts] of [
  [
    'khai-sinh',
    'full',
    'vi',
    2,
    [
      'Mẫu Tờ khai đăng ký khai sinh ban hành kèm theo Thông tư số 04/2024/TT-BTP',
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập - Tự do - Hạnh phúc',
      'TỜ KHAI ĐĂNG KÝ KHAI SINH',
      'NGUYỄN THỊ MẪU',
      'LÊ THỊ BÉ MẪU',
      '05/11/2026',
      'Ngày năm tháng mười một năm hai nghìn không trăm hai mươi sáu',
      'LÊ VĂN CHỒNG',
      'Tỉnh Phú Thọ',
      'Số lượng: 3 bản',
      '(Ký, ghi rõ họ, chữ đệm, tên)',
    ],
  ],
  ['khai-sinh', 'full', 'en', 2, ['DECLARATION FOR BIRTH REGISTRATION', 'LÊ THỊ BÉ MẪU', 'Female', '(Signature and full name)']],
  [
    'phu-hieu-xe',
    'reissue-rented',
    'vi',
    1,
    ['GIẤY ĐỀ NGHỊ CẤP (CẤP LẠI) PHÙ HIỆU', 'Danh sách xe đề nghị cấp phù hiệu', 'Đại diện đơn vị kinh doanh', 'Cấp lại ×'],
  ],
] as const) {
  test(`${form}, ${locale}: the official layout on A4`, async () => {
    const visit = await open(form, answers, locale);
    await showPaper(visit);
    const printed = await print(visit, `${form}-${locale}`);
    assert.deepEqual(printed.size, A4);
    assert.equal(printed.pages, pages);
    // A letter that another font draws stands a little apart: spaces are the font's, not the text's.
    const bare = (text: string): string => text.replace(/\s/gu, '');
    for (const text of texts)
      assert.ok(bare(printed.text).includes(bare(text)), `"${text}" is not on the paper: ${printed.text}`);
    // Nothing of the portal is on it.
    assert.doesNotMatch(printed.text, /Cổng dịch vụ công|Public services portal|Thông tin thủ tục|In tờ khai/u);
    const today = new Intl.DateTimeFormat('en-CA', {timeZone: 'Asia/Ho_Chi_Minh'}).format(new Date());
    assert.ok(printed.text.includes(today.slice(0, 4)));
    visit.assertNoProblems();
    await visit.close();
  });
}

test('a declaration just begun has a dotted line wherever something is to be written', async () => {
  const visit = await open('khai-sinh', undefined, 'vi');
  await showPaper(visit);
  const blanks = visit.page.locator('egov-form .sheet .blank');
  // All but the signed-in person.
  assert.ok((await blanks.count()) > 15, `${await blanks.count()} blanks`);
  const styles = await blanks.evaluateAll((nodes) => nodes.map((node) => getComputedStyle(node).borderBlockEndStyle));
  assert.ok(styles.filter((style) => style === 'dotted').length > 15);
  assert.ok((await visit.page.locator('egov-form .box').count()) === 2);
  const printed = await print(visit, 'khai-sinh-empty');
  assert.equal(printed.pages, 2);
  await visit.assertNoSidewaysScroll();
  visit.assertNoProblems();
  await visit.close();
});

test('printing the review page prints the declaration, not the screen', async () => {
  const visit = await open('phu-hieu-xe', 'reissue-rented', 'vi');
  await visit.page
    .locator('egov-form')
    .evaluate((element) => (element as unknown as {showPage(page: string): void}).showPage('review'));
  await visit.page.locator('egov-form .sheet').waitFor({state: 'attached'});
  assert.equal(await visit.page.locator('egov-form .sheet').isVisible(), false);
  const printed = await print(visit, 'phu-hieu-xe-review');
  assert.equal(printed.pages, 1);
  assert.ok(printed.text.includes('GIẤY ĐỀ NGHỊ CẤP (CẤP LẠI) PHÙ HIỆU'));
  assert.doesNotMatch(printed.text, /Xem lại và gửi|Gửi hồ sơ/u);
  visit.assertNoProblems();
  await visit.close();
});
