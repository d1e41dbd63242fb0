export {CONNECTOR_PACK} from './connector-pack.ts';
export type {
  AttributeSettings,
  ConnectorConfiguration,
  ConnectorSettings,
  ServiceMapping,
} from './generated/configuration.ts';
export {isLoopback} from './loopback.ts';
export {isOlder} from './mapping/read-answer.ts';
export {
  type ConnectorPolicy,
  type ConnectorSurroundings,
  type Connectors,
  openConnectors,
} from './open-connectors.ts';
export {
  createIndustryCodes,
  createOptionRegister,
  type IndustryCodesOptions,
  OPTION_ATTRIBUTES,
  type OptionList,
  type OptionQuestion,
  type OptionRegisterOptions,
  OptionTrouble,
} from './option-register.ts';
export type {
  AddressResolver,
  RawAddress,
  Register,
  RegisterAnswer,
  RegisterRequest,
  RegisterTrouble,
  Requester,
} from './register.ts';
export {SERVICES} from './services/index.ts';
