/**
 * TypeScript types of a procedure: what is handed in, what a form holds while it is filled, and what look-ups are asked.
 *
 * Rule    What a rule can hide, or a page or group with one, is optional in what is handed in, whatever the schema requires. What
 *         the definition requires always is not.
 * Limits  Conditions of a schema (`if`, `dependentRequired`) are not types. The text depends on the definition alone, so that it
 *         can be compared on any machine.
 */
import type {ServiceShape} from '@egov-form/checks';
import {type FormDefinition, type JsonSchema, type LookupSettings, type Pack, SHARED_MODELS} from '@egov-form/core';
import {compile, type JSONSchema, type Options} from 'json-schema-to-typescript';
import {lookupSchema} from './lookup-schema.ts';
import {submittedSchema} from './submitted-schema.ts';

const OPTIONS: Partial<Options> = {
  additionalProperties: false,
  bannerComment: '',
  ignoreMinAndMaxItems: true,
  style: {singleQuote: true, printWidth: 120, bracketSpacing: false},
  unreachableDefinitions: false,
  // Nothing is fetched: what a schema refers to stands in it.
  $refOptions: {resolve: {file: false, http: false}},
};

export interface TypesOf {
  readonly definition: FormDefinition;
  readonly packs: readonly Pack[];
  readonly services: {readonly [connector: string]: ServiceShape};
}

/** The text of a module of types. */
export async function procedureTypes({definition, packs, services}: TypesOf): Promise<string> {
  const {id, version, documents = {}, lookups = {}} = definition;
  const models = modelsOf(packs);
  const answers = await typesOf('SubmittedAnswers', submittedSchema(definition, models));
  const asked = await typesOf('Lookups', lookupsSchema(lookups, services, models));
  const slots = Object.keys(documents).map((slot) => JSON.stringify(slot));
  return `// Made of ${id} ${version} by \`egov-form types\`. Do not edit.
import type {Submission as AnySubmission, SubmittedFile} from '@egov-form/core';

${answers}
/** What a form holds while it is filled: anything may be missing. */
export type Answers = Filling<SubmittedAnswers>;

/** What is handed in. */
export interface Submission extends Omit<AnySubmission, 'form' | 'answers' | 'documents'> {
  readonly form: ${JSON.stringify(id)};
  readonly answers: SubmittedAnswers & AnySubmission['answers'];
  readonly documents: {readonly [slot in ${slots.length > 0 ? slots.join(' | ') : 'never'}]?: readonly SubmittedFile[]};
}

${asked}
type Filling<T> = T extends readonly (infer Item)[] ? Filling<Item>[] : T extends object ? {[Name in keyof T]?: Filling<T[Name]>} : T;
`;
}

/** Shared models by the name that a schema refers to them by. */
function modelsOf(packs: readonly Pack[]): ReadonlyMap<string, JsonSchema> {
  const models = new Map<string, JsonSchema>();
  for (const model of [...SHARED_MODELS, ...packs.flatMap((pack) => pack.models ?? [])]) {
    if (typeof model === 'object' && typeof model['$id'] === 'string') models.set(model['$id'], model);
  }
  return models;
}

function lookupsSchema(
  lookups: {readonly [name: string]: LookupSettings},
  services: {readonly [connector: string]: ServiceShape},
  models: ReadonlyMap<string, JsonSchema>,
): JsonSchema {
  const properties = Object.fromEntries(
    Object.entries(lookups).map(([name, settings]) => [name, lookupSchema(settings, services, models)]),
  );
  return {
    type: 'object',
    description: 'What each look-up is asked with, and the attributes that it is asked for.',
    properties,
    required: Object.keys(properties),
  };
}

async function typesOf(name: string, schema: JsonSchema): Promise<string> {
  return compile(schema as JSONSchema, name, OPTIONS);
}
