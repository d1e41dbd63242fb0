export {type Commune, type CommuneType, communeName, findCommune} from './communes.ts';
export {COUNTRY_CODES} from './countries.ts';
export {dateInWords, longDate, shortDate} from './date-words.ts';
export {ETHNIC_GROUPS, type EthnicGroup, findEthnicGroup} from './ethnic-groups.ts';
export {fold, matchesSearch, sameText, spellingKey} from './fold.ts';
export {type Address, type FormatAddressOptions, formatAddress} from './format-address.ts';
export {parseIndustryCode} from './industry-code.ts';
export {moneyInWords} from './money.ts';
export {numberInWords} from './number-words.ts';
export {vietnam} from './pack.ts';
export {checkPersonName, toPopulationKey, toReadableName} from './person-name.ts';
export {checkPersonalId, maskPersonalId, type PersonalId, parsePersonalId} from './personal-id.ts';
export {type Phone, parsePhone} from './phone.ts';
export {type Plate, parsePlate} from './plate.ts';
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
} from './provinces.ts';
export {parseTaxCode, type TaxCode, type TaxCodeKind} from './tax-code.ts';
