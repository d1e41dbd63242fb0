import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {Item} from '../generated/definition.ts';
import type {Json, JsonSchema} from '../json/json.ts';
import {validateSubmission} from '../submission/validate-submission.ts';
import {createForm} from './create-form.ts';
import type {Form} from './form.ts';

/** What the form's own page asks, groups and lists as they are nested. */
const laidOut = (form: Form): Json => {
  const walk = (items: readonly Item[]): Json[] =>
    items.map((item): Json => {
      if ('field' in item) return item.field;
      if ('group' in item) return {[String(item.group)]: walk(item.items)};
      return 'list' in item ? {[item.list]: walk(item.items)} : null;
    });
  return walk(form.pages[0]?.items ?? []);
};
const codes = (form: Form): string[] => form.validate().map(({pointer, code}) => `${pointer} ${code}`);
/** The gateway's verdict on what the form sends. */
const accepted = (form: Form): unknown => validateSubmission(form.definition, form.submission({}, 'vi', true));

const CONTACT: JsonSchema = {
  type: 'object',
  required: ['contact'],
  properties: {
    contact: {
      type: 'object',
      properties: {note: {type: 'string'}},
      oneOf: [{title: 'By post', properties: {street: {type: 'string'}}, required: ['street']}, {$ref: '#/$defs/electronicMail'}],
    },
  },
  $defs: {electronicMail: {properties: {email: {type: 'string', default: 'a@example.vn'}}, required: ['email']}},
};

describe('alternatives without a member that decides', () => {
  it('are a choice, and only the members of the chosen one are asked, checked and sent', () => {
    const form = createForm(CONTACT);
    assert.deepEqual(laidOut(form), [{Contact: ['/contact/note', '/contact/(choice)', '/contact/street', '/contact/email']}]);
    assert.deepEqual(form.options('/contact/(choice)'), [
      {value: 0, label: 'By post'},
      {value: 1, label: 'Electronic mail'},
    ]);
    assert.deepEqual(codes(form), ['/contact/(choice) value.required-choice']);
    // The default of a branch that is not in force leaks into nothing.
    assert.deepEqual(form.answers(), {});
    form.set('/contact/(choice)', 0);
    assert.deepEqual(codes(form), ['/contact/street value.required']);
    form.set('/contact/street', 'Hàng Bài');
    assert.deepEqual(form.answers(), {contact: {street: 'Hàng Bài'}});
    assert.deepEqual([codes(form), accepted(form)], [[], []]);
    form.set('/contact/(choice)', 1);
    assert.deepEqual(form.answers(), {contact: {email: 'a@example.vn'}});
    assert.deepEqual([codes(form), accepted(form)], [[], []]);
  });

  it('are found again in answers that do not say which they are, and in a draft', () => {
    const form = createForm(CONTACT);
    form.restore({...form.snapshot(), answers: {contact: {email: 'b@example.vn'}}, origins: {}});
    assert.equal(form.get('/contact/(choice)'), 1);
    form.set('/contact/(choice)', 0);
    const again = createForm(CONTACT);
    again.restore(form.snapshot());
    assert.equal(again.get('/contact/(choice)'), 0);
    assert.equal(again.field('/contact/email').visible, false);
  });

  it('at the root and in rows', () => {
    const form = createForm({
      anyOf: [{properties: {a: {type: 'string'}}}, {properties: {b: {type: 'string'}}}],
      properties: {
        rows: {
          type: 'array',
          items: {
            oneOf: [
              {title: 'One', properties: {x: {type: 'number'}}, required: ['x']},
              {title: 'Two', properties: {y: {type: 'number'}}, required: ['y']},
            ],
          },
        },
      },
    });
    form.set('/(choice)', 1);
    form.list('/rows').insert();
    form.set('/rows/0/(choice)', 1);
    form.set('/rows/0/y', 2);
    assert.deepEqual([form.field('/a').visible, form.field('/b').visible, form.field('/rows/0/x').visible], [false, true, false]);
    assert.deepEqual(form.answers(), {rows: [{y: 2}]});
    assert.deepEqual(accepted(form), []);
  });
});

describe('members without a question of their own', () => {
  const OPEN: JsonSchema = {
    type: 'object',
    properties: {name: {type: 'string'}},
    patternProperties: {'^x-': {type: 'number'}},
    additionalProperties: {type: 'string'},
  };

  it('are one question, and are sent as what they are', () => {
    const form = createForm(OPEN);
    assert.deepEqual([laidOut(form), form.field('/(others)').widget], [['/name', '/(others)'], 'structure']);
    form.set('/name', 'An');
    form.set('/(others)', {'x-a': 1, b: 'c'});
    assert.deepEqual(form.answers(), {name: 'An', 'x-a': 1, b: 'c'});
    assert.deepEqual([codes(form), accepted(form)], [[], []]);
    form.set('/(others)', {'x-a': 'no number', name: 'twice'});
    assert.deepEqual(codes(form), ['/(others)/name schema.false', '/(others)/x-a schema.type', '/x-a schema.type']);
  });

  it('may be all that there are', () => {
    const form = createForm({type: 'object', additionalProperties: {type: 'integer'}});
    form.set('/(others)', {a: 1});
    assert.deepEqual([form.answers(), codes(form), accepted(form)], [{a: 1}, [], []]);
  });

  it('are found again in answers and drafts', () => {
    const form = createForm(OPEN);
    form.restore({...form.snapshot(), answers: {name: 'An', other: 'x'}, origins: {}});
    assert.deepEqual(form.get('/(others)'), {other: 'x'});
    const again = createForm(OPEN);
    again.restore(form.snapshot());
    assert.deepEqual(again.answers(), {name: 'An', other: 'x'});
  });
});

describe('branches of what is around an object', () => {
  it('decide about its members, and their defaults', () => {
    const form = createForm({
      properties: {kind: {enum: ['menu', 'text']}},
      required: ['kind'],
      allOf: [
        {
          if: {properties: {kind: {const: 'menu'}}, required: ['kind']},
          // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
          then: {
            properties: {
              more: {
                type: 'object',
                properties: {several: {type: 'boolean', default: false}, label: {type: 'string'}},
                required: ['label'],
                additionalProperties: false,
              },
            },
          },
        },
        {
          if: {properties: {kind: {const: 'text'}}, required: ['kind']},
          // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
          then: {
            properties: {more: {type: 'object', properties: {lines: {type: 'integer', default: 2}}, additionalProperties: false}},
          },
        },
      ],
    });
    const asked = (): string[] => ['several', 'label', 'lines'].filter((name) => form.field(`/more/${name}`).visible);
    assert.deepEqual([asked(), form.answers()], [[], {}]);
    form.set('/kind', 'text');
    assert.deepEqual([asked(), form.answers(), codes(form)], [['lines'], {kind: 'text', more: {lines: 2}}, []]);
    assert.deepEqual(accepted(form), []);
    form.set('/kind', 'menu');
    assert.deepEqual(asked(), ['several', 'label']);
    form.set('/more/label', 'x');
    assert.deepEqual([form.answers(), codes(form)], [{kind: 'menu', more: {several: false, label: 'x'}}, []]);
    assert.deepEqual(accepted(form), []);
  });
});

describe('what no layout of questions shows', () => {
  const widgetOf = (member: JsonSchema, more: JsonSchema = {}): string => {
    const form = createForm({type: 'object', properties: {a: member}, ...(more as object)});
    return form.field('/a').widget;
  };

  it('is one question with an editor of its own', () => {
    assert.equal(widgetOf({type: 'object'}), 'structure');
    assert.equal(widgetOf({type: 'object', additionalProperties: {type: 'number'}}), 'structure');
    assert.equal(widgetOf({type: ['string', 'number']}), 'structure');
    assert.equal(widgetOf({type: 'array'}), 'structure');
    assert.equal(widgetOf({type: 'array', prefixItems: [{type: 'string'}, {type: 'number'}]}), 'structure');
    assert.equal(widgetOf({oneOf: [{type: 'string'}, {type: 'object', properties: {b: {type: 'string'}}}]}), 'structure');
    assert.equal(widgetOf({type: ['string', 'null']}), 'text');
    assert.equal(widgetOf({enum: ['a', 1, true]}), 'radio');
  });

  it('is none where only the items of a list are told', () => {
    const form = createForm({properties: {a: {items: {properties: {b: {type: 'string'}}}}}});
    assert.deepEqual(laidOut(form), [{'/a': ['/a/*/b']}]);
  });

  it('begins where a schema leads back to itself', () => {
    const form = createForm({
      $ref: '#/$defs/node',
      $defs: {node: {type: 'object', properties: {name: {type: 'string'}, next: {$ref: '#/$defs/node'}}, required: ['name']}},
    });
    assert.deepEqual(laidOut(form), ['/name', '/next']);
    form.set('/name', 'a');
    form.set('/next', {name: 'b', next: {}});
    assert.deepEqual(codes(form), ['/next/next/name value.required']);
    form.set('/next', {name: 'b', next: {name: 'c'}});
    assert.deepEqual([codes(form), accepted(form)], [[], []]);
  });

  it('is there when it is empty and must be there', () => {
    const form = createForm({properties: {a: {type: 'object'}, b: {type: 'array'}, c: {type: 'object'}}, required: ['a', 'b']});
    assert.deepEqual([form.answers(), codes(form)], [{a: {}, b: []}, []]);
  });

  it('may be of another type in each branch', () => {
    const form = createForm({
      properties: {kind: {enum: ['n', 's']}},
      required: ['kind', 'value'],
      if: {properties: {kind: {const: 'n'}}},
      // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
      then: {properties: {value: {type: 'number'}}},
      else: {properties: {value: {type: 'string'}}},
    });
    form.set('/kind', 'n');
    form.set('/value', 3);
    assert.deepEqual(codes(form), []);
    form.set('/kind', 's');
    assert.deepEqual(codes(form), ['/value schema.type']);
    form.set('/value', 'x');
    assert.deepEqual([codes(form), accepted(form)], [[], []]);
  });
});

describe('several of a few', () => {
  const LABELS = [
    {const: 'a', title: 'First'},
    {const: 'b', title: 'Second'},
  ];

  it('are recognised however their choices are written', () => {
    const form = createForm({
      $defs: {letter: {enum: ['a', 'b']}},
      properties: {
        one: {type: 'array', uniqueItems: true, items: {oneOf: LABELS}},
        any: {type: 'array', uniqueItems: true, items: {anyOf: LABELS}},
        referred: {type: 'array', uniqueItems: true, items: {$ref: '#/$defs/letter'}},
        named: {
          type: 'array',
          uniqueItems: true,
          items: {enum: ['a', 'b'], enumNames: ['First', 'Second']} as JsonSchema as Json,
        },
      },
    });
    for (const name of ['one', 'any', 'referred', 'named']) {
      assert.equal(form.field(`/${name}`).widget, 'checkboxes');
      const options = form.options(`/${name}`) as readonly {value: Json; label: Json}[];
      assert.deepEqual(
        options.map(({value}) => value),
        ['a', 'b'],
      );
      assert.equal(options[0]?.label, name === 'referred' ? 'a' : 'First');
      form.set(`/${name}`, ['b']);
    }
    assert.deepEqual([codes(form), accepted(form)], [[], []]);
  });
});

describe('words and values that the schema brings', () => {
  it('are labels, headings, hints and what stands there at first', () => {
    const form = createForm({
      properties: {
        applicantEmail: {type: 'string'},
        street_address: {type: 'string', description: 'With the number.'},
        homeAddress: {type: 'object', description: 'Where you live.', properties: {ZIPCode: {type: 'string'}}},
        office: {title: 'At the office', type: 'object', default: {floor: 3}, properties: {floor: {type: 'integer'}}},
        tags: {type: 'array', items: {type: 'string'}, default: ['x', 'y']},
      },
    });
    assert.deepEqual(laidOut(form), [
      '/applicantEmail',
      '/street_address',
      {'Home address': ['/homeAddress/ZIPCode']},
      {'At the office': ['/office/floor']},
      {'/tags': ['/tags/*']},
    ]);
    const labels = ['/applicantEmail', '/street_address', '/homeAddress/ZIPCode'].map((pointer) => form.field(pointer).label);
    assert.deepEqual(labels, ['Applicant email', 'Street address', 'ZIP code']);
    assert.equal(form.field('/street_address').settings.hint, 'With the number.');
    const group = form.pages[0]?.items[2];
    assert.equal(group && 'group' in group && group.description, 'Where you live.');
    assert.deepEqual(form.answers(), {office: {floor: 3}, tags: ['x', 'y']});
    assert.equal(form.field('/tags/0').origin?.kind, 'default');
    form.list('/tags').remove(0);
    assert.deepEqual(form.get('/tags'), ['y']);
  });
});
