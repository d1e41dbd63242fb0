/** Slots for documents, loaded for forms that have one. */
import './document.ts';

export {viDocuments as words} from '../messages/vi-documents.ts';
export {documents as styles} from '../styles/documents.ts';
