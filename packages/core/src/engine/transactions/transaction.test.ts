import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {
  type ChangeRecord,
  compose,
  createForm,
  effect,
  type Form,
  type FormDefinition,
  FormError,
  invert,
  type Transaction,
  transactionFromJSON,
  transactionToJSON,
} from '../../index.ts';
import {isSafeValue} from './transaction-json.ts';

const definition: FormDefinition = {
  id: 'sample',
  version: '1.0.0',
  title: 'Sample',
  data: {
    type: 'object',
    properties: {
      name: {type: 'string'},
      greeting: {type: 'string', default: 'Hello'},
      fee: {type: 'integer'},
      home: {type: 'object', 'x-egov-widget': 'address', properties: {street: {type: 'string'}, town: {type: 'string'}}},
      rows: {type: 'array', items: {type: 'object', properties: {a: {type: 'string'}}}},
    },
  },
  fields: {'/fee': {value: 3}},
};

function newForm(): {form: Form; log: Transaction[]} {
  const form = createForm(definition, {clock: {now: () => 0, today: () => '2026-11-21'}});
  const log: Transaction[] = [];
  form.subscribe((transaction) => log.push(transaction));
  return {form, log};
}

const FILE = {id: 'f', name: 'a.pdf', type: 'application/pdf', sizeBytes: 9, sha256: 'ab', pageCount: 1, facts: {}};
const ANSWERED = {keys: {id: '1'}, at: '2026-11-21T00:00:00.000Z', title: {vi: 'Kho', en: 'Store'}};
const CONFLICT = {
  pointer: '/name',
  current: {value: 'An', origin: {kind: 'typed'}},
  proposed: {value: 'Binh', origin: {kind: 'typed'}},
} as const;
const DECISION = {pointer: '/name', kept: 'typed', dropped: 'document', at: '2026-11-21T00:00:00.000Z'} as const;

const at = '1970-01-01T00:00:00.000Z';
const nothing = {kind: 'value', before: undefined, after: undefined, originBefore: undefined, originAfter: undefined} as const;
const step = (...changes: ChangeRecord[]): Transaction => ({id: 't', origin: {kind: 'typed'}, at, changes});
const rowOf = (change: ChangeRecord) => (change.kind === 'rows' ? change.row : undefined);
const beforeOf = (change: ChangeRecord) => (change.kind === 'rows' ? undefined : change.before);
const afterOf = (change: ChangeRecord) => (change.kind === 'rows' ? undefined : change.after);
const has = (code: string) => (error: unknown) => error instanceof FormError && error.code === code;

describe('a transaction', () => {
  test('inverted twice is itself', () => {
    const transaction = step(
      {...nothing, pointer: '/name', after: 'An', originAfter: {kind: 'typed'}},
      {kind: 'rows', pointer: '/rows', row: {op: 'insert', index: 0, id: 'r1', content: {answers: {a: 'x'}, origins: {}}}},
      {kind: 'rows', pointer: '/rows', row: {op: 'move', index: 0, to: 2, id: 'r1'}},
      {kind: 'rows', pointer: '/rows', row: {op: 'remove', index: 2, id: 'r1'}},
      {kind: 'page', pointer: '', before: 'a', after: 'b'},
    );
    assert.deepEqual(invert(invert(transaction)), transaction);
    assert.deepEqual(
      invert(transaction)
        .changes.map(rowOf)
        .map((row) => row && [row.op, row.index, row.to]),
      [undefined, ['insert', 2, undefined], ['move', 2, 0], ['remove', 0, undefined], undefined],
    );
  });

  test('a move that says no goal stays where it is', () => {
    const [record] = invert(step({kind: 'rows', pointer: '/rows', row: {op: 'move', index: 1, id: 'r'}})).changes;
    assert.deepEqual(record && rowOf(record), {op: 'move', index: 1, to: 1, id: 'r'});
  });

  test('composed of several keeps only what came of them', () => {
    const typed = {kind: 'typed'} as const;
    const set = (pointer: string, before: string | undefined, after: string | undefined): ChangeRecord => ({
      kind: 'value',
      pointer,
      before,
      after,
      originBefore: before === undefined ? undefined : typed,
      originAfter: after === undefined ? undefined : typed,
    });
    const row: ChangeRecord = {kind: 'rows', pointer: '/rows', row: {op: 'insert', index: 0, id: 'r'}};
    const composed = compose(
      step(set('/name', undefined, 'A'), set('/greeting', undefined, 'x')),
      {...step(set('/name', 'A', 'B'), set('/greeting', 'x', undefined), set('/rows/0/a', undefined, 'a')), at: 'later'},
      {...step(row, set('/rows/0/a', undefined, 'b'), set('/greeting', undefined, 'y')), at: 'last'},
    );
    assert.equal(composed.at, 'last');
    assert.deepEqual(
      composed.changes.map((change) => [change.pointer, beforeOf(change), afterOf(change), rowOf(change)?.op]),
      [
        ['/name', undefined, 'B', undefined],
        ['/rows/0/a', undefined, 'a', undefined],
        ['/rows', undefined, undefined, 'insert'],
        ['/rows/0/a', undefined, 'b', undefined],
        ['/greeting', undefined, 'y', undefined],
      ],
    );
    assert.deepEqual(compose(step(set('/name', undefined, 'A'))), step(set('/name', undefined, 'A')));
    // The same place after it came to nothing is a change of its own.
    const again = compose(step(set('/name', undefined, 'A'), set('/name', 'A', undefined), set('/name', undefined, 'C')));
    assert.deepEqual(again.changes, [set('/name', undefined, 'C')]);
  });

  test('goes through JSON unchanged, whatever is undefined', () => {
    const {form, log} = newForm();
    form.set('/name', 'An');
    form.set('/name', undefined);
    form.list('/rows').insert();
    form.set('/rows/0/a', 'x');
    form.list('/rows').remove(0);
    form.page = 'elsewhere';
    log.push(
      step(
        {kind: 'lookup', pointer: '/rows/0', rowId: 'r', before: undefined, after: ANSWERED, name: 'person'},
        {kind: 'documents', pointer: '#/documents/deed', before: [], after: [FILE]},
        {kind: 'conflict', pointer: '/name', before: CONFLICT, after: undefined},
        {kind: 'decision', pointer: '/name', before: undefined, after: DECISION},
        {kind: 'acknowledged', pointer: '/rows', before: {warnings: ['a'], value: []}, after: {warnings: ['a', 'b']}},
        {
          kind: 'rows',
          pointer: '/rows',
          row: {op: 'insert', index: 0, id: 'r', content: {answers: null, origins: {'/a': {kind: 'typed', was: 'document'}}}},
        },
        {kind: 'rows', pointer: '/rows', row: {op: 'move', index: 0, to: 1, id: 'r'}},
      ),
    );
    for (const transaction of log) {
      const text = JSON.stringify(transactionToJSON(transaction));
      assert.deepEqual(transactionFromJSON(JSON.parse(text)), transaction);
    }
    assert.deepEqual(transactionToJSON(log[0] ?? step()), {
      version: 2,
      id: log[0]?.id ?? '',
      origin: {kind: 'typed'},
      at,
      changes: [{kind: 'value', pointer: '/name', after: 'An', originAfter: {kind: 'typed'}}],
    });
  });

  test('is refused, with the place, when it is not one', () => {
    const good = {id: 't', origin: {kind: 'typed'}, at, changes: []};
    const change = {kind: 'value', pointer: '/name', after: 'x'};
    const row = {op: 'insert', index: 0, id: 'r'};
    const rows = (part: object) => ({...good, changes: [{kind: 'row', pointer: '/rows', row: {...row, ...part}}]});
    const cases: [unknown, string][] = [
      [undefined, ''],
      [null, ''],
      [[], ''],
      ['t', ''],
      [{...good, version: 3}, '/version'],
      [{...good, version: '2'}, '/version'],
      [{...good, changes: {}}, '/changes'],
      [{...good, id: 1}, '/id'],
      [{...good, origin: undefined}, '/origin'],
      [{...good, origin: 'typed'}, '/origin'],
      [{...good, origin: {kind: 'guessed'}}, '/origin/kind'],
      [{...good, at: 5}, '/at'],
      [{...good, changes: [5]}, '/changes/0'],
      [{...good, changes: [{...change, kind: 'spell'}]}, '/changes/0/kind'],
      [{...good, changes: [{...change, kind: undefined}]}, '/changes/0/kind'],
      [{...good, changes: [{...change, pointer: 'name'}]}, '/changes/0/pointer'],
      [{...good, changes: [{...change, pointer: '/__proto__'}]}, '/changes/0/pointer'],
      [{...good, changes: [{...change, after: JSON.parse('{"constructor": 1}')}]}, '/changes/0/after'],
      [{...good, changes: [{...change, before: Number.NaN}]}, '/changes/0/before'],
      [{...good, changes: [{...change, originBefore: {}}]}, '/changes/0/originBefore/kind'],
      [{...good, changes: [{...change, rowId: 7}]}, '/changes/0/rowId'],
      [{...good, changes: [{kind: 'lookup', pointer: ''}]}, '/changes/0/name'],
      [{...good, changes: [{kind: 'lookup', name: 'a', pointer: '', after: {keys: {}}}]}, '/changes/0/after/at'],
      [
        {...good, changes: [{kind: 'lookup', name: 'a', pointer: '', after: {...ANSWERED, keys: {id: 1}}}]},
        '/changes/0/after/keys/id',
      ],
      [{...good, changes: [{kind: 'page', pointer: '', after: 5}]}, '/changes/0/after'],
      [{...good, changes: [{kind: 'documents', pointer: '#/documents/a', after: {}}]}, '/changes/0/after'],
      [
        {...good, changes: [{kind: 'documents', pointer: '#/documents/a', after: [{...FILE, sizeBytes: -1}]}]},
        '/changes/0/after/0/sizeBytes',
      ],
      [
        {...good, changes: [{kind: 'documents', pointer: '#/documents/a', before: [{...FILE, facts: 5}]}]},
        '/changes/0/before/0/facts',
      ],
      [
        {...good, changes: [{kind: 'conflict', pointer: '/name', after: {...CONFLICT, current: {}}}]},
        '/changes/0/after/current/origin',
      ],
      [{...good, changes: [{kind: 'decision', pointer: '/name', after: {...DECISION, kept: 'guess'}}]}, '/changes/0/after/kept'],
      [{...good, changes: [{kind: 'acknowledged', pointer: '/name', after: {warnings: [1]}}]}, '/changes/0/after/warnings/0'],
      [rows({op: 'swap'}), '/changes/0/row/op'],
      [rows({op: 1}), '/changes/0/row/op'],
      [rows({index: -1}), '/changes/0/row/index'],
      [rows({index: '0'}), '/changes/0/row/index'],
      [rows({op: 'move'}), '/changes/0/row/to'],
      [rows({id: undefined}), '/changes/0/row/id'],
      [rows({content: []}), '/changes/0/row/content'],
      [rows({content: {answers: {}}}), '/changes/0/row/content/origins'],
      [rows({content: {answers: {}, origins: {a: {kind: 'typed'}}}}), '/changes/0/row/content/origins'],
      [rows({content: {answers: {}, origins: {'/a': undefined}}}), '/changes/0/row/content/origins'],
    ];
    for (const [json, where] of cases)
      assert.throws(
        () => transactionFromJSON(json),
        (error) => error instanceof FormError && error.code === 'EGOV_CORE_TRANSACTION' && error.details['at'] === where,
        where,
      );
    const [read] = transactionFromJSON(rows({content: {origins: {}}})).changes;
    assert.deepEqual(read, {kind: 'rows', pointer: '/rows', row: {...row, content: {answers: null, origins: {}}}});
  });

  test('holds JSON only, and not too deep', () => {
    let deep: unknown = 1;
    for (let i = 0; i < 100; i += 1) deep = i % 2 === 0 ? [deep] : {a: deep};
    assert.equal(isSafeValue(deep), false);
    for (const value of [undefined, () => 1, 1n, Number.POSITIVE_INFINITY, [undefined], {prototype: 1}, [{constructor: 1}]])
      assert.equal(isSafeValue(value), false);
    for (const value of [null, true, 'x', 1.5, [], {}, [{a: [null]}]]) assert.equal(isSafeValue(value), true);
  });

  test('that does not fit changes nothing', () => {
    const {form} = newForm();
    form.list('/rows').insert();
    form.set('/name', 'An');
    const before = form.snapshot();
    const set: ChangeRecord = {...nothing, pointer: '/name', after: 'Binh', originAfter: {kind: 'typed'}};
    const wrong: ChangeRecord[] = [
      {...nothing, pointer: '/nobody', after: 1},
      {...nothing, pointer: '/home/town', after: 'x'},
      {...nothing, pointer: '/rows/7/a', after: 'x'},
      {kind: 'rows', pointer: '/name', row: {op: 'insert', index: 0, id: 'r'}},
      {kind: 'rows', pointer: '/rows', row: {op: 'remove', index: 3, id: 'r'}},
      {kind: 'rows', pointer: '/rows', row: {op: 'move', index: 0, to: 3, id: 'r'}},
      {kind: 'lookup', pointer: '', before: undefined, after: undefined, name: 'nobody'},
      {kind: 'documents', pointer: '#/documents/none', before: undefined, after: undefined},
      {kind: 'acknowledged', pointer: '/nobody', before: undefined, after: undefined},
    ];
    for (const change of wrong) {
      const row: ChangeRecord = {kind: 'rows', pointer: '/rows', row: {op: 'insert', index: 0, id: 'new'}};
      assert.throws(() => form.apply(step(set, row, change)), has('EGOV_CORE_TRANSACTION'), change.pointer);
      assert.deepEqual(form.snapshot(), before);
    }
    const [applied] = form.apply(step(set)).changes;
    assert.equal(applied && beforeOf(applied), 'An');
  });
});

describe('the door', () => {
  test('several members of one answer in one transaction are all kept', () => {
    const {form} = newForm();
    form.transact(
      [
        {pointer: '/home/street', value: 'Long'},
        {pointer: '/home/town', value: 'Vinh'},
      ],
      {kind: 'typed'},
    );
    assert.deepEqual(form.get('/home'), {street: 'Long', town: 'Vinh'});
    form.undo();
    assert.equal(form.get('/home'), undefined);
  });

  test('lets in nothing that is no JSON and no origin that only rules give', () => {
    const {form} = newForm();
    assert.throws(() => form.set('/home', JSON.parse('{"__proto__": {"x": 1}}')), has('EGOV_CORE_VALUE'));
    assert.throws(() => form.set('/name', Number.NaN), has('EGOV_CORE_VALUE'));
    assert.throws(() => form.transact([{pointer: '/name', value: 'x'}], {kind: 'computed'}), has('EGOV_CORE_ORIGIN'));
    assert.throws(() => form.transact([{pointer: '/name', value: 'x'}], {kind: 'default'}), has('EGOV_CORE_ORIGIN'));
    assert.throws(
      () =>
        form.transact(
          [
            {pointer: '/name', value: 'x'},
            {pointer: '/fee', value: 1},
          ],
          {kind: 'document', document: 'd', fact: 'f', from: 'qr', page: 1, confidence: 1},
        ),
      has('EGOV_CORE_LOCKED'),
    );
    assert.equal(form.get('/name'), undefined, 'all or nothing');
    assert.equal(form.canUndo, false);
  });

  test('a default that was emptied comes back only with the origin default', () => {
    const {form} = newForm();
    form.set('/greeting', undefined);
    assert.equal(form.get('/greeting'), undefined);
    form.transact([{pointer: '/greeting', value: undefined}], {kind: 'default'});
    assert.equal(form.get('/greeting'), 'Hello');
  });

  test('what a listener changes is told after what it heard, to all', () => {
    const {form} = newForm();
    const heard: string[] = [];
    form.subscribe(({changes}) => {
      if (changes[0]?.pointer === '/name') form.set('/greeting', 'Hi');
    });
    form.subscribe(({changes}) => heard.push(changes[0]?.pointer ?? ''));
    form.set('/name', 'An');
    assert.deepEqual(heard, ['/name', '/greeting']);
  });

  test('an edit that was taken back with its row elsewhere by now is taken back in that row', () => {
    const {form, log} = newForm();
    const rows = form.list('/rows');
    rows.insert();
    rows.insert();
    form.set('/rows/0/a', 'x');
    const edit = log.at(-1);
    rows.move(0, 1);
    assert.ok(edit);
    form.undo(edit);
    assert.deepEqual(form.get('/rows'), [{}, {}]);
  });

  test('a row that was filled since it was put in stays when the putting in is taken back', () => {
    const {form, log} = newForm();
    form.list('/rows').insert();
    const insertion = log.at(-1);
    form.set('/rows/0/a', 'mine');
    assert.ok(insertion);
    form.undo(insertion);
    assert.deepEqual(form.get('/rows'), [{a: 'mine'}]);
    form.set('/rows/0/a', undefined);
    form.list('/rows').insert(0);
  });

  test('a move is taken back wherever the row stands by now, and not when it is gone', () => {
    const {form, log} = newForm();
    const rows = form.list('/rows');
    for (const [i, name] of ['a', 'b', 'c'].entries()) {
      rows.insert();
      form.set(`/rows/${i}/a`, name);
    }
    const names = () => rows.rows.map(({pointer}) => form.get(`${pointer}/a`)).join('');
    rows.move(0, 2);
    const first = log.at(-1);
    rows.move(2, 1);
    assert.equal(names(), 'bac');
    assert.ok(first);
    form.undo(first);
    assert.equal(names(), 'abc');
    form.undo(first);
    assert.equal(names(), 'abc', 'it is there already');
    rows.remove(0);
    const removal = log.at(-1);
    form.undo(first);
    assert.equal(names(), 'bc');
    rows.remove(0);
    rows.remove(0);
    assert.ok(removal);
    form.undo(removal);
    form.undo(removal);
    assert.equal(names(), 'a', 'once, at the end of what is left');
  });

  test('five hundred steps can be taken back, however many there were', () => {
    const {form} = newForm();
    for (let i = 0; i < 1500; i += 1) form.set('/name', `n${i}`);
    for (let i = 0; i < 500; i += 1) form.undo();
    assert.equal(form.get('/name'), 'n999');
  });

  test('an effect that fails takes nothing back, and is heard of', () => {
    const {form, log} = newForm();
    const stop = effect(() => {
      if (form.get('/name') === 'bad') throw new Error('effect');
    });
    assert.throws(() => form.set('/name', 'bad'), /effect/u);
    assert.equal(form.get('/name'), 'bad');
    assert.equal(log.length, 1);
    form.undo();
    assert.equal(form.get('/name'), undefined);
    stop();
  });

  test('what was edited since stays when an earlier edit is taken back', () => {
    const {form, log} = newForm();
    form.set('/name', 'An');
    const [first] = log;
    form.set('/name', 'Binh');
    assert.ok(first);
    form.undo(first);
    assert.equal(form.get('/name'), 'Binh');
  });

  test('an emptied default stays empty after a reload', () => {
    const {form} = newForm();
    form.set('/greeting', undefined);
    const other = newForm().form;
    other.restore(JSON.parse(JSON.stringify(form.snapshot())));
    assert.equal(other.get('/greeting'), undefined);
    assert.deepEqual(other.field('/greeting').origin, {kind: 'typed'});
  });

  test('a changed mind: a new step after an undo ends the redo', () => {
    const {form} = newForm();
    form.set('/name', 'An');
    form.set('/name', 'Binh');
    form.undo();
    assert.equal(form.get('/name'), 'An');
    assert.equal(form.canRedo, true);
    form.page = 'elsewhere';
    assert.equal(form.canRedo, true, 'looking around is no step');
    form.set('/name', 'Chi');
    assert.equal(form.redo(), undefined);
    form.reset();
    assert.equal(form.undo(), undefined);
  });
});
