/** A bare schema is a usable form: what applies is shown and asked for, what does not is not. */
import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {createForm, type Form, type Item, type JsonSchema, validateSubmission} from '../index.ts';

function bare(data: JsonSchema): Form {
  return createForm({id: 'bare', version: '1.0.0', title: 'Bare', data});
}

const shown = (form: Form, items: readonly Item[] = form.pages[0]?.items ?? []): string[] =>
  items.flatMap((item) => {
    if ('group' in item) return shown(form, item.items);
    return 'field' in item && form.field(item.field).visible ? [item.field] : [];
  });
const codes = (form: Form): string[] => form.validate().map(({pointer, code}) => `${pointer} ${code}`);
const accepted = (form: Form): unknown => validateSubmission(form.definition, form.submission({}, 'vi', true));

const applicant: JsonSchema = {
  type: 'object',
  required: ['kind'],
  properties: {phone: {type: 'string'}},
  oneOf: [
    {
      title: 'A person',
      required: ['kind', 'name'],
      properties: {kind: {const: 'person'}, name: {type: 'string'}, born: {type: 'string', format: 'date'}},
    },
    {$ref: '#/$defs/company'},
  ],
  $defs: {
    company: {
      title: 'A company',
      required: ['kind', 'taxCode'],
      properties: {
        kind: {const: 'company', title: 'Business'},
        taxCode: {type: 'string', pattern: '^[0-9]{10}$'},
        name: {type: 'string'},
        seat: {type: 'object', required: ['town'], properties: {town: {type: 'string'}}},
      },
    },
  },
};

describe('branches with a constant that decides', () => {
  test('are a choice, and what belongs to the choice', () => {
    const form = bare(applicant);
    assert.equal(form.field('/kind').widget, 'radio');
    assert.deepEqual(form.options('/kind'), [
      {value: 'person', label: 'A person'},
      {value: 'company', label: 'Business'},
    ]);
    assert.deepEqual(shown(form), ['/phone', '/kind']);
    assert.deepEqual(codes(form), ['/kind value.required-choice']);

    form.set('/kind', 'person');
    assert.deepEqual(shown(form), ['/phone', '/kind', '/name', '/born']);
    assert.deepEqual(codes(form), ['/name value.required']);
    form.set('/name', 'An');
    assert.deepEqual(codes(form), []);
    assert.deepEqual(accepted(form), []);

    form.set('/kind', 'company');
    assert.deepEqual(shown(form), ['/phone', '/kind', '/name', '/taxCode', '/seat/town']);
    assert.deepEqual(codes(form), ['/taxCode value.required']);
    form.set('/taxCode', 'x');
    assert.deepEqual(codes(form), ['/taxCode schema.pattern']);
    form.set('/taxCode', '0123456789');
    form.set('/seat/town', 'Vinh');
    assert.deepEqual(codes(form), []);
    assert.deepEqual(form.answers(), {kind: 'company', name: 'An', taxCode: '0123456789', seat: {town: 'Vinh'}});
    assert.deepEqual(accepted(form), []);
    form.set('/kind', 'pirate');
    assert.deepEqual(codes(form), ['/kind schema.enum']);
  });

  test('in the rows of a list each row chooses for itself', () => {
    const rows = bare({
      type: 'object',
      properties: {
        who: {
          type: 'array',
          items: {
            type: 'object',
            oneOf: [
              {properties: {kind: {const: 1}, a: {type: 'string'}}, required: ['a']},
              {properties: {kind: {enum: [2, 3]}, b: {type: 'string'}}, required: ['b']},
            ],
          },
        },
      },
    });
    rows.list('/who').insert();
    rows.list('/who').insert();
    rows.set('/who/0/kind', 1);
    rows.set('/who/1/kind', 3);
    assert.deepEqual(
      [0, 1].map((i) => [rows.field(`/who/${i}/a`).visible, rows.field(`/who/${i}/b`).required]),
      [
        [true, false],
        [false, true],
      ],
    );
    assert.deepEqual(codes(rows), ['/who/0/a value.required', '/who/1/b value.required']);
  });
});

test('if, then and else show and ask for what applies', () => {
  const form = bare({
    type: 'object',
    required: ['country'],
    properties: {country: {type: 'string'}, province: {type: 'string'}, note: {type: 'string'}},
    if: {properties: {country: {const: 'VN'}}, required: ['country']},
    // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
    then: {required: ['province'], properties: {district: {type: 'string'}}},
    else: {properties: {state: {type: 'string'}}, required: ['state']},
  });
  assert.deepEqual(shown(form), ['/country', '/province', '/note', '/state']);
  form.set('/country', 'VN');
  assert.deepEqual(shown(form), ['/country', '/province', '/note', '/district']);
  assert.deepEqual(codes(form), ['/province value.required']);
  form.set('/country', 'FR');
  assert.equal(form.field('/province').required, false);
  assert.deepEqual(codes(form), ['/state value.required']);
});

test('dependent members are asked for when the other is there', () => {
  const form = bare({
    type: 'object',
    properties: {card: {type: 'string'}, agreed: {type: 'boolean'}, address: {type: 'string'}},
    dependentRequired: {card: ['address']},
    dependentSchemas: {agreed: {properties: {when: {type: 'string'}}, required: ['when']}},
  });
  assert.deepEqual(shown(form), ['/card', '/agreed', '/address']);
  assert.deepEqual(codes(form), []);
  form.set('/card', '4');
  form.set('/agreed', false);
  assert.deepEqual(shown(form), ['/card', '/agreed', '/address', '/when']);
  assert.deepEqual(codes(form), ['/address value.required', '/when value.required']);
});

test('a condition that no rule can say shows its members, and the whole schema judges', () => {
  const form = bare({
    type: 'object',
    properties: {n: {type: 'integer'}, a: {type: 'string'}},
    if: {properties: {n: {minimum: 3}}, required: ['n']},
    // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
    then: {required: ['a'], properties: {b: {type: 'string'}}},
    anyOf: [{required: ['a']}, {required: ['n']}],
  });
  assert.deepEqual(shown(form), ['/n', '/a', '/b']);
  assert.equal(form.field('/a').required, false);
  form.set('/n', 5);
  assert.deepEqual(codes(form), ['/a value.required']);
});

test('what the schema says of one answer is kept', () => {
  const form = bare({
    type: 'object',
    required: ['old'],
    properties: {
      country: {const: 'VN', title: 'Country'},
      agree: {const: true, type: 'boolean'},
      code: {type: 'string', examples: ['A-12']},
      count: {type: 'integer', default: 2},
      number: {type: 'string', readOnly: true, default: 'N1'},
      secret: {type: 'string', writeOnly: true},
      gone: {type: 'string', deprecated: true},
      old: {type: 'string', deprecated: true},
      size: {oneOf: [{const: 's', title: 'Small'}, {const: 'l'}]},
      perhaps: {anyOf: [{type: 'integer', maximum: 3}, {type: 'null'}]},
    },
  });
  assert.deepEqual(shown(form), [
    ...['/country', '/agree', '/code', '/count', '/number', '/secret', '/old', '/size', '/perhaps'],
  ]);
  assert.deepEqual(
    [form.get('/country'), form.field('/country').widget, form.field('/country').lockedBy],
    ['VN', 'output', 'computed'],
  );
  assert.equal(form.get('/agree'), undefined, 'what is to be ticked is the person’s to tick');
  assert.equal(form.field('/code').settings.placeholder, 'A-12');
  assert.equal(form.get('/count'), 2);
  assert.deepEqual([form.get('/number'), form.field('/number').lockedBy], ['N1', 'rule']);
  assert.deepEqual(form.options('/size'), [
    {value: 's', label: 'Small'},
    {value: 'l', label: 'l'},
  ]);
  assert.deepEqual([form.field('/perhaps').widget, form.field('/size').widget], ['number', 'radio']);
  form.set('/secret', 'x');
  const secret = form.review()[0]?.sections[0]?.entries.find(({pointer}) => pointer === '/secret');
  assert.deepEqual(secret?.kind === 'field' && [secret.answered, secret.value], [true, undefined]);
});

test('lists of plain values, and lists in rows', () => {
  const form = bare({
    type: 'object',
    properties: {
      tags: {type: 'array', items: {type: 'string', maxLength: 3}},
      people: {
        type: 'array',
        items: {
          type: 'object',
          required: ['pets'],
          properties: {name: {type: 'string'}, pets: {type: 'array', minItems: 1, items: {type: 'string'}}},
        },
      },
    },
  });
  const tags = form.list('/tags');
  tags.insert();
  tags.insert();
  form.set('/tags/0', 'long');
  assert.deepEqual(codes(form), ['/tags/0 schema.maxLength', '/tags/1 value.required']);
  form.set('/tags/0', 'a');
  form.set('/tags/1', 'b');
  tags.move(1, 0);
  form.list('/people').insert();
  form.set('/people/0/pets/0', 'cat');
  assert.deepEqual(form.answers(), {tags: ['b', 'a'], people: [{pets: ['cat']}]});
  assert.deepEqual(codes(form), []);
  assert.deepEqual(accepted(form), []);
  const other = createForm(form.definition);
  other.restore(form.snapshot());
  assert.deepEqual(other.answers(), form.answers());
  assert.equal(form.field('/tags/0').label, 'Tags');
});

describe('an answer of yes or no', () => {
  test('can be no where it must be given, and is a tick where it may only be yes', () => {
    const yes = {type: 'boolean', const: true} as const;
    const form = createForm({
      ...{id: 'bare', version: '1.0.0', title: 'Bare'},
      data: {
        type: 'object',
        required: ['must', 'agreed', 'union', 'chosen'],
        properties: {
          must: {type: 'boolean'},
          may: {type: 'boolean'},
          byRule: {type: 'boolean'},
          agreed: yes,
          union: {type: ['boolean', 'null']},
          chosen: {type: 'boolean'},
          rows: {type: 'array', items: {type: 'object', required: ['must'], properties: {must: {type: 'boolean'}, agreed: yes}}},
        },
      },
      fields: {'/byRule': {required: {var: 'may'}}, '/chosen': {widget: 'checkbox'}},
    });
    form.list('/rows').insert();
    const widgets = Object.fromEntries(
      ['/must', '/may', '/byRule', '/agreed', '/union', '/chosen', '/rows/0/must', '/rows/0/agreed'].map((pointer) => [
        pointer,
        form.field(pointer).widget,
      ]),
    );
    assert.deepEqual(widgets, {
      '/must': 'yes-no',
      '/may': 'checkbox',
      '/byRule': 'yes-no',
      '/agreed': 'checkbox',
      '/union': 'yes-no',
      '/chosen': 'checkbox',
      '/rows/0/must': 'yes-no',
      '/rows/0/agreed': 'checkbox',
    });
    assert.deepEqual(
      codes(form).filter((code) => code.startsWith('/must ')),
      ['/must value.required-choice'],
    );
    form.set('/must', false);
    assert.ok(!codes(form).some((code) => code.startsWith('/must ')));
  });
});
