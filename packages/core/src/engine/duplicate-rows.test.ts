/** A value that another row has already is told at the rows that have it, each naming the other. */
import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import type {FormDefinition, Rule} from '../generated/definition.ts';
import type {LookupConnector} from '../ports/ports.ts';
import {createForm} from './create-form.ts';

const MESSAGE = {vi: 'Mỗi biển chỉ khai một lần.', en: 'Each plate once.'};

function form(rule: Rule, {severity, connector}: {severity?: 'warning'; connector?: LookupConnector} = {}) {
  const row = {type: 'object', properties: {plate: {type: 'string'}, brand: {type: 'string'}, hidden: {type: 'boolean'}}};
  const definition: FormDefinition = {
    ...{id: 'cars', version: '1.0.0', title: 'Xe'},
    data: {type: 'object', properties: {cars: {type: 'array', items: row}}},
    fields: {
      '/cars': {label: 'Xe', checks: [{rule, message: MESSAGE, ...(severity && {severity})}]},
      '/cars/*/plate': {label: {vi: 'Biển số', en: 'Plate'}, visible: {'!=': [{var: '/cars/*/hidden'}, true]}},
    },
    ...(connector && {
      lookups: {car: {connector: 'vehicle', keys: {plate: '/cars/*/plate'}, fill: {'/cars/*/brand': 'brand'}, purpose: 'Điền'}},
    }),
  };
  return createForm(definition, connector ? {connector} : {});
}

type Opened = ReturnType<typeof form>;
const UNIQUE: Rule = {unique: [{var: '/cars/*/plate'}]};
const plates = (opened: Opened, ...values: readonly string[]): void =>
  values.forEach((plate, i) => {
    while (opened.list('/cars').rows.length <= i) opened.list('/cars').insert();
    opened.set(`/cars/${i}/plate`, plate);
  });
const told = (opened: Opened): unknown[] =>
  opened.validate().map((issue) => [issue.pointer, issue.code, issue.params?.['row'], issue.severity]);

describe('the same value in two rows', () => {
  for (const [name, rule] of [
    ['a list of one argument', UNIQUE],
    ['an argument alone', {unique: {var: '/cars/*/plate'}}],
    ['a path with dots', {unique: [{var: ['cars.*.plate']}]}],
  ] as const) {
    test(`is told at both rows: ${name}`, () => {
      const opened = form(rule as Rule);
      plates(opened, 'A', 'B', 'A');
      assert.deepEqual(told(opened), [
        ['/cars/0/plate', 'list.duplicate', 3, 'error'],
        ['/cars/2/plate', 'list.duplicate', 1, 'error'],
      ]);
      const [issue] = opened.field('/cars/2/plate').issues;
      assert.ok(issue);
      assert.equal(opened.messageOf(issue, 'vi'), 'Mỗi biển chỉ khai một lần. Biển số giống dòng 1.');
      assert.equal(opened.messageOf(issue, 'en'), 'Each plate once. Plate is the same as row 1.');
    });
  }

  test('is told without Continue, follows rows that move or go, and ends with the last twin', () => {
    const opened = form(UNIQUE);
    plates(opened, 'A', 'B', 'A', 'A');
    const rows = () => [0, 1, 2, 3].map((i) => opened.field(`/cars/${i}/plate`).issues[0]?.params?.['row']);
    assert.deepEqual(rows(), [3, undefined, 1, 1]);
    opened.list('/cars').move(1, 0);
    assert.deepEqual(rows(), [undefined, 3, 2, 2]);
    opened.list('/cars').remove(1);
    opened.set('/cars/1/plate', 'C');
    assert.deepEqual(told(opened), []);
  });

  test('is none where both are empty, or one is hidden', () => {
    const opened = form(UNIQUE);
    plates(opened, '', '');
    assert.deepEqual(told(opened), []);
    plates(opened, 'A', 'A');
    opened.set('/cars/0/hidden', true);
    assert.deepEqual(told(opened), []);
  });

  test('weighs what the check says, and stays at the list where a rule asks for more', () => {
    const warned = form(UNIQUE, {severity: 'warning'});
    plates(warned, 'A', 'A');
    assert.equal(warned.field('/cars/0/plate').issues[0]?.severity, 'warning');
    const more = form({and: [UNIQUE, {'>': [{count: [{var: '/cars'}]}, 0]}]});
    plates(more, 'A', 'A');
    assert.deepEqual(told(more), [['/cars', 'check.failed', undefined, 'error']]);
  });

  test('is said as soon as the register has answered, and not before', async () => {
    const source = {register: 'vehicle', title: 'Sổ xe', at: '2026-11-22T03:04:00.000Z'};
    const opened = form(UNIQUE, {connector: {ask: async () => ({state: 'filled', values: {brand: 'X'}, source})}});
    plates(opened, 'A', 'A');
    assert.equal(opened.field('/cars/1/plate').touched, false);
    await new Promise(setImmediate);
    assert.equal(opened.lookup('car', '/cars/1').state, 'filled');
    assert.equal(opened.field('/cars/1/plate').touched, true);
  });
});
