import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {it} from 'node:test';
import type {FormDefinition} from '@egov-form/core';
import {overlay} from '@egov-form/core/compose';
import fc from 'fast-check';
import {root} from '../src/root.ts';
import {lossesOf} from './overlay-losses.ts';

/** A form with every place that an overlay could want to change. */
const official = JSON.parse(readFileSync(join(root, 'examples/procedures/phu-hieu-xe/form.json'), 'utf8')) as FormDefinition;
const pages = official.pages?.map(({id}) => id) ?? [];
const TEXT = {vi: 'Thêm', en: 'More'};
const CHECK = {rule: {'!=': [{var: '/badge/kind'}, 'bus']}, message: TEXT};

const rule = fc.constantFrom(true, false, {'==': [{var: '/badge/kind'}, 'taxi']}, {'!': [{empty: [{var: '/authority'}]}]});
const pointer = fc.constantFrom(
  ...Object.keys(official.fields ?? {}),
  '/organization/headOffice',
  '/own',
  '/own/part',
  '/nowhere',
  '/vehicles',
);
const allowed = fc.record({checks: fc.constant([CHECK]), required: fc.constant(true)}, {requiredKeys: []});
const settings = fc.record(
  {
    checks: fc.constant([CHECK]),
    required: rule,
    visible: rule,
    readonly: rule,
    value: rule,
    default: rule,
    hint: fc.constant(TEXT),
    label: fc.constant(TEXT),
    sensitivity: fc.constant('public'),
    options: fc.constant([{value: 'bus', label: TEXT}]),
  },
  {requiredKeys: []},
);
const item = fc.oneof(
  fc.constant({text: TEXT}),
  pointer.map((field) => ({field})),
  fc.constantFrom(...Object.keys(official.documents ?? {}), 'own').map((document) => ({document})),
  pointer.map((field) => ({group: TEXT, visible: false, items: [{field}]})),
);
const page = fc.constantFrom(...pages, ...pages, 'nowhere');
const document = fc.record(
  {title: fc.constant(TEXT), required: rule, visible: rule, hint: fc.constant(TEXT), maxFiles: fc.nat(20)},
  {requiredKeys: []},
);

/** One thing that an overlay may say, allowed or not. */
const fragment = fc.oneof(
  fc.record({fee: fc.constant(TEXT), legal: fc.constant(['Luật khác'])}, {requiredKeys: []}).map((procedure) => ({procedure})),
  fc
    .dictionary(fc.constantFrom('/own', '/own', '/badge', '/badge/kind'), fc.constant({type: 'string'}), {maxKeys: 2})
    .map((data) => ({data})),
  fc.array(fc.constantFrom('/own', '/badge'), {maxLength: 2}).map((required) => ({required, data: {'/own': {type: 'string'}}})),
  fc.dictionary(pointer, fc.oneof(allowed, settings), {maxKeys: 2}).map((fields) => ({fields})),
  fc
    .dictionary(
      fc.constantFrom('/badge/kind', '/badge/kind', '/authority', '/nowhere'),
      fc.record({values: fc.subarray(['bus', 'taxi', 'truck', 'cow'], {minLength: 1}), message: fc.constant(TEXT)}),
      {maxKeys: 2},
    )
    .map((choices) => ({choices})),
  fc
    .dictionary(fc.constantFrom(...Object.keys(official.documents ?? {}), 'own'), document, {maxKeys: 2})
    .map((documents) => ({documents})),
  fc
    .record(
      {page, after: fc.constantFrom({field: '/badge/kind'}, {document: 'introduction'}), items: fc.array(item, {maxLength: 2})},
      {requiredKeys: ['page', 'items']},
    )
    .map((one) => ({items: [one], data: {'/own': {type: 'string'}}})),
  fc
    .record({
      after: page,
      page: fc.record({id: fc.oneof(page, fc.constant('more')), title: fc.constant(TEXT), items: fc.array(item, {maxLength: 2})}),
    })
    .map((one) => ({pages: [one], data: {'/own': {type: 'string'}}})),
);

const target = fc.constantFrom(
  ...Array(6).fill({id: 'phu-hieu-xe', version: '^1.0.0'}),
  {id: 'phu-hieu-xe', version: '^2.0.0'},
  {id: 'other', version: '^1.0.0'},
);

const anyOverlay = fc
  .tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), target, fc.array(fragment, {minLength: 1, maxLength: 2}))
  .map(([id, to, fragments]) => Object.assign({id, version: '1.0.0', title: TEXT, for: to}, ...fragments));

it('random overlays take nothing away and loosen nothing, whatever they say', () => {
  const before = JSON.stringify(official);
  let changed = 0;
  fc.assert(
    fc.property(fc.array(anyOverlay, {minLength: 1, maxLength: 3}), (overlays) => {
      const {definition} = overlay(official, overlays);
      if (JSON.stringify(definition) !== before) changed += 1;
      assert.deepEqual(lossesOf(official, definition), []);
      assert.equal(JSON.stringify(official), before);
    }),
    {seed: 20261201, numRuns: 800},
  );
  assert.ok(changed > 100, `only ${changed} of the random overlays were applied`);
});

it('the measure of it finds what is lost', () => {
  const {pages: all = [], ...rest} = official;
  const {'/badge/reason': reason, ...fields} = official.fields ?? {};
  const broken: readonly FormDefinition[] = [
    {...official, pages: all.slice(1)},
    {...official, pages: all.toReversed()},
    {...official, pages: all.map((one) => ({...one, items: one.items.slice(1)}))},
    {...official, fields},
    {...official, fields: {...fields, '/badge/reason': {...reason, required: false}}},
    {...official, fields: {...official.fields, '/badge/kind': {}}},
    {...official, fields: {...official.fields, '/vehicles': {...official.fields?.['/vehicles'], checks: []}}},
    {...official, data: {...(official.data as object), required: []}},
    {...official, documents: {}},
    {...official, procedure: {...official.procedure, fee: TEXT}},
    rest,
  ];
  for (const [i, one] of broken.entries()) assert.notDeepEqual(lossesOf(official, one), [], `loss ${i}`);
});
