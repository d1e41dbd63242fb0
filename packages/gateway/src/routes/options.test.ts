import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';
import {createIndustryCodes} from '@egov-form/connectors/server';
import type {FormDefinition} from '@egov-form/core';
import {type SimulatedIndustryCodes, startIndustryCodes} from '@egov-form/simulators';
import {type Fixture, LETTER, type Reply, startFixture, type Visitor} from '../testing/gateway-fixture.ts';

const SHOP: FormDefinition = {
  id: 'shop',
  version: '1.0.0',
  title: 'Shop',
  data: {
    type: 'object',
    properties: {
      region: {type: 'string'},
      industry: {type: 'string'},
      wish: {type: 'string'},
      owner: {type: 'string'},
      person: {type: 'string'},
    },
  },
  fields: {
    '/industry': {options: {connector: 'industry-codes', where: {region: '/region'}}},
    '/wish': {options: {connector: 'industry-codes'}, sensitivity: 'personal'},
    '/person': {options: {connector: 'population'}},
  },
};

describe('POST /api/options/:connector', () => {
  let industries: SimulatedIndustryCodes;
  let fixture: Fixture;
  let visitor: Visitor;

  before(async () => {
    industries = await startIndustryCodes();
    const codes = createIndustryCodes({url: industries.url, timeoutMs: 1000});
    const forms = [LETTER, SHOP].map((definition) => ({definition}));
    fixture = await startFixture({
      forms,
      registers: {'industry-codes': codes, population: {...codes, name: 'population'}},
      budget: {session: {asks: 12, windowSeconds: 60}},
      limits: {'*': {retries: 0}},
    });
    visitor = await fixture.signIn('nguyen-thi-mau');
  });
  after(async () => {
    await fixture.close();
    await industries.close();
  });

  const ask = (query: string, more: object = {}, connector = 'industry-codes', who = visitor): Promise<Reply> =>
    who.call('POST', `/api/options/${connector}`, {
      form: 'shop',
      version: '1.0.0',
      field: '/industry',
      query,
      where: {},
      ...more,
    });

  test('finds by words with and without tone marks, and by the beginning of a code', async () => {
    for (const [query, value] of [
      ['vận tải hàng hóa đường bộ', '4933'],
      ['van tai hang hoa bo', '4933'],
      ['4933', '4933'],
    ] as const) {
      const {status, body} = await ask(query, {where: {region: '25'}});
      assert.deepEqual([status, body.state, body.options[0].value, body.more], [200, 'found', value, false]);
    }
    const many = await ask('san xuat');
    assert.deepEqual([many.body.options.length <= 20, many.body.options[0].label.includes(' - ')], [true, true]);
    assert.deepEqual((await ask('xyz')).body, {state: 'found', options: [], more: false});
  });

  test('tells that it could not search from that it found nothing', async () => {
    for (const [fault, reason] of [
      ['down', 'down'],
      ['rubbish', 'invalid-answer'],
      ['slow', 'slow'],
    ] as const) {
      industries.setFault(fault, 3000);
      assert.deepEqual((await ask('thép')).body, {state: 'unavailable', reason});
    }
    industries.setFault('none');
  });

  test('asks nothing but what the form says, of nobody but public databases', async () => {
    const before = industries.count();
    const cases: readonly (readonly [Promise<Reply>, number, string])[] = [
      [ask('An', {field: '/person'}, 'population'), 404, 'lookup.unknown'],
      [ask('An', {field: '/region'}), 404, 'lookup.unknown'],
      [ask('An', {field: '/constructor'}), 404, 'lookup.unknown'],
      [ask('An', {}, 'constructor'), 404, 'lookup.unknown'],
      [ask('An', {form: 'letter'}), 404, 'lookup.unknown'],
      [ask('An', {version: '2.0.0'}), 409, 'form.version'],
      [ask('An', {where: {price: 'x'}}), 400, 'request.malformed'],
      [ask('An', {where: {region: {}}}), 400, 'request.malformed'],
      [ask(''), 400, 'request.malformed'],
      [ask('x'.repeat(101)), 400, 'request.malformed'],
      [ask('An', {}, 'industry-codes', fixture.visitor()), 401, 'session.required'],
    ];
    for (const [reply, status, code] of cases) {
      const {status: found, body} = await reply;
      assert.deepEqual([found, body.code], [status, code]);
    }
    assert.deepEqual((await ask('   ')).body, {state: 'found', options: []});
    assert.equal(industries.count(), before);
  });

  test('costs the session its budget, and says when it may go on', async () => {
    const person = await fixture.signIn('le-van-chong');
    for (let i = 0; i < 12; i += 1) assert.equal((await ask('gỗ', {}, 'industry-codes', person)).status, 200);
    const refused = await ask('gỗ', {}, 'industry-codes', person);
    assert.deepEqual([refused.status, refused.body.code], [429, 'lookup.limited']);
    const alerts = (await entries()).filter(({action}) => action === 'alert');
    assert.deepEqual(
      alerts.map(({target, outcome}) => [target, outcome]),
      [['/industry', 'limited:1']],
    );
    fixture.clock.time += 61_000;
    assert.equal((await ask('gỗ', {}, 'industry-codes', person)).status, 200);
  });

  const entries = () => fixture.database.selectFrom('audit').selectAll().where('form', '=', 'shop').orderBy('id').execute();

  test('is written into the audit: who searched which question by what, and never the words', async () => {
    const person = await fixture.signIn('nguyen-thi-mau');
    const before = (await entries()).length;
    const search = async (query: string, more?: object): Promise<void> => {
      fixture.clock.time += 1;
      await ask(query, more, 'industry-codes', person);
    };
    await search('sản xuất gỗ', {where: {region: '25'}});
    await search('nguyen van a', {field: '/wish'});
    await search('Nguyen  Van A', {field: '/wish'});
    industries.setFault('down', 2000);
    await search('sản xuất gỗ');
    industries.setFault('none');
    await search('sản xuất gỗ', {field: '/region'});
    const written = (await entries()).slice(before);
    assert.deepEqual(
      written.map(({action, target, register, attributes, outcome, about}) => [
        ...[action, target, register, attributes, outcome],
        about !== '',
      ]),
      [
        ['search', '/industry', 'industry-codes', ['query', 'region'], 'found', false],
        ['search', '/wish', 'industry-codes', ['query'], 'found', true],
        ['search', '/wish', 'industry-codes', ['query'], 'found', true],
        ['search', '/industry', 'industry-codes', ['query'], 'unavailable', false],
      ],
    );
    assert.equal(written[1]?.about, written[2]?.about, 'the same words are known again by their keyed hash');
    assert.equal(/nguyen|gỗ/iu.test(JSON.stringify(written)), false);
    assert.equal(fixture.log.join('').includes('nguyen van'), false);
  });

  test('whoever was searched for by number is told so', async () => {
    const [person, father] = [await fixture.signIn('nguyen-thi-mau'), await fixture.signIn('le-van-chong')];
    await ask('026 088 000045', {}, 'industry-codes', person);
    const {body} = await father.call('GET', '/api/me/lookups');
    const [{by, form, register, attributes}] = body.lookups;
    assert.deepEqual([by, form, register, attributes], ['other', 'shop', 'industry-codes', ['query']]);
    assert.deepEqual((await person.call('GET', '/api/me/lookups')).body.lookups, []);
  });
});
