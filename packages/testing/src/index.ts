export {type CaseDifference, type CaseResult, type RecordedCase, readCase, runCase} from '@egov-form/core/cases';
export {type FillOptions, type FormFilling, fillForm, type Person, type RegistersPort, type Sent} from './fill-form.ts';
export type {Asked, Where} from './questions.ts';
export {until} from './until.ts';
