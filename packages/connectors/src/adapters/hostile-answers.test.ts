/** Every way out of the house against every hostile answer: little is read, the time is kept, and it is a failure. */
import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {createGatewayClient} from '../gateway-client/gateway-client.ts';
import {uploadResumably} from '../gateway-client/tus-upload.ts';
import type {ConnectorSettings, ServiceMapping} from '../generated/configuration.ts';
import {openConnectors} from '../open-connectors.ts';
import {createIndustryCodes} from '../option-register.ts';
import type {RegisterAnswer} from '../register.ts';
import {ask, SURROUNDINGS} from '../testing/ask.ts';
import {HOSTILITIES, type Hostility, startHostileServer} from '../testing/hostile-server.ts';

/** Of a question to a server that drips or is silent; to any other, so that it never ends by its time. */
const TIMEOUT_MS = 400;
const LONG_MS = 20_000;

/** What a system's buffers may hold beside what was read. */
const MOST_SENT = 16 * 1024 * 1024;

const SERVICE: ServiceMapping = {
  title: {vi: 'Máy chủ lạ', en: 'A hostile server'},
  about: 'public',
  subject: 'code',
  keys: {code: {kind: 'text', required: true}},
  request: {code: '{key.code}'},
  answer: {present: '$.rows', records: '$.rows[*]', same: {code: 'code'}},
  attributes: {code: {at: '$.code'}, name: {at: '$.name'}},
};

const SECRETS = {USER: 'user', PASSWORD: 'password-of-this-test'};

function asked(timeoutMs: number, through: ConnectorSettings['through']): Promise<RegisterAnswer> {
  const {registers} = openConnectors(
    {connectors: {hostile: {service: SERVICE, through, timeoutMs}}},
    {...SURROUNDINGS, environment: SECRETS},
  );
  return ask(registers['hostile'], {code: '1'});
}

const token = (url: string) => ({
  url,
  variant: 'basic' as const,
  consumerKey: {env: 'USER'},
  consumerSecret: {env: 'PASSWORD'},
});
const XROAD = {adapter: 'xroad', client: 'VN/GOV/H44/DVC', service: 'VN/GOV/A/B/c'} as const;

/** By name, a question over each way. */
const WAYS: {readonly [way: string]: (url: string, timeoutMs: number) => Promise<RegisterAnswer>} = {
  rest: (url, ms) => asked(ms, {adapter: 'rest', url, method: 'GET'}),
  lgsp: (url, ms) => asked(ms, {adapter: 'rest', url, body: 'form'}),
  token: (url, ms) => asked(ms, {adapter: 'lgsp', url: 'http://127.0.0.1:9', token: token(url)}),
  'xroad over REST': (url, ms) => asked(ms, {...XROAD, style: 'rest', url}),
  'xroad over SOAP': (url, ms) => asked(ms, {...XROAD, style: 'soap', url, namespace: 'urn:x'}),
  'xroad without proof': (url, ms) => asked(ms, {...XROAD, style: 'rest', url, requestHash: 'ignored'}),
  options: (url, timeoutMs) => ask(createIndustryCodes({url, timeoutMs}), {query: 'lúa'}),
};

/** Endings that are the time's. */
const SLOW: ReadonlySet<Hostility> = new Set(['dripping body', 'dripping headers', 'endless hints', 'silence']);

for (const [way, question] of Object.entries(WAYS)) {
  describe(`${way} against a hostile server`, () => {
    for (const kind of HOSTILITIES) {
      it(`${kind} is a failure, within its time and few bytes`, {timeout: 60_000}, async () => {
        const server = await startHostileServer(kind);
        try {
          const answer = await question(server.url, SLOW.has(kind) ? TIMEOUT_MS : LONG_MS);
          assert.equal(answer.state, 'unavailable', JSON.stringify(answer));
          // The rest are told by what was wrong with them; a connection that a library broke off is down.
          if (SLOW.has(kind)) assert.deepEqual(answer, {state: 'unavailable', reason: 'slow'});
          else assert.notEqual((answer as {reason: string}).reason, 'slow', JSON.stringify(answer));
          assert.ok(server.sentBytes < MOST_SENT, `sent ${server.sentBytes}`);
          assert.ok(server.connections <= 2, `${server.connections} connections`);
        } finally {
          await server.close();
        }
      });
    }
  });
}

describe('a page against a hostile gateway', () => {
  for (const kind of HOSTILITIES) {
    it(`${kind} is no answer`, {timeout: 60_000}, async () => {
      const server = await startHostileServer(kind);
      try {
        const client = createGatewayClient({
          ...{base: server.url, timeoutMs: TIMEOUT_MS, submitTimeoutMs: TIMEOUT_MS, retryDelaysMs: []},
        });
        const {signal} = new AbortController();
        const question = {form: 'a', version: '1.0.0', lookup: 'a', connector: 'a', keys: {}, refresh: false};
        const answers = await Promise.all([
          client.ask(question as never, signal),
          client.search?.({form: 'a', version: '1.0.0', connector: 'a', field: '/a', query: 'a', where: {}} as never, signal),
          client.submit({} as never, 'key-of-this-test', signal),
          uploadResumably(new File(['x'], 'a.png'), {
            ...{url: server.url, fetch: (url, init) => fetch(url, init), chunkBytes: 1, retryDelaysMs: [], timeoutMs: TIMEOUT_MS},
            ...{signal, onProgress: () => {}},
          }).catch(() => ({state: 'unavailable'})),
        ]);
        for (const answer of answers) assert.equal(answer && (answer as {state: string}).state, 'unavailable');
        assert.ok(server.sentBytes < 4 * MOST_SENT, `sent ${server.sentBytes}`);
      } finally {
        await server.close();
      }
    });
  }
});
