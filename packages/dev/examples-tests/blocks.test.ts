import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {checkDefinition} from '@egov-form/core/check';
import {type Block, compose, type Use} from '@egov-form/core/compose';
import {vietnam} from '@egov-form/vietnam';
import {blocksFrom} from '../src/generate/find-block.ts';
import {root} from '../src/root.ts';

const folder = join(root, 'packages/blocks');
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.json') && name !== 'package.json')
  .sort();
const CONNECTORS = ['population', 'business', 'household', 'household-member'];
const read = (name: string): Block => JSON.parse(readFileSync(join(folder, name), 'utf8'));

/** Parameters that a block has no default for, and nothing else; a pointer is to the applicant. */
function neededBy({parameters = {}}: Block): Use['with'] {
  const needed = Object.entries(parameters).filter(([, {default: value, optional}]) => value === undefined && optional !== true);
  return Object.fromEntries(
    needed.map(([name, {kind}]) => [name, kind === 'pointer' ? '/applicant' : {vi: `một ${name}`, en: `a ${name}`}]),
  );
}

function composedWith(name: string, use: Partial<Use>): unknown {
  const block = read(name);
  const isAboutApplicant = JSON.stringify(neededBy(block)).includes('"/applicant"');
  const applicant = {block: '@egov-form/blocks/applicant.json', at: '/applicant'};
  const source = {
    id: 'one-block',
    version: '1.0.0',
    title: 'One block',
    data: {type: 'object', properties: {part: {}}},
    use: {
      ...(isAboutApplicant && {applicant}),
      part: {block: `@egov-form/blocks/${name}`, at: '/part', with: neededBy(block), ...use},
    },
    // `phone` and `identity` of the applicant show some questions twice: a page each for what stands alone.
    pages: Object.keys(block.parts ?? {})
      .filter((part) => part !== 'phone')
      .map((part) => ({id: part, title: part, items: [{block: 'part', part}]}))
      .concat(
        isAboutApplicant
          ? [{id: 'applicant', title: 'You', items: ['identity', 'card'].map((part) => ({block: 'applicant', part}))}]
          : [],
      ),
  };
  return compose(source, blocksFrom(root));
}

describe('the published blocks', () => {
  for (const name of names) {
    it(`${name} alone is a definition without a fault`, () => {
      const surroundings = {packs: [vietnam], connectors: CONNECTORS};
      assert.deepEqual(checkDefinition(composedWith(name, {}), surroundings), []);
    });

    it(`${name} says everything in Vietnamese and English`, () => {
      const texts: object[] = [];
      JSON.stringify(read(name), (_key, value: unknown) => {
        if (value !== null && typeof value === 'object' && ('vi' in value || 'en' in value)) texts.push(value);
        return value;
      });
      assert.ok(texts.length > 0);
      for (const text of texts) assert.deepEqual(Object.keys(text), ['vi', 'en'], JSON.stringify(text));
    });
  }

  it('are the files that the package exports', () => {
    const {exports} = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    assert.deepEqual(
      Object.keys(exports).sort(),
      names.map((name) => `./${name}`),
    );
  });

  it('ask and fetch less where a form leaves questions out', () => {
    const out = ['/part/gender', '/part/ethnicity', '/part/nationality', '/part/homeTown', '/part/idDocument'];
    const form = composedWith('person.json', {without: out});
    for (const pointer of out) assert.equal(JSON.stringify(form).includes(pointer), false, pointer);
    assert.deepEqual(checkDefinition(form, {packs: [vietnam]}), []);
  });
});
