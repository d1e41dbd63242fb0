import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {cpuMs} from '@egov-form/dev/cpu-time';
import {
  createForm,
  type DocumentOrigin,
  effect,
  type Form,
  type FormDefinition,
  FormError,
  type FormPorts,
  type Json,
  type LookupAnswer,
  type Option,
  type Pack,
  type RegisterOrigin,
  validateSubmission,
} from '../index.ts';

const definition: FormDefinition = {
  id: 'model',
  version: '1.0.0',
  title: 'Model',
  data: {
    type: 'object',
    properties: {
      kind: {type: 'string', enum: ['short', 'long']},
      name: {type: 'string'},
      code: {type: 'string', pattern: '^[0-9]+$'},
      fee: {type: 'integer'},
      commune: {type: 'string'},
      province: {type: 'string'},
      languages: {type: 'array', items: {type: 'string'}, 'x-egov-widget': 'tags'},
      people: {
        type: 'array',
        items: {type: 'object', properties: {name: {type: 'string'}, share: {type: 'integer'}, town: {type: 'string'}}},
      },
    },
  },
  pages: [
    {id: 'start', title: 'Start', items: [{field: '/kind'}, {group: 'Who', items: [{field: '/name'}, {field: '/code'}]}]},
    {
      id: 'people',
      title: 'People',
      visible: {'==': [{var: 'kind'}, 'long']},
      items: [
        {list: '/people', rowTitle: 'Person', items: [{field: '/people/*/name'}, {field: '/people/*/share'}]},
        {document: 'deed'},
      ],
    },
    {id: 'hidden', title: 'Hidden', visible: false, items: [{field: '/fee'}]},
    {id: 'place', title: 'Place', items: [{field: '/province'}, {field: '/commune'}, {field: '/languages'}]},
  ],
  fields: {
    '/name': {
      label: 'Name',
      checks: [
        {rule: {'!=': [{var: 'name'}, 'x']}, severity: 'warning', message: 'Is it x?'},
        {rule: {'!=': [{var: 'kind'}, 'long']}, severity: 'warning', message: 'Long takes longer'},
      ],
    },
    '/people': {checks: [{rule: {'<=': [{length: [{var: '/people'}]}, 1]}, severity: 'warning', message: 'So many?'}]},
    '/province': {options: {list: 'provinces'}},
    '/commune': {options: {list: 'communes', where: {province: '/province'}}},
    '/languages': {
      options: [
        {value: 'vi', label: 'Vietnamese'},
        {value: 'en', label: 'English'},
      ],
    },
  },
  lookups: {
    person: {
      connector: 'population',
      keys: {code: '/code'},
      fill: {'/name': 'name', '/fee': 'fee'},
      trust: {'/name': 'correctable', '/fee': 'locked'},
      purpose: 'test',
    },
  },
  documents: {deed: {title: 'Deed'}},
};

const COMMUNES: {readonly [province: string]: readonly string[]} = {north: ['a', 'b'], south: ['c']};
const named = (values: readonly string[]): Option[] => values.map((value) => ({value, label: value.toUpperCase()}));
const pack: Pack = {
  optionLists: [
    {name: 'provinces', load: () => named(Object.keys(COMMUNES))},
    {name: 'communes', load: ({province}) => named(COMMUNES[String(province)] ?? [])},
  ],
};

const clock = {now: () => 0, today: () => '2026-11-21'};
const form = (ports: FormPorts = {}, part: Partial<FormDefinition> = {}): Form =>
  createForm({...definition, ...part}, {packs: [pack], clock, ...ports});
const codes = (sample: Form, pointer: string): string[] => sample.field(pointer).issues.map(({code}) => code);
const locked = (error: unknown): boolean => error instanceof FormError && error.code === 'EGOV_CORE_LOCKED';

const register = (attribute: string, trust: RegisterOrigin['trust'], lookup = 'person'): RegisterOrigin => ({
  ...{kind: 'register', lookup, connector: 'population', attribute, title: 'Register', at: '2026-11-21T00:00:00Z', trust},
});
const paper: DocumentOrigin = {kind: 'document', document: 'deed', fact: 'f', from: 'ocr', page: 1, confidence: 0.9};

describe('warnings', () => {
  test('that were read do not come back until the value changes', () => {
    const sample = form();
    sample.set('/name', 'x');
    assert.deepEqual(codes(sample, '/name'), ['check.failed']);
    sample.acknowledge('/name', 'check.failed');
    assert.deepEqual(codes(sample, '/name'), []);
    assert.deepEqual(sample.validate(), []);

    const kept = JSON.parse(JSON.stringify(sample.snapshot()));
    const other = form();
    other.restore(kept);
    assert.deepEqual(codes(other, '/name'), []);
    assert.deepEqual(JSON.parse(JSON.stringify(other.snapshot())), kept);

    sample.set('/kind', 'long');
    assert.deepEqual(
      sample.field('/name').issues.map(({message}) => message),
      ['Long takes longer'],
      'another warning about the same value is another question',
    );
    sample.acknowledge('/name', 'check.failed');
    assert.deepEqual(codes(sample, '/name'), []);
    sample.set('/name', 'y');
    assert.deepEqual(codes(sample, '/name'), ['check.failed']);
    sample.undo();
    assert.deepEqual(codes(sample, '/name'), [], 'the value that was read about is back');
    sample.undo();
    assert.deepEqual(codes(sample, '/name'), ['check.failed']);
  });

  test('about a list are read until the list changes; errors are never read away', () => {
    const sample = form();
    const people = sample.list('/people');
    sample.set('/kind', 'long');
    people.insert();
    people.insert();
    assert.equal(people.issues.length, 1);
    sample.acknowledge('/people', 'check.failed');
    assert.deepEqual(people.issues, []);
    sample.set('/people/0/name', 'An');
    assert.equal(people.issues.length, 1);
    sample.set('/code', 'x');
    sample.acknowledge('/code', 'schema.pattern');
    assert.deepEqual(codes(sample, '/code'), ['schema.pattern']);
    assert.throws(
      () => sample.acknowledge('/nobody', 'check.failed'),
      (error) => error instanceof FormError,
    );
  });
});

describe('trust', () => {
  test('is the definition’s, whatever an origin claims', () => {
    const sample = form();
    sample.transact([{pointer: '/fee', value: 5}], register('fee', 'free'));
    assert.equal(sample.field('/fee').lockedBy, 'register');
    assert.throws(() => sample.set('/fee', 6), locked);
    assert.throws(() => sample.transact([{pointer: '/fee', value: 6}], paper), locked);
    sample.transact([{pointer: '/fee', value: 7}], register('fee', 'free'));
    assert.equal(sample.get('/fee'), 7);
    const snapshot = sample.snapshot();
    const other = form();
    other.restore({...snapshot, origins: {'/fee': register('fee', 'free')}});
    assert.equal(other.field('/fee').lockedBy, 'register');
    other.restore({...snapshot, origins: {'/fee': register('fee', 'locked', 'unheard-of')}});
    assert.equal(other.field('/fee').lockedBy, 'register', 'what nobody declares is taken as it is claimed');
    // A locked value goes with its answer, and only so.
    sample.transact([{pointer: '/fee', value: undefined}], {kind: 'default'});
    sample.set('/fee', 8);
    assert.equal(sample.get('/fee'), 8);
  });

  test('a correctable value may be edited with a reason, which stays with the edit', () => {
    const sample = form();
    sample.transact([{pointer: '/name', value: 'An'}], register('name', 'locked'));
    assert.equal(sample.field('/name').lockedBy, undefined);
    sample.set('/name', 'An');
    assert.equal(sample.field('/name').origin?.kind, 'register', 'the same value again is no edit');
    assert.ok(sample.field('/name').filledBy);
    sample.transact([{pointer: '/name', value: 'Anh'}], {kind: 'typed', reason: 'Misspelt there'});
    sample.set('/name', 'Ánh');
    const registered = {value: 'An', origin: {...register('name', 'locked'), trust: 'correctable'}};
    const origin = {kind: 'typed', was: 'register', reason: 'Misspelt there', registered};
    assert.deepEqual(sample.field('/name').origin, origin);
    assert.deepEqual(sample.submission({}, 'vi', true).origins['/name'], origin);
    const claims = form();
    claims.transact([{pointer: '/name', value: 'An'}], {kind: 'typed', was: 'register'});
    assert.deepEqual(claims.field('/name').origin, {kind: 'typed'}, 'nothing was there to be edited');
  });

  test('a paper proposes nothing where the register stands', async () => {
    const digitizer = {
      digitize: async (file: {name: string; type: string; size: number; arrayBuffer(): Promise<ArrayBuffer>}) => ({
        ...{type: 'application/pdf' as const, pages: [], codes: [], issues: [], sha256: 'aa', pageCount: 1, file},
        facts: {fee: {value: 9, confidence: 1, page: 1, from: 'qr' as const}},
      }),
    };
    const sample = form({digitizer}, {documents: {deed: {title: 'Deed', fill: {'/fee': 'fee'}}}});
    sample.set('/kind', 'long');
    sample.transact([{pointer: '/fee', value: 5}], register('fee', 'locked'));
    const file = {name: 'a.pdf', type: 'application/pdf', size: 1, arrayBuffer: async () => new ArrayBuffer(1)};
    await sample.document('deed').attach(file);
    assert.deepEqual(sample.conflicts, []);
    assert.equal(sample.get('/fee'), 5);
  });
});

describe('conflicts', () => {
  const answer: LookupAnswer = {
    state: 'filled',
    values: {name: 'B', fee: 1},
    source: {register: 'r', title: 'R', at: '2026-11-21T00:00:00Z'},
  };

  test('and their fill are one step; a decision is another', async () => {
    const sample = form({connector: {ask: async () => answer}});
    sample.set('/name', 'A');
    sample.set('/code', '1');
    await new Promise((done) => setImmediate(done));
    assert.equal(sample.conflicts.length, 1);
    const reloaded = form();
    reloaded.restore(JSON.parse(JSON.stringify(sample.snapshot())));
    assert.deepEqual(reloaded.conflicts, sample.conflicts, 'an open question survives a reload');
    sample.decide('/name', 'take');
    assert.deepEqual([sample.get('/name'), sample.conflicts.length, sample.snapshot().decisions.length], ['B', 0, 1]);
    sample.undo();
    assert.deepEqual([sample.get('/name'), sample.conflicts.length, sample.snapshot().decisions.length], ['A', 1, 0]);
    sample.undo();
    assert.deepEqual([sample.conflicts.length, sample.get('/fee'), sample.lookup('person').state], [0, undefined, 'ready']);
    sample.redo();
    assert.deepEqual([sample.conflicts.length, sample.get('/fee'), sample.lookup('person').state], [1, 1, 'filled']);
    assert.ok(sample.field('/fee').filledBy, 'what was done again can be taken back by its field');
  });

  test('another number takes the old answer away in the same step, which one undo brings back', async () => {
    let asked = 0;
    const ask = async (): Promise<LookupAnswer> => {
      asked += 1;
      return answer;
    };
    const sample = form({connector: {ask}});
    sample.set('/code', '1');
    await new Promise((done) => setImmediate(done));
    const heard: number[] = [];
    sample.subscribe(({changes}) => heard.push(changes.length));
    sample.set('/code', 'none');
    assert.equal(sample.get('/name'), undefined);
    assert.equal(heard.length, 1);
    sample.undo();
    assert.deepEqual([sample.get('/code'), sample.get('/name'), sample.lookup('person').state], ['1', 'B', 'filled']);
    await new Promise((done) => setImmediate(done));
    assert.equal(asked, 1, 'the register is not asked again');
  });
});

describe('look-ups', () => {
  const lookups = {
    town: {connector: 'population', keys: {name: '/people/*/name'}, fill: {'/people/*/town': 'town'}, purpose: 'test'},
  };

  test('and what they left open go with their row, and come back with it', async () => {
    const source = {register: 'r', title: 'R', at: '2026-11-21T00:00:00Z'};
    const ask = async (): Promise<LookupAnswer> => ({state: 'filled', values: {town: 'Hue'}, source});
    const sample = form({connector: {ask}}, {lookups});
    sample.set('/kind', 'long');
    sample.list('/people').insert();
    sample.list('/people').insert();
    sample.set('/people/1/town', 'Vinh');
    sample.set('/people/1/name', 'An');
    await new Promise((done) => setImmediate(done));
    sample.list('/people').move(1, 0);
    const before = sample.snapshot();
    assert.deepEqual([sample.conflicts[0]?.pointer, Object.keys(before.lookups)], ['/people/0/town', ['town@/people/0']]);
    sample.list('/people').remove(0);
    assert.deepEqual([sample.conflicts, sample.snapshot().lookups], [[], {}]);
    sample.undo();
    assert.deepEqual(sample.snapshot(), before);
    assert.equal(sample.lookup('town', '/people/0').state, 'filled');
  });

  test('ask again for a key that was taken back and typed anew', async () => {
    const asked: string[] = [];
    const ask = async ({keys}: {keys: {readonly [name: string]: string}}): Promise<LookupAnswer> => {
      asked.push(keys['code'] ?? '');
      return {state: 'not-found'};
    };
    const sample = form({connector: {ask}});
    sample.set('/code', '12');
    await new Promise((done) => setImmediate(done));
    sample.undo();
    assert.equal(sample.lookup('person').state, 'idle');
    sample.redo();
    await new Promise((done) => setImmediate(done));
    assert.deepEqual([asked, sample.lookup('person').state], [['12'], 'ready']);
    sample.undo();
    sample.set('/code', '12');
    assert.deepEqual(asked, ['12', '12']);
  });
});

describe('options', () => {
  test('follow the answers that narrow them, and a value that is no longer among them is an issue', () => {
    const sample = form();
    sample.set('/province', 'north');
    sample.set('/commune', 'b');
    let offered: readonly Json[] = [];
    const stop = effect(() => {
      const options = sample.options('/commune');
      if (Array.isArray(options)) offered = options.map(({value}) => value);
    });
    assert.deepEqual([offered, codes(sample, '/commune')], [['a', 'b'], []]);
    sample.set('/province', 'south');
    assert.deepEqual([offered, codes(sample, '/commune')], [['c'], ['value.not-an-option']]);
    assert.equal(sample.messageOf(sample.field('/commune').issues[0] ?? assert.fail(), 'en').includes('choices'), true);
    const refused = validateSubmission(sample.definition, sample.submission({}, 'vi', true), {packs: [pack], clock});
    assert.deepEqual(
      refused.map(({pointer, code}) => `${pointer} ${code}`),
      ['/commune value.not-an-option'],
    );
    sample.set('/languages', ['vi', 'fr']);
    assert.deepEqual(codes(sample, '/languages'), ['value.not-an-option']);
    sample.set('/languages', ['vi', 'en']);
    assert.deepEqual(codes(sample, '/languages'), []);
    stop();
  });

  test('that come later are not part of a verdict, and are asked for once', async () => {
    let loads = 0;
    const later: Pack = {
      optionLists: [
        ...(pack.optionLists ?? []).filter(({name}) => name !== 'communes'),
        {
          name: 'communes',
          load: () => {
            loads += 1;
            return Promise.reject(new Error('offline'));
          },
        },
      ],
    };
    const sample = form({packs: [later]});
    sample.set('/commune', 'z');
    sample.validate();
    sample.set('/commune', 'y');
    assert.deepEqual(codes(sample, '/commune'), []);
    assert.equal(loads, 1);
    await new Promise((done) => setImmediate(done));
  });
});

describe('pages', () => {
  test('that rules hide are skipped in both directions', () => {
    const sample = form();
    assert.equal(sample.nextPage()?.id, 'place');
    sample.set('/kind', 'long');
    assert.equal(sample.nextPage()?.id, 'people');
    assert.equal(sample.previousPage(), undefined);
    sample.page = 'place';
    assert.equal(sample.nextPage(), undefined);
    assert.equal(sample.previousPage()?.id, 'people');
    sample.page = 'review';
    assert.equal(sample.previousPage()?.id, 'place');
    assert.equal(sample.nextPage(), undefined);
  });

  test('are checked one by one; only what is shown counts as left', () => {
    const sample = form();
    sample.set('/code', 'x');
    sample.set('/commune', 'nowhere');
    assert.deepEqual(
      sample.validatePage('start').map(({code}) => code),
      ['schema.pattern'],
    );
    assert.deepEqual([sample.field('/name').touched, sample.field('/commune').touched], [true, false]);
    assert.deepEqual(
      sample.validatePage('place').map(({code}) => code),
      ['value.not-an-option'],
    );
    sample.validate();
    assert.equal(sample.field('/fee').touched, false, 'a hidden field is not blamed when it is shown later');
  });
});

test('the review has what is shown, ready to be set out', () => {
  const sample = form();
  sample.set('/kind', 'long');
  sample.set('/name', 'x');
  sample.list('/people').insert();
  sample.set('/people/0/share', 3);
  sample.set('/languages', ['en', 'xx']);
  const pages = sample.review();
  assert.deepEqual(
    pages.map(({id, sections}) => [
      id,
      sections.map(({title, row, entries}) => [
        title,
        row?.number,
        entries.map((entry) =>
          entry.kind === 'field' ? [entry.pointer, entry.value, entry.choices, entry.severity] : entry.pointer,
        ),
      ]),
    ]),
    [
      [
        'start',
        [
          [undefined, undefined, [['/kind', 'long', ['long'], undefined]]],
          [
            'Who',
            undefined,
            [
              ['/name', 'x', [], 'warning'],
              ['/code', undefined, [], undefined],
            ],
          ],
        ],
      ],
      [
        'people',
        [
          [
            'Person',
            1,
            [
              ['/people/0/name', undefined, [], undefined],
              ['/people/0/share', 3, [], undefined],
            ],
          ],
          [undefined, undefined, ['#/documents/deed']],
        ],
      ],
      [
        'place',
        [
          [
            undefined,
            undefined,
            [
              ['/province', undefined, [], undefined],
              ['/commune', undefined, [], undefined],
              ['/languages', ['en', 'xx'], ['English'], 'error'],
            ],
          ],
        ],
      ],
    ],
  );
  sample.set('/kind', 'short');
  assert.deepEqual(
    sample.review().map(({id}) => id),
    ['start', 'place'],
  );
});

describe('long lists', () => {
  const many = (rows: number): Form => {
    const sample = form();
    sample.restore({...sample.snapshot(), answers: {people: Array.from({length: rows}, (_, i) => ({name: `P${i}`, share: i}))}});
    return sample;
  };

  test('put in, taken out or moved, one row wakes no other', () => {
    const sample = many(200);
    const list = sample.list('/people');
    let runs = 0;
    const stops = list.rows.map(({pointer}) => {
      const field = sample.field(`${pointer}/name`);
      return effect(() => {
        void [field.value, field.visible, field.issues];
        runs += 1;
      });
    });
    runs = 0;
    list.insert(0);
    list.move(0, 150);
    list.remove(3);
    sample.undo();
    assert.equal(runs, 0);
    for (const stop of stops) stop();
  });

  test('take time by their length, not by its square', async () => {
    const time = (rows: number): Promise<number> => {
      const sample = many(rows);
      const list = sample.list('/people');
      return cpuMs(() => {
        for (let i = 0; i < 100; i += 1) {
          list.insert(0);
          list.move(0, rows - 1);
          list.remove(rows >> 1);
        }
      });
    };
    await time(100);
    const [small, large] = [await time(250), await time(2000)];
    // Eight times the rows: a square would be 64 times the time.
    assert.ok(large < 24 * Math.max(small, 1), `${small} ms for 250 rows, ${large} ms for 2000`);
  });
});

test('a form that is over runs nothing, asks nobody and tells nobody', async () => {
  let asked = 0;
  let stopped = 0;
  const connector = {
    ask: (_: unknown, signal: {addEventListener(type: 'abort', listener: () => void): void}) =>
      new Promise<LookupAnswer>(() => {
        asked += 1;
        signal.addEventListener('abort', () => {
          stopped += 1;
        });
      }),
  };
  const rowLookup = {connector: 'population', keys: {name: '/people/*/name'}, fill: {'/people/*/town': 'town'}, purpose: 'test'};
  const sample = form({connector}, {lookups: {...definition.lookups, town: rowLookup}});
  const list = sample.list('/people');
  sample.set('/kind', 'long');
  list.insert();
  list.insert();
  sample.set('/code', '1');
  sample.set('/people/0/name', 'An');
  sample.set('/people/1/name', 'Binh');
  assert.equal(asked, 3);
  list.remove(1);
  assert.equal(stopped, 1, 'a row that is taken out asks no more');
  let told = 0;
  sample.subscribe(() => {
    told += 1;
  });
  sample.dispose();
  assert.equal(stopped, 3);
  sample.set('/code', '2');
  sample.set('/people/0/name', 'Chi');
  list.insert();
  sample.set('/people/1/name', 'Dung');
  assert.deepEqual([asked, told], [3, 0]);
});
