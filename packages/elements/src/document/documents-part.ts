/** Slots for documents, loaded for forms that have one. */
import './document.ts';
import '../field/conflict.ts';
import {viConflict} from '../field/conflict.ts';
import {viDocuments} from '../messages/vi-documents.ts';

export {documents as styles} from '../styles/documents.ts';

export const words: typeof viConflict & typeof viDocuments = {...viConflict, ...viDocuments};
