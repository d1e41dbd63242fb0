/** Looking everything over, handing it in and printing it. */
import '../print/print.ts';
import './review.ts';

export {reviewPage} from '../form/review-page.ts';
export {acceptedPanel, printButton} from '../form/sending/accepted-panel.ts';
export {sendDossier} from '../form/sending/sending.ts';
export {viReview as words} from '../messages/vi-review.ts';
export {reviewing as styles} from '../styles/reviewing.ts';
