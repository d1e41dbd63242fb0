import 'egov-form';
import {expect} from 'chai';
import {type FormElementLike, formInPage} from './index.ts';

const DEFINITION = {
  id: 'kit',
  version: '1.0.0',
  title: 'Sample',
  data: {
    type: 'object',
    required: ['name'],
    properties: {
      name: {type: 'string', title: 'Name'},
      many: {type: 'boolean', title: 'More than one'},
      copies: {type: 'integer', title: 'Copies'},
      fee: {type: 'integer', title: 'Fee'},
    },
  },
  fields: {'/copies': {visible: {'==': [{var: '/many'}, true]}}, '/fee': {value: {'*': [{var: '/copies'}, 8000]}}},
};

describe('a form in the page of its test', () => {
  let element: FormElementLike;
  beforeEach(() => {
    element = document.createElement('egov-form') as unknown as FormElementLike;
    Object.assign(element, {draft: 'off', locale: 'en', definition: DEFINITION});
    document.body.append(element);
  });
  afterEach(() => element.remove());

  it('is answered by label, and what follows is waited for', async () => {
    const form = await formInPage(element);
    await form.answer('Name', 'Nguyễn Thị Mẫu');
    await form.answer('More than one', true);
    await form.answer('Copies', 2);
    await form.expectValue('Fee', 16_000);
    await form.expectValue('Name', 'Nguyễn Thị Mẫu');
    let error: unknown;
    await form.answer('Colour', 'red').catch((thrown: unknown) => {
      error = thrown;
    });
    expect(String(error)).to.match(/Expected a question "Colour"/u);
  });
});
