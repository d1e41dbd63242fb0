import assert from 'node:assert/strict';
import {once} from 'node:events';
import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {after, before, beforeEach, describe, it} from 'node:test';
import type {LookupAnswer, LookupRequest, Submission} from '@egov-form/core';
import {createGatewayClient, type GatewayClient} from '../index.ts';

interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

const REQUEST: LookupRequest = {
  form: 'khai-sinh',
  version: '1.0.0',
  lookup: 'mother',
  connector: 'population',
  keys: {citizenId: '026190000042', birthDate: '1990-02-14'},
};

const SOURCE = {register: 'population', title: {vi: 'Dân cư', en: 'Population'}, at: '2026-11-21T09:00:00Z'};

let server: Server;
let base: string;
let answer: (response: ServerResponse) => void;
const seen: Seen[] = [];

before(async () => {
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    seen.push({method: request.method ?? '', url: request.url ?? '', headers: request.headers, body});
    answer(response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
});
after(async () => {
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
});
beforeEach(() => {
  seen.length = 0;
});

function reply(status: number, body: unknown, headers: {[name: string]: string} = {}): void {
  answer = (response) => {
    response.writeHead(status, {'Content-Type': 'application/json', ...headers});
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
}

function client(timeoutMs = 3000): GatewayClient {
  return createGatewayClient({base, timeoutMs, submitTimeoutMs: timeoutMs});
}

const signal = new AbortController().signal;

describe('asking the gateway', () => {
  it('posts the question with the header that other sites cannot set, no person in the address', async () => {
    reply(200, {state: 'filled', values: {fullName: 'Nguyễn Thị Mẫu'}, source: SOURCE, receipt: 'a.b.c', extra: 1});
    const got = await client().ask(REQUEST, signal);
    assert.deepEqual(got, {state: 'filled', values: {fullName: 'Nguyễn Thị Mẫu'}, source: SOURCE, receipt: 'a.b.c'});
    assert.equal(seen[0]?.method, 'POST');
    assert.equal(seen[0]?.url, '/api/lookups/population');
    assert.equal(seen[0]?.headers['x-egov-form'], '1');
    assert.equal(seen[0]?.headers['content-type'], 'application/json');
    const {connector: _connector, ...sent} = REQUEST;
    assert.deepEqual(JSON.parse(seen[0]?.body ?? ''), sent);
  });

  const states: readonly LookupAnswer[] = [
    {state: 'partial', values: {}, source: {...SOURCE, title: 'Dân cư'}},
    {state: 'incomplete', missing: ['birthDate']},
    {state: 'not-found'},
    {state: 'mismatch'},
    {state: 'forbidden', reason: 'sign-in'},
    {state: 'forbidden', reason: 'not-self'},
    {state: 'forbidden', reason: 'procedure'},
    {state: 'forbidden'},
    {state: 'limited', retryAfterSeconds: 30},
    {state: 'unavailable', reason: 'slow'},
    {state: 'unavailable', reason: 'down'},
  ];
  for (const state of states) {
    it(`hands on ${JSON.stringify(state).slice(0, 60)}`, async () => {
      reply(200, state);
      assert.deepEqual(await client().ask(REQUEST, signal), state);
    });
  }

  const odd: readonly (readonly [number, unknown, LookupAnswer, {[name: string]: string}?])[] = [
    [401, {code: 'EGOV_GATEWAY_SIGN_IN'}, {state: 'forbidden', reason: 'sign-in'}],
    [403, {}, {state: 'forbidden'}],
    [409, {code: 'session.other-person'}, {state: 'forbidden', reason: 'other-person'}],
    [409, {code: 'form.version'}, {state: 'unavailable', reason: 'invalid-answer'}],
    [429, {}, {state: 'limited', retryAfterSeconds: 17}, {'Retry-After': '17'}],
    [429, '', {state: 'limited', retryAfterSeconds: 60}],
    [500, {}, {state: 'unavailable', reason: 'down'}],
    [502, '<html>', {state: 'unavailable', reason: 'down'}],
    [504, '', {state: 'unavailable', reason: 'slow'}],
    [404, {}, {state: 'unavailable', reason: 'invalid-answer'}],
    [204, '', {state: 'unavailable', reason: 'invalid-answer'}],
    [200, '<!doctype html>', {state: 'unavailable', reason: 'invalid-answer'}],
    [200, 'null', {state: 'unavailable', reason: 'invalid-answer'}],
    [200, {state: 'happy'}, {state: 'unavailable', reason: 'invalid-answer'}],
    [200, {state: 'filled', values: []}, {state: 'unavailable', reason: 'invalid-answer'}],
    [
      200,
      {state: 'filled', values: {}, source: {register: 'x', title: 'x', at: 'yesterday'}},
      {state: 'unavailable', reason: 'invalid-answer'},
    ],
    [200, {state: 'incomplete', missing: [1]}, {state: 'unavailable', reason: 'invalid-answer'}],
    [
      200,
      `{"state":"filled","values":{"__proto__":{"a":1}},"source":${JSON.stringify(SOURCE)}}`,
      {state: 'unavailable', reason: 'invalid-answer'},
    ],
  ];
  for (const [status, body, expected, headers] of odd) {
    it(`turns ${status} ${JSON.stringify(body).slice(0, 50)} into ${JSON.stringify(expected)}`, async () => {
      reply(status, body, headers);
      assert.deepEqual(await client().ask(REQUEST, signal), expected);
    });
  }

  it('reads a date in Retry-After', async () => {
    reply(429, {}, {'Retry-After': new Date(Date.now() + 90_000).toUTCString()});
    const got = await client().ask(REQUEST, signal);
    assert.ok(got.state === 'limited' && got.retryAfterSeconds > 80 && got.retryAfterSeconds <= 90);
  });

  it('says slow when its own time runs out, offline when there is no connection', async () => {
    answer = () => {};
    assert.deepEqual(await client(80).ask(REQUEST, signal), {state: 'unavailable', reason: 'slow'});
    answer = (response) => response.socket?.destroy();
    assert.deepEqual(await client().ask(REQUEST, signal), {state: 'unavailable', reason: 'offline'});
    const nowhere = createGatewayClient({base: 'http://127.0.0.1:9/api'});
    assert.deepEqual(await nowhere.ask(REQUEST, signal), {state: 'unavailable', reason: 'offline'});
  });

  it('rejects with the caller’s reason, and only then', async () => {
    answer = () => {};
    const controller = new AbortController();
    const asked = client().ask(REQUEST, controller.signal);
    setTimeout(() => controller.abort(new Error('key changed')), 20);
    await assert.rejects(asked, {message: 'key changed'});
    seen.length = 0;
    await assert.rejects(client().ask(REQUEST, AbortSignal.abort(new Error('before'))), {message: 'before'});
    assert.deepEqual(seen, []);
  });

  it('does not follow a redirect to another place', async () => {
    reply(307, '', {Location: '/elsewhere'});
    assert.equal((await client().ask(REQUEST, signal)).state, 'unavailable');
    assert.equal(seen.length, 1);
  });

  it('refuses a gateway on another origin than the page', () => {
    const page = globalThis as {location?: unknown};
    page.location = {href: 'https://portal.example/forms/', origin: 'https://portal.example'};
    try {
      assert.throws(() => createGatewayClient({base: 'https://other.example/api'}), {code: 'EGOV_CONNECTORS_ORIGIN'});
      assert.throws(() => createGatewayClient({base: '//other.example/api'}), {code: 'EGOV_CONNECTORS_ORIGIN'});
      assert.doesNotThrow(() => createGatewayClient({base: '/api'}));
      assert.doesNotThrow(() => createGatewayClient({base: 'https://portal.example/api/'}));
    } finally {
      delete page.location;
    }
  });
});

describe('handing in', () => {
  const submission: Submission = {
    form: 'khai-sinh',
    version: '1.0.0',
    locale: 'vi',
    answers: {child: {fullName: 'Lê Minh Mẫu'}},
    origins: {},
    documents: {},
    decisions: [],
    declared: true,
  };
  const hand = (timeoutMs?: number) => client(timeoutMs).submit(submission, 'key-1', signal);

  it('hands on which dossier about the same matter stands in the way', async () => {
    const dossier = {code: 'H44.12.03-261121-000045', at: '2026-11-21T09:00:00Z'};
    reply(409, {code: 'submission.same-matter', dossier});
    assert.deepEqual(await hand(), {state: 'same-matter', ...dossier});
    for (const odd of [{code: 'submission.same-matter'}, {code: 'submission.key-reused', dossier}]) {
      reply(409, odd);
      assert.deepEqual(await hand(), {state: 'unavailable'});
    }
  });

  it('sends the dossier with its key and answers the code, new or known', async () => {
    for (const status of [201, 200]) {
      reply(status, {code: 'H44.12.03-261121-000045', at: '2026-11-21T09:00:00Z'});
      assert.deepEqual(await hand(), {state: 'accepted', code: 'H44.12.03-261121-000045', at: '2026-11-21T09:00:00Z'});
    }
    assert.equal(seen[0]?.url, '/api/submissions');
    assert.equal(seen[0]?.headers['idempotency-key'], 'key-1');
    assert.deepEqual(JSON.parse(seen[0]?.body ?? ''), submission);
  });

  it('hands on issues by pointer', async () => {
    const issues = [
      {code: 'value.required', pointer: '/child/fullName', severity: 'error'},
      {code: 'schema.minimum', pointer: '/copies', severity: 'error', params: {minimum: 1}, message: {vi: 'Ít nhất 1'}},
    ];
    reply(422, {type: 'about:blank', code: 'EGOV_GATEWAY_REFUSED', issues});
    assert.deepEqual(await hand(), {state: 'refused', issues});
  });

  it('says that a dossier is too large, which it would be again', async () => {
    reply(413, {type: 'about:blank', code: 'request.too-large'});
    const issues = [{code: 'submission.too-large', pointer: '', severity: 'error'}];
    assert.deepEqual(await hand(), {state: 'refused', issues});
  });

  for (const [status, body, state] of [
    [401, {}, 'signed-out'],
    [403, {}, 'forbidden'],
    [409, {code: 'session.other-person'}, 'other-person'],
    [409, {code: 'submission.key-reused'}, 'unavailable'],
    [422, {issues: []}, 'unavailable'],
    [422, {issues: ['x']}, 'unavailable'],
    [201, {}, 'unavailable'],
    [201, 'x', 'unavailable'],
    [409, {}, 'unavailable'],
    [500, {}, 'unavailable'],
  ] as const) {
    it(`takes ${status} ${JSON.stringify(body)} as ${state}`, async () => {
      reply(status, body);
      assert.deepEqual(await hand(), {state});
    });
  }

  it('is unavailable without an answer', async () => {
    answer = () => {};
    assert.deepEqual(await hand(60), {state: 'unavailable'});
  });
});

describe('a form that somebody opened', () => {
  const submission: Submission = {
    ...{
      form: 'khai-sinh',
      version: '1.0.0',
      locale: 'vi',
      answers: {},
      origins: {},
      documents: {},
      decisions: [],
      declared: true,
    },
  };
  const options = {form: 'khai-sinh', version: '1.0.0', field: '/job', connector: 'jobs', query: 'an', where: {}};
  const said = () => seen.map(({headers}) => headers['x-egov-owner']);

  it('says at every call who opened it, or that nobody was signed in; nothing where unknown', async () => {
    reply(500, {});
    for (const [owner, header] of [
      ['mother-1', 'mother-1'],
      ['', 'none'],
    ] as const) {
      seen.length = 0;
      const own = client().openedBy(owner);
      await own.ask(REQUEST, signal);
      await own.search?.(options, signal);
      await own.submit(submission, 'key-1', signal);
      assert.deepEqual(said(), [header, header, header]);
      assert.equal(seen[2]?.headers['idempotency-key'], 'key-1');
      assert.equal(seen[2]?.headers['x-egov-form'], '1');
    }
    seen.length = 0;
    const shared = client();
    shared.openedBy('mother-1');
    await shared.ask(REQUEST, signal);
    assert.deepEqual(said(), [undefined]);
  });

  it('says the person of now when it is opened again by another', async () => {
    reply(500, {});
    await client().openedBy('mother-1').openedBy('father-1').ask(REQUEST, signal);
    assert.deepEqual(said(), ['father-1']);
  });

  it('tells searches apart that need a sign-in from those of another person', async () => {
    for (const [status, code, reason] of [
      [401, 'session.required', 'sign-in'],
      [409, 'session.other-person', 'other-person'],
    ] as const) {
      reply(status, {code});
      assert.deepEqual(await client().search?.(options, signal), {state: 'forbidden', reason});
    }
  });
});
