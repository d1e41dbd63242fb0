// Generated from schemas/ by `npm run generate`. Do not edit.
export type {FormSource} from '../composition.js';
