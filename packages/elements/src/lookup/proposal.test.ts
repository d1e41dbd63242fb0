import type {FormDefinition, LookupAnswer, LookupConnector, LookupRequest} from '@egov-form/core';
import {until} from '@egov-form/dev/until';
import {expect} from 'chai';
import {axeViolations, button, HandRegister, mount, settle, unmountAll} from '../../test/mount.ts';
import type {EgovForm} from '../index.ts';

afterEach(unmountAll);

const person = {
  type: 'object' as const,
  properties: {code: {type: 'string'}, name: {type: 'string'}, born: {type: 'string', format: 'partial-date'}},
};
const group = (at: string, title: string) => ({
  group: title,
  items: [{field: `${at}/code`}, {field: `${at}/born`}, {field: `${at}/name`}],
});
const lookup = (name: string) => ({
  connector: 'population',
  keys: {citizenId: `/${name}/code`, birthDate: {pointer: `/${name}/born`, optional: true}},
  fill: {[`/${name}/code`]: 'citizenId', [`/${name}/name`]: 'name', [`/${name}/born`]: 'born'},
  purpose: 'Để điền tờ khai.',
});
const BIRTH: FormDefinition = {
  id: 'birth',
  version: '1.0.0',
  title: 'Khai sinh',
  data: {type: 'object', properties: {mother: person, father: person}},
  pages: [
    {id: 'mother', title: 'Người mẹ', items: [group('/mother', 'Người mẹ')]},
    {id: 'father', title: 'Người cha', items: [group('/father', 'Người cha')]},
  ],
  parties: {
    mother: {at: '/mother', title: 'Người mẹ', subject: true},
    father: {at: '/father', title: {vi: 'Người cha', en: 'Father'}},
  },
  lookups: {
    mother: lookup('mother'),
    father: lookup('father'),
    husband: {
      connector: 'marriages',
      title: 'Sổ kết hôn',
      keys: {citizenId: '/mother/code'},
      fill: {},
      purpose: 'Để đề xuất người cha.',
      proposes: {to: 'father', key: 'husbandId', fullName: 'husbandName', birthDate: 'husbandBirthDate'},
    },
  },
};

class Registers implements LookupConnector {
  readonly asked: LookupRequest[] = [];
  birthYear: string | undefined = '1988';

  async ask(request: LookupRequest): Promise<LookupAnswer> {
    const {lookup: name, keys, proposal} = request;
    this.asked.push(request);
    if (name === 'mother') return HandRegister.filled({citizenId: '0261', name: 'NGUYỄN THỊ MẪU', born: '1990-02-14'});
    const {birthYear} = this;
    const masked = {name: 'L*** C***', ...(birthYear !== undefined && {birthYear}), token: 'sealed'};
    if (name === 'husband') return {...(HandRegister.filled({}) as Proposed), state: 'proposed', person: masked};
    if (proposal === 'sealed' && keys['birthDate'] === '1988-05-01')
      return HandRegister.filled({citizenId: '0260', name: 'LÊ VĂN CHỒNG', born: '1988-05-01'});
    return {state: 'not-found'};
  }

  get tries(): readonly (string | undefined)[] {
    return this.asked.filter((one) => one.lookup === 'father').map(({keys}) => keys['birthDate']);
  }
}
type Proposed = Extract<LookupAnswer, {state: 'proposed'}>;

const panel = (form: EgovForm): HTMLElement => {
  const found = form.renderRoot.querySelector<HTMLElement>('egov-proposal:not([hidden])');
  if (!found) throw new Error('Nobody is proposed.');
  return found;
};
const input = (form: EgovForm): HTMLInputElement => panel(form).querySelector('input') as HTMLInputElement;
const announced = (form: EgovForm): string => form.renderRoot.querySelector('#egov-live')?.textContent ?? '';

async function proposed(connectors = new Registers()): Promise<{form: EgovForm; connectors: Registers}> {
  const form = await mount({definition: BIRTH, connectors});
  await until('somebody is proposed', () => form.renderRoot.querySelector('egov-proposal:not([hidden])'));
  await settle(form);
  return {form, connectors};
}

async function give(form: EgovForm, text: string): Promise<void> {
  const box = input(form);
  box.focus();
  box.value = text;
  box.dispatchEvent(new InputEvent('input', {bubbles: true, composed: true}));
  box.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', bubbles: true, composed: true, cancelable: true}));
  await settle(form);
}

describe('somebody whom a register proposes', () => {
  it('stands below who asks, by initials and year, and nothing is filled', async () => {
    const {form} = await proposed();
    for (const words of ['Người cha: có phải người này không?', 'L*** C***, sinh năm 1988.'])
      expect(panel(form).textContent).to.contain(words);
    expect(panel(form).closest('egov-facts')?.textContent).to.contain('NGUYỄN THỊ MẪU');
    expect(announced(form)).to.contain('Người cha');
    expect(form.model?.get('/father/name')).to.equal(undefined);
    expect(await axeViolations(form)).to.deep.equal([]);
    form.locale = 'en';
    await settle(form);
    expect(panel(form).textContent).to.contain('Father: is it this person?');
  });

  it('day and month of birth, however written, and Enter confirm them; then the form is filled', async () => {
    const {form, connectors} = await proposed();
    for (const written of ['15', '1/13', 'x']) {
      await give(form, written);
      expect(panel(form).querySelector('.proposal-wrong')?.textContent).to.contain('ví dụ 31/8');
      expect(input(form).getAttribute('aria-invalid')).to.equal('true');
    }
    expect(connectors.tries).to.deep.equal([]);
    await give(form, '2.5');
    await until('it does not match', () => announced(form).includes('Chưa khớp'));
    await give(form, '0105');
    await until('the father is known', () => form.model?.get('/father/name') === 'LÊ VĂN CHỒNG');
    await settle(form);
    expect(connectors.tries).to.deep.equal(['1988-05-02', '1988-05-01']);
    expect(form.renderRoot.querySelector('egov-proposal:not([hidden])')).to.equal(null);
    expect(announced(form)).to.contain('Người cha: đã điền');
    expect(form.shadowRoot?.activeElement?.getAttribute('part')).to.equal('facts');
  });

  it('of whom only the year is told nothing, the whole date is asked', async () => {
    const connectors = new Registers();
    connectors.birthYear = undefined;
    const {form} = await proposed(connectors);
    expect(panel(form).querySelector('label')?.textContent).to.contain('Born');
    await give(form, '1/5/1988');
    await until('the father is known', () => form.model?.get('/father/name') === 'LÊ VĂN CHỒNG');
  });

  it('whoever says no is asked as ever, with the keyboard where it was', async () => {
    const {form, connectors} = await proposed();
    button(panel(form), 'Không phải').click();
    await settle(form);
    expect(form.renderRoot.querySelector('egov-proposal:not([hidden])')).to.equal(null);
    expect(form.shadowRoot?.activeElement?.getAttribute('part')).to.equal('facts');
    form.showPage('father');
    await settle(form);
    expect(form.renderRoot.querySelector('egov-proposal:not([hidden])')).to.equal(null);
    expect(form.renderRoot.querySelector('egov-field[data-pointer="/father/code"]')).to.not.equal(null);
    expect(connectors.tries).to.deep.equal([]);
  });

  it('stands above the questions of who would be named, too', async () => {
    const {form} = await proposed();
    form.showPage('father');
    await settle(form);
    expect(panel(form).closest('egov-facts')?.querySelector('[data-pointer="/father/code"]')).to.not.equal(null);
  });
});
