/** Look-ups, loaded for forms that ask shared databases. */
import type {FormPart} from '../form/lazy/form-parts.ts';
import {lookups as styles} from '../styles/lookups.ts';
import './lookup.ts';

export {LookupNode} from '@egov-form/core/lookups';
export const part: FormPart = {styles};
