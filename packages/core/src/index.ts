export type {CancelSignal} from './cancel.ts';
export type {Conflict, Decision} from './conflict.ts';
export {FormError} from './errors.ts';
export type {Attachment, DocumentSlot, Field, Form, FormPorts, List, Lookup, LookupState, PageModel, Row} from './form.ts';
export type {
  Check,
  DocumentSettings,
  FieldSettings,
  FormDefinition,
  Item,
  LookupSettings,
  Page,
  Procedure,
  Rule,
  Text,
} from './generated/definition.ts';
export {SHARED_MODELS} from './generated/models.ts';
export {type Finding, fail, type Issue, ok, type Result, type Severity} from './issue.ts';
export type {Json, JsonObject, JsonSchema} from './json.ts';
export type {DocumentOrigin, Origin, RegisterOrigin, RuleOrigin, Trust, TypedOrigin} from './origin.ts';
export {formatPointer, parsePointer, type Segments, valueAt} from './pointer.ts';
export type {
  Box,
  Clock,
  DigitizedDocument,
  DigitizedPage,
  DigitizeOptions,
  Digitizer,
  DocumentCode,
  DocumentNature,
  Draft,
  DraftStore,
  Fact,
  Format,
  LookupAnswer,
  LookupConnector,
  LookupRequest,
  LookupSource,
  Option,
  OptionList,
  Pack,
  Recipient,
  RuleFunction,
  SourceFile,
  SubmitResult,
  UploadOptions,
  Word,
} from './ports.ts';
export type {AttachmentRecord, FormSnapshot} from './snapshot.ts';
export type {Submission, SubmittedFile} from './submission.ts';
export type {Change, ChangeRecord, Transaction} from './transaction.ts';
export type {Validator, ValidatorContext, ValidatorFactory} from './validation/port.ts';
