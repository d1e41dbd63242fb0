/**
 * One contract for all: real messages of the browser's client, of the adapters and of the simulators are held to
 * schemas/connectors/messages/v1.json, and the types that are made of it to the engine's own.
 */
import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {after, before, describe, it} from 'node:test';
import {fileURLToPath} from 'node:url';
import {interpret, type Json, type JsonObject, type JsonSchema, type LookupAnswer, type LookupRequest} from '@egov-form/core';
import {FAULT_KINDS, type Simulators, startSimulators} from '@egov-form/simulators';
import {createGatewayClient} from './gateway-client/gateway-client.ts';
import type {FaultKind, LookupQuestion, LookupReply, RegisterRequest} from './generated/messages.ts';
import type {RegisterAnswer} from './register.ts';
import {ask, openSimulated, question, SAMPLE_KEYS} from './testing/ask.ts';

const schema = JSON.parse(
  await readFile(fileURLToPath(new URL('../../../schemas/connectors/messages/v1.json', import.meta.url)), 'utf8'),
) as {readonly $defs: {readonly [name: string]: JsonSchema}};

function hold(name: string, message: unknown): void {
  const definition = schema.$defs[name];
  assert.ok(definition !== undefined, name);
  // Through JSON, as it travels.
  const json = JSON.parse(JSON.stringify(message)) as Json;
  const issues = interpret(definition, {schemas: new Map(), formats: new Map()}, schema as unknown as JsonSchema)(json);
  assert.deepEqual(issues, [], `${name}: ${JSON.stringify(json)}`);
}

// The engine's types and the schema's are the same, both ways; a difference does not compile.
const replies = (answer: LookupAnswer): LookupReply => answer;
const answers = (reply: LookupReply): LookupAnswer => reply;
const questions = ({connector: _path, ...body}: LookupRequest): LookupQuestion => body;

let simulators: Simulators;
before(async () => {
  simulators = await startSimulators();
});
after(() => simulators.close());

describe('messages of the browser’s client', () => {
  const SOURCE = {register: 'population', title: {vi: 'Dân cư', en: 'Population'}, at: '2026-11-22T03:00:00.000Z'};
  const ANSWERS: readonly LookupAnswer[] = [
    {state: 'filled', values: {fullName: 'Nguyễn Thị Mẫu'}, source: SOURCE, receipt: 'a.b.c'},
    {state: 'partial', values: {}, source: {...SOURCE, title: 'Dân cư'}},
    {state: 'incomplete', missing: ['birthDate']},
    {state: 'not-found'},
    {state: 'mismatch'},
    {state: 'forbidden', reason: 'sign-in'},
    {state: 'forbidden'},
    {state: 'limited', retryAfterSeconds: 30},
    {state: 'unavailable', reason: 'down'},
  ];
  for (const answer of ANSWERS) {
    it(`sends a question and reads the answer "${answer.state}"`, async () => {
      hold('lookupAnswer', answer);
      assert.equal(answers(replies(answer)), answer);
      const sent: string[] = [];
      const client = createGatewayClient({
        base: 'http://127.0.0.1/api',
        fetch: async (_url, init) => {
          sent.push(String(init.body));
          return Response.json(answer);
        },
      });
      const request = {
        form: 'khai-sinh',
        version: '1.0.0',
        lookup: 'requester',
        connector: 'population',
        keys: {citizenId: '026190000042'},
      };
      hold('lookupRequest', questions(request));
      assert.deepEqual(await client.ask(request, new AbortController().signal), answer);
      hold('lookupRequest', JSON.parse(sent[0] ?? ''));
    });
  }
});

describe('messages of the adapters', () => {
  it('are the contract’s for every way of asking, whatever happens', async () => {
    const patient = openSimulated(simulators, {timeoutMs: 8_000});
    const hasty = openSimulated(simulators, {timeoutMs: 300});
    const {registers} = patient;
    const states = new Set<string>();
    // One of each: the exchange, REST, X-Road REST and SOAP.
    for (const service of ['population', 'tax', 'land', 'birth-record']) {
      const register = registers[service];
      assert.ok(register);
      const request: RegisterRequest = question(register, SAMPLE_KEYS[service] ?? {});
      hold('registerRequest', request);
      for (const fault of FAULT_KINDS) {
        simulators.setFault({service, fault});
        const asked = fault === 'hang' || fault === 'slow' ? hasty.registers[service] : register;
        const answer: RegisterAnswer = await ask(asked, request.keys);
        hold('registerAnswer', answer);
        states.add(answer.state);
      }
      simulators.setFault({service, fault: 'none'});
    }
    for (const trouble of [...patient.troubles, ...hasty.troubles]) hold('registerTrouble', trouble);
    const missing = await ask(registers['business'], {code: '9912345678'});
    hold('registerAnswer', missing);
    assert.deepEqual([...states, missing.state].toSorted(), ['forbidden', 'found', 'limited', 'not-found', 'unavailable']);
  });
});

describe('messages of the simulators', () => {
  it('are the contract’s: faults that are set, and counts', async () => {
    const kinds: readonly FaultKind[] = FAULT_KINDS;
    for (const fault of kinds) {
      const setting = {service: 'tax', fault, ms: 10, key: '026190000042', times: 2};
      hold('faultSetting', setting);
      const response = await fetch(`${simulators.control.url}/faults`, {
        method: 'POST',
        headers: {'Content-Type': 'application/json'},
        body: JSON.stringify(setting),
      });
      assert.equal(response.status, 200);
      hold('faultList', await response.json());
    }
    hold('callCounts', await (await fetch(`${simulators.control.url}/counts`)).json());
    simulators.setFault({service: 'tax', fault: 'none'});
    assert.deepEqual((schema.$defs['faultKind'] as JsonObject)['enum'], FAULT_KINDS);
  });

  it('that are no settings are refused by schema and simulator alike', async () => {
    const wrong: readonly JsonObject[] = [
      {},
      {service: 'tax'},
      {service: 'tax', fault: 'fire'},
      {service: 'tax', fault: 'slow', ms: -1},
      {service: 'tax', fault: 'slow', times: 0},
      {service: 'tax', fault: 'slow', more: 1},
      {service: 5, fault: 'slow'},
    ];
    for (const setting of wrong) {
      assert.throws(() => hold('faultSetting', setting));
      const response = await fetch(`${simulators.control.url}/faults`, {
        method: 'POST',
        headers: {'Content-Type': 'application/json'},
        body: JSON.stringify(setting),
      });
      assert.equal(response.status, 400, JSON.stringify(setting));
    }
  });
});
