export {batch, computed, effect, type ReadonlySignal, type Signal, signal, untracked} from '@preact/signals-core';
export {checkDefinition, type DefinitionSurroundings} from './definition/check-definition.ts';
export {checkedMark, isMarkedChecked} from './definition/checked-mark.ts';
export {readDefinition} from './definition/definition.ts';
export type {DefinitionProblem} from './definition/definition-error.ts';
export {FormError, isFormError} from './definition/errors.ts';
export type {Option} from './definition/option.ts';
export {textIn} from './definition/text.ts';
export type {Box, Fact} from './documents/fact.ts';
export type {CancelSignal} from './engine/cancel.ts';
export {createForm} from './engine/create-form.ts';
export type {
  Attachment,
  DocumentSlot,
  Field,
  FieldSchema,
  Form,
  FormPorts,
  List,
  Lookup,
  LookupDifference,
  LookupState,
  PageModel,
  Question,
  Row,
} from './engine/form.ts';
export type {OptionSearch, OptionSearchState} from './engine/nodes/option-search.ts';
export {openForm} from './engine/open-form.ts';
export type {Steps} from './engine/steps.ts';
export {
  type AcknowledgedChange,
  type Change,
  type ChangeRecord,
  type ConflictChange,
  compose,
  type DecisionChange,
  type DocumentsChange,
  invert,
  type LookupChange,
  type PageChange,
  type RowChange,
  type RowContent,
  type RowsChange,
  replay,
  type Transaction,
  type ValueChange,
} from './engine/transactions/transaction.ts';
export {transactionFromJSON, transactionToJSON} from './engine/transactions/transaction-json.ts';
export type {FieldTypeRecord} from './field-types/field-type-record.ts';
export {exactNumber} from './formats/exact-number.ts';
export type {Format} from './formats/format.ts';
export {coreFormats} from './formats/formats.ts';
export {cleanText, cleanTexts, isCrowded, isOneScript, isUnreadable, looksLikeLatin, normalizeText} from './formats/texts.ts';
export type {
  Check,
  DocumentSettings,
  FieldSettings,
  FormDefinition,
  Item,
  LookupSettings,
  Migration,
  MigrationStep,
  Page,
  Procedure,
  Rule,
  Text,
} from './generated/definition.ts';
export {SHARED_MODELS} from './generated/models.ts';
export {memberOf} from './json/answer-members.ts';
export {isAuxiliary} from './json/auxiliary.ts';
export {canonicalJson, canonicalText, isEmpty, sameJson} from './json/canonical.ts';
export {type JsonBounds, type OutsideBody, parseBounded, readBytes} from './json/from-outside.ts';
export type {Json, JsonObject, JsonSchema} from './json/json.ts';
export {innermostRow, type Pattern} from './json/pattern.ts';
export {formatPointer, parsePointer, type Segments, valueAt} from './json/pointer.ts';
export type {LookupGap, UnansweredField} from './lookups/lookup-gap.ts';
export {type Finding, fail, type Issue, ok, type Result, type Severity} from './messages/issue.ts';
export {limitIssues} from './messages/issue-list.ts';
export type {FormPatterns} from './plan/form-patterns.ts';
export {asksForSubject, firstKeyOf, partyOfLookup, type RowAttribute, rowAttribute} from './plan/lookup-settings.ts';
export {ruleExplainer} from './plan/rule-names.ts';
export type {
  AddressPattern,
  Clock,
  DigitizedDocument,
  DigitizedPage,
  DigitizeOptions,
  Digitizer,
  DocumentCode,
  DocumentNature,
  Draft,
  DraftHold,
  DraftKeeping,
  DraftStore,
  KeptAnswer,
  LookupAnswer,
  LookupConnector,
  LookupRequest,
  LookupSource,
  OptionAnswer,
  OptionList,
  OptionRequest,
  Pack,
  ProposedPerson,
  Recipient,
  ReuseTerm,
  SendingAttempt,
  SourceFile,
  SubmitResult,
  UploadOptions,
  Word,
} from './ports/ports.ts';
export {type Conflict, type Decision, decisionOf, type Statement} from './provenance/conflict.ts';
export {correctValue, disputeValue, noteText} from './provenance/correction.ts';
export type {
  DocumentOrigin,
  EarlierOrigin,
  Origin,
  RegisterOrigin,
  RegisterSource,
  RuleOrigin,
  Trust,
  TypedOrigin,
} from './provenance/origin.ts';
export {isFill} from './provenance/origin.ts';
export type {OriginMark, VerifiedOrigin} from './provenance/origin-mark.ts';
export {namedSubmission, wholeSubmission} from './provenance/receipts.ts';
export {dependenciesOf, type RuleDependencies} from './rules/dependencies.ts';
export {type CompiledRule, compileRule, dataScope, isOperator, type RulePath, type RuleScope} from './rules/evaluate.ts';
export {type ExplainOptions, explain, type FunctionWords, type Purpose} from './rules/explain.ts';
export {nearestName} from './rules/nearest.ts';
export type {RuleFunction} from './rules/rule-function.ts';
export type {GateFinding} from './schema/limits/gate-finding.ts';
export {checkLoadable, checkPublishable} from './schema/limits/publish-gate.ts';
export {type LostAnswer, type Migratable, type Migrated, type MigrationSettings, migrateSnapshot} from './submission/migrate.ts';
export type {ReviewDocument, ReviewEntry, ReviewField, ReviewPage, ReviewSection} from './submission/review-page.ts';
export type {Answered, AttachmentRecord, FormSnapshot} from './submission/snapshot.ts';
export {type AnswerReader, prepareAnswerReader, type StoredAnswers} from './submission/stored-answers.ts';
export type {Submission, SubmittedFile, UnaskedLookup} from './submission/submission.ts';
export {submissionContent} from './submission/submission-content.ts';
export {prepareSubmissionCheck, type SubmissionCheck, validateSubmission} from './submission/validate-submission.ts';
export {interpret} from './validation/interpreter.ts';
export type {Judge, JudgeFactory, Objection, Validator, ValidatorContext, ValidatorFactory} from './validation/port.ts';
