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

test('a default comes with its part, and asks for nothing alone', () => {
  const kind = {type: 'string', enum: ['a', 'b'], default: 'a'};
  const deep = {type: 'object', required: ['c'], properties: {c: TEXT, kind}};
  const form = formOf({part: {type: 'object', required: ['a'], properties: {a: TEXT, b: TEXT, kind, deep}}, kind});
  assert.deepEqual([errors(form), form.answers(), form.field('/part/a').required], [[], {kind: 'a'}, false]);
  form.set('/part/b', 'x');
  assert.deepEqual([errors(form), form.answers()], [['/part/a value.required'], {part: {b: 'x', kind: 'a'}, kind: 'a'}]);
  form.set('/part/deep/kind', 'b');
  assert.deepEqual(errors(form), ['/part/a value.required', '/part/deep/c value.required']);
  form.set('/part/deep/kind', undefined);
  form.set('/part/b', '');
  assert.deepEqual([errors(form), form.answers()], [[], {kind: 'a'}]);
  // The value that the default has, too, may be what the person chose.
  form.set('/part/kind', 'a');
  assert.deepEqual([errors(form), form.answers()], [['/part/a value.required'], {part: {kind: 'a'}, kind: 'a'}]);
});

test('a default that decides what its own part asks for', () => {
  const data = {
    type: 'object',
    properties: {
      part: {
        type: 'object',
        required: ['a'],
        properties: {a: TEXT, kind: {type: 'string', enum: ['x', 'y'], default: 'x'}, more: TEXT},
      },
    },
  };
  const form = createForm({
    id: 'optional',
    version: '1.0.0',
    title: 'Optional',
    data,
    fields: {'/part/more': {visible: {'==': [{var: 'part.kind'}, 'x']}}},
  });
  assert.deepEqual([errors(form), form.answers()], [[], {}]);
  form.set('/part/a', 'b');
  assert.deepEqual([form.answers(), form.field('/part/more').visible], [{part: {a: 'b', kind: 'x'}}, true]);
});

test('a constant comes with its part, too', () => {
  const form = formOf({part: {type: 'object', required: ['kind', 'a'], properties: {kind: {const: 'k'}, a: TEXT, b: TEXT}}});
  assert.deepEqual([errors(form), form.answers()], [[], {}]);
  form.set('/part/b', 'x');
  assert.deepEqual([errors(form), form.answers()], [['/part/a value.required'], {part: {kind: 'k', b: 'x'}}]);
});

test('a default in a part that asks for nothing stands, unless a part around it asks', () => {
  const calm = {type: 'object', required: ['kind'], properties: {kind: {type: 'string', default: 'a'}, b: TEXT}};
  const form = formOf({calm, part: {type: 'object', required: ['a'], properties: {a: TEXT, calm}}});
  assert.deepEqual([errors(form), form.answers()], [[], {calm: {kind: 'a'}}]);
  form.set('/part/calm/b', 'x');
  assert.deepEqual(
    [errors(form), form.answers()],
    [['/part/a value.required'], {calm: {kind: 'a'}, part: {calm: {kind: 'a', b: 'x'}}}],
  );
});
