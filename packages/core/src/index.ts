export {batch, computed, effect, type ReadonlySignal, type Signal, signal, untracked} from '@preact/signals-core';
export type {CancelSignal} from './cancel.ts';
export {canonicalJson, canonicalText, isEmpty, sameJson} from './canonical.ts';
export {checkDefinition, type DefinitionSurroundings} from './check-definition.ts';
export {checkedMark, isMarkedChecked} from './checked-mark.ts';
export type {Conflict, Decision} from './conflict.ts';
export {correctValue, disputeValue} from './correction.ts';
export {createForm} from './create-form.ts';
export {readDefinition} from './definition.ts';
export type {DefinitionProblem} from './definition-error.ts';
export type {EnginePorts} from './engine-context.ts';
export type {EngineParts} from './engine-parts.ts';
export {FormError, isFormError} from './errors.ts';
export type {FieldTypeRecord} from './field-types/field-type-record.ts';
export type {
  Attachment,
  DocumentSlot,
  Field,
  Form,
  FormPorts,
  List,
  Lookup,
  LookupDifference,
  LookupState,
  PageModel,
  Row,
} from './form.ts';
export {coreFormats, normalizeText} from './formats.ts';
export {checkLoadable, checkPublishable, type GateFinding} from './gate/publish-gate.ts';
export type {
  Check,
  DocumentSettings,
  FieldSettings,
  FormDefinition,
  Item,
  LookupSettings,
  Migration,
  Page,
  Procedure,
  Rule,
  Text,
} from './generated/definition.ts';
export {SHARED_MODELS} from './generated/models.ts';
export {type Finding, fail, type Issue, ok, type Result, type Severity} from './issue.ts';
export type {Json, JsonObject, JsonSchema} from './json.ts';
export {type LostAnswer, type Migratable, type Migrated, type MigrationSettings, migrateSnapshot} from './migrate.ts';
export {openForm, openFormWith} from './open-form.ts';
export type {OptionSearch, OptionSearchState} from './option-search.ts';
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
  OptionAnswer,
  OptionList,
  OptionRequest,
  Pack,
  Recipient,
  RuleFunction,
  SourceFile,
  SubmitResult,
  UploadOptions,
  Word,
} from './ports.ts';
export {namedSubmission, wholeSubmission} from './receipts.ts';
export type {ReviewDocument, ReviewEntry, ReviewField, ReviewPage, ReviewSection} from './review.ts';
export {ruleExplainer} from './rule-names.ts';
export {dependenciesOf, type RuleDependencies} from './rules/dependencies.ts';
export {type CompiledRule, compileRule, dataScope, isOperator, type RulePath, type RuleScope} from './rules/evaluate.ts';
export {type ExplainOptions, explain, type FunctionWords, type Purpose} from './rules/explain.ts';
export {nearestName} from './rules/nearest.ts';
export type {AttachmentRecord, FormSnapshot} from './snapshot.ts';
export type {Submission, SubmittedFile, UnaskedLookup} from './submission.ts';
export {textIn} from './text.ts';
export {
  type Aspect,
  type Change,
  type ChangeRecord,
  compose,
  invert,
  type RowChange,
  type RowContent,
  replay,
  type Transaction,
  transactionFromJSON,
  transactionToJSON,
} from './transaction.ts';
export {prepareSubmissionCheck, type SubmissionCheck, validateSubmission} from './validate-submission.ts';
export {interpret} from './validation/interpreter.ts';
export type {Validator, ValidatorContext, ValidatorFactory} from './validation/port.ts';
