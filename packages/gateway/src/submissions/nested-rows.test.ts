/** Look-ups in rows of rows: what they are asked with, what they fill, and what their receipts are worth. */
import assert from 'node:assert/strict';
import {randomUUID} from 'node:crypto';
import {after, before, describe, test} from 'node:test';
import type {RegisterAnswer, RegisterRequest} from '@egov-form/connectors/server';
import type {OriginMark} from '@egov-form/core';
import {createForm, type Form, type FormDefinition, type JsonObject, type Submission, wholeSubmission} from '@egov-form/core';
import {until} from '@egov-form/dev/until';
import {vietnam} from '@egov-form/vietnam';
import {type Fixture, MapRegister, type Reply, startFixture, type Visitor} from '../testing/gateway-fixture.ts';
import type {ShownCheck} from './deferred-verification.ts';

const FLEETS: FormDefinition = {
  id: 'fleets',
  version: '1.0.0',
  title: 'Fleets',
  data: {
    type: 'object',
    properties: {
      fleets: {
        type: 'array',
        maxItems: 5,
        items: {
          type: 'object',
          properties: {
            code: {type: 'string', format: 'vn-tax-code'},
            name: {type: 'string', maxLength: 100},
            owners: {
              type: 'array',
              maxItems: 5,
              items: {type: 'object', properties: {name: {type: 'string', maxLength: 100}, share: {type: 'number'}}},
            },
            vehicles: {
              type: 'array',
              maxItems: 5,
              items: {
                type: 'object',
                properties: {plate: {type: 'string', format: 'vn-plate'}, brand: {type: 'string', maxLength: 100}},
              },
            },
          },
        },
      },
    },
  },
  lookups: {
    company: {
      connector: 'business',
      keys: {code: '/fleets/*/code'},
      fill: {
        '/fleets/*/name': 'name',
        '/fleets/*/owners/*/name': 'members/*/fullName',
        '/fleets/*/owners/*/share': 'members/*/share',
      },
      trust: {'*': 'locked'},
      purpose: 'x',
    },
    vehicle: {
      connector: 'vehicle',
      keys: {plate: '/fleets/*/vehicles/*/plate'},
      fill: {'/fleets/*/vehicles/*/brand': 'brand'},
      trust: {'*': 'locked'},
      purpose: 'x',
    },
  },
};

const COMPANIES: {readonly [code: string]: JsonObject} = {
  '9999999997': {
    name: 'Công ty Một',
    members: [
      {fullName: 'Nguyễn An', share: 60},
      {fullName: 'Lê Bình', share: 40},
    ],
  },
  '9999999972': {name: 'Công ty Hai', members: [{fullName: 'Trần Chi', share: 100}]},
};
class Companies extends MapRegister {
  constructor() {
    super('business', 'code', {any: {name: '', members: ''}});
  }

  override async lookup({keys}: RegisterRequest): Promise<RegisterAnswer> {
    const values = COMPANIES[keys['code'] ?? ''];
    return values ? {state: 'found', values} : {state: 'not-found'};
  }
}

const BRANDS = {'19A-123.45': {brand: 'Xe Mẫu 16'}, '19A-123.46': {brand: 'Xe Mẫu 29'}, '19A-123.47': {brand: 'Xe Mẫu 45'}};

describe('rows of rows', () => {
  let fixture: Fixture;
  let mother: Visitor;

  before(async () => {
    fixture = await startFixture({
      forms: [{definition: FLEETS}],
      registers: {business: new Companies(), vehicle: new MapRegister('vehicle', 'plate', BRANDS)},
      jobs: {retrySeconds: 1, pollSeconds: 0.5},
    });
    mother = await fixture.signIn('nguyen-thi-mau');
  });
  after(() => fixture.close());

  /** Two companies, the first with two vehicles, the second with one. */
  async function filled(): Promise<Form> {
    const form = createForm(FLEETS, {
      packs: [vietnam],
      connector: {ask: ({lookup, connector, keys}) => mother.ask(lookup, connector, keys, FLEETS)},
    });
    const plates = [['19A-123.45', '19A-123.46'], ['19A-123.47']];
    for (const [i, code] of ['9999999997', '9999999972'].entries()) {
      form.list('/fleets').insert();
      form.set(`/fleets/${i}/code`, code);
      for (const [j, plate] of (plates[i] ?? []).entries()) {
        form.list(`/fleets/${i}/vehicles`).insert();
        form.set(`/fleets/${i}/vehicles/${j}/plate`, plate);
      }
    }
    const asked = [
      ['company', '/fleets/0'],
      ['company', '/fleets/1'],
      ['vehicle', '/fleets/0/vehicles/0'],
      ['vehicle', '/fleets/0/vehicles/1'],
      ['vehicle', '/fleets/1/vehicles/0'],
    ] as const;
    await until('every register answered', () => asked.every(([name, row]) => form.lookup(name, row).state === 'filled'));
    return form;
  }

  const send = (submission: Submission): Promise<Reply> =>
    mother.call('POST', '/api/submissions', submission, {'idempotency-key': randomUUID()});

  async function marksOf(reply: Reply): Promise<{readonly [pointer: string]: OriginMark}> {
    assert.equal(reply.status, 201, reply.text);
    const row = fixture.database.selectFrom('dossiers').select('origins').where('code', '=', reply.body.code);
    return (await row.executeTakeFirstOrThrow()).origins as unknown as {readonly [pointer: string]: OriginMark};
  }

  test('every value is the word of its register', async () => {
    const form = await filled();
    const submission = form.submission({}, 'vi', true);
    const marks = await marksOf(await send(submission));
    assert.deepEqual(
      Object.entries(marks)
        .map(([pointer, {origin}]) => `${pointer} ${origin}`)
        .sort(),
      [
        ...['/fleets/0/name', '/fleets/0/owners/0/name', '/fleets/0/owners/0/share', '/fleets/0/owners/1/name'],
        ...['/fleets/0/owners/1/share', '/fleets/0/vehicles/0/brand', '/fleets/0/vehicles/1/brand', '/fleets/1/name'],
        ...['/fleets/1/owners/0/name', '/fleets/1/owners/0/share', '/fleets/1/vehicles/0/brand'],
      ].map((pointer) => `${pointer} register`),
    );
  });

  test('an answer counts in its own row only', async () => {
    const honest = wholeSubmission((await filled()).submission({}, 'vi', true));
    const cases: readonly (readonly [string, string])[] = [
      ['/fleets/0/vehicles/0/brand', '/fleets/0/vehicles/1/brand'],
      ['/fleets/0/vehicles/0/brand', '/fleets/1/vehicles/0/brand'],
      ['/fleets/0/owners/0/name', '/fleets/1/owners/0/name'],
      ['/fleets/0/name', '/fleets/1/name'],
    ];
    for (const [one, two] of cases) {
      const answers = structuredClone(honest.answers);
      const [a, b] = [valueAt(answers, one), valueAt(answers, two)];
      put(answers, one, b);
      put(answers, two, a);
      const origins = {...honest.origins, [one]: honest.origins[two] as never, [two]: honest.origins[one] as never};
      const reply = await send({...honest, answers, origins});
      assert.equal(reply.status, 422);
      const told = reply.body.issues.map(({code, pointer}: {code: string; pointer: string}) => `${code} ${pointer}`);
      for (const pointer of [one, two]) assert.ok(told.includes(`receipt.mismatch ${pointer}`), told.join());
    }
  });

  test('old receipts are renewed for the row that they are of', async () => {
    const submission = (await filled()).submission({}, 'vi', true);
    fixture.clock.time += 8 * 24 * 60 * 60 * 1000;
    mother = await fixture.signIn('nguyen-thi-mau');
    const marks = await marksOf(await send(submission));
    assert.equal(Object.keys(marks).length, 11);
    for (const [pointer, {origin, at}] of Object.entries(marks))
      assert.deepEqual([origin, at], ['register', new Date(fixture.clock.time).toISOString()], pointer);
  });

  test('what could not be asked in a row of a row is asked later with the keys of that row', async () => {
    const vehicles = [
      {plate: '19A-123.45', brand: 'Xe Mẫu 16'},
      {plate: '19A-123.46', brand: 'Xe Khác'},
    ];
    const submission: Submission = {
      ...{form: FLEETS.id, version: FLEETS.version, locale: 'vi', origins: {}, documents: {}, decisions: [], declared: true},
      answers: {fleets: [{name: 'a'}, {code: '9999999997', owners: [{name: 'Nguyễn An', share: 50}], vehicles}]},
      unasked: [
        {lookup: 'vehicle', row: '/fleets/1/vehicles/0', reason: 'down'},
        {lookup: 'vehicle', row: '/fleets/1/vehicles/1', reason: 'down'},
        {lookup: 'company', row: '/fleets/1', reason: 'down'},
        {lookup: 'vehicle', row: '/fleets/9', reason: 'down'},
      ],
    };
    const reply = await send(submission);
    assert.equal(reply.status, 201, reply.text);
    const checks = await until('every check is made', async () => {
      const made: readonly ShownCheck[] = (await mother.call('GET', `/api/submissions/${reply.body.code}`)).body.checks;
      return made.every(({state}) => state !== 'waiting') && made;
    });
    assert.deepEqual(
      checks.map(({lookup, row, state, verdicts}) => ({lookup, row, state, verdicts})),
      [
        {
          ...{lookup: 'company', row: '1', state: 'done'},
          verdicts: {
            '/fleets/1/owners/0/name': 'agrees',
            '/fleets/1/owners/0/share': 'differs',
          },
        },
        {lookup: 'vehicle', row: '1/0', state: 'done', verdicts: {'/fleets/1/vehicles/0/brand': 'agrees'}},
        {lookup: 'vehicle', row: '1/1', state: 'done', verdicts: {'/fleets/1/vehicles/1/brand': 'differs'}},
        {lookup: 'vehicle', row: '9', state: 'not-checked', verdicts: {}},
      ],
    );
  });
});

function valueAt(answers: object, pointer: string): unknown {
  return names(pointer).reduce((part: unknown, name) => (part as {[name: string]: unknown})[name], answers);
}

function put(answers: object, pointer: string, value: unknown): void {
  const path = names(pointer);
  const last = path.pop() ?? '';
  (valueAt(answers, path.map((name) => `/${name}`).join('')) as {[name: string]: unknown})[last] = value;
}

function names(pointer: string): string[] {
  return pointer.split('/').slice(1);
}
