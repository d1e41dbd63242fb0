/** A definition made ready, for tools that reason about one: checks, proofs, importers. No page loads this entry. */
export {inCurrentDialect, readPlan} from '../definition/check-definition.ts';
export {spokenLanguages, type WrittenText, writtenTexts} from '../definition/text-findings.ts';
export {innermostRow, type Pattern, WHOLE} from '../json/pattern.ts';
export {escapeSegment, splitPointer} from '../json/pointer.ts';
export {issueTexts} from '../messages/languages.ts';
export {resultPathsOf} from '../rules/dependencies.ts';
export {didYouMean} from '../rules/nearest.ts';
export {type SchemaView, viewSchema} from '../schema/schema-view.ts';
export {typesOf, valuesOf} from '../schema/value-types.ts';
export {connectorsOf} from './lookup-settings.ts';
export type {
  DocumentPlan,
  FieldPlan,
  FormPlan,
  ListPlan,
  LookupPlan,
  PagePlan,
  PartPlan,
  PartyPlan,
  PlannedCheck,
  PlannedFollow,
  PlannedRule,
} from './plan.ts';
export {planForm} from './plan-form.ts';
export {FormPaths} from './plan-references.ts';
