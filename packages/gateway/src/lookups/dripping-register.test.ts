/** A register that answers a byte at a time, behind all that guards it. */
import assert from 'node:assert/strict';
import {createServer, type Server, type Socket} from 'node:net';
import {after, before, test} from 'node:test';
import {openConnectors} from '@egov-form/connectors/server';
import {type GuardedRegister, guardRegister} from './resilience.ts';

/** Of a question. */
const TIMEOUT_MS = 150;
const HERE = new AbortController().signal;

let server: Server;
let url: string;
let requests = 0;
const sockets = new Set<Socket>();
before(async () => {
  server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('data', () => {
      requests += 1;
      socket.write('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n');
      const timer = setInterval(() => (socket.destroyed ? clearInterval(timer) : socket.write(' ')), 20);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  url = `http://127.0.0.1:${(server.address() as {port: number}).port}`;
});
after(async () => {
  for (const socket of sockets) socket.destroy();
  await new Promise((closed) => server.close(closed));
});

/** @param patience of the connector, beside that of the guard. */
function guarded(patience: number, through: object): GuardedRegister {
  const service = {
    title: {vi: 'Chậm', en: 'Slow'},
    about: 'public',
    subject: 'code',
    keys: {code: {kind: 'text', required: true}},
    request: {code: '{key.code}'},
    answer: {present: '$.rows', records: '$.rows[*]', same: {code: 'code'}},
    attributes: {code: {at: '$.code'}},
  };
  const environment = {USER: 'user', PASSWORD: 'password-of-this-test'};
  const {registers} = openConnectors(
    {connectors: {slow: {service, through, timeoutMs: patience}}},
    {readableName: String, resolveAddress: () => undefined, environment},
  );
  const register = registers['slow'];
  assert.ok(register);
  return guardRegister(register, {timeoutMs: TIMEOUT_MS, sample: 4, breakMs: 60_000}, (_name, error) =>
    assert.fail(String(error)),
  );
}

const QUESTION = {
  ...{keys: {code: '1'}, attributes: ['code'], purpose: 'Thử', procedure: '0.000001'},
  requester: {role: 'citizen', citizenId: ''},
} as const;

const token = (at: string) => ({url: at, variant: 'basic', consumerKey: {env: 'USER'}, consumerSecret: {env: 'PASSWORD'}});

for (const [what, patience, through] of [
  ['its body, and the connector ends it', 100, () => ({adapter: 'rest', url})],
  ['its body, and the guard ends it', 10_000, () => ({adapter: 'rest', url})],
  ['its body, and both end it together', TIMEOUT_MS, () => ({adapter: 'rest', url})],
  ['a token', 100, () => ({adapter: 'lgsp', url, token: token(url)})],
  ['a token, and the guard ends it', 10_000, () => ({adapter: 'lgsp', url, token: token(url)})],
  ['an exchange’s answer', 100, () => ({adapter: 'xroad', style: 'rest', url, client: 'VN/GOV/A/B', service: 'VN/GOV/A/B/c'})],
] as const) {
  test(`who drips ${what}, is slow, fails once each time, and is then spared`, async () => {
    const register = guarded(patience, through());
    const before = requests;
    assert.deepEqual(await register.ask(QUESTION, HERE), {state: 'unavailable', reason: 'slow'});
    assert.equal(register.health().failed, 1);
    assert.equal(register.health().breaker, 'closed');
    assert.deepEqual(await register.ask(QUESTION, HERE), {state: 'unavailable', reason: 'slow'});
    assert.equal(register.health().failed, 2);
    assert.equal(register.health().breaker, 'open');
    assert.deepEqual(await register.ask(QUESTION, HERE), {state: 'unavailable', reason: 'down'});
    const {failed, spared, running} = register.health();
    assert.deepEqual({failed, spared, running}, {failed: 2, spared: 1, running: 0});
    assert.ok(requests - before <= 2, 'not tried again');
  });
}
