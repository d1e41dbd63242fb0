import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {createForm} from '../engine/create-form.ts';
import type {Form} from '../engine/form.ts';
import type {FormDefinition, LookupSettings} from '../generated/definition.ts';
import type {JsonObject} from '../json/json.ts';
import type {LookupAnswer, LookupConnector, LookupRequest} from '../ports/ports.ts';

const person = {
  type: 'object',
  properties: {name: {type: 'string'}, id: {type: 'string'}, note: {type: 'string'}},
} as const;

function definition(lookups: {readonly [name: string]: LookupSettings}): FormDefinition {
  return {
    id: 'family',
    version: '1.0.0',
    title: 'Family',
    data: {
      type: 'object',
      properties: {
        code: {type: 'string'},
        head: {type: 'string'},
        born: {type: 'string'},
        town: {type: 'string'},
        members: {type: 'array', items: person, maxItems: 5},
        households: {
          type: 'array',
          items: {type: 'object', properties: {code: {type: 'string'}, members: {type: 'array', items: person}}},
        },
      },
    },
    lookups,
  };
}

const rows: LookupSettings = {
  connector: 'households',
  keys: {code: '/code'},
  fill: {'/head': 'head', '/members/*/id': 'members/*/id', '/members/*/name': 'members/*/fullName'},
  trust: {'*': 'locked', '/members/*/name': 'correctable'},
  purpose: 'To fill the rows',
};

const at = '2026-11-21T02:00:00Z';
const filled = (values: JsonObject): LookupAnswer => ({
  state: 'filled',
  values,
  source: {register: 'households', title: 'Households', at},
  receipt: 'r',
});
const family = (...names: readonly string[]): LookupAnswer =>
  filled({head: 'An', members: names.map((name) => ({id: name.toLowerCase(), fullName: name}))});

/** Answers by code, and remembers what it was asked. */
function register(answers: {[code: string]: LookupAnswer}): LookupConnector & {readonly asked: LookupRequest[]} {
  const asked: LookupRequest[] = [];
  return {
    asked,
    ask: async (request) => {
      asked.push(request);
      return answers[request.keys['code'] ?? ''] ?? {state: 'not-found'};
    },
  };
}

const settled = (): Promise<void> => new Promise((done) => setImmediate(done));

async function filledForm(answers: {[code: string]: LookupAnswer}): Promise<Form> {
  const form = createForm(definition({family: rows}), {connector: register(answers)});
  form.set('/code', '1');
  await settled();
  return form;
}

describe('lists of an answer', () => {
  test('become rows, each cell with its origin; one step back takes them all', async () => {
    const form = await filledForm({1: family('An', 'Binh', 'Chi')});
    assert.deepEqual(form.get('/members'), [
      {id: 'an', name: 'An'},
      {id: 'binh', name: 'Binh'},
      {id: 'chi', name: 'Chi'},
    ]);
    const {origin, lockedBy} = form.field('/members/1/id');
    assert.ok(origin?.kind === 'register' && origin.attribute === 'members/*/id' && origin.receipt === 'r');
    assert.equal(lockedBy, 'register');
    assert.equal(form.field('/members/1/name').lockedBy, undefined);
    const lookup = form.lookup('family');
    assert.equal(lookup.state, 'filled');
    assert.deepEqual(lookup.targets, ['/head', '/members/*/id', '/members/*/name']);
    assert.equal(form.labelOf('/members/*/name', 'en'), 'Name');
    assert.equal(lookup.filled.length, 7);
    form.undo();
    assert.deepEqual([form.list('/members').rows.length, form.get('/head'), lookup.state], [0, undefined, 'ready']);
    form.redo();
    assert.deepEqual([form.list('/members').rows.length, form.get('/members/2/name'), lookup.state], [3, 'Chi', 'filled']);
    lookup.undo();
    assert.deepEqual([form.list('/members').rows.length, form.get('/head')], [0, undefined]);
  });

  test('asked again while an answer stands, it wants a new one; else one that is kept will do', async () => {
    const connector = register({1: family('An')});
    const form = createForm(definition({family: rows}), {connector});
    form.set('/code', '1');
    await settled();
    await form.lookup('family').ask();
    form.set('/code', '2');
    await settled();
    await form.lookup('family').ask();
    assert.deepEqual(
      connector.asked.map(({keys, refresh}) => [keys['code'], refresh]),
      [
        ['1', undefined],
        ['1', true],
        ['2', undefined],
        ['2', undefined],
      ],
    );
  });

  test('asked anew, a row about the same stays the same row; who is new comes, who is gone goes', async () => {
    const answers = {1: family('An', 'Binh', 'Chi')};
    const form = await filledForm(answers);
    form.set('/members/2/note', 'twin');
    form.transact([{pointer: '/members/0/name', value: 'Ân'}], {kind: 'typed', reason: 'Misspelt'});
    const ids = form.list('/members').rows.map(({id}) => id);
    answers[1] = family('Chi', 'An', 'Dung');
    await form.lookup('family').ask();
    const after = form.list('/members').rows.map(({id}) => id);
    assert.deepEqual(form.get('/members'), [
      {id: 'an', name: 'Ân'},
      {id: 'chi', name: 'Chi', note: 'twin'},
      {id: 'dung', name: 'Dung'},
    ]);
    assert.deepEqual(after.slice(0, 2), [ids[0], ids[2]]);
    assert.equal(form.conflicts.length, 0, 'what was corrected is not asked again');
    form.lookup('family').undo();
    assert.deepEqual(form.get('/members'), [{name: 'Ân'}, {note: 'twin'}], 'what was typed stays');
  });

  test('typed rows stay; the one about the same person is filled up; blank ones are used first', async () => {
    const form = createForm(definition({family: rows}), {connector: register({1: family('An', 'Binh')})});
    const list = form.list('/members');
    list.insert();
    list.insert();
    list.insert();
    form.set('/members/0/name', 'Stranger');
    form.set('/members/2/id', 'binh');
    form.set('/code', '1');
    await settled();
    assert.deepEqual(form.get('/members'), [{name: 'Stranger'}, {id: 'an', name: 'An'}, {id: 'binh', name: 'Binh'}]);
    form.set('/code', '2');
    await settled();
    assert.equal(form.lookup('family').state, 'not-found');
    assert.deepEqual((form.get('/members') as JsonObject[])[0], {name: 'Stranger'});
    assert.equal(form.get('/members/2/id'), 'binh', 'the typed number is back');
    assert.equal(form.get('/members/2/name'), undefined);
  });

  test('more than the list takes, or no list at all, is a partial answer', async () => {
    const many = await filledForm({1: family('A', 'B', 'C', 'D', 'E', 'F')});
    assert.deepEqual([many.list('/members').rows.length, many.lookup('family').state], [5, 'partial']);
    const none = await filledForm({1: filled({head: 'An', members: 'An'})});
    assert.deepEqual([none.list('/members').rows.length, none.lookup('family').state], [0, 'partial']);
    const odd = await filledForm({1: filled({head: 'An', members: [null, 'x', ['y'], {id: 'z'}]})});
    assert.deepEqual([odd.get('/members/3/id'), odd.lookup('family').state], ['z', 'partial']);
  });

  test('after a reload another number takes the rows away all the same', async () => {
    const form = await filledForm({1: family('An', 'Binh')});
    const connector = register({});
    const later = createForm(definition({family: rows}), {connector});
    later.restore(JSON.parse(JSON.stringify(form.snapshot())));
    assert.equal(connector.asked.length, 0);
    assert.equal(later.lookup('family').state, 'filled');
    later.set('/code', '9');
    await settled();
    assert.deepEqual([later.list('/members').rows.length, later.get('/head')], [0, undefined]);
  });

  test('of a row go into a list of that row', async () => {
    const inRow: LookupSettings = {
      connector: 'households',
      keys: {code: '/households/*/code'},
      fill: {'/households/*/members/*/id': 'members/*/id', '/households/*/members/*/name': 'members/*/fullName'},
      purpose: 'x',
    };
    const form = createForm(definition({inRow}), {connector: register({1: family('An'), 2: family('Binh', 'Chi')})});
    form.list('/households').insert();
    form.list('/households').insert();
    form.set('/households/0/code', '1');
    form.set('/households/1/code', '2');
    await settled();
    assert.deepEqual(form.get('/households'), [
      {code: '1', members: [{id: 'an', name: 'An'}]},
      {
        code: '2',
        members: [
          {id: 'binh', name: 'Binh'},
          {id: 'chi', name: 'Chi'},
        ],
      },
    ]);
    form.list('/households').remove(0);
    assert.equal(form.lookup('inRow', '/households/0').filled.length, 4);
  });
});

describe('what the person said otherwise', () => {
  const settings: LookupSettings = {
    connector: 'households',
    keys: {code: '/code'},
    fill: {'/head': 'head', '/town': 'town', '/born': 'born'},
    trust: {'/born': 'locked'},
    purpose: 'x',
  };
  const typed = async (): Promise<Form> => {
    const answer = filled({head: 'An', town: 'Lào Cai', born: '1990'});
    const form = createForm(definition({family: settings}), {connector: register({1: answer})});
    form.transact(
      [
        {pointer: '/head', value: 'Anh'},
        {pointer: '/born', value: '1991'},
      ],
      {kind: 'typed'},
    );
    form.set('/code', '1');
    await settled();
    return form;
  };

  test('is shown beside it before anything changes, and where the register stands afterwards', async () => {
    const form = await typed();
    assert.deepEqual(form.lookup('family').differences, [
      {pointer: '/head', mine: 'Anh', theirs: 'An', replaced: false},
      {pointer: '/born', mine: '1991', theirs: '1990', replaced: true},
    ]);
    assert.deepEqual([form.get('/head'), form.get('/town')], ['Anh', 'Lào Cai']);
  });

  test('all of the register: one step', async () => {
    const form = await typed();
    form.lookup('family').resolveDifferences('all');
    assert.deepEqual([form.get('/head'), form.conflicts.length, form.field('/head').origin?.kind], ['An', 0, 'register']);
    assert.deepEqual(
      form.lookup('family').differences.map(({pointer}) => pointer),
      ['/born'],
    );
    form.undo();
    assert.deepEqual([form.get('/head'), form.conflicts.length], ['Anh', 1]);
  });

  test('only what is empty: the own values are kept, and the decision recorded', async () => {
    const form = await typed();
    form.lookup('family').resolveDifferences('empty');
    assert.deepEqual([form.get('/head'), form.conflicts.length], ['Anh', 0]);
    assert.deepEqual(
      form.snapshot().decisions.map(({pointer, kept}) => [pointer, kept]),
      [['/head', 'typed']],
    );
    assert.equal(form.lookup('family').state, 'filled');
  });

  test('nothing: the fill is taken back, and what stood before stands again', async () => {
    const form = await typed();
    form.lookup('family').resolveDifferences('none');
    assert.deepEqual([form.get('/head'), form.get('/town'), form.get('/born')], ['Anh', undefined, '1991']);
    assert.deepEqual([form.conflicts.length, form.lookup('family').state], [0, 'ready']);
  });
});

describe('chains', () => {
  test('of registers: the next one is asked only when the one before could not be', async () => {
    const chain: LookupSettings = {...rows, connector: ['first', 'second', 'third']};
    const states: {[connector: string]: LookupAnswer} = {
      first: {state: 'unavailable', reason: 'down'},
      second: {state: 'not-found'},
      third: family('An'),
    };
    const asked: string[] = [];
    const connector: LookupConnector = {
      ask: async (request) => {
        asked.push(request.connector);
        const answer = states[request.connector];
        if (!answer) throw new Error('broken');
        return answer;
      },
    };
    const form = createForm(definition({family: chain}), {connector});
    form.set('/code', '1');
    await settled();
    assert.deepEqual([asked.splice(0), form.lookup('family').state], [['first', 'second'], 'not-found']);
    delete states['second'];
    await form.lookup('family').ask();
    assert.deepEqual([asked.splice(0), form.lookup('family').state], [['first', 'second', 'third'], 'filled']);
    const {origin} = form.field('/head');
    assert.ok(origin?.kind === 'register' && origin.connector === 'third', 'whose answer it is stays with the value');
    states['third'] = {state: 'unavailable', reason: 'slow'};
    form.set('/code', '2');
    await settled();
    assert.deepEqual([form.lookup('family').state, form.lookup('family').reason], ['unavailable', 'slow']);
  });

  test('of look-ups: what one filled asks the next', async () => {
    const first: LookupSettings = {connector: 'a', keys: {code: '/code'}, fill: {'/head': 'head'}, purpose: 'x'};
    const second: LookupSettings = {
      connector: 'b',
      keys: {head: '/head'},
      fill: {'/born': 'born', '/town': 'town'},
      purpose: 'x',
    };
    const connector: LookupConnector = {
      ask: async ({connector: name, keys}) =>
        name === 'a' ? filled({head: `head of ${keys['code']}`}) : filled({born: '1990', town: String(keys['head'])}),
    };
    const form = createForm(definition({first, second}), {connector});
    form.set('/code', '1');
    await settled();
    assert.equal(form.get('/town'), 'head of 1');
    form.set('/code', '2');
    assert.equal(form.get('/town'), undefined, 'both answers were about another number');
    await settled();
    assert.equal(form.get('/town'), 'head of 2');
  });
});

describe('a look-up on a button', () => {
  test('is ready and asks nobody until it is told to; left unasked it is nobody’s fault', async () => {
    const connector = register({1: family('Bình')});
    const form = createForm(definition({family: {...rows, auto: false}}), {connector});
    form.set('/code', '1');
    await settled();
    assert.deepEqual([form.lookup('family').state, connector.asked.length], ['ready', 0]);
    assert.equal('unasked' in form.submission({}, 'vi', true), false);
    await form.lookup('family').ask();
    assert.deepEqual([form.lookup('family').state, form.get('/head'), connector.asked.length], ['filled', 'An', 1]);
    form.set('/code', '2');
    await settled();
    assert.deepEqual([form.lookup('family').state, form.get('/head'), connector.asked.length], ['ready', undefined, 1]);
  });
});

describe('what was asked for and not given', () => {
  test('is handed in with its reason, in rows too, as long as it is asked', async () => {
    const definition: FormDefinition = {
      ...{id: 'cars', version: '1.0.0', title: 'Cars'},
      data: {
        type: 'object',
        properties: {
          code: {type: 'string'},
          head: {type: 'string'},
          town: {type: 'string'},
          cars: {type: 'array', items: {type: 'object', properties: {plate: {type: 'string'}, brand: {type: 'string'}}}},
        },
      },
      fields: {'/town': {visible: {'!=': [{var: '/head'}, 'x']}}},
      lookups: {
        person: {connector: 'people', keys: {code: '/code'}, fill: {'/head': 'head', '/town': 'town'}, purpose: 'x'},
        car: {connector: 'cars', keys: {code: '/cars/*/plate'}, fill: {'/cars/*/brand': 'brand'}, purpose: 'x'},
      },
    };
    const partial = {...filled({}), state: 'partial', gaps: {town: {reason: 'stale', asOf: '2019-03-12'}}} as LookupAnswer;
    const form = createForm(definition, {connector: register({1: partial, A: filled({brand: ''})})});
    assert.equal(form.submission({}, 'vi', true).gaps, undefined);
    form.set('/code', '1');
    form.list('/cars').insert();
    form.set('/cars/0/plate', 'A');
    await settled();
    const absent = [
      {pointer: '/head', reason: 'absent'},
      {pointer: '/cars/0/brand', reason: 'absent'},
    ];
    const stale = {pointer: '/town', reason: 'stale', asOf: '2019-03-12'};
    assert.deepEqual(form.submission({}, 'vi', true).gaps, [absent[0], stale, absent[1]]);
    const later = createForm(definition, {connector: register({})});
    later.restore(form.snapshot());
    later.set('/head', 'x');
    assert.deepEqual(later.submission({}, 'vi', true).gaps, absent, 'what is not asked is not missing');
  });
});

describe('what could not be asked', () => {
  test('is handed in as the own word of the person, by look-up and row', async () => {
    const inRow: LookupSettings = {
      connector: 'b',
      keys: {code: '/households/*/code'},
      fill: {'/households/*/members/*/id': 'members/*/id'},
      purpose: 'x',
    };
    const connector: LookupConnector = {
      ask: async ({connector: name}) =>
        name === 'b' ? {state: 'unavailable', reason: 'slow'} : {state: 'limited', retryAfterSeconds: 30},
    };
    const form = createForm(definition({family: rows, inRow}), {connector});
    assert.equal('unasked' in form.submission({}, 'vi', true), false);
    form.set('/code', '1');
    form.list('/households').insert();
    form.set('/households/0/code', '2');
    await settled();
    const expected = [
      {lookup: 'family', reason: 'limited'},
      {lookup: 'inRow', row: '/households/0', reason: 'slow'},
    ];
    assert.deepEqual(form.submission({}, 'vi', true).unasked, expected);
    const later = createForm(definition({family: rows, inRow}), {connector});
    later.restore(form.snapshot());
    assert.deepEqual(
      later.submission({}, 'vi', true).unasked?.map(({reason}) => reason),
      ['not-asked', 'not-asked'],
      'a draft does not make it known',
    );
  });

  test('an answer of any kind, and what the person took back, is no such thing', async () => {
    const form = await filledForm({1: family('An')});
    assert.equal(form.submission({}, 'vi', true).unasked, undefined);
    form.lookup('family').undo();
    assert.equal(form.submission({}, 'vi', true).unasked, undefined);
    form.set('/code', '404');
    await settled();
    assert.equal(form.submission({}, 'vi', true).unasked, undefined);
  });
});
