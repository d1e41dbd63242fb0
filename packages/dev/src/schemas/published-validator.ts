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
  for (const id of missingReferences(schema, options)) engine.addSchema({}, id);
  const validate = engine.compile(schema as JsonObject);
  return (value) => {
    if (validate(value)) return undefined;
    const [first] = validate.errors ?? [];
    return `Ajv says ${first?.keyword} at "${first?.instancePath}" ${JSON.stringify(first?.params)}`;
  };
}

/** Documents that nobody gave: whatever stands there is taken. */
function missingReferences(schema: Json, options: Options): readonly string[] {
  const missing: string[] = [];
  for (let i = 0; i < 20; i++) {
    const engine = engineFor(schema, options);
    for (const id of missing) engine.addSchema({}, id);
    try {
      engine.compile(schema as JsonObject);
      return missing;
    } catch (error) {
      const id = (error as {missingSchema?: unknown}).missingSchema;
      if (typeof id !== 'string') throw error;
      missing.push(id);
    }
  }
  return missing;
}

function engineFor(schema: Json, options: Options): Engine {
  const dialect = String((schema as JsonObject)['$schema'] ?? '');
  const all: Options = {strict: false, validateSchema: false, logger: false, validateFormats: true, ...options};
  const make = (): Ajv => {
    if (dialect.includes('draft-04') || dialect.includes('draft-03')) return new (Ajv04 as unknown as typeof Ajv)(all);
    if (dialect.includes('2019-09')) return new Ajv2019(all) as unknown as Ajv;
    if (dialect.includes('2020-12')) return new Ajv2020(all) as unknown as Ajv;
    // The schema of schemas is a schema, too.
    const engine = new Ajv({...all, meta: !/^https?:\/\/json-schema\.org\//u.test(String((schema as JsonObject)['$id'] ?? ''))});
    if (dialect.includes('draft-06')) engine.addMetaSchema(require('ajv/dist/refs/json-schema-draft-06.json'));
    return engine;
  };
  const engine = make();
  (addFormats as unknown as (ajv: Ajv) => void)(engine);
  return engine;
}
