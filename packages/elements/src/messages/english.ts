/** Everything that the form says in English, loaded when it is first asked to. */
export {speakEnglish} from '@egov-form/core/english';
export {en} from './en.ts';
