import assert from 'node:assert/strict';
import {readdir} from 'node:fs/promises';
import {after, before, test} from 'node:test';
import {makeBirthNoticeScanPdf, makeBirthNoticeTextPdf} from '../src/fixtures/birth-notice.ts';
import {makeCitizenCardJpeg} from '../src/fixtures/citizen-card.ts';
import {birthNotice, requesterCard} from '../src/fixtures/fictional-people.ts';
import {openStage, type Stage} from './demo.ts';
import {readDossier} from './dossier.ts';
import {type ChosenFile, READING_MS, Visit, wordsOf} from './visit.ts';

let stage: Stage;
let card: ChosenFile;
/** The hospital wrote another name for the mother than the register has: the disagreement that must be shown. */
let notice: ChosenFile;
/** The same with a text layer. */
let printed: ChosenFile;

before(async () => {
  stage = await openStage();
  const {browser} = stage;
  card = {name: 'can-cuoc.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(await makeCitizenCardJpeg(requesterCard, {browser}))};
  const planted = {...birthNotice, motherName: 'NGUYỄN THỊ MẬN'};
  printed = {
    name: 'giay-chung-sinh-dien-tu.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from(await makeBirthNoticeTextPdf(planted, browser)),
  };
  notice = {
    name: 'giay-chung-sinh.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from(await makeBirthNoticeScanPdf(planted, {browser})),
  };
});

after(() => stage?.close());

const codes: string[] = [];

/** Whose word the person says is wrong at an answer, and their note. */
function statementAt({page}: Visit, pointer: string): Promise<readonly unknown[]> {
  return page.locator('egov-form').evaluate((element, at) => {
    const {model} = element as unknown as {
      model: {field(pointer: string): {decision?: {wrong?: string; note?: string}}};
    };
    const {wrong, note} = model.field(at).decision ?? {};
    return [wrong, note];
  }, pointer);
}

test('a card alone fills when the register cannot be asked, and agrees with it afterwards', async () => {
  const visit = await Visit.open(stage.browser, stage.demo);
  stage.demo.simulators.setFault({service: 'population', fault: 'down'});
  try {
    await visit.signIn('NGUYỄN THỊ MẪU', '/procedures/khai-sinh/');
    await visit.openForm('khai-sinh');
    // The number on the card asks the register by itself: that one must have failed too before the register is mended.
    const told = visit.page.waitForResponse(
      (response) =>
        response.url().endsWith('/api/lookups/population') &&
        (response.request().postData() ?? '').includes(requesterCard.citizenId),
      {timeout: READING_MS},
    );
    await visit.attach('citizenCard', card);
    await visit.read('citizenCard');
    await told;
    await visit
      .field('/requester/citizenId')
      .locator('[part~="lookup-state"]')
      .filter({hasText: /không|chưa/iu})
      .waitFor();
    for (const pointer of ['/requester/citizenId', '/requester/fullName', '/requester/birthDate']) {
      assert.equal(await visit.originOf(pointer), 'document', pointer);
    }
    assert.equal(await visit.valueOf('/requester/birthDate'), requesterCard.birthDate);
    // Mended, it may not tell of the card, and knows the residence of five years ago; then it has no card on file.
    for (const [members, told] of [
      [
        {CanCuoc: 'denied', NoiOHienTai: 'outdated'},
        [
          ['not-permitted', /không được cung cấp cho thủ tục này/u],
          ['stale', /đã cũ \(từ \d\d\/\d\d\/\d{4}\): Nơi cư trú/u],
        ],
      ],
      [{CanCuoc: 'absent'}, [['absent', /Cơ sở dữ liệu không có/u]]],
    ] as const) {
      stage.demo.simulators.setFault({service: 'population', fault: 'altered', members});
      const said = await visit.page.locator('egov-form #egov-live').evaluateHandle((live) => {
        const texts: string[] = [];
        const note = (): void => void (live.textContent && texts.push(live.textContent));
        new MutationObserver(note).observe(live, {childList: true, characterData: true, subtree: true});
        return texts;
      });
      const panel = visit.page.locator('egov-form [part~="lookup"]').first();
      await panel.getByRole('button', {name: /tra cứu lại|lấy thông tin/iu}).click();
      for (const [reason, words] of told)
        await visit.page
          .locator(`egov-form [part~="facts-absent"][data-reason="${reason}"]`)
          .filter({hasText: words})
          .first()
          .waitFor();
      const announced = await said.jsonValue();
      assert.ok(announced.length <= 2, announced.join(' | '));
      for (const [, words] of told) assert.match(announced.at(-1) ?? '', words);
    }
  } finally {
    stage.demo.simulators.setFault({service: 'population', fault: 'none'});
  }
  assert.equal(await visit.originOf('/requester/fullName'), 'register');
  const verdicts = visit.slot('citizenCard').locator('[data-verdict]');
  assert.ok((await verdicts.count()) >= 3);
  assert.equal(await visit.slot('citizenCard').locator('[data-verdict="different"]').count(), 0);
  visit.assertNoProblems();
  await visit.close();
});

for (const width of [1280, 360]) {
  test(`a birth is registered from one number, ${width} px wide`, async () => {
    const visit = await Visit.open(stage.browser, stage.demo, {width});
    const {page} = visit;
    await visit.signIn('NGUYỄN THỊ MẪU', '/procedures/khai-sinh/');
    await visit.openForm('khai-sinh');

    // Who is signed in types nothing of themselves.
    await visit.known('/requester/fullName');
    assert.ok((await visit.factsShown()) >= 6, `only ${await visit.factsShown()} values are shown`);
    assert.equal(await visit.field('/requester/fullName').count(), 0, 'what is known is not asked');
    assert.equal(await visit.valueOf('/requester/citizenId'), '026190000042');
    assert.equal(await visit.originOf('/requester/birthDate'), 'register');

    // What the register knows needs no photo of the card.
    assert.equal(await visit.slot('citizenCard').locator('input[type=file]').count(), 0);

    await visit.choose('/requester/relation', 'Mẹ');
    await visit
      .choose('/situation', 'Khai sinh thông thường')
      .catch(() => visit.field('/situation').locator('input').first().check());
    // What she gave herself is asked once: where she wished it, her last application is at hand.
    const phone = visit.field('/requester/phone');
    if (width === 1280) await visit.type('/requester/phone', '0912 345 678');
    else {
      const offer = phone.locator('[part~="kept"]');
      assert.match(await wordsOf(offer), /^Từ hồ sơ Ông\/Bà gửi .*0912/u);
      assert.equal(await visit.valueOf('/requester/phone'), undefined, 'nothing is filled unasked');
      await offer.getByRole('button').click();
      await phone.getByText('Từ hồ sơ gửi lúc').waitFor();
      assert.equal(await visit.originOf('/requester/phone'), 'earlier');
    }
    await visit.assertNoSidewaysScroll();

    // The mother is the requester: nothing is asked twice, and her page is none.
    assert.equal(await visit.valueOf('/mother/citizenId'), '026190000042');
    assert.equal(await visit.originOf('/requester/ethnicity'), 'register');
    assert.equal(await visit.originOf('/mother/ethnicity'), 'computed');
    await page.locator('egov-form [part~="appended"]', {hasText: 'Người mẹ'}).waitFor();

    // The register of marriages proposes the father, and does not say who he is.
    const proposal = page.locator('egov-proposal[data-proposal="husband"]');
    await proposal.getByText('L*** V*** C***, sinh năm 1988').waitFor();
    assert.equal(await visit.valueOf('/father/citizenId'), undefined, 'nobody is filled unasked');
    if (width === 1280) {
      await proposal.getByRole('textbox').fill('1/5');
      await proposal.getByRole('button', {name: 'Đúng người này'}).click();
      await page.locator('egov-form [part~="appended"]', {hasText: 'Người cha'}).waitFor();
      assert.equal(await visit.originOf('/father/citizenId'), 'register');
      assert.equal(await visit.originOf('/marriage/number'), 'register');
    } else {
      // The father by ID and date of birth.
      await proposal.getByRole('button', {name: 'Không phải'}).click();
      await visit.next();
      await visit.type('/father/citizenId', '026088000045');
      await visit.field('/father/citizenId').locator('[part~="lookup"]').getByText(/ngày/iu).first().waitFor();
      assert.equal(await visit.valueOf('/father/fullName'), undefined, 'an ID alone says nothing about somebody else');
      await visit.type('/father/birthDate', '1/5/1988');
      await visit.known('/father/fullName');
    }
    assert.equal(await visit.originOf('/father/residence'), 'register');
    await visit.next();

    // The scanned notice is read by OCR, fills the child's part, and contradicts the mother's name.
    await visit.attach('birthNotice', notice);
    await visit.read('birthNotice');
    assert.equal(await visit.valueOf('/child/birthDate'), birthNotice.childBirthDate);
    assert.equal(await visit.originOf('/child/birthDate'), 'document');
    assert.equal(
      String(await visit.valueOf('/child/birthDateWords'))
        .toLowerCase()
        .includes('tháng mười một'),
      true,
    );
    const different = visit.slot('birthNotice').locator('[data-verdict="different"]');
    assert.equal(await different.count(), 1);
    assert.match(await wordsOf(different), /mẹ/iu);
    if ((await visit.valueOf('/child/fullName')) === undefined) await visit.type('/child/fullName', 'Lê Nguyễn Bảo An');

    // A reload keeps everything: answers, sources, page and files.
    await page.locator('egov-form [part~="draft"][data-state="saved"]').waitFor();
    const kept = await visit.answers();
    await page.reload();
    await visit.openForm('khai-sinh');
    await visit.slot('birthNotice').locator('[part~="file"][data-state="ready"]').waitFor();
    assert.deepEqual(await visit.answers(), kept);
    assert.equal(await visit.originOf('/requester/fullName'), 'register');
    assert.equal(await visit.slot('birthNotice').locator('[data-verdict="different"]').count(), 1);
    await visit.assertNoSidewaysScroll();
    // One says which side is wrong, with a note; the other sends it as it is, and is asked once.
    const states = width === 1280;
    if (states) {
      const difference = visit.slot('birthNotice').locator('[part~="settle"]');
      // Where the database is put right is said; on second thoughts another file is at hand, which says the same.
      await difference.getByRole('button', {name: /Cơ sở dữ liệu ghi sai/u}).click();
      await difference.locator('[part~="settle-where"]').filter({hasText: 'công an xã'}).waitFor();
      await difference.getByRole('textbox').fill('Sai tên đệm.');
      await difference.getByRole('textbox').press('Tab');
      assert.deepEqual(await statementAt(visit, '/mother/fullName'), ['register', 'Sai tên đệm.']);
      await difference.getByRole('button', {name: /Chọn tệp khác/u}).click();
      await difference.waitFor({state: 'detached'});
      await visit.attach('birthNotice', printed);
      await visit.read('birthNotice');
      assert.equal(await visit.valueOf('/child/birthDate'), birthNotice.childBirthDate);
      await difference.getByRole('button', {name: /Giấy tờ ghi sai/u}).click();
      await difference.getByRole('textbox').fill('In nhầm ở bệnh viện.');
      await difference.getByRole('textbox').press('Tab');
      await visit.slot('birthNotice').locator('[data-verdict="settled"]').waitFor();
    }

    await visit.choose('/copies/want', 'Có');
    await visit.type('/copies/count', '2');
    await visit.next();

    // Review, declare, send.
    await page.locator('egov-form [part~="review-page"]').first().waitFor();
    await visit.assertNoSidewaysScroll();
    if (states) await page.locator('egov-form [part~="decided"]').filter({hasText: 'Ghi chú: In nhầm ở bệnh viện.'}).waitFor();
    await page.locator('egov-form [part~="declaration"] input[type=checkbox]').check();
    if (!states) {
      await page.locator('egov-form [part~="send"]').click();
      // That a paper says otherwise is asked about once; the person knows.
      await page.locator('egov-form [part~="summary"]').getByText('bấm nút một lần nữa').waitFor();
    }
    // The same birth once more: it is told, and taken once the person says that another one is meant.
    if (codes.length > 0) {
      visit.expect(/409/u);
      await page.locator('egov-form [part~="send"]').click();
      await page.getByRole('checkbox', {name: /việc khác/u}).check();
    }
    if (width === 1280) await page.locator('egov-form [part~="keep"]').getByRole('checkbox').check();
    const code = await visit.send();
    assert.match(code, /^H44\.12\.03-[0-9]{6}-[0-9]{4,6}$/u);
    codes.push(code);

    // The citizen finds it under "my dossiers".
    await page.goto(`${stage.demo.url}/dossiers.html`);
    await page.getByText(code).first().waitFor();
    // What she had kept is there, until she removes it.
    const remove = page.getByRole('button', {name: 'Xóa: Số điện thoại'});
    await remove.waitFor();
    if (width === 360) {
      await remove.click();
      await remove.waitFor({state: 'detached'});
    }
    visit.assertNoProblems();
    await visit.close();
  });
}

test('the dossiers stand in the database with their origins, the files beside it', async () => {
  await stage.demo.close();
  assert.equal(codes.length, 2);
  for (const code of codes) {
    const dossier = await readDossier(stage.folder, code);
    assert.equal(dossier.form, 'khai-sinh');
    assert.equal((dossier.answers as {requester: {citizenId: string}}).requester.citizenId, '026190000042');
    assert.equal(dossier.marks['/requester/fullName'], 'register');
    assert.equal(dossier.marks['/father/fullName'], 'register');
    assert.equal(dossier.marks['/child/birthDate'], 'document');
    assert.equal(dossier.marks['/child/birthDateWords'], 'computed');
    assert.equal(dossier.marks['/copies/count'], undefined, 'no mark is the own word of the person');
    assert.equal(dossier.files.length, 1);
  }
  const kept = await readdir(stage.folder, {recursive: true});
  assert.ok(
    kept.some((name) => name.includes(codes[0] ?? '?')),
    'the files lie in a folder of the dossier',
  );
});
