export {
  EgovChangeEvent,
  EgovDocumentEvent,
  EgovDraftEvent,
  EgovEndEvent,
  EgovErrorEvent,
  EgovLookupEvent,
  EgovPageEvent,
  EgovReadyEvent,
  EgovSubmitEvent,
  type SentFile,
} from './events.ts';
export {
  type FieldHost,
  type FieldType,
  registeredFieldTypes,
  registerFieldType,
  type Shown,
  type Waiting,
} from './field/field-type.ts';
export {openDefinition} from './form/definition/open-definition.ts';
export {EgovForm, type FormMode, type ProcedureModule, type PublicKey} from './form/form.ts';
export type {MessageKey, Messages} from './messages/keys.ts';
export {registerMessages} from './messages/messages.ts';
export type {Dossier} from './officer/dossier.ts';
export {type ElementPorts, type PortFactory, type PortRequest, portsContext, type SignIn, setDefaultPorts} from './ports.ts';
