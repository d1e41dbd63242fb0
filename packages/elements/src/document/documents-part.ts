/** Slots for documents, loaded for forms that have one. */
import './document.ts';

export {documents as styles} from '../styles/documents.ts';
