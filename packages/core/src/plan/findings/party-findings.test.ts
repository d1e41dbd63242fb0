import assert from 'node:assert/strict';
import {test} from 'node:test';
import {checkDefinition} from '../../definition/check-definition.ts';
import type {FieldSettings, FormDefinition, LookupSettings, Party, Rule} from '../../generated/definition.ts';

/** Whom a register knows, and a child whom none knows yet. */
const KNOWN = ['requester', 'mother', 'father'] as const;
const MEMBERS = ['citizenId', 'fullName', 'birthDate', 'ethnicity', 'nationality', 'homeTown'] as const;
const FILLED = MEMBERS.slice(1);

const person = {type: 'object', properties: Object.fromEntries(MEMBERS.map((member) => [member, {type: 'string'}]))};
const data = {
  type: 'object',
  properties: {
    ...Object.fromEntries([...KNOWN, 'child'].map((name) => [name, person])),
    relation: {type: 'string'},
    note: {type: 'string'},
    office: {type: 'string'},
  },
};

const lookups = Object.fromEntries(
  KNOWN.map((name): [string, LookupSettings] => [
    name,
    {
      connector: 'population',
      keys: {citizenId: `/${name}/citizenId`},
      fill: Object.fromEntries(FILLED.map((member) => [`/${name}/${member}`, member])),
      purpose: 'x',
    },
  ]),
);
const parties = Object.fromEntries([...KNOWN, 'child'].map((name): [string, Party] => [name, {at: `/${name}`, title: name}]));

interface Mapping {
  readonly called: string;
  readonly fields?: {readonly [pointer: string]: FieldSettings};
  readonly lookups?: {readonly [name: string]: LookupSettings};
  readonly parties?: {readonly [name: string]: Party};
}

function codesOf({fields = {}, lookups: others = {}, parties: more = {}}: Mapping): readonly string[] {
  const definition: FormDefinition = {
    ...{id: 'birth', version: '1.0.0', title: 'Birth', data},
    fields,
    lookups: {...lookups, ...others},
    parties: {...parties, ...more},
  };
  return checkDefinition(definition).map(({code}) => code);
}

const pairs = KNOWN.flatMap((to) => KNOWN.flatMap((from) => (to === from ? [] : [{to, from}])));
const when: Rule = {'==': [{var: '/relation'}, 'mother']};
const settings = (name: string): LookupSettings => lookups[name] as LookupSettings;

/** Ways in which a rule gives what it reads. */
const COPIES: {readonly [called: string]: (from: string) => FieldSettings} = {
  value: (from) => ({value: {var: from}}),
  default: (from) => ({default: {var: from}}),
  'default in one case': (from) => ({default: {if: [when, {var: from}, null]}}),
  'one of several': (from) => ({default: {if: [when, 'x', {'==': [{var: '/note'}, 'y']}, 'z', {var: from}]}}),
  'the first that is there': (from) => ({value: {or: [{var: '/note'}, {var: from}]}}),
  'part of a text': (from) => ({value: {cat: [{var: from}, '.']}}),
};

const wrong: readonly Mapping[] = [
  ...pairs.flatMap(({to, from}) =>
    FILLED.map((member) => ({
      called: `the look-up of ${from} fills ${member} of ${to}`,
      lookups: {[from]: {...settings(from), fill: {...settings(from).fill, [`/${to}/${member}`]: member}}},
    })),
  ),
  ...KNOWN.flatMap((from) =>
    FILLED.map((member) => ({
      called: `the look-up of ${from} fills ${member} of the child`,
      lookups: {[from]: {...settings(from), fill: {[`/child/${member}`]: member}}},
    })),
  ),
  ...pairs.map(({to, from}) => ({
    called: `the look-up of ${to} asks with an answer of ${from}`,
    lookups: {[to]: {...settings(to), keys: {citizenId: `/${to}/citizenId`, birthDate: `/${from}/birthDate`}}},
  })),
  ...FILLED.flatMap((member) =>
    KNOWN.map((to) => ({
      called: `a look-up of no party fills ${member} of ${to}`,
      lookups: {office: {connector: 'x', keys: {code: '/office'}, fill: {[`/${to}/${member}`]: member}, purpose: 'x'}},
    })),
  ),
  ...pairs.flatMap(({to, from}) =>
    MEMBERS.flatMap((member) =>
      Object.entries(COPIES)
        // What is computed cannot be filled, which is another mistake.
        .filter(([called]) => called.startsWith('default') || called === 'one of several' || member === 'citizenId')
        .map(([called, copy]) => ({
          called: `${member} of ${to} is that of ${from}: ${called}`,
          fields: {[`/${to}/${member}`]: copy(`/${from}/${member}`)},
        })),
    ),
  ),
  ...pairs.flatMap(({to, from}) =>
    FILLED.map((member) => ({
      called: `${member} of ${to} is that of ${from} by way of another answer`,
      fields: {'/note': {value: {var: `/${from}/${member}`}}, [`/${to}/${member}`]: {default: {cat: [{var: '/note'}]}}},
    })),
  ),
  ...KNOWN.flatMap((from) =>
    Object.entries(COPIES).map(([called, copy]) => ({
      called: `the number of ${from} is the child's: ${called}`,
      fields: {'/child/citizenId': copy(`/${from}/citizenId`)},
    })),
  ),
];

const right: readonly Mapping[] = [
  {called: 'each party has its own look-up'},
  // A child has the ethnic group, the nationality and the home town of a parent, as they agree.
  ...KNOWN.flatMap((from) =>
    FILLED.flatMap((member) =>
      Object.entries(COPIES).map(([called, copy]) => ({
        called: `${member} of the child is that of ${from}: ${called}`,
        fields: {[`/child/${member}`]: copy(`/${from}/${member}`)},
      })),
    ),
  ),
  ...pairs.flatMap(({to, from}) =>
    MEMBERS.flatMap((member) => [
      {
        called: `${member} of ${from} only decides about that of ${to}`,
        fields: {[`/${to}/${member}`]: {default: {if: [{'==': [{var: `/${from}/${member}`}, 'x']}, 'y', null]}}},
      },
      {
        called: `${member} of ${to} is checked against that of ${from}`,
        fields: {
          [`/${to}/${member}`]: {
            checks: [{rule: {'!=': [{var: `/${to}/${member}`}, {var: `/${from}/${member}`}]}, message: 'x'}],
          },
        },
      },
    ]),
  ),
  ...KNOWN.flatMap((from) =>
    MEMBERS.flatMap((member) =>
      Object.entries(COPIES).map(([called, copy]) => ({
        called: `an answer of no party is ${member} of ${from}: ${called}`,
        fields: {'/office': copy(`/${from}/${member}`)},
      })),
    ),
  ),
  ...KNOWN.flatMap((name) =>
    MEMBERS.slice(1).map((member) => ({
      called: `${member} of ${name} begins with another answer of the same`,
      fields: {[`/${name}/${member}`]: {default: {var: `/${name}/citizenId`}}},
    })),
  ),
  ...KNOWN.map((name) => ({
    called: `the look-up of ${name} fills an answer of no party too`,
    lookups: {[name]: {...settings(name), fill: {...settings(name).fill, '/office': 'office'}}},
  })),
  ...pairs.map(({to, from}) => ({
    called: `${to} is ${from} while a rule holds`,
    parties: {[to]: {at: `/${to}`, title: to, same: {as: from, when}}},
  })),
];

test('law: every mapping of one person to another is refused', () => {
  assert.ok(wrong.length >= 200, String(wrong.length));
  for (const mapping of wrong) {
    const codes = codesOf(mapping);
    assert.ok(
      codes.some((code) => code === 'party.copy' || code === 'party.other-fill' || code === 'party.other-key'),
      `${mapping.called}: ${codes.join(', ')}`,
    );
  }
});

test('law: no mapping that leaves each person their own is refused', () => {
  assert.ok(right.length >= 200, String(right.length));
  for (const mapping of right) assert.deepEqual(codesOf(mapping), [], mapping.called);
});

test('a form without parties is held to none of it', () => {
  const [copy] = wrong.filter(({fields}) => fields);
  const definition: FormDefinition = {id: 'a', version: '1.0.0', title: 'A', data, lookups, fields: copy?.fields ?? {}};
  assert.deepEqual(checkDefinition(definition), []);
});
