/** `GET /api/openapi.json`: the API's description, made of the schemas that the routes check requests by. */
import type {FastifyInstance, RouteOptions} from 'fastify';
import {OWNER_HEADER} from '../plugins/opened-by.ts';
import {sessionCookie} from '../plugins/session.ts';
import {DESCRIBED, type DescribedRoute, PROBLEM, type Schema} from './answers.ts';

/** A route as it was added to the server. */
interface AddedRoute {
  readonly method: string;
  readonly url: string;
  readonly schema: {readonly body?: Schema; readonly params?: Schema; readonly querystring?: Schema};
}

const OWNER_WORDS =
  'Who opened the form that makes this call: `draftOwner` of the session then, or `none`. While another person is signed in, the answer is 409 `session.other-person`.';

/** Watches routes as they are added, and serves the description of them all. Before any other route. */
export function addApiDescription(app: FastifyInstance, origin: string): void {
  const added: AddedRoute[] = [];
  app.addHook('onRoute', (route: RouteOptions) => {
    for (const method of [route.method].flat()) {
      // Fastify adds HEAD to every GET by itself.
      if (method === 'HEAD' && !route.url.startsWith('/api/uploads/')) continue;
      if (route.url.includes('*')) continue;
      added.push({method, url: route.url, schema: (route.schema ?? {}) as AddedRoute['schema']});
    }
  });
  let document: Schema | undefined;
  app.get('/api/openapi.json', async (_request, reply) => {
    document ??= describeApi(added, origin);
    return reply.type('application/json; charset=utf-8').send(document);
  });
}

/** @throws Error for a route of the API that nobody described. */
function describeApi(routes: readonly AddedRoute[], origin: string): Schema {
  const paths: {[path: string]: {[method: string]: Schema}} = {};
  for (const {method, url, schema} of routes) {
    const described = Object.hasOwn(DESCRIBED, `${method} ${url}`) ? DESCRIBED[`${method} ${url}`] : undefined;
    if (!described) {
      // Pages and files are not part of it.
      if (/^\/(?:api|auth)\//u.test(url)) throw new Error(`Expected ${method} ${url} in openapi/answers.ts, found it missing.`);
      continue;
    }
    const path = url.replaceAll(/:(\w+)/gu, '{$1}');
    paths[path] = {...paths[path], [method.toLowerCase()]: operation(method, url, schema, described)};
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'egov-form gateway',
      version: '1.0.0',
      description:
        'Look-ups, uploads, submissions and dossiers of e-forms. Failures are problem documents (RFC 9457) with a code.',
      license: {name: 'MIT', identifier: 'MIT'},
    },
    servers: [{url: origin}],
    paths,
    components: {
      schemas: {Problem: PROBLEM},
      securitySchemes: {session: {type: 'apiKey', in: 'cookie', name: sessionCookie(origin).name}},
    },
  };
}

function operation(method: string, url: string, schema: AddedRoute['schema'], described: DescribedRoute): Schema {
  const changes = !['GET', 'HEAD'].includes(method);
  const parameters = [
    ...[...url.matchAll(/:(\w+)/gu)].map(([, name = '']) => ({
      ...{name, in: 'path', required: true},
      schema: memberOf(schema.params, name) ?? {type: 'string'},
    })),
    ...Object.keys((schema.querystring?.['properties'] ?? {}) as object).map((name) => ({
      ...{name, in: 'query', required: false},
      schema: memberOf(schema.querystring, name) ?? {type: 'string'},
    })),
    ...(changes && url.startsWith('/api/') ? [{name: 'X-Egov-Form', in: 'header', required: true, schema: {const: '1'}}] : []),
    ...(described.session && url.startsWith('/api/')
      ? [{name: OWNER_HEADER, in: 'header', required: false, schema: {type: 'string'}, description: OWNER_WORDS}]
      : []),
    ...Object.entries(described.headers ?? {}).map(([name, of]) => ({name, in: 'header', required: true, schema: of})),
  ];
  return {
    operationId: `${method.toLowerCase()}${url.replaceAll(/[^A-Za-z0-9]+(\w?)/gu, (_all, letter: string) => letter.toUpperCase())}`,
    summary: described.summary,
    ...(parameters.length > 0 && {parameters}),
    ...(schema.body && {requestBody: {required: true, content: {'application/json': {schema: schema.body}}}}),
    ...(described.bodyType && {requestBody: {required: true, content: {[described.bodyType]: {}}}}),
    ...(described.session && {security: [{session: []}]}),
    responses: {
      ...answersOf(described),
      default: {
        description: 'Refused or failed',
        content: {'application/problem+json': {schema: {$ref: '#/components/schemas/Problem'}}},
      },
    },
  };
}

function answersOf({answers}: DescribedRoute): Schema {
  return Object.fromEntries(
    Object.entries(answers).map(([status, {description, schema, headers}]) => [
      status,
      {
        description,
        ...(headers && {headers: Object.fromEntries(headers.map((name) => [name, {schema: {type: 'string'}}]))}),
        ...(schema && {content: {'application/json': {schema}}}),
      },
    ]),
  );
}

function memberOf(schema: Schema | undefined, name: string): Schema | undefined {
  const properties = (schema?.['properties'] ?? {}) as {readonly [name: string]: Schema};
  return Object.hasOwn(properties, name) ? properties[name] : undefined;
}
