import assert from 'node:assert/strict';
import {after, before, beforeEach, describe, it} from 'node:test';
import type {JsonObject} from '@egov-form/core';
import type {Register, RegisterAnswer, RegisterRequest, RegisterTrouble} from '../register.ts';
import {type FaultKind, type FaultSetting, type SimulatedService, type Simulators, startSimulators} from '../simulators/index.ts';
import {listenOnLoopback, sendJson} from '../simulators/loopback-server.ts';
import {createBusinessRegister} from './business.ts';
import {createPopulationRegister} from './population.ts';
import type {LgspServiceOptions} from './service.ts';
import {createTokenSource, type TokenSource} from './token.ts';
import {createVehicleRegister} from './vehicle.ts';

const KEYS: {readonly [register: string]: RegisterRequest['keys']} = {
  population: {citizenId: '026190000042', birthDate: '1990-02-14'},
  business: {code: '9999999997'},
  vehicle: {plate: '88A-000.01'},
};

const DOWN = {state: 'unavailable', reason: 'down'} as const;
const SLOW = {state: 'unavailable', reason: 'slow'} as const;
const INVALID = {state: 'unavailable', reason: 'invalid-answer'} as const;

/** Fault of the service → what the adapter must say, and what it reports. */
const MATRIX: readonly (readonly [FaultKind, RegisterAnswer, RegisterTrouble['cause']])[] = [
  ['down', DOWN, 'status'],
  ['error-500', DOWN, 'status'],
  ['limited', DOWN, 'status'],
  ['reset', DOWN, 'connection'],
  ['cut', DOWN, 'connection'],
  ['slow', SLOW, 'timeout'],
  ['hang', SLOW, 'timeout'],
  ['rubbish', INVALID, 'not-json'],
  ['wrong-person', INVALID, 'wrong-subject'],
  ['refused', {state: 'forbidden', reason: 'procedure'}, 'register-error'],
];

let simulators: Simulators;
const troubles: RegisterTrouble[] = [];

before(async () => {
  simulators = await startSimulators();
});
after(() => simulators.close());
beforeEach(async () => {
  for (const service of ['token', 'population', 'business', 'vehicle'] as const) await setFault({service, fault: 'none'});
  troubles.length = 0;
});

/** Over HTTP, as a demo does it. */
async function setFault(setting: FaultSetting): Promise<void> {
  const response = await fetch(`${simulators.control.url}/faults`, {
    method: 'POST',
    headers: {'Content-Type': 'application/json'},
    body: JSON.stringify(setting),
  });
  assert.equal(response.status, 200);
}

function newTokens(timeoutMs = 3000): TokenSource {
  return createTokenSource({url: simulators.token.url, credentials: simulators.token.credentials.basic, timeoutMs});
}

function register(service: string, changes: Partial<LgspServiceOptions> = {}): Register {
  const options = {
    tokens: newTokens(),
    timeoutMs: 3000,
    onTrouble: (trouble: RegisterTrouble) => troubles.push(trouble),
    readableName: (text: string) => text,
    resolveAddress: () => undefined,
    agency: 'H44.12.03',
    account: 'dvc-h44',
    serviceOfficerId: '025085000050',
    ...changes,
  };
  if (service === 'population') return createPopulationRegister({url: simulators.population.url, ...options});
  if (service === 'business') return createBusinessRegister({url: simulators.business.url, ...options});
  return createVehicleRegister({url: simulators.vehicle.url, ...options});
}

let requests = 0;
function ask(asked: Register, keys = KEYS[asked.name] ?? {}, signal = new AbortController().signal): Promise<RegisterAnswer> {
  requests += 1;
  return asked.lookup(
    {
      keys,
      attributes: asked.attributes,
      purpose: 'Đăng ký khai sinh',
      procedure: '1.001193',
      requester: {role: 'citizen', citizenId: '026190000042'},
      requestId: `fault-${requests}`,
    },
    signal,
  );
}

for (const service of ['population', 'business', 'vehicle'] as const) {
  describe(`${service}: what goes wrong becomes an answer`, () => {
    for (const [fault, expected, cause] of MATRIX) {
      it(`${fault} → ${'reason' in expected ? `${expected.state}/${expected.reason}` : expected.state}`, async () => {
        await setFault({service, fault, ms: 2000});
        const timeoutMs = cause === 'timeout' ? 120 : 3000;
        assert.deepEqual(await ask(register(service, {timeoutMs})), expected);
        assert.equal(troubles.length, 1);
        assert.equal(troubles[0]?.cause, cause);
        assert.equal(troubles[0]?.register, service);
        for (const value of Object.values(KEYS[service] ?? {})) {
          assert.equal(JSON.stringify(troubles).includes(value), false, 'a report carries no key');
        }
      });
    }

    it('partial → found, without what is unknown', async () => {
      const whole = await ask(register(service));
      await setFault({service, fault: 'partial'});
      const part = await ask(register(service));
      assert.ok(whole.state === 'found' && part.state === 'found');
      assert.ok(Object.keys(part.values).length < Object.keys(whole.values).length);
      for (const [name, value] of Object.entries(part.values)) assert.deepEqual(value, whole.values[name]);
    });

    it('a fault for one key leaves the others alone, and goes again', async () => {
      const key = Object.values(KEYS[service] ?? {})[0] ?? '';
      await setFault({service, fault: 'down', key});
      const tokens = newTokens();
      assert.deepEqual(await ask(register(service, {tokens})), DOWN);
      const others = {citizenId: '026088000045', birthDate: '1988-05-01', code: '9999999997-001', plate: '88B-000.02'};
      assert.equal((await ask(register(service, {tokens}), others)).state, 'found');
      await setFault({service, fault: 'none', key});
      assert.equal((await ask(register(service, {tokens}))).state, 'found');
    });

    it('rejects with the caller’s reason when the caller gives up', async () => {
      await setFault({service, fault: 'hang'});
      const controller = new AbortController();
      const asked = ask(register(service, {timeoutMs: 5000}), KEYS[service], controller.signal);
      setTimeout(() => controller.abort(new Error('key changed')), 30);
      await assert.rejects(asked, {message: 'key changed'});
      assert.deepEqual(troubles, [], 'giving up is no trouble of the register');
      await assert.rejects(ask(register(service), KEYS[service], AbortSignal.abort(new Error('before'))), {message: 'before'});
    });
  });
}

describe('the exchange', () => {
  it('renews a token that the service refuses, once', async () => {
    const tokens = newTokens();
    const asked = register('business', {tokens});
    assert.equal((await ask(asked)).state, 'found');
    simulators.revokeTokens();
    const before = simulators.counts();
    assert.equal((await ask(asked)).state, 'found');
    assert.equal(simulators.counts().token - before.token, 1);
    assert.equal(simulators.counts().business - before.business, 2);
  });

  it('does not go round in circles when no token is good', async () => {
    let given = 0;
    const tokens: TokenSource = {
      token: async () => `bad-${given++}`,
      renew: async () => `bad-${given++}`,
    };
    assert.deepEqual(await ask(register('business', {tokens})), DOWN);
    assert.equal(given, 2);
    assert.equal(troubles[0]?.status, 401);
  });

  for (const [fault, expected] of [
    ['down', DOWN],
    ['reset', DOWN],
    ['rubbish', DOWN],
    ['hang', SLOW],
  ] as const) {
    it(`without tokens (${fault}) the register cannot be asked`, async () => {
      await setFault({service: 'token', fault});
      const asked = register('population', {tokens: newTokens(fault === 'hang' ? 300 : 3000)});
      const before = simulators.counts().population;
      assert.deepEqual(await ask(asked), expected);
      assert.equal(simulators.counts().population, before);
      assert.equal(troubles[0]?.cause, 'token');
      await setFault({service: 'token', fault: 'none'});
      assert.equal((await ask(asked)).state, 'found', 'a failure is not remembered');
    });
  }

  it('says down when nothing listens', async () => {
    const gone = await startSimulators();
    const {url} = gone.business;
    await gone.close();
    assert.deepEqual(await ask(register('business', {url} as Partial<LgspServiceOptions>)), DOWN);
    assert.equal(troubles[0]?.cause, 'connection');
  });

  it('takes control messages only as JSON, and only complete ones', async () => {
    const post = (type: string, body: string) =>
      fetch(`${simulators.control.url}/faults`, {method: 'POST', headers: {'Content-Type': type}, body});
    assert.equal((await post('text/plain', '{"service":"business","fault":"down"}')).status, 415);
    assert.equal((await post('application/json', '{"service":"tax","fault":"down"}')).status, 400);
    assert.equal((await post('application/json', '{"service":"business","fault":"fire"}')).status, 400);
    assert.equal((await post('application/json', 'down')).status, 400);
    assert.deepEqual(await (await fetch(`${simulators.control.url}/faults`)).json(), {});
  });
});

describe('answers that only look like answers', () => {
  const NAMED = {SoDinhDanh: '026190000042', HoVaTen: {Ho: '', ChuDem: '', Ten: 'NGUYỄN THỊ MẪU'}};
  const inTree = (record: unknown): JsonObject => ({Body: {CongdanCollection: {CongDan: record as JsonObject}}});
  const cases: readonly (readonly [string, SimulatedService, unknown, RegisterAnswer['state']])[] = [
    ['null', 'population', null, 'unavailable'],
    ['a list', 'population', [], 'unavailable'],
    ['another object', 'population', {ok: true}, 'unavailable'],
    ['a body without the collection', 'population', {Body: {}}, 'unavailable'],
    ['a collection that is text', 'population', {Body: {CongdanCollection: 'x'}}, 'unavailable'],
    ['a record that is text', 'population', inTree('x'), 'unavailable'],
    ['a record without a number', 'population', inTree({HoVaTen: NAMED.HoVaTen}), 'unavailable'],
    ['a record without a name', 'population', inTree({...NAMED, HoVaTen: {Ho: '', ChuDem: '', Ten: ' '}}), 'unavailable'],
    ['a name that is a number', 'population', inTree({...NAMED, HoVaTen: {Ten: 12}}), 'unavailable'],
    ['a relative that is text', 'population', inTree({...NAMED, Cha: 'NGUYỄN VĂN CHA'}), 'unavailable'],
    ['another birth date', 'population', inTree({...NAMED, NgayThangNamSinh: {NgayThangNam: '19910214'}}), 'unavailable'],
    ['an unknown error code', 'population', {errorCode: '999'}, 'unavailable'],
    ['a refused account', 'population', {Body: {errorCode: '005'}}, 'forbidden'],
    ['an empty element', 'population', {Body: {CongdanCollection: ''}}, 'not-found'],
    [
      'the SOAP tree with prefixes',
      'population',
      {'soap:Envelope': {'soap:Body': {'dc:CongdanCollection': {'dc:CongDan': NAMED}}}},
      'found',
    ],
    ['a list of one record', 'population', inTree([NAMED]), 'found'],
    ['success with an error code of zeros', 'population', {errorCode: '000', ...inTree(NAMED)}, 'found'],
    ['an empty object', 'business', {}, 'unavailable'],
    ['main information as a list', 'business', {MainInformation: []}, 'unavailable'],
    ['only the internal code', 'business', {MainInformation: {NAME: 'X', ENTERPRISE_CODE: '9999999997'}}, 'unavailable'],
    ['no name', 'business', {MainInformation: {NAME: '', ENTERPRISE_GDT_CODE: '9999999997'}}, 'unavailable'],
    [
      'representatives as text',
      'business',
      {MainInformation: {NAME: 'X', ENTERPRISE_GDT_CODE: '9999999997'}, Representatives: 'A'},
      'unavailable',
    ],
    ['no plate member', 'vehicle', {nhanHieu: 'MẪU'}, 'unavailable'],
    ['a brand that is a number', 'vehicle', {bienSo: '88A-000.01', nhanHieu: 5}, 'unavailable'],
  ];

  for (const [what, service, body, state] of cases) {
    it(`${service}: ${what} → ${state}`, async () => {
      const server = await listenOnLoopback(0, async (_request, response) => sendJson(response, 200, body as JsonObject));
      try {
        const answer = await ask(register(service, {url: server.url} as Partial<LgspServiceOptions>));
        assert.equal(answer.state, state, JSON.stringify([answer, troubles]));
        assert.doesNotMatch(JSON.stringify(troubles), /NGUYỄN|026190000042|1991/u);
      } finally {
        await server.close();
      }
    });
  }

  it('stops reading an answer of more than one megabyte, and follows no redirect', async () => {
    const big = await listenOnLoopback(0, async (_request, response) =>
      sendJson(response, 200, {MainInformation: 'x'.repeat(1_200_000)}),
    );
    const away = await listenOnLoopback(0, async (_request, response) => {
      response.writeHead(302, {Location: simulators.business.url});
      response.end();
    });
    try {
      assert.deepEqual(await ask(register('business', {url: big.url, timeoutMs: 2000} as Partial<LgspServiceOptions>)), INVALID);
      assert.equal(troubles.at(-1)?.cause, 'too-large');
      assert.deepEqual(await ask(register('business', {url: away.url} as Partial<LgspServiceOptions>)), INVALID);
      assert.equal(troubles.at(-1)?.status, 302);
    } finally {
      await Promise.all([big.close(), away.close()]);
    }
  });
});
