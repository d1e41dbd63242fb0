/** Parts that records of several kinds have in common. */
import type {FieldSettings, Option} from '../generated/definition.ts';

export const COLOURS: Option[] = [
  {value: 'blue', label: {vi: 'Xanh', en: 'Blue'}},
  {value: 'red', label: {vi: 'Đỏ', en: 'Red'}},
  {value: 'white', label: {vi: 'Trắng', en: 'White'}},
];
export const DAYS: Option[] = [
  {value: 'mon', label: {vi: 'Thứ Hai', en: 'Monday'}},
  {value: 'tue', label: {vi: 'Thứ Ba', en: 'Tuesday'}},
  {value: 'wed', label: {vi: 'Thứ Tư', en: 'Wednesday'}},
  {value: 'thu', label: {vi: 'Thứ Năm', en: 'Thursday'}},
  {value: 'fri', label: {vi: 'Thứ Sáu', en: 'Friday'}},
];
export const LENGTHS: readonly string[] = ['schema.minLength', 'schema.maxLength', 'schema.pattern'];
export const RANGE: readonly string[] = ['schema.minimum', 'schema.maximum'];
export const ONE_OF: readonly string[] = ['value.not-an-option', 'schema.enum'];
export const SEVERAL: readonly string[] = [
  'value.not-an-option',
  'schema.enum',
  'schema.minItems',
  'schema.maxItems',
  'schema.uniqueItems',
];
export const TYPED: readonly (keyof FieldSettings)[] = ['placeholder', 'autocomplete'];
