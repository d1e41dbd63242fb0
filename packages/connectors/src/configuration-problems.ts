/** What is wrong with a configuration of connectors, each place by itself and in words that its author can act on. */

import {type Issue, interpret, type Json, type JsonObject, type JsonSchema, nearestName} from '@egov-form/core';
import type {AttributeSettings, ConnectorSettings, ServiceMapping} from './generated/configuration.ts';
import {CONFIGURATION_SCHEMA} from './generated/configuration-schema.ts';
import {isLoopback} from './loopback.ts';
import {parsePath} from './mapping/path.ts';
import {templateProblems, textsOf} from './mapping/template.ts';

/** One thing wrong. `pointer` is into the configuration. */
export interface ConfigurationProblem {
  readonly pointer: string;
  /** What was expected, and what was found. Never a secret: those are not in a configuration. */
  readonly message: string;
}

const DEFINITIONS = (CONFIGURATION_SCHEMA as JsonObject)['$defs'] as {readonly [name: string]: JsonObject};
const ADAPTERS = ['rest', 'lgsp', 'xroad', 'sql', 'file'] as const;

/** Every problem; empty for a configuration that can be opened. `services` are the mappings that are known by name. */
export function configurationProblems(
  configuration: unknown,
  services: {readonly [name: string]: ServiceMapping},
): readonly ConfigurationProblem[] {
  const shape = held(configuration as Json, CONFIGURATION_SCHEMA, '');
  if (shape.length > 0) return shape;
  const {connectors} = configuration as {readonly connectors: {readonly [name: string]: ConnectorSettings}};
  return Object.entries(connectors).flatMap(([name, connector]) => connectorProblems(connector, `/connectors/${name}`, services));
}

function connectorProblems(
  connector: ConnectorSettings,
  pointer: string,
  services: {readonly [name: string]: ServiceMapping},
): readonly ConfigurationProblem[] {
  const problems: ConfigurationProblem[] = [];
  const {service, through, settings = {}} = connector;
  let mapping: ServiceMapping | undefined;
  if (typeof service === 'string') {
    mapping = Object.hasOwn(services, service) ? services[service] : undefined;
    if (!mapping) problems.push({pointer: `${pointer}/service`, message: unknownName('service', service, Object.keys(services))});
  } else {
    const found = mappingProblems(service, `${pointer}/service`);
    problems.push(...found);
    if (found.length === 0) mapping = service;
  }
  problems.push(...adapterProblems(through, `${pointer}/through`));
  if (!mapping || problems.length > 0) return problems;

  const names = Object.keys(settings);
  const keys = Object.keys(mapping.keys);
  const templates: readonly (readonly [string, Json | undefined])[] = [
    // A service that is known by name stands elsewhere: what it lacks must be added to this connector's settings.
    [typeof service === 'string' ? `${pointer}/settings` : `${pointer}/service/request`, mapping.request],
    ...(['path', 'query', 'headers', 'where'] as const).map(
      (member) => [`${pointer}/through/${member}`, (through as unknown as JsonObject)[member]] as const,
    ),
  ];
  const sends = through.adapter !== 'sql' && through.adapter !== 'file';
  for (const [index, [place, template]] of templates.entries()) {
    if (template === undefined || (index === 0 && !sends)) continue;
    for (const [at, text] of textsOf(template, place)) {
      const where = typeof service === 'string' && index === 0 ? place : at;
      problems.push(...templateProblems(text, keys, names).map((message) => ({pointer: where, message})));
    }
  }
  return problems;
}

function adapterProblems(through: unknown, pointer: string): readonly ConfigurationProblem[] {
  const kind = typeof through === 'object' && through !== null ? (through as JsonObject)['adapter'] : undefined;
  const adapter = ADAPTERS.find((known) => known === kind);
  if (!adapter) return [{pointer: `${pointer}/adapter`, message: unknownName('adapter', kind, ADAPTERS)}];
  const problems = [...held(through as Json, DEFINITIONS[adapter] ?? true, pointer)];
  const {url, allowHttp, token, auth, style, method, body} = through as JsonObject;
  const insecure = (address: Json | undefined): boolean =>
    allowHttp !== true && typeof address === 'string' && address.startsWith('http:') && !isLoopback(new URL(address).hostname);
  const insecureWords =
    'Expected https. Plain HTTP shows everything on its way; "allowHttp": true takes it for a closed network.';
  if (insecure(url)) problems.push({pointer: `${pointer}/url`, message: insecureWords});
  const tokens = (token ?? (auth as JsonObject | undefined)?.['token']) as JsonObject | undefined;
  if (insecure(tokens?.['url'])) problems.push({pointer: `${pointer}/token/url`, message: insecureWords});
  if (adapter === 'rest' && method === 'GET' && body !== undefined) {
    problems.push({pointer: `${pointer}/body`, message: 'GET sends no body. Leave it out, or take POST.'});
  }
  if (style === 'soap') {
    for (const member of ['method', 'path', 'query']) {
      if ((through as JsonObject)[member] === undefined) continue;
      problems.push({pointer: `${pointer}/${member}`, message: 'A SOAP service has none: it is named by "service".'});
    }
  }
  return problems;
}

function mappingProblems(mapping: unknown, pointer: string): readonly ConfigurationProblem[] {
  const shape = held(mapping as Json, DEFINITIONS['mapping'] ?? true, pointer);
  if (shape.length > 0) return shape;
  const {keys, subject, secondFactors = [], oneOf = [], answer, attributes, errors} = mapping as ServiceMapping;
  const problems: ConfigurationProblem[] = [];
  const known = (what: string, name: string, names: readonly string[], at: string): void => {
    if (!names.includes(name)) problems.push({pointer: `${pointer}${at}`, message: unknownName(what, name, names)});
  };
  const readable = (path: string | undefined, at: string): void => {
    if (path !== undefined && !parsePath(path)) {
      const message = `Expected a path of $, .member, ['a member'], [0] and [*], found "${path}".`;
      problems.push({pointer: `${pointer}${at}`, message});
    }
  };
  const keyNames = Object.keys(keys);
  const names = Object.keys(attributes);
  known('key', subject, keyNames, '/subject');
  for (const [index, name] of secondFactors.entries()) known('key', name, keyNames, `/secondFactors/${index}`);
  for (const [index, name] of oneOf.entries()) known('key', name, keyNames, `/oneOf/${index}`);
  for (const [attribute, key] of Object.entries(answer.same)) {
    known('attribute', attribute, names, `/answer/same/${attribute}`);
    known('key', key, keyNames, `/answer/same/${attribute}`);
  }
  for (const [index, name] of (answer.needs ?? []).entries()) known('attribute', name, names, `/answer/needs/${index}`);
  readable(answer.present, '/answer/present');
  readable(answer.records, '/answer/records');
  readable(answer.fresh?.at, '/answer/fresh/at');
  readable(answer.denied, '/answer/denied');
  readable(answer.updated?.at, '/answer/updated/at');
  for (const [index, path] of (errors?.at ?? []).entries()) readable(path, `/errors/at/${index}`);

  const attribute = (settings: AttributeSettings, at: string): void => {
    readable(settings.at, `${at}/at`);
    if (settings.as === 'address' || settings.as === 'object') {
      if (!settings.members) {
        problems.push({pointer: `${pointer}${at}`, message: `"${settings.as}" is made of members: name them in "members".`});
      }
    }
    for (const [index, choice] of (settings.first ?? []).entries()) attribute(choice, `${at}/first/${index}`);
    for (const [name, member] of Object.entries(settings.members ?? {})) {
      if (typeof member === 'string') readable(member, `${at}/members/${name}`);
      else {
        const wrong = held(member as unknown as Json, DEFINITIONS['attribute'] ?? true, `${pointer}${at}/members/${name}`);
        problems.push(...wrong);
        if (wrong.length === 0) attribute(member, `${at}/members/${name}`);
      }
    }
  };
  for (const [name, settings] of Object.entries(attributes)) attribute(settings, `/attributes/${name}`);
  return problems;
}

const CONTEXT = {schemas: new Map<string, JsonSchema>(), formats: new Map()};

function held(value: Json, schema: JsonSchema, pointer: string): readonly ConfigurationProblem[] {
  if (value === undefined) return [{pointer, message: 'Expected an object, found nothing.'}];
  return interpret(
    schema,
    CONTEXT,
    CONFIGURATION_SCHEMA,
  )(value).map((issue) => ({
    pointer: pointer + issue.pointer,
    message: wordsOf(issue, schema, value),
  }));
}

function wordsOf({code, pointer, params = {}}: Issue, schema: JsonSchema, value: Json): string {
  const name = pointer.slice(pointer.lastIndexOf('/') + 1);
  switch (code) {
    case 'value.required':
      return `Expected "${name}", found nothing.`;
    case 'schema.additionalProperties': {
      const known = Object.keys(((schema as JsonObject)['properties'] as JsonObject | undefined) ?? {});
      return pointer === `/${name}` ? unknownName('member', name, known) : `"${name}" is no member here.`;
    }
    case 'schema.type':
      return `Expected ${[params['type']].flat().join(' or ')}, found ${kindOf(at(value, pointer))}.`;
    case 'schema.enum':
      return `Expected one of ${JSON.stringify(params['allowedValues'] ?? params['values'] ?? [])}.`;
    case 'schema.oneOf':
      return 'Fits none of its forms: look at the names of its members, and at those that are needed.';
    default:
      return `Does not fit: ${code.replace('schema.', '')} ${JSON.stringify(Object.values(params))}.`;
  }
}

function at(value: Json, pointer: string): Json | undefined {
  let here: Json | undefined = value;
  for (const part of pointer.split('/').slice(1)) {
    here = here !== null && typeof here === 'object' ? (here as JsonObject)[part] : undefined;
  }
  return here;
}

function kindOf(value: Json | undefined): string {
  if (value === null || value === undefined) return 'nothing';
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}

function unknownName(what: string, name: unknown, known: readonly string[]): string {
  const guess = typeof name === 'string' ? nearestName(name, known) : undefined;
  const found = typeof name === 'string' ? `"${name}"` : 'nothing';
  return `Expected the ${what} ${known.map((each) => `"${each}"`).join(', ')}, found ${found}.${guess === undefined ? '' : ` Did you mean "${guess}"?`}`;
}
