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
export {declaredAnswer} from './questions/lookup-answer.ts';
export {type AttributePath, askedAttributes, attributePath, declaredAttributes} from './questions/lookup-attributes.ts';
export {type Admission, type Asker, admit, freshFor, type Keys, type LookupPolicy, POLICIES} from './questions/lookup-policy.ts';
export {type AskedLookup, isOfAnother, type NumberHolder, withKeyValue, withOwnNumber} from './questions/own-number.ts';
export {type NamedPerson, whoIsProposed} from './questions/proposed-person.ts';
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
