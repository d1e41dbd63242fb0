export {type Commune, type CommuneType, communeName, findCommune} from './addresses/communes.ts';
export {type Address, type FormatAddressOptions, formatAddress} from './addresses/format-address.ts';
export {
  FORMER_PROVINCES,
  type FormerProvince,
  findProvince,
  PROVINCES,
  type Province,
  type ProvinceType,
  provinceName,
  provinceType,
  TWO_LEVEL_ERA,
} from './addresses/provinces.ts';
export {parseIndustryCode} from './identifiers/industry-code.ts';
export {checkPersonalId, maskPersonalId, type PersonalId, parsePersonalId} from './identifiers/personal-id.ts';
export {type Phone, parsePhone} from './identifiers/phone.ts';
export {type Plate, parsePlate} from './identifiers/plate.ts';
export {parseTaxCode, type TaxCode, type TaxCodeKind} from './identifiers/tax-code.ts';
export {COUNTRY_CODES} from './lists/countries.ts';
export {ETHNIC_GROUPS, type EthnicGroup, findEthnicGroup} from './lists/ethnic-groups.ts';
export {vietnam} from './pack.ts';
export {dateInWords, longDate, shortDate} from './words/date-words.ts';
export {fold, matchesSearch, sameText, spellingKey} from './words/fold.ts';
export {moneyInWords} from './words/money.ts';
export {numberInWords} from './words/number-words.ts';
export {checkPersonName, toPopulationKey, toReadableName} from './words/person-name.ts';
