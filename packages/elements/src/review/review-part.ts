/** Looking everything over, handing it in and printing it. */
import '../print/print.ts';
import './review.ts';

export {acceptedPanel, printButton} from '../form/accepted-panel.ts';
export {reviewPage} from '../form/review-page.ts';
export {sendDossier} from '../form/sending.ts';
export {reviewing as styles} from '../styles/reviewing.ts';
