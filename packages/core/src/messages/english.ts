/** English words for issues. `createForm` and the checks of submissions have them; a page that opens forms adds them when it needs them. */
import {en} from './en.ts';
import {addIssueTexts} from './languages.ts';

/** From now on every form says what is wrong in English, where it is asked to. */
export function speakEnglish(): void {
  addIssueTexts('en', en);
}
