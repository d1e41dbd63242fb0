export {vietnamFieldTypes} from './vietnam-field-types.ts';
