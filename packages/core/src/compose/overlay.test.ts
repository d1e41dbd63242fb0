import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {FormDefinition} from '../generated/definition.ts';
import {overlay} from './index.ts';

const OFFICIAL: FormDefinition = {
  id: 'kennel',
  version: '1.2.0',
  title: 'Kennel',
  procedure: {fee: 'Free.'},
  data: {type: 'object', required: ['kind'], properties: {kind: {enum: ['cat', 'dog']}, name: {type: 'string'}}},
  pages: [
    {id: 'pet', title: 'Pet', items: [{group: 'Pet', items: [{field: '/kind'}, {field: '/name'}]}, {document: 'passport'}]},
  ],
  fields: {
    '/kind': {
      hint: 'What it is',
      options: [
        {value: 'cat', label: 'Cat'},
        {value: 'dog', label: 'Dog'},
      ],
    },
  },
  documents: {passport: {title: 'Passport'}},
};

const made = (more: object, id = 'own'): object => ({
  id,
  version: '1.0.0',
  title: 'Own',
  for: {id: 'kennel', version: '^1.0.0'},
  ...more,
});
const CHECK = {rule: {'!=': [{var: '/name'}, 'x']}, message: 'x'};

/** Code and both places of every conflict. */
const conflictsOf = (...overlays: readonly object[]): readonly (readonly string[])[] =>
  overlay(OFFICIAL, overlays).conflicts.map(({code, places}) => [
    code.replace('EGOV_COMPOSE_', ''),
    ...places.map(({overlay: id, pointer}) => `${id ?? 'official'} ${pointer}`),
  ]);

describe('an overlay is refused', () => {
  const cases: readonly (readonly [title: string, more: object, ...conflict: readonly string[]])[] = [
    ['for another form', {for: {id: 'stable', version: '^1.0.0'}}, 'RANGE', 'own /for/id', 'official /id'],
    ['for another version', {for: {id: 'kennel', version: '^2.0.0'}}, 'RANGE', 'own /for/version', 'official /version'],
    [
      'at a page that is not there',
      {items: [{page: 'pets', items: [{text: 'x'}]}]},
      'ANCHOR',
      'own /items/0/page',
      'official /pages',
    ],
    [
      'after a question that is not there',
      {items: [{page: 'pet', after: {field: '/nam'}, items: [{text: 'x'}]}]},
      'ANCHOR',
      'own /items/0/after',
      'official /pages/0',
    ],
    [
      'about a question that is not there',
      {fields: {'/nam': {checks: [CHECK]}}},
      'ANCHOR',
      'own /fields/~1nam',
      'official /fields',
    ],
    [
      'about a paper that is not there',
      {documents: {pasport: {required: true}}},
      'ANCHOR',
      'own /documents/pasport',
      'official /documents',
    ],
    [
      'about a choice that is not there',
      {choices: {'/kind': {values: ['cow'], message: 'x'}}},
      'ANCHOR',
      'own /choices/~1kind/values/0',
      'official /fields/~1kind/options',
    ],
    [
      'with a member that is taken',
      {data: {'/name': {type: 'string'}}},
      'TAKEN',
      'own /data/~1name',
      'official /data/properties/name',
    ],
    [
      'with a paper that is taken',
      {documents: {passport: {title: 'x'}}},
      'TAKEN',
      'own /documents/passport',
      'official /documents/passport',
    ],
    [
      'with a page that is taken',
      {pages: [{after: 'pet', page: {id: 'pet', title: 'x', items: []}}]},
      'TAKEN',
      'own /pages/0/page/id',
      'official /pages/0/id',
    ],
    [
      'within the data of the ministry',
      {data: {'/name/first': {type: 'string'}}},
      'FORBIDDEN',
      'own /data/~1name~1first',
      'official /data',
    ],
    ['that says what must be answered', {required: ['/name']}, 'FORBIDDEN', 'own /required/0', 'official /data'],
    [
      'that hides a question',
      {fields: {'/name': {visible: false}}},
      'FORBIDDEN',
      'own /fields/~1name/visible',
      'official /fields/~1name/visible',
    ],
    [
      'that makes a question optional',
      {fields: {'/kind': {required: false}}},
      'FORBIDDEN',
      'own /fields/~1kind/required',
      'official /fields/~1kind',
    ],
    [
      'that changes a hint',
      {fields: {'/kind': {hint: 'x'}}},
      'FORBIDDEN',
      'own /fields/~1kind/hint',
      'official /fields/~1kind/hint',
    ],
    [
      'that takes more files',
      {documents: {passport: {maxFiles: 9}}},
      'FORBIDDEN',
      'own /documents/passport/maxFiles',
      'official /documents/passport/maxFiles',
    ],
    [
      'that asks a question again',
      {items: [{page: 'pet', items: [{group: 'x', items: [{field: '/name'}]}]}]},
      'FORBIDDEN',
      'own /items/0/items',
      'official /pages',
    ],
    [
      'whose paper fills a question of the ministry',
      {documents: {paper: {title: 'x', fill: {'/name': 'name'}}}},
      'FORBIDDEN',
      'own /documents/paper/fill/~1name',
      'official /fields',
    ],
    ['that has members of its own', {lookups: {}}, 'SHAPE', 'own /lookups', 'official '],
  ];
  for (const [title, more, ...conflict] of cases) {
    it(`${title}, with both places`, () => {
      assert.deepEqual(conflictsOf(made(more)), [conflict]);
      assert.deepEqual(overlay(OFFICIAL, [made(more)]).definition, OFFICIAL);
    });
  }

  it('together with another one that changes the same place, and a third one is not', () => {
    const pairs: readonly (readonly [object, string])[] = [
      [{procedure: {fee: 'More.'}}, '/procedure/fee'],
      [{data: {'/home': {type: 'string'}}}, '/data/~1home'],
      [{documents: {paper: {title: 'Paper'}}}, '/documents/paper'],
      [{fields: {'/name': {hint: 'x'}}}, '/fields/~1name/hint'],
      [{choices: {'/kind': {values: ['cat'], message: 'x'}}}, '/choices/~1kind'],
      [{pages: [{after: 'pet', page: {id: 'more', title: 'x', items: []}}]}, '/pages/0/page/id'],
    ];
    for (const [more, pointer] of pairs) {
      const third = made({fields: {'/name': {checks: [CHECK]}}}, 'c');
      assert.deepEqual(conflictsOf(made(more, 'a'), third, made(more, 'b')), [['SAME_PLACE', `b ${pointer}`, `a ${pointer}`]]);
      const {definition} = overlay(OFFICIAL, [made(more, 'a'), third, made(more, 'b')]);
      assert.deepEqual(definition, overlay(OFFICIAL, [third]).definition, pointer);
    }
  });

  it('when another one has its id', () => {
    assert.deepEqual(conflictsOf(made({}), made({})), [['TAKEN', 'own /id', 'own /id']]);
  });

  it('when it is no overlay at all', () => {
    assert.deepEqual(
      conflictsOf([]).map(([code]) => code),
      ['SHAPE'],
    );
  });
});

describe('overlays', () => {
  it('say what was meant', () => {
    const {conflicts} = overlay(OFFICIAL, [made({documents: {pasport: {required: true}}})]);
    assert.match(conflicts[0]?.message ?? '', /Did you mean "passport"\?/u);
  });

  it('may both add where adding is no conflict', () => {
    const more = {
      fields: {'/name': {checks: [CHECK], required: true}},
      items: [{page: 'pet', after: {field: '/name'}, items: [{text: 'x'}]}],
    };
    const {definition, conflicts} = overlay(OFFICIAL, [made(more, 'b'), made(more, 'a')]);
    assert.deepEqual(conflicts, []);
    assert.equal(definition.fields?.['/name']?.checks?.length, 2);
    assert.deepEqual(definition.pages?.[0]?.items[0], {
      group: 'Pet',
      items: [{field: '/kind'}, {field: '/name'}, {text: 'x'}, {text: 'x'}],
    });
  });

  it('are held to a range as whoever calls reads one', () => {
    const forAny = made({for: {id: 'kennel', version: '>=1 <3'}});
    assert.equal(conflictsOf(forAny)[0]?.[0], 'RANGE');
    assert.deepEqual(overlay(OFFICIAL, [forAny], {satisfies: () => true}).conflicts, []);
  });
});
