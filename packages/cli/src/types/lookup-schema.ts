/** What a look-up is asked with and for, as a schema: a service's mapping says of which kind each attribute is. */
import type {AttributeShape, ServiceShape} from '@egov-form/checks';
import {askedAttributes, attributePath} from '@egov-form/connectors/server';
import type {JsonObject, JsonSchema, LookupSettings} from '@egov-form/core';
import {wholeSchema} from './whole-schema.ts';

const ADDRESS = 'urn:egov-form:address:v1';

const KINDS: {readonly [cast: string]: JsonObject} = {
  number: {type: 'number'},
  whole: {type: 'integer'},
  positive: {type: 'integer'},
  year: {type: 'integer'},
  flag: {type: 'boolean'},
  requester: {type: 'boolean'},
};

/** @param services by the name of the connector; of what is not known anything may be said. */
export function lookupSchema(
  settings: LookupSettings,
  services: {readonly [connector: string]: ServiceShape},
  models: ReadonlyMap<string, JsonSchema>,
): JsonSchema {
  const connectors = [settings.connector].flat();
  const shape = connectors.map((name) => services[name]?.attributes).find((attributes) => attributes !== undefined) ?? {};
  const asked = askedAttributes(settings);
  const filled = Object.values(settings.fill).map(attributePath);
  const attributes = asked.map((name) => {
    const known = shape[name];
    const named = filled.flatMap((path) => (path.name === name ? (path.member ?? []) : []));
    return [name, known ? attributeSchema(known, models, named) : {}] as const;
  });
  const keys = Object.entries(settings.keys);
  const needed = keys.filter(([, key]) => typeof key === 'string' || key.optional !== true).map(([name]) => name);
  return {
    type: 'object',
    properties: {
      connector: {enum: connectors},
      keys: {type: 'object', properties: Object.fromEntries(keys.map(([name]) => [name, {type: 'string'}])), required: needed},
      attributes: {type: 'object', properties: Object.fromEntries(attributes)},
    },
    required: ['connector', 'keys', 'attributes'],
  };
}

/** @param asked members of a list's rows that are asked for, as pointers; all of them where none is named. */
function attributeSchema(
  {as = 'text', values, members = {}, first}: AttributeShape,
  models: ReadonlyMap<string, JsonSchema>,
  asked: readonly string[] = [],
): JsonObject {
  if (first?.[0]) return attributeSchema(first[0], models, asked);
  if (values) return {enum: [...new Set(Object.values(values))].sort()};
  if (as === 'address') return wholeSchema({$ref: ADDRESS}, models);
  if (as !== 'list' && as !== 'object') return KINDS[as] ?? {type: 'string'};
  const kept = Object.entries(members).filter(
    ([name]) => asked.length === 0 || asked.some((path) => path.split('/').includes(name)),
  );
  const properties = Object.fromEntries(
    kept.map(([name, member]) => [name, typeof member === 'string' ? {type: 'string'} : attributeSchema(member, models)]),
  );
  const row = {type: 'object', properties};
  return as === 'list' ? {type: 'array', items: row} : row;
}
