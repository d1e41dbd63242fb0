import type {vi} from './vi.ts';

/** English messages of the country pack, by finding code. `{name}` stands for a param. */
export const en: {readonly [code in keyof typeof vi]: string} = {
  'vn-personal-id.characters': 'A personal ID number has digits only.',
  'vn-personal-id.length': 'A personal ID number has {expected} digits; you entered {length}.',
  'vn-personal-id.future': 'This number gives a year of birth in the future. Check the fourth to sixth digits.',
  'vn-personal-id.prefix': 'The first three digits are not in the list of places of birth registration. Please check them.',
  'vn-tax-code.characters': 'A tax code has digits only, with a dash allowed before the branch number.',
  'vn-tax-code.length':
    'A tax code has 10 digits, a branch adds a dash and 3 digits, or it is the 12 digits of a personal ID; you entered {length} digits.',
  'vn-tax-code.office': 'A tax code does not begin with 00. Check the first two digits.',
  'vn-tax-code.serial': 'This tax code is not right: the third to ninth digits cannot all be 0.',
  'vn-tax-code.check-digit': 'This tax code is not right: its check digit does not match. Check each digit.',
  'vn-tax-code.branch': 'The branch number (the last three digits) goes from 001 to 999.',
  'vn-phone.characters': 'A phone number has digits only. Example: 0912 345 678.',
  'vn-phone.length': 'A mobile number has 10 digits, a landline number 11; you entered {length}.',
  'vn-phone.prefix': 'These first digits are not in the list of phone prefixes. Please check. Example: 0912 345 678.',
  'vn-plate.pattern': 'This is not a number plate. Example: 30A-123.45.',
  'vn-plate.motorbike': 'This looks like the plate of a motorbike. Please check.',
  'vn-industry-code.characters': 'An industry code has digits only. For example: 5610.',
  'vn-industry-code.length': 'An industry code of level 4 has 4 digits; you gave {length}.',
  'vn-industry-code.range': 'There is no such industry code. Codes of level 4 go from 0111 to 9900.',
  'vn-person-name.digits': 'A name has no digits.',
  'vn-person-name.characters': 'A name has only letters, spaces, apostrophes and hyphens.',
  'vn-person-name.script':
    'The name has letters that look like Latin ones and belong to another alphabet. Please delete it and type it in Latin letters.',
  'vn-person-name.length': 'A name has {minimum} to {maximum} characters.',
};
