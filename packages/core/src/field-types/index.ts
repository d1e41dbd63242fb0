export {coreFieldTypes} from '../generated/field-types.ts';
export {
  type ControlTraits,
  type DescribedField,
  type FieldTypeExample,
  type FieldTypeGroup,
  type FieldTypeRecord,
  type FieldTypeRole,
  findFieldType,
} from './field-type-record.ts';
