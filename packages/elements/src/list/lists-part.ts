/** Lists with rows, loaded for forms that have one. */
import type {FormPart} from '../form/lazy/form-parts.ts';
import {lists as styles} from '../styles/lists.ts';
import './list.ts';

export const part: FormPart = {styles};
