/**
 * Citizen card (thẻ căn cước, thẻ căn cước công dân), front or back.
 *
 * Source  The card's QR code, as printed since 2021: fields parted by `|`: number, old nine-digit number (may be empty),
 *         full name, date of birth `ddmmyyyy`, sex, residence, date of issue `ddmmyyyy`; cards since July 2024 append
 *         more. Not published by an instrument that we know; consistent over public descriptions (2026-11).
 * Limits  The text is not signed: the code proves what is printed, not who issued it.
 */
import type {DigitizedPage, DocumentCode, DocumentNature, Fact} from '@egov-form/core';
import {factOf, type Label, labelledValues, textOf} from './labelled-values.ts';
import {pageLines} from './page-lines.ts';
import {readDate, readGender, readName, readPackedDate, readPersonalId} from './value-readers.ts';

type Facts = {[fact: string]: Fact};

const LABELS: readonly Label[] = [
  {name: 'citizenId', spellings: ['Số / No.', 'Số định danh cá nhân', 'Số định danh cá nhân / Personal identification number']},
  {
    name: 'fullName',
    spellings: ['Họ và tên / Full name', 'Họ, chữ đệm và tên khai sinh / Full name', 'Họ, chữ đệm và tên khai sinh'],
  },
  {name: 'birthDate', spellings: ['Ngày sinh / Date of birth', 'Ngày, tháng, năm sinh / Date of birth', 'Ngày, tháng, năm sinh']},
  {name: 'gender', spellings: ['Giới tính / Sex']},
  {name: 'nationality', spellings: ['Quốc tịch / Nationality']},
  {name: 'homeTown', spellings: ['Quê quán / Place of origin']},
  {name: 'residenceText', spellings: ['Nơi thường trú / Place of residence', 'Nơi cư trú / Place of residence'], wraps: true},
  {name: 'expiry', spellings: ['Có giá trị đến', 'Date of expiry']},
];

function factsOfCode(code: DocumentCode): Facts {
  const parts = code.text.split('|').map((part) => part.trim());
  const [id = '', oldId = '', name = '', birth = '', sex = '', residence = '', issued = ''] = parts;
  const citizenId = readPersonalId(id);
  // The number comes first and there are at least seven fields; anything else is some other code.
  if (parts.length < 7 || citizenId === undefined || citizenId !== id) return {};
  const facts: Facts = {};
  const add = (fact: string, value: string | undefined): void => {
    if (value) facts[fact] = {value, confidence: 1, page: code.page, from: 'qr', ...(code.box ? {box: code.box} : {})};
  };
  add('citizenId', citizenId);
  add('idDocumentNumber', citizenId);
  add('oldIdNumber', /^\d{9}$/u.test(oldId) ? oldId : undefined);
  add('fullName', readName(name));
  add('birthDate', readPackedDate(birth));
  add('gender', readGender(sex));
  add('residenceText', residence);
  add('idDocumentIssuedOn', readPackedDate(issued));
  return facts;
}

function factsOfText(pages: readonly DigitizedPage[]): Facts {
  const facts: Facts = {};
  for (const read of labelledValues(pageLines(pages), LABELS)) {
    if (read.words.length === 0 || facts[read.name]) continue;
    const text = textOf(read);
    const value = READERS[read.name]?.(text);
    if (value === undefined) continue;
    facts[read.name] = factOf(value, read);
    if (read.name === 'citizenId') facts['idDocumentNumber'] = factOf(value, read);
  }
  return facts;
}

const READERS: {readonly [fact: string]: (text: string) => string | undefined} = {
  citizenId: readPersonalId,
  fullName: readName,
  birthDate: readDate,
  gender: readGender,
  residenceText: (text) => text,
};

/** Its facts come from the QR code with certainty, else from the labels of the front in the recognised text. */
export const citizenCard: DocumentNature = {
  name: 'vn.citizen-card',
  title: {vi: 'Thẻ căn cước', en: 'Citizen identity card'},
  facts: 'citizenId idDocumentNumber oldIdNumber fullName birthDate gender residenceText idDocumentIssuedOn'.split(' '),
  extract(pages, codes) {
    for (const code of codes) {
      const facts = code.kind === 'qr' ? factsOfCode(code) : {};
      if (facts['citizenId']) return facts;
    }
    return factsOfText(pages);
  },
};
