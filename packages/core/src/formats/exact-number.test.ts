import assert from 'node:assert/strict';
import {it} from 'node:test';
import {createForm} from '../engine/create-form.ts';
import type {Json} from '../json/json.ts';
import type {Origin} from '../provenance/origin.ts';
import {exactNumber} from './exact-number.ts';

it('a text is a number only when all its digits are kept', () => {
  const cases: readonly (readonly [string, number | undefined])[] = [
    ['0', 0],
    ['-12', -12],
    ['007', 7],
    ['72.50', 72.5],
    ['0.000123', 0.000123],
    ['9007199254740991', 9007199254740991],
    ['9007199254740993', undefined],
    ['123456789012345678901234567890', undefined],
    ['0.1234567890123456789', undefined],
    ['1234567890.123456', undefined],
    ['123456789.123456', 123456789.123456],
    ['1e5', undefined],
    ['1,5', undefined],
    ['', undefined],
    ['-', undefined],
  ];
  for (const [text, expected] of cases) assert.equal(exactNumber(text), expected, text);
});

it('what is typed, read from a paper or answered by a register becomes no other number', () => {
  const form = createForm({
    id: 'n',
    version: '1.0.0',
    title: 'N',
    data: {type: 'object', properties: {n: {type: 'number', title: 'Area'}, i: {type: 'integer', title: 'Copies'}}},
  });
  const paper: Origin = {kind: 'document', document: 'd', fact: 'f', from: 'ocr', page: 1, confidence: 1};
  const register = {
    kind: 'register',
    lookup: 'l',
    connector: 'c',
    attribute: 'a',
    title: '',
    trust: 'free',
    at: '2026-11-30T00:00:00Z',
  } as const;
  const kept = (pointer: string, value: Json, origin: Origin): readonly unknown[] => {
    form.transact([{pointer, value}], origin);
    const {value: stored, issues} = form.field(pointer);
    return [stored, issues.find(({severity}) => severity === 'error')?.code];
  };
  const typed: Origin = {kind: 'typed'};
  assert.deepEqual(kept('/n', '1.250', typed), ['1.250', 'number.sign']);
  assert.deepEqual(kept('/n', '1.250', paper), ['1.250', 'number.sign']);
  assert.deepEqual(kept('/n', '72', paper), [72, undefined]);
  assert.deepEqual(kept('/n', '72.5', register), [72.5, undefined]);
  assert.deepEqual(kept('/n', '0.12345678901234567', register), ['0.12345678901234567', 'number.digits']);
  assert.deepEqual(kept('/n', 'abc', typed), ['abc', 'schema.type']);
  assert.deepEqual(kept('/i', '9007199254740993', typed), ['9007199254740993', 'number.digits']);
  assert.deepEqual(kept('/i', '9007199254740993', register), ['9007199254740993', 'number.digits']);
  assert.deepEqual(kept('/i', '72.5', typed), ['72.5', 'number.whole']);
  assert.deepEqual(kept('/i', 72.5, register), [72.5, 'number.whole']);
  assert.deepEqual(kept('/i', '72', typed), [72, undefined]);
  form.dispose();
});
