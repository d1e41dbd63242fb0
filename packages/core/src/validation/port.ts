import type {Format} from '../formats/format.ts';
import type {Json, JsonSchema} from '../json/json.ts';
import type {Issue} from '../messages/issue.ts';

/** Checks one value against one schema. Issues have pointers relative to that value and severity `error`. */
export type Validator = (value: Json | undefined) => readonly Issue[];

export interface ValidatorContext {
  /** Schemas that `$ref` may name, by `$id`. Nothing is ever fetched. */
  readonly schemas: ReadonlyMap<string, JsonSchema>;
  readonly formats: ReadonlyMap<string, Format>;
}

/**
 * One engine: a schema made ready to check many values. The same verdict and issues whatever the engine. Issue codes are
 * `schema.<keyword>` with the keyword's own params, except that a missing member is `value.required` at the member's
 * pointer, a failed format is that format's first error finding, and `schema.false` is a place where nothing may be.
 * A member too many (`additionalProperties`, `unevaluatedProperties`, `propertyNames`) is a fault at that member;
 * `anyOf`, `oneOf`, `not` and `contains` are one fault without those of their branches. Each issue once, ordered by
 * pointer, code and params as texts compare.
 *
 * `root` is the document in which local `$ref`s resolve.
 * @throws FormError `EGOV_CORE_SCHEMA` for a schema that cannot be used, with the pointer in `details`.
 */
export type ValidatorFactory = (schema: JsonSchema, context: ValidatorContext, root?: JsonSchema) => Validator;

/** What the judge holds against a value: a keyword of the schema, and where. Of what is `missing`, the place where it should be. */
export interface Objection {
  readonly keyword: string;
  readonly pointer: string;
  readonly missing: boolean;
}

/** A second verdict on a value, by code that shares nothing with our engine. Empty when the schema accepts it. */
export type Judge = (value: Json) => readonly Objection[];

/** Makes a judge of one document. @throws Error for a schema that it cannot use. */
export type JudgeFactory = (schema: JsonSchema, context: ValidatorContext) => Judge;
