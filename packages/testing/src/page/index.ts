export {accessibilityProblems} from './accessibility.ts';
export {type FormElementLike, formInPage, type InPageFilling} from './form-in-page.ts';
export {type FileToAttach, formOnPage, type PageFilling} from './form-on-page.ts';
export type {LocatorLike, PageLike} from './page-like.ts';
