/** Addresses: the entry `@egov-form/vietnam/addresses`. The tables are fetched when first needed. */
export {type Commune, type CommuneType, communeName, findCommune, loadCommunes} from './communes.ts';
export {type Address, type FormatAddressOptions, formatAddress} from './format-address.ts';
export {type FormerCommune, type FormerCommunes, loadFormerCommunes} from './former-communes.ts';
export {toReadablePlace} from './place-names.ts';
export {type AddressRecord, type AddressResolution, explainAddress, resolveAddress} from './resolve-address.ts';
