import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import type {FormDefinition} from '@egov-form/core';
import {readCase, runCase} from '@egov-form/core/cases';
import {checkDefinition} from '@egov-form/core/check';
import {type Overlay, overlay} from '@egov-form/core/compose';
import {hashOf} from '@egov-form/core/procedure';
import {vietnam} from '@egov-form/vietnam';
import {root} from '../src/root.ts';
import {lossesOf} from './overlay-losses.ts';

const readJson = (path: string): never => JSON.parse(readFileSync(join(root, path), 'utf8')) as never;
const shuffled = <T>(list: readonly T[], turn: number): readonly T[] =>
  list
    .map((one, i) => [(i * 7919 + turn * 104_729) % 1009, one] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, one]) => one);
const hash = (definition: object): Promise<string> => hashOf(definition, crypto.subtle);

const PROCEDURES = ['khai-sinh', 'phu-hieu-xe'].map((id) => ({
  id,
  official: readJson(`examples/procedures/${id}/form.json`) as FormDefinition,
  overlays: readJson(`packages/dev/cases/overlays/${id}.json`) as readonly Overlay[],
}));

it('there are twenty overlays', () => {
  assert.ok(PROCEDURES.flatMap(({overlays}) => overlays).length >= 20);
});

for (const {id, official, overlays} of PROCEDURES) {
  describe(`overlays of ${id}`, async () => {
    const before = await hash(official);

    for (const one of overlays) {
      it(`${one.id} adds, and the official form keeps its hash`, async () => {
        const {definition, conflicts} = overlay(official, [one]);
        assert.deepEqual(conflicts, []);
        assert.equal(await hash(official), before);
        assert.notEqual(await hash(definition), before);
        assert.deepEqual(lossesOf(official, definition), []);
        assert.deepEqual(checkDefinition(definition, {packs: [vietnam]}), []);
      });
    }

    it('make the same form in whatever order they come', async () => {
      const all = overlay(official, overlays);
      assert.deepEqual(all.conflicts, []);
      assert.deepEqual(checkDefinition(all.definition, {packs: [vietnam]}), []);
      assert.deepEqual(lossesOf(official, all.definition), []);
      const expected = await hash(all.definition);
      for (const turn of [1, 2, 3, 4, 5])
        assert.equal(await hash(overlay(official, shuffled(overlays, turn)).definition), expected, `turn ${turn}`);
    });

    it('let pass nothing that the official form refuses, in every recorded case', async () => {
      const {definition} = overlay(official, overlays);
      for (const name of readdirSync(join(root, `examples/procedures/${id}/cases`))) {
        const recorded = readCase(readJson(`examples/procedures/${id}/cases/${name}`), name);
        const [here, there] = await Promise.all(
          [official, definition].map((form) => runCase(form, recorded, {packs: [vietnam]})),
        );
        const told = new Set(there?.issues.map(({pointer, code}) => `${code} ${pointer}`));
        for (const {pointer, code} of here?.issues ?? [])
          assert.ok(told.has(`${code} ${pointer}`), `${name}: ${code} ${pointer}`);
      }
    });
  });
}

describe('what overlays do', () => {
  const [birth, badge] = PROCEDURES;
  assert(birth && badge);
  const of = ({official, overlays}: typeof birth, id: string) =>
    overlay(
      official,
      overlays.filter((one) => one.id === id),
    ).definition;

  it('a sentence follows that of the ministry, in each language', () => {
    const {fee} = of(birth, 'copy-fee').procedure ?? {};
    const ministry = birth.official.procedure?.fee as {readonly [language: string]: string};
    assert.deepEqual(fee, {
      vi: `${ministry['vi']} Tại tỉnh này: 8.000 đồng một bản sao.`,
      en: `${ministry['en']} In this province: 8,000 dong for each copy.`,
    });
  });

  it('a text stands after the paper that it is about', () => {
    const items = of(birth, 'mountain-note').pages?.find(({id}) => id === 'child')?.items ?? [];
    assert.deepEqual(Object.keys(items[0] ?? {}), ['document']);
    assert.deepEqual(Object.keys(items[1] ?? {}), ['text', 'tone']);
  });

  it('a choice that is left out stays written, and is not offered', () => {
    const {options, checks} = of(badge, 'no-tractors').fields?.['/badge/kind'] ?? {};
    assert(Array.isArray(options));
    assert.deepEqual(
      options.filter(({when}) => when === false).map(({value}) => value),
      ['tractor'],
    );
    assert.equal(checks?.length, 1);
  });

  it('a paper is required where either says so', () => {
    assert.deepEqual(of(birth, 'authorisation-needed').documents?.['authorisation']?.required, {
      in: [{var: '/requester/relation'}, ['relative', 'carer']],
    });
  });

  it('a page of its own comes after the one that it names', () => {
    assert.deepEqual(
      of(birth, 'delivery').pages?.map(({id}) => id),
      ['requester', 'mother', 'father', 'child', 'delivery'],
    );
  });
});
