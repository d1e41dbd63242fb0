export {type ExpectedIssue, type RecordedCase, readCase} from './recorded-case.ts';
export {type CaseDifference, type CaseResult, clockOf, runCase} from './run-case.ts';
export {type SettledConnector, settledConnector} from './settled-connector.ts';
export {typeAnswers} from './type-answers.ts';
