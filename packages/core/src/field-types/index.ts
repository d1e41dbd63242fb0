export {coreFieldTypes} from './core-field-types.ts';
export {
  type DescribedField,
  type FieldTypeExample,
  type FieldTypeGroup,
  type FieldTypeRecord,
  type FieldTypeRole,
  findFieldType,
} from './field-type-record.ts';
