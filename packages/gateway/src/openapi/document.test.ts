import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';
import {Validator} from '@seriousme/openapi-schema-validator';
import {type Fixture, startFixture} from '../testing/gateway-fixture.ts';
import {DESCRIBED} from './answers.ts';

interface Description {
  readonly paths: {
    readonly [path: string]: {readonly [method: string]: {readonly responses: object; readonly security?: object}};
  };
}

describe('the description of the API', () => {
  let fixture: Fixture;
  let document: Description;
  before(async () => {
    fixture = await startFixture();
    document = (await (await fetch(`${fixture.origin}/api/openapi.json`)).json()) as Description;
  });
  after(() => fixture.close());

  test('is OpenAPI 3.1 by its own schema', async () => {
    const validator = new Validator();
    const {valid, errors} = await validator.validate(
      structuredClone(document) as unknown as Parameters<Validator['validate']>[0],
    );
    assert.ok(valid, JSON.stringify(errors)?.slice(0, 2000));
    assert.equal(validator.version, '3.1');
  });

  test('has every route of the server and nothing else', () => {
    // One that nobody described would have kept the document from being made.
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/gu, ':$1')}`),
    );
    assert.deepEqual(described.sort(), Object.keys(DESCRIBED).sort());
  });

  test('says where somebody must be signed in, as it is', async () => {
    for (const [path, methods] of Object.entries(document.paths)) {
      for (const [method, {security}] of Object.entries(methods)) {
        if (security === undefined) continue;
        const reply = await fixture.visitor().call(method.toUpperCase(), path.replaceAll(/\{\w+\}/gu, 'a'));
        assert.equal(reply.status, 401, `${method} ${path}`);
      }
    }
  });
});

describe('measurements', () => {
  let fixture: Fixture;
  before(async () => {
    fixture = await startFixture({metricsToken: 'a-token-of-this-test'});
  });
  after(() => fixture.close());

  test('are for whoever has the token, and name routes and registers, nobody', async () => {
    assert.equal((await fetch(`${fixture.origin}/metrics`)).status, 404);
    assert.equal((await fetch(`${fixture.origin}/metrics`, {headers: {authorization: 'Bearer x'}})).status, 404);
    const mother = await fixture.signIn('nguyen-thi-mau');
    await mother.ask('self', 'population', {citizenId: '026190000042'});
    await mother.call('GET', '/api/submissions/H44-secret');
    const reply = await fetch(`${fixture.origin}/metrics`, {headers: {authorization: 'Bearer a-token-of-this-test'}});
    assert.match(reply.headers.get('content-type') ?? '', /^text\/plain/u);
    const text = await reply.text();
    assert.match(text, /egov_requests_total\{method="POST",route="\/api\/lookups\/:connector",status="200"\} 1/u);
    assert.match(text, /egov_register_tries\{register="population",outcome="answered"\} 1/u);
    assert.match(text, /egov_register_breaker\{register="population"\} 0/u);
    assert.match(text, /egov_jobs\{job="later-checks",state="waiting"\} 0/u);
    assert.match(text, /nodejs_heap_size_used_bytes/u);
    for (const value of ['secret', '026190000042']) assert.equal(text.includes(value), false);
  });

  test('readiness names a register that is not asked at present, and goes on', async () => {
    fixture.population.behaviour = async () => ({state: 'unavailable', reason: 'down'});
    const mother = await fixture.signIn('nguyen-thi-mau');
    for (let i = 0; i < 12; i += 1) await mother.ask('self', 'population', {citizenId: '026190000042'});
    const ready = await fetch(`${fixture.origin}/readyz`);
    assert.equal(ready.status, 200);
    assert.deepEqual(await ready.json(), {
      ...{state: 'degraded', forms: 1, registers: {population: 'open', vehicle: 'closed'}},
    });
  });
});
