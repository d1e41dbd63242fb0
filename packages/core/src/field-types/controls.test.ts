import assert from 'node:assert/strict';
import test from 'node:test';
import {checkDefinition} from '../definition/check-definition.ts';
import {createForm} from '../engine/create-form.ts';
import {CONTROLS, FORMAT_WIDGETS} from '../generated/controls.ts';
import type {FormDefinition} from '../generated/definition.ts';
import type {Pack} from '../ports/ports.ts';
import type {ControlTraits, FieldTypeRecord} from './field-type-record.ts';
import {coreFieldTypes} from './index.ts';

const [text] = coreFieldTypes.filter(({name}) => name === 'text');

/** A pack of an agency that describes a control of its own. */
function packOf(widget: string, control: ControlTraits): Pack {
  return {fieldTypes: [{...(text as FieldTypeRecord), name: widget, widget, control}]};
}

function asking(settings: object): FormDefinition {
  return {
    id: 'f',
    version: '1.0.0',
    title: 'F',
    data: {type: 'object', required: ['it'], properties: {it: {type: 'string', maxLength: 500}}},
    fields: {'/it': {label: 'It', ...settings}},
  } as FormDefinition;
}

const OPTIONS = [{value: 'a', label: 'A'}];
const codesOf = (settings: object, packs: readonly Pack[] = []): readonly string[] =>
  createForm(asking(settings), {packs})
    .validate()
    .map(({code}) => code);

test('a missing answer is asked for in the words of the control', () => {
  assert.deepEqual(codesOf({widget: 'text'}), ['value.required']);
  assert.deepEqual(codesOf({widget: 'text', options: OPTIONS}), ['value.required'], 'choices that are only suggestions');
  assert.deepEqual(codesOf({options: OPTIONS}), ['value.required-choice']);
  assert.deepEqual(codesOf({widget: 'stars'}), ['value.required']);
  assert.deepEqual(codesOf({widget: 'stars', options: OPTIONS}), ['value.required-choice']);
  assert.deepEqual(codesOf({widget: 'stars'}, [packOf('stars', {chosen: true})]), ['value.required-choice']);
});

test('line breaks are kept where the record of the control says so', () => {
  const stored = (widget: string, packs: readonly Pack[]): unknown => {
    const form = createForm(asking({widget}), {packs});
    form.set('/it', 'one\ntwo');
    return form.get('/it');
  };
  assert.equal(stored('textarea', []), 'one\ntwo');
  assert.equal(stored('text', []), 'one two');
  assert.equal(stored('letter', []), 'one two');
  assert.equal(stored('letter', [packOf('letter', {multiline: true})]), 'one\ntwo');
});

test('a control of a pack may offer suggestions, and show what a search finds', () => {
  const suggested = createForm(asking({widget: 'hints', options: OPTIONS}), {packs: [packOf('hints', {suggests: true})]});
  suggested.set('/it', 'b');
  assert.deepEqual(suggested.validate(), []);
  const searched = asking({widget: 'finder', options: {connector: 'codes'}});
  assert.deepEqual(
    checkDefinition(searched).map(({code}) => code),
    ['options.search'],
  );
  assert.deepEqual(checkDefinition(searched, {packs: [packOf('finder', {searches: true})]}), []);
});

test('what a form runs with is what the records say', () => {
  for (const {widget, control, schema, settings} of coreFieldTypes) {
    if (control) assert.deepEqual(CONTROLS[widget], control);
    const {format} = schema;
    if (typeof format === 'string' && settings?.widget === undefined && widget !== 'text')
      assert.equal(FORMAT_WIDGETS[format], widget);
  }
});
