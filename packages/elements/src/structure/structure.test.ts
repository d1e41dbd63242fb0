import type {FormDefinition} from '@egov-form/core';
import {expect} from 'chai';
import {axeViolations, mount, part, settle, unmountAll} from '../../test/mount.ts';
import type {EgovForm} from '../form/form.ts';
import {structures} from '../form/lazy/structures.ts';

afterEach(unmountAll);

/** A schema as others publish them, given to the element as it is. */
const SCHEMA = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Household',
  type: 'object',
  definitions: {
    person: {
      type: 'object',
      properties: {fullName: {type: 'string'}, children: {type: 'array', items: {$ref: '#/definitions/person'}}},
      required: ['fullName'],
    },
  },
  properties: {
    phones: {type: 'object', additionalProperties: {type: 'string', pattern: '^[0-9]+$'}},
    size: {type: ['string', 'number']},
    family: {$ref: '#/definitions/person'},
    contact: {
      oneOf: [
        {title: 'By post', properties: {streetAddress: {type: 'string'}}, required: ['streetAddress']},
        {title: 'By e-mail', properties: {email: {type: 'string', format: 'email'}}, required: ['email']},
      ],
    },
  },
  required: ['contact'],
} as unknown as FormDefinition;

async function opened(): Promise<EgovForm> {
  await structures.load();
  const form = await mount({definition: SCHEMA, locale: 'en'});
  await settle(form);
  return form;
}

function press(inside: Element, words: string): void {
  const found = [...inside.querySelectorAll('button')].find((one) => one.textContent?.trim() === words);
  if (!found)
    throw new Error(`No button "${words}" among ${[...inside.querySelectorAll('button')].map((one) => one.textContent)}`);
  found.click();
}

function type(inside: Element, label: string, text: string): void {
  const found = [...inside.querySelectorAll('label')].find((one) => one.textContent?.replace('*', '').trim() === label);
  const input = found && (found.getRootNode() as ShadowRoot).getElementById(found.htmlFor);
  if (!(input instanceof HTMLInputElement)) throw new Error(`No text box "${label}"`);
  input.value = text;
  input.dispatchEvent(new InputEvent('input', {bubbles: true, composed: true}));
  input.dispatchEvent(new Event('change', {bubbles: true}));
}

describe('a structure', () => {
  it('of a map takes members by name, and says which names it does not', async () => {
    const form = await opened();
    const field = part(form, '/phones');
    type(field, 'Name of a new entry', 'home');
    press(field, 'Add entry');
    await settle(form);
    type(field, 'home', '0901');
    await settle(form);
    expect(form.model?.get('/phones')).to.deep.equal({home: '0901'});
    type(field, 'Name of a new entry', 'home');
    press(field, 'Add entry');
    await settle(form);
    expect(field.querySelector('[role=alert]')?.textContent).to.contain('“home” cannot be used');
    press(field, 'Remove home');
    await settle(form);
    expect(form.model?.answers()).not.to.have.property('phones.home');
  });

  it('of several kinds asks which one, and keeps what it is', async () => {
    const form = await opened();
    const field = part(form, '/size');
    const kind = field.querySelector('select') as HTMLSelectElement;
    kind.value = '1';
    kind.dispatchEvent(new Event('change', {bubbles: true}));
    await settle(form);
    type(field, 'Size', '12');
    await settle(form);
    expect(form.model?.get('/size')).to.equal(12);
  });

  it('that contains itself is opened level by level', async () => {
    const form = await opened();
    form.model?.list('/family/children').insert();
    await settle(form);
    const field = part(form, '/family/children/0');
    type(field, 'Full name', 'An');
    await settle(form);
    press(field, 'Add Children');
    await settle(form);
    press(field, 'Add to Children');
    await settle(form);
    const inner = field.querySelector('.item .item, .inner .item') as Element;
    type(inner, 'Full name', 'Binh');
    await settle(form);
    expect(form.model?.get('/family/children/0')).to.deep.equal({fullName: 'An', children: [{fullName: 'Binh'}]});
  });

  it('of alternatives shows the members of the chosen one, and sends no others', async () => {
    const form = await opened();
    form.model?.set('/contact/(choice)', 0);
    await settle(form);
    form.model?.set('/contact/streetAddress', '1 Hang Bai');
    form.model?.set('/contact/(choice)', 1);
    form.model?.set('/contact/email', 'a@example.vn');
    await settle(form);
    expect(form.shadowRoot?.querySelector('[data-pointer="/contact/streetAddress"]')).to.equal(null);
    expect(form.model?.answers()['contact']).to.deep.equal({email: 'a@example.vn'});
  });

  it('is accessible', async () => {
    const form = await opened();
    expect(await axeViolations(form)).to.deep.equal([]);
  });
});
