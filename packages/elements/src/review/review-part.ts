/** Looking everything over, handing it in and printing it. */
import type {FormPart} from '../form/lazy/form-parts.ts';
import '../print/print.ts';
import {reviewing as styles} from '../styles/reviewing.ts';
import './review.ts';

export {acceptedPanel, printButton} from '../form/accepted-panel.ts';
export {personPanel} from '../form/owner/person-panel.ts';
export {reviewPage} from '../form/review-page.ts';
export {sendDossier} from '../form/sending.ts';
export const part: FormPart = {styles};
