/** What the records of the kinds of questions say is so, in the engine. */
import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {checkDefinition, createForm, type FieldTypeRecord, type Form, type JsonObject} from '@egov-form/core';
import {findFieldType} from '@egov-form/core/field-types';
import {vietnam} from '@egov-form/vietnam';
import {ALL_TYPES, answersOf, definitionOf, memberOf} from '../../src/generate/field-types.ts';

const WIDGETS = [...new Set(ALL_TYPES.map(({widget}) => widget))];

function formOf(type: FieldTypeRecord): Form {
  return createForm(definitionOf('filled', [type]), {packs: [vietnam]});
}

/** Codes of what is wrong when these are the answers. */
function findings(type: FieldTypeRecord, state: 'filled' | 'error'): readonly string[] {
  const form = formOf(type);
  form.restore({...form.snapshot(), answers: answersOf(state, [type]), origins: {}});
  return form.validate().map(({code}) => code);
}

test('each has a name of its own and speaks both languages', () => {
  assert.ok(ALL_TYPES.length >= 31);
  assert.equal(new Set(ALL_TYPES.map(({name}) => name)).size, ALL_TYPES.length);
  for (const {name, title, description, example} of ALL_TYPES) {
    for (const text of [title, description, example.label]) {
      assert.ok(typeof text === 'object' && text['vi'] && text['en'] && text['vi'] !== text['en'], name);
    }
  }
});

for (const type of ALL_TYPES) {
  describe(type.name, () => {
    const pointer = `/${memberOf(type)}`;

    test('a definition of it has no fault, and the engine draws it by the widget that it names', () => {
      assert.deepEqual(checkDefinition(definitionOf('filled', [type]), {packs: [vietnam], widgets: WIDGETS}), []);
      assert.equal(formOf(type).field(pointer).widget, type.widget);
    });

    test('a widget is named only where the schema would lead to another', () => {
      if (type.settings?.widget === undefined) return;
      const {widget: _named, ...settings} = type.settings;
      const {data, ...definition} = definitionOf('filled', [{...type, settings}]);
      // What must be answered with yes or no has both by itself.
      const {required: _asked, ...optional} = data as JsonObject;
      const unnamed = (): Form => createForm({...definition, data: optional}, {packs: [vietnam]});
      // A group of answers is no question at all unless a widget makes it one.
      if (type.schema['properties'] !== undefined) assert.throws(unnamed, {code: 'EGOV_CORE_DEFINITION'});
      else assert.notEqual(unnamed().field(pointer).widget, type.widget);
    });

    test('it is known again by what it gave', () => {
      const {widget, schema, settings} = formOf(type).field(pointer);
      assert.ok(typeof schema === 'object');
      assert.equal(findFieldType({widget, schema, settings}, ALL_TYPES)?.name, type.name);
    });

    test('the right answer is right, the wrong one is wrong as it says, and it can say that', () => {
      assert.deepEqual(findings(type, 'filled'), []);
      const {wrong, issue} = type.example;
      assert.equal(wrong === undefined, issue === undefined);
      if (issue === undefined) return;
      assert.ok(findings(type, 'error').includes(issue), `${findings(type, 'error')}`);
      assert.ok(type.issues.includes(issue));
    });

    test('what a person types is stored as the record says', () => {
      const {typed, value} = type.example;
      if (typed === undefined || type.group === 'number') return;
      const form = formOf(type);
      form.set(pointer, typed);
      assert.deepEqual(form.get(pointer), value);
    });

    test('every code that it lists has words in both languages', () => {
      const form = formOf(type);
      for (const code of type.issues) {
        for (const locale of ['vi', 'en']) {
          assert.notEqual(form.messageOf({code, pointer, severity: 'error'}, locale), code, `${code} ${locale}`);
        }
      }
    });
  });
}
