import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {FormDefinition} from '../generated/definition.ts';
import type {Json, JsonObject} from '../json/json.ts';
import {speakEnglish} from '../messages/english.ts';
import {createForm} from './create-form.ts';
import type {Form} from './form.ts';
import {openForm} from './open-form.ts';

speakEnglish();

/** A keyword of JSON Schema; a member of that name reads like a promise. */
const THEN = 'then';
const N = {type: 'integer', title: 'Number'} as const;
const KIND = {type: 'string', title: 'Kind', enum: ['child', 'adult']} as const;
const TEXT = {type: 'string', title: 'Name'} as const;
const ROWS = {type: 'array', title: 'Rows', items: {type: 'object', properties: {x: {type: 'string', title: 'X'}}}} as const;

function formOf(data: JsonObject, answers: JsonObject, more: Partial<FormDefinition> = {}): Form {
  const definition = {
    id: 'block',
    version: '1.0.0',
    title: 'Request',
    data: {type: 'object', ...data},
    ...more,
  } as FormDefinition;
  // As a page opens it that could not load the checks: whatever the definition says, the person is told.
  const form = openForm(definition, {});
  form.restore({...form.snapshot(), answers, origins: {}});
  return form;
}

/** What stops the sending, as it is told: code, where it leads, and the English text. */
function told(form: Form): readonly (readonly [code: string, leadsTo: string | undefined, text: string])[] {
  return form
    .validate()
    .filter(({severity}) => severity === 'error')
    .map((issue) => [issue.code, form.questionAt(issue.pointer)?.pointer, form.messageOf(issue, 'en')] as const);
}

const FAULTY = /^This form has a fault and cannot be sent; it is not your mistake\..*“(?<place>.*)”\.$/u;

function faults(form: Form): readonly (string | undefined)[] {
  return told(form).map(([, to, text]) => {
    assert.equal(to, undefined);
    return FAULTY.exec(text)?.groups?.['place'];
  });
}

describe('what stops the sending leads to a question', () => {
  const cases: readonly (readonly [string, JsonObject, JsonObject, readonly (readonly [string, string, RegExp])[]])[] = [
    [
      'then',
      {
        properties: {kind: KIND, n: N},
        if: {properties: {kind: {const: 'child'}}},
        [THEN]: {properties: {n: {maximum: 2}}},
      },
      {kind: 'child', n: 5},
      [['schema.maximum', '/n', /^Number must be 2 or less/u]],
    ],
    [
      'a condition inside a nested object',
      {
        properties: {
          part: {
            type: 'object',
            properties: {kind: KIND, n: N},
            if: {properties: {n: {minimum: 3}}, required: ['n']},
            [THEN]: {required: ['kind']},
          },
        },
      },
      {part: {n: 5}},
      [['value.required', '/part/kind', /^Please enter Kind/u]],
    ],
    [
      'rows that repeat',
      {properties: {rows: {...ROWS, uniqueItems: true}}},
      {rows: [{x: 'a'}, {x: 'b'}, {x: 'a'}]},
      [['list.same-rows', '/rows', /entry 3 is the same as entry 1/u]],
    ],
    [
      'contains',
      {properties: {rows: {...ROWS, contains: {properties: {x: {const: 'z'}}, required: ['x']}}}},
      {rows: [{x: 'a'}]},
      [['schema.contains', '/rows', /^Rows has too few/u]],
    ],
    [
      'not',
      {properties: {a: TEXT, b: {...TEXT, title: 'Other'}}, not: {required: ['a', 'b']}},
      {a: 'x', b: 'y'},
      [['schema.not', '/a', /^Request is one of the cases/u]],
    ],
    [
      'too few members',
      {properties: {a: TEXT, b: {...TEXT, title: 'Other'}}, minProperties: 2},
      {a: 'x'},
      [['schema.minProperties', '/b', /^Request is not complete/u]],
    ],
    [
      'names of members',
      {properties: {a: TEXT, bad: {...TEXT, title: 'Bad'}}, propertyNames: {maxLength: 1}},
      {a: 'x', bad: 'y'},
      [['schema.propertyNames', '/bad', /does not take Bad/u]],
    ],
    [
      'dependentRequired',
      {properties: {a: TEXT, b: {...TEXT, title: 'Other'}}, dependentRequired: {a: ['b']}},
      {a: 'x'},
      [['value.required', '/b', /^Please enter Other/u]],
    ],
    [
      'a member that only a branch knows, and the whole forbids',
      {
        properties: {kind: KIND},
        additionalProperties: false,
        if: {properties: {kind: {const: 'child'}}, required: ['kind']},
        [THEN]: {properties: {school: {type: 'string', title: 'School'}}},
      },
      {kind: 'child', school: 'A'},
      [['schema.additionalProperties', '/school', /does not take School\. Please leave it empty/u]],
    ],
    [
      'a part without a name',
      {properties: {part: {type: 'object', properties: {a: TEXT, n: N}, minProperties: 2}}},
      {part: {a: 'x'}},
      [['schema.minProperties', '/part/n', /^Number is not complete/u]],
    ],
    [
      'a part with a name',
      {properties: {part: {type: 'object', title: 'Address', properties: {a: TEXT, n: N}, not: {required: ['a', 'n']}}}},
      {part: {a: 'x', n: 1}},
      [['schema.not', '/part/a', /^Address is one of the cases/u]],
    ],
    [
      'a row',
      {properties: {rows: {...ROWS, items: {...ROWS.items, title: 'Row', not: {required: ['x']}}}}},
      {rows: [{x: 'a'}]},
      [['schema.not', '/rows/0/x', /^Row is one of/u]],
    ],
  ];
  for (const [name, data, answers, expected] of cases)
    it(name, () => {
      const found = told(formOf(data, answers));
      assert.deepEqual(
        found.map(([code, to]) => [code, to]),
        expected.map(([code, to]) => [code, to]),
      );
      for (const [i, [, , text]] of found.entries()) assert.match(text, expected[i]?.[2] ?? /^$/u);
    });

  it('rules on the form and on its parts, rows too', () => {
    const rule = (value: Json): Json => ({'!=': value});
    const form = formOf(
      {properties: {a: TEXT, part: {type: 'object', properties: {n: N}}, rows: ROWS}},
      {a: 'x', part: {n: 1}, rows: [{x: 'a'}, {x: 'b'}]},
      {
        fields: {
          '': {
            checks: [
              {rule: rule([{var: '/a'}, 'x']), message: 'Not this name'},
              {rule: rule([{var: '/part/n'}, 1]), message: 'Not this number'},
            ],
          },
          '/part': {checks: [{rule: rule([{var: '/part/n'}, 1]), message: 'Not in this part'}]},
          '/rows/*': {checks: [{rule: rule([{var: '/rows/*/x'}, 'b']), message: 'Not in this row'}]},
        },
      } as Partial<FormDefinition>,
    );
    assert.deepEqual(told(form), [
      ['check.failed', '/a', 'Not this name'],
      ['check.failed', '/a', 'Not this number'],
      ['check.failed', '/part/n', 'Not in this part'],
      ['check.failed', '/rows/1/x', 'Not in this row'],
    ]);
    form.set('/a', 'y');
    form.set('/part/n', 2);
    form.set('/rows/1/x', 'c');
    assert.deepEqual(form.validate(), []);
    form.dispose();
  });

  it('an answer that is not asked: what it comes from, the key or the paper that fills it', () => {
    const data = {
      properties: {
        copies: {...N, title: 'Copies'},
        fee: {...N, title: 'Fee', maximum: 10},
        id: TEXT,
        name: {...TEXT, title: 'Full name'},
        born: {...TEXT, title: 'Born'},
      },
      required: ['name', 'born'],
    };
    const form = formOf(
      data,
      {copies: 3},
      {
        pages: [{id: 'a', title: 'A', items: [{field: '/copies'}, {field: '/id'}, {document: 'card'}]}],
        fields: {'/fee': {value: {'*': [{var: '/copies'}, 8]}}},
        lookups: {person: {connector: 'people', keys: {id: '/id'}, fill: {'/name': 'name'}, purpose: 'x'}},
        documents: {card: {title: 'Card', fill: {'/born': 'born'}}},
      },
    );
    assert.deepEqual(
      told(form).map(([code, to]) => [code, to]),
      [
        ['schema.maximum', '/copies'],
        ['value.required', '/id'],
        ['value.required', '#/documents/card'],
      ],
    );
    form.dispose();
  });
});

describe('what no question can mend is a fault of the form, in words', () => {
  it('a required member that does not exist, or is on no page', () => {
    assert.deepEqual(faults(formOf({properties: {name: TEXT}, required: ['nmae']}, {name: 'x'})), ['value.required /nmae']);
    const pages = [{id: 'a', title: 'A', items: [{field: '/name'}]}];
    const hidden = {
      properties: {name: TEXT, part: {type: 'object', required: ['nmae'], properties: {a: TEXT}}},
      required: ['part'],
    };
    assert.deepEqual(faults(formOf(hidden, {name: 'x'}, {pages})), ['value.required /part']);
  });

  it('in a row, and in a branch', () => {
    const rows = {...ROWS, items: {...ROWS.items, required: ['nmae']}};
    assert.deepEqual(faults(formOf({properties: {rows}}, {rows: [{x: 'a'}]})), ['value.required /rows/0/nmae']);
    assert.deepEqual(faults(formOf({properties: {a: TEXT}, dependentRequired: {a: ['b']}}, {a: 'x'})), ['value.required /b']);
  });

  it('what a gateway says about no question', () => {
    const form = formOf({properties: {name: TEXT}}, {name: 'x'});
    form.addIssues([
      {code: 'submission.unknown-field', pointer: '', severity: 'error'},
      {code: 'submission.version', pointer: '', severity: 'error'},
    ]);
    const [first, second] = form.issues.map((issue) => form.messageOf(issue, 'en'));
    assert.match(first ?? '', FAULTY);
    assert.match(second ?? '', /^This form has been replaced/u);
    form.set('/name', 'y');
    assert.deepEqual(form.issues, []);
  });
});

describe('what only the whole schema says', () => {
  const data = {
    properties: {kind: KIND, n: N},
    if: {properties: {kind: {const: 'child'}}},
    [THEN]: {properties: {n: {maximum: 2}}},
    not: {properties: {n: {const: 1}}, required: ['n']},
  };

  it('stands at its question once it was found, and goes when any answer mends it', () => {
    const form = formOf(data, {kind: 'child', n: 5});
    assert.deepEqual(form.field('/n').issues, []);
    form.validate();
    assert.deepEqual(
      form.field('/n').issues.map(({code}) => code),
      ['schema.maximum'],
    );
    form.set('/kind', 'adult');
    assert.deepEqual(form.field('/n').issues, []);
    form.undo();
    assert.deepEqual(form.field('/n').issues, [], 'Found again by the next check, not by itself.');
    form.validate();
    form.set('/n', 1);
    assert.deepEqual([form.field('/n').issues, form.issues.map(({code}) => code)], [[], ['schema.not']]);
    form.set('/n', 2);
    assert.deepEqual([form.field('/n').issues, form.issues, form.validate()], [[], [], []]);
    form.dispose();
  });

  it('stands in the review, and does not outlive a form that is filled anew', () => {
    const form = formOf(data, {kind: 'child', n: 5});
    form.validate();
    const severities = form.review()[0]?.sections[0]?.entries.map(({severity}) => severity);
    assert.deepEqual(severities, [undefined, 'error']);
    form.reset();
    form.set('/n', 5);
    assert.deepEqual(form.field('/n').issues, []);
    form.dispose();
  });

  it('issues from outside stand at lists, too, until a row of theirs changes', () => {
    const form = formOf({properties: {rows: ROWS, name: TEXT}}, {rows: [{x: 'a'}], name: 'b'});
    form.addIssues([
      {code: 'schema.contains', pointer: '/rows', severity: 'error'},
      {code: 'schema.pattern', pointer: '/rows/9/x', severity: 'error'},
    ]);
    form.set('/name', 'c');
    assert.deepEqual(
      form.list('/rows').issues.map(({code}) => code),
      ['schema.contains'],
    );
    assert.equal(form.questionAt('/rows/9/x')?.pointer, '/rows');
    form.set('/rows/0/x', 'b');
    assert.deepEqual(form.list('/rows').issues, []);
    form.dispose();
  });
});

it('a form that is at fault can still be made where its author looks', () => {
  assert.ok(createForm({id: 'a', version: '1.0.0', title: 'T', data: {type: 'object', properties: {name: TEXT}}}));
});
