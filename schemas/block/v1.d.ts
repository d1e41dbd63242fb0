// Generated from schemas/ by `npm run generate`. Do not edit.
export type {Block} from '../composition.js';
