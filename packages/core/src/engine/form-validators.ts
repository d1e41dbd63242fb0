/** The validators of one form: of each field, and of the whole where that has more to say. */

import type {Json, JsonObject, JsonSchema} from '../json/json.ts';
import {escapeSegment} from '../json/pointer.ts';
import type {Issue} from '../messages/issue.ts';
import type {FieldPlan, FormPlan} from '../plan/plan.ts';
import {isPlainValue} from '../schema/value-types.ts';
import {interpret} from '../validation/interpreter.ts';
import type {Validator, ValidatorFactory} from '../validation/port.ts';
import type {FieldValidators} from './engine-context.ts';
import type {FieldSchema} from './form.ts';

/** Keywords that say nothing about a value. */
const WORDS = ['title', 'description', '$comment', 'examples', 'default', 'deprecated', 'readOnly', 'writeOnly'];
const SILENT: ReadonlySet<string> = new Set(WORDS);
/** Keywords that mean the same wherever they stand. */
const PLAIN: ReadonlySet<string> = new Set(
  'type enum const minimum maximum exclusiveMinimum exclusiveMaximum multipleOf minLength maxLength pattern format'.split(' '),
);
/** Keywords of an object whose members are asked for one by one. Others can say more than the members do. */
const OF_PARTS = [...WORDS, '$schema', '$id', '$defs', 'type', 'properties', 'required', 'additionalProperties'];

export class FormValidators implements FieldValidators {
  readonly #plan: FormPlan;
  readonly #factory: ValidatorFactory;
  /** By the fields' order. */
  readonly #byField: (Validator | undefined)[];
  /** By what the schema says: in a long form many fields say the same. */
  readonly #bySaying: Map<string, Validator> = new Map();
  #whole: Validator | undefined;

  constructor(plan: FormPlan, factory: ValidatorFactory = interpret) {
    this.#plan = plan;
    this.#byField = new Array(plan.fields.size);
    this.#factory = factory;
  }

  of(field: FieldPlan): Validator {
    const known = this.#byField[field.order];
    if (known) return known;
    const saying = sayingOf(field.written);
    const validator = (saying !== undefined && this.#bySaying.get(saying)) || this.#make(field.written, field.root);
    if (saying !== undefined) this.#bySaying.set(saying, validator);
    this.#byField[field.order] = validator;
    return validator;
  }

  /** A field's schema as it is written, and all that its references resolve in. */
  schemaOf({written: schema, root}: FieldPlan): FieldSchema {
    const {schemas, formats} = this.#plan;
    return {schema, root, schemas, formats};
  }

  /** By number, the alternative that an object fits best; nothing for an empty one, or without alternatives. */
  alternativeOf({alternatives, root}: FieldPlan, value: JsonObject): number | undefined {
    if (!alternatives || Object.keys(value).length === 0) return undefined;
    const faults = alternatives.map((schema) => this.#make(schema, root)(value).length);
    return faults.indexOf(Math.min(...faults));
  }

  /** Issues of the answers as a whole. Not asked for the answers when each field by itself says all there is to say. */
  ofWhole(answers: () => JsonObject): readonly Issue[] {
    const {data} = this.#plan.definition;
    this.#whole ??= isSaidByFields(this.#plan) ? nothing : this.#make(data, data);
    return this.#whole === nothing ? [] : this.#whole(answers());
  }

  #make(schema: JsonSchema, root: JsonSchema): Validator {
    return this.#factory(schema, {schemas: this.#plan.schemas, formats: this.#plan.formats}, root);
  }
}

const nothing: Validator = () => [];

/** What a schema says without its words; nothing when that also depends on where it stands. */
function sayingOf(schema: JsonSchema): string | undefined {
  if (typeof schema === 'boolean') return undefined;
  let saying = '';
  for (const keyword of Object.keys(schema)) {
    if (PLAIN.has(keyword)) saying += `${keyword}:${JSON.stringify(schema[keyword])},`;
    else if (!SILENT.has(keyword) && !keyword.startsWith('x-egov-')) return undefined;
  }
  return saying;
}

/** Whether the schema of all answers only names members that are fields of one plain value, and which must be there. */
function isSaidByFields({definition, fields, lists}: FormPlan): boolean {
  let reached = 0;
  const visit = (schema: Json | undefined, at: string): boolean => {
    if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return false;
    const {type, properties = {}, required = [], additionalProperties = true} = schema as JsonObject;
    if (type !== 'object' || typeof additionalProperties !== 'boolean') return false;
    if (!Object.keys(schema).every((keyword) => OF_PARTS.includes(keyword) || keyword.startsWith('x-egov-'))) return false;
    const mandatory = required as readonly string[];
    const members = Object.entries(properties as JsonObject);
    if (!mandatory.every((name) => Object.hasOwn(properties as JsonObject, name))) return false;
    return members.every(([name, member]) => {
      const text = `${at}/${escapeSegment(name)}`;
      const field = fields.get(text);
      if (!field) return !mandatory.includes(name) && visit(member, text);
      reached += 1;
      return isPlainValue(field.keywords) && (!mandatory.includes(name) || (field.requiredBySchema && !field.required));
    });
  };
  return lists.size === 0 && visit(definition.data as Json, '') && reached === fields.size;
}
