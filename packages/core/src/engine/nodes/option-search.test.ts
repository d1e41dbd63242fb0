import assert from 'node:assert/strict';
import {test} from 'node:test';
import {checkDefinition} from '../../definition/check-definition.ts';
import type {FormDefinition} from '../../generated/definition.ts';
import type {LookupConnector, OptionAnswer, OptionRequest} from '../../ports/ports.ts';
import {createForm} from '../create-form.ts';

const definition: FormDefinition = {
  id: 'shop',
  version: '1.0.0',
  title: 'Shop',
  data: {
    type: 'object',
    properties: {
      region: {type: 'string'},
      industry: {type: 'string'},
      plain: {type: 'string'},
      shops: {type: 'array', items: {type: 'object', properties: {region: {type: 'string'}, street: {type: 'string'}}}},
    },
  },
  fields: {
    '/industry': {options: {connector: 'industries', where: {region: '/region'}}},
    '/shops/*/street': {options: {connector: 'streets', where: {region: '/shops/*/region'}, minimum: 3}},
  },
};

interface Asked {
  readonly request: OptionRequest;
  aborted(): boolean;
  answer(answer: OptionAnswer | Error): Promise<void>;
}

/** Answers when told to. */
function manual(): {connector: LookupConnector; asked: Asked[]} {
  const asked: Asked[] = [];
  const connector: LookupConnector = {
    ask: async () => ({state: 'not-found'}),
    search: (request, signal) =>
      new Promise((resolve, reject) => {
        asked.push({
          request,
          aborted: () => signal.aborted,
          answer: async (answer) => {
            if (answer instanceof Error) reject(answer);
            else resolve(answer);
            await new Promise((done) => setImmediate(done));
          },
        });
      }),
  };
  return {connector, asked};
}

const found = (...values: readonly string[]): OptionAnswer => ({
  state: 'found',
  options: values.map((value) => ({value, label: `Label of ${value}`})),
});

test('a field whose choices are searched has a search, others have none', () => {
  const form = createForm(definition);
  assert.equal(form.optionSearch('/plain'), undefined);
  assert.equal(form.optionSearch('/nowhere'), undefined);
  const search = form.optionSearch('/industry');
  assert.equal(form.optionSearch('/industry'), search);
  assert.deepEqual([search?.state, search?.minimum, search?.options], ['idle', 2, []]);
  assert.equal(form.field('/industry').widget, 'select');
  assert.deepEqual(form.options('/industry'), []);
  form.set('/industry', 'typed by hand');
  assert.deepEqual(form.field('/industry').issues, [], 'what nobody could look for is no wrong choice');
});

test('asks from so many characters on, aborts the question before and drops its answer', async () => {
  const {connector, asked} = manual();
  const form = createForm(definition, {connector});
  form.set('/region', '25');
  const search = form.optionSearch('/industry');
  assert.ok(search);
  void search.search(' v ');
  assert.deepEqual([search.state, asked.length], ['short', 0]);
  void search.search('vậ');
  assert.deepEqual(asked[0]?.request, {
    ...{form: 'shop', version: '1.0.0', field: '/industry', connector: 'industries', query: 'vậ', where: {region: '25'}},
  });
  void search.search('vận');
  assert.ok(asked[0]?.aborted());
  await asked[0]?.answer(found('stale'));
  assert.deepEqual([search.state, search.options], ['asking', []]);
  await asked[1]?.answer({...found('4933'), more: true} as OptionAnswer);
  assert.deepEqual([search.state, search.query, search.more, search.options.length], ['found', 'vận', true, 1]);
  assert.deepEqual(search.known('4933')?.label, 'Label of 4933');
  void search.search('vận tải');
  assert.equal(search.options.length, 1, 'what was found stays in sight while the next is looked for');
  search.cancel();
  assert.ok(asked[2]?.aborted());
  await asked[2]?.answer(found('late'));
  assert.deepEqual([search.state, search.options], ['idle', []]);
  search.cancel();
  void search.search('');
  assert.equal(search.state, 'idle');
});

test('narrowed otherwise while it was asked, it is asked again', async () => {
  const {connector, asked} = manual();
  const form = createForm(definition, {connector});
  form.list('/shops').insert();
  form.set('/shops/0/region', '25');
  const search = form.optionSearch('/shops/0/street');
  void search?.search('Trần');
  form.set('/shops/0/region', '26');
  await asked[0]?.answer(found('a street of 25'));
  assert.deepEqual([search?.state, search?.options, asked[1]?.request.where], ['asking', [], {region: '26'}]);
  await asked[1]?.answer(found('a street of 26'));
  assert.deepEqual(
    search?.options.map(({value}) => value),
    ['a street of 26'],
  );
});

test('offers only what can be the answer, of whatever the database has', async () => {
  const {connector, asked} = manual();
  const options = {connector: 'industries'};
  const form = createForm(
    {
      ...{id: 'narrow', version: '1.0.0', title: 'Narrow'},
      data: {
        type: 'object',
        properties: {
          listed: {enum: ['4933', '0127']},
          short: {type: 'string', maxLength: 4},
        },
      },
      fields: {'/listed': {options}, '/short': {options}},
    },
    {connector},
  );
  const offered = async (pointer: string): Promise<readonly unknown[]> => {
    const search = form.optionSearch(pointer);
    void search?.search('kho');
    await asked.at(-1)?.answer(found('1104', '4933', '52101'));
    assert.equal(search?.known('1104')?.label, 'Label of 1104', 'the words of an answer of before are known');
    return search?.options.map(({value}) => value) ?? [];
  };
  assert.deepEqual(await offered('/listed'), ['4933']);
  assert.deepEqual(await offered('/short'), ['1104', '4933']);
});

test('could not search is told apart from found nothing', async () => {
  const {connector, asked} = manual();
  const search = createForm(definition, {connector}).optionSearch('/industry');
  assert.ok(search);
  const answers: readonly (OptionAnswer | Error)[] = [
    {state: 'unavailable', reason: 'slow'},
    {state: 'limited', retryAfterSeconds: 9},
    {state: 'forbidden'},
    new Error('broken'),
    found(),
  ];
  const states: string[] = [];
  for (const answer of answers) {
    void search.search('thép');
    await asked.at(-1)?.answer(answer);
    states.push(`${search.state} ${search.retryAfterSeconds} ${search.options.length}`);
  }
  assert.deepEqual(states, ['unavailable 0 0', 'limited 9 0', 'forbidden 0 0', 'unavailable 0 0', 'found 0 0']);
  const nobody = createForm(definition).optionSearch('/industry');
  await nobody?.search('thép');
  assert.equal(nobody?.state, 'unavailable');
});

test('an answer of an earlier day gets its words again, once', async () => {
  const {connector, asked} = manual();
  const search = createForm(definition, {connector}).optionSearch('/industry');
  void search?.recall('4933');
  void search?.recall('4933');
  assert.deepEqual([asked.length, search?.state], [1, 'idle']);
  await asked[0]?.answer({state: 'unavailable', reason: 'down'});
  assert.equal(search?.known('4933'), undefined);
  void search?.recall('4933');
  await asked[1]?.answer(found('4933'));
  assert.equal(search?.known('4933')?.value, '4933');
  void search?.recall('4933');
  assert.equal(asked.length, 2);
});

test('words of many choices are forgotten, the oldest first', async () => {
  const {connector, asked} = manual();
  const search = createForm(definition, {connector}).optionSearch('/industry');
  for (let i = 0; i < 12; i += 1) {
    void search?.search(`page ${i}`);
    await asked.at(-1)?.answer(found(...Array.from({length: 50}, (_, k) => `${i}-${k}`)));
  }
  assert.deepEqual([search?.known('0-0'), search?.known('11-49')?.value], [undefined, '11-49']);
});

test('its connector is held to those that there are', () => {
  const known = {connectors: ['industries', 'street']};
  assert.deepEqual(
    checkDefinition(definition, known).map(({pointer, code, suggestion}) => [pointer, code, suggestion]),
    [['/fields/~1shops~1*~1street/options/connector', 'connector.unknown', 'street']],
  );
});

test('law: whatever is typed at whatever speed, only the last question is answered', async () => {
  let seed = 20261122;
  const random = (): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed / 2_147_483_648;
  };
  const {connector, asked} = manual();
  const search = createForm(definition, {connector}).optionSearch('/industry');
  assert.ok(search);
  let last = '';
  for (let i = 0; i < 1000; i += 1) {
    if (random() < 0.6) {
      last = `query ${i}`;
      void search.search(last);
    }
    const late = asked[Math.floor(random() * asked.length)];
    await late?.answer(found(late.request.query));
    for (const {value} of search.options) assert.equal(value, search.state === 'asking' ? value : last);
    if (search.state === 'found')
      assert.deepEqual(
        search.options.map(({value}) => value),
        [last],
      );
  }
});
