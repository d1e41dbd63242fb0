/**
 * Birth notice (giấy chứng sinh), written by the hospital where a child is born.
 *
 * Source  Wording of the form of circular 56/2017/TT-BYT, and what the text of circular 22/2025/TT-BYT (in force
 *         2025-10-01) says of its own form, which was not found (2026-11). Hospitals vary the layout, so rows are found by
 *         their labels.
 * Limits  Handwriting is not read. A reading that fails its format is dropped, never mended.
 */
import type {DocumentNature, Fact, Json} from '@egov-form/core';
import {labelKey} from './label-key.ts';
import {factOf, type Label, type LabelledValue, labelledValues, textOf} from './labelled-values.ts';
import {type PageLine, pageLines} from './page-lines.ts';
import {readDate, readGender, readName, readPersonalId, readWeightGrams} from './value-readers.ts';

const LABELS: readonly Label[] = [
  {name: 'noticeNumber', spellings: ['Số'], colon: true},
  {name: 'book', spellings: ['Quyển số', 'Quyển']},
  {
    name: 'motherName',
    spellings: ['Họ và tên mẹ', 'Họ và tên mẹ/Người nuôi dưỡng', 'Họ, chữ đệm, tên mẹ', 'Họ, chữ đệm và tên mẹ', 'Họ tên mẹ'],
  },
  {name: 'fatherName', spellings: ['Họ và tên cha', 'Họ, chữ đệm, tên cha', 'Họ và tên bố']},
  {name: 'motherBirthDate', spellings: ['Năm sinh', 'Ngày sinh', 'Ngày, tháng, năm sinh', 'Sinh ngày']},
  {
    name: 'motherCitizenId',
    spellings: [
      'Số định danh cá nhân',
      'Số ĐDCN',
      'Số định danh cá nhân/CCCD',
      'Số căn cước',
      'Giấy CMND/Thẻ căn cước/Hộ chiếu số',
      'CMND/CCCD/Hộ chiếu số',
      'Số CMND/CCCD/Hộ chiếu',
      'Số CCCD',
    ],
  },
  {name: 'insurance', spellings: ['Mã số BHXH/Thẻ BHYT số', 'Mã số BHXH', 'Thẻ BHYT số']},
  {name: 'idIssuedOn', spellings: ['Ngày cấp']},
  {name: 'idIssuedBy', spellings: ['Nơi cấp']},
  {name: 'ethnicity', spellings: ['Dân tộc']},
  {name: 'residence', spellings: ['Nơi đăng ký thường trú', 'Nơi thường trú', 'Nơi cư trú', 'Địa chỉ'], wraps: true},
  {name: 'birthTime', spellings: ['Đã sinh con vào lúc', 'Đã sinh con lúc', 'Sinh con vào lúc']},
  {name: 'birthPlace', spellings: ['Tại'], colon: true, wraps: true},
  {name: 'birthPlace', spellings: ['Nơi sinh', 'Sinh tại'], wraps: true},
  {name: 'count', spellings: ['Số con trong lần sinh này', 'Số lần sinh', 'Số con hiện sống', 'Số con sinh ra lần này']},
  {name: 'childGender', spellings: ['Giới tính của con', 'Giới tính con', 'Giới tính']},
  {name: 'childWeight', spellings: ['Cân nặng', 'Cân nặng của con']},
  {name: 'condition', spellings: ['Hiện trạng con', 'Tình trạng con', 'Tình trạng sức khỏe']},
  {name: 'childName', spellings: ['Dự định đặt tên con là', 'Dự kiến đặt tên con là', 'Dự kiến đặt tên', 'Tên dự kiến của con']},
  {name: 'note', spellings: ['Ghi chú', 'Lưu ý']},
];

/** Readers by label; the fact's name is the label's. */
const READERS: {readonly [fact: string]: (text: string) => Json | undefined} = {
  noticeNumber: (text) => /^[\p{L}\p{N}][\p{L}\p{N}./-]{0,29}$/u.exec(text.split(' ')[0] ?? '')?.[0],
  motherName: readName,
  motherCitizenId: readPersonalId,
  motherBirthDate: readDate,
  childName: readName,
  childGender: readGender,
  childWeight: readWeightGrams,
  birthPlace: (text) => (text.length >= 4 ? text : undefined),
};

/** `… giờ … phút, ngày 03 tháng 11 năm 2026`: the date stands behind the word "ngày". */
function readBirthDate(text: string): string | undefined {
  const date = readDate(text.replace(/^.*?ng[aà]y/iu, ''));
  return date !== undefined && date.length === 10 ? date : undefined;
}

/** The place and date above the signatures: the last row that reads `…, ngày … tháng … năm …` and holds no label of a value. */
function issueDate(lines: readonly PageLine[]): Fact | undefined {
  const label: Label = {name: 'issuedOn', spellings: ['ngày']};
  for (const line of [...lines].reverse()) {
    const text = line.words.map((word) => word.text).join(' ');
    if (!/ng[aà]y\s+\d{1,2}\s+th[aá]ng/iu.test(text) || labelKey(text).includes('sinhcon')) continue;
    const read = labelledValues([line], [label])[0];
    const value = read && readDate(textOf(read));
    if (read && value?.length === 10) return factOf(value, read);
  }
  return undefined;
}

/** Each fact has the confidence of its weakest word; `childWeight` is in grams. */
export const birthNotice: DocumentNature = {
  name: 'vn.birth-notice',
  title: {vi: 'Giấy chứng sinh', en: 'Birth notice'},
  facts: (
    'motherName motherCitizenId motherBirthDate childName childBirthDate childGender childWeight birthPlace noticeNumber ' +
    'issuedOn'
  ).split(' '),
  extract(pages) {
    const lines = pageLines(pages);
    const facts: {[fact: string]: Fact} = {};
    const add = (name: string, value: Json | undefined, read: LabelledValue): void => {
      if (value !== undefined && !facts[name]) facts[name] = factOf(value, read);
    };
    for (const read of labelledValues(lines, LABELS)) {
      if (read.words.length === 0) continue;
      if (read.name === 'birthTime') add('childBirthDate', readBirthDate(textOf(read)), read);
      else add(read.name, READERS[read.name]?.(textOf(read)), read);
    }
    const issued = issueDate(lines);
    if (issued) facts['issuedOn'] = issued;
    return facts;
  },
};
