import assert from 'node:assert/strict';
import {describe, it, test} from 'node:test';
import type {Json} from '../json/json.ts';
import {formatPointer, parsePointer} from '../json/pointer.ts';
import type {Pack} from '../ports/ports.ts';
import type {DefinitionSurroundings} from './check-definition.ts';
import {findingsIn, findingsInText} from './findings.ts';

type Mutable = {[member: string]: Mutable} & {[member: string]: unknown};

/** A form with one of everything, and nothing wrong. */
const FORM = {
  id: 'sample',
  version: '1.0.0',
  title: {vi: 'Mẫu', en: 'Sample'},
  data: {
    type: 'object',
    required: ['name'],
    properties: {
      name: {type: 'string', minLength: 1, maxLength: 50, pattern: '^\\p{L}', default: 'An'},
      email: {type: 'string', format: 'email', maxLength: 100},
      age: {type: 'integer', minimum: 0, maximum: 120},
      kind: {enum: ['one', 'two', 'three']},
      married: {type: 'boolean'},
      colours: {type: 'array', uniqueItems: true, minItems: 1, maxItems: 3, items: {enum: ['red', 'green', 'blue']}},
      note: {type: 'string', maxLength: 1000},
      '*': {type: 'string', maxLength: 5},
      'x-1': {type: 'string', maxLength: 5},
      home: {
        type: 'object',
        properties: {street: {type: 'string', maxLength: 100}, city: {type: 'string', maxLength: 100}},
        dependentRequired: {street: ['city']},
      },
      children: {
        type: 'array',
        maxItems: 5,
        items: {
          type: 'object',
          properties: {
            name: {type: 'string', maxLength: 50},
            share: {type: 'number', minimum: 0},
            code: {type: 'string', maxLength: 5},
          },
        },
      },
    },
    if: {properties: {kind: {const: 'one'}}, required: ['kind']},
    // biome-ignore lint/suspicious/noThenProperty: the keyword's name.
    then: {required: ['note']},
    'x-office': 'anything',
  },
  pages: [
    {
      id: 'first',
      title: {vi: 'Một', en: 'One'},
      items: [
        {field: '/name'},
        {field: '/email'},
        {field: '/age'},
        {field: '/kind'},
        {field: '/married'},
        {field: '/colours'},
        {field: '/note'},
        {field: '/*'},
        {field: '/x-1'},
        {group: {vi: 'Nhà', en: 'Home'}, items: [{field: '/home/street'}, {field: '/home/city'}]},
        {
          list: '/children',
          layout: 'table',
          totals: ['/children/*/share'],
          items: [{field: '/children/*/name'}, {field: '/children/*/share'}, {field: '/children/*/code'}],
        },
        {document: 'card'},
        {text: {vi: 'Xong', en: 'Done'}},
      ],
    },
  ],
  fields: {
    '/name': {label: {vi: 'Tên', en: 'Name'}, widget: 'text'},
    '/kind': {
      label: {vi: 'Loại', en: 'Kind'},
      options: [
        {value: 'one', label: {vi: 'Một', en: 'One'}},
        {value: 'two', label: {vi: 'Hai', en: 'Two'}},
        {value: 'three', label: {vi: 'Ba', en: 'Three'}},
      ],
    },
    '/note': {label: {vi: 'Ghi chú', en: 'Note'}, visible: {'==': [{var: 'kind'}, 'one']}},
    '/age': {
      label: {vi: 'Tuổi', en: 'Age'},
      checks: [{rule: {'<': [{var: 'age'}, 100]}, severity: 'warning', message: {vi: 'Thật à?', en: 'Really?'}}],
    },
  },
  lookups: {
    person: {
      connector: 'population',
      keys: {citizenId: '/x-1'},
      fill: {'/name': 'fullName', '/home/street': 'residence.street'},
      trust: {'/name': 'locked'},
      purpose: {vi: 'Điền sẵn', en: 'To fill in'},
    },
  },
  documents: {card: {title: {vi: 'Thẻ', en: 'Card'}}},
};

const SURROUNDINGS: DefinitionSurroundings = {
  packs: [{name: 'pack', optionLists: [{name: 'offices', load: () => []}]} as unknown as Pack],
  connectors: new Map([['population', {attributes: ['fullName', 'residence', 'birthDate'], keys: ['citizenId', 'fullName']}]]),
};

/** A changed copy: each change sets the member that a pointer names, or takes it out. */
function changed(changes: {readonly [pointer: string]: unknown}): unknown {
  const copy = structuredClone(FORM) as unknown as Mutable;
  for (const [pointer, value] of Object.entries(changes)) {
    const path = parsePointer(pointer);
    const last = path.at(-1) ?? '';
    const holder = path.slice(0, -1).reduce<Mutable>((at, segment) => at[segment] as Mutable, copy);
    if (value === undefined) delete holder[last];
    else holder[last] = value as Mutable;
  }
  return copy;
}

const P = '/data/properties';
type Planted = readonly [changes: {readonly [pointer: string]: unknown}, pointer: string, code: string, suggestion?: string];

/** Mistakes that make another form than was meant. */
const ERRORS: readonly Planted[] = [
  // Words of schemas
  [{[`${P}/name/minLenght`]: 1, [`${P}/name/minLength`]: undefined}, `${P}/name/minLenght`, 'data.keyword', 'minLength'],
  [{[`${P}/name/typ`]: 'string', [`${P}/name/type`]: undefined}, `${P}/name/typ`, 'data.keyword', 'type'],
  [{[`${P}/name/Type`]: 'string', [`${P}/name/type`]: undefined}, `${P}/name/Type`, 'data.keyword', 'type'],
  [{[`${P}/name/maxlength`]: 5, [`${P}/name/maxLength`]: undefined}, `${P}/name/maxlength`, 'data.keyword', 'maxLength'],
  [{[`${P}/name/patern`]: 'a', [`${P}/name/pattern`]: undefined}, `${P}/name/patern`, 'data.keyword', 'pattern'],
  [{[`${P}/name/regex`]: 'a', [`${P}/name/pattern`]: undefined}, `${P}/name/regex`, 'data.keyword', 'pattern'],
  [{[`${P}/age/min`]: 1, [`${P}/age/minimum`]: undefined}, `${P}/age/min`, 'data.keyword', 'minimum'],
  [{[`${P}/age/maximun`]: 1, [`${P}/age/maximum`]: undefined}, `${P}/age/maximun`, 'data.keyword', 'maximum'],
  [{[`${P}/age/exclusiveMinium`]: 1}, `${P}/age/exclusiveMinium`, 'data.keyword', 'exclusiveMinimum'],
  [{[`${P}/age/multipleof`]: 1}, `${P}/age/multipleof`, 'data.keyword', 'multipleOf'],
  [{[`${P}/kind/enums`]: ['one'], [`${P}/kind/enum`]: undefined}, `${P}/kind/enums`, 'data.keyword', 'enum'],
  [
    {[`${P}/colours/item`]: {}, [`${P}/colours/uniqueItem`]: true, [`${P}/colours/uniqueItems`]: undefined},
    `${P}/colours/uniqueItem`,
    'data.keyword',
    'uniqueItems',
  ],
  [{[`${P}/email/fromat`]: 'email', [`${P}/email/format`]: undefined}, `${P}/email/fromat`, 'data.keyword', 'format'],
  [{[`${P}/email/defualt`]: 'a'}, `${P}/email/defualt`, 'data.keyword', 'default'],
  [{[`${P}/email/titel`]: 'E-mail'}, `${P}/email/titel`, 'data.keyword', 'title'],
  [{[`${P}/email/descripton`]: 'E-mail'}, `${P}/email/descripton`, 'data.keyword', 'description'],
  [{[`${P}/married/readonly`]: true}, `${P}/married/readonly`, 'data.keyword', 'readOnly'],
  [{'/data/requierd': ['name'], '/data/required': undefined}, '/data/requierd', 'data.keyword', 'required'],
  [{'/data/allof': []}, '/data/allof', 'data.keyword', 'allOf'],
  [{'/data/oneof': []}, '/data/oneof', 'data.keyword', 'oneOf'],
  [{'/data/aditionalProperties': false}, '/data/aditionalProperties', 'data.keyword', 'additionalProperties'],
  [{'/data/unevaluatedProperty': false}, '/data/unevaluatedProperty', 'data.keyword', 'unevaluatedProperties'],
  [{'/data/dependantRequired': {}}, '/data/dependantRequired', 'data.keyword', 'dependentRequired'],
  [
    {[`${P}/children/items/propertys`]: {}, [`${P}/children/items/properties`]: undefined},
    `${P}/children/items/propertys`,
    'data.keyword',
    'properties',
  ],
  [{[`${P}/home/x-egov-widgets`]: 'address'}, `${P}/home/x-egov-widgets`, 'data.keyword', 'x-egov-widget'],
  [{[`${P}/home/x-egov-feilds`]: {}}, `${P}/home/x-egov-feilds`, 'data.keyword', 'x-egov-fields'],
  // Words of older drafts
  [{'/data/dependencies': {name: ['email']}}, '/data/dependencies', 'data.old-keyword'],
  [{[`${P}/colours/additionalItems`]: false}, `${P}/colours/additionalItems`, 'data.old-keyword'],
  [{[`${P}/age/divisibleBy`]: 2}, `${P}/age/divisibleBy`, 'data.old-keyword'],
  [{[`${P}/home/extends`]: {}}, `${P}/home/extends`, 'data.old-keyword'],
  [{[`${P}/age/disallow`]: 'string'}, `${P}/age/disallow`, 'data.old-keyword'],
  [{[`${P}/age/nullable`]: true}, `${P}/age/nullable`, 'data.old-keyword'],
  [{'/data/$recursiveRef': '#'}, '/data/$recursiveRef', 'data.old-keyword'],
  // Words without effect
  [{'/data/if': undefined}, '/data/then', 'data.no-effect'],
  [{'/data/if': undefined, '/data/then': undefined, '/data/else': {required: ['email']}}, '/data/else', 'data.no-effect'],
  [{'/data/then': undefined}, '/data/if', 'data.no-effect'],
  [{[`${P}/colours/minContains`]: 1}, `${P}/colours/minContains`, 'data.no-effect'],
  [{[`${P}/age/minLength`]: 1}, `${P}/age/minLength`, 'data.no-effect'],
  [{[`${P}/name/minimum`]: 1}, `${P}/name/minimum`, 'data.no-effect'],
  [{[`${P}/email/maxItems`]: 1}, `${P}/email/maxItems`, 'data.no-effect'],
  [{[`${P}/married/pattern`]: '^a$'}, `${P}/married/pattern`, 'data.no-effect'],
  [{[`${P}/children/properties`]: {a: {}}}, `${P}/children/properties`, 'data.no-effect'],
  [{[`${P}/name/required`]: ['a']}, `${P}/name/required`, 'data.no-effect'],
  [{[`${P}/email/pattern`]: '/^a$/'}, `${P}/email/pattern`, 'data.pattern'],
  // Limits that nothing meets
  [{[`${P}/age/minimum`]: 121}, `${P}/age/minimum`, 'data.range'],
  [{[`${P}/name/minLength`]: 51, [`${P}/name/default`]: undefined}, `${P}/name/minLength`, 'data.range'],
  [{[`${P}/colours/minItems`]: 4}, `${P}/colours/minItems`, 'data.range'],
  [{[`${P}/age/exclusiveMinimum`]: 120}, `${P}/age/exclusiveMinimum`, 'data.range'],
  [{[`${P}/age/exclusiveMaximum`]: 0}, `${P}/age/minimum`, 'data.range'],
  [{[`${P}/colours/minItems`]: 3, [`${P}/colours/items`]: {enum: ['red', 'green']}}, `${P}/colours/minItems`, 'data.range'],
  [{[`${P}/home/minProperties`]: 3, [`${P}/home/maxProperties`]: 2}, `${P}/home/minProperties`, 'data.range'],
  // Values that the schema refuses
  [{[`${P}/name/default`]: 7}, `${P}/name/default`, 'data.value'],
  [{[`${P}/name/default`]: '12'}, `${P}/name/default`, 'data.value'],
  [{[`${P}/email/default`]: 'nowhere'}, `${P}/email/default`, 'data.value'],
  [{[`${P}/age/default`]: '18'}, `${P}/age/default`, 'data.value'],
  [{[`${P}/age/default`]: 200}, `${P}/age/default`, 'data.value'],
  [{[`${P}/kind/default`]: 'four'}, `${P}/kind/default`, 'data.value'],
  [{[`${P}/colours/default`]: ['pink']}, `${P}/colours/default`, 'data.value'],
  [{[`${P}/home/default`]: {street: 1}}, `${P}/home/default`, 'data.value'],
  [{[`${P}/kind/type`]: 'integer'}, `${P}/kind/enum/0`, 'data.value'],
  [{[`${P}/kind/pattern`]: '^o', [`${P}/kind/type`]: 'string'}, `${P}/kind/enum/1`, 'data.value'],
  [{[`${P}/kind/maxLength`]: 3, [`${P}/kind/type`]: 'string'}, `${P}/kind/enum/2`, 'data.value'],
  [{[`${P}/married/const`]: 'yes'}, `${P}/married/const`, 'data.value'],
  [{[`${P}/kind/enum`]: [], '/fields/~1kind/options': undefined}, `${P}/kind/enum`, 'data.value'],
  [{[`${P}/kind/enum`]: ['one', 'two', 'three', 'one']}, `${P}/kind/enum/3`, 'data.twice'],
  [
    {
      [`${P}/kind/enum`]: undefined,
      [`${P}/kind/oneOf`]: [{const: 'one', title: 'A'}, {const: 'two'}, {const: 'three'}, {const: 'one', title: 'B'}],
    },
    `${P}/kind/oneOf/3`,
    'data.twice',
  ],
  [{'/data/required': ['name', 'name']}, '/data/required/1', 'data.twice'],
  // Members
  [{[`${P}/home/dependentRequired`]: {street: ['citty']}}, `${P}/home/dependentRequired/street/0`, 'data.member', 'city'],
  [{[`${P}/home/dependentRequired`]: {stret: ['city']}}, `${P}/home/dependentRequired/stret`, 'data.member', 'street'],
  [{[`${P}/home/properties/zip `]: {type: 'string', maxLength: 5}}, `${P}/home/properties/zip `, 'data.name', 'zip'],
  [
    {[`${P}/home/additionalProperties`]: false, [`${P}/home/allOf`]: [{properties: {zip: {type: 'string', maxLength: 5}}}]},
    `${P}/home/additionalProperties`,
    'data.closed',
    'unevaluatedProperties',
  ],
  // Pages, fields and rules
  [{'/pages/0/items/0/field': '/nmae'}, '/pages/0/items/0/field', 'field.unknown', '/name'],
  [{'/fields/~1nmae': {label: 'x'}}, '/fields/~1nmae', 'field.unknown', '/name'],
  [{'/pages/0/items/1/field': '/name'}, '/pages/0/items/1/field', 'field.twice'],
  [{'/pages/0/items/10/totals/0': '/children/*/code'}, '/pages/0/items/10/totals/0', 'list.total'],
  [{'/pages/0/items/10/totals/0': '/children/*/shar'}, '/pages/0/items/10/totals/0', 'list.total', '/children/*/share'],
  [{'/pages/0/items/10/totals/0': '/age'}, '/pages/0/items/10/totals/0', 'list.total'],
  [{'/pages/0/items/11/document': 'crad'}, '/pages/0/items/11/document', 'document.unknown', 'card'],
  [{'/fields/~1name/widget': 'number'}, '/fields/~1name/widget', 'widget.type', 'text'],
  [{'/fields/~1age/widget': 'textarea'}, '/fields/~1age/widget', 'widget.type', 'number'],
  [{'/fields/~1married': {widget: 'text'}}, '/fields/~1married/widget', 'widget.type', 'yes-no'],
  [{'/fields/~1colours': {widget: 'radio'}}, '/fields/~1colours/widget', 'widget.type', 'checkboxes'],
  [{'/fields/~1name/widget': 'address'}, '/fields/~1name/widget', 'widget.type', 'text'],
  [{'/fields/~1name/wdiget': 'text'}, '/fields/~1name/wdiget', 'definition.additionalProperties', 'widget'],
  [{'/fields/~1kind/options/2/value': 'trhee'}, '/fields/~1kind/options/2/value', 'options.value', 'three'],
  [{'/fields/~1kind/options/2/value': 'two'}, '/fields/~1kind/options/2/value', 'options.twice'],
  [{'/fields/~1kind/options': {list: 'ofices'}}, '/fields/~1kind/options', 'options.unknown', 'offices'],
  [{'/fields/~1note/visible': {'==': [{var: 'knid'}, 'one']}}, '/fields/~1note/visible/==/0', 'rule.unknown-field', '/kind'],
  [{'/fields/~1note/visible': {'=': [{var: 'kind'}, 'one']}}, '/fields/~1note/visible', 'rule.operator', '=='],
  [{[`${P}/email/format`]: 'emial'}, '/pages/0/items/1/field', 'format.unknown', 'email'],
  // Look-ups
  [{'/lookups/person/connector': 'populaton'}, '/lookups/person/connector', 'connector.unknown', 'population'],
  [{'/lookups/person/fill/~1name': 'fulName'}, '/lookups/person/fill/~1name', 'lookup.attribute', 'fullName'],
  [
    {'/lookups/person/fill/~1home~1street': 'residnce.street'},
    '/lookups/person/fill/~1home~1street',
    'lookup.attribute',
    'residence',
  ],
  [{'/lookups/person/keys': {citizenID: '/x-1'}}, '/lookups/person/keys/citizenID', 'lookup.key', 'citizenId'],
  [{'/lookups/person/trust': {'/nmae': 'locked'}}, '/lookups/person/trust/~1nmae', 'trust.unfilled', '/name'],
];

/** What is odd and may be meant. */
const WARNINGS: readonly Planted[] = [
  [{[`${P}/home/maxProperties`]: 1, [`${P}/home/required`]: ['street', 'city']}, `${P}/home/maxProperties`, 'data.range'],
  [{[`${P}/name/propertyOrder`]: 1}, `${P}/name/propertyOrder`, 'data.unknown-keyword'],
  [{[`${P}/name/example`]: 'An'}, `${P}/name/example`, 'data.unknown-keyword'],
  [{[`${P}/name/enumNames`]: []}, `${P}/name/enumNames`, 'data.unknown-keyword'],
  [{[`${P}/name/label`]: 'Tên'}, `${P}/name/label`, 'data.setting'],
  [{[`${P}/name/placeholder`]: 'Tên'}, `${P}/name/placeholder`, 'data.setting'],
  [{[`${P}/email/examples`]: ['nowhere']}, `${P}/email/examples/0`, 'data.example'],
  [{[`${P}/age/type`]: ['integer', 'integer']}, `${P}/age/type`, 'data.twice'],
  [{'/title': {vi: 'Mẫu'}}, '/title', 'text.language'],
  [{'/fields/~1name/label': {vi: 'Tên'}}, '/fields/~1name/label', 'text.language'],
  [{'/fields/~1kind/options/0/label': {en: 'One'}}, '/fields/~1kind/options/0/label', 'text.language'],
  [{'/fields/~1age/checks/0/message': {en: 'Really?'}}, '/fields/~1age/checks/0/message', 'text.language'],
  [{'/lookups/person/purpose': {vi: 'Điền sẵn'}}, '/lookups/person/purpose', 'text.language'],
  [{'/pages/0/title': {en: 'One'}}, '/pages/0/title', 'text.language'],
  [{'/pages/0/items/9/group': {vi: 'Nhà'}}, '/pages/0/items/9/group', 'text.language'],
  [{'/documents/card/title': {vi: 'Thẻ'}}, '/documents/card/title', 'text.language'],
  [{'/fields/~1name/label': {vi: 'Tên', en: ' '}}, '/fields/~1name/label/en', 'text.empty'],
  [{'/fields/~1kind/options': FORM.fields['/kind'].options.slice(1)}, '/fields/~1kind/options', 'options.missing'],
  [{'/fields/~1age/value': 5, '/fields/~1age/placeholder': '18'}, '/fields/~1age/placeholder', 'field.no-effect'],
  [{'/fields/~1name/widget': 'txet'}, '/fields/~1name/widget', 'widget.unknown', 'text'],
  [{'/pages/1': {id: 'two', title: {vi: 'Hai', en: 'Two'}, items: []}}, '/pages/1/items', 'page.empty'],
];

/** The member that a pointer leads to stands in the line of the text. */
function assertPlace(form: unknown, pointer: string, code: string, line: number | undefined): void {
  const text = JSON.stringify(form, null, 2).split('\n')[(line ?? 0) - 1] ?? '';
  const name = parsePointer(pointer).at(-1) ?? '';
  if (code !== 'definition.required' && !/^\d+$/u.test(name))
    assert.ok(text.includes(JSON.stringify(name)), `${pointer} in ${text}`);
}

describe('mistakes that are planted into a form are found in their place', () => {
  for (const [severity, cases] of [
    ['error', ERRORS],
    ['warning', WARNINGS],
  ] as const)
    for (const [changes, pointer, code, suggestion] of cases)
      it(`${code} at ${pointer}`.slice(0, 89), () => {
        const form = changed(changes);
        const all = findingsInText(JSON.stringify(form, null, 2), SURROUNDINGS);
        const found = all.find((finding) => finding.pointer === pointer && finding.code === code);
        assert.ok(found, JSON.stringify(all));
        assert.deepEqual([found.severity, found.suggestion], [severity, suggestion], found.message);
        assertPlace(form, pointer, code, found.line);
        assert.ok(severity === 'error' || all.every((finding) => finding.severity === 'warning'), JSON.stringify(all));
      });
});

test('at least eighty kinds of places are planted', () => {
  assert.ok(new Set([...ERRORS, ...WARNINGS].map(([, pointer, code]) => code + pointer)).size >= 80);
});

test('nothing is found where nothing is wrong, a member named with a star included', () => {
  assert.deepEqual(findingsIn(FORM, SURROUNDINGS), []);
  assert.deepEqual(
    findingsIn(changed({'/data/x-anything': 1, [`${P}/name/X-Mine`]: {}, [`${P}/name/$comment`]: 'why'}), SURROUNDINGS),
    [],
  );
});

test('of a connector that says nothing of itself anything is asked', () => {
  const connectors = new Map([['population', {}]]);
  assert.deepEqual(findingsIn(changed({'/lookups/person/fill/~1name': 'anything'}), {...SURROUNDINGS, connectors}), []);
});

test('a schema from elsewhere is told of its mistakes and refused for none of them', () => {
  const schema = {
    type: 'object',
    properties: {
      name: {type: 'string', minLenght: 1, default: 5, propertyOrder: 1},
      kind: {enum: ['a', 'a']},
      old: {type: 'integer', minimum: 5, maximum: 1},
    },
  } as Json;
  const all = findingsIn(schema);
  assert.ok(
    all.every(({severity}) => severity === 'warning'),
    JSON.stringify(all),
  );
  const places = all.map(({pointer, code}) => `${code} ${pointer}`);
  for (const place of [
    `data.keyword ${formatPointer(['properties', 'name', 'minLenght'])}`,
    'data.unknown-keyword /properties/name/propertyOrder',
    'data.value /properties/name/default',
    'data.twice /properties/kind/enum/1',
    'data.range /properties/old/minimum',
  ])
    assert.ok(places.includes(place), `${place} in ${places.join(', ')}`);
});

test('a pattern that could take forever is refused, and no value is held to it', () => {
  const name = {type: 'string', pattern: '^(a+)+$', default: `${'a'.repeat(60)}!`};
  const codes = (form: unknown): string[] => findingsIn(form).map(({code}) => code);
  assert.deepEqual(codes({...FORM, data: {...FORM.data, properties: {...FORM.data.properties, name}}}), ['gate.pattern']);
  assert.deepEqual(codes({type: 'object', properties: {name}}), ['gate.pattern']);
});

test('dependencies of draft 7 are read in a schema that says it is one', () => {
  const data = {...FORM.data, $schema: 'http://json-schema.org/draft-07/schema#', dependencies: {email: ['name']}};
  const all = findingsIn({...FORM, data}, SURROUNDINGS);
  assert.ok(all.length > 0 && all.every(({code}) => code === 'data.dialect'), JSON.stringify(all));
});

test('a text that is no JSON, and a member that stands twice, are told with line and column', () => {
  const text = JSON.stringify(FORM, null, 2);
  const without = text.replace('"version": "1.0.0",', '"version": "1.0.0"');
  const [fault, ...others] = findingsInText(without);
  assert.deepEqual([fault?.code, fault?.line, fault?.column, others], ['json.syntax', 3, 21, []]);
  const twice = findingsInText(text.replace('"version": "1.0.0",', '"version": "1.0.0", "id": "sample",'), SURROUNDINGS);
  assert.deepEqual(
    twice.map(({code, pointer, line, severity}) => [code, pointer, line, severity]),
    [['json.twice', '/id', 3, 'error']],
  );
});
