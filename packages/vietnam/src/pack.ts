import type {Pack} from '@egov-form/core';
import {communeOptions} from './addresses/communes.ts';
import {provinceOptions} from './addresses/provinces.ts';
import {identityDocumentOptions} from './identifiers/identity-documents.ts';
import {industryCodeFormat} from './identifiers/industry-code.ts';
import {personalIdFormat, personalIdGender, personalIdYear} from './identifiers/personal-id.ts';
import {phoneFormat} from './identifiers/phone.ts';
import {plateFormat} from './identifiers/plate.ts';
import {taxCodeFormat} from './identifiers/tax-code.ts';
import {bankOptions} from './lists/banks.ts';
import {countryOptions} from './lists/countries.ts';
import {ethnicGroupOptions} from './lists/ethnic-groups.ts';
import {en} from './messages/en.ts';
import {vi} from './messages/vi.ts';
import {dateWords} from './words/date-words.ts';
import {sameText} from './words/fold.ts';
import {moneyFormat} from './words/money.ts';
import {personNameFormat} from './words/person-name.ts';

/**
 * Everything of Viet Nam that a form may name: give it to `createForm` among the packs. Only the reader of papers needs their
 * natures, which are of some size: they are in `@egov-form/vietnam/natures`, and `{natures}` is a pack too. So are the kinds of
 * questions, for those who make forms: `@egov-form/vietnam/field-types`.
 */
export const vietnam: Pack = {
  formats: [personalIdFormat, taxCodeFormat, phoneFormat, plateFormat, personNameFormat, moneyFormat, industryCodeFormat],
  optionLists: [ethnicGroupOptions, provinceOptions, communeOptions, identityDocumentOptions, countryOptions, bankOptions],
  functions: [dateWords, personalIdYear, personalIdGender],
  messages: {vi, en},
  sameText,
  address: {
    levels: [
      {member: 'provinceCode', list: provinceOptions.name},
      {member: 'communeCode', list: communeOptions.name},
    ],
    detail: 'detail',
    former: 'legacyText',
    // Codes of the two-level lists; some of them named other places before.
    beside: {era: '2025-07-01'},
  },
  banks: bankOptions.name,
  // Decree 30/2020/NĐ-CP, annex I.
  printHeading: [
    {vi: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', en: 'SOCIALIST REPUBLIC OF VIET NAM'},
    {vi: 'Độc lập - Tự do - Hạnh phúc', en: 'Independence - Freedom - Happiness'},
  ],
};
