/** The procedures of this repository have no condition that contradicts itself or another one. */
import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {describe, it} from 'node:test';
import {compare, proofText, prove} from '@egov-form/checks';
import type {FormDefinition} from '@egov-form/core';
import {vietnam} from '@egov-form/vietnam';
import {root} from '../src/root.ts';

describe('proof of the example procedures', () => {
  for (const id of readdirSync(`${root}/examples/procedures`)) {
    const definition = JSON.parse(readFileSync(`${root}/examples/procedures/${id}/form.json`, 'utf8')) as FormDefinition;

    it(`finds no fault in ${id}, and knows most of its conditions`, () => {
      const proof = prove(definition, {packs: [vietnam]});
      assert.deepEqual(proof.findings, []);
      const unknown = proof.conditions.filter(({verdict}) => verdict === 'unknown');
      assert.ok(unknown.length <= proof.conditions.length / 5, unknown.map(({pointer}) => pointer).join('\n'));
      const {shortest, longest} = proof.paths;
      assert.ok(shortest.questions <= longest.questions && shortest.minutes <= longest.minutes);
      assert.match(proofText(proof, 'vi'), /Không thấy mâu thuẫn nào\./u);
      assert.match(proofText(proof, 'en'), /No contradiction was found\./u);
    });

    it(`finds no difference between ${id} and itself`, () => {
      assert.deepEqual(compare(definition, structuredClone(definition), {packs: [vietnam]}).differences, []);
    });
  }
});
