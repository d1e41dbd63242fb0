/**
 * Requests made at random from the API's own description, good and bad: none may be a failure of ours, every answer must be
 * as described, and nothing of what was sent may reach the log. The full proof: `FUZZ_REQUESTS=5000`, other runs by
 * `FUZZ_SEED`.
 */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Json, JsonObject} from '@egov-form/core';
import {interpret} from '@egov-form/core';
import {Dice} from '../testing/dice.ts';
import {FATHER, LETTER, MOTHER, type Reply, startFixture, type Visitor} from '../testing/gateway-fixture.ts';

const REQUESTS = Number(process.env['FUZZ_REQUESTS'] || '300');
const SEED = Number(process.env['FUZZ_SEED'] || '20261122');

/** In every text that is made up: what a person might have typed. */
const PRIVATE = 'ZZPRIVATE';

type Shape = {readonly [member: string]: Json | undefined};

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly {readonly name: string; readonly in: string; readonly schema: Shape}[];
  readonly body: {readonly type: string; readonly schema: Shape} | undefined;
  readonly answers: {readonly [status: string]: Shape | undefined};
}

test(`${REQUESTS} requests at random`, {timeout: 3_600_000}, async (context) => {
  const fixture = await startFixture({limits: {'*': {retries: 0, sample: 1000}}, uniformAnswerMs: 1});
  try {
    const document = (await (await fetch(`${fixture.origin}/api/openapi.json`)).json()) as JsonObject;
    const problem = ((document['components'] as JsonObject)['schemas'] as JsonObject)['Problem'] as Shape;
    const operations = operationsOf(document);
    const visitors = [
      await fixture.signIn('nguyen-thi-mau'),
      await fixture.signIn('le-van-chong'),
      await fixture.signIn('tran-van-can-bo'),
      fixture.visitor(),
    ];
    const known: Known = {codes: [], uploads: []};
    const dice = new Dice(SEED);
    const statuses = new Map<number, number>();
    const good = new Set<string>();
    for (let i = 0; i < REQUESTS; i += 1) {
      const operation = dice.pick(operations);
      // Ending a session would leave nobody to ask with.
      if (operation.path.startsWith('/auth/sign-out') || (operation.method === 'DELETE' && operation.path === '/api/session')) {
        continue;
      }
      const request = makeRequest(operation, dice, known);
      const reply = await send(
        dice.chance(0.85) ? dice.pick(visitors.slice(0, 3)) : (visitors[3] as Visitor),
        operation,
        request,
      );
      const where = `${operation.method} ${operation.path} #${i}: ${reply.status}`;
      statuses.set(reply.status, (statuses.get(reply.status) ?? 0) + 1);
      assert.ok(reply.status < 500, `${where} ${reply.text.slice(0, 300)}`);
      const declared = Object.hasOwn(operation.answers, String(reply.status));
      assert.ok(declared || reply.status >= 400, `${where} is not described`);
      if (declared) good.add(`${operation.method} ${operation.path}`);
      const shape = declared ? operation.answers[String(reply.status)] : problem;
      const type = reply.headers.get('content-type') ?? '';
      if (!declared && operation.method !== 'HEAD') assert.match(type, /^application\/problem\+json/u, where);
      if (shape && reply.text !== '') {
        const issues = interpret(shape as never, {schemas: new Map(), formats: new Map()})(reply.body);
        assert.deepEqual(issues, [], `${where} ${reply.text.slice(0, 500)}`);
      }
      if (reply.status === 201 && reply.body?.code) known.codes.push(reply.body.code);
      const upload = /uploads\/([0-9a-f]{32})$/u.exec(reply.headers.get('location') ?? '');
      if (upload?.[1]) known.uploads.push(upload[1]);
    }
    const log = fixture.log.join('');
    for (const value of [PRIVATE, MOTHER.citizenId, MOTHER.fullName, FATHER.citizenId, FATHER.fullName, FATHER.birthDate]) {
      assert.equal(log.includes(value), false, 'something of a person is in the log');
    }
    if (REQUESTS >= 1000) assert.ok(good.size >= operations.length - 6, [...good].join());
    const counts = [...statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${count} × ${status}`);
    context.diagnostic(`${counts.join(', ')}; ${good.size} of ${operations.length} operations did their work`);
  } finally {
    await fixture.close();
  }
});

/** What earlier answers gave, so that later requests get further. */
interface Known {
  readonly codes: string[];
  readonly uploads: string[];
}

function operationsOf(document: JsonObject): readonly Operation[] {
  return Object.entries(document['paths'] as JsonObject).flatMap(([path, methods]) =>
    Object.entries(methods as JsonObject).map(([method, described]) => {
      const {parameters = [], requestBody, responses} = described as JsonObject;
      const [body] = Object.entries(((requestBody as JsonObject | undefined)?.['content'] ?? {}) as JsonObject);
      const answers = Object.entries(responses as JsonObject).map(([status, answer]) => {
        const content = (answer as JsonObject)['content'] as JsonObject | undefined;
        return [status, (content?.['application/json'] as JsonObject | undefined)?.['schema'] as Shape | undefined] as const;
      });
      return {
        method: method.toUpperCase(),
        path,
        parameters: parameters as unknown as Operation['parameters'],
        body: body && {type: body[0], schema: ((body[1] as JsonObject)['schema'] ?? {}) as Shape},
        answers: Object.fromEntries(answers.filter(([status]) => status !== 'default')),
      };
    }),
  );
}

interface MadeRequest {
  readonly path: string;
  readonly headers: {readonly [name: string]: string};
  readonly body: string | Uint8Array | undefined;
}

function makeRequest({method, path, parameters, body}: Operation, dice: Dice, known: Known): MadeRequest {
  const headers: {[name: string]: string} = {};
  const query = new URLSearchParams();
  let filled = path;
  for (const {name, in: place, schema} of parameters) {
    const value = dice.chance(0.7) ? likely(name, dice, known) : undefined;
    const text = value ?? String(make(schema, dice, 0) ?? '');
    if (place === 'path') filled = filled.replace(`{${name}}`, encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '')) || 'x');
    else if (place === 'query') query.set(name, text);
    // Headers are latin letters on the wire.
    else if (dice.chance(0.95)) headers[name.toLowerCase()] = text.replaceAll(/[^\x20-\x7e]/gu, '').trim();
  }
  if (query.size > 0) filled += `?${query}`;
  if (!body || method === 'GET' || method === 'HEAD') return {path: filled, headers, body: undefined};
  if (dice.chance(0.97)) headers['content-type'] = dice.chance(0.97) ? body.type : 'text/plain';
  if (body.type !== 'application/json') return {path: filled, headers, body: new Uint8Array(dice.below(40))};
  const value = dice.chance(0.6) ? sensible(filled, dice) : make(body.schema, dice, 0);
  const text = JSON.stringify(dice.chance(0.3) ? spoil(value ?? null, dice) : value) ?? '';
  return {path: filled, headers, body: dice.chance(0.03) ? text.slice(0, dice.below(text.length + 1)) : text};
}

/** A value for a parameter that leads somewhere. */
function likely(name: string, dice: Dice, known: Known): string | undefined {
  const values: {readonly [name: string]: readonly string[]} = {
    connector: ['population', 'vehicle', 'nothing', '__proto__', 'constructor'],
    id: [LETTER.id, ...known.uploads.slice(-5), 'nothing'],
    code: [...known.codes.slice(-5), 'H44.12.03-261122-999999'],
    'Idempotency-Key': [`key-${dice.below(1_000_000)}`, 'key-always-the-same'],
    'X-Egov-Form': ['1'],
    'Tus-Resumable': ['1.0.0'],
    'Upload-Length': [String(1 + dice.below(40)), '0', '-1', '999999999999'],
    'Upload-Offset': ['0', String(dice.below(40))],
    return: ['/', '//elsewhere.example', `/x?${PRIVATE}`],
  };
  return Object.hasOwn(values, name) ? dice.pick(values[name] ?? []) : undefined;
}

/** A body that the route understands. */
function sensible(path: string, dice: Dice): Json {
  const who = dice.pick([MOTHER, FATHER]);
  if (path.startsWith('/api/lookups/')) {
    return dice.pick<Json>([
      {form: 'letter', version: '1.0.0', lookup: 'self', keys: {citizenId: who.citizenId}},
      {form: 'letter', version: '1.0.0', lookup: 'relative', keys: {citizenId: who.citizenId, birthDate: who.birthDate}},
      {form: 'letter', version: '1.0.0', lookup: 'vehicle', keys: {plate: '19A-123.45'}},
      {form: 'letter', version: '0.9.0', lookup: 'vehicle', keys: {plate: '19A-123.45'}},
    ]);
  }
  if (path.startsWith('/api/options/')) return {form: 'letter', version: '1.0.0', field: '/note', query: PRIVATE, where: {}};
  const submission = {form: 'letter', version: '1.0.0', locale: 'vi', origins: {}, documents: {}, decisions: [], declared: true};
  const answers = {citizenId: who.citizenId, fullName: `${PRIVATE} ${who.fullName}`, note: `${PRIVATE} ${dice.below(1000)}`};
  const unasked: JsonObject = dice.chance(0.3)
    ? {unasked: [{lookup: dice.pick(['self', 'relative', PRIVATE]), reason: 'down'}]}
    : {};
  return {...submission, answers, ...unasked};
}

const STRANGE: readonly Json[] = [
  ...['', ' ', `${PRIVATE}\u0000`, '\ud800', '../../etc/passwd', "' or 1=1 --", '<img src=x onerror=alert(1)>'],
  ...[`${PRIVATE}${'ắ'.repeat(500)}`, '__proto__', 'constructor', '9'.repeat(400)],
  ...[0, -1, 1.5, 1e308, -1e308, 2 ** 53, true, false, null, [], {}],
];

/** A value of a schema, mostly. */
function make(schema: Shape, dice: Dice, depth: number): Json | undefined {
  if (depth > 12 || dice.chance(0.03)) return dice.pick(STRANGE);
  if ('const' in schema) return schema['const'];
  if (Array.isArray(schema['enum'])) return dice.pick(schema['enum'] as readonly Json[]);
  const branches = (schema['oneOf'] ?? schema['anyOf']) as readonly Shape[] | undefined;
  if (branches) {
    const chosen = make({type: 'object', ...dice.pick(branches)}, dice, depth + 1);
    return chosen;
  }
  const type = Array.isArray(schema['type']) ? dice.pick(schema['type'] as readonly string[]) : schema['type'];
  if (type === 'object') return makeObject(schema, dice, depth);
  if (type === 'array') {
    return Array.from({length: dice.below(4)}, () => make((schema['items'] ?? {}) as Shape, dice, depth + 1) ?? null);
  }
  if (type === 'integer') return Math.max(Number(schema['minimum'] ?? -5), dice.below(100));
  if (type === 'number') return dice.below(1000) / 1000;
  if (type === 'boolean') return dice.chance(0.5);
  if (type === 'string')
    return dice.chance(0.2) ? dice.pick(['letter', '1.0.0', '/fullName', 'vi', 'self']) : `${PRIVATE}${dice.below(100)}`;
  return dice.pick(STRANGE);
}

function makeObject(schema: Shape, dice: Dice, depth: number): Json {
  const made: {[name: string]: Json} = {};
  const required = (schema['required'] ?? []) as readonly string[];
  for (const [name, inside] of Object.entries((schema['properties'] ?? {}) as {readonly [name: string]: Shape})) {
    if (!dice.chance(required.includes(name) ? 0.98 : 0.4)) continue;
    const value = make(inside, dice, depth + 1);
    if (value !== undefined) made[name] = value;
  }
  const more = schema['additionalProperties'];
  if (more !== false && dice.chance(0.5)) {
    const value = make((typeof more === 'object' && more !== null ? more : {}) as Shape, dice, depth + 1);
    if (value !== undefined) made[dice.pick(['/fullName', 'citizenId', 'card', PRIVATE, 'toString'])] = value;
  }
  return made;
}

/** The value with something wrong in one place. */
function spoil(value: Json, dice: Dice): Json {
  if (value === null || typeof value !== 'object' || dice.chance(0.2)) return dice.pick(STRANGE);
  if (Array.isArray(value)) return value.map((item) => (dice.chance(0.5) ? spoil(item as Json, dice) : item));
  const entries = Object.entries(value);
  if (entries.length === 0 || dice.chance(0.2))
    return {...value, [dice.pick(['admin', 'hasOwnProperty', PRIVATE])]: dice.pick(STRANGE)};
  const [name] = dice.pick(entries);
  if (dice.chance(0.3)) return Object.fromEntries(entries.filter(([other]) => other !== name));
  return {...value, [name]: spoil((value as JsonObject)[name] ?? null, dice)};
}

async function send(visitor: Visitor, {method}: Operation, {path, headers, body}: MadeRequest): Promise<Reply> {
  const response = await visitor.fetch(path, {
    method,
    headers: {origin: visitor.origin, ...headers},
    ...(body !== undefined && {body: body as BodyInit}),
  });
  const text = await response.text();
  const isJson = /json/u.test(response.headers.get('content-type') ?? '');
  return {status: response.status, headers: response.headers, body: isJson && text !== '' ? JSON.parse(text) : undefined, text};
}
