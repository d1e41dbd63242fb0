/** Slots for papers, loaded for forms that have one. */
import type {FormPart} from '../form/lazy/form-parts.ts';
import {papers as styles} from '../styles/papers.ts';
import './document.ts';

export const part: FormPart = {styles};
