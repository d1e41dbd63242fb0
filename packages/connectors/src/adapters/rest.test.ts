import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {json, type LoopbackServer, listenOnLoopback, type SimulatorRequest, sendEncoded} from '@egov-form/simulators/loopback';
import fc from 'fast-check';
import type {RestSettings, ServiceMapping} from '../generated/configuration.ts';
import {openConnectors} from '../open-connectors.ts';
import type {Register, RegisterTrouble} from '../register.ts';
import {ask, SURROUNDINGS} from '../testing/ask.ts';
import {callAddress} from './http.ts';

const BOOKS: ServiceMapping = {
  title: {vi: 'Sổ', en: 'Books'},
  about: 'public',
  subject: 'number',
  keys: {number: {kind: 'text', required: true}, note: {kind: 'text'}},
  request: {so: '{key.number}', ghiChu: '{key.note?}', long: [{sau: '{procedure}'}]},
  answer: {present: '$.so', same: {number: 'number'}},
  attributes: {number: {at: '$.so'}, title: {at: '$.ten'}},
};

let server: LoopbackServer;
let reply = json(200, {so: '12', ten: 'Một'});
const heard: SimulatorRequest[] = [];
const troubles: RegisterTrouble[] = [];

before(async () => {
  server = await listenOnLoopback(0, async (request, response) => {
    heard.push(request);
    sendEncoded(response, reply);
  });
});
after(() => server.close());

function books(through: Partial<RestSettings>): Register {
  const {registers} = openConnectors(
    {connectors: {books: {service: BOOKS, through: {adapter: 'rest', url: `${server.url}/kho`, ...through}}}},
    {
      ...SURROUNDINGS,
      environment: {USER: 'người dùng', PASSWORD: 'mật:khẩu', KEY: 'k-1'},
      onTrouble: (trouble) => troubles.push(trouble),
    },
  );
  assert.ok(registers['books']);
  return registers['books'];
}

async function sent(through: Partial<RestSettings>, keys: {readonly [name: string]: string}): Promise<SimulatorRequest> {
  heard.length = 0;
  await ask(books(through), keys);
  assert.equal(heard.length, 1);
  const [request] = heard;
  assert.ok(request);
  return request;
}

describe('a JSON service over HTTP', () => {
  it('sends the message as JSON, without members that are empty', async () => {
    const request = await sent({}, {number: '12'});
    assert.deepEqual([request.method, request.path], ['POST', '/kho']);
    assert.equal(request.headers['content-type'], 'application/json');
    assert.equal(request.headers['cache-control'], 'no-store');
    assert.deepEqual(JSON.parse(request.text), {so: '12', long: [{sau: '1.001193'}]});
  });

  it('sends it as a form', async () => {
    const request = await sent({body: 'form'}, {number: '1&2=3', note: 'hôm nay'});
    assert.equal(request.headers['content-type'], 'application/x-www-form-urlencoded');
    assert.deepEqual(Object.fromEntries(new URLSearchParams(request.text)), {
      so: '1&2=3',
      ghiChu: 'hôm nay',
      long: '[{"sau":"1.001193"}]',
    });
  });

  it('puts values into path, query and headers, encoded', async () => {
    const request = await sent(
      {
        method: 'GET',
        path: '/so/{key.number}/ban',
        query: {ghiChu: '{key.note}', tt: '{procedure}'},
        headers: {'X-So': 'so {key.note}'},
      },
      {number: 'a/b?c#d', note: 'đêm & ngày\r\n'},
    );
    assert.deepEqual([request.method, request.path, request.text], ['GET', '/kho/so/a%2Fb%3Fc%23d/ban', '']);
    assert.deepEqual(Object.fromEntries(request.query), {ghiChu: 'đêm & ngày', tt: '1.001193'});
    assert.equal(request.headers['x-so'], 'so %C4%91%C3%AAm%20%26%20ng%C3%A0y');
  });

  for (const number of ['.', '..', '%2e%2e']) {
    it(`the value "${number}" leads nowhere else`, async () => {
      heard.length = 0;
      const answer = await ask(books({method: 'GET', path: '/so/{key.number}'}), {number});
      if (number === '%2e%2e') assert.equal(heard[0]?.path, '/kho/so/%252e%252e');
      else {
        assert.deepEqual(answer, {state: 'not-found'});
        assert.deepEqual(heard, []);
      }
    });
  }

  it('shows who asks: a password, a key', async () => {
    const basic = await sent({auth: {kind: 'basic', user: {env: 'USER'}, password: {env: 'PASSWORD'}}}, {number: '12'});
    assert.equal(Buffer.from(basic.headers.authorization?.slice(6) ?? '', 'base64').toString(), 'người dùng:mật:khẩu');
    const key = await sent({auth: {kind: 'api-key', header: 'X-Key', key: {env: 'KEY'}}}, {number: '12'});
    assert.equal(key.headers['x-key'], 'k-1');
  });

  it('follows no redirect, also to its own host', async () => {
    for (const Location of ['http://127.0.0.1:1/', `${server.url}/kho`]) {
      reply = {status: 302, headers: {Location}, body: ''};
      heard.length = 0;
      assert.deepEqual(await ask(books({}), {number: '12'}), {state: 'unavailable', reason: 'invalid-answer'});
      assert.equal(heard.length, 1);
    }
    reply = json(200, {so: '12', ten: 'Một'});
  });

  it('takes 404 for "no such record" only where the configuration says so', async () => {
    reply = json(404, {error: 'not found'});
    assert.deepEqual(await ask(books({}), {number: '12'}), {state: 'unavailable', reason: 'invalid-answer'});
    assert.deepEqual(await ask(books({notFoundStatus: [404]}), {number: '12'}), {state: 'not-found'});
    reply = json(200, {so: '12', ten: 'Một'});
  });

  for (const [header, seconds] of [
    ['17', 17],
    ['in 30 s', 30],
    ['soon', 60],
    ['999999', 3600],
    ['0', 1],
  ] as const) {
    it(`429 with Retry-After "${header}" waits ${seconds} s`, async () => {
      reply = json(429, {}, {'Retry-After': header === 'in 30 s' ? new Date(Date.now() + 30_000).toUTCString() : header});
      const answer = await ask(books({}), {number: '12'});
      assert.ok(answer.state === 'limited' && Math.abs(answer.retryAfterSeconds - seconds) <= 2);
      reply = json(200, {so: '12', ten: 'Một'});
    });
  }

  it('stops reading at the limit of the configuration', async () => {
    reply = json(200, {so: '12', ten: 'x'.repeat(2_000)});
    assert.equal((await ask(books({}), {number: '12'})).state, 'found');
    assert.deepEqual(await ask(books({maxBytes: 1_000}), {number: '12'}), {state: 'unavailable', reason: 'invalid-answer'});
    assert.equal(troubles.at(-1)?.cause, 'too-large');
    reply = json(200, {so: '12', ten: 'Một'});
  });

  it('no value changes the host, nor adds or leaves out a part of the path', () => {
    const plan = {url: 'https://api.example.vn/v1', method: 'GET', path: '/a/{key.x}/b', query: {q: '{key.x}'}} as const;
    const any = fc.oneof(
      fc.string({unit: 'binary', maxLength: 40}),
      fc.constantFrom('../..', '//evil.vn', '\\\\evil', '@evil.vn', '?', '#', '%2f', ';'),
    );
    fc.assert(
      fc.property(any, (x) => {
        const request = {
          keys: {x},
          attributes: [],
          purpose: '',
          procedure: '',
          requester: {role: 'citizen', citizenId: ''},
          requestId: '',
        } as const;
        let address: URL | undefined;
        try {
          address = callAddress(plan, {request, settings: {}});
        } catch (error) {
          // Half a surrogate pair cannot be written in an address at all.
          assert.ok(error instanceof URIError);
          return;
        }
        if (!address) return;
        assert.equal(address.origin, 'https://api.example.vn');
        const parts = address.pathname.split('/');
        assert.deepEqual([parts.length, parts[1], parts[2], parts[4]], [5, 'v1', 'a', 'b']);
        assert.equal(decodeURIComponent(parts[3] ?? ''), x);
        assert.deepEqual([...address.searchParams], [['q', x]]);
        assert.equal(address.hash, '');
      }),
      {seed: 20261122, numRuns: 1_000},
    );
  });
});
