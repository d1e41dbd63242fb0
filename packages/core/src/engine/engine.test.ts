import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {createForm, effect, type FormDefinition, FormError, type LookupAnswer, type LookupRequest} from '../index.ts';

const definition: FormDefinition = {
  id: 'sample',
  version: '1.0.0',
  title: {vi: 'Mẫu', en: 'Sample'},
  data: {
    type: 'object',
    required: ['name', 'people'],
    properties: {
      name: {type: 'string', maxLength: 20, title: 'Name'},
      born: {type: 'string', format: 'partial-date'},
      married: {type: 'boolean'},
      spouse: {
        type: 'object',
        required: ['name'],
        properties: {name: {type: 'string'}, home: {$ref: 'urn:egov-form:address:v1'}},
      },
      copies: {type: 'integer', minimum: 1, maximum: 20},
      fee: {type: 'integer'},
      greeting: {type: 'string'},
      people: {
        type: 'array',
        minItems: 1,
        maxItems: 5,
        items: {
          type: 'object',
          required: ['name'],
          properties: {name: {type: 'string'}, age: {type: 'integer'}, adult: {type: 'boolean'}},
        },
      },
    },
  },
  fields: {
    '/spouse': {visible: {'==': [{var: 'married'}, true]}},
    '/fee': {value: {'*': [{var: 'copies'}, 8000]}},
    '/greeting': {default: {cat: ['Hello ', {var: 'name'}]}},
    '/people/*/age': {required: {'==': [{var: '/people/*/adult'}, true]}},
    '/people': {checks: [{rule: {unique: [{var: '/people/*/name'}]}, message: {vi: 'Tên trùng', en: 'Names repeat'}}]},
    '/born': {checks: [{rule: {'<=': [{var: 'born'}, {today: []}]}, severity: 'warning', message: 'In the future'}]},
  },
};

/** A form, its clock at a fixed day. */
function form(part: Partial<FormDefinition> = {}, ports: Parameters<typeof createForm>[1] = {}) {
  return createForm(
    {...definition, ...part},
    {clock: {now: () => Date.parse('2026-11-21T02:00:00Z'), today: () => '2026-11-21'}, ...ports},
  );
}

const codes = (issues: readonly {code: string; pointer: string}[]): string[] =>
  issues.map((issue) => `${issue.pointer} ${issue.code}`);

describe('values', () => {
  test('are normalised, and emptied by nothing', () => {
    const sample = form();
    sample.set('/name', '  An ');
    assert.equal(sample.get('/name'), 'An');
    sample.set('/copies', '3');
    assert.equal(sample.get('/copies'), 3);
    sample.set('/name', '');
    assert.equal(sample.get('/name'), undefined);
  });

  test('computed follow their sources and cannot be typed', () => {
    const sample = form();
    sample.set('/copies', 2);
    assert.equal(sample.get('/fee'), 16000);
    assert.deepEqual(sample.field('/fee').origin, {kind: 'computed'});
    assert.throws(
      () => sample.set('/fee', 1),
      (error) => error instanceof FormError && error.code === 'EGOV_CORE_LOCKED',
    );
  });

  test('a default stands until typed over, and does not come back when emptied', () => {
    const sample = form();
    sample.set('/name', 'An');
    assert.equal(sample.get('/greeting'), 'Hello An');
    assert.equal(sample.field('/greeting').origin?.kind, 'default');
    sample.set('/greeting', 'Good day');
    assert.equal(sample.field('/greeting').origin?.kind, 'typed');
    sample.set('/greeting', '');
    assert.equal(sample.get('/greeting'), undefined);
  });

  test('members of a compound field can be set one by one', () => {
    const sample = form();
    sample.set('/married', true);
    sample.set('/spouse/home/provinceCode', '25');
    sample.set('/spouse/home/communeCode', '08707');
    assert.deepEqual(sample.get('/spouse/home'), {provinceCode: '25', communeCode: '08707'});
    sample.set('/spouse/home/provinceCode', undefined);
    assert.deepEqual(sample.get('/spouse/home'), {communeCode: '08707'});
    assert.deepEqual(codes(sample.field('/spouse/home').issues), ['/spouse/home/provinceCode value.required']);
  });

  test('one keystroke wakes only who reads it', () => {
    const sample = form();
    let runs = 0;
    const stop = effect(() => {
      void sample.field('/name').value;
      runs += 1;
    });
    sample.set('/copies', 2);
    assert.equal(runs, 1);
    sample.set('/name', 'An');
    assert.equal(runs, 2);
    stop();
  });

  test('a pointer that reaches a prototype is refused', () => {
    assert.throws(
      () => form().set('/__proto__/x', 1),
      (error) => error instanceof FormError && error.code === 'EGOV_CORE_POINTER',
    );
    assert.throws(
      () => form().set('/nobody', 1),
      (error) => error instanceof FormError && error.code === 'EGOV_CORE_UNKNOWN_FIELD',
    );
  });
});

describe('hidden fields', () => {
  test('keep their answer, are not validated, not submitted, and come back', () => {
    const sample = form();
    sample.set('/married', true);
    sample.set('/spouse/name', 'Bình');
    assert.deepEqual(sample.answers(), {married: true, spouse: {name: 'Bình'}, greeting: 'Hello ', people: [{}]});
    sample.set('/married', false);
    assert.deepEqual(sample.answers(), {married: false, greeting: 'Hello ', people: [{}]});
    assert.deepEqual(sample.field('/spouse/name').issues, []);
    sample.set('/married', true);
    assert.equal(sample.get('/spouse/name'), 'Bình');
  });
});

describe('issues', () => {
  test('required, schema, warnings and rows', () => {
    const sample = form();
    sample.set('/copies', 30);
    sample.set('/born', '2027');
    sample.set('/people/0/adult', true);
    assert.deepEqual(codes(sample.validate()), [
      '/name value.required',
      '/born check.failed',
      '/copies schema.maximum',
      '/people/0/name value.required',
      '/people/0/age value.required',
    ]);
    assert.equal(sample.field('/born').issues[0]?.severity, 'warning');
    assert.equal(sample.field('/name').touched, true);
  });

  test('from outside stand until the field changes', () => {
    const sample = form();
    sample.set('/name', 'An');
    sample.addIssues([{code: 'x.y', pointer: '/name', severity: 'error'}]);
    assert.deepEqual(codes(sample.field('/name').issues), ['/name x.y']);
    sample.set('/name', 'Anh');
    assert.deepEqual(sample.field('/name').issues, []);
  });
});

describe('rows', () => {
  test('keep identity, values and origins when moved; a removed row comes back by undo', () => {
    const sample = form();
    const people = sample.list('/people');
    const log: Parameters<typeof sample.undo>[0][] = [];
    sample.subscribe((transaction) => log.push(transaction));
    sample.set('/people/0/name', 'An');
    people.insert();
    sample.set('/people/1/name', 'Bình');
    const binh = sample.field('/people/1/name');
    people.move(1, 0);
    assert.equal(sample.field('/people/0/name'), binh);
    assert.equal(binh.pointer, '/people/0/name');
    people.remove(0);
    assert.deepEqual(sample.get('/people'), [{name: 'An'}]);
    const removal = log.at(-1);
    assert.ok(removal);
    sample.undo(removal);
    assert.deepEqual(sample.get('/people'), [{name: 'Bình'}, {name: 'An'}]);
    assert.equal(sample.field('/people/0/name'), binh);
  });

  test('have a smallest and greatest number, and checks over all of them', () => {
    const sample = form();
    const people = sample.list('/people');
    people.remove(0);
    assert.deepEqual(codes(people.issues), ['/people schema.minItems']);
    for (let i = 0; i < 9; i += 1) people.insert();
    assert.equal(people.rows.length, 5);
    sample.set('/people/0/name', 'An');
    sample.set('/people/3/name', 'An');
    assert.deepEqual(codes(people.issues), []);
    assert.deepEqual(codes(sample.field('/people/3/name').issues), ['/people/3/name list.duplicate']);
  });
});

describe('look-ups', () => {
  const lookups: FormDefinition['lookups'] = {
    person: {
      connector: 'population',
      keys: {name: '/name', born: {pointer: '/born', optional: true}},
      fill: {'/greeting': 'greeting', '/copies': 'copies', '/born': 'born'},
      trust: {'/copies': 'locked'},
      purpose: 'test',
    },
  };
  const source = {register: 'x', title: 'Register', at: '2026-11-21T02:00:00Z'};

  /** A connector whose answers the test gives when it likes. */
  function manual() {
    const asked: {request: LookupRequest; answer: (answer: LookupAnswer) => Promise<void>}[] = [];
    const connector = {
      ask: (request: LookupRequest) =>
        new Promise<LookupAnswer>((resolve) => {
          asked.push({
            request,
            answer: async (answer) => {
              resolve(answer);
              await new Promise((done) => setImmediate(done));
            },
          });
        }),
    };
    return {asked, connector};
  }

  test('fill in one step with a source, which one undo takes back', async () => {
    const {asked, connector} = manual();
    const sample = form({lookups}, {connector});
    const lookup = sample.lookup('person');
    assert.equal(lookup.state, 'idle');
    sample.set('/name', 'An');
    assert.equal(lookup.state, 'asking');
    assert.deepEqual(asked[0]?.request.keys, {name: 'An'});
    await asked[0]?.answer({state: 'filled', values: {greeting: 'Hi', copies: 4, born: '1990'}, source});
    assert.equal(lookup.state, 'filled');
    assert.equal(asked.length, 1, 'a key that the answer itself filled asks nothing');
    assert.equal(sample.get('/greeting'), 'Hi');
    assert.equal(sample.field('/copies').lockedBy, 'register');
    assert.deepEqual(lookup.filled, ['/greeting', '/copies', '/born']);
    lookup.undo();
    assert.equal(sample.get('/copies'), undefined);
    assert.equal(sample.field('/copies').readonly, false);
    assert.equal(lookup.state, 'ready');
  });

  test('a stale answer is dropped; another key takes the old answer back', async () => {
    const {asked, connector} = manual();
    const sample = form({lookups}, {connector});
    sample.set('/name', 'An');
    sample.set('/name', 'Anh');
    await asked[0]?.answer({state: 'filled', values: {copies: 1}, source});
    assert.equal(sample.get('/copies'), undefined);
    await asked[1]?.answer({state: 'filled', values: {copies: 2}, source});
    assert.equal(sample.get('/copies'), 2);
    assert.equal(sample.lookup('person').state, 'partial');
    sample.set('/name', 'Binh');
    assert.equal(sample.get('/copies'), undefined);
  });

  test('what was typed otherwise is not overwritten: both values are put before the person', async () => {
    const {asked, connector} = manual();
    const sample = form({lookups}, {connector});
    sample.set('/greeting', 'Mine');
    sample.set('/name', 'An');
    await asked[0]?.answer({state: 'filled', values: {greeting: 'Theirs', copies: 1, born: '1990'}, source});
    assert.equal(sample.get('/greeting'), 'Mine');
    assert.equal(sample.conflicts[0]?.proposed.value, 'Theirs');
    assert.deepEqual(codes(sample.field('/greeting').issues), ['/greeting conflict.undecided']);
    // Sent as it is, the office reads that nobody chose, and what the register says.
    const handedIn = () => sample.submission({}, 'vi', true).decisions.map(({at, ...decision}) => ({...decision, chosen: !!at}));
    const settled = {pointer: '/greeting', kept: 'typed', dropped: 'register', other: 'Theirs'};
    assert.deepEqual(handedIn(), [{...settled, chosen: false}]);
    assert.deepEqual(sample.snapshot().decisions, []);
    sample.decide('/greeting', 'keep');
    assert.deepEqual(handedIn(), [{...settled, chosen: true}]);
    sample.undo();
    sample.decide('/greeting', 'take');
    assert.deepEqual(handedIn(), [{pointer: '/greeting', kept: 'register', dropped: 'typed', other: 'Mine', chosen: true}]);
    assert.equal(sample.get('/greeting'), 'Theirs');
    assert.equal(sample.field('/greeting').origin?.kind, 'register');
    assert.deepEqual(
      sample.snapshot().decisions.map(({kept, dropped}) => [kept, dropped]),
      [['register', 'typed']],
    );
    sample.set('/greeting', 'Edited');
    const {origin} = sample.field('/greeting');
    assert.ok(origin?.kind === 'typed' && origin.was === 'register');
    assert.equal(origin.registered?.value, 'Theirs', 'both values are kept');
  });

  test('"incomplete" names the key that is needed, and asks again when it is there', async () => {
    const {asked, connector} = manual();
    const sample = form({lookups}, {connector});
    sample.set('/name', 'An');
    await asked[0]?.answer({state: 'incomplete', missing: ['born']});
    assert.equal(sample.lookup('person').state, 'incomplete');
    assert.deepEqual(sample.lookup('person').missingPointers, ['/born']);
    sample.set('/born', '1990');
    assert.deepEqual(asked[1]?.request.keys, {name: 'An', born: '1990'});
  });

  test('a restored form does not ask again', async () => {
    const {asked, connector} = manual();
    const sample = form({lookups}, {connector});
    sample.set('/name', 'An');
    await asked[0]?.answer({state: 'filled', values: {greeting: 'Hi', copies: 1, born: '1990'}, source});
    const snapshot = JSON.parse(JSON.stringify(sample.snapshot()));
    const other = form({lookups}, {connector});
    other.restore(snapshot);
    assert.deepEqual(JSON.parse(JSON.stringify(other.snapshot())), snapshot);
    assert.equal(asked.length, 1);
    assert.equal(other.lookup('person').state, 'filled');
    assert.equal(other.field('/copies').lockedBy, 'register');
    other.set('/name', 'Binh');
    assert.equal(other.get('/copies'), undefined, 'another key takes the old values away after a reload too');
    assert.equal(asked.length, 2);
  });
});

test('a written choice is offered while its rule holds; one that is not is no answer', () => {
  const sample = form({
    fields: {
      '/greeting': {
        options: [
          {value: 'a', label: 'A'},
          {value: 'b', label: 'B', when: {'==': [{var: 'married'}, true]}},
        ],
      },
    },
  });
  const offered = (): unknown => (sample.options('/greeting') as readonly {value: unknown}[]).map(({value}) => value);
  assert.deepEqual(offered(), ['a']);
  sample.set('/married', true);
  assert.deepEqual(offered(), ['a', 'b']);
  sample.set('/greeting', 'b');
  assert.deepEqual(sample.field('/greeting').issues, []);
  sample.set('/married', false);
  assert.deepEqual(codes(sample.field('/greeting').issues), ['/greeting value.not-an-option']);
});

describe('definitions', () => {
  const problems = (part: Partial<FormDefinition>): string[] => {
    try {
      form(part);
    } catch (error) {
      assert.ok(error instanceof FormError && error.code === 'EGOV_CORE_DEFINITION');
      return (error.details['problems'] as unknown as {pointer: string; code: string}[]).map(
        ({pointer, code}) => `${pointer} ${code}`,
      );
    }
    return [];
  };

  test('say every problem at its place', () => {
    assert.deepEqual(
      problems({
        fields: {},
        pages: [{id: 'a', title: 'A', items: [{field: '/nam'}, {document: 'x'}, {list: '/name', items: []}]}],
      }),
      [
        '/pages/0/items/0/field field.unknown',
        '/pages/0/items/1/document document.unknown',
        '/pages/0/items/2/list list.unknown',
      ],
    );
    assert.deepEqual(problems({fields: {'/name': {visible: {'==': [{var: 'nobody'}, 1]}}}}), [
      '/fields/~1name/visible/==/0 rule.unknown-field',
    ]);
    assert.deepEqual(problems({fields: {'/name': {visible: {frobnicate: [1]}}}}), ['/fields/~1name/visible rule.operator']);
    assert.deepEqual(problems({version: 'one'}), ['/version definition.pattern']);
  });

  test('a member that holds undefined is absent, as it is once written as JSON', () => {
    assert.deepEqual(problems({lookups: undefined, procedure: {code: '1', fee: undefined} as FormDefinition['procedure']}), []);
  });

  test('a circle of rules is named, not run', () => {
    const circle = problems({fields: {'/name': {value: {var: 'greeting'}}, '/greeting': {value: {var: 'name'}}}});
    assert.equal(circle.length, 1);
    assert.match(circle[0] ?? '', /rule\.cycle$/u);
  });

  test('a bare schema is a form', () => {
    const bare = createForm({id: 'bare', version: '1.0.0', title: 'Bare', data: definition.data});
    assert.deepEqual(bare.pages[0]?.items.slice(0, 3), [{field: '/name'}, {field: '/born'}, {field: '/married'}]);
    assert.equal(bare.field('/spouse/home').widget, 'address');
    assert.equal(bare.field('/married').widget, 'checkbox');
    assert.equal(bare.list('/people').rows.length, 1);
  });
});
