import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {describe, test} from 'node:test';
import {type FormDefinition, type Json, type Purpose, parsePointer, ruleExplainer, valueAt} from '@egov-form/core';
import {vietnam} from '@egov-form/vietnam';
import {root} from '../src/root.ts';

/** Where rules stand in a definition, and what they are for. */
const PLACES: readonly (readonly [RegExp, Purpose])[] = [
  [/\/visible$/u, 'visible'],
  [/\/required$/u, 'required'],
  [/\/readonly$/u, 'readonly'],
  [/\/notNeededWhen$/u, 'not-needed'],
  [/\/checks\/\d+\/rule$/u, 'check'],
  [/^\/fields\/[^/]+\/value$/u, 'value'],
  [/^\/fields\/[^/]+\/default$/u, 'default'],
];

function* rulesIn(part: Json, at = ''): Generator<readonly [at: string, rule: Json, purpose: Purpose]> {
  const purpose = PLACES.find(([place]) => place.test(at))?.[1];
  if (purpose) yield [at, part, purpose];
  else if (part !== null && typeof part === 'object') {
    for (const [name, member] of Object.entries(part)) {
      if (at !== '' || name !== 'data')
        yield* rulesIn(member as Json, `${at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`);
    }
  }
}

/** Every rule of a procedure as sentences, by its place. */
function explained(definition: FormDefinition, locale: string): {readonly [at: string]: string} {
  const explain = ruleExplainer(definition, [vietnam]);
  const sentences: {[at: string]: string} = {};
  for (const [at, rule, purpose] of rulesIn(definition as unknown as Json)) {
    const [part, pointer] = parsePointer(at);
    sentences[at] = explain(rule, locale, purpose, part === 'fields' ? pointer : undefined);
  }
  return sentences;
}

const readJson = (path: string): Json => JSON.parse(readFileSync(`${root}/${path}`, 'utf8'));
// Read by people before it was kept: natural, short, no code or pointer in it.
const kept = readJson('packages/dev/cases/rules/explained.json');

for (const id of ['khai-sinh', 'phu-hieu-xe']) {
  describe(`rules of ${id} in words`, () => {
    const definition = readJson(`examples/procedures/${id}/form.json`) as unknown as FormDefinition;
    for (const locale of ['vi', 'en']) {
      test(locale, () => {
        const sentences = explained(definition, locale);
        assert.ok(Object.keys(sentences).length > 10);
        assert.deepEqual(sentences, valueAt(kept, [id, locale]));
        for (const [at, sentence] of Object.entries(sentences)) {
          assert.doesNotMatch(sentence, /[«“]\/|undefined|\{\d\}|\bvar\b|dateDiff/u, at);
        }
      });
    }
  });
}
