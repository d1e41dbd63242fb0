/**
 * The one import of a portal: registers `<egov-form>` and connects every form on the page to the Vietnamese pack, the
 * gateway that it names, drafts in this browser, and a reader of documents that loads with the first file.
 *
 * Anything may be replaced: per element by its properties, for a part of the page by `portsContext`, for the whole page by
 * `setDefaultPorts`.
 */
import {setDefaultPorts} from '@egov-form/elements';
import {defaultPorts} from './default-ports.ts';

setDefaultPorts(defaultPorts);

export {createGatewayClient, type GatewayClient, type GatewayClientOptions} from '@egov-form/connectors';
export {
  type Digitizer,
  type DraftStore,
  type Field,
  type Form,
  type FormDefinition,
  FormError,
  type FormPorts,
  type Issue,
  type Json,
  type JsonObject,
  type LookupConnector,
  type Option,
  type Origin,
  type Pack,
  type Recipient,
  type Submission,
  type SubmitResult,
  type Text,
  textIn,
} from '@egov-form/core';
export type {DraftStoreOptions} from '@egov-form/drafts';
export {
  EgovChangeEvent,
  EgovDocumentEvent,
  EgovDraftEvent,
  EgovEndEvent,
  EgovErrorEvent,
  EgovForm,
  EgovLookupEvent,
  EgovPageEvent,
  EgovReadyEvent,
  EgovSubmitEvent,
  type ElementPorts,
  type FormMode,
  type MessageKey,
  type Messages,
  openDefinition,
  type PortFactory,
  type PortRequest,
  type ProcedureModule,
  portsContext,
  registeredFieldTypes,
  registerFieldType,
  registerMessages,
  type SentFile,
  type SignIn,
  setDefaultPorts,
} from '@egov-form/elements';
export {vietnam} from '@egov-form/vietnam';
export {defaultPorts} from './default-ports.ts';
export {createLazyDigitizer} from './lazy-digitizer.ts';
export {createDraftStore, type LazyDraftStore} from './lazy-drafts.ts';
