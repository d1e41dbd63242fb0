import type {Pack} from '@egov-form/core';
import {bankOptions} from './banks.ts';
import {communeOptions} from './communes.ts';
import {countryOptions} from './countries.ts';
import {dateWords} from './date-words.ts';
import {ethnicGroupOptions} from './ethnic-groups.ts';
import {sameText} from './fold.ts';
import {identityDocumentOptions} from './identity-documents.ts';
import {industryCodeFormat} from './industry-code.ts';
import {en} from './messages/en.ts';
import {vi} from './messages/vi.ts';
import {moneyFormat} from './money.ts';
import {personNameFormat} from './person-name.ts';
import {personalIdFormat, personalIdGender, personalIdYear} from './personal-id.ts';
import {phoneFormat} from './phone.ts';
import {plateFormat} from './plate.ts';
import {provinceOptions} from './provinces.ts';
import {taxCodeFormat} from './tax-code.ts';

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
};
