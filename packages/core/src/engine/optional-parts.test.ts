import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {JsonObject} from '../json/json.ts';
import {createForm} from './create-form.ts';
import type {Form} from './form.ts';

const TEXT = {type: 'string', title: 'Text'};
const PART = {
  type: 'object',
  title: 'Part',
  required: ['a', 'deep'],
  properties: {a: TEXT, b: TEXT, deep: {type: 'object', required: ['c'], properties: {c: TEXT}}},
};
const ROWS = {
  type: 'array',
  title: 'Rows',
  minItems: 2,
  items: {type: 'object', required: ['x'], properties: {x: TEXT, part: PART}},
};

function formOf(properties: JsonObject, required: readonly string[] = []): Form {
  const data = {type: 'object', properties, required: [...required]};
  return createForm({id: 'optional', version: '1.0.0', title: 'Optional', data});
}

const errors = (form: Form): readonly string[] => form.validate().map(({code, pointer}) => `${pointer} ${code}`);

test('an optional object asks for nothing until something in it is answered', () => {
  const form = formOf({part: PART});
  assert.deepEqual([errors(form), form.answers(), form.field('/part/a').required], [[], {}, false]);
  form.set('/part/b', 'x');
  assert.deepEqual(errors(form), ['/part/a value.required', '/part/deep/c value.required']);
  form.set('/part/b', '');
  assert.deepEqual([errors(form), form.answers()], [[], {}]);
  form.set('/part/deep/c', 'x');
  assert.deepEqual(errors(form), ['/part/a value.required']);
});

test('a required object asks for what it requires, and an optional one inside it does not', () => {
  const outer = {type: 'object', required: ['a'], properties: {a: TEXT, part: PART}};
  const form = formOf({outer}, ['outer']);
  assert.deepEqual(errors(form), ['/outer/a value.required']);
  form.set('/outer/part/b', 'x');
  assert.deepEqual(errors(form), [
    '/outer/a value.required',
    '/outer/part/a value.required',
    '/outer/part/deep/c value.required',
  ]);
});

test('an optional list forces no row, is not sent empty, and counts its rows once there is one', () => {
  const form = formOf({rows: ROWS});
  const list = form.list('/rows');
  assert.deepEqual([list.rows.length, errors(form), form.answers()], [0, [], {}]);
  list.insert();
  form.set('/rows/0/x', 'a');
  assert.deepEqual(errors(form), ['/rows schema.minItems']);
  // In a row, too, the optional object is left alone.
  list.insert();
  form.set('/rows/1/x', 'b');
  assert.deepEqual(errors(form), []);
  form.set('/rows/1/part/b', 'c');
  assert.deepEqual(errors(form), ['/rows/1/part/a value.required', '/rows/1/part/deep/c value.required']);
  list.remove(1);
  list.remove(0);
  assert.deepEqual([errors(form), form.answers()], [[], {}]);
});

test('a list in an optional object, and one that was filled beforehand and emptied', () => {
  const form = formOf({part: {type: 'object', required: ['rows'], properties: {rows: ROWS, b: TEXT}}});
  assert.deepEqual([form.list('/part/rows').rows.length, errors(form), form.answers()], [0, [], {}]);
  form.restore({...form.snapshot(), answers: {part: {rows: [{x: 'a'}, {x: 'b'}], b: 'c'}}, origins: {}});
  assert.deepEqual(errors(form), []);
  form.list('/part/rows').remove(1);
  form.list('/part/rows').remove(0);
  assert.deepEqual(errors(form), ['/part/rows schema.minItems']);
  form.set('/part/b', '');
  assert.deepEqual([errors(form), form.answers()], [[], {}]);
});

test('a required list has its rows from the beginning', () => {
  const form = formOf({rows: ROWS}, ['rows']);
  assert.equal(form.list('/rows').rows.length, 2);
  assert.deepEqual(errors(form), ['/rows/0/x value.required', '/rows/1/x value.required']);
});
