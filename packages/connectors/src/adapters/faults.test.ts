import assert from 'node:assert/strict';
import {after, before, beforeEach, describe, it} from 'node:test';
import type {Json, JsonObject} from '@egov-form/core';
import {type FaultKind, type FaultSetting, SIMULATED_SERVICES, type Simulators, startSimulators} from '@egov-form/simulators';
import {json, listenOnLoopback, sendEncoded} from '@egov-form/simulators/loopback';
import {connectRegister} from '../connect.ts';
import type {Register, RegisterAnswer, RegisterTrouble} from '../register.ts';
import {SERVICES} from '../services/index.ts';
import {ask, openSimulated, SAMPLE_KEYS, SURROUNDINGS} from '../testing/ask.ts';
import {createLgspAdapter} from './rest.ts';
import {createTokenSource, type TokenSource} from './token.ts';

const DOWN = {state: 'unavailable', reason: 'down'} as const;
const SLOW = {state: 'unavailable', reason: 'slow'} as const;
const INVALID = {state: 'unavailable', reason: 'invalid-answer'} as const;

/** Fault of a service → what the register must say, and what it reports. */
const MATRIX: readonly (readonly [FaultKind, RegisterAnswer, readonly RegisterTrouble['cause'][]])[] = [
  ['down', DOWN, ['status']],
  ['error-500', DOWN, ['status']],
  ['error-400', INVALID, ['status']],
  ['limited', {state: 'limited', retryAfterSeconds: 30}, ['status']],
  ['reset', DOWN, ['connection']],
  ['cut', DOWN, ['connection']],
  ['slow', SLOW, ['timeout']],
  ['hang', SLOW, ['timeout']],
  ['rubbish', INVALID, ['unreadable']],
  ['wrong-person', INVALID, ['wrong-subject']],
  ['contradictory', INVALID, ['contradiction', 'shape']],
  ['stale', INVALID, ['stale']],
  ['refused', {state: 'forbidden', reason: 'procedure'}, ['register-error', 'status', 'exchange-error']],
];

const SERVICE_NAMES = SIMULATED_SERVICES.filter((service) => service !== 'token');

let simulators: Simulators;
let patient: ReturnType<typeof openSimulated>;
let hasty: ReturnType<typeof openSimulated>;

before(async () => {
  simulators = await startSimulators();
  patient = openSimulated(simulators, {timeoutMs: 8_000});
  hasty = openSimulated(simulators, {timeoutMs: 400});
  // The data are made when a service is first asked: not within a hasty question.
  for (const service of SERVICE_NAMES) await ask(patient.registers[service], SAMPLE_KEYS[service] ?? {});
  for (const service of ['population', 'business'] as const) await ask(hasty.registers[service], SAMPLE_KEYS[service] ?? {});
});
after(() => simulators.close());
beforeEach(async () => {
  for (const service of SIMULATED_SERVICES) simulators.setFault({service, fault: 'none'});
  patient.troubles.length = 0;
  hasty.troubles.length = 0;
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

for (const service of ['land', 'birth-record', 'marriage-record'] as const) {
  it(`${service}: an answer that proves another question is not believed`, async () => {
    await setFault({service, fault: 'wrong-hash'});
    assert.deepEqual(await ask(patient.registers[service], SAMPLE_KEYS[service] ?? {}), INVALID);
    assert.deepEqual(
      patient.troubles.map(({cause}) => cause),
      ['request-hash'],
    );
  });
}

describe('what a record says of its own members', () => {
  const ATTRIBUTES = ['ethnicity', 'residence', 'homeTown', 'fullName'];
  const told = async () => {
    const answer = await ask(patient.registers['population'], SAMPLE_KEYS['population'] ?? {}, {attributes: ATTRIBUTES});
    assert.ok(answer.state === 'found', JSON.stringify([answer, patient.troubles]));
    return answer;
  };

  it('not on file, not for us, and from which day are three things', async () => {
    const whole = await told();
    assert.deepEqual(Object.keys(whole).toSorted(), ['state', 'values']);
    const members = {DanToc: 'absent', QueQuan: 'denied', NoiOHienTai: 'outdated', HoVaTen: 'other'} as const;
    await setFault({service: 'population', fault: 'altered', members});
    const {values, gaps, updated} = await told();
    assert.deepEqual(gaps, {homeTown: {reason: 'not-permitted'}});
    assert.deepEqual(Object.keys(updated ?? {}), ['residence']);
    assert.match(updated?.['residence'] ?? '', /^20\d\d-\d\d-01$/u);
    assert.equal(values['ethnicity'], undefined);
    assert.deepEqual(values['residence'], whole.values['residence']);
    assert.equal(values['fullName'], `${String(whole.values['fullName'])} Khác`);
  });

  it('what is older than its mapping believes is stale, and no other place stands in', async () => {
    const {population} = SERVICES;
    assert.ok(population);
    const {residence = {}, ...others} = population.attributes;
    const service = {...population, attributes: {...others, residence: {...residence, maxAgeDays: 730}}};
    const {connectors} = simulators.configuration;
    const connector = connectors['population'];
    assert.ok(connector);
    const configuration = {connectors: {...connectors, population: {...connector, service}}};
    const {registers} = openSimulated({configuration, environment: simulators.environment});
    await setFault({service: 'population', fault: 'altered', members: {NoiOHienTai: 'outdated'}});
    const answer = await ask(registers['population'], SAMPLE_KEYS['population'] ?? {}, {attributes: ATTRIBUTES});
    assert.ok(answer.state === 'found', JSON.stringify(answer));
    assert.equal(answer.gaps?.['residence']?.reason, 'stale');
    assert.match(answer.gaps?.['residence']?.asOf ?? '', /^20\d\d-\d\d-01$/u);
    assert.equal(answer.values['residence'], undefined);
  });
});

for (const service of SERVICE_NAMES) {
  describe(`${service}: what goes wrong becomes an answer`, () => {
    const keys = SAMPLE_KEYS[service] ?? {};
    for (const [fault, expected, causes] of MATRIX) {
      it(`${fault} → ${'reason' in expected ? `${expected.state}/${expected.reason}` : expected.state}`, async () => {
        await setFault({service, fault, ms: 2500});
        const {registers, troubles} = causes.includes('timeout') ? hasty : patient;
        assert.deepEqual(await ask(registers[service], keys), expected);
        assert.equal(troubles.length, 1);
        assert.ok(troubles[0] && causes.includes(troubles[0].cause), JSON.stringify(troubles));
        assert.equal(troubles[0].register, service);
        for (const value of Object.values(keys)) {
          assert.equal(JSON.stringify(troubles).includes(value), false, 'a report carries no key');
        }
      });
    }

    it('partial → found, without what is unknown', async () => {
      const whole = await ask(patient.registers[service], keys);
      await setFault({service, fault: 'partial'});
      const part = await ask(patient.registers[service], keys);
      assert.ok(whole.state === 'found' && part.state === 'found', JSON.stringify([part, patient.troubles]));
      assert.ok(Object.keys(part.values).length < Object.keys(whole.values).length);
      for (const [name, value] of Object.entries(part.values)) assert.deepEqual(value, whole.values[name]);
    });

    it('a fault for one key leaves the others alone, and goes again', async () => {
      const key = keys[SERVICES[service]?.subject ?? ''] ?? '';
      await setFault({service, fault: 'down', key: service === 'land' ? 'AA 00000001' : key});
      assert.deepEqual(await ask(patient.registers[service], keys), DOWN);
      const others = {
        citizenId: '026088000045',
        birthDate: '1988-05-01',
        fullName: 'Lê Văn Chồng',
        serial: 'AB 88000045',
        code: '9999999997-001',
        plate: '88B-000.02',
      };
      assert.notEqual((await ask(patient.registers[service], others)).state, 'unavailable');
      await setFault({service, fault: 'none'});
      assert.equal((await ask(patient.registers[service], keys)).state, 'found');
    });

    it('a fault for the next request only is gone after it', async () => {
      await setFault({service, fault: 'error-500', times: 1});
      assert.deepEqual(await ask(patient.registers[service], keys), DOWN);
      assert.equal((await ask(patient.registers[service], keys)).state, 'found');
    });

    it('rejects with the caller’s reason when the caller gives up', async () => {
      await setFault({service, fault: 'hang'});
      const controller = new AbortController();
      const asked = ask(patient.registers[service], keys, {}, controller.signal);
      setTimeout(() => controller.abort(new Error('key changed')), 30);
      await assert.rejects(asked, {message: 'key changed'});
      assert.deepEqual(patient.troubles, [], 'giving up is no trouble of the register');
      const late = AbortSignal.abort(new Error('before'));
      await assert.rejects(ask(patient.registers[service], keys, {}, late), {message: 'before'});
    });
  });
}

const troubles: RegisterTrouble[] = [];
beforeEach(() => {
  troubles.length = 0;
});

function newTokens(timeoutMs = 3000): TokenSource {
  return createTokenSource({url: simulators.urls.token, credentials: simulators.credentials.basic, timeoutMs});
}

/** A service of the exchange at another address, or with other tokens. */
function register(service: string, {url = '', tokens = newTokens()}: {url?: string; tokens?: TokenSource} = {}): Register {
  const {connectors} = simulators.configuration;
  const {settings, through} = connectors[service] ?? {};
  const known = SERVICES[service];
  assert.ok(through?.adapter === 'lgsp' && known);
  return connectRegister({
    name: service,
    service: known,
    adapter: createLgspAdapter({...through, url: url || through.url}, tokens),
    surroundings: SURROUNDINGS,
    timeoutMs: 3000,
    onTrouble: (trouble) => troubles.push(trouble),
    ...(settings && {settings}),
  });
}

const asking = (asked: Register): Promise<RegisterAnswer> => ask(asked, SAMPLE_KEYS[asked.name] ?? {});

describe('the exchange', () => {
  it('renews a token that the service refuses, once', async () => {
    const tokens = newTokens();
    const asked = register('business', {tokens});
    assert.equal((await asking(asked)).state, 'found');
    simulators.revokeTokens();
    const before = simulators.counts();
    assert.equal((await asking(asked)).state, 'found');
    assert.equal(simulators.counts().token - before.token, 1);
    assert.equal(simulators.counts().business - before.business, 2);
  });

  it('does not go round in circles when no token is good', async () => {
    let given = 0;
    const tokens: TokenSource = {
      token: async () => `bad-${given++}`,
      renew: async () => `bad-${given++}`,
    };
    assert.deepEqual(await asking(register('business', {tokens})), DOWN);
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
      assert.deepEqual(await asking(asked), expected);
      assert.equal(simulators.counts().population, before);
      assert.equal(troubles[0]?.cause, 'token');
      await setFault({service: 'token', fault: 'none'});
      assert.equal((await asking(asked)).state, 'found', 'a failure is not remembered');
    });
  }

  it('says down when nothing listens', async () => {
    const gone = await startSimulators();
    const url = gone.urls.business;
    await gone.close();
    assert.deepEqual(await asking(register('business', {url})), DOWN);
    assert.equal(troubles[0]?.cause, 'connection');
  });

  it('takes control messages only as JSON, and only complete ones', async () => {
    const post = (type: string, body: string) =>
      fetch(`${simulators.control.url}/faults`, {method: 'POST', headers: {'Content-Type': type}, body});
    assert.equal((await post('text/plain', '{"service":"business","fault":"down"}')).status, 415);
    assert.equal((await post('application/json', '{"service":"taxes","fault":"down"}')).status, 400);
    assert.equal((await post('application/json', '{"service":"business","fault":"fire"}')).status, 400);
    assert.equal((await post('application/json', 'down')).status, 400);
    assert.equal((await post('application/json', '{"service":"tax","fault":"slow","ms":-1}')).status, 400);
    assert.deepEqual(await (await fetch(`${simulators.control.url}/faults`)).json(), {});
  });
});

describe('answers that only look like answers', () => {
  const NAMED = {SoDinhDanh: '026190000042', HoVaTen: {Ho: '', ChuDem: '', Ten: 'NGUYỄN THỊ MẪU'}};
  const inTree = (record: unknown): JsonObject => ({Body: {CongdanCollection: {CongDan: record as JsonObject}}});
  const cases: readonly (readonly [string, string, unknown, RegisterAnswer['state']])[] = [
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
    ['another birth date', 'population', inTree({...NAMED, NgayThangNamSinh: {NgayThangNam: '19910214'}}), 'not-found'],
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
      const server = await listenOnLoopback(0, async (_request, response) => sendEncoded(response, json(200, body as Json)));
      try {
        const answer = await asking(register(service, {url: server.url}));
        assert.equal(answer.state, state, JSON.stringify([answer, troubles]));
        assert.doesNotMatch(JSON.stringify(troubles), /NGUYỄN|026190000042|1991/u);
      } finally {
        await server.close();
      }
    });
  }

  it('stops reading an answer of more than one megabyte, and follows no redirect', async () => {
    const big = await listenOnLoopback(0, async (_request, response) =>
      sendEncoded(response, json(200, {MainInformation: 'x'.repeat(1_200_000)})),
    );
    const away = await listenOnLoopback(0, async (_request, response) => {
      response.writeHead(302, {Location: simulators.urls.business});
      response.end();
    });
    try {
      assert.deepEqual(await asking(register('business', {url: big.url})), INVALID);
      assert.equal(troubles.at(-1)?.cause, 'too-large');
      assert.deepEqual(await asking(register('business', {url: away.url})), INVALID);
      assert.equal(troubles.at(-1)?.status, 302);
    } finally {
      await Promise.all([big.close(), away.close()]);
    }
  });
});
