import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {createForm} from '../engine/create-form.ts';
import {openForm} from '../engine/open-form.ts';
import type {FormDefinition} from '../generated/definition.ts';
import {markChecked} from './check.ts';
import {isMarkedChecked} from './checked-mark.ts';
import {FormError} from './errors.ts';

const RIGHT: FormDefinition = {
  id: 'mark',
  version: '1.0.0',
  title: 'Mark',
  data: {type: 'object', properties: {name: {type: 'string', maxLength: 3}, note: {type: 'string'}}},
};

/** Fields that follow from each other: only the whole shows it. */
const ROUND: FormDefinition = {...RIGHT, fields: {'/name': {value: {var: '/note'}}, '/note': {value: {var: '/name'}}}};

const problemsOf = (work: () => unknown): unknown => {
  try {
    work();
    return [];
  } catch (error) {
    assert.ok(error instanceof FormError && error.code === 'EGOV_CORE_DEFINITION', String(error));
    return (error.details['problems'] as {code: string}[]).map(({code}) => code);
  }
};

describe('the mark of a checked definition', () => {
  it('stands after the way through JSON, and falls with any change', () => {
    const marked = JSON.parse(JSON.stringify(markChecked(RIGHT))) as FormDefinition;
    assert.ok(isMarkedChecked(marked));
    assert.ok(isMarkedChecked(markChecked(marked)), 'It is marked again as it was.');
    const changes: Partial<FormDefinition>[] = [{title: 'NodeMetadata'}, {version: '1.0.1'}, {fields: {}}, {checked: '0-0'}];
    for (const change of changes) assert.equal(isMarkedChecked({...marked, ...change}), false, JSON.stringify(change));
    for (const json of [RIGHT, null, undefined, 'x', [], {checked: 1}]) assert.equal(isMarkedChecked(json), false);
  });

  it('is given to nothing that is wrong', () => {
    assert.deepEqual(
      problemsOf(() => markChecked(ROUND)),
      ['rule.cycle'],
    );
    assert.deepEqual(
      problemsOf(() => markChecked(null)),
      ['definition.type'],
    );
  });
});

describe('a form opened without the checks', () => {
  it('is the same form', () => {
    const form = openForm(markChecked(RIGHT), {});
    form.set('/name', 'long');
    assert.deepEqual(
      form.validate().map(({code, pointer}) => [code, pointer]),
      [['schema.maxLength', '/name']],
    );
  });

  it('refuses what cannot be resolved, with the place', () => {
    const fields: FormDefinition['fields'] = {
      '/nmae': {label: 'N'},
      '/name': {visible: {'=>': [1, 2]}},
    };
    const pages = [{id: 'a', title: 'A', items: [{field: '/name'}, {field: '/nowhere'}]}];
    const open = (): unknown => openForm({...RIGHT, fields, pages}, {});
    assert.deepEqual(problemsOf(open), ['field.unknown', 'rule.refused', 'field.unknown']);
  });
});

describe('createForm', () => {
  it('tells problems of shape and all others together', () => {
    const fields = {'/nmae': {label: 'N'}, '/note': {lable: 'N'}} as FormDefinition['fields'];
    assert.deepEqual(
      problemsOf(() => createForm({...RIGHT, fields})),
      ['definition.additionalProperties', 'field.unknown'],
    );
  });
});
