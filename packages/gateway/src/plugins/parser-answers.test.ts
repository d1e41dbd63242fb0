/** Bytes that no HTTP client would send: every answer to them is a problem document with the headers of every other answer. */
import assert from 'node:assert/strict';
import {once} from 'node:events';
import {after, before, describe, test} from 'node:test';
import {until} from '@egov-form/dev/until';
import fastify from 'fastify';
import {type Fixture, MOTHER, startFixture} from '../testing/gateway-fixture.ts';
import {exchange, openSocket, requestBytes} from '../testing/raw-request.ts';
import {addParserAnswers, parserOptions} from './parser-answers.ts';
import {addProblemAnswers} from './problems.ts';
import {addSecurityHeaders} from './security-headers.ts';

const SECURITY = [
  'content-security-policy',
  'x-content-type-options',
  'referrer-policy',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
  'permissions-policy',
];

interface Answer {
  readonly status: number;
  readonly headers: {readonly [name: string]: string};
  readonly body: string;
}

/** The first answer of a connection. */
function answerOf(text: string): Answer {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const [line = '', ...fields] = head.split('\r\n');
  const headers = Object.fromEntries(
    fields.map((field) => [field.slice(0, field.indexOf(':')).toLowerCase(), field.slice(field.indexOf(':') + 1).trim()]),
  );
  return {status: Number(line.split(' ')[1]), headers, body: rest.join('\r\n\r\n').slice(0, Number(headers['content-length']))};
}

function isProblem(name: string, answer: Answer, status: number, code: string): void {
  assert.equal(answer.status, status, `${name}: ${JSON.stringify(answer)}`);
  assert.match(answer.headers['content-type'] ?? '', /^application\/problem\+json/u, name);
  assert.equal((JSON.parse(answer.body) as {code: string}).code, code, name);
  assert.equal(answer.headers['x-egov-problem'], code, name);
  for (const header of SECURITY) assert.ok(answer.headers[header], `${name}: ${header}`);
}

const HOST = 'Host: 127.0.0.1\r\n';
const CHUNKED = 'Transfer-Encoding: chunked\r\nContent-Type: application/json\r\nX-Egov-Form: 1\r\n';

/** Name, bytes, status and code of the answer. Every one closes its connection. */
const REFUSED: readonly (readonly [string, string, number, string])[] = [
  ['no HTTP at all', 'hello\r\n\r\n', 400, 'request.malformed'],
  ['TLS on a plain port', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 400, 'request.malformed'],
  ['HTTP/2 preface', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400, 'request.malformed'],
  ['unknown method', `BREW /api/session HTTP/1.1\r\n${HOST}\r\n`, 400, 'request.malformed'],
  ['unknown version', `GET / HTTP/3.7\r\n${HOST}\r\n`, 400, 'request.malformed'],
  ['no version', 'GET /api/session\r\n\r\n', 400, 'request.malformed'],
  ['a target without a slash', `GET api/session HTTP/1.1\r\n${HOST}\r\n`, 400, 'request.malformed'],
  ['a space in the target', `GET /api/ session HTTP/1.1\r\n${HOST}\r\n`, 400, 'request.malformed'],
  ['a header without a name', `GET /api/session HTTP/1.1\r\n${HOST}: x\r\n\r\n`, 400, 'request.malformed'],
  ['a space before the colon', `GET /api/session HTTP/1.1\r\n${HOST}X-A : b\r\n\r\n`, 400, 'request.malformed'],
  ['a NUL in a header', `GET /api/session HTTP/1.1\r\n${HOST}X-A: b\0c\r\n\r\n`, 400, 'request.malformed'],
  ['a bare line break in a header', `GET /api/session HTTP/1.1\r\n${HOST}X-A: b\rX-B: c\r\n\r\n`, 400, 'request.malformed'],
  ['headers of 20 KB', `GET / HTTP/1.1\r\n${HOST}X-A: ${'b'.repeat(20_000)}\r\n\r\n`, 431, 'request.headers-too-large'],
  ['headers without end', `GET / HTTP/1.1\r\n${HOST}${'X-A: b\r\n'.repeat(40_000)}`, 431, 'request.headers-too-large'],
  ['an address of 20 KB', `GET /${'a'.repeat(20_000)} HTTP/1.1\r\n${HOST}\r\n`, 431, 'request.headers-too-large'],
  ['an expectation', `GET /api/session HTTP/1.1\r\n${HOST}Expect: banana\r\n\r\n`, 417, 'request.expectation'],
  ['a tunnel', `CONNECT register.example:443 HTTP/1.1\r\n${HOST}\r\n`, 405, 'request.method'],
  ['no Host', 'GET /api/session HTTP/1.1\r\n\r\n', 400, 'request.malformed'],
  ['an empty Host', 'GET /api/session HTTP/1.1\r\nHost:\r\n\r\n', 400, 'request.malformed'],
  ['no Host in HTTP/1.0', 'GET /api/session HTTP/1.0\r\n\r\n', 400, 'request.malformed'],
  ['two Hosts', `GET /api/session HTTP/1.1\r\n${HOST}Host: evil.example\r\n\r\n`, 400, 'request.malformed'],
  ['the same Host twice', `GET /api/session HTTP/1.1\r\n${HOST}hOST: 127.0.0.1\r\n\r\n`, 400, 'request.malformed'],
  ['two Hosts for a probe', `GET /healthz HTTP/1.1\r\n${HOST}${HOST}\r\n`, 400, 'request.malformed'],
  ['another Host', 'GET /api/session HTTP/1.1\r\nHost: evil.example\r\n\r\n', 421, 'request.host'],
  ['a Host that begins like ours', 'GET / HTTP/1.1\r\nHost: 127.0.0.1.evil.example\r\n\r\n', 421, 'request.host'],
  ['a Host with a user', 'GET / HTTP/1.1\r\nHost: evil.example@127.0.0.1\r\n\r\n', 421, 'request.host'],
  ['a Host with a path', 'GET / HTTP/1.1\r\nHost: 127.0.0.1/evil\r\n\r\n', 421, 'request.host'],
  ['a target of another host', `GET http://evil.example/api/session HTTP/1.1\r\n${HOST}\r\n`, 400, 'request.malformed'],
  ['a target with a user', `GET http://a@127.0.0.1/api/session HTTP/1.1\r\n${HOST}\r\n`, 400, 'request.malformed'],
  ['the server itself', `OPTIONS * HTTP/1.1\r\n${HOST}\r\n`, 400, 'request.malformed'],
  ['an encoded letter', `GET /%61pi/session HTTP/1.1\r\n${HOST}\r\n`, 400, 'request.malformed'],
  ['an encoded dot', `GET /api/%2E%2e/session HTTP/1.1\r\n${HOST}\r\n`, 400, 'request.malformed'],
  [
    'length and chunks',
    `POST /api/submissions HTTP/1.1\r\n${HOST}${CHUNKED}Content-Length: 4\r\n\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\n${HOST}\r\n`,
    ...([400, 'request.malformed'] as const),
  ],
  [
    'two lengths',
    `POST /api/submissions HTTP/1.1\r\n${HOST}Content-Length: 0\r\nContent-Length: 5\r\n\r\nhello`,
    ...([400, 'request.malformed'] as const),
  ],
  [
    'a list of lengths',
    `POST /api/submissions HTTP/1.1\r\n${HOST}Content-Length: 5, 5\r\n\r\nhello`,
    ...([400, 'request.malformed'] as const),
  ],
  [
    'a length below nothing',
    `POST /api/submissions HTTP/1.1\r\n${HOST}Content-Length: -5\r\n\r\nhello`,
    ...([400, 'request.malformed'] as const),
  ],
  [
    'an unknown transfer coding',
    `POST /api/submissions HTTP/1.1\r\n${HOST}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`,
    ...([400, 'request.malformed'] as const),
  ],
  [
    'chunks that are not the last coding',
    `POST /api/submissions HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n`,
    ...([400, 'request.malformed'] as const),
  ],
];

describe('what the parser refuses', () => {
  let fixture: Fixture;
  before(async () => {
    fixture = await startFixture();
  });
  after(() => fixture.close());

  for (const [name, bytes, status, code] of REFUSED) {
    test(`${name}: ${status}`, async () => {
      const text = await exchange(fixture.origin, Buffer.from(bytes, 'latin1'));
      isProblem(name, answerOf(text), status, code);
      assert.equal(text.match(/^HTTP\/1\.1 /gmu)?.length, 1, 'one answer, and the connection is over');
      assert.equal(text.includes('evil'), false);
    });
  }

  test('a broken chunk of a body that a route waits for is answered in place of it', async () => {
    const mother = await fixture.signIn('nguyen-thi-mau');
    const cookie = [...mother.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    for (const chunk of ['zz\r\n', '5\r\nhelloX', 'ffffffffffffffffff\r\n']) {
      const head = `POST /api/submissions HTTP/1.1\r\n${HOST}Cookie: ${cookie}\r\nOrigin: ${fixture.origin}\r\n${CHUNKED}\r\n`;
      const text = await exchange(fixture.origin, `${head}${chunk}`);
      isProblem(chunk, answerOf(text), 400, 'request.malformed');
    }
  });

  test('rubbish after a request that is under way is no answer to that one', async () => {
    const {host} = new URL(fixture.origin);
    let answer: () => void = () => {};
    fixture.population.behaviour = () =>
      new Promise((done) => {
        answer = () => done({state: 'not-found'});
      });
    const mother = await fixture.signIn('nguyen-thi-mau');
    const cookie = [...mother.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const question = {form: 'letter', version: '1.0.0', lookup: 'self', keys: {citizenId: MOTHER.citizenId}};
    const text = await exchange(
      fixture.origin,
      `${requestBytes(
        'POST',
        '/api/lookups/population',
        {Host: host, Cookie: cookie, Origin: fixture.origin, 'X-Egov-Form': '1', 'Content-Type': 'application/json'},
        JSON.stringify(question),
      )}rubbish\r\n\r\n`,
    );
    assert.equal(text, '');
    answer();
    fixture.population.behaviour = undefined;
  });

  test('what is in order goes on: our target, Host in any case, a probe by number, asking first', async () => {
    const {host, port} = new URL(fixture.origin);
    const close = 'Connection: close\r\n';
    const fine: readonly (readonly [string, string, number])[] = [
      ['absolute form', `GET ${fixture.origin}/api/session HTTP/1.1\r\nHost: ${host}\r\n${close}\r\n`, 200],
      ['localhost', `GET /api/session HTTP/1.1\r\nHost: LOCALHOST:${port}\r\n${close}\r\n`, 200],
      ['IPv6', `GET /api/session HTTP/1.1\r\nHost: [::1]:${port}\r\n${close}\r\n`, 200],
      ['HTTP/1.0 with Host', `GET /api/session HTTP/1.0\r\nHost: ${host}\r\n\r\n`, 200],
      ['a probe', `GET /healthz HTTP/1.1\r\nHost: 10.1.2.3:8080\r\n${close}\r\n`, 200],
      ['an old probe', 'GET /readyz HTTP/1.0\r\n\r\n', 200],
      [
        'an upgrade is not taken',
        `GET /api/session HTTP/1.1\r\n${HOST}Connection: upgrade, close\r\nUpgrade: websocket\r\n\r\n`,
        200,
      ],
      ['TRACE', `TRACE /api/session HTTP/1.1\r\n${HOST}${close}\r\n`, 403],
      ['PROPFIND', `PROPFIND /api/session HTTP/1.1\r\n${HOST}${close}\r\n`, 403],
      ['encoded as it must be', `GET /api/submissions/%C3%A1%20b HTTP/1.1\r\n${HOST}${close}\r\n`, 401],
      ['undecodable', `GET /api/submissions/%C3 HTTP/1.1\r\n${HOST}${close}\r\n`, 400],
    ];
    for (const [name, bytes, status] of fine) {
      const answer = answerOf(await exchange(fixture.origin, bytes));
      assert.equal(answer.status, status, `${name}: ${JSON.stringify(answer)}`);
      for (const header of SECURITY) assert.ok(answer.headers[header], `${name}: ${header}`);
    }
    const asking = `POST /auth/sign-out HTTP/1.1\r\n${HOST}Origin: ${fixture.origin}\r\n${close}Expect: 100-continue\r\n`;
    const text = await exchange(
      fixture.origin,
      `${asking}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 3\r\n\r\na=b`,
    );
    assert.match(text, /^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 303 /u);
  });

  test('what a proxy says about host and scheme is not believed, nor at sign-in and sign-out', async () => {
    const forged =
      'X-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: https\r\nX-Forwarded-For: 127.0.0.1\r\nForwarded: host=evil.example\r\n' +
      'X-Original-URL: /healthz\r\nX-Rewrite-URL: /healthz\r\nX-HTTP-Method-Override: DELETE\r\nConnection: close\r\n';
    const inbound = answerOf(await exchange(fixture.origin, `GET /auth/sign-in HTTP/1.1\r\n${HOST}${forged}\r\n`));
    assert.equal(inbound.status, 303);
    const redirect = new URL(inbound.headers['location'] ?? '').searchParams.get('redirect_uri');
    assert.equal(redirect, `${fixture.origin}/auth/callback`);
    assert.doesNotMatch(inbound.headers['set-cookie'] ?? '', /Secure|Domain/u);
    const out = answerOf(
      await exchange(fixture.origin, `POST /auth/sign-out HTTP/1.1\r\n${HOST}${forged}Origin: https://evil.example\r\n\r\n`),
    );
    isProblem('sign-out for another origin', out, 403, 'request.cross-site');
    const named = `GET / HTTP/1.1\r\n${HOST.replace('127.0.0.1', 'localhost')}${forged}Sec-Fetch-Mode: navigate\r\n\r\n`;
    assert.equal(answerOf(await exchange(fixture.origin, named)).headers['location'], `${fixture.origin}/`);
  });

  test('not even from a trusted proxy does the host come from X-Forwarded-Host', async () => {
    const behind = await startFixture({trustProxy: true});
    try {
      const bytes = 'GET /api/session HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: 127.0.0.1\r\n\r\n';
      isProblem('forwarded', answerOf(await exchange(behind.origin, bytes)), 421, 'request.host');
    } finally {
      await behind.close();
    }
  });

  test('over https every one of these answers asks for https', async () => {
    const secure = await startFixture({origin: 'https://dichvucong.example'});
    try {
      const listening = `http://127.0.0.1:${(secure.app.server.address() as {port: number}).port}`;
      for (const bytes of [
        'hello\r\n\r\n',
        `CONNECT a:1 HTTP/1.1\r\n${HOST}\r\n`,
        `GET / HTTP/1.1\r\n${HOST}Expect: x\r\n\r\n`,
      ]) {
        assert.equal(answerOf(await exchange(listening, bytes)).headers['strict-transport-security'], 'max-age=31536000');
      }
      const own = 'GET /api/session HTTP/1.1\r\nHost: dichvucong.example:443\r\nConnection: close\r\n\r\n';
      assert.equal(answerOf(await exchange(listening, own)).status, 200);
    } finally {
      await secure.close();
    }
  });
});

describe('a request that does not come, or comes too late', () => {
  test('is answered as too slow, with the headers', async () => {
    const options = parserOptions(false);
    const app = fastify({...options, http: {...options.http, headersTimeout: 100, connectionsCheckingInterval: 20}});
    addProblemAnswers(app);
    addSecurityHeaders(app, false);
    addParserAnswers(app, false);
    const origin = await app.listen({host: '127.0.0.1', port: 0});
    try {
      isProblem('headers', answerOf(await exchange(origin, 'GET / HTTP/1.1\r\nHo')), 408, 'request.too-slow');
    } finally {
      await app.close();
    }
  });

  test('is told to come back while the server stops, and what is under way is finished', async () => {
    const app = fastify(parserOptions(false));
    addProblemAnswers(app);
    addSecurityHeaders(app, false);
    addParserAnswers(app, false);
    let finish: () => void = () => {};
    let begun: () => void = () => {};
    const under = new Promise<void>((done) => {
      begun = done;
    });
    app.get('/long', async () => {
      begun();
      await new Promise<void>((done) => {
        finish = done;
      });
      return 'done';
    });
    const origin = await app.listen({host: '127.0.0.1', port: 0});
    const socket = await openSocket(origin);
    let text = '';
    socket.setEncoding('latin1').on('data', (more: string) => {
      text += more;
    });
    const closed = new Promise((done) => socket.once('close', done));
    socket.write(`GET /long HTTP/1.1\r\n${HOST}\r\n`);
    await under;
    const stopped = app.close();
    await until('the gateway is stopping', () => !app.server.listening);
    const came = once(app.server, 'request');
    socket.write(`GET /long HTTP/1.1\r\n${HOST}\r\n`);
    await came;
    finish();
    await closed;
    await stopped;
    const [first = '', second = ''] = text.split(/(?<=done)/u);
    assert.equal(answerOf(first).status, 200);
    isProblem('while stopping', answerOf(second), 503, 'server.unavailable');
  });
});
