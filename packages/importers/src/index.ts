/** Form definitions out of files of other formats. */
export type {SourceFormat} from './detect.ts';
export {FORMATS} from './detect.ts';
export {type Imported, type ImportOptions, importFile} from './import-file.ts';
export {type Loss, type LossCode, lossText} from './losses.ts';
