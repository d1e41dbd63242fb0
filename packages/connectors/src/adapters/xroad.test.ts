import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {after, before, describe, it} from 'node:test';
import {requestHashOf} from '@egov-form/simulators';
import {
  type Encoded,
  json,
  type LoopbackServer,
  listenOnLoopback,
  type SimulatorRequest,
  sendEncoded,
} from '@egov-form/simulators/loopback';
import type {ServiceMapping, XroadSettings} from '../generated/configuration.ts';
import {openConnectors} from '../open-connectors.ts';
import type {RegisterAnswer, RegisterTrouble} from '../register.ts';
import {ask, SURROUNDINGS} from '../testing/ask.ts';
import {escapeXml, readXml} from './xml.ts';

const PAPERS: ServiceMapping = {
  title: {vi: 'Giấy tờ', en: 'Papers'},
  about: 'public',
  subject: 'number',
  keys: {number: {kind: 'text', required: true}},
  request: {so: '{key.number}', 'm:muc': {tt: '{procedure}'}},
  answer: {present: '$.so', same: {number: 'number'}},
  attributes: {number: {at: '$.so'}, title: {at: '$.ten'}},
};

let server: LoopbackServer;
let answering: (request: SimulatorRequest) => Encoded;
const heard: SimulatorRequest[] = [];
const troubles: RegisterTrouble[] = [];

before(async () => {
  server = await listenOnLoopback(0, async (request, response) => {
    heard.push(request);
    sendEncoded(response, answering(request));
  });
});
after(() => server.close());

async function asked(through: Partial<XroadSettings>, number = '12'): Promise<RegisterAnswer> {
  heard.length = 0;
  troubles.length = 0;
  const settings = {adapter: 'xroad', url: server.url, client: 'VN/GOV/H44/DVC', service: 'VN/GOV/BỘ/KHO/giayTo', ...through};
  const {registers} = openConnectors(
    {connectors: {papers: {service: PAPERS, through: settings}}},
    {...SURROUNDINGS, onTrouble: (trouble) => troubles.push(trouble)},
  );
  return ask(registers['papers'], {number});
}

const INVALID = {state: 'unavailable', reason: 'invalid-answer'};
const DOWN = {state: 'unavailable', reason: 'down'};
const HASH = createHash('sha512').update('x').digest('base64');

describe('X-Road REST', () => {
  const rest = {style: 'rest', query: {so: '{key.number}'}} as const;
  const proofOf = (request: SimulatorRequest): Encoded['headers'] => ({
    'X-Road-Id': String(request.headers['x-road-id']),
    'X-Road-Request-Id': 'made-1',
    'X-Road-Request-Hash': requestHashOf(request, 'made-1'),
  });
  const right = (request: SimulatorRequest): Encoded => json(200, {so: '12', ten: 'Một'}, proofOf(request));

  it('names client, service, message, user and procedure, each part encoded by itself', async () => {
    answering = right;
    assert.equal((await asked(rest)).state, 'found');
    const [request] = heard;
    assert.equal(request?.path, '/r1/VN/GOV/B%E1%BB%98/KHO/giayTo');
    assert.equal(request.headers['x-road-client'], 'VN/GOV/H44/DVC');
    assert.match(String(request.headers['x-road-id']), /^request-\d+$/u);
    assert.equal(request.headers['x-road-userid'], 'VN026190000042');
    assert.equal(request.headers['x-road-issue'], '1.001193');
  });

  it('sends nothing but what its hash is over, a body too', async () => {
    answering = right;
    const posted = {...rest, method: 'POST', headers: {'X-Unit': 'so {key.number}'}} as const;
    assert.equal((await asked(posted)).state, 'found');
    assert.deepEqual(JSON.parse(heard[0]?.text ?? ''), {so: '12', 'm:muc': {tt: '1.001193'}});
    assert.equal(heard[0]?.headers['user-agent'], undefined);
  });

  for (const [what, headers, present] of [
    ['no hash', {'X-Road-Request-Hash': ''}, false],
    ['a hash that is none', {'X-Road-Request-Hash': 'abc'}, false],
    ['another message’s id', {'X-Road-Id': 'request-0'}, false],
    ['the hash of another request', {'X-Road-Request-Hash': HASH}, true],
    ['the hash under another id of the request', {'X-Road-Request-Id': 'made-2'}, true],
  ] as const) {
    it(`does not believe an answer with ${what}`, async () => {
      answering = (request) => json(200, {so: '12', ten: 'Một'}, {...proofOf(request), ...headers});
      assert.deepEqual(await asked(rest), INVALID);
      assert.equal(troubles[0]?.cause, 'request-hash');
      assert.equal((await asked({...rest, requestHash: 'present'})).state, present ? 'found' : 'unavailable');
      assert.equal((await asked({...rest, requestHash: 'ignored'})).state, 'found');
    });
  }

  for (const [type, expected] of [
    ['Server.ServerProxy.AccessDenied', {state: 'forbidden', reason: 'procedure'}],
    ['Server.ClientProxy.NetworkError', DOWN],
    ['Server.ServerProxy.ServiceFailed.HttpError', DOWN],
    ['Server.ServerProxy.ServiceFailed.ConnectTimeout', {state: 'unavailable', reason: 'slow'}],
    ['Client.UnknownClient', DOWN],
  ] as const) {
    it(`${type} is the exchange’s own`, async () => {
      answering = () => json(500, {type, message: '', detail: ''}, {'X-Road-Error': type});
      assert.deepEqual(await asked(rest), expected);
      assert.deepEqual([troubles[0]?.cause, troubles[0]?.detail], ['exchange-error', type]);
    });
  }

  it('the service’s own error is told apart', async () => {
    answering = () => json(500, {type: 'Server.ServerProxy.AccessDenied', message: 'from the service'});
    assert.deepEqual(await asked(rest), DOWN);
    assert.equal(troubles[0]?.cause, 'status');
  });
});

describe('X-Road SOAP', () => {
  const soap = {style: 'soap', service: 'VN/GOV/BO/KHO/giayTo/v1', namespace: 'urn:kho"&'} as const;
  const envelope = (request: SimulatorRequest, body: string, changes: {hash?: string; id?: string} = {}): Encoded => {
    const {hash = createHash('sha512').update(request.text).digest('base64')} = changes;
    const id = changes.id ?? /<xrd:id>([^<]*)</u.exec(request.text)?.[1] ?? '';
    return {
      status: 200,
      headers: {'Content-Type': 'text/xml'},
      body: `<?xml version="1.0"?><s:Envelope xmlns:s="s" xmlns:x="x"><s:Header><x:id>${id}</x:id><x:requestHash algorithmId="sha512">${hash}</x:requestHash></s:Header><s:Body>${body}</s:Body></s:Envelope>`,
    };
  };
  const RIGHT =
    '<k:giayToResponse xmlns:k="k"><k:so>12</k:so><k:ten>Nguy&#7877;n &amp; &lt;Con&gt; 😀</k:ten></k:giayToResponse>';

  it('sends the identifiers as elements, values escaped', async () => {
    answering = (request) => envelope(request, RIGHT.replace('12', '1&lt;2'));
    const answer = await asked(soap, '1<2');
    assert.deepEqual(answer, {state: 'found', values: {number: '1<2', title: 'Nguyễn & <Con> 😀'}});
    const sent = readXml(heard[0]?.text ?? '') as {Envelope: {Header: object; Body: object}};
    assert.deepEqual(sent.Envelope.Header, {
      client: {xRoadInstance: 'VN', memberClass: 'GOV', memberCode: 'H44', subsystemCode: 'DVC'},
      service: {
        xRoadInstance: 'VN',
        memberClass: 'GOV',
        memberCode: 'BO',
        subsystemCode: 'KHO',
        serviceCode: 'giayTo',
        serviceVersion: 'v1',
      },
      userId: 'VN026190000042',
      id: `request-${/request-(\d+)/u.exec(heard[0]?.text ?? '')?.[1]}`,
      issue: '1.001193',
      protocolVersion: '4.0',
    });
    assert.deepEqual(sent.Envelope.Body, {giayTo: {so: '1<2', muc: {tt: '1.001193'}}});
    assert.equal(heard[0]?.headers['soapaction'], '""');
  });

  it('does not believe an answer to another question', async () => {
    answering = (request) => envelope(request, RIGHT, {hash: HASH});
    assert.deepEqual(await asked(soap), INVALID);
    assert.equal(troubles[0]?.cause, 'request-hash');
    answering = (request) => envelope(request, RIGHT, {id: 'request-0'});
    assert.deepEqual(await asked(soap), INVALID);
    assert.equal((await asked({...soap, requestHash: 'ignored'})).state, 'found');
  });

  for (const [code, expected, cause] of [
    ['SOAP-ENV:Server.ServerProxy.AccessDenied', {state: 'forbidden', reason: 'procedure'}, 'exchange-error'],
    ['Server.ClientProxy.NetworkError', DOWN, 'exchange-error'],
    ['Client.InvalidSoap', DOWN, 'exchange-error'],
    ['SOAP-ENV:Server', DOWN, 'register-error'],
    ['SOAP-ENV:Client', DOWN, 'register-error'],
  ] as const) {
    it(`a fault of ${code} is the ${cause}’s`, async () => {
      for (const status of [200, 500]) {
        answering = (request) => ({...envelope(request, `<s:Fault><faultcode>${code}</faultcode></s:Fault>`), status});
        assert.deepEqual(await asked(soap), expected);
        assert.equal(troubles[0]?.cause, cause);
      }
    });
  }

  for (const [what, body] of [
    [
      'an entity that reads a file',
      '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><s:Envelope xmlns:s="s"><s:Body>&x;</s:Body></s:Envelope>',
    ],
    ['entities that grow', '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Envelope><Body>&b;</Body></Envelope>'],
    ['a thousand elements deep', '<a>'.repeat(1_000) + '</a>'.repeat(1_000)],
    ['broken XML', '<Envelope><Body></Envelope>'],
    ['a member of the prototype', '<Envelope><Body><__proto__>1</__proto__></Body></Envelope>'],
    ['another document', '<html><body>Bảo trì</body></html>'],
    ['nothing', ''],
  ] as const) {
    it(`${what} is no answer`, async () => {
      answering = () => ({status: 200, headers: {'Content-Type': 'text/xml'}, body});
      assert.deepEqual(await asked(soap), INVALID);
      assert.equal(troubles[0]?.cause, 'unreadable');
    });
  }

  it('writes any text so that it is read again, without what XML cannot hold', () => {
    const text = 'a<b>&"\' \u0000\u000b đêm \ud800 😀';
    assert.deepEqual(readXml(`<a>${escapeXml(text)}</a>`), {a: 'a<b>&"\'  đêm  😀'});
  });
});
