import type {FormDefinition, FormError} from '@egov-form/core';
import {until} from '@egov-form/dev/until';
import {expect} from 'chai';
import {fetchDefinition} from './definition-source.ts';
import {openDefinition} from './open-definition.ts';

const DEFINITION = {
  id: 'told',
  version: '1.0.0',
  title: {vi: 'Mẫu', en: 'Form'},
  data: {type: 'object', properties: {name: {type: 'string', maxLength: 9}}},
};

describe('what an author is told when a definition is opened', () => {
  const {warn} = console;
  const platform = globalThis.fetch;
  let told: string[] = [];
  beforeEach(() => {
    told = [];
    console.warn = (message: string) => told.push(message);
  });
  afterEach(() => {
    console.warn = warn;
    globalThis.fetch = platform;
  });

  async function fetched(definition: unknown): Promise<FormDefinition> {
    globalThis.fetch = async () => new Response(JSON.stringify(definition, null, 2));
    return fetchDefinition('/form.json', new AbortController().signal);
  }

  it('a mistake refuses it, with the line in the text that was fetched', async () => {
    const wrong = structuredClone(DEFINITION) as unknown as {data: {properties: {name: object}}};
    wrong.data.properties.name = {type: 'string', maxLenght: 9};
    const error = await openDefinition(await fetched(wrong), {}).then(
      () => undefined,
      (thrown: FormError) => thrown,
    );
    expect(error?.code).to.equal('EGOV_CORE_DEFINITION');
    expect(error?.message).to.contain('line 13').and.contain('Did you mean "maxLength"?');
    const [problem] = (error?.details['problems'] ?? []) as unknown as {pointer: string; line: number}[];
    expect(problem).to.include({
      pointer: '/data/properties/name/maxLenght',
      code: 'data.keyword',
      line: 13,
      suggestion: 'maxLength',
    });
  });

  it('what is odd is written to the console, and the form opens', async () => {
    const odd = {...DEFINITION, pages: [{id: 'one', title: {vi: 'Một'}, items: [{field: '/name'}]}]};
    (await openDefinition(await fetched(odd), {})).dispose();
    await until('it is told', () => told.length > 0);
    expect(told[0]).to.contain('told').and.contain('/pages/0/title').and.contain('lacks en');
    (await openDefinition(odd as unknown as FormDefinition, {})).dispose();
    await until('it is told again', () => told.length > 1);
    expect(told[1]).to.contain('/pages/0/title');
  });
});
