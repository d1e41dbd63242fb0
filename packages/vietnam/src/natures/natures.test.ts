import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {DigitizedPage, DocumentCode, Fact} from '@egov-form/core';
import {birthNotice} from './birth-notice.ts';
import {citizenCard} from './citizen-card.ts';

/** A page as the reader hands it over: rows of words, each word with a box and a confidence. */
function pageOf(text: string, confidence = 0.95, from: 'ocr' | 'text-layer' = 'ocr'): DigitizedPage {
  const words = text.split('\n').flatMap((line, row) =>
    line.split(' ').map((word, column) => ({
      text: word,
      confidence,
      box: {x0: column * 100, y0: row * 40, x1: column * 100 + 90, y1: row * 40 + 30},
    })),
  );
  return {number: 1, width: 1654, height: 2339, from, text, words};
}

const values = (facts: {readonly [fact: string]: Fact}): {[fact: string]: unknown} =>
  Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, fact.value]));

const code = (text: string): DocumentCode => ({kind: 'qr', text, page: 1});

test('a card is read by its code: seven fields or more, never from the end', () => {
  const fields = '026190000042|135000042|NGUYỄN THỊ MẪU|14021990|Nữ|Số 12, phường Vĩnh Phúc|15062021';
  const expected = {
    citizenId: '026190000042',
    idDocumentNumber: '026190000042',
    oldIdNumber: '135000042',
    fullName: 'NGUYỄN THỊ MẪU',
    birthDate: '1990-02-14',
    gender: 'female',
    residenceText: 'Số 12, phường Vĩnh Phúc',
    idDocumentIssuedOn: '2021-06-15',
  };
  const facts = citizenCard.extract([], [code(fields)]);
  assert.deepEqual(values(facts), expected);
  assert.ok(Object.values(facts).every((fact) => fact.from === 'qr' && fact.confidence === 1));
  assert.deepEqual(values(citizenCard.extract([], [code(`${fields}|NGUYỄN VĂN CHA|TRẦN THỊ MẸ||`)])), expected);
});

test('a code without an old number, or with a wrong field, gives the rest', () => {
  const {oldIdNumber, birthDate, fullName} = values(
    citizenCard.extract([], [code('026190000042||NGUYỄN THỊ MẪU|31021990|Nữ|Ở đây|15062021')]),
  );
  assert.deepEqual([oldIdNumber, birthDate, fullName], [undefined, undefined, 'NGUYỄN THỊ MẪU']);
});

test('other codes are no cards', () => {
  for (const text of ['https://example.com', '026190000042', 'a|b|c|d|e|f|g', '02619000004|||||||', '|026190000042|||||'])
    assert.deepEqual(citizenCard.extract([], [code(text)]), {}, text);
});

test('a card without its code is read by its labels', () => {
  const page = pageOf(
    'CĂN CƯỚC CÔNG DÂN\nSố /No.: 026190000042\nHọ và tên / Full name:\nNGUYỄN THỊ MẪU\nNgày sinh / Date of birth: 14/02/1990\nGiới tính / Sex: Nữ Quốc tịch / Nationality: Việt Nam\nQuê quán / Place of origin: Vĩnh Yên, Vĩnh Phúc\nNơi thường trú / Place of residence: Số 12, đường Hoa Ban,\nphường Vĩnh Phúc, tỉnh Phú Thọ\nCó giá trị đến: 14/02/2030',
  );
  assert.deepEqual(values(citizenCard.extract([page], [])), {
    citizenId: '026190000042',
    idDocumentNumber: '026190000042',
    fullName: 'NGUYỄN THỊ MẪU',
    birthDate: '1990-02-14',
    gender: 'female',
    residenceText: 'Số 12, đường Hoa Ban, phường Vĩnh Phúc, tỉnh Phú Thọ',
  });
});

/** The wording of circular 56/2017, with misread letters, wrapped values and rests of leaders. */
const OLD_FORM = `BỆNH VIỆN ĐA KHOA MẪU Số: 45
Quyển số: 02
GIẦY CHỨNG SINH
Hợ và tên mẹ/Người nuôi dưỡng: TRẦN THỊ THỬ ......
Năm sinh: 1995
Nơi đăng ký thường trú: Thôn Một, xã Mẫu,
tỉnh Phú Thọ
Mã số BHXH/Thẻ BHYT số: 2600000001
Giấy CMND/Thẻ căn cước/Hộ chiếu số: 026195000017
Ngày cấp: 01/02/2022 Nơi cấp: Cục Cảnh sát
Dân tộc: Kinh
Họ và tên cha: LÊ VĂN THỬ
Đã sinh con vào lúc: 23 giờ 05 phút, ngày 9 tháng 1 năm 2026
Tại: Bệnh viện Đa khoa Mẫu
Số con trong lần sinh này: 1
Giới tính của con: Nữ Cân nặng: 2.900 gram
Dự định đặt tên con là: LÊ THỊ HOA
Ghi chú: ....
Phú Thọ, ngày 10 tháng 01 năm 2026
Cha, mẹ, người nuôi dưỡng Người đỡ đẻ`;

test('a birth notice in the older wording', () => {
  assert.deepEqual(values(birthNotice.extract([pageOf(OLD_FORM)], [])), {
    noticeNumber: '45',
    motherName: 'TRẦN THỊ THỬ',
    motherBirthDate: '1995',
    motherCitizenId: '026195000017',
    childBirthDate: '2026-01-09',
    birthPlace: 'Bệnh viện Đa khoa Mẫu',
    childGender: 'female',
    childWeight: 2900,
    childName: 'LÊ THỊ HOA',
    issuedOn: '2026-01-10',
  });
});

test('a fact has the confidence of its weakest word and a box around its words', () => {
  const page = pageOf('Họ và tên mẹ: TRẦN THỊ THỬ');
  const shaky = {...page, words: page.words.map((word) => (word.text === 'THỊ' ? {...word, confidence: 0.41} : word))};
  const {motherName} = birthNotice.extract([shaky], []);
  assert.equal(motherName?.confidence, 0.41);
  assert.deepEqual(motherName?.box, {x0: 400, y0: 0, x1: 690, y1: 30});
});

test('what fails its format is dropped, not mended', () => {
  const facts = birthNotice.extract(
    [pageOf('Họ và tên mẹ: TR4N THỊ THỬ\nSố định danh cá nhân: 02619500001\nGiới tính của con: Nhím\nCân nặng: 99 g')],
    [],
  );
  assert.deepEqual(facts, {});
});

test('a house number is no notice number, and "tại" inside an address is no place of birth', () => {
  const facts = birthNotice.extract(
    [pageOf('Nơi cư trú: Số 12, đường Hoa Ban,\nSố 4 tại xã Mẫu\nHọ và tên cha: LÊ VĂN THỬ')],
    [],
  );
  assert.deepEqual(facts, {});
});

test('a page of something else says nothing', () => {
  assert.deepEqual(birthNotice.extract([pageOf('HÓA ĐƠN TIỀN ĐIỆN\nTổng cộng 350.000 đồng')], []), {});
  assert.deepEqual(birthNotice.extract([], []), {});
  assert.deepEqual(citizenCard.extract([], []), {});
});
