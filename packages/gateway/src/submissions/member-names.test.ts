/** Members called `*` and `2023` are answers like any other: look-ups are asked with them and fill them, and receipts bear it out. */
import assert from 'node:assert/strict';
import {randomUUID} from 'node:crypto';
import {after, before, describe, test} from 'node:test';
import type {RegisterAnswer, RegisterRequest} from '@egov-form/connectors/server';
import type {OriginMark} from '@egov-form/core';
import {createForm, type FormDefinition, type Submission, wholeSubmission} from '@egov-form/core';
import {until} from '@egov-form/dev/until';
import {vietnam} from '@egov-form/vietnam';
import {type Fixture, MapRegister, type Reply, startFixture, type Visitor} from '../testing/gateway-fixture.ts';
import type {ShownCheck} from './deferred-verification.ts';

const text = {type: 'string', maxLength: 100};
const code = {type: 'string', format: 'vn-tax-code'};
const owners = {type: 'array', maxItems: 5, items: {type: 'object', properties: {'*': text, '2023': {type: 'number'}}}};
const YEARS: FormDefinition = {
  id: 'years',
  version: '1.0.0',
  title: 'Years',
  data: {
    type: 'object',
    properties: {
      codes: {type: 'object', properties: {'*': code, '0': text}},
      names: {type: 'object', properties: {'*': text, '2023': text}},
      fleets: {
        type: 'array',
        maxItems: 5,
        items: {type: 'object', properties: {'*': code, years: {type: 'object', properties: {'2023': text}}, owners}},
      },
    },
  },
  lookups: {
    whole: {
      connector: 'business',
      keys: {code: '/codes/*'},
      fill: {'/names/*': 'name', '/names/2023': 'address'},
      trust: {'*': 'locked'},
      purpose: 'x',
    },
    fleet: {
      connector: 'business',
      keys: {code: '/fleets/*/*'},
      fill: {
        '/fleets/*/years/2023': 'name',
        '/fleets/*/owners/*/*': 'members/*/fullName',
        '/fleets/*/owners/*/2023': 'members/*/share',
      },
      trust: {'*': 'locked'},
      purpose: 'x',
    },
  },
};

const COMPANY = {
  name: 'Công ty Một',
  address: 'Phường Mẫu',
  members: [
    {fullName: 'Nguyễn An', share: 60},
    {fullName: 'Lê Bình', share: 40},
  ],
};
class Company extends MapRegister {
  constructor() {
    super('business', 'code', {any: {name: '', address: '', members: ''}});
  }

  override async lookup({keys}: RegisterRequest): Promise<RegisterAnswer> {
    return keys['code'] === '9999999997' ? {state: 'found', values: COMPANY} : {state: 'not-found'};
  }
}

describe('members that look like rows', () => {
  let fixture: Fixture;
  let mother: Visitor;

  before(async () => {
    fixture = await startFixture({
      forms: [{definition: YEARS}],
      registers: {business: new Company()},
      jobs: {retrySeconds: 1, pollSeconds: 0.5},
    });
    mother = await fixture.signIn('nguyen-thi-mau');
  });
  after(() => fixture.close());

  const send = (submission: Submission): Promise<Reply> =>
    mother.call('POST', '/api/submissions', submission, {'idempotency-key': randomUUID()});

  async function filled(): Promise<Submission> {
    const form = createForm(YEARS, {
      packs: [vietnam],
      connector: {ask: ({lookup, connector, keys}) => mother.ask(lookup, connector, keys, YEARS)},
    });
    form.list('/fleets').insert();
    form.list('/fleets').insert();
    form.set('/codes/*', '9999999997');
    form.set('/fleets/1/*', '9999999997');
    await until(
      'both look-ups answered',
      () => form.get('/names/*') !== undefined && form.get('/fleets/1/owners/1/2023') !== undefined,
    );
    return form.submission({}, 'vi', true);
  }

  test('are filled by look-ups, and their values are the word of the register', async () => {
    const reply = await send(await filled());
    assert.equal(reply.status, 201, reply.text);
    const row = fixture.database.selectFrom('dossiers').select('origins').where('code', '=', reply.body.code);
    const marks = (await row.executeTakeFirstOrThrow()).origins as unknown as {readonly [pointer: string]: OriginMark};
    assert.deepEqual(
      Object.entries(marks)
        .map(([pointer, {origin}]) => `${pointer} ${origin}`)
        .sort(),
      [
        ...['/fleets/1/owners/0/*', '/fleets/1/owners/0/2023', '/fleets/1/owners/1/*', '/fleets/1/owners/1/2023'],
        ...['/fleets/1/years/2023', '/names/*', '/names/2023'],
      ].map((pointer) => `${pointer} register`),
    );
  });

  test('do not stand for one another', async () => {
    const honest = wholeSubmission(await filled());
    const answers = {...honest.answers, names: {'*': COMPANY.address, '2023': COMPANY.address}};
    const reply = await send({
      ...honest,
      answers,
      origins: {...honest.origins, '/names/*': honest.origins['/names/2023'] as never},
    });
    assert.equal(reply.status, 422);
    assert.ok(
      reply.body.issues.some(({pointer}: {pointer: string}) => pointer === '/names/*'),
      reply.text,
    );
  });

  test('are asked with and compared later', async () => {
    const reply = await send({
      ...{form: YEARS.id, version: YEARS.version, locale: 'vi', origins: {}, documents: {}, decisions: [], declared: true},
      answers: {
        codes: {'*': '9999999997'},
        names: {'*': COMPANY.name, '2023': 'Khác'},
        fleets: [{}, {'*': '9999999997', owners: [{'*': 'Nguyễn An', '2023': 50}]}],
      },
      unasked: [
        {lookup: 'whole', reason: 'down'},
        {lookup: 'fleet', row: '/fleets/1', reason: 'down'},
      ],
    });
    assert.equal(reply.status, 201, reply.text);
    const shown = async (): Promise<readonly ShownCheck[]> =>
      (await mother.call('GET', `/api/submissions/${reply.body.code}`)).body.checks;
    await until('the registers were asked', async () => (await shown()).every(({state}) => state !== 'waiting'));
    assert.deepEqual(
      (await shown()).map(({lookup, row, state, verdicts}) => ({lookup, row, state, verdicts})),
      [
        {
          ...{lookup: 'fleet', row: '1', state: 'done'},
          verdicts: {'/fleets/1/owners/0/*': 'agrees', '/fleets/1/owners/0/2023': 'differs'},
        },
        {lookup: 'whole', row: '', state: 'done', verdicts: {'/names/*': 'agrees', '/names/2023': 'differs'}},
      ],
    );
  });
});
