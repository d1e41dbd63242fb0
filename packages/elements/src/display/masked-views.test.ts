import type {FormDefinition, Pack} from '@egov-form/core';
import {until} from '@egov-form/dev/until';
import {expect} from 'chai';
import {mount, settle, unmountAll} from '../../test/mount.ts';

afterEach(unmountAll);

const NUMBER = '026190000042';

const PACK: Pack = {
  formats: [
    {
      name: 'number-of-person',
      check: () => [],
      mask: (text) => `${text.slice(0, 3)}*****${text.slice(-4)}`,
    },
  ],
};

const person = {type: 'string', format: 'number-of-person'} as const;

const DEFINITION: FormDefinition = {
  id: 'numbers',
  version: '1.0.0',
  title: 'Numbers',
  data: {type: 'object', properties: {own: person, secret: person}},
  fields: {'/own': {label: 'Own'}, '/secret': {label: 'Secret', sensitivity: 'sensitive'}},
};

async function shown(mode: 'review' | 'officer' | 'print'): Promise<string> {
  const form = await mount({definition: DEFINITION, packs: [PACK], mode, answers: {own: '026190000043', secret: NUMBER}});
  await settle(form);
  // What is to be seen: what only a printer gets is not.
  // biome-ignore lint/performance/useDomNodeTextContent: hidden text does not count.
  const seen = (): string => [...form.renderRoot.children].map((part) => (part as HTMLElement).innerText).join(' ');
  await until('the number is shown', () => seen().includes('026190000043'));
  await settle(form);
  return seen();
}

describe('numbers of people where all answers are read', () => {
  for (const mode of ['review', 'officer'] as const) {
    it(`${mode}: what the definition calls sensitive is masked, the person's own is whole`, async () => {
      const text = await shown(mode);
      expect(text).to.contain('026*****0042');
      expect(text).not.to.contain(NUMBER);
      expect(text).to.contain('026190000043');
    });
  }

  it('print: the declaration has them whole, as the office asks for them', async () => {
    const text = await shown('print');
    expect(text).to.contain(NUMBER);
    expect(text).to.contain('026190000043');
  });
});
