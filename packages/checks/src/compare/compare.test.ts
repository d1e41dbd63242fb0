import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {
  checkDefinition,
  createForm,
  type FormDefinition,
  type Json,
  type JsonObject,
  type Migratable,
  migrateSnapshot,
  validateSubmission,
} from '@egov-form/core';
import {compare} from './compare.ts';
import {isAtLeast, type Level} from './comparison.ts';
import {comparisonText} from './comparison-text.ts';

type Draft = {[member: string]: Json};

/** One form with something of everything. */
const BASE: Json = {
  id: 'sample',
  version: '1.2.3',
  title: {vi: 'Mẫu', en: 'Sample'},
  data: {
    type: 'object',
    required: ['name', 'home'],
    properties: {
      name: {type: 'string', title: 'Name', maxLength: 50},
      nickname: {type: 'string', title: 'Nickname'},
      age: {type: 'integer', title: 'Age', minimum: 0, maximum: 150},
      size: {type: 'number', title: 'Size'},
      code: {type: 'string', title: 'Code', pattern: '^[A-Z]+$'},
      mail: {type: 'string', title: 'Mail', format: 'email'},
      married: {type: 'boolean', title: 'Married'},
      spouse: {type: 'string', title: 'Spouse'},
      relation: {enum: ['mother', 'father', 'other'], title: 'Relation'},
      copies: {type: 'integer', title: 'Copies', minimum: 1},
      fee: {type: 'integer', title: 'Fee'},
      home: {
        type: 'object',
        required: ['city'],
        properties: {street: {type: 'string', title: 'Street'}, city: {type: 'string', title: 'City'}},
      },
      cars: {
        type: 'array',
        title: 'Cars',
        maxItems: 9,
        items: {type: 'object', properties: {plate: {type: 'string', title: 'Plate'}, seats: {type: 'integer', title: 'Seats'}}},
      },
    },
  },
  fields: {
    '/name': {hint: 'As on the card'},
    '/spouse': {visible: {'==': [{var: '/married'}, true]}, required: {'==': [{var: '/married'}, true]}},
    '/relation': {
      options: [
        {value: 'mother', label: 'Mother'},
        {value: 'father', label: 'Father'},
        {value: 'other', label: 'Other'},
      ],
    },
    '/copies': {default: 1, checks: [{rule: {'<=': [{var: '/copies'}, 20]}, message: 'Too many'}]},
    '/fee': {value: {'*': [{var: '/copies'}, 8000]}},
  },
  lookups: {
    person: {connector: 'people', title: 'People', keys: {code: '/code'}, fill: {'/name': 'name'}, purpose: 'To fill it'},
  },
  documents: {
    card: {title: 'Card', required: true, accept: ['application/pdf', 'image/jpeg'], maxFiles: 3},
    photo: {title: 'Photo', required: {'==': [{var: '/married'}, true]}, notNeededWhen: {'==': [{var: '/relation'}, 'other']}},
  },
  submit: {label: 'Send', declaration: 'All of it is true'},
};

/** The form with some places set, or taken away by `undefined`. */
function edited(...edits: readonly (readonly [path: string, value: Json | undefined])[]): FormDefinition {
  const copy = structuredClone(BASE) as Draft;
  for (const [path, value] of edits) {
    const segments = path.split(' ');
    let here = copy;
    for (const segment of segments.slice(0, -1)) {
      here[segment] ??= {};
      here = here[segment] as Draft;
    }
    const last = segments.at(-1) ?? '';
    if (value === undefined) delete here[last];
    else here[last] = value;
  }
  return copy as unknown as FormDefinition;
}

const at = (name: string) => `data properties ${name}`;
const base = BASE as unknown as FormDefinition;
const married: Json = {'==': [{var: '/married'}, true]};

type Row = readonly [level: Level, code: string, ...edits: (readonly [path: string, value: Json | undefined])[]];

const TABLE: readonly Row[] = [
  // Texts, order and looks.
  ['patch', 'diff.text', ['title en', 'Another']],
  ['patch', 'diff.text', ['description', 'What it is about']],
  ['patch', 'diff.text', ['procedure', {name: 'A procedure'}]],
  ['patch', 'diff.text', ['fields /name hint', 'As in the passport']],
  ['patch', 'diff.text', ['fields /name label', 'Full name']],
  ['patch', 'diff.text', [at('age title'), 'How old']],
  ['patch', 'diff.text', ['fields /name placeholder', 'An']],
  ['patch', 'diff.text', ['submit label', 'Hand in']],
  ['patch', 'diff.text', ['submit declaration', 'It is all true']],
  ['patch', 'diff.text', ['documents card title', 'Identity card']],
  ['patch', 'diff.text', ['documents card hint', 'Both sides']],
  ['patch', 'diff.text', ['lookups person purpose', 'To know who asks']],
  ['patch', 'diff.text', ['fields /relation options 0 label', 'Mum']],
  ['patch', 'diff.text', ['fields /copies checks 0 message', 'At most 20']],
  ['patch', 'diff.layout', ['fields /name autocomplete', 'name']],
  ['patch', 'diff.layout', ['fields /name sensitivity', 'personal']],
  ['patch', 'diff.layout', ['paging', 'one']],
  ['patch', 'diff.output', ['output', {print: {lines: [{line: 'Name: {/name}'}]}}]],
  ['patch', 'diff.written', ['fields /nickname', {label: 'Nickname'}]],
  // More may be said.
  ['minor', 'diff.field-added', [at('remark'), {type: 'string', title: 'Remark'}]],
  [
    'minor',
    'diff.field-added',
    [at('total'), {type: 'integer', title: 'Total'}],
    ['fields /total', {value: {'+': [{var: '/fee'}, 1]}}],
  ],
  [
    'minor',
    'diff.field-added',
    [at('pets'), {type: 'object', required: ['kind'], properties: {kind: {type: 'string', title: 'Kind'}}}],
  ],
  [
    'minor',
    'diff.list-added',
    [at('pets'), {type: 'array', title: 'Pets', items: {type: 'object', properties: {kind: {type: 'string', title: 'Kind'}}}}],
  ],
  ['minor', 'diff.document-added', ['documents extra', {title: 'Extra'}]],
  [
    'minor',
    'diff.lookup-added',
    ['lookups other', {connector: 'mail', keys: {mail: '/mail'}, fill: {'/nickname': 'nick'}, purpose: 'To fill it'}],
  ],
  ['minor', 'diff.lookup-removed', ['lookups', undefined]],
  ['minor', 'diff.lookup-changed', ['lookups person connector', 'citizens']],
  ['minor', 'diff.looser', ['data required', ['home']]],
  ['minor', 'diff.looser', [at('name maxLength'), 80]],
  ['minor', 'diff.looser', [at('name maxLength'), undefined]],
  ['minor', 'diff.looser', [at('age maximum'), 200]],
  ['minor', 'diff.looser', [at('age type'), 'number']],
  ['minor', 'diff.looser', [at('code pattern'), undefined]],
  ['minor', 'diff.looser', [at('mail format'), undefined]],
  ['minor', 'diff.looser', [at('cars maxItems'), 20]],
  ['minor', 'diff.looser', [at('home required'), []]],
  ['minor', 'diff.looser', ['fields /spouse required', {and: [married, {'==': [{var: '/relation'}, 'other']}]}]],
  ['minor', 'diff.looser', ['fields /fee value', undefined]],
  ['minor', 'diff.choices-added', [at('relation enum'), ['mother', 'father', 'other', 'aunt']]],
  ['minor', 'diff.check-removed', ['fields /copies checks', undefined]],
  ['minor', 'diff.check-looser', ['fields /copies checks 0 rule', {'<=': [{var: '/copies'}, 30]}]],
  ['minor', 'diff.check-looser', ['fields /copies checks 0 severity', 'warning']],
  [
    'minor',
    'diff.check-warning-added',
    ['fields /age checks', [{rule: {'>=': [{var: '/age'}, 18]}, severity: 'warning', message: 'Young'}]],
  ],
  ['minor', 'diff.changed', ['fields /copies default', 2]],
  ['minor', 'diff.changed', ['fields /nickname readonly', married]],
  ['minor', 'diff.looser', ['documents card required', undefined]],
  ['minor', 'diff.looser', ['documents card accept', undefined]],
  ['minor', 'diff.looser', ['documents card maxFiles', 5]],
  ['minor', 'diff.looser', ['documents card notNeededWhen', married]],
  ['minor', 'diff.looser', ['submit declaration', undefined]],
  // What was right may be wrong now, or lost.
  ['major', 'diff.form-id', ['id', 'another']],
  ['major', 'diff.field-removed', [at('nickname'), undefined]],
  ['major', 'diff.list-removed', [at('cars'), undefined]],
  ['major', 'diff.field-moved', [at('nickname'), undefined], [at('alias'), {type: 'string', title: 'Nickname'}]],
  ['major', 'diff.field-added-required', [at('remark'), {type: 'string', title: 'Remark'}], ['fields /remark', {required: true}]],
  ['major', 'diff.stricter', ['data required', ['name', 'home', 'age']]],
  ['major', 'diff.stricter', ['fields /age required', married]],
  ['major', 'diff.stricter', [at('name maxLength'), 20]],
  ['major', 'diff.stricter', [at('name minLength'), 2]],
  ['major', 'diff.stricter', [at('age minimum'), 18]],
  ['major', 'diff.stricter', [at('size type'), 'integer']],
  ['major', 'diff.stricter', [at('size type'), 'string']],
  ['major', 'diff.stricter', [at('code pattern'), '^[A-Z]{3}$']],
  ['major', 'diff.stricter', [at('name pattern'), '^[A-Z]']],
  ['major', 'diff.stricter', [at('nickname format'), 'email']],
  ['major', 'diff.stricter', [at('nickname enum'), ['a', 'b']]],
  ['major', 'diff.stricter', [at('cars minItems'), 1]],
  ['major', 'diff.stricter', [at('cars uniqueItems'), true]],
  ['major', 'diff.stricter', ['fields /nickname visible', married]],
  ['major', 'diff.stricter', ['fields /spouse visible', {and: [married, {'==': [{var: '/relation'}, 'other']}]}]],
  ['major', 'diff.stricter', ['fields /fee value', {'*': [{var: '/copies'}, 9000]}]],
  ['major', 'diff.stricter', ['data dependentRequired', {age: ['size']}]],
  ['major', 'diff.choices-removed', [at('relation enum'), ['mother', 'other']], ['fields /relation', undefined]],
  [
    'major',
    'diff.choices-renamed',
    [at('relation enum'), ['M', 'father', 'other']],
    ['fields /relation options 0', {value: 'M', label: 'Mother'}],
  ],
  ['major', 'diff.check-added', ['fields /age checks', [{rule: {'>=': [{var: '/age'}, 18]}, message: 'Young'}]]],
  ['major', 'diff.check-added', ['fields /copies checks 0 rule', {'<=': [{var: '/copies'}, 10]}]],
  ['major', 'diff.check-added', ['fields  checks', [{rule: {'!=': [{var: '/name'}, {var: '/spouse'}]}, message: 'Two people'}]]],
  ['major', 'diff.document-added-required', ['documents extra', {title: 'Extra', required: true}]],
  ['major', 'diff.document-removed', ['documents photo', undefined]],
  [
    'major',
    'diff.document-moved',
    ['documents photo', undefined],
    ['documents portrait', {title: 'Photo', required: married, notNeededWhen: {'==': [{var: '/relation'}, 'other']}}],
  ],
  ['major', 'diff.stricter', ['documents photo required', true]],
  ['major', 'diff.stricter', ['documents photo notNeededWhen', undefined]],
  ['major', 'diff.stricter', ['documents card accept', ['application/pdf']]],
  ['major', 'diff.stricter', ['documents card maxBytes', 1000]],
  ['major', 'diff.lookup-locks', ['lookups person trust', {'/name': 'locked'}]],
];

describe('compare', () => {
  it('finds nothing between a form and itself', () => {
    const {level, differences, migration, isEnough} = compare(base, structuredClone(base));
    assert.deepEqual([level, differences, migration, isEnough], ['none', [], undefined, true]);
  });

  for (const [level, code, ...edits] of TABLE) {
    const what = edits.map(([path, value]) => `${path} ${value === undefined ? 'gone' : JSON.stringify(value)}`).join(', ');
    it(`${level}: ${what}`.slice(0, 85), () => {
      const found = compare(base, edited(...edits));
      assert.equal(found.level, level, JSON.stringify(found.differences));
      assert.ok(
        found.differences.some((one) => one.code === code && one.level === level),
        JSON.stringify(found.differences),
      );
      for (const locale of ['vi', 'en']) assert.doesNotMatch(comparisonText(found, locale), /undefined|\{\w+\}/u);
    });
  }

  it('says which version is enough', () => {
    const now = (version: string) => compare(base, edited([at('nickname'), undefined], ['version', version]));
    assert.deepEqual([now('1.3.0').isEnough, now('1.3.0').wanted], [false, '2.0.0']);
    assert.equal(now('2.0.0').isEnough, true);
    assert.equal(compare(base, edited(['version', '1.2.4'], ['title', 'B'])).isEnough, true);
  });
});

/** What a person had answered, as it is kept. */
const ANSWERS: JsonObject = {
  ...{name: 'An', nickname: 'Bim', age: 30, size: 1.5, code: 'AB', married: true, spouse: 'Bình', relation: 'mother', copies: 2},
  home: {street: 'Hai', city: 'Lai Châu'},
  cars: [
    {plate: '25A', seats: 4},
    {plate: '25B', seats: 7},
  ],
};

describe('proposed migrations', () => {
  const carried = (...edits: readonly (readonly [string, Json | undefined])[]) => {
    const now = edited(...edits, ['version', '2.0.0']);
    const {migration} = compare(base, now);
    const declared = {...now, migrations: migration ? [migration] : []} as FormDefinition;
    const form = createForm(base);
    form.restore({
      form: 'sample',
      version: '1.2.3',
      answers: ANSWERS,
      origins: {},
      documents: {},
      lookups: {},
      decisions: [],
      page: 'form',
    });
    const old = {...form.snapshot(), documents: {card: [], photo: [{id: 'p'}]}};
    form.dispose();
    const {snapshot, lost} = migrateSnapshot<Migratable>(declared, old, {});
    return {answers: snapshot.answers as JsonObject, documents: snapshot.documents as JsonObject, lost, declared};
  };

  it('carry a renamed question, and what rules read of it', () => {
    const alias = {type: 'string', title: 'Nickname'};
    const {answers, lost} = carried([at('nickname'), undefined], [at('alias'), alias]);
    assert.equal(answers['alias'], 'Bim');
    assert.deepEqual(lost.answers, []);
  });

  it('carry a part that has another name, and a list', () => {
    const {properties} = (BASE as {data: {properties: JsonObject}}).data;
    const {answers, lost} = carried(
      [at('home'), undefined],
      [at('address'), properties['home']],
      [at('cars'), undefined],
      [at('vehicles'), properties['cars']],
      ['data required', ['name', 'address']],
    );
    assert.deepEqual([answers['address'], answers['vehicles']], [ANSWERS['home'], ANSWERS['cars']]);
    assert.deepEqual(lost.answers, []);
  });

  it('carry codes that are called otherwise, by the labels of the choices', () => {
    const {answers} = carried(
      [at('relation enum'), ['M', 'father', 'other']],
      ['fields /relation options 0', {value: 'M', label: 'Mother'}],
    );
    assert.equal(answers['relation'], 'M');
  });

  it('carry a question of a row, and one that moved into a part, with the rules that read them', () => {
    const {answers, lost} = carried(
      [`${at('cars')} items properties plate`, undefined],
      [`${at('cars')} items properties number`, {type: 'string', title: 'Plate'}],
      [at('married'), undefined],
      [`${at('home')} properties married`, {type: 'boolean', title: 'Married'}],
      ['fields /spouse', {visible: {'==': [{var: '/home/married'}, true]}, required: {'==': [{var: 'home.married'}, true]}}],
      ['documents photo required', {'==': [{var: '/home/married'}, true]}],
    );
    assert.deepEqual(answers['cars'], [
      {seats: 4, number: '25A'},
      {seats: 7, number: '25B'},
    ]);
    assert.deepEqual(answers['home'], {street: 'Hai', city: 'Lai Châu', married: true});
    assert.deepEqual(lost.answers, []);
    const moved = compare(
      base,
      edited(
        [at('married'), undefined],
        [at('wed'), {type: 'boolean', title: 'Married'}],
        ['fields /spouse', {visible: {'==': [{var: '/wed'}, true]}, required: {'==': [{var: '/wed'}, true]}}],
        ['documents photo required', {'==': [{var: '/wed'}, true]}],
      ),
    );
    // Rules that only follow the name are no difference.
    assert.deepEqual(
      moved.differences.map(({code}) => code),
      ['diff.field-moved'],
    );
  });

  it('make texts of numbers', () => {
    assert.equal(carried([at('size type'), 'string']).answers['size'], '1.5');
  });

  it('carry files to a slot of another name', () => {
    const portrait = (BASE as {documents: JsonObject}).documents['photo'];
    const {documents} = carried(['documents photo', undefined], ['documents portrait', portrait]);
    assert.deepEqual(documents['portrait'], [{id: 'p'}]);
  });

  it('hand back what has no place, and leave a submission that is right', () => {
    const {answers, lost, declared} = carried([at('nickname'), undefined], ['documents', undefined], ['submit', undefined]);
    assert.deepEqual(
      lost.answers.map(({pointer, value}) => [pointer, value]),
      [['/nickname', 'Bim']],
    );
    assert.deepEqual(
      lost.documents.map(({slot}) => slot),
      ['photo'],
    );
    const form = createForm(declared);
    form.restore({
      form: 'sample',
      version: '2.0.0',
      answers,
      origins: {},
      documents: {},
      lookups: {},
      decisions: [],
      page: 'form',
    });
    const submission = form.submission({}, 'vi', true);
    assert.deepEqual(validateSubmission(declared, submission, {}), []);
    form.dispose();
  });
});

describe('random edits', () => {
  it('never make a comparison fail, and more edits never weigh less', () => {
    let state = 7;
    const roll = (count: number): number => {
      state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
      return (state >> 8) % count;
    };
    for (let i = 0; i < 60; i += 1) {
      const [, , ...one] = TABLE[roll(TABLE.length)] as Row;
      const [, , ...two] = TABLE[roll(TABLE.length)] as Row;
      const places = (edits: readonly (readonly [string, Json | undefined])[]) =>
        edits.map(([path]) => path.split(' ').slice(0, 3).join(' '));
      if (places(one).some((place) => places(two).includes(place))) continue;
      // Two edits may make a form that cannot be: that one is refused, and not compared.
      if (checkDefinition(edited(...one, ...two)).length > 0) continue;
      const levels = [one, two].map((edits) => compare(base, edited(...edits)).level);
      const both = compare(base, edited(...one, ...two));
      for (const level of levels) assert.ok(isAtLeast(both.level, level), `${JSON.stringify([one, two])} ${both.level}`);
      assert.deepEqual(compare(edited(...one, ...two), edited(...one, ...two)).differences, []);
      compare(edited(...one, ...two), base);
    }
  });
});
