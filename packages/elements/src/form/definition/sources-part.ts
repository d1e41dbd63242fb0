/** Packaged procedures, and what is wrong with a source: nothing that a page with a right definition loads. */
export {openProcedure} from './open-procedure.ts';
export {notJson, otherOrigin} from './source-faults.ts';
