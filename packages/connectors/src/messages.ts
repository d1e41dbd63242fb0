/** What a register and its connector share: how messages and keys are written. For who speaks as a register does. */
export type {LgspCredentials} from './adapters/token.ts';
export {readXml, writeXml} from './adapters/xml.ts';
export type {LgspSettings, TokenSettings} from './generated/configuration.ts';
export type {FaultKind, FaultList, FaultSetting} from './generated/messages.ts';
export {isSameKey, type KeyKind, nameKey} from './mapping/keys.ts';
