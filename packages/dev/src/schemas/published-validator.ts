/** Ajv as published, for a schema of the dialect that it says it is: the judge of what was filled. */
import {createRequire} from 'node:module';
import type {Json, JsonObject} from '@egov-form/core';
import {Ajv2019} from 'ajv/dist/2019.js';
import {Ajv2020} from 'ajv/dist/2020.js';
import {Ajv, type Options} from 'ajv/dist/ajv.js';
import Ajv04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';

type Engine = Pick<Ajv, 'compile' | 'addSchema' | 'addMetaSchema'>;

const require = createRequire(import.meta.url);

/** @returns what is wrong with a value by the schema, `undefined` when nothing is. */
export function publishedValidator(schema: Json): (value: Json) => string | undefined {
  const attempts: readonly Options[] = [{}, {unicodeRegExp: false}];
  let failure = '';
  for (const options of attempts) {
    try {
      return compile(schema, options);
    } catch (error) {
      failure = (error as Error).message;
    }
  }
  return () => `Ajv cannot use the schema: ${failure}`;
}

function compile(schema: Json, options: Options): (value: Json) => string | undefined {
  const engine = engineFor(schema, options);
  for (const [id, stub] of missingReferences(schema, options)) engine.addSchema(stub, id);
  const validate = engine.compile(schema as JsonObject);
  return (value) => {
    if (validate(value)) return undefined;
    const [first] = validate.errors ?? [];
    return `Ajv says ${first?.keyword} at "${first?.instancePath}" ${JSON.stringify(first?.params)}`;
  };
}

/** Documents that nobody gave, by their identifiers: whatever stands where they are referred to is taken. */
function missingReferences(schema: Json, options: Options): ReadonlyMap<string, JsonObject> {
  const missing = new Map<string, JsonObject>();
  for (let i = 0; i < 100; i++) {
    const engine = engineFor(schema, options);
    for (const [id, stub] of missing) engine.addSchema(stub, id);
    try {
      engine.compile(schema as JsonObject);
      return missing;
    } catch (error) {
      const {missingSchema: id, missingRef} = error as {missingSchema?: unknown; missingRef?: unknown};
      if (typeof id !== 'string') throw error;
      missing.set(id, withPart(missing.get(id) ?? {}, String(missingRef).split('#')[1] ?? ''));
    }
  }
  return missing;
}

/** A document that has a schema at a pointer, too. */
function withPart(document: JsonObject, pointer: string): JsonObject {
  const [, first, ...rest] = pointer.split('/');
  if (first === undefined) return document;
  const part = (document[first] ?? {}) as JsonObject;
  return {...document, [first]: withPart(part, rest.length > 0 ? `/${rest.join('/')}` : '')};
}

function engineFor(schema: Json, options: Options): Engine {
  const dialect = String((schema as JsonObject)['$schema'] ?? '');
  // A schema into which the schema of schemas was copied brings its own.
  const meta = !/"(?:\$id|id)":"https?:\/\/json-schema\.org\//u.test(JSON.stringify(schema));
  const all: Options = {meta, strict: false, validateSchema: false, logger: false, validateFormats: true, ...options};
  const make = (): Ajv => {
    if (dialect.includes('draft-04') || dialect.includes('draft-03')) return new (Ajv04 as unknown as typeof Ajv)(all);
    if (dialect.includes('2019-09')) return new Ajv2019(all) as unknown as Ajv;
    if (dialect.includes('2020-12')) return new Ajv2020(all) as unknown as Ajv;
    const engine = new Ajv(all);
    if (meta && dialect.includes('draft-06')) engine.addMetaSchema(require('ajv/dist/refs/json-schema-draft-06.json'));
    return engine;
  };
  const engine = make();
  // In the newer drafts a member without meaning, which Ajv refuses.
  if (!/draft-0[34]/u.test(dialect)) (engine as unknown as Ajv).removeKeyword('id');
  (addFormats as unknown as (ajv: Ajv) => void)(engine);
  return engine;
}
