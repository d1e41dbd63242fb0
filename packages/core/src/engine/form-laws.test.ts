/** Laws that hold whatever a person, a register and a document do in whatever order. Seeds are fixed: a failure comes again. */
import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import fc from 'fast-check';
import {
  canonicalJson,
  compose,
  createForm,
  type Form,
  type FormDefinition,
  type FormSnapshot,
  invert,
  type Json,
  type LookupAnswer,
  type Origin,
  replay,
  type Transaction,
  transactionFromJSON,
  transactionToJSON,
} from '../index.ts';

const SEED = 20261121;

const definition: FormDefinition = {
  id: 'laws',
  version: '1.0.0',
  title: 'Laws',
  data: {
    type: 'object',
    properties: {
      name: {type: 'string', maxLength: 6},
      code: {type: 'string', pattern: '^[0-9]{2}$'},
      home: {type: 'object', 'x-egov-widget': 'address', properties: {street: {type: 'string'}, town: {type: 'string'}}},
      copies: {type: 'integer', maximum: 5, default: 1},
      total: {type: 'integer'},
      tags: {type: 'array', maxItems: 4, items: {type: 'string'}},
      people: {
        type: 'array',
        maxItems: 5,
        items: {
          type: 'object',
          properties: {
            name: {type: 'string'},
            code: {type: 'string', pattern: '^[0-9]{2}$'},
            town: {type: 'string'},
            pets: {
              type: 'array',
              minItems: 1,
              maxItems: 3,
              items: {type: 'object', properties: {name: {type: 'string'}, kind: {type: 'string', enum: ['cat', 'dog']}}},
            },
          },
        },
      },
    },
  },
  pages: [
    {
      id: 'one',
      title: 'One',
      items: [
        {field: '/name'},
        {field: '/code'},
        {field: '/home'},
        {field: '/copies'},
        {list: '/tags', items: [{field: '/tags/*'}]},
      ],
    },
    {
      id: 'two',
      title: 'Two',
      items: [
        {
          list: '/people',
          items: [
            {field: '/people/*/name'},
            {field: '/people/*/code'},
            {field: '/people/*/town'},
            {list: '/people/*/pets', items: [{field: '/people/*/pets/*/name'}, {field: '/people/*/pets/*/kind'}]},
          ],
        },
        {document: 'deed'},
      ],
    },
  ],
  fields: {
    '/total': {value: {'*': [{var: 'copies'}, 2]}},
    '/people/*/town': {visible: {'!=': [{var: '/people/*/name'}, 'An']}},
    '/name': {checks: [{rule: {'==': [{var: 'name'}, 'An']}, severity: 'warning', message: 'Really?'}]},
  },
  lookups: {
    person: {
      connector: 'population',
      keys: {code: '/code'},
      fill: {'/name': 'name', '/home': 'home', '/copies': 'copies'},
      trust: {'/copies': 'locked'},
      purpose: 'test',
    },
    resident: {
      connector: 'population',
      keys: {code: '/people/*/code'},
      fill: {'/people/*/town': 'town'},
      purpose: 'test',
    },
  },
  documents: {deed: {title: 'Deed', fill: {'/name': 'name'}}},
};

const source = {register: 'x', title: 'Register', at: '2026-11-21T02:00:00.000Z'};

/** A register that answers at once, and answers the same to the same key. */
const register = {
  ask: async ({lookup, keys}: {lookup: string; keys: {readonly [name: string]: string}}): Promise<LookupAnswer> => {
    const code = keys['code'] ?? '';
    if (code.startsWith('0')) return {state: 'not-found'};
    const values: {[name: string]: Json} =
      lookup === 'person' ? {name: `N${code}`, home: {town: `T${code}`}, copies: 3} : {town: `T${code}`};
    return {state: 'filled', values, source};
  },
};

function newForm(): {form: Form; log: Transaction[]} {
  let now = Date.parse('2026-11-21T02:00:00Z');
  const form = createForm(definition, {
    clock: {
      now: () => {
        now += 1000;
        return now;
      },
      today: () => '2026-11-21',
    },
    connector: register,
  });
  const log: Transaction[] = [];
  form.subscribe((transaction) => log.push(transaction));
  return {form, log};
}

/** Until every answer has arrived. */
const settle = (): Promise<void> => new Promise((done) => setImmediate(done));

/** Until there is no further step: a history is finite. */
async function repeat(step: () => unknown): Promise<void> {
  for (let steps = 0; step(); steps += 1) {
    assert.ok(steps < 10_000, 'there is always one more step');
    await settle();
  }
}

type Operation =
  | {readonly do: 'set'; readonly where: number; readonly value: Json | undefined}
  | {readonly do: 'fill'; readonly where: number; readonly value: string; readonly kind: 'register' | 'document'}
  | {readonly do: 'insert' | 'remove'; readonly list: number; readonly index: number}
  | {readonly do: 'move'; readonly list: number; readonly index: number; readonly to: number}
  | {readonly do: 'decide'; readonly choice: 'keep' | 'take'}
  | {readonly do: 'acknowledge' | 'undo' | 'redo' | 'page'};

const text = fc.constantFrom('An', 'Binh', 'Chi', '', '12', '34', '05', 'cat', 'too long a name');

const operation: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('set' as const),
      where: fc.nat(30),
      value: fc.oneof(text, fc.constant(undefined), fc.nat(6)),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('fill' as const),
      where: fc.nat(30),
      value: text,
      kind: fc.constantFrom('register' as const, 'document' as const),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('insert' as const, 'insert' as const, 'remove' as const),
      list: fc.nat(5),
      index: fc.nat(4),
    }),
  },
  {weight: 2, arbitrary: fc.record({do: fc.constant('move' as const), list: fc.nat(5), index: fc.nat(4), to: fc.nat(4)})},
  {
    weight: 1,
    arbitrary: fc.record({do: fc.constant('decide' as const), choice: fc.constantFrom('keep' as const, 'take' as const)}),
  },
  {
    weight: 3,
    arbitrary: fc.record({do: fc.constantFrom('acknowledge' as const, 'undo' as const, 'redo' as const, 'page' as const)}),
  },
);

/** Pointers of every field that could be written now, members of compound ones too. */
function pointersOf(form: Form): string[] {
  const found = ['/name', '/code', '/home/street', '/home/town', '/copies'];
  for (const {pointer} of form.list('/tags').rows) found.push(pointer);
  for (const {pointer} of form.list('/people').rows) {
    found.push(`${pointer}/name`, `${pointer}/code`, `${pointer}/town`);
    for (const pet of form.list(`${pointer}/pets`).rows) found.push(`${pet.pointer}/name`, `${pet.pointer}/kind`);
  }
  return found;
}

function listsOf(form: Form): string[] {
  return ['/tags', '/people', ...form.list('/people').rows.map(({pointer}) => `${pointer}/pets`)];
}

const at = <T>(choices: readonly T[], index: number): T => choices[index % choices.length] as T;

function originOf(kind: 'register' | 'document', value: string): Origin {
  return kind === 'register'
    ? {kind, lookup: 'other', connector: 'x', attribute: value, title: 'Other', at: source.at, trust: 'correctable'}
    : {kind, document: 'deed', fact: value, from: 'ocr', page: 1, confidence: 0.5};
}

async function perform(form: Form, operation: Operation): Promise<void> {
  switch (operation.do) {
    case 'set': {
      const pointer = at(pointersOf(form), operation.where);
      if (!form.field(pointer.replace(/^\/home\/.*/u, '/home')).readonly) form.set(pointer, operation.value);
      break;
    }
    case 'fill': {
      const pointer = at(pointersOf(form), operation.where);
      const locked = form.field(pointer.replace(/^\/home\/.*/u, '/home')).readonly;
      if (!locked) form.transact([{pointer, value: operation.value}], originOf(operation.kind, operation.value));
      break;
    }
    case 'insert':
      form.list(at(listsOf(form), operation.list)).insert(operation.index);
      break;
    case 'remove':
      form.list(at(listsOf(form), operation.list)).remove(operation.index);
      break;
    case 'move':
      form.list(at(listsOf(form), operation.list)).move(operation.index, operation.to);
      break;
    case 'decide': {
      const [conflict] = form.conflicts;
      if (conflict) form.decide(conflict.pointer, operation.choice);
      break;
    }
    case 'acknowledge':
      form.acknowledge('/name', 'check.failed');
      break;
    case 'undo':
      form.undo();
      break;
    case 'redo':
      form.redo();
      break;
    case 'page':
      form.page = form.page === 'one' ? 'two' : 'one';
      break;
  }
  await settle();
}

/** As it would be read back from storage: what is `undefined` is not there. */
const kept = (form: Form): FormSnapshot => JSON.parse(JSON.stringify(form.snapshot()));
const throughJSON = (transaction: Transaction): Transaction =>
  transactionFromJSON(JSON.parse(JSON.stringify(transactionToJSON(transaction))));

const runs = {seed: SEED, numRuns: 150};
const operations = fc.array(operation, {minLength: 1, maxLength: 40, size: 'max'});

describe('transactions', () => {
  test('done and taken back, everything is as before; done again, as after', async () => {
    await fc.assert(
      fc.asyncProperty(operations, async (all) => {
        const {form, log} = newForm();
        for (const one of all) {
          const before = kept(form);
          const from = log.length;
          await perform(form, one);
          const made = log.slice(from);
          const after = kept(form);
          for (const transaction of made.toReversed()) form.apply(invert(throughJSON(transaction)));
          assert.deepEqual(kept(form), before);
          for (const transaction of made) form.apply(throughJSON(transaction));
          assert.deepEqual(kept(form), after);
          log.length = from;
          log.push(...made);
        }
      }),
      runs,
    );
  });

  test('replayed on another form, from the start or from a snapshot, they lead to the same state', async () => {
    await fc.assert(
      fc.asyncProperty(operations, fc.nat(25), async (all, half) => {
        const {form, log} = newForm();
        let midway = {snapshot: kept(form), from: 0};
        for (const [i, one] of all.entries()) {
          await perform(form, one);
          if (i === half) midway = {snapshot: kept(form), from: log.length};
        }
        assert.deepEqual(kept(replay(newForm().form, log.map(throughJSON))), kept(form));
        const resumed = newForm().form;
        resumed.restore(midway.snapshot);
        assert.deepEqual(kept(resumed), midway.snapshot);
        assert.deepEqual(kept(replay(resumed, log.slice(midway.from).map(throughJSON))), kept(form));
        const [first, ...others] = log;
        if (first) assert.deepEqual(kept(replay(newForm().form, [throughJSON(compose(first, ...others))])), kept(form));
      }),
      runs,
    );
  });

  test('every step taken back leads to the empty form, every step done again to the full one', async () => {
    await fc.assert(
      fc.asyncProperty(operations, async (all) => {
        const {form} = newForm();
        const {page: _first, ...empty} = kept(form);
        for (const one of all) await perform(form, one);
        await repeat(() => form.redo());
        const {page: _page, ...full} = kept(form);
        await repeat(() => form.undo());
        assert.equal(form.canUndo, false);
        const {page: _shown, ...undone} = kept(form);
        assert.deepEqual(undone, empty);
        await repeat(() => form.redo());
        assert.equal(form.canRedo, false);
        const {page: _last, ...redone} = kept(form);
        assert.deepEqual(redone, full);
      }),
      runs,
    );
  });

  test('one step taken back among later ones never touches what was done to the same place later', async () => {
    await fc.assert(
      fc.asyncProperty(operations, fc.nat(40), async (all, which) => {
        const {form, log} = newForm();
        for (const one of all) await perform(form, one);
        const chosen = at(log, which);
        if (!chosen) return;
        const before = kept(form);
        const made = form.undo(chosen);
        await settle();
        assert.ok(made);
        // What the undo did is itself a transaction that can be taken back.
        for (const transaction of log.slice(log.indexOf(made)).toReversed()) form.apply(invert(transaction));
        assert.deepEqual(kept(form), before);
      }),
      runs,
    );
  });
});

describe('origins', () => {
  test('never lie: whose value it is, and whether it was edited since', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({kind: fc.constantFrom('typed', 'register', 'document'), value: text}), {maxLength: 15}),
        async (writes) => {
          const {form} = newForm();
          let expected: string | undefined;
          let value: Json | undefined;
          for (const write of writes) {
            const origin = write.kind === 'typed' ? {kind: 'typed' as const} : originOf(write.kind as 'register', write.value);
            form.transact([{pointer: '/name', value: write.value}], origin);
            const now = write.value === '' ? undefined : write.value;
            if (write.kind !== 'typed') expected = now === undefined ? undefined : write.kind;
            else if (expected === undefined) expected = now === undefined ? undefined : 'typed';
            // The same value again is no edit.
            else if (!expected.startsWith('typed') && now !== value) expected = `typed was ${expected}`;
            value = now;
            const found = form.field('/name').origin;
            const told = found?.kind === 'typed' && found.was ? `typed was ${found.was}` : found?.kind;
            assert.equal(told, expected);
            assert.equal(form.get('/name'), value);
          }
        },
      ),
      {seed: SEED, numRuns: 500},
    );
  });
});

describe('rows', () => {
  test('keep who they are, and what is known of them, wherever they go', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(4), fc.nat(4)), {minLength: 1, maxLength: 12}), async (moves) => {
        const {form} = newForm();
        const people = form.list('/people');
        for (let i = 0; i < 5; i += 1) {
          people.insert();
          form.set(`/people/${i}/name`, `P${i}`);
          form.set(`/people/${i}/code`, i % 2 === 0 ? `1${i}` : `x${i}`);
          form.field(`/people/${i}/code`).touched = i % 2 === 1;
          form.addIssues([{code: 'outside.wrong', pointer: `/people/${i}/name`, severity: 'error'}]);
        }
        await settle();
        const of = (i: number) => ({
          id: people.rows[i]?.id,
          name: form.get(`/people/${i}/name`),
          town: form.get(`/people/${i}/town`),
          origin: form.field(`/people/${i}/town`).origin,
          field: form.field(`/people/${i}/name`),
          issues: form.field(`/people/${i}/code`).issues.map(({code}) => code),
          outside: form.field(`/people/${i}/name`).issues.map(({code}) => code),
          touched: form.field(`/people/${i}/code`).touched,
          lookup: form.lookup('resident', `/people/${i}`),
          state: form.lookup('resident', `/people/${i}`).state,
        });
        let order = [0, 1, 2, 3, 4].map(of);
        for (const [from, to] of moves) {
          people.move(from, to);
          const moved = order[from];
          if (moved && from !== to) order = order.toSpliced(from, 1).toSpliced(to, 0, moved);
          for (const [i, row] of order.entries()) {
            const now = of(i);
            assert.deepEqual({...now, field: 0, lookup: 0}, {...row, field: 0, lookup: 0});
            assert.equal(now.field, row.field);
            assert.equal(now.lookup, row.lookup);
            assert.equal(row.field.pointer, `/people/${i}/name`);
            assert.deepEqual(form.lookupsAt(`/people/${i}/code`), [row.lookup]);
          }
        }
      }),
      {seed: SEED, numRuns: 100},
    );
  });
});

test('the operations reach what the laws speak of', async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(operations, async (all) => {
      const {form, log} = newForm();
      for (const one of all) await perform(form, one);
      for (const {changes, origin} of log) {
        for (const change of changes)
          seen.add(change.kind === 'rows' ? change.row.op : change.kind === 'value' ? `value ${origin.kind}` : change.kind);
        if (changes.some((change) => change.kind === 'rows' && change.row.content)) seen.add('content');
        if (changes.some((change) => change.pointer.includes('/pets') && change.kind === 'rows')) seen.add('nested');
        if (changes.some((change) => change.pointer.startsWith('/tags/'))) seen.add('plain');
      }
    }),
    runs,
  );
  assert.equal(
    canonicalJson([...seen].sort()),
    canonicalJson([
      'acknowledged',
      'conflict',
      'content',
      'decision',
      'insert',
      'lookup',
      'move',
      'nested',
      'page',
      'plain',
      'remove',
      'value document',
      'value register',
      'value typed',
    ]),
  );
});
