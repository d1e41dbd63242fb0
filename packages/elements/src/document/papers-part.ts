/** Slots for papers, loaded for forms that have one. */
import {DocumentNode} from '@egov-form/core/documents';
import type {FormPart} from '../form/form-parts.ts';
import {papers as styles} from '../styles/papers.ts';
import './document.ts';

export const part: FormPart = {styles, engine: {DocumentNode}};
